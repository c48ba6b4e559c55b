//! How the words that take, turn or condition a stand lead from one to the next up to what it is taken on.

use crate::beside::{are_side_by_side, has_noun_beside, has_relative, is_beside_the_issue, stops_short};
use crate::clause_words::clause_words;
use crate::clauses::{Break, Sentence, Token};
use crate::cues::{Cue, is_auxiliary};
use crate::fronted::fronted;
use crate::issues::Hit;
use crate::ways::Does;

/// How many words may lie between two of a chain, and between a word and whose it is.
pub(crate) const REACH: usize = 9;

/// The same for words that only turn, wish or doubt.
const NEAR_REACH: usize = 4;

/// The words before the issue that take, turn or wish, the nearest first, as far as one leads to
/// the next.
pub(crate) fn chain(sentence: &Sentence, cues: &[Cue], hit: Hit, from: usize) -> Vec<Cue> {
    let mut chain = Vec::new();
    let mut at = hit.from;
    let fronted = fronted(sentence, from, hit.from);
    for cue in cues.iter().rev().filter(|cue| cue.to <= hit.from && cue.from >= from) {
        if cue.is_of_a_condition() || cue.does == Does::Object {
            continue;
        }
        // "until the siege is *lifted*, there will be no talks": of another clause, which stands before.
        if fronted.as_ref().is_some_and(|clause| clause.contains(&cue.from)) {
            break;
        }
        let between = sentence.tokens.get(cue.to..=at.min(sentence.tokens.len() - 1)).unwrap_or_default();
        let inner = chain.last().copied();
        let is_far = at.saturating_sub(cue.to) > reach(sentence, *cue);
        if is_far || is_cut(between) || is_listed(sentence, *cue, inner) || stops_short(sentence, *cue, inner)
        {
            break;
        }
        // "to *end* the raids and to leave the isles": the issue is itself a deed beside it.
        let is_beside = if let Some(inner) = inner {
            // "to *end* the raids and resume the talks": two side by side, each with an object of its own.
            are_side_by_side(sentence, *cue, inner)
        } else {
            is_beside_the_issue(sentence, *cue, hit)
        };
        // "to prevent and end the war": two side by side, neither the other's object.
        let words = between.split_last().map_or(&[][..], |(_, words)| words);
        let is_joined =
            !words.is_empty() && words.iter().all(|token| matches!(token.lower.as_str(), "and" | "or"));
        if !is_beside && !is_joined {
            chain.push(*cue);
        }
        at = cue.from;
    }
    chain
}

/// What turns, wishes or doubts stands near: "will not talk", "must talk", "may talk".
fn reach(sentence: &Sentence, cue: Cue) -> usize {
    let is_small = match cue.does {
        Does::Turn | Does::Wish => true,
        Does::Void => is_auxiliary(sentence.word(cue.from)),
        _ => false,
    };
    if is_small { NEAR_REACH } else { REACH }
}

/// Whether another clause begins between a word and the next, so that it does not lead there.
fn is_cut(between: &[Token]) -> bool {
    let words = clause_words();
    // What begins another clause, or is only when it was ("*during* the talks"); "the duke, who refused to pay, *may* come
    // to the talks": behind the comma another verb rules.
    let opens = |token: &Token| {
        token.before == Break::Clause
            || words.opens_another.has(&token.lower)
            || token.before == Break::Comma && is_auxiliary(&token.lower)
    };
    // "the raid must end and he backs a truce": a clause with a doer of its own.
    let has_doer =
        between.windows(2).any(|pair| words.joins.has(&pair[0].lower) && words.doing.has(&pair[1].lower));
    // "the fund that will end the drought": what is said of it, and none of its own wants.
    between.iter().any(opens) || has_doer || has_relative(between) || has_noun_beside(between)
}

/// "rejecting the toll, backing talks": two of a list, neither the other's object.
fn is_listed(sentence: &Sentence, cue: Cue, inner: Option<Cue>) -> bool {
    inner.is_some_and(|inner| {
        let both = |end: &str| [cue, inner].iter().all(|one| sentence.word(one.from).ends_with(end));
        sentence.tokens[inner.from].before == Break::Comma && (both("ing") || both("ed"))
    })
}
