//! Phrases that turn what follows them as "not" does: "is different from", "differs from", "was other than".

use crate::denials::denials;
use std::collections::BTreeMap;

/// What a phrase does to what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// "is different from"
    Away,
    /// "is no different from"
    Back,
}

/// So many words may stand between a form of "be", or a "not", and such a phrase ("is not very much different from").
const NEAR: usize = 3;

/// Such phrases among words in small letters, each by the place of its last word.
pub(crate) fn phrases(lower: &[String]) -> BTreeMap<usize, Turn> {
    let lexicon = denials();
    let mut found = BTreeMap::new();
    let of_be = lexicon.unlike.iter().map(|phrase| (phrase, true));
    for (phrase, needs_be) in of_be.chain(lexicon.differing.iter().map(|phrase| (phrase, false))) {
        let words: Vec<&str> = phrase.split(' ').collect();
        for (at, _) in lower.windows(words.len()).enumerate().filter(|(_, run)| *run == words) {
            let before = lower.get(at.saturating_sub(NEAR + 1)..at).unwrap_or_default();
            // "Unlike Kolar, she fired", "roads other than this one": what is said is said of others.
            let is_predicate = before.iter().any(|word| lexicon.being.contains(word));
            if needs_be && !is_predicate {
                continue;
            }
            let is_back = before.iter().any(|word| lexicon.turning.contains(word));
            found.insert(at + words.len() - 1, if is_back { Turn::Back } else { Turn::Away });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn turn(text: &str) -> Option<Turn> {
        let lower: Vec<String> = words(text).map(|word| word.text.to_lowercase()).collect();
        phrases(&lower).into_values().next()
    }

    #[test]
    fn what_is_different_is_turned_and_what_is_no_different_is_not() {
        for text in [
            "The new toll is quite different from a tax",
            "This ferry is unlike the old one",
            "The toll differs from a tax",
            "It was something other than a fee",
        ] {
            assert_eq!(turn(text), Some(Turn::Away), "{text}");
        }
        for text in [
            "The new toll is no different from a tax",
            "The toll isn't very different from a tax",
            "The toll does not differ from a tax",
            "This ferry is not unlike the old one",
        ] {
            assert_eq!(turn(text), Some(Turn::Back), "{text}");
        }
        for text in [
            "Unlike Kolar, she paid the toll",
            "Roads other than the pier were open",
            "They had different ferries",
        ] {
            assert_eq!(turn(text), None, "{text}");
        }
    }
}
