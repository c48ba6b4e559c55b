//! Quotations that go on without a new attribution.

use super::super::context::Context;
use super::candidate::Selected;
use dateline_language::{Deprel, Upos, Word};
use dateline_model::Span;

/// Quotations that no cue has taken and that fill their sentences: they go on with what was
/// being quoted, or stand alone under the last speaker.
pub(crate) fn continuing(context: &Context<'_>, selected: &[Selected]) -> Vec<(Span<Word>, usize)> {
    let annotated = context.annotated;
    let mut taken = vec![false; annotated.tokens.len()];
    for piece in selected.iter().flat_map(|statement| &statement.content.pieces) {
        taken[piece.range()].fill(true);
    }
    let mut found: Vec<(Span<Word>, usize)> = Vec::new();
    let mut last: Option<(usize, u32)> = None;
    let mut next = 0;
    let mut by_end: Vec<(usize, usize)> = selected
        .iter()
        .enumerate()
        .filter_map(|(number, statement)| {
            let end = statement.content.pieces.last()?.end;
            let cue = statement.anchor.as_ref().map_or(0, |anchor| anchor.cue.end);
            Some((end.max(cue), number))
        })
        .collect();
    by_end.sort_unstable();
    for quotation in
        annotated.quotations.iter().filter(|quotation| quotation.depth == 0 && !quotation.words.is_empty())
    {
        let words = quotation.words;
        while next < by_end.len() && by_end[next].0 <= words.start {
            let number = by_end[next].1;
            let is_quoting =
                selected[number].content.pieces.iter().any(|piece| context.quoted[piece.end - 1].is_some());
            let at = by_end[next].0 - 1;
            last = if is_quoting || context.paragraph(at) == context.paragraph(words.start) {
                Some((number, context.paragraph(at)))
            } else {
                None
            };
            next += 1;
        }
        let Some((number, paragraph)) = last else { continue };
        let here = context.paragraph(words.start);
        let is_near = here == paragraph || here == paragraph + 1;
        let is_free = words.range().all(|word| !taken[word]);
        if is_near && is_free && words.len() >= 5 && fills_its_sentences(context, words) {
            last = Some((number, context.paragraph(words.end - 1)));
            found.push((words, number));
        }
    }
    found
}

/// Whether nothing but marks stands around a quotation in its sentences.
fn fills_its_sentences(context: &Context<'_>, words: Span<Word>) -> bool {
    let first = context.sentence(words.start).start;
    let last = context.sentence(words.end - 1).end;
    (first..words.start).all(|word| context.is_punctuation(word))
        && (words.end..last).all(|word| context.is_punctuation(word))
        && words
            .range()
            .any(|word| context.deprel(word).is(Deprel::Nsubj) || context.upos(word) == Upos::Verb)
}
