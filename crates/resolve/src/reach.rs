//! How far what a speaker does by saying it reaches: not into a clause that only tells when, why or of whom, nor to a noun
//! that another is joined to.

use crate::beside::has_noun_beside;
use crate::clauses::{Break, Sentence};
use crate::issues::Hit;
use crate::stand_words::stand_words;
use std::ops::Range;

/// Whether what is said joins a noun for a deed to another by "and", and the issue is of that noun alone.
pub(crate) fn is_listed_apart(sentence: &Sentence, hit: Hit, within: &Range<usize>) -> bool {
    let before = sentence.tokens.get(within.start..hit.from).unwrap_or_default();
    has_noun_beside(before)
}

/// Whether the issue stands in a clause that only tells when, why or of whom ("*as* it hopes to end the war", "*who* blocked
/// the talks"): what somebody does by the words before does not reach there.
pub(crate) fn is_aside(sentence: &Sentence, hit: Hit, within: &Range<usize>) -> bool {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    (within.start..hit.from).rev().take_while(|&at| sentence.tokens[at + 1].before == Break::None).any(|at| {
        let is_as = word(at) == "as";
        stand_words().asides.has(word(at))
            && at > within.start
            && !(is_as && (stand_words().no_clause.has(word(at + 1)) || word(at - 1) == "such"))
    })
}

/// Whether a measure is one on whoever speaks: "on his country", "against our people".
pub(crate) fn is_on_own(sentence: &Sentence, hit: Hit) -> bool {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let is_own = stand_words().possessive.has(word(hit.to + 1));
    let is_state = stand_words().state.has(word(hit.to + 2));
    matches!(word(hit.to), "on" | "against") && (is_own && is_state || word(hit.to + 1) == "us")
}
