//! Words that tell places from other names.

use dateline_gazetteer::fold;
use dateline_language::Annotated;
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
    /// The same in the plural, behind several names: "Cobb and Mason counties".
    pub plurals: FxHashMap<String, String>,
    /// The same before a row of names: "the villages of Kubar and Lom".
    pub several: FxHashMap<String, String>,
    /// Spellings of one half of the English-speaking world.
    pub spelling: Spelling,
    /// Words, up to three with spaces between → the state that they are at home in: "selectmen" → USA.
    pub home: FxHashMap<String, String>,
    /// The first three digits of a telephone number → the state or province, folded, and its country.
    pub area_codes: FxHashMap<String, (String, &'static str)>,
    /// Classes of words.
    pub words: Words,
    /// First names of people, in lower case.
    pub given: FxHashSet<String>,
}

#[derive(Deserialize)]
struct File {
    short: BTreeMap<String, String>,
    behind: FxHashMap<String, String>,
    before: FxHashMap<String, String>,
    nouns: FxHashMap<String, String>,
    plurals: FxHashMap<String, String>,
    several: FxHashMap<String, String>,
    spelling: Spelling,
    home: FxHashMap<String, Vec<String>>,
    area_codes: AreaCodes,
    words: Words,
}

#[derive(Deserialize)]
struct AreaCodes {
    #[serde(rename = "USA")]
    american: FxHashMap<String, String>,
    #[serde(rename = "CAN")]
    canadian: FxHashMap<String, String>,
}

/// Classes of words that tell places from other names.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    /// Prepositions of place.
    pub locative: FxHashSet<String>,
    /// Between a preposition and a name: "in *northern* Iraq".
    pub compass: FxHashSet<String>,
    /// Behind the place they are of, with a capital.
    pub institutions: FxHashSet<String>,
    /// Words with a capital that are almost never meant as the towns of their name.
    pub common: FxHashSet<String>,
    /// Behind the bare name of a town.
    pub locals: FxHashSet<String>,
    /// The same with a capital: "Cuba *Mayor*".
    pub civic: FxHashSet<String>,
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
    /// Offices that are called by their house: "the White House".
    pub seats: FxHashSet<String>,
    /// Named for a place, and told of without it: "Ebola".
    pub diseases: FxHashSet<String>,
    /// Behind a disease: "the Lassa *virus*".
    pub strains: FxHashSet<String>,
    /// Before "of" and a disease: "*cases* of Ebola".
    pub illness: FxHashSet<String>,
    /// The same before "from": "*suffers* from Lyme".
    pub ailing: FxHashSet<String>,
    /// Who makes cars.
    pub makers: FxHashSet<String>,
    /// Behind the name of a car: "a 1996 Tahoe *pickup*".
    pub bodies: FxHashSet<String>,
    /// Cars that bear a place's name.
    pub cars: FxHashSet<String>,
    /// Before a programme: "a *flaw* in Java".
    pub computing: FxHashSet<String>,
    /// Told of where programmes are: "download".
    pub computers: FxHashSet<String>,
    /// Programmes of a state and of computers, in which something is done: "cuts in *Medicare*", "a flaw in *Outlook*".
    pub programs: FxHashSet<String>,
    /// The last word of a name behind its owner: "St. Patrick's *Day*".
    pub owned: FxHashSet<String>,
    /// Behind a name and a dash: "Dayton-*based*".
    pub from_there: FxHashSet<String>,
    /// Before a dash and the home of a member of a house: "*R*-Dayton".
    pub parties: FxHashSet<String>,
    /// Before the name of a town of which it is a part: "*East* Leeds", "*Metro* Manila".
    pub part_of_town: FxHashSet<String>,
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

    /// The words and phrases that begin at a word and are at home in one state, with the state.
    pub fn at_home(&self, annotated: &Annotated<'_>, word: usize) -> impl Iterator<Item = (&str, &str)> {
        const LONGEST: usize = 3;
        let mut phrase = String::new();
        let end = annotated.tokens.len().min(word + LONGEST);
        (word..end).filter_map(move |at| {
            if at > word {
                phrase.push(' ');
            }
            phrase.extend(annotated.form(at).replace('’', "'").chars().flat_map(char::to_lowercase));
            let (phrase, state) = self.home.get_key_value(&phrase)?;
            Some((phrase.as_str(), state.as_str()))
        })
    }

    /// Whether the papers of a state are in English: it has words or a spelling of its own.
    pub fn is_english(&self, state: &str) -> bool {
        let spelling = &self.spelling;
        spelling
            .american_states
            .iter()
            .chain(&spelling.british_states)
            .chain(self.home.values())
            .any(|one| one == state)
    }

    fn parse(places: &str, genders: &str) -> Result<Self, toml::de::Error> {
        let File { short, behind, before, nouns, plurals, several, spelling, home, area_codes, words } =
            toml::from_str(places)?;
        let genders: Genders = toml::from_str(genders)?;
        let given = genders
            .first_names_masculine
            .split_whitespace()
            .chain(genders.first_names_feminine.split_whitespace());
        let codes = |regions: FxHashMap<String, String>, country: &'static str| {
            regions.into_iter().flat_map(move |(region, codes)| {
                let region = fold(&region);
                let codes: Vec<String> = codes.split(' ').map(str::to_owned).collect();
                codes.into_iter().map(move |code| (code, (region.clone(), country)))
            })
        };
        let home = home.into_iter().flat_map(|(state, words)| {
            words.into_iter().map(move |word| (word, state.clone())).collect::<Vec<_>>()
        });
        Ok(Lexicon {
            short: short.iter().map(|(short, full)| (fold(short), (short.clone(), fold(full)))).collect(),
            behind,
            before,
            nouns,
            plurals,
            several,
            spelling,
            home: home.collect(),
            area_codes: codes(area_codes.american, "USA").chain(codes(area_codes.canadian, "CAN")).collect(),
            words,
            given: given.map(str::to_lowercase).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use dateline_gazetteer::{Gazetteer, PlaceKind};

    #[test]
    fn area_codes_are_of_regions() {
        let gazetteer = Gazetteer::embedded();
        for (region, country) in Lexicon::embedded().area_codes.values() {
            let is_region = gazetteer
                .places_folded(region)
                .any(|named| named.place.kind == PlaceKind::Region && named.place.country == Some(*country));
            assert!(is_region, "{region}");
        }
    }

    #[test]
    fn short_forms_are_regions() {
        let gazetteer = Gazetteer::embedded();
        for (_, full) in Lexicon::embedded().short.values() {
            let is_region = gazetteer.places_folded(full).any(|named| named.place.kind == PlaceKind::Region);
            assert!(is_region, "{full}");
        }
    }
}
