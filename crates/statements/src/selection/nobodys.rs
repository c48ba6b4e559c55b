//! What looks like a saying and is nobody's: a paper's words to its readers, a columnist's thoughts, what a thing "says".

use super::super::anchors::AnchorPart;
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::may_say::is_passive;
use super::super::subjects::own_subject;
use super::super::voices::{is_voiceless, only_shows};
use super::candidate::Candidate;
use dateline_language::Xpos;
use dateline_model::{MentionKind, Span};

/// "We hope *you* like our letters": a paper to those who read it, outside quotation marks.
pub(super) fn is_to_the_reader(context: &Context<'_>, candidate: &Candidate, source: usize) -> bool {
    let is_paper = context.lower(source) == "we"
        && context.quoted[source].is_none()
        && context.mention(source).is_none_or(|mention| {
            let kind = context.scene.entities.entities[mention.entity].kind;
            !matches!(kind, MentionKind::Person | MentionKind::Organization | MentionKind::Country)
        });
    let is_thought = candidate.anchor.entry.is_some_and(|entry| {
        !matches!(context.lexicon.entry(entry).kind, CueKind::Speech | CueKind::Writing)
    });
    is_paper
        && is_thought
        && candidate.content.pieces.iter().flat_map(Span::range).any(|word| {
            matches!(context.lower(word).as_str(), "you" | "your") && context.quoted[word].is_none()
        })
}

/// "So *we* know where this leads", "*we* should not be worried", "*I* hope it will": what whoever writes a column thinks
/// along the way, outside quotation marks, is nobody's statement. "We condemn the raid" is one.
pub(super) fn is_writers_thought(context: &Context<'_>, candidate: &Candidate, source: usize) -> bool {
    let anchor = &candidate.anchor;
    let is_writer = matches!(context.lower(source).as_str(), "i" | "we")
        && context.quoted[source].is_none()
        && context.mention(source).is_none_or(|mention| {
            let kind = context.scene.entities.entities[mention.entity].kind;
            !matches!(kind, MentionKind::Person | MentionKind::Organization | MentionKind::Country)
        });
    if !is_writer || context.quoted[anchor.head].is_some() {
        return false;
    }
    let kind = anchor.entry.map(|entry| context.lexicon.entry(entry).kind);
    let is_thought = matches!(kind, Some(CueKind::Thought | CueKind::Plan));
    let is_feeling = matches!(kind, Some(CueKind::Attitude));
    // "should not be worried", "without backing it up": not done.
    let is_undone = context.modal(anchor.head).is_some()
        || context.negation(anchor.head).is_some()
        || anchor.head > 0 && context.lower(anchor.head - 1) == "without";
    is_thought || is_undone && (is_feeling || context.xpos(anchor.head) == Xpos::Vbg)
}

/// Whether the one who would say it, or the subject of its verb, cannot speak.
pub(super) fn is_said_by_a_thing(
    context: &Context<'_>,
    candidate: &Candidate,
    source: Option<usize>,
) -> bool {
    let anchor = &candidate.anchor;
    let is_thing = |head: usize| is_voiceless(context, anchor, head) || only_shows(context, anchor, head);
    let is_person = |head: usize| {
        let kind = context.mention(head).map(|mention| context.scene.entities.entities[mention.entity].kind);
        matches!(kind.or(context.names[head]), Some(MentionKind::Person | MentionKind::Office))
    };
    let is_subject = anchor.part == AnchorPart::Verb
        && !is_passive(context, anchor.head)
        && own_subject(context, anchor.head)
            // "The aim, he said, was clear": where a comma stands between, and none behind who speaks, the tree errs.
            .filter(|&subject| {
                let breaks = |from: usize| (from..anchor.head).any(|word| context.is_break(word));
                subject < anchor.head
                    && (!breaks(subject) || source.is_some_and(|who| breaks(who) && !is_person(who)))
            })
            .is_some_and(is_thing);
    // "according to the rules of the house": nobody is left to say it.
    let is_of_nobody = anchor.part == AnchorPart::Phrase && anchor.lemma.contains(' ') && source.is_none();
    is_subject || is_of_nobody || source.is_some_and(is_thing)
}
