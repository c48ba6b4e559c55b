//! Which noun phrases can say something: nobody, the one who is spoken to and what has no voice say nothing.

use super::anchors::{Anchor, AnchorPart};
use super::context::Context;
use super::lexicon::CueKind;
use super::saying_words;
use super::voices::{is_document, is_voiceless};
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::MentionKind;

/// Whether a noun phrase can be the one who says it, for this cue.
pub(super) fn may_say(context: &Context<'_>, anchor: &Anchor, head: usize) -> bool {
    !(is_nobody(context, head)
        || is_voiceless(context, anchor, head)
        || is_thing_named(context, anchor, head)
        || is_hearer(context, anchor, head)
        || is_side_of_a_happening(context, head)
        || is_mute(context, anchor, head))
}

/// "the conflict between Norway and *Peru* threatens to spread": whoever a happening lies between does not say what it does.
fn is_side_of_a_happening(context: &Context<'_>, head: usize) -> bool {
    const REACH: usize = 9;
    let sentence = context.sentence(head);
    let from = sentence.start.max(head.saturating_sub(REACH));
    let joins = (from..head).rev().find(|&word| context.lower(word) == "and");
    let between = joins.and_then(|and| (from..and).rev().find(|&word| context.lower(word) == "between"));
    between.is_some_and(|between| {
        between > sentence.start
            && context.upos(between - 1) == Upos::Noun
            && context.quoted[between] == context.quoted[head]
            && !(between..head).any(|word| context.is_break(word) || context.upos(word) == Upos::Verb)
            && (is_happening(context, between - 1)
                || saying_words::is_between_sides(context.lemma(between - 1)))
    })
}

/// "Nobody has claimed the attack", "no group said so", "none of them".
pub(super) fn is_nobody(context: &Context<'_>, head: usize) -> bool {
    // "as everything indicates"
    let is_none = matches!(
        context.lower(head).as_str(),
        "nobody" | "none" | "nothing" | "neither" | "everything" | "anything" | "something"
    ) || context.lower(head) == "one" && head > 0 && context.lower(head - 1) == "no";
    is_none
        || context.annotated.children(head).any(|child| {
            child < head && context.deprel(child).is(Deprel::Det) && context.lower(child) == "no"
        })
}

/// "the *man* identified as a clerk": a participle of the passive tells of the noun before it.
fn is_thing_named(context: &Context<'_>, anchor: &Anchor, head: usize) -> bool {
    let verb = anchor.head;
    anchor.part == AnchorPart::Verb
        && context.xpos(verb) == Xpos::Vbn
        && context.deprel(verb) == Deprel::Acl
        && context.head(verb) == Some(head)
        // "The airline apologised": what is left where the tree took the verb for a participle.
        && context.head(head).is_some()
}

/// "*The judge* was told that …": who is spoken to or of in the passive says nothing.
fn is_hearer(context: &Context<'_>, anchor: &Anchor, head: usize) -> bool {
    let verb = anchor.head;
    if anchor.part != AnchorPart::Verb || head > verb || !is_passive(context, verb) {
        return false;
    }
    let is_speech = anchor
        .entry
        .is_some_and(|entry| matches!(context.lexicon.entry(entry).kind, CueKind::Speech | CueKind::Writing))
        || saying_words::is_considering(context.lemma(verb));
    // "quoted by the paper as saying" and "convinced" have what looks like a passive.
    is_speech
        && !matches!(anchor.lemma.as_str(), "convince" | "persuade" | "quote" | "cite")
        && !is_agent(context, head)
}

pub(super) fn is_agent(context: &Context<'_>, head: usize) -> bool {
    context.deprel(head) == Deprel::OblAgent
        || context.marker(head).is_some_and(|marker| context.lemma(marker) == "by")
}

/// By the tree, or by a form of "be" before the participle.
pub(super) fn is_passive(context: &Context<'_>, verb: usize) -> bool {
    context.is_passive(verb)
        || dateline_grammar::voice::follows_be(context.annotated, verb)
        || shares_be(context, verb)
        || is_of_both(context, verb)
}

/// "are both *considered* honest", "were all *accused* of fraud".
fn is_of_both(context: &Context<'_>, verb: usize) -> bool {
    verb >= 2
        && matches!(context.xpos(verb), Xpos::Vbn | Xpos::Vbd)
        && matches!(context.lower(verb - 1).as_str(), "both" | "all" | "each")
        && context.lemma(verb - 2) == "be"
        && context.quoted[verb - 1] == context.quoted[verb]
}

/// "was fined and *ordered* to pay", "was sacked and *accused* of theft": behind "and" the second participle shares the "be"
/// of the first, where it is a verb that speaks to somebody and nobody stands behind it.
fn shares_be(context: &Context<'_>, verb: usize) -> bool {
    const NEAR: usize = 9;
    let sentence = context.sentence(verb);
    let is_free = matches!(context.xpos(verb), Xpos::Vbn | Xpos::Vbd)
        && context.upos(verb) == Upos::Verb
        && context.quoted[verb].is_none()
        && verb + 1 < sentence.end
        && matches!(context.lower(verb + 1).as_str(), "to" | "of" | "not")
        && !context
            .annotated
            .children(verb)
            .any(|child| context.deprel(child).is(Deprel::Nsubj) || context.deprel(child).is(Deprel::Aux));
    let speaks_to = context.entries[verb].is_some_and(|entry| {
        let entry = context.lexicon.entry(entry);
        entry.takes("addressee") || entry.takes("object-of") || entry.takes("object-to")
    });
    if !is_free || !speaks_to {
        return false;
    }
    // "agreed to" and "promised to" speak for themselves.
    let takes_to = context.entries[verb].is_some_and(|entry| context.lexicon.entry(entry).takes("to"));
    if takes_to && context.lower(verb + 1) != "of" {
        return false;
    }
    let from = sentence.start.max(verb.saturating_sub(NEAR));
    let Some(joint) = (from..verb).rev().take(2).find(|&word| context.lower(word) == "and") else {
        return false;
    };
    (from..joint).rev().take_while(|&word| !context.is_break(word) || context.is_comma(word)).any(|word| {
        context.upos(word) == Upos::Verb && dateline_grammar::voice::follows_be(context.annotated, word)
    })
}

/// What has no voice: a village remembers nothing, evidence says no word. Things of words do speak.
fn is_mute(context: &Context<'_>, anchor: &Anchor, head: usize) -> bool {
    if context.upos(head) != Upos::Noun || context.names[head].is_some() || is_document(context, head) {
        return false;
    }
    let entity = context.mention(head).map(|mention| context.scene.entities.entities[mention.entity].kind);
    if entity.is_some_and(|kind| !matches!(kind, MentionKind::Place | MentionKind::Facility)) {
        return false;
    }
    let kind = anchor.entry.map(|entry| context.lexicon.entry(entry).kind);
    let is_place = saying_words::is_ground(context.lemma(head));
    match kind {
        // Thinking, wishing and feeling want somebody.
        Some(CueKind::Thought | CueKind::Attitude | CueKind::Plan) => is_place || is_happening(context, head),
        Some(CueKind::Speech | CueKind::Writing) => {
            is_happening(context, head) && !matches!(anchor.lemma.as_str(), "show" | "read")
        }
        _ => false,
    }
}

/// Nouns for what happens or is the case.
pub(super) fn is_happening(context: &Context<'_>, head: usize) -> bool {
    saying_words::is_happening(context.lemma(head))
}
