//! Small classes of words by which stands are told from what is only said on the way.

use crate::word_list::WordList;
use dateline_vocabulary::compiled_in;
use serde::Deserialize;
use std::sync::OnceLock;

/// See `lexicon/stand_words.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StandWords {
    pub(crate) own: WordList,
    pub(crate) first_person: WordList,
    pub(crate) asides: WordList,
    pub(crate) no_clause: WordList,
    pub(crate) possessive: WordList,
    pub(crate) state: WordList,
    pub(crate) behind_an_answer: WordList,
    pub(crate) taken_up_by: WordList,
    pub(crate) asks: WordList,
    pub(crate) auxiliaries: WordList,
    pub(crate) toward: WordList,
    pub(crate) loose: WordList,
    pub(crate) several: WordList,
    pub(crate) speech: WordList,
    pub(crate) press: WordList,
    pub(crate) press_agency: WordList,
    pub(crate) leads_away: WordList,
    pub(crate) alternative: WordList,
    pub(crate) relative: WordList,
    pub(crate) links: WordList,
    pub(crate) naming: WordList,
    pub(crate) no_condition: WordList,
    pub(crate) none_of: WordList,
    pub(crate) held_ready: WordList,
    pub(crate) joining: WordList,
    pub(crate) threatens: WordList,
    pub(crate) charging: WordList,
    pub(crate) receives: WordList,
    pub(crate) pointers: WordList,
    pub(crate) ahead: WordList,
    pub(crate) orders: WordList,
    pub(crate) lacking: WordList,
    pub(crate) about: WordList,
    pub(crate) none: WordList,
    pub(crate) continuing: WordList,
    pub(crate) preparing: WordList,
    pub(crate) brings: WordList,
    pub(crate) lets: WordList,
    pub(crate) comes_about: WordList,
}

pub(crate) fn stand_words() -> &'static StandWords {
    static WORDS: OnceLock<StandWords> = OnceLock::new();
    WORDS.get_or_init(|| compiled_in("stand_words.toml", TABLE))
}

const TABLE: &str = include_str!("../lexicon/stand_words.toml");

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
        assert!(stand_words().own.has("we"));
    }
}
