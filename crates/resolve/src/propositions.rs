//! Whether what somebody said is said of something, or done by saying it.

use crate::same::Weights;
use crate::word_list::WordList;
use crate::words::words;
use dateline_model::{Manner, Statement, StatementAct};
use dateline_vocabulary::compiled_in;
use serde::Deserialize;
use std::sync::OnceLock;

/// See `lexicon/sayings.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SayingWords {
    /// "two" to "twenty", in order.
    pub(crate) numbers: Vec<String>,
    pub(crate) turning: WordList,
    verbs: WordList,
    asks: WordList,
    objects: WordList,
    determiners: WordList,
}

pub(crate) fn saying_words() -> &'static SayingWords {
    static WORDS: OnceLock<SayingWords> = OnceLock::new();
    WORDS.get_or_init(|| compiled_in("sayings.toml", include_str!("../lexicon/sayings.toml")))
}

/// Whether who says so does something by it that is rarely done twice in a story.
pub(crate) fn is_deed(act: StatementAct) -> bool {
    use StatementAct::{Announce, Apologize, Confirm, Deny, Pledge, Propose, Refuse, Reject, Threaten};
    matches!(act, Announce | Apologize | Confirm | Deny | Pledge | Propose | Refuse | Reject | Threaten)
}

/// Whether somebody does something by saying it, whatever form the words have ("apologized for *the delay of the ferry*", "would
/// not say *how many were hurt*"), in words enough to know it again.
pub(crate) fn is_done_by_saying(statement: &Statement) -> bool {
    use StatementAct::{Accuse, Criticize, Demand};
    const TERMS: usize = 3;
    // "how many *sailors* were *aboard*"
    const FEW_TERMS: usize = 2;
    const WORDS: usize = 5;
    let is_deed = is_deed(statement.act) || matches!(statement.act, Accuse | Criticize | Demand);
    let content = || statement.content.iter().map(|excerpt| excerpt.text.as_str());
    let terms = Weights::of(content()).count();
    let is_long = terms >= FEW_TERMS && content().flat_map(words).count() >= WORDS;
    is_deed && !statement.negated && (terms >= TERMS || is_long)
}

/// Whether what was said is said of something: a quotation is; of the report's words not "a merchant
/// ship in the gulf", "whether he knew", "him held without bail".
pub(crate) fn is_proposition(statement: &Statement) -> bool {
    let known = saying_words();
    if statement.manner != Manner::Indirect {
        return true;
    }
    let content: Vec<String> = statement
        .content
        .iter()
        .flat_map(|excerpt| words(&excerpt.text))
        .map(|word| word.text.to_lowercase())
        .collect();
    let Some(first) = content.iter().map(String::as_str).find(|word| *word != "that") else { return false };
    let has_verb = content.iter().any(|word| known.verbs.has(word) || word.len() > 3 && word.ends_with("ed"));
    let is_question = known.asks.has(first) && content.len() < 12;
    content.len() > 3
        && !is_question
        && !known.objects.has(first)
        && (has_verb || first == "to" || !known.determiners.has(first))
}

#[cfg(test)]
mod tests {
    use super::saying_words;

    #[test]
    fn every_list_shows_one_of_its_words() {
        let known = saying_words();
        for list in [&known.turning, &known.verbs, &known.asks, &known.objects, &known.determiners] {
            assert!(list.is_shown(), "{list:?}");
        }
        assert_eq!(known.numbers.iter().position(|word| word == "twelve"), Some(10));
    }
}
