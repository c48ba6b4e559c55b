//! What a reader that tells cues, sources and contents itself adds to the scores. The fast one does
//! not; then nothing is added.
//!
//! Scores are of the model's kind: logarithms of odds, "none" at 0. The weights are small whole
//! numbers: they let the reader decide where the model is in doubt, and not where it is sure.

use dateline_language::{Annotated, Word};
use dateline_model::Span;
use rustc_hash::FxHashMap;

/// What it weighs that a word is no cue to the reader.
const NO_CUE: f32 = 1.0;
/// What it weighs that it is one.
const CUE: f32 = 2.0;
/// What it weighs whether content and stretch are the same words.
const CONTENT: f32 = 4.0;
/// What it weighs whether a source is that of the cue.
const SOURCE: f32 = 4.0;

/// The reader's view of a report.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// The first word of the cue that each word is of, 1 more; 0 for none.
    cues: Vec<u32>,
    /// How many words of content and of source each cue has, in probabilities.
    sums: FxHashMap<u32, (f32, f32)>,
}

impl Hints {
    pub fn new(annotated: &Annotated<'_>) -> Self {
        let said = &annotated.said;
        let mut hints = Hints { cues: vec![0; said.len()], sums: FxHashMap::default() };
        for one in said {
            if let Some(cue) = one.of {
                let sums = hints.sums.entry(cue).or_default();
                sums.0 += one.content;
                sums.1 += one.source;
            }
        }
        for (word, one) in said.iter().enumerate().filter(|(_, one)| one.cue > 0.5) {
            // A cue goes on until one begins that something belongs to.
            let before = word.checked_sub(1).map_or(0, |before| hints.cues[before]);
            let is_first = one.of.is_none() && hints.sums.contains_key(&(word as u32));
            hints.cues[word] = if before > 0 && !is_first { before } else { word as u32 + 1 };
        }
        hints
    }

    /// The first word of the cue that an anchor is of, and what is known of it.
    fn cue(&self, head: usize, cue: Span<Word>) -> Option<(u32, (f32, f32))> {
        let words = std::iter::once(head).chain(cue.range());
        let cue = words.filter_map(|word| self.cues.get(word)?.checked_sub(1)).next()?;
        Some((cue, self.sums.get(&cue).copied().unwrap_or_default()))
    }

    /// What speaks for a stretch as what an anchor, with this head word, says.
    pub fn content(
        &self,
        annotated: &Annotated<'_>,
        (head, anchor): (usize, Span<Word>),
        pieces: &[Span<Word>],
    ) -> f32 {
        let Some(said) = annotated.said.get(head) else { return 0.0 };
        let Some((cue, (all, _))) = self.cue(head, anchor) else { return -NO_CUE * (1.0 - said.cue) };
        let (mut inside, mut words) = (0.0, 0.0);
        for word in pieces.iter().flat_map(Span::range) {
            let said = annotated.said[word];
            words += 1.0;
            if said.of == Some(cue) {
                inside += said.content;
            }
        }
        CUE + CONTENT * (inside / (words + all - inside).max(1.0) - 0.5)
    }

    /// What speaks for a noun phrase as who an anchor speaks for.
    pub fn source(
        &self,
        annotated: &Annotated<'_>,
        (head, anchor): (usize, Span<Word>),
        source: usize,
    ) -> f32 {
        let Some((cue, (_, all))) = self.cue(head, anchor) else { return 0.0 };
        let said = annotated.said[source];
        if said.of == Some(cue) && said.source > 0.5 {
            return SOURCE * said.source;
        }
        // It names another one, or none.
        if all > 0.5 { -SOURCE } else { -1.0 }
    }
}
