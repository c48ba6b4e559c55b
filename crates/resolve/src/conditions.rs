//! Whether what is said is said on a condition: a clause that "if" or its like opens, a condition that
//! is named, or, for what is refused, "until".

use crate::clauses::{Break, Sentence};
use crate::cues::{Cue, Does};
use crate::issues::Hit;
use crate::stand_words::stand_words;

/// How an issue stands to the conditions of its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Conditions {
    /// What is said of it holds on a condition.
    pub(crate) is_set: bool,
    /// So it does where it is refused: "no talks until the army leaves"; but "the sanctions stay until the
    /// army leaves" wants them.
    pub(crate) is_set_if_refused: bool,
    /// It stands in the condition itself ("if the talks fail, …"), which is nobody's stand.
    pub(crate) is_within: bool,
}

/// The conditions of a sentence, as far as they bear on the issue: those of its own clause.
pub(crate) fn conditions(sentence: &Sentence, cues: &[Cue], hit: Hit) -> Conditions {
    let mut found = Conditions::default();
    for cue in cues {
        match cue.does {
            Does::If if !is_question(sentence, *cue) => {
                if cue.to <= hit.from && is_within(sentence, cue.to, hit.from) {
                    found.is_within = true;
                } else {
                    found.is_set |= is_one_clause(sentence, *cue, hit);
                }
            }
            Does::Until => found.is_set_if_refused |= is_one_clause(sentence, *cue, hit),
            Does::Condition => found.is_set |= is_near(sentence, *cue, hit),
            _ => {}
        }
    }
    found
}

/// "He asked if", "even if", "if any": no condition.
fn is_question(sentence: &Sentence, cue: Cue) -> bool {
    const ASKS: [&str; 20] = [
        "ask", "asks", "asked", "asking", "see", "know", "knows", "knew", "wonder", "wonders", "wondered",
        "check", "doubt", "doubts", "unclear", "unsure", "tell", "even", "as", "what",
    ];
    const IDIOMS: [&str; 9] =
        ["any", "ever", "necessary", "needed", "possible", "not", "so", "at", "anything"];
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let is_if = word(cue.from) == "if";
    let before = cue.from.checked_sub(1).map_or("", word);
    is_if && (ASKS.contains(&before) || IDIOMS.contains(&word(cue.to)))
}

/// Whether what stands behind the word that opens a condition is still the condition: no comma, and no verb
/// of a main clause.
fn is_within(sentence: &Sentence, from: usize, to: usize) -> bool {
    const RULES: [&str; 10] = ["will", "would", "shall", "then", "ll", "can", "must", "we", "are", "is"];
    sentence.tokens.get(from..=to).unwrap_or_default().iter().enumerate().all(|(place, token)| {
        (place == 0 || token.before == Break::None)
            // "if we", "if there is": the condition's own.
            && (place < 3 || !RULES.contains(&token.lower.as_str()))
    })
}

/// Whether a condition and the issue are of one clause: no dash or semicolon lies between, and nothing that
/// begins another clause before a condition that follows.
fn is_one_clause(sentence: &Sentence, cue: Cue, hit: Hit) -> bool {
    const BEGINS: [&str; 12] = [
        "that", "which", "who", "whose", "where", "because", "while", "although", "but", "adding", "saying",
        "warning",
    ];
    let (from, to) = if cue.to <= hit.from { (cue.to, hit.from) } else { (hit.to, cue.from) };
    let between = sentence.tokens.get(from..to).unwrap_or_default();
    let is_cut = between.iter().any(|token| token.before == Break::Clause);
    let is_other = cue.from >= hit.to
        && between.iter().any(|token| {
            BEGINS.contains(&token.lower.as_str())
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
    let is_denied = is_none
        || before.is_some_and(|token| {
            matches!(
                token.lower.as_str(),
                "not" | "never" | "living" | "weather" | "working" | "current" | "these" | "under" | "such"
            )
        });
    distance <= REACH && !is_denied && is_one_clause(sentence, cue, hit)
}
