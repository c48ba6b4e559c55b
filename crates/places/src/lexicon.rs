//! Words that tell places from other names.

use dateline_gazetteer::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The lexicon of places.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Folded short forms of states and provinces, as printed and in full: "calif" → "Calif.", "california".
    pub short: FxHashMap<String, (String, String)>,
    /// Capitalised nouns behind a name that make a place of it, with its kind.
    pub behind: FxHashMap<String, String>,
    /// The same before a name.
    pub before: FxHashMap<String, String>,
    /// Lower-case nouns that say what the name before them is.
    pub nouns: FxHashMap<String, String>,
    /// Spellings of one half of the English-speaking world.
    pub spelling: Spelling,
    pub locative: FxHashSet<String>,
    pub compass: FxHashSet<String>,
    pub institutions: FxHashSet<String>,
    pub common: FxHashSet<String>,
    /// Behind the bare name of a town.
    pub locals: FxHashSet<String>,
    /// Before the name of a ship.
    pub ships: FxHashSet<String>,
    /// Behind the name of a weapon.
    pub weapons: FxHashSet<String>,
    /// Before "of" and a saint.
    pub churches: FxHashSet<String>,
    /// Behind "state" where it is the government's.
    pub of_state: FxHashSet<String>,
    /// Known to the world by the name of where they were: "the Versailles treaty".
    pub famed: FxHashSet<String>,
    /// First names of people, in lower case.
    pub given: FxHashSet<String>,
}

#[derive(Deserialize)]
struct File {
    short: BTreeMap<String, String>,
    behind: FxHashMap<String, String>,
    before: FxHashMap<String, String>,
    nouns: FxHashMap<String, String>,
    spelling: Spelling,
    words: Words,
}

#[derive(Deserialize)]
struct Words {
    locative: FxHashSet<String>,
    compass: FxHashSet<String>,
    institutions: FxHashSet<String>,
    common: FxHashSet<String>,
    locals: FxHashSet<String>,
    ships: FxHashSet<String>,
    weapons: FxHashSet<String>,
    churches: FxHashSet<String>,
    of_state: FxHashSet<String>,
    famed: FxHashSet<String>,
}

/// Spellings of one half of the English-speaking world, and who spells so.
#[derive(Debug, Deserialize)]
pub(super) struct Spelling {
    pub american: FxHashSet<String>,
    pub british: FxHashSet<String>,
    pub american_states: Vec<String>,
    pub british_states: Vec<String>,
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
        let File { short, behind, before, nouns, spelling, words } = toml::from_str(places)?;
        let genders: Genders = toml::from_str(genders)?;
        let Words {
            locative,
            compass,
            institutions,
            common,
            locals,
            ships,
            weapons,
            churches,
            of_state,
            famed,
        } = words;
        let given = genders
            .first_names_masculine
            .split_whitespace()
            .chain(genders.first_names_feminine.split_whitespace());
        Ok(Lexicon {
            short: short.iter().map(|(short, full)| (fold(short), (short.clone(), fold(full)))).collect(),
            behind,
            before,
            nouns,
            spelling,
            locative,
            compass,
            institutions,
            common,
            locals,
            ships,
            weapons,
            churches,
            of_state,
            famed,
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
        for (_, full) in Lexicon::embedded().short.values() {
            let is_region = gazetteer.places_folded(full).any(|named| named.place.kind == PlaceKind::Region);
            assert!(is_region, "{full}");
        }
    }
}
