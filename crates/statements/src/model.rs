//! Two log-linear choices: which stretch is a cue's content, if any, and which noun
//! phrase is its source, if any. Each candidate has a score, "none" has 0; a softmax
//! over them gives the probabilities, so that confidence comes with the choice.

use super::features::Features;

/// Weights are found by hash; two features that meet in one share it.
pub(super) const TABLE: usize = 1 << 18;

/// The trained weights.
#[derive(Debug)]
pub(super) struct Model {
    content: Weights,
    source: Weights,
    /// Confidence is the logistic of `calibration.0 * logit + calibration.1`, fitted on
    /// reports held out from training (Platt 1999).
    calibration: (f32, f32),
    /// From which probability a cue of saying or writing stands, and any other.
    thresholds: (f32, f32),
    /// Hashes of the cues that training has met often enough, sorted.
    known: Vec<u32>,
}

#[derive(Debug)]
struct Weights {
    scale: f32,
    table: &'static [u8],
}

impl Weights {
    fn score(&self, features: &Features) -> f32 {
        let sum: i32 =
            features.0.iter().map(|&at| i32::from(self.table[at as usize & (TABLE - 1)].cast_signed())).sum();
        sum as f32 * self.scale
    }
}

/// A choice among candidates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Choice {
    /// The best candidate.
    pub best: usize,
    /// How probable it is.
    pub probability: f32,
    /// How probable it is that any of them is right.
    pub any: f32,
}

/// The most probable of scored candidates, with "none" at 0.
pub(super) fn choose(scores: &[f32]) -> Option<Choice> {
    let (best, &top) = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let highest = top.max(0.0);
    let none = (-highest).exp();
    let sum: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
    let total = sum + none;
    Some(Choice { best, probability: (top - highest).exp() / total, any: sum / total })
}

/// Bytes before the weights: two scales, the two numbers of the calibration, two thresholds.
pub(super) const HEAD: usize = 24;

impl Model {
    /// The one in the binary.
    pub fn embedded() -> Self {
        Self::read(include_bytes!("../models/statements.bin"))
    }

    fn read(bytes: &'static [u8]) -> Self {
        let number = |at: usize| {
            let mut four = [0; 4];
            four.copy_from_slice(&bytes[at * 4..at * 4 + 4]);
            f32::from_le_bytes(four)
        };
        let (content, rest) = bytes[HEAD..].split_at(TABLE);
        let (source, known) = rest.split_at(TABLE);
        let known = known
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        Model {
            content: Weights { scale: number(0), table: content },
            source: Weights { scale: number(1), table: source },
            calibration: (number(2), number(3)),
            thresholds: (number(4), number(5)),
            known,
        }
    }

    /// Whether training has met a cue.
    pub fn knows(&self, key: u32) -> bool {
        self.known.binary_search(&key).is_ok()
    }

    /// From which probability a cue stands; `is_plain` where it is one of saying or writing.
    pub fn threshold(&self, is_plain: bool) -> f32 {
        if is_plain { self.thresholds.0 } else { self.thresholds.1 }
    }

    /// How well a content fits its cue.
    pub fn content(&self, features: &Features) -> f32 {
        self.content.score(features)
    }

    /// How well a source fits its cue.
    pub fn source(&self, features: &Features) -> f32 {
        self.source.score(features)
    }

    /// The share of statements of that probability that are right.
    pub fn confidence(&self, probability: f32) -> f32 {
        let probability = probability.clamp(1e-4, 1.0 - 1e-4);
        let logit = (probability / (1.0 - probability)).ln();
        let (slope, shift) = self.calibration;
        1.0 / (1.0 + (-(slope * logit + shift)).exp())
    }
}
