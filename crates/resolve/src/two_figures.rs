//! What two figures say of each other: whether they are of two things, and whether both can be true.

use crate::given::Given;
use std::collections::BTreeSet;

/// Whether two words are of one root, as far as their first letters tell: "debate", "debated".
pub(crate) fn are_of_one_root(a: &str, b: &str) -> bool {
    const LETTERS: usize = 5;
    const ENDING: usize = 4;
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let is_whole = shared > 3 && (shared == a.len() || shared == b.len());
    (is_whole || shared >= LETTERS) && a.len() <= shared + ENDING && b.len() <= shared + ENDING
}

/// Whether something says that two figures are not of one thing.
pub(crate) fn are_apart(a: &Given<'_>, b: &Given<'_>) -> bool {
    const OTHER: &str = "other";
    if !a.years.is_empty() && !b.years.is_empty() && a.years.is_disjoint(&b.years) {
        return true;
    }
    if a.is_from_somewhere != b.is_from_somewhere && a.kind.is_duration() {
        return true;
    }
    let is_other = |given: &Given<'_>| given.modifiers.iter().any(|word| word == OTHER);
    let rest = |given: &Given<'_>| -> BTreeSet<String> {
        given.modifiers.iter().filter(|word| *word != OTHER).cloned().collect()
    };
    let (mine, theirs) = (rest(a), rest(b));
    if is_other(a) != is_other(b) && mine != theirs {
        return true;
    }
    // "T-3 lorries" and "T-5 lorries".
    let has_name = |words: &BTreeSet<String>| {
        words.iter().any(|word| word.contains(|letter: char| letter.is_ascii_digit()))
    };
    has_name(&mine) && has_name(&theirs) && mine.is_disjoint(&theirs)
}

pub(crate) fn can_both_hold(a: &Given<'_>, b: &Given<'_>) -> bool {
    let (first, second) = (a.range(), b.range());
    if a.is_measured() || b.is_measured() {
        // What two roundings just touch is none of both: 50 hours are not 60.
        return first.0 < second.1 && second.0 < first.1;
    }
    first.0 <= second.1 && second.0 <= first.1
}

/// How often the lesser number must be doubled to be the greater.
pub(crate) fn doublings(a: f64, b: f64) -> f32 {
    let (less, more) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    (more.max(0.5) / less.max(0.5)).log2() as f32
}

/// Whether a report gives a sum and right beside it the same exactly: "nearly $2.4 million. $2,386,415, to be exact".
pub(crate) fn says_again(one: &Given<'_>, other: &Given<'_>) -> bool {
    const MONEY: &str = "money";
    const LETTERS: u32 = 100;
    const ROUNDED: f32 = 0.06;
    one.figure.what == MONEY
        && one.figure.evidence.start.abs_diff(other.figure.evidence.start) <= LETTERS
        && can_both_hold(one, other)
        && doublings(one.value(), other.value()) <= ROUNDED
}
