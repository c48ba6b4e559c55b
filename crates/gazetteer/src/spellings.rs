//! How news spells places that GeoNames has under another name: "Hodeidah" is Al Hudaydah.

use crate::fold::fold;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The spellings, folded, with the folded name in the gazetteer and the state of the place.
#[derive(Debug)]
pub(crate) struct Spellings(FxHashMap<String, (String, String)>);

impl Spellings {
    /// Those in the binary.
    pub(crate) fn embedded() -> Self {
        let source: BTreeMap<String, (String, String)> =
            match toml::from_str(include_str!("../lexicon/spellings.toml")) {
                Ok(source) => source,
                Err(error) => unreachable!("spellings.toml: {error}"),
            };
        let folded =
            source.into_iter().map(|(spelling, (name, country))| (fold(&spelling), (fold(&name), country)));
        Spellings(folded.collect())
    }

    /// The name and state that a folded spelling stands for.
    pub(crate) fn of(&self, folded: &str) -> Option<(&str, &str)> {
        self.0.get(folded).map(|(name, country)| (name.as_str(), country.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Gazetteer, fold};

    #[test]
    fn every_spelling_is_a_place_of_its_state() {
        let gazetteer = Gazetteer::embedded();
        let missing: Vec<&String> = gazetteer
            .spellings
            .0
            .keys()
            .filter(|spelling| gazetteer.places_folded(spelling).next().is_none())
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
        let hodeidah = gazetteer.places_named("Hodeidah");
        assert_eq!(hodeidah[0].place.country, Some("YEM"));
        assert!(gazetteer.is_place(&fold("Kiryat Shmona")));
    }
}
