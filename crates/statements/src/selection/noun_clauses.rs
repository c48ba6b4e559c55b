//! Where what a noun for a saying holds ends: before what its sentence says of the noun.

use super::super::anchors::AnchorPart;
use super::super::contents::Start;
use super::super::context::Context;
use super::super::subjects::own_subject;
use super::candidate::Candidate;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// "Horn's condemnation of the plan *is welcome*", "her claim that it was safe *was dismissed*": what is said of a noun for
/// a saying is no part of what is said.
pub(super) fn cut_at_predicate(context: &Context<'_>, candidate: &mut Candidate) {
    let head = candidate.anchor.head;
    if candidate.anchor.part != AnchorPart::Noun {
        return;
    }
    let start = candidate.content.start;
    let Some(piece) = candidate.content.pieces.last_mut().filter(|piece| piece.start > head) else { return };
    if let Some(main) = main_verb_behind(context, head, *piece) {
        *piece = context.trim(Span::new(piece.start, main));
        return;
    }
    if !matches!(start, Start::NounOblique | Start::NounClause) {
        return;
    }
    // "that the vote was *rigged was* dismissed": no clause goes on with a second verb right behind the first.
    let is_finite = |word: usize| matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let second = (piece.start + 2..piece.end).find(|&word| {
        is_finite(word)
            && context.upos(word - 1) == Upos::Verb
            && context.quoted[word].is_none()
            && (piece.start..word - 1).any(|first| context.upos(first) == Upos::Aux)
    });
    if let Some(second) = second {
        *piece = context.trim(Span::new(piece.start, second));
        return;
    }
    let Some(main) = context.head(head).filter(|_| context.deprel(head).is(Deprel::Nsubj)) else { return };
    let first = context
        .annotated
        .children(main)
        .filter(|&child| {
            child > piece.start
                && (context.deprel(child).is(Deprel::Aux) || context.deprel(child) == Deprel::Cop)
        })
        .chain(std::iter::once(main))
        .min();
    let Some(first) = first.filter(|&first| piece.start + 1 < first && first < piece.end) else { return };
    if context.quoted[first].is_none() {
        *piece = context.trim(Span::new(piece.start, first));
    }
}

/// "his claim that the mill was sold too cheaply *drew* laughter": behind a noun that begins its sentence a clause with "that" has one
/// finite verb, and the next without a subject of its own is the sentence's.
fn main_verb_behind(context: &Context<'_>, noun: usize, piece: Span<Word>) -> Option<usize> {
    let is_finite = |word: usize| {
        matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
            && matches!(context.upos(word), Upos::Verb | Upos::Aux)
    };
    let sentence = context.sentence(noun);
    let is_subject = (sentence.start..noun).all(|word| !is_finite(word) && !context.is_break(word));
    let leads = piece.start > noun && context.lower(piece.start) == "that" && piece.end + 1 >= sentence.end;
    let first = piece.range().find(|&word| is_finite(word)).filter(|_| is_subject && leads)?;
    let own = piece.range().any(|word| context.quoted[word].is_some());
    let is_linked = |word: usize| {
        matches!(context.upos(word), Upos::Cconj | Upos::Sconj)
            || context.is_break(word)
            || matches!(context.xpos(word), Xpos::Wdt | Xpos::Wp | Xpos::Wrb)
    };
    // "that it was unsafe *caused* an outcry": taken for a participle, which has no object behind a predicate that is whole.
    let is_past = |word: usize, before: usize| {
        context.xpos(word) == Xpos::Vbn
            && matches!(context.upos(word - 1), Upos::Adj | Upos::Adv)
            && (before + 1..word).any(|between| matches!(context.upos(between), Upos::Adj | Upos::Verb))
            && context
                .annotated
                .children(word)
                .any(|child| child > word && context.deprel(child).is(Deprel::Obj))
    };
    // "that it was old *and had* to close was false": what a conjunction or a relative leads to belongs to the clause.
    let mut before = first;
    for word in first + 1..piece.end {
        if !is_finite(word) && !is_past(word, before) {
            continue;
        }
        let is_another =
            (before + 1..word).any(|between| is_linked(between) || context.xpos(between) == Xpos::Prp);
        if !is_another {
            let is_without_subject = own_subject(context, word).is_none_or(|subject| subject < piece.start);
            return (word > before + 1 && !own && is_without_subject).then_some(word);
        }
        before = word;
    }
    None
}
