//! Words that tell places from other names.

use dateline_gazetteer::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The lexicon of places.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Folded short forms of states and provinces: "calif" → "california".
    pub short: FxHashMap<String, String>,
    /// Capitalised nouns behind a name that make a place of it, with its kind.
    pub behind: FxHashMap<String, String>,
    /// The same before a name.
    pub before: FxHashMap<String, String>,
    /// Lower-case nouns that say what the name before them is.
    pub nouns: FxHashMap<String, String>,
    /// Words at home in the news of one country, in lower case, with its code.
    pub hints: FxHashMap<String, Vec<String>>,
    pub locative: FxHashSet<String>,
    pub compass: FxHashSet<String>,
    pub titles: FxHashSet<String>,
    pub institutions: FxHashSet<String>,
    pub common: FxHashSet<String>,
    /// First names of people, in lower case.
    pub given: FxHashSet<String>,
}

#[derive(Deserialize)]
struct File {
    short: BTreeMap<String, String>,
    behind: FxHashMap<String, String>,
    before: FxHashMap<String, String>,
    nouns: FxHashMap<String, String>,
    hints: BTreeMap<String, Vec<String>>,
    words: Words,
}

#[derive(Deserialize)]
struct Words {
    locative: FxHashSet<String>,
    compass: FxHashSet<String>,
    titles: FxHashSet<String>,
    institutions: FxHashSet<String>,
    common: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Genders {
    first_names_masculine: String,
    first_names_feminine: String,
}

impl Lexicon {
    /// The lexicon in the binary.
    pub fn embedded() -> Self {
        Self::parse(include_str!("../lexicon/places.toml"), dateline_vocabulary::GENDERS)
            .expect("the lexicons in the binary are whole: the tests read them")
    }

    fn parse(places: &str, genders: &str) -> Result<Self, toml::de::Error> {
        let File { short, behind, before, nouns, hints: words_of, words } = toml::from_str(places)?;
        let mut hints: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for (country, words) in words_of {
            for word in words {
                hints.entry(word).or_default().push(country.clone());
            }
        }
        let genders: Genders = toml::from_str(genders)?;
        let Words { locative, compass, titles, institutions, common } = words;
        let given = genders
            .first_names_masculine
            .split_whitespace()
            .chain(genders.first_names_feminine.split_whitespace());
        Ok(Lexicon {
            short: short.iter().map(|(short, full)| (fold(short), fold(full))).collect(),
            behind,
            before,
            nouns,
            hints,
            locative,
            compass,
            titles,

            institutions,
            common,
            given: given.map(str::to_lowercase).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use dateline_gazetteer::{Gazetteer, PlaceKind};

    #[test]
    fn short_forms_are_regions() {
        let gazetteer = Gazetteer::embedded();
        for full in Lexicon::embedded().short.values() {
            let is_region = gazetteer.places_folded(full).any(|named| named.place.kind == PlaceKind::Region);
            assert!(is_region, "{full}");
        }
    }
}
