//! Speech inside speech: which statements may stand in the content of another.

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::Content;
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::model::Model;
use super::super::saying_words;
use super::super::subjects::own_subject;
use super::candidate::{Candidate, Selected, holds};
use super::source::{best_source, is_third_party};
use dateline_language::Upos;
use dateline_model::{MentionKind, Span, StatementAct};

/// Reported speech inside reported speech has to be plainly that.
const NESTED_THRESHOLD: f32 = 0.4;

/// In a quotation acts that bind or blame are plain enough with less: the model has seen none there.
pub(super) fn nested_threshold(context: &Context<'_>, anchor: &Anchor) -> f32 {
    if context.quoted[anchor.head].is_some() { NESTED_THRESHOLD / 2.0 } else { NESTED_THRESHOLD }
}

/// Turns the numbers of candidates in `inside` into places in the list.
pub(super) fn resolve_inside(selected: &mut [Selected], candidates: &[Candidate]) {
    let heads: Vec<usize> = selected
        .iter()
        .map(|statement| statement.anchor.as_ref().map_or(usize::MAX, |anchor| anchor.head))
        .collect();
    for statement in selected.iter_mut() {
        statement.inside = statement.inside.and_then(|number| {
            let head = candidates[number].anchor.head;
            heads.binary_search(&head).ok()
        });
    }
}

/// "He said that *Clinton had promised to act*": a third party's act of speech with a
/// subject of its own, in the report's words, all of it inside the outer content.
pub(super) fn is_report_within_report(context: &Context<'_>, inner: &Candidate, outer: &Candidate) -> bool {
    may_be_nested(context, &inner.anchor)
        && inner.choice.any >= nested_threshold(context, &inner.anchor)
        && inner.content.pieces.iter().flat_map(Span::range).all(|word| holds(&outer.content, word))
}

/// "The army attacked the city" is no saying, "the senator attacked the plan" is: such verbs want a
/// person for a source.
pub(super) fn is_by_words(context: &Context<'_>, model: &Model, candidate: &Candidate) -> bool {
    let wants_person =
        candidate.anchor.entry.is_some_and(|entry| context.lexicon.entry(entry).takes("by-person"));
    if !wants_person || candidate.content.pieces.iter().any(|piece| context.quoted[piece.start].is_some()) {
        return true;
    }
    best_source(context, model, candidate).is_some_and(|source| {
        let head = source.head;
        let kind = context.mention(head).map(|mention| context.scene.entities.entities[mention.entity].kind);
        matches!(kind, Some(MentionKind::Person | MentionKind::Office))
            || context.names[head] == Some(MentionKind::Person)
            || matches!(context.lemma(head), "I" | "he" | "she" | "who")
            // "The union slammed the decision": what is attacked is made of words.
            || context.upos(head) == Upos::Noun && is_made_of_words(context, &candidate.content)
            || kind == Some(MentionKind::Organization) && is_made_of_words(context, &candidate.content)
    })
}

/// "the decision to close the mine", "his claim".
fn is_made_of_words(context: &Context<'_>, content: &Content) -> bool {
    content.head.is_some_and(|head| saying_words::is_made_of_words(context.lemma(head)))
}

pub(super) fn may_be_nested(context: &Context<'_>, anchor: &Anchor) -> bool {
    let Some(entry) = anchor.entry else { return false };
    let kind = context.lexicon.entry(entry).kind;
    let verb = anchor.head;
    anchor.part == AnchorPart::Verb
        && matches!(kind, CueKind::Speech | CueKind::Writing)
        // "“She has promised to go,” he said": in a quotation, acts that are more than saying.
        && (context.quoted[verb].is_none() || is_strong(context.lexicon.entry(entry).act))
        && context.modal(verb).is_none()
        && own_subject(context, verb).is_some_and(|subject| is_third_party(context, subject))
}

/// Acts that bind, blame or refuse somebody, which tell who does them.
fn is_strong(act: StatementAct) -> bool {
    use StatementAct as Act;
    matches!(
        act,
        Act::Accuse
            | Act::Pledge
            | Act::Deny
            | Act::Refuse
            | Act::Threaten
            | Act::Demand
            | Act::Offer
            | Act::Reject
    )
}
