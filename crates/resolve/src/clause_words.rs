//! Small words by which the clauses of a sentence, and what stands in them, are told apart without a tree.

use crate::word_list::WordList;
use dateline_vocabulary::compiled_in;
use serde::Deserialize;
use std::sync::OnceLock;

/// See `lexicon/clause_words.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClauseWords {
    pub(crate) helping: WordList,
    pub(crate) undergoes: WordList,
    pub(crate) rules: WordList,
    pub(crate) opens_before: WordList,
    pub(crate) inverts: WordList,
    pub(crate) before_openers: WordList,
    pub(crate) leads_in: WordList,
    pub(crate) joins: WordList,
    pub(crate) goes_on: WordList,
    pub(crate) doing: WordList,
    pub(crate) opens_another: WordList,
    pub(crate) ends_what_is_said: WordList,
    pub(crate) without_object: WordList,
    pub(crate) begins_a_subject: WordList,
    pub(crate) asking: WordList,
    pub(crate) counts_once: WordList,
    pub(crate) begins_an_object: WordList,
    pub(crate) ends_a_deed: WordList,
    pub(crate) before_others: WordList,
    pub(crate) before_a_deed: WordList,
    pub(crate) tells_when: WordList,
    pub(crate) articles: WordList,
    pub(crate) joins_actors: WordList,
    pub(crate) official_nouns: WordList,
    pub(crate) behind_heads: WordList,
    pub(crate) kinds_of_measure: WordList,
}

pub(crate) fn clause_words() -> &'static ClauseWords {
    static WORDS: OnceLock<ClauseWords> = OnceLock::new();
    WORDS.get_or_init(|| compiled_in("clause_words.toml", TABLE))
}

const TABLE: &str = include_str!("../lexicon/clause_words.toml");

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_list_shows_one_of_its_words() {
        let lists: BTreeMap<String, WordList> = toml::from_str(TABLE).unwrap();
        for (name, list) in lists {
            assert!(list.is_shown(), "{name}");
        }
        assert!(clause_words().joins.has("and"));
    }
}
