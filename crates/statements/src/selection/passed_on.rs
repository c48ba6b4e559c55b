//! What the press only passes on is said by another, and came through it.

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::Content;
use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::noun_phrases::is_nominal;
use super::super::saying_words;
use super::super::sources::sources;
use super::candidate::{Selected, holds};
use dateline_language::{Upos, Word, Xpos};
use dateline_model::{Sector, Span};

/// "Ada Doran said this at a hearing, *Tanva reported*": the press that only passes on what somebody says
/// is what it came through, not a speaker of its own.
pub(super) fn pass_on(context: &Context<'_>, selected: &mut Vec<Selected>) {
    let passes = |statement: &Selected| -> Option<usize> {
        let anchor = statement.anchor.as_ref()?;
        let is_passing = saying_words::passes_on(&anchor.lemma);
        let is_behind = statement.content.pieces.last().is_some_and(|piece| piece.end <= anchor.head);
        statement.source.filter(|&source| is_passing && is_behind && is_press(context, source))
    };
    let mut passed: Vec<usize> = Vec::new();
    for outer in 0..selected.len() {
        let Some(press) = passes(&selected[outer]) else { continue };
        let content = selected[outer].content.clone();
        let mut is_passed = false;
        for (at, inner) in selected.iter_mut().enumerate().filter(|(at, _)| *at != outer) {
            let is_inside = inner.anchor.as_ref().is_some_and(|anchor| holds(&content, anchor.head));
            if is_inside && inner.source.is_some() && !passed.contains(&at) {
                inner.via = Some(press);
                is_passed = true;
            }
        }
        if is_passed {
            passed.push(outer);
        }
    }
    let mut at = 0;
    selected.retain(|_| {
        at += 1;
        !passed.contains(&(at - 1))
    });
}

/// The verb before ", *according to the Gazette*": "The tolls will rise, the palace *said*, according to the Gazette" is what
/// the palace said, and the paper passes it on.
pub(super) fn passes_what_is_said(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    const NEAR: usize = 6;
    let comma = anchor.cue.start.checked_sub(1)?;
    let sentence = context.sentence(anchor.head);
    if anchor.part != AnchorPart::Phrase || !anchor.lemma.contains(' ') || !context.is_comma(comma) {
        return None;
    }
    // "told *the board*"
    let verb = (sentence.start + 2..comma)
        .rev()
        .take(NEAR)
        .take_while(|&word| !context.is_break(word))
        .find(|&word| context.upos(word) == Upos::Verb)?;
    let subject = subject_before(context, verb)?;
    let entry = context.lexicon.entry(context.entries[verb]?);
    let is_said = matches!(entry.kind, CueKind::Speech | CueKind::Writing)
        && matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn)
        && context.quoted[verb].is_none()
        && says_no_more(context, verb, comma);
    let before = subject.start.checked_sub(1).filter(|&before| before > sentence.start + 1)?;
    (is_said && context.is_comma(before)).then_some(verb)
}

/// What was said came through whoever it is "according to".
pub(super) fn came_through(context: &Context<'_>, passing: &[(usize, Anchor)], selected: &mut [Selected]) {
    for (verb, phrase) in passing {
        let through = sources(context, phrase).first().map(|source| source.head);
        let said =
            selected.iter_mut().find(|one| one.anchor.as_ref().is_some_and(|anchor| anchor.head == *verb));
        if let Some(said) = said
            && said.source.is_some()
            && said.source != through
        {
            said.via = through;
        }
    }
}

/// The noun phrase right before a verb, whatever the tree makes of it.
pub(super) fn subject_before(context: &Context<'_>, verb: usize) -> Option<Span<Word>> {
    let start = context.sentence(verb).start;
    let last = (start..verb)
        .rev()
        .find(|&word| !matches!(context.upos(word), Upos::Adv | Upos::Aux) || context.is_punctuation(word))?;
    if !is_nominal(context, last) || matches!(context.xpos(last), Xpos::Wp | Xpos::Wdt) {
        return None;
    }
    let first = (start..=last)
        .rev()
        .take_while(|&word| {
            !context.is_break(word)
                && (is_nominal(context, word)
                    || matches!(context.upos(word), Upos::Adj | Upos::Adp | Upos::Part | Upos::Cconj))
        })
        .last()?;
    // "a plan *which the bank* detailed in a letter", "a role in *which she* advises him": told of the noun before.
    let is_relative = (first..last)
        .any(|word| matches!(context.xpos(word), Xpos::Wp | Xpos::Wdt | Xpos::WpPoss | Xpos::Wrb));
    (!is_relative).then(|| Span::new(first, last + 1))
}

/// Whether behind a verb, up to a word, stands no more than who hears it, when and where.
pub(super) fn says_no_more(context: &Context<'_>, verb: usize, end: usize) -> bool {
    (verb + 1..end).all(|word| {
        !matches!(context.upos(word), Upos::Verb | Upos::Aux | Upos::Sconj)
            && context.quoted[word].is_none()
            && !matches!(context.xpos(word), Xpos::To)
    })
}

/// An agency, a paper, a station, or somebody who works for one.
fn is_press(context: &Context<'_>, head: usize) -> bool {
    let sector =
        context.mention(head).and_then(|mention| context.scene.entities.entities[mention.entity].sector);
    sector == Some(Sector::Med) || saying_words::is_press_noun(context.lemma(head))
}

/// "told the papers the talk was short, *our correspondent in Tamsk reports*": who passes it on, behind what is said, is cut off
/// and came between.
pub(super) fn cut_press_behind(context: &Context<'_>, content: &mut Content) -> Option<usize> {
    const LONGEST: usize = 10;
    let piece = content.pieces.last_mut()?;
    let sentence = context.sentence(piece.start);
    let verb = piece.range().rev().find(|&word| !context.is_punctuation(word))?;
    let is_last = (verb + 1..sentence.end).all(|word| context.is_punctuation(word));
    let form = context.lower(verb);
    let passes = saying_words::passes_on(context.lemma(verb))
        || form.strip_suffix('s').is_some_and(saying_words::passes_on);
    if !is_last || !passes || context.quoted[verb].is_some() {
        return None;
    }
    let comma = (piece.start + 2..verb).rev().take(LONGEST).find(|&word| context.is_comma(word))?;
    let between = comma + 1..verb;
    let is_plain = between.clone().all(|word| !matches!(context.upos(word), Upos::Verb | Upos::Aux));
    let press = between.clone().find(|&word| is_press(context, word)).filter(|_| is_plain)?;
    *piece = context.trim(Span::new(piece.start, comma));
    Some(press)
}
