//! A class of words in a lexicon, with a sentence in which one of them stands.

use crate::words::words;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Words of one class, in small letters; the tests look for one of them in the example.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordList {
    words: BTreeSet<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run it"))]
    example: String,
}

impl WordList {
    /// Whether a word in small letters is one of them.
    pub(crate) fn has(&self, lower: &str) -> bool {
        self.words.contains(lower)
    }

    /// Whether a text holds one of them.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        words(text).any(|word| self.has(&word.text.to_lowercase()))
    }

    /// The words.
    pub(crate) fn each(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    #[cfg(test)]
    pub(crate) fn example(&self) -> &str {
        &self.example
    }

    /// Whether its example shows one of its words.
    #[cfg(test)]
    pub(crate) fn is_shown(&self) -> bool {
        self.is_in(&self.example)
    }
}

/// All that a phrase of a lexicon stands for: "(do|does) not buy (it|that)" is four.
pub(crate) fn spelled_out(phrase: &str) -> Vec<String> {
    let Some((before, rest)) = phrase.split_once('(') else { return vec![phrase.to_owned()] };
    let Some((choice, behind)) = rest.split_once(')') else { return vec![phrase.to_owned()] };
    let behind = spelled_out(behind);
    choice
        .split('|')
        .flat_map(|one| behind.iter().map(move |behind| format!("{before}{one}{behind}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::spelled_out;

    #[test]
    fn a_phrase_with_choices_is_all_of_them() {
        assert_eq!(
            spelled_out("(is|was) not (so|true)"),
            ["is not so", "is not true", "was not so", "was not true"]
        );
        assert_eq!(spelled_out("a lie"), ["a lie"]);
        assert_eq!(spelled_out("open (end"), ["open (end"]);
    }
}
