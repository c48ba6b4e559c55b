//! Words that some place bears as its whole name and that by themselves never mean it.

use crate::fold;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct General {
    general: Vec<String>,
}

/// Whether a folded name is such a word: "west", "the centre".
pub(crate) fn is_general(folded: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let General { general } = match toml::from_str(include_str!("../lexicon/general.toml")) {
            Ok(source) => source,
            Err(error) => unreachable!("general.toml: {error}"),
        };
        general.iter().map(|word| fold(word)).collect()
    });
    words.contains(folded.strip_prefix("the ").unwrap_or(folded))
}

#[cfg(test)]
mod tests {
    use crate::Gazetteer;

    #[test]
    fn a_general_word_is_no_place() {
        let gazetteer = Gazetteer::embedded();
        for word in ["West", "the North", "Centre", "Valley"] {
            assert!(gazetteer.places_named(word).is_empty(), "{word}");
        }
        for name in ["West Virginia", "North Dakota", "Central African Republic", "Northern Ireland"] {
            assert!(!gazetteer.places_named(name).is_empty(), "{name}");
        }
    }
}
