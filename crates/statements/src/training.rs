//! What there is to learn in hand-marked attributions: the two choices (see [`super::model`]) with
//! their candidates and which of them are right.
//!
//! For each possible cue of a marked report the candidate that meets the marked content best
//! is the right one, "none" where the word is no cue there. Weights are fitted by the trainer.

use super::anchors::{Anchor, anchors};
use super::contents::{Content, contents};
use super::context::Context;
use super::features::{AnchorView, content_features, fits_frame, source_features};
use super::lexicon::Lexicon;
use super::selection::is_plain;
use super::sources::{SourceRelation, sources};
use dateline_language::{Annotated, Word};
use dateline_model::Span;
use dateline_scene::Scene;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One marked attribution: spans in code points.
#[derive(Clone, Debug, Deserialize)]
pub struct MarkedAttribution {
    /// Who; may be empty.
    pub source: Vec<(usize, usize)>,
    /// The words that show it.
    pub cue: Vec<(usize, usize)>,
    /// What was said.
    pub content: Vec<(usize, usize)>,
}

/// One choice with its candidates.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Whether the cue plainly is one of saying or writing.
    pub is_plain: bool,
    /// The features of each candidate.
    pub candidates: Vec<Vec<u32>>,
    /// Which are right; none of them: "none" is.
    pub right: Vec<usize>,
    /// Those that the benchmark would count as found.
    pub close: Vec<usize>,
}

/// All that there is to learn.
#[derive(Clone, Debug)]
pub struct Lessons {
    /// Choices of a content.
    pub content: Vec<Lesson>,
    /// Choices of a source.
    pub source: Vec<Lesson>,
    /// Choices of a content in reports held out for the calibration.
    pub held_out: Vec<Lesson>,
    /// Hashes of the cues that were met often enough, sorted.
    pub known: Vec<u32>,
    /// Reports, marked contents within reach, marked contents.
    pub counts: [usize; 3],
}

/// Gathers what marked reports teach, one at a time.
pub struct Gatherer {
    lexicon: Lexicon,
    examples: Examples,
    reports: usize,
    reached: (usize, usize),
}

impl Default for Gatherer {
    fn default() -> Self {
        Self::new()
    }
}

impl Gatherer {
    /// One that has seen nothing.
    pub fn new() -> Self {
        Gatherer { lexicon: Lexicon::embedded(), examples: Examples::default(), reports: 0, reached: (0, 0) }
    }

    /// Adds a report whose parties and times are found. One in ten is held out for the calibration.
    pub fn add(&mut self, scene: &Scene<'_>, marked: &[MarkedAttribution]) {
        let annotated = scene.annotated;
        self.reports += 1;
        let is_held_out = self.reports.is_multiple_of(10);
        let context = Context::new(scene, &self.lexicon);
        let letters = Letters::new(annotated);
        let words = |spans: &[(usize, usize)]| -> Vec<Span<Word>> {
            spans
                .iter()
                .map(|&(start, end)| annotated.words_in(annotated.index.bytes(Span::new(start, end))))
                .collect()
        };
        let gold: Vec<[Vec<Span<Word>>; 3]> =
            marked.iter().map(|one| [words(&one.source), words(&one.cue), words(&one.content)]).collect();
        let mut by_cue: Vec<Option<usize>> = vec![None; annotated.tokens.len()];
        for (number, [_, cue, _]) in gold.iter().enumerate() {
            for word in cue.iter().flat_map(Span::range) {
                by_cue[word].get_or_insert(number);
            }
        }
        let found = anchors(&context);
        let candidates: Vec<Vec<Content>> = found.iter().map(|anchor| contents(&context, anchor)).collect();
        // Of several words in one marked cue the one whose frames reach the content best is its head.
        let mut best: Vec<Option<(f64, usize)>> = vec![None; gold.len()];
        for (at, anchor) in found.iter().enumerate() {
            let Some(number) = by_cue[anchor.head] else { continue };
            let overlap = candidates[at]
                .iter()
                .map(|content| letters.overlap(&content.pieces, &gold[number][2]))
                .fold(0.0, f64::max);
            if best[number].is_none_or(|(most, _)| overlap > most) {
                best[number] = Some((overlap, at));
            }
        }
        for (at, anchor) in found.iter().enumerate() {
            if candidates[at].is_empty() {
                continue;
            }
            let number =
                by_cue[anchor.head].filter(|&number| best[number].is_some_and(|(_, head)| head == at));
            let all = &gold;
            let gold = number.map(|number| &gold[number]);
            // Which word of a cue is its head matters to learning, not to whoever reads the record.
            let close = candidates[at].iter().map(|content| {
                is_held_out
                    && all.iter().any(|[_, _, marked]| letters.overlap(&content.pieces, marked) >= 0.5)
            });
            let close: Vec<bool> = close.collect();
            let choice = Choice { anchor, candidates: &candidates[at], gold, close: &close, is_held_out };
            self.examples.add(&context, &letters, &choice);
        }
        self.reached.0 += best.iter().flatten().filter(|(overlap, _)| *overlap >= 0.5).count();
        self.reached.1 += gold.len();
    }

    /// The example sentences of the lexicon, to be given to [`Gatherer::add_example`] by number.
    pub fn lexicon_examples(&self) -> Vec<String> {
        self.lexicon.all().map(|(_, entry)| entry.example.clone()).collect()
    }

    /// Adds the example sentence of a lexicon entry: what its cue says goes, by a frame that the
    /// entry takes, to the end of the sentence. So the model learns cues that the marked reports lack.
    pub fn add_example(&mut self, number: usize, scene: &Scene<'_>) {
        let context = Context::new(scene, &self.lexicon);
        for anchor in anchors(&context).iter().filter(|anchor| anchor.entry == Some(number)) {
            let candidates = contents(&context, anchor);
            let is_whole = |content: &Content| {
                let first = content.pieces[0].start;
                let end = content.pieces[content.pieces.len() - 1].end;
                let reaches = (end..context.sentence(anchor.head).end).all(|at| context.is_punctuation(at));
                let is_quotation = context.quoted[first].is_some();
                (is_quotation || reaches) && fits_frame(&context, number, content)
            };
            let right: Vec<usize> = (0..candidates.len()).filter(|&at| is_whole(&candidates[at])).collect();
            let Some(&first) = right.first() else { continue };
            for is_known in [true, false] {
                let view = AnchorView::new(&context, anchor, is_known);
                let features = candidates
                    .iter()
                    .map(|content| content_features(&context, anchor, &view, content).0)
                    .collect();
                self.examples.content.push(Lesson {
                    is_plain: is_plain(&context, anchor),
                    candidates: features,
                    right: right.clone(),
                    close: right.clone(),
                });
                let possible = sources(&context, anchor);
                let by_subject = possible.iter().position(|source| {
                    matches!(source.relation, SourceRelation::Subject | SourceRelation::Inverted)
                });
                if let Some(subject) = by_subject {
                    let candidates = possible
                        .iter()
                        .map(|&source| source_features(&context, anchor, &view, &candidates[first], source).0)
                        .collect();
                    self.examples.source.push(Lesson {
                        is_plain: false,
                        candidates,
                        right: vec![subject],
                        close: Vec::new(),
                    });
                }
            }
            *self.examples.seen.entry(anchor.key).or_insert(0) += 4;
        }
    }

    /// What was gathered.
    pub fn finish(self) -> Lessons {
        let Examples { content, source, held_out, seen, .. } = self.examples;
        let known = seen.into_iter().filter(|(_, count)| *count >= 4).map(|(key, _)| key).collect();
        let counts = [self.reports, self.reached.0, self.reached.1];
        Lessons { content, source, held_out, known, counts }
    }
}

/// An anchor with its candidates and what is marked of it.
struct Choice<'c> {
    anchor: &'c Anchor,
    candidates: &'c [Content],
    /// Source, cue and content, where it is a cue.
    gold: Option<&'c [Vec<Span<Word>>; 3]>,
    /// Which candidates meet any marked content of the report; of reports held out.
    close: &'c [bool],
    is_held_out: bool,
}

/// What is learnt from.
#[derive(Default)]
struct Examples {
    content: Vec<Lesson>,
    source: Vec<Lesson>,
    held_out: Vec<Lesson>,
    seen: BTreeMap<u32, usize>,
    turn: usize,
}

impl Examples {
    fn add(&mut self, context: &Context<'_>, letters: &Letters, choice: &Choice<'_>) {
        let &Choice { anchor, candidates, gold, close, is_held_out } = choice;
        // A part of the cues is learnt as if unknown, the same part on every machine.
        *self.seen.entry(anchor.key).or_insert(0) += 1;
        self.turn += 1;
        let view = AnchorView::new(context, anchor, is_held_out || !self.turn.is_multiple_of(5));
        let overlaps: Vec<f64> = candidates
            .iter()
            .map(|content| gold.map_or(0.0, |gold| letters.overlap(&content.pieces, &gold[2])))
            .collect();
        let most = overlaps.iter().copied().fold(0.0, f64::max);
        // A cue whose content no frame reaches teaches nothing.
        if gold.is_some() && most < 0.5 {
            return;
        }
        let right: Vec<usize> = if gold.is_some() {
            (0..candidates.len()).filter(|&at| overlaps[at] >= most - 0.02).collect()
        } else {
            Vec::new()
        };
        let features: Vec<Vec<u32>> =
            candidates.iter().map(|content| content_features(context, anchor, &view, content).0).collect();
        let close = (0..candidates.len()).filter(|&at| close[at] || overlaps[at] >= 0.5).collect();
        let example =
            Lesson { is_plain: is_plain(context, anchor), candidates: features, right: right.clone(), close };
        if is_held_out {
            self.held_out.push(example);
        } else {
            self.content.push(example);
        }
        if let (Some(gold), Some(&content)) = (gold, right.first()) {
            let content = &candidates[content];
            let possible = sources(context, anchor);
            let right = (0..possible.len())
                .filter(|&at| gold[0].iter().any(|span| span.range().contains(&possible[at].head)))
                .collect::<Vec<_>>();
            // A source elsewhere in the text teaches nothing either.
            if right.is_empty() && !gold[0].is_empty() {
                return;
            }
            let candidates = possible
                .iter()
                .map(|&source| source_features(context, anchor, &view, content, source).0)
                .collect();
            self.source.push(Lesson { is_plain: false, candidates, right, close: Vec::new() });
        }
    }
}

/// Letters and digits before each word, to measure overlaps as the benchmark does.
struct Letters(Vec<usize>);

impl Letters {
    fn new(annotated: &Annotated<'_>) -> Self {
        let mut sums = vec![0];
        for word in 0..annotated.tokens.len() {
            let count = annotated.form(word).chars().filter(|letter| letter.is_alphanumeric()).count();
            sums.push(sums[word] + count);
        }
        Letters(sums)
    }

    fn count(&self, span: Span<Word>) -> usize {
        self.0[span.end] - self.0[span.start]
    }

    /// Letters in both over letters in either.
    fn overlap(&self, one: &[Span<Word>], other: &[Span<Word>]) -> f64 {
        let both: usize = one
            .iter()
            .flat_map(|a| other.iter().map(move |b| (a, b)))
            .filter(|(a, b)| a.overlaps(b))
            .map(|(a, b)| self.count(Span::new(a.start.max(b.start), a.end.min(b.end))))
            .sum();
        let either = one.iter().chain(other).map(|&span| self.count(span)).sum::<usize>() - both;
        if either == 0 { 0.0 } else { both as f64 / either as f64 }
    }
}

impl std::fmt::Debug for Gatherer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Gatherer").field("reports", &self.reports).finish_non_exhaustive()
    }
}
