//! What a word of telling says of when: whether it goes on from what was told before, and what days are near enough.

use super::super::context::Context;
use super::super::lexicon::CueKind;
use super::super::occasions::{is_occasion, leads_to_another_time, sets_apart};
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::{Statement, TimexType, When};
use dateline_scene::Found;

/// Not after the report and not long before it: of a day that is long past, what goes on from it was said at another time.
pub(super) fn is_just_past(context: &Context<'_>, edtf: &dateline_model::Edtf) -> bool {
    const NEAR: i32 = 7;
    context
        .scene
        .report
        .day()
        .zip(edtf.first_day().zip(edtf.last_day()))
        .is_some_and(|(report, (first, last))| last <= report && (report - first).get_days() <= NEAR)
}

/// Some days at most: in a year or a month much else was said.
pub(super) fn is_of_days(edtf: &dateline_model::Edtf) -> bool {
    const WEEK: i32 = 8;
    edtf.is_day()
        || edtf.first_day().zip(edtf.last_day()).is_some_and(|(first, last)| (last - first).get_days() < WEEK)
}

/// Whether a cue goes on telling what was told before it: a plain verb of saying in the past, no other time in its
/// sentence, and no place or medium of its own.
pub(super) fn goes_on(context: &Context<'_>, cue: usize, statement: &Found<Statement>) -> bool {
    is_plainly_past(context, cue, statement) && statement.record.venue.is_none()
}

/// Whether a cue is a plain verb of saying in the past, with no other time in its sentence.
pub(super) fn is_plainly_past(context: &Context<'_>, cue: usize, statement: &Found<Statement>) -> bool {
    let is_speech = context.entries[cue]
        .is_some_and(|entry| matches!(context.lexicon.entry(entry).kind, CueKind::Speech | CueKind::Writing));
    let is_past = matches!(context.xpos(cue), Xpos::Vbd | Xpos::Vbg) && !has_auxiliary(context, cue);
    let sentence = context.sentence(cue);
    let pieces: Vec<_> = statement
        .record
        .content
        .iter()
        .map(|piece| context.annotated.words_in(context.annotated.index.bytes(piece.span())))
        .collect();
    let inside = |word: usize| pieces.iter().any(|piece| piece.range().contains(&word));
    let times = &context.scene.times;
    let first = times.partition_point(|time| time.words.start < sentence.start);
    let has_time = times[first..].iter().take_while(|time| time.words.start < sentence.end).any(|time| {
        matches!(time.record.timex3.kind, TimexType::Date | TimexType::Time) && !inside(time.words.start)
    });
    let is_elsewhen = sentence
        .range()
        .any(|word| !inside(word) && (sets_apart(&context.lower(word)) || is_apart(context, word)));
    context.upos(cue) == Upos::Verb && is_speech && is_past && !has_time && !is_elsewhen
}

/// Whether a cue tells of a saying that has, by its own sentence, a time, a place, a medium or a hearing of its own: "*when she
/// took office*, she said", "told the court *at her trial*", "*wrote*", "*long* denied".
pub(super) fn has_its_own_time(context: &Context<'_>, cue: usize, statement: &Found<Statement>) -> bool {
    let is_written =
        context.entries[cue].is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Writing);
    let inside = |word: usize| {
        statement.record.content.iter().any(|piece| {
            context.annotated.words_in(context.annotated.index.bytes(piece.span())).range().contains(&word)
        })
    };
    let is_elsewhen = |word: usize| is_apart(context, word) || word > cue && is_occasion(context, word);
    is_written
        || statement.record.venue.is_some()
        || context
            .sentence(cue)
            .range()
            .any(|word| is_elsewhen(word) && context.quoted[word].is_none() && !inside(word))
}

/// "*when* she took office, she said", "a week *after* the fire"; not "said when *asked*", which was then.
fn is_apart(context: &Context<'_>, word: usize) -> bool {
    context.quoted[word].is_none()
        && leads_to_another_time(&context.lower(word))
        && context.annotated.tokens.get(word + 1).is_none_or(|next| next.xpos != Xpos::Vbn)
}

/// "*has* said"
pub(super) fn has_auxiliary(context: &Context<'_>, verb: usize) -> bool {
    context.annotated.children(verb).any(|child| child < verb && context.deprel(child).is(Deprel::Aux))
}

/// The head word of a statement's cue.
pub(super) fn cue_of(context: &Context<'_>, statement: &Found<Statement>) -> Option<usize> {
    let cue = statement.record.cue.as_ref()?;
    let words = context.annotated.words_in(context.annotated.index.bytes(cue.span.span()));
    words.range().next()
}

/// Whether the words just before a cue's sentence tell of another day, of which what follows then is.
pub(super) fn is_set_elsewhen(context: &Context<'_>, cue: usize, when: &When) -> bool {
    let here = context.sentence(cue);
    let Some(before) = here.start.checked_sub(1).map(|word| context.sentence(word)) else { return false };
    if context.paragraph(before.start) != context.paragraph(here.start) {
        return false;
    }
    let times = &context.scene.times;
    let first = times.partition_point(|time| time.words.start < before.start);
    times[first..].iter().take_while(|time| time.words.start < before.end).any(|time| {
        matches!(time.record.timex3.kind, TimexType::Date | TimexType::Time)
            && context.quoted[time.words.start].is_none()
            && time.record.edtf.is_some()
            && time.record.edtf != when.edtf
    })
}
