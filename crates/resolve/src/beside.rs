//! Words that stand side by side, joined by "and": each has an object of its own, and neither is the other's.

use crate::clause_words::clause_words;
use crate::clauses::{Break, Sentence, Token};
use crate::cues::{Cue, is_auxiliary};
use crate::issues::Hit;
use crate::verbs::{ending, may_be_past};
use crate::ways::Does;

/// Whether a clause that says what something is or does begins among some words: "that will", "that imposed".
pub(crate) fn has_relative(words: &[Token]) -> bool {
    words.windows(2).any(|pair| match pair {
        [that, next] if that.lower == "that" => is_auxiliary(&next.lower) || next.lower.ends_with("ed"),
        _ => false,
    })
}

/// Whether a noun for a deed is joined to what stands before it, of which what follows is ("the raid and *confirmation of*").
pub(crate) fn has_noun_beside(words: &[Token]) -> bool {
    words.windows(3).any(|three| {
        let deed = three[1].lower.as_str();
        matches!(three[0].lower.as_str(), "and" | "or")
            && clause_words().ends_a_deed.each().any(|end| deed.ends_with(end))
            && three[2].lower == "of"
    })
}

/// The "and" or "but" that a word follows, but for "to", "then" or an adverb.
pub(crate) fn joined_by(sentence: &Sentence, cue: Cue) -> Option<usize> {
    const BETWEEN: usize = 2;
    let mut before = (0..cue.from).rev().take(BETWEEN + 1);
    let and = before.find(|&at| {
        let word = sentence.word(at);
        word != "to" && !is_adverb(word)
    })?;
    clause_words().joins.has(sentence.word(and)).then_some(and)
}

/// "then", "also", "swiftly": what may stand between "and" and the verb it joins.
fn is_adverb(word: &str) -> bool {
    clause_words().goes_on.has(word) || word.ends_with("ly")
}

/// Whether two verbs are joined by "and", in one form, the first with an object of its own between: "condemned
/// the raid and welcomed", "to drop its claims and back".
pub(crate) fn are_side_by_side(sentence: &Sentence, outer: Cue, inner: Cue) -> bool {
    let word = |at: usize| sentence.word(at);
    let Some(and) = joined_by(sentence, inner) else { return false };
    if !(outer.takes_a_stand() && inner.takes_a_stand() && outer.to < and) {
        return false;
    }
    let (outer_word, inner_word) = (word(outer.from), word(inner.from));
    let of_one_form = ending(outer_word) == ending(inner_word);
    // "opposed the toll and cut the talks": a form that is the past too.
    let are_past = may_be_past(outer_word) && may_be_past(inner_word);
    // "refused to leave and accept": a plain form is that of a verb only behind "to" or "must", and behind "that" in what is
    // wanted ("demanded that Norway lift the toll and accept").
    let is_led = outer.from.checked_sub(1).is_some_and(|before| {
        word(before) == "to" || is_auxiliary(word(before)) && !matches!(word(before), "not" | "need")
    });
    are_past || of_one_form && (ending(outer_word).is_some() || is_led || is_wanted(sentence, outer))
}

/// "demanded *that Norway lift* the toll": a plain form that tells what somebody is to do.
fn is_wanted(sentence: &Sentence, verb: Cue) -> bool {
    /// So many words may stand between "that" and what whoever is named there is to do.
    const SUBJECT_OF_A_WISH: usize = 5;
    let mut before = (verb.from.saturating_sub(SUBJECT_OF_A_WISH)..verb.from).rev();
    let that = before.find(|&at| sentence.word(at) == "that");
    let subject = that.and_then(|that| sentence.tokens.get(that + 1..=verb.from)).unwrap_or_default();
    let is_one = |token: &Token| token.before == Break::None && !is_auxiliary(&token.lower);
    subject.len() > 1 && subject.iter().all(is_one) && sentence.word(verb.to) != "to"
}

/// "needed to *stop* and the troops had to end the raids": a verb with no object before the "and", behind which another
/// clause begins and not a verb beside it.
pub(crate) fn stops_short(sentence: &Sentence, cue: Cue, inner: Option<Cue>) -> bool {
    let word = |at: usize| sentence.word(at);
    let Some(inner) = inner.filter(|_| matches!(cue.does, Does::For | Does::Against)) else { return false };
    let and = (cue.to..inner.from).find(|&at| !word(at).ends_with("ly")).unwrap_or(cue.to);
    let behind = and + 1 + usize::from(word(and + 1) == "to");
    matches!(word(and), "and" | "but")
        && behind < inner.from
        && !is_auxiliary(word(behind))
        && !is_adverb(word(behind))
}

/// Whether a verb with an object of its own is joined to the issue's own verb: "to *end* the raids and to *withdraw* the
/// troops", "to *stop* the war, and *withdraw* the troops".
pub(crate) fn is_beside_the_issue(sentence: &Sentence, cue: Cue, hit: Hit) -> bool {
    let word = |at: usize| sentence.word(at);
    let is_to = hit.from > 0 && word(hit.from - 1) == "to";
    let Some(and) = hit.from.checked_sub(1 + usize::from(is_to)) else { return false };
    let is_led = cue.from > 0 && word(cue.from - 1) == "to" && cue.takes_a_stand();
    // "to agree and to withdraw" has one object for both.
    let has_object = and > cue.to;
    // "to end talks": a noun; only a verb in its plain form is one of the two.
    let is_plain = ending(word(hit.from)).is_none();
    clause_words().joins.has(word(and))
        && is_led
        && has_object
        && is_plain
        && (hit.stand.is_none() || hit.is_deed)
        && (is_to || is_a_deed(sentence, hit))
}

/// Whether an issue is named by a verb and its object ("withdraw its troops").
fn is_a_deed(sentence: &Sentence, hit: Hit) -> bool {
    let words = &sentence.tokens[hit.from..hit.to];
    words.len() > 1 && words.iter().any(|token| clause_words().begins_an_object.has(&token.lower))
}
