//! Whether what is said is said on a condition: a clause that "if" or its like opens, a condition that
//! is named, or, for what is refused, "until".

use crate::clause_words::clause_words;
use crate::clauses::{Break, Sentence};
use crate::cues::Cue;
use crate::issues::Hit;
use crate::stand_words::stand_words;
use crate::verbs::{Ending, ending};
use crate::ways::Does;
use crate::word_list::WordList;
use dateline_vocabulary::compiled_in;
use serde::Deserialize;
use std::sync::OnceLock;

/// See `lexicon/conditions.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionWords {
    asks_if: WordList,
    idioms: WordList,
    rules: WordList,
    begins_another: WordList,
    no_condition_behind: WordList,
}

fn condition_words() -> &'static ConditionWords {
    static WORDS: OnceLock<ConditionWords> = OnceLock::new();
    WORDS.get_or_init(|| compiled_in("conditions.toml", TABLE))
}

const TABLE: &str = include_str!("../lexicon/conditions.toml");

/// How an issue stands to the conditions of its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Conditions {
    /// What is said of it holds on a condition.
    pub(crate) is_set: bool,
    /// And on no other: "only if", "unless".
    pub(crate) is_strict: bool,
    /// So it does where it is refused: "no talks until the army leaves"; but "the sanctions stay until the
    /// army leaves" wants them.
    pub(crate) is_set_if_refused: bool,
    /// It stands in the condition itself ("if the talks fail, …"), which is nobody's stand.
    pub(crate) is_within: bool,
}

impl Conditions {
    /// Whether there is one.
    pub(crate) fn bear(self) -> bool {
        self.is_set || self.is_set_if_refused
    }
}

/// The conditions of a sentence, as far as they bear on the issue: those of its own clause.
pub(crate) fn conditions(sentence: &Sentence, cues: &[Cue], hit: Hit) -> Conditions {
    let mut found = Conditions::default();
    for cue in cues {
        match cue.does {
            Does::If | Does::OnlyIf if !is_question(sentence, *cue) => {
                if cue.to <= hit.from && is_within(sentence, cue.to, hit.from) {
                    found.is_within = true;
                } else {
                    let is_set = is_one_clause(sentence, *cue, hit);
                    found.is_set |= is_set;
                    found.is_strict |= is_set && cue.does == Does::OnlyIf;
                }
            }
            Does::Until => found.is_set_if_refused |= is_one_clause(sentence, *cue, hit),
            Does::While => found.is_set_if_refused |= is_as_long(sentence, *cue, hit),
            Does::Turn if stand_words().lacking.has(sentence.word(cue.from)) => {
                // "without a vote"; but "without delay", "without preconditions".
                let is_named =
                    sentence.tokens.get(cue.to).is_some_and(|next| {
                        next.is_capital || clause_words().begins_a_subject.has(&next.lower)
                    }) && !stand_words().no_condition.has(sentence.word(cue.to));
                found.is_set_if_refused |= is_named && is_as_long(sentence, *cue, hit);
            }
            Does::Condition => found.is_set |= is_near(sentence, *cue, hit),
            _ => {}
        }
    }
    found
}

/// "no talks *while* the siege lasts", "*without* a vote": a condition where what is refused is to come or to be; "rejected
/// talks while its army marched", "rejects talks, while the isles want them", "refused to talk while praising them" set none.
fn is_as_long(sentence: &Sentence, cue: Cue, hit: Hit) -> bool {
    /// So many words may stand between what refuses and the issue.
    const BEFORE: usize = 6;
    let words = clause_words();
    let is_joined = sentence.tokens.get(cue.from).is_some_and(|token| token.before == Break::None);
    let refuses = sentence.tokens[hit.from.saturating_sub(BEFORE)..cue.from.max(hit.from)]
        .iter()
        .any(|token| words.rules.has(&token.lower) || stand_words().none.has(&token.lower));
    let is_clause = sentence.tokens.get(cue.to + 1).is_some_and(|second| second.before == Break::None)
        && !matches!(ending(sentence.word(cue.to)), Some(Ending::Ing | Ending::Past));
    cue.from >= hit.to && is_joined && refuses && is_clause && is_one_clause(sentence, cue, hit)
}

/// "He asked if", "even if", "if any": no condition.
fn is_question(sentence: &Sentence, cue: Cue) -> bool {
    let words = condition_words();
    let before = cue.from.checked_sub(1).map_or("", |at| sentence.word(at));
    sentence.word(cue.from) == "if" && (words.asks_if.has(before) || words.idioms.has(sentence.word(cue.to)))
}

/// Whether what stands behind the word that opens a condition is still the condition: no comma, and no verb
/// of a main clause.
fn is_within(sentence: &Sentence, from: usize, to: usize) -> bool {
    /// So many words are the condition's own: "if we", "if there is".
    const OWN: usize = 3;
    sentence.tokens.get(from..=to).unwrap_or_default().iter().enumerate().all(|(place, token)| {
        (place == 0 || token.before == Break::None)
            && (place < OWN || !condition_words().rules.has(&token.lower))
    })
}

/// Whether a condition and the issue are of one clause: no dash or semicolon lies between, and nothing that
/// begins another clause before a condition that follows.
fn is_one_clause(sentence: &Sentence, cue: Cue, hit: Hit) -> bool {
    let (from, to) = if cue.to <= hit.from { (cue.to, hit.from) } else { (hit.to, cue.from) };
    let between = sentence.tokens.get(from..to).unwrap_or_default();
    let is_cut = between.iter().any(|token| token.before == Break::Clause);
    // "is ready to talk, *but* only if the army leaves"
    let between = match between.split_last() {
        Some((last, rest)) if cue.does == Does::OnlyIf && cue.from >= hit.to && last.lower == "but" => rest,
        _ => between,
    };
    let is_other = cue.from >= hit.to
        && between.iter().any(|token| {
            condition_words().begins_another.has(&token.lower)
                || token.before == Break::Comma && token.lower.ends_with("ing")
        });
    !is_cut && !is_other
}

/// Whether a condition that is named is one of the issue: in the same clause, near, and not one that
/// is denied ("without conditions").
fn is_near(sentence: &Sentence, cue: Cue, hit: Hit) -> bool {
    const REACH: usize = 8;
    let distance = if cue.to <= hit.from { hit.from - cue.to } else { cue.from.saturating_sub(hit.to) };
    const BEFORE: usize = 3;
    let before = cue.from.checked_sub(1).and_then(|at| sentence.tokens.get(at));
    // "without any further conditions", "did not set any conditions", "setting no conditions".
    let near = sentence.tokens.get(cue.from.saturating_sub(BEFORE)..cue.to).unwrap_or_default();
    let is_none = near.iter().any(|token| stand_words().no_condition.has(&token.lower));
    let is_denied =
        is_none || before.is_some_and(|token| condition_words().no_condition_behind.has(&token.lower));
    distance <= REACH && !is_denied && is_one_clause(sentence, cue, hit)
}

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
        assert!(condition_words().rules.has("will"));
    }
}
