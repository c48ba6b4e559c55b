//! The parts of a sentence that each say something of their own: "he did not fire, *and* he would not have aimed".

use crate::denials::denials;
use crate::row::Row;
use crate::word_list::WordList;

/// Fewer words than these are no part of their own.
const FEWEST: usize = 3;

/// A sentence cut where a conjunction or a mark begins a clause with a subject of its own. What follows "if", or is
/// under one "not" with what stands before, stays with it.
pub(crate) fn coordinated(sentence: &str) -> Vec<&str> {
    let row = Row::of(sentence);
    let (mut parts, mut start, mut first) = (Vec::new(), 0, 0);
    for at in 1..row.words.len() {
        if !begins(&row, first, at) || at - first < FEWEST || row.words.len() - at < FEWEST {
            continue;
        }
        let cut = row.words[at - 1].end;
        parts.extend(sentence.get(start..cut));
        (start, first) = (row.words[at].start, at);
    }
    parts.extend(sentence.get(start..));
    parts
}

/// Whether a word begins a clause of its own; `first` is where the clause before it begins.
fn begins(row: &Row<'_>, first: usize, at: usize) -> bool {
    let lexicon = denials();
    let before = row.before(at);
    if before.contains([';', '—', '–']) || before.contains(" - ") || before.contains("--") {
        return true;
    }
    let in_list = |at: usize, list: &WordList| row.lower.get(at).is_some_and(|word| list.has(word));
    let is_one = |at: usize, words: &[&str]| words.iter().any(|word| row.is(at, word));
    if !is_one(at, &["and", "but"]) {
        return false;
    }
    // "We do not think that he did it and that he ran": one "not" for both.
    let is_under_one_not = (first..at).any(|word| {
        // "doubts about whether he did, and that …": another "that".
        let doubts = row.lower[word].starts_with("doubt") && !is_one(word + 1, &["about", "whether", "over"]);
        is_one(word, &["not", "t", "never"]) && in_list(word + 1, &lexicon.believing) || doubts
    });
    if is_one(at + 1, &["that"]) {
        return !is_under_one_not;
    }
    let is_conditional = (first..at).any(|word| is_one(word, &["if", "unless", "until"]));
    let is_name = row.words.get(at + 1).is_some_and(|next| next.text.starts_with(char::is_uppercase));
    let has_subject = in_list(at + 1, &lexicon.clause_subjects)
        || before.contains(',') && (is_name || in_list(at + 1, &lexicon.opens_a_clause));
    !is_conditional && (row.is(at, "but") || is_one(at + 1, &["i", "we"]) || has_subject && !is_under_one_not)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_falls_into_what_it_says() {
        for (sentence, parts) in [
            ("Kolar drew a pistol but that he never fired it", 2),
            ("I do not believe he gave a promise, and we never asked", 2),
            ("She doubted that Kolar rang the bell but was sure of the hour", 2),
            ("The ferry sank; nobody was hurt by it", 2),
            ("Kolar took the box and the keys", 1),
            ("We do not think that he took the box and that he ran away", 1),
            ("If the ferry sinks and it is not raised, the pier will close", 1),
            ("Kolar came, and left", 1),
            ("that she had doubts about whether Kolar was there, and that she had asked the clerk", 2),
        ] {
            assert_eq!(coordinated(sentence).len(), parts, "{sentence}: {:?}", coordinated(sentence));
        }
    }
}
