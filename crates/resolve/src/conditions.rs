//! Whether what is said is said on a condition.

use crate::clauses::{Break, Sentence};
use crate::cues::{Cue, Does};
use crate::issues::Hit;

/// Whether the sentence sets a condition: before the issue or behind it, in the same quotation.
pub(crate) fn is_conditional(sentence: &Sentence, cues: &[Cue], hit: Hit) -> bool {
    cues.iter().filter(|cue| cue.does == Does::If).any(|cue| {
        let (from, to) = if cue.to <= hit.from { (cue.to, hit.from) } else { (hit.to, cue.from) };
        // "He asked if": no condition.
        let is_question = cue.from.checked_sub(1).is_some_and(|before| {
            let before = sentence.tokens[before].lower.as_str();
            matches!(
                before,
                "ask" | "asks" | "asked" | "see" | "know" | "wonder" | "wondered" | "even" | "as"
            )
        });
        let between = sentence.tokens.get(from..to).unwrap_or_default();
        !is_question && between.iter().filter(|token| token.before == Break::Clause).count() == 0
    })
}
