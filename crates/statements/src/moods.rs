//! What somebody thinks, feels or means to do, and nobody is said to have said.

use super::anchors::{Anchor, AnchorPart};
use super::context::Context;
use super::lexicon::CueKind;
use super::saying_words;
use super::voices::is_party;
use dateline_language::{Deprel, Upos, Xpos};

/// Whether a cue tells of what somebody thinks, feels or means to do, rather than of words.
fn is_inner(context: &Context<'_>, anchor: &Anchor) -> bool {
    anchor.entry.is_some_and(|entry| {
        matches!(context.lexicon.entry(entry).kind, CueKind::Thought | CueKind::Attitude | CueKind::Plan)
    })
}

/// "Amid *fears* that the dam would break", "a *desire* for change arose": a mood that nobody is said to have or
/// voice. "Her *fear* that", "voiced *fears* that", "the *hope* of the miners" are somebody's.
pub(super) fn is_mood(context: &Context<'_>, anchor: &Anchor) -> bool {
    let noun = anchor.head;
    if anchor.part != AnchorPart::Noun || !is_inner(context, anchor) {
        return false;
    }
    let is_owned = context.annotated.children(noun).any(|child| {
        context.deprel(child) == Deprel::NmodPoss
            || context.deprel(child).is(Deprel::Nmod)
                && context
                    .marker(child)
                    .is_some_and(|marker| matches!(context.lemma(marker), "of" | "from" | "among" | "by"))
                && is_party(context, child)
            || child < noun && context.names[child].is_some()
    });
    let is_voiced = context.head(noun).is_some_and(|verb| is_voicing(context, verb))
        || context.annotated.children(noun).any(|child| {
            context.deprel(child).is(Deprel::Acl)
                && context.upos(child) == Upos::Verb
                && is_voicing(context, child)
        });
    // "is a supporter of", "the consensus that": somebody's all the same.
    let is_held = context.has_child(noun, Deprel::Cop) || context.lemma(noun) == "consensus";
    !(is_owned || is_voiced || is_held)
}

/// "express", "share", "have": verbs that make a mood somebody's.
fn is_voicing(context: &Context<'_>, verb: usize) -> bool {
    saying_words::is_voicing(context.lemma(verb))
}

/// "He stayed, *hoping* for rain", "a bid *seeking* to end it": what somebody thinks or wants beside what he does
/// is told by the report.
pub(super) fn is_in_passing(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    is_inner(context, anchor)
        && context.xpos(verb) == Xpos::Vbg
        && context.quoted[verb].is_none()
        && !context.annotated.children(verb).any(|child| context.deprel(child).is(Deprel::Aux))
}
