//! What a content looks like: its verbs, its quotations, its length, and what stands around it.

use super::super::anchors::Anchor;
use super::super::contents::Content;
use super::super::context::Context;
use super::super::lexicon::CueKind;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// About how long something is.
pub(super) fn bucket(length: usize) -> u32 {
    match length {
        0..=4 => length as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=40 => 9,
        _ => 10,
    }
}

/// How many verbs a content holds, and whether its first piece is a clause of its own.
pub(super) fn clause_shape(context: &Context<'_>, content: &Content) -> (u32, u32) {
    let (mut verbs, mut finite, mut subjects, mut gerund, mut infinitive) = (0u32, 0u32, 0u32, 0u32, 0u32);
    for word in content.pieces.iter().flat_map(Span::range).take(80) {
        match context.xpos(word) {
            Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md => {
                verbs += 1;
                finite = 1;
            }
            Xpos::Vbg => {
                verbs += 1;
                gerund = 1;
            }
            Xpos::Vb | Xpos::Vbn => {
                verbs += 1;
                infinitive = 1;
            }
            _ => {}
        }
        if context.deprel(word).is(Deprel::Nsubj) {
            subjects = 1;
        }
    }
    (verbs.min(4), finite + 2 * subjects + 4 * gerund + 8 * infinitive)
}

/// How a content and the quotations around it lie to each other.
pub(super) fn quotation_shape(context: &Context<'_>, content: &Content) -> u32 {
    let mut shape = 0;
    for piece in &content.pieces {
        let (first, last) = (context.quoted[piece.start], context.quoted[piece.end - 1]);
        let quotations = &context.annotated.quotations;
        if let Some(number) = first {
            // Cutting into a quotation from the left is never right.
            shape |= if quotations[number as usize].words.start < piece.start { 1 } else { 2 };
        }
        if let Some(number) = last {
            shape |= if quotations[number as usize].words.end > piece.end { 4 } else { 8 };
        }
        if first.is_some()
            && first == last
            && piece.len() == quotations[first.unwrap_or(0) as usize].words.len()
        {
            shape |= 16;
        }
        if first.is_none()
            && last.is_none()
            && piece.range().take(60).any(|word| context.quoted[word].is_some())
        {
            shape |= 32;
        }
    }
    // A quotation just behind that is left out.
    if let Some(last) = content.pieces.last()
        && (last.end..(last.end + 3).min(context.annotated.tokens.len())).any(|word| {
            context.quoted[word].is_some() && context.quoted[word] != context.quoted[last.end - 1]
        })
    {
        shape |= 64;
    }
    shape
}

/// Cues of the lexicon inside a content: one cue's content rarely runs over another's.
pub(super) fn cues_inside(context: &Context<'_>, content: &Content) -> u32 {
    content
        .pieces
        .iter()
        .flat_map(Span::range)
        .take(80)
        .filter(|&word| {
            context.upos(word) == Upos::Verb
                && context.quoted[word].is_none()
                && context.entries[word]
                    .is_some_and(|entry| context.lexicon.entry(entry).kind == CueKind::Speech)
        })
        .count()
        .min(3) as u32
}

/// Words between the end of a quotation and the end of its sentence: a cue of its own?
pub(super) fn trailing_words(context: &Context<'_>, last: Span<Word>) -> u32 {
    let sentence = context.sentence(last.end - 1);
    (last.end..sentence.end).filter(|&at| !context.is_punctuation(at)).count().min(4) as u32
}

/// What stands between the cue (or the piece before) and the last piece of a broken quotation:
/// a verb there may be a cue of its own ("he said, *adding later*, “…”").
pub(super) fn chain_gap(context: &Context<'_>, anchor: &Anchor, content: &Content) -> u32 {
    let [.., before, last] = content.pieces.as_slice() else { return 0 };
    let from = before.end.max(anchor.cue.end);
    if last.start < from {
        return 1;
    }
    let gap = from..last.start;
    let verbs = gap.clone().filter(|&word| context.upos(word) == Upos::Verb).count().min(2) as u32;
    let crosses = context.sentence_number(last.start) != context.sentence_number(anchor.head);
    let words = gap.filter(|&word| !context.is_punctuation(word)).count();
    2 + verbs + 3 * u32::from(crosses) + 6 * bucket(words).min(7)
}
