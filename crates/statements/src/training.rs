//! Learning the two choices from hand-marked attributions (see [`super::model`]).
//!
//! For each possible cue of a marked report the candidate that meets the marked content best
//! is the right one, "none" where the word is no cue there. Weights are those of greatest
//! likelihood with a little shrinking, found by AdaGrad (Duchi et al. 2011), one step an anchor.

use super::anchors::{Anchor, anchors};
use super::contents::{Content, contents};
use super::context::Context;
use super::features::{AnchorView, content_features, fits_frame, source_features};
use super::lexicon::Lexicon;
use super::model::{HEAD, TABLE};
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

/// One choice with its candidates: which are right (none of them: "none" is).
#[derive(Clone, Debug)]
struct Example {
    /// Whether the cue plainly is one of saying or writing, see [`is_plain`].
    is_plain: bool,
    candidates: Vec<Vec<u32>>,
    right: Vec<usize>,
    /// Those that the benchmark would count as found.
    close: Vec<usize>,
}

/// Learns from marked reports, one at a time, then writes the model file.
pub struct Trainer {
    lexicon: Lexicon,
    examples: Examples,
    reports: usize,
    reached: (usize, usize),
}

impl Default for Trainer {
    fn default() -> Self {
        Self::new()
    }
}

impl Trainer {
    /// A trainer that has seen nothing.
    pub fn new() -> Self {
        Trainer { lexicon: Lexicon::embedded(), examples: Examples::default(), reports: 0, reached: (0, 0) }
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

    /// The example sentences of the lexicon, to be given to [`Trainer::add_example`] by number.
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
                self.examples.content.push(Example {
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
                    self.examples.source.push(Example {
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

    /// Learns, and gives the bytes of the model file and a few lines about how it went.
    pub fn finish(mut self, epochs: usize, say: &mut dyn FnMut(String)) -> Vec<u8> {
        say(format!(
            "{} reports; {} of {} marked contents within reach; {} choices of a content, {} of a source",
            self.reports,
            self.reached.0,
            self.reached.1,
            self.examples.content.len(),
            self.examples.source.len()
        ));
        // Confidence and thresholds are fitted on reports that these weights have not met; then
        // all that there is is learnt from.
        let content = learn(&self.examples.content, epochs, say);
        let held_out = std::mem::take(&mut self.examples.held_out);
        let calibration = calibrate(&content, &held_out);
        let thresholds = [true, false].map(|is_plain| threshold(&content, &held_out, is_plain));
        say(format!(
            "on {} choices held out: calibration {calibration:?}, thresholds {thresholds:?}",
            held_out.len()
        ));
        self.examples.content.extend(held_out);
        let content = learn(&self.examples.content, epochs, say);
        let source = learn(&self.examples.source, epochs, say);
        let (content_scale, content_bytes) = pack(&content);
        let (source_scale, source_bytes) = pack(&source);
        let mut bytes = Vec::with_capacity(HEAD + 2 * TABLE);
        let numbers =
            [content_scale, source_scale, calibration.0, calibration.1, thresholds[0], thresholds[1]];
        for number in numbers {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(content_bytes);
        bytes.extend(source_bytes);
        for (key, _) in self.examples.seen.iter().filter(|(_, count)| **count >= 4) {
            bytes.extend(key.to_le_bytes());
        }
        bytes
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
    content: Vec<Example>,
    source: Vec<Example>,
    held_out: Vec<Example>,
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
        let example = Example {
            is_plain: is_plain(context, anchor),
            candidates: features,
            right: right.clone(),
            close,
        };
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
            self.source.push(Example { is_plain: false, candidates, right, close: Vec::new() });
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

const RATE: f32 = 0.08;
const SHRINK: f32 = 2e-6;

/// How many times is learnt, each time from a part of the choices. The mean of the weights knows
/// what the parts have in common and little of what only one holds (Breiman 1996), and costs
/// nothing where it is used.
const PARTS: usize = 6;

/// How many choices in ten a part holds.
const SHARE: u64 = 7;

fn learn(examples: &[Example], epochs: usize, say: &mut dyn FnMut(String)) -> Vec<f32> {
    let mut mean = vec![0f32; TABLE];
    for part in 0..PARTS {
        let mut random = Random(0x2545_F491_4F6C_DD1D ^ ((part as u64 + 1) * 7919));
        let chosen: Vec<usize> = (0..examples.len()).filter(|_| random.below(10) < SHARE).collect();
        let (weights, loss) = learn_part(examples, chosen, epochs, &mut random);
        say(format!("part {part}: loss {loss:.4}"));
        for (sum, weight) in mean.iter_mut().zip(&weights) {
            *sum += weight / PARTS as f32;
        }
    }
    mean
}

/// The weights of one part, and the loss of its last epoch.
fn learn_part(
    examples: &[Example],
    mut order: Vec<usize>,
    epochs: usize,
    random: &mut Random,
) -> (Vec<f32>, f64) {
    let mut weights = vec![0f32; TABLE];
    let mut squares = vec![1e-4f32; TABLE];
    let mut mean = vec![0f32; TABLE];
    let mut last = 0.0;
    // The mean of the later epochs generalises better than the last weights.
    let counted = (0..epochs).filter(|epoch| epoch * 2 >= epochs).count().max(1) as f32;
    for epoch in 0..epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at as u64 + 1) as usize);
        }
        let loss: f64 = order.iter().map(|&at| step(&examples[at], &mut weights, &mut squares)).sum();
        last = loss / order.len().max(1) as f64;
        if epoch * 2 >= epochs {
            for (sum, weight) in mean.iter_mut().zip(&weights) {
                *sum += weight / counted;
            }
        }
    }
    (mean, last)
}

/// Marsaglia's xorshift: the same order on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit
    }
}

/// Probabilities of the candidates and of "none", which comes last.
fn probabilities(example: &Example, weights: &[f32]) -> Vec<f32> {
    let mut scores: Vec<f32> = example
        .candidates
        .iter()
        .map(|features| features.iter().map(|&at| weights[at as usize & (TABLE - 1)]).sum())
        .collect();
    scores.push(0.0);
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in &mut scores {
        *score = (*score - highest).exp();
        sum += *score;
    }
    scores.iter().map(|score| score / sum).collect()
}

/// One step up the likelihood that one of the right candidates is chosen.
fn step(example: &Example, weights: &mut [f32], squares: &mut [f32]) -> f64 {
    let share = probabilities(example, weights);
    let none = example.candidates.len();
    let right_share: f32 =
        if example.right.is_empty() { share[none] } else { example.right.iter().map(|&at| share[at]).sum() };
    for (at, features) in example.candidates.iter().enumerate() {
        let wanted = if example.right.contains(&at) { share[at] / right_share.max(1e-9) } else { 0.0 };
        let slope = wanted - share[at];
        if slope.abs() < 1e-4 {
            continue;
        }
        for &feature in features {
            let feature = feature as usize & (TABLE - 1);
            let slope = slope - SHRINK * weights[feature];
            squares[feature] += slope * slope;
            weights[feature] += RATE * slope / squares[feature].sqrt();
        }
    }
    -f64::from(right_share.max(1e-9).ln())
}

/// Slope and shift that make the probability of a chosen content its share of right ones.
fn calibrate(weights: &[f32], held_out: &[Example]) -> (f32, f32) {
    let mut points: Vec<(f32, f32)> = Vec::new();
    for example in held_out {
        let share = probabilities(example, weights);
        let none = share[share.len() - 1];
        let any = (1.0 - none).clamp(1e-4, 1.0 - 1e-4);
        if any < 0.2 {
            continue;
        }
        let best = (0..share.len() - 1).max_by(|&a, &b| share[a].total_cmp(&share[b])).unwrap_or(0);
        let is_right = example.close.contains(&best);
        points.push(((any / (1.0 - any)).ln(), if is_right { 1.0 } else { 0.0 }));
    }
    let (mut slope, mut shift) = (1f32, 0f32);
    for _ in 0..2000 {
        let (mut by_slope, mut by_shift) = (0f32, 0f32);
        for &(logit, right) in &points {
            let error = right - 1.0 / (1.0 + (-(slope * logit + shift)).exp());
            by_slope += error * logit;
            by_shift += error;
        }
        let count = points.len().max(1) as f32;
        slope += 0.2 * by_slope / count;
        shift += 0.2 * by_shift / count;
    }
    (slope, shift)
}

/// The probability from which a choice should stand, so that most are found and few are wrong: the
/// harmonic mean of precision and recall is greatest there.
fn threshold(weights: &[f32], held_out: &[Example], is_plain: bool) -> f32 {
    let mut points: Vec<(f32, bool)> = Vec::new();
    let mut marked = 0;
    for example in held_out.iter().filter(|example| example.is_plain == is_plain) {
        marked += usize::from(!example.right.is_empty());
        let share = probabilities(example, weights);
        let none = share[share.len() - 1];
        if let Some(best) = (0..share.len() - 1).max_by(|&a, &b| share[a].total_cmp(&share[b])) {
            points.push((1.0 - none, example.close.contains(&best)));
        }
    }
    points.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut found, mut best) = (0, (0.0, 0.5));
    for (number, &(probability, is_right)) in points.iter().enumerate() {
        found += usize::from(is_right);
        let measure = 2.0 * found as f32 / (number + 1 + marked) as f32;
        if measure > best.0 {
            best = (measure, probability);
        }
    }
    // Of thoughts, wishes and findings the record wants only what is plainly told.
    best.1.clamp(if is_plain { 0.25 } else { 0.5 }, 0.6)
}

/// Weights as signed bytes with one scale.
fn pack(weights: &[f32]) -> (f32, Vec<u8>) {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).filter(|&size| size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    // One in a thousand is cut off, so that the rest keep their differences.
    let limit =
        sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0).max(1e-6);
    let scale = limit / 127.0;
    let bytes = weights
        .iter()
        .map(|weight| ((weight / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned())
        .collect();
    (scale, bytes)
}

impl std::fmt::Debug for Trainer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Trainer").field("reports", &self.reports).finish_non_exhaustive()
    }
}
