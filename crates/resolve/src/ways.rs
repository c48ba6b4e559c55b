//! The words that take, turn or condition a stand, as data.

use crate::clauses::{Pattern, Sentence};
use crate::word_list::WordList;
use dateline_vocabulary::compiled_in;
use serde::Deserialize;
use std::sync::OnceLock;

/// One way of saying, with a sentence in which it is found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Way {
    pub(crate) words: Pattern,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are run by the tests"))]
    example: String,
}

/// The lexicon: see `lexicon/stance.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ways {
    carried_out: WordList,
    #[serde(rename = "for")]
    is_for: Vec<Way>,
    against: Vec<Way>,
    none_to_come: Vec<Way>,
    bounding: Vec<Way>,
    good: Vec<Way>,
    bad: Vec<Way>,
    ready: Vec<Way>,
    wish: Vec<Way>,
    threat: Vec<Way>,
    weigh: Vec<Way>,
    turn: Vec<Way>,
    void: Vec<Way>,
    #[serde(rename = "if")]
    opens_condition: Vec<Way>,
    only_if: Vec<Way>,
    until: Vec<Way>,
    #[serde(rename = "while")]
    during: Vec<Way>,
    futile: Vec<Way>,
    passed: Vec<Way>,
    condition: Vec<Way>,
    object: Vec<Way>,
    poll: Vec<Way>,
}

fn ways() -> &'static Ways {
    static WAYS: OnceLock<Ways> = OnceLock::new();
    WAYS.get_or_init(|| compiled_in("stance.toml", include_str!("../lexicon/stance.toml")))
}

/// What a word does to a stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Does {
    For,
    Against,
    Good,
    Bad,
    Ready,
    Wish,
    Threat,
    /// Nothing is decided yet.
    Weigh,
    Turn,
    /// What follows is no stand.
    Void,
    /// Fails or does not work: a judgement of what is done to others.
    Futile,
    /// Opens a clause of condition.
    If,
    /// The same of a condition without which nothing is done ("only if", "unless").
    OnlyIf,
    Until,
    /// The same, where what is refused is to come ("no talks while the siege lasts").
    While,
    /// Names a condition.
    Condition,
    /// Its object does what follows.
    Object,
}

/// All ways in the order in which of two of one length the first is meant; those that say that there will be none of
/// it only where that is not said of a time (`is_bounded`).
pub(crate) fn ways_that(is_bounded: bool) -> Vec<(Does, &'static [Way])> {
    let ways = ways();
    let none_to_come: &[Way] = if is_bounded { &[] } else { &ways.none_to_come };
    vec![
        (Does::OnlyIf, &ways.only_if),
        (Does::If, &ways.opens_condition),
        (Does::Until, &ways.until),
        (Does::While, &ways.during),
        (Does::Condition, &ways.condition),
        (Does::Against, &ways.against),
        (Does::Against, none_to_come),
        (Does::For, &ways.is_for),
        (Does::Bad, &ways.bad),
        (Does::Futile, &ways.futile),
        (Does::Good, &ways.good),
        (Does::Ready, &ways.ready),
        (Does::Threat, &ways.threat),
        (Does::Weigh, &ways.weigh),
        (Does::Turn, &ways.turn),
        (Does::Void, &ways.void),
        (Does::Wish, &ways.wish),
        (Does::Object, &ways.object),
    ]
}

fn is_found(ways: &[Way], sentence: &Sentence, at: usize) -> bool {
    ways.iter().any(|way| way.words.ends(&sentence.tokens, at).is_some())
}

/// Whether a word tells as done what was threatened or promised: "imposed".
pub(crate) fn is_carried_out(word: &str) -> bool {
    ways().carried_out.has(word)
}

/// Whether at a word something begins that is said of a time or of terms: "*this week*".
pub(crate) fn bounds(sentence: &Sentence, at: usize) -> bool {
    is_found(&ways().bounding, sentence, at)
}

/// Whether at a word it is told that the time for something has passed: "*is over*".
pub(crate) fn tells_it_passed(sentence: &Sentence, at: usize) -> bool {
    is_found(&ways().passed, sentence, at)
}

/// Whether a sentence tells what people answered who were asked ("six in ten voters want a truce").
pub(crate) fn is_of_a_poll(sentence: &Sentence) -> bool {
    (0..sentence.tokens.len()).any(|at| is_found(&ways().poll, sentence, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::sentences_of;

    #[test]
    fn every_way_is_found_in_its_example() {
        let lexicon = ways();
        assert!(lexicon.carried_out.is_shown());
        let apart = [lexicon.bounding.as_slice(), lexicon.poll.as_slice(), lexicon.passed.as_slice()];
        for way in ways_that(false).into_iter().map(|(_, ways)| ways).chain(apart).flatten() {
            let sentence = &sentences_of(&way.example)[0];
            assert!(
                (0..sentence.tokens.len()).any(|at| way.words.ends(&sentence.tokens, at).is_some()),
                "{:?} in {}",
                way.words,
                way.example
            );
        }
    }
}
