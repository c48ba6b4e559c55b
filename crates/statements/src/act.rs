//! What is done by saying it: by the cue where it tells ("accused"), else by the words
//! themselves ("We will never leave": a pledge).

mod doing;
mod judgement;
mod reader;
mod words;

pub(super) use words::ActWords;

use super::anchors::{Anchor, AnchorPart};
use super::contents::{Content, Start};
use super::context::Context;
use super::lexicon::{CueKind, CuePart};
use super::saying_words;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{Manner, Span, StatementAct};
use doing::ActReader;

/// What is done, and whether the report says that it is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Act {
    pub act: StatementAct,
    pub negated: bool,
}

/// "“No comment,” the bank said": nothing is said, and that is a refusal.
fn is_no_comment(context: &Context<'_>, content: &Content) -> bool {
    let words = content.pieces.iter().flat_map(Span::range);
    let said: Vec<String> =
        words.filter(|&word| !context.is_punctuation(word)).map(|word| context.lower(word)).take(3).collect();
    said == ["no", "comment"]
}

/// The act of a statement.
pub(super) fn act(
    context: &Context<'_>,
    words: &ActWords,
    anchor: Option<&Anchor>,
    content: &Content,
    speaker: Option<usize>,
    manner: Manner,
) -> Act {
    let reader = ActReader { context, words, speaker, manner };
    let Some(anchor) = anchor else {
        return Act { act: reader.by_words(content).unwrap_or(StatementAct::State), negated: false };
    };
    let negated = anchor.part == AnchorPart::Verb
        && (context.negation(anchor.head).is_some() || is_left_undone(context, anchor.head));
    if is_refused(context, anchor) || is_withheld(context, anchor) || is_no_comment(context, content) {
        return Act { act: StatementAct::Refuse, negated: false };
    }
    let cue = cue_act(context, anchor, content);
    let by_cue = cue.map_or(StatementAct::State, |(act, _)| act);
    // "called it a disgrace": the name one gives a thing tells what one thinks of it.
    if anchor.is_naming() {
        // "called the claim a lie": denied.
        if reader.is_denied_claim(content) {
            return Act { act: StatementAct::Deny, negated };
        }
        let act = reader.judgement(content).unwrap_or(by_cue);
        return Act { act, negated };
    }
    let is_open = matches!(by_cue, StatementAct::State | StatementAct::Report)
        && cue.is_none_or(|(_, kind)| matches!(kind, CueKind::Speech | CueKind::Writing));
    let act = match by_cue {
        _ if negated => by_cue,
        // "The station reported that the dam might break": whoever reports does not warn.
        StatementAct::Report if anchor.lemma == "report" => by_cue,
        _ if is_open => reader.by_words(content).unwrap_or(by_cue),
        StatementAct::Announce if reader.is_own_promise(content) => StatementAct::Pledge,
        StatementAct::Warn if content.pieces.iter().any(|&piece| reader.is_threat(piece)) => {
            StatementAct::Threaten
        }
        // "asked them to prepare", "asked that the road be closed": no question.
        StatementAct::Ask
            if context.xpos(content.pieces[0].start) == Xpos::To
                || context.lower(content.pieces[0].start) == "that" =>
        {
            StatementAct::Appeal
        }
        // "wants to *know* why the gates were shut"
        StatementAct::Demand
            if anchor.lemma == "want"
                && content.pieces[0].start > anchor.head
                && context.lemma(content.pieces[0].start - 1) == "know" =>
        {
            StatementAct::Ask
        }
        // "urged him to stop lying", "called for an end to it": to stop is demanded, not asked for.
        StatementAct::Appeal if is_to_stop(context, content) => StatementAct::Demand,
        // "pushed back on the claim that …": denied.
        StatementAct::Reject if anchor.lemma == "push back" && reader.is_claim(content) => StatementAct::Deny,
        // "suggested that the well had run dry": told, where "suggested that it be closed" proposes; "his insistence that the
        // bridge was safe"
        StatementAct::Propose | StatementAct::Demand
            if saying_words::tells_or_wants(&anchor.lemma) && tells_what_is(context, content) =>
        {
            reader.by_words(content).unwrap_or(StatementAct::State)
        }
        // "alleged that its ships were no threat": of one's own side nobody is accused.
        StatementAct::Accuse if matches!(anchor.lemma.as_str(), "allege" | "charge" | "claim") => {
            let is_denial = reader.by_words(content) == Some(StatementAct::Deny);
            match by_cue {
                _ if is_denial => StatementAct::Deny,
                _ if reader.is_of_own_side(content) => StatementAct::State,
                by_cue => by_cue,
            }
        }
        // "accused Brussels: 'You are …'" stays what the cue says.
        act => act,
    };
    Act { act, negated }
}

fn is_to_stop(context: &Context<'_>, content: &Content) -> bool {
    let first = content.pieces[0];
    (first.start..first.end.min(first.start + 8))
        .find(|&word| matches!(context.xpos(word), Xpos::Vb))
        .is_some_and(|word| matches!(context.lemma(word), "stop" | "cease" | "quit" | "end" | "halt"))
        || (first.start..first.end.min(first.start + 3))
            .find(|&word| context.upos(word) == Upos::Noun)
            .is_some_and(|head| {
                context.upos(head) == Upos::Noun
                    && matches!(context.lemma(head), "end" | "halt" | "stop" | "cessation")
            })
}

/// Whether a clause tells what is, was or will be: its verb is finite, and nothing should be.
fn tells_what_is(context: &Context<'_>, content: &Content) -> bool {
    let words = content.pieces[0];
    let main = content.head.filter(|&head| words.start <= head && head < words.end);
    let verb = main.unwrap_or(words.start);
    let is_finite = |word: usize| matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    // "suggested that it *could be seen* as a tax": no deed is proposed where nobody does one.
    let is_state = context.is_passive(verb) || context.has_child(verb, Deprel::Cop);
    let has_finite = is_finite(verb)
        || context.annotated.children(verb).any(|child| {
            is_finite(child) && matches!(context.deprel(child).base(), Deprel::Aux | Deprel::Cop)
                || context.xpos(child) == Xpos::Md
                    && !matches!(context.lemma(child), "should" | "must")
                    && (is_state || context.lemma(child) != "could")
        });
    // Beside its cue ("…, he suggested") a clause stands whole.
    let is_whole = matches!(content.start, Start::Before | Start::Around | Start::Fronted)
        && words.range().any(is_finite)
        && !words.range().any(|word| matches!(context.lemma(word), "should" | "must"));
    main.is_some() && has_finite || is_whole || tells_by_its_first_verb(context, words)
}

/// "that the union *is* dead", "that tolls levied by the king *could be* taken for an attack": of a clause whose head the
/// tree has not found the first finite verb tells, one about a thing that is named on the way left out.
fn tells_by_its_first_verb(context: &Context<'_>, words: Span<Word>) -> bool {
    // "suggested *looking* at what one pays": a deed, whatever else is told with it.
    if context.xpos(words.start) == Xpos::Vbg {
        return false;
    }
    let mut is_relative = false;
    for word in words.range() {
        match context.xpos(word) {
            Xpos::Wp | Xpos::Wdt | Xpos::WpPoss if word > words.start => is_relative = true,
            _ if context.is_comma(word) => is_relative = false,
            Xpos::Vbd | Xpos::Vbz if !is_relative => return true,
            Xpos::Vbp if !is_relative => {
                return matches!(context.lower(word).as_str(), "are" | "have" | "do");
            }
            Xpos::Md if !is_relative => {
                let is_be = word + 1 < words.end && context.lemma(word + 1) == "be";
                return match context.lemma(word) {
                    "should" | "must" | "ought" | "shall" => false,
                    "could" | "can" => is_be,
                    _ => true,
                };
            }
            Xpos::Vb if !is_relative => return false,
            _ => {}
        }
    }
    false
}

/// "declined to say", "refused to answer": the act of the verb above.
fn is_refused(context: &Context<'_>, anchor: &Anchor) -> bool {
    let refuses = |word: usize| saying_words::is_refusing(context.lemma(word));
    let verb = anchor.head;
    let is_beside = verb >= 2 && context.xpos(verb - 1) == Xpos::To && refuses(verb - 2);
    is_beside || context.deprel(verb).is(Deprel::Xcomp) && context.head(verb).is_some_and(refuses)
}

/// "stopped short of *accusing*", "failed to *condemn*", "avoided *blaming*": not done.
fn is_left_undone(context: &Context<'_>, verb: usize) -> bool {
    let before = |steps: usize| verb.checked_sub(steps).map_or("", |at| context.lemma(at));
    matches!((before(3), before(2), before(1)), (_, "short", "of") | (_, "fail", "to") | (_, _, "avoid"))
        || before(1) == "without"
}

/// "would not say", "could not confirm", "won't comment": what one will not tell is refused.
pub(super) fn is_withheld(context: &Context<'_>, anchor: &Anchor) -> bool {
    let verb = anchor.head;
    let is_modal = context.modal(verb).is_some_and(|modal| {
        matches!(context.lower(modal).as_str(), "would" | "will" | "could" | "can" | "wo" | "ca")
    });
    anchor.part == AnchorPart::Verb
        && is_modal
        && context.negation(verb).is_some()
        && saying_words::is_withheld(context.lemma(verb))
}

/// The act that the lexicon gives the cue, with its preposition where it has one.
fn cue_act(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<(StatementAct, CueKind)> {
    let part = match anchor.part {
        AnchorPart::Verb => CuePart::Verb,
        AnchorPart::Noun => CuePart::Noun,
        AnchorPart::Adjective => CuePart::Adjective,
        AnchorPart::Phrase => CuePart::Phrase,
        AnchorPart::Colon | AnchorPart::Dash => return None,
    };
    // "called *for* calm", "lashed out *at* the court"
    let preposition =
        context.annotated.children(anchor.head).filter(|&child| child > anchor.head).find_map(|child| {
            let marker = context.marker(child)?;
            let with = format!("{} {}", anchor.lemma, context.lemma(marker));
            // "spoke out *in favour* of the bridge"
            let phrase = format!("{with} {} {}", context.lower(child), joint_behind(context, child));
            context.lexicon.find(part, &phrase).or_else(|| context.lexicon.find(part, &with))
        });
    let entry = preposition.or(anchor.entry)?;
    let entry = context.lexicon.entry(entry);
    // "expressed frustration", "repeated his demand that", "issued a warning": the noun tells.
    let is_light = anchor.part == AnchorPart::Verb
        && entry.act == StatementAct::State
        && saying_words::is_light(&anchor.lemma);
    if is_light
        && let Some(object) = context.annotated.children(anchor.head).find(|&child| {
            child > anchor.head && context.deprel(child).is(Deprel::Obj) && context.upos(child) == Upos::Noun
        })
        && let Some(number) = context.entries[object]
        && (content.head.is_some_and(|head| head == object || context.head(head) == Some(object))
            || content.pieces[0].start > object && content.pieces[0].start <= object + 3)
    {
        let noun = context.lexicon.entry(number);
        return Some((noun.act, CueKind::Attitude));
    }
    Some((entry.act, entry.kind))
}

/// The word behind a noun.
fn joint_behind(context: &Context<'_>, noun: usize) -> String {
    let behind = noun + 1;
    if behind < context.sentence(noun).end { context.lower(behind) } else { String::new() }
}
