//! Words by which it is told how a text is built.

use crate::word_list::WordList;
use dateline_vocabulary::compiled_in;
use serde::Deserialize;
use std::sync::OnceLock;

/// See `lexicon/text_words.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextWords {
    pub(crate) shortened: WordList,
    pub(crate) credited_by: WordList,
    pub(crate) credited: WordList,
    pub(crate) between_credit: WordList,
    pub(crate) opinion_places: WordList,
    pub(crate) opinion_heads: WordList,
    pub(crate) particles: WordList,
}

pub(crate) fn text_words() -> &'static TextWords {
    static WORDS: OnceLock<TextWords> = OnceLock::new();
    WORDS.get_or_init(|| compiled_in("text_words.toml", include_str!("../lexicon/text_words.toml")))
}

#[cfg(test)]
mod tests {
    use super::text_words;

    #[test]
    fn every_list_shows_one_of_its_words() {
        let words = text_words();
        for list in [
            &words.shortened,
            &words.credited_by,
            &words.credited,
            &words.between_credit,
            &words.opinion_places,
            &words.opinion_heads,
            &words.particles,
        ] {
            let example = list.example().to_lowercase();
            assert!(list.each().any(|phrase| example.contains(phrase)), "{list:?}");
        }
    }
}
