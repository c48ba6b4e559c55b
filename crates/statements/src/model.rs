//! Two log-linear choices: which stretch is a cue's content, if any, and which noun
//! phrase is its source, if any. Each candidate has a score, "none" has 0; a softmax
//! over them gives the probabilities, so that confidence comes with the choice.

use super::features::Features;
use dateline_learn::{Cells, Damaged, Expected, Linear, Logistic, Reader, Unfit, Writer};

/// Weights are found by hash; two features that meet in one share it.
pub const TABLE: usize = 1 << 18;

/// The trained file. Features are numbered; the number of the last of each choice stands for the set.
const TRAINED: Expected =
    Expected { name: "statements", version: 1, features: dateline_learn::set(&["content 76", "source 125"]) };

/// The trained weights.
#[derive(Debug)]
pub(super) struct Model {
    content: Linear,
    source: Linear,
    /// Fitted on reports held out from training (Platt 1999).
    calibration: Logistic,
    /// From which probability a cue of saying or writing stands, and any other.
    thresholds: [f32; 2],
    /// Hashes of the cues that training has met often enough, sorted.
    known: Vec<u32>,
}

/// What training gives.
#[derive(Clone, Debug)]
pub struct Trained {
    /// Weights of features of contents, [`TABLE`] of them, and what one is worth.
    pub content: (f32, Vec<i8>),
    /// The same of sources.
    pub source: (f32, Vec<i8>),
    /// From the log odds of a choice to the share of right ones.
    pub calibration: Logistic,
    /// From which probability a cue of saying or writing stands, and any other.
    pub thresholds: [f32; 2],
    /// Hashes of the cues that were met often enough, sorted.
    pub known: Vec<u32>,
}

impl Trained {
    /// The trained file.
    pub fn to_bytes(self) -> Vec<u8> {
        let mut file = TRAINED.container();
        let table = |(grain, cells)| Linear::table(1, grain, Cells::Small(cells)).write();
        file.insert("content", &table(self.content));
        file.insert("source", &table(self.source));
        let mut numbers = Writer::default();
        let Logistic { slope, shift } = self.calibration;
        numbers.floats(&[slope, shift, self.thresholds[0], self.thresholds[1]]);
        file.insert("calibration", &numbers.bytes);
        let mut known = Writer::default();
        known.number(self.known.len());
        self.known.iter().for_each(|&hash| known.number(hash as usize));
        file.insert("known", &known.bytes);
        file.to_bytes()
    }
}

impl Model {
    /// The one in the binary.
    pub fn embedded() -> Self {
        Self::read(include_bytes!("../models/statements.model"))
            .expect("the weights in the binary fit: tests read them")
    }

    fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let file = TRAINED.open(bytes)?;
        let damaged = |damage| Unfit::Damaged { name: TRAINED.name, damage };
        let linear = |section| Linear::read(&TRAINED.section(&file, section)?).map_err(damaged);
        let numbers = Reader::new(&TRAINED.section(&file, "calibration")?).floats().map_err(damaged)?;
        let &[slope, shift, plain, other] = numbers.as_slice() else {
            return Err(damaged(Damaged::new("the calibration is not of four numbers")));
        };
        let known = TRAINED.section(&file, "known")?;
        let mut reader = Reader::new(&known);
        let count = reader.number().map_err(damaged)?;
        let known = (0..count).map(|_| reader.number().map(|hash| hash as u32).map_err(damaged));
        Ok(Model {
            content: linear("content")?,
            source: linear("source")?,
            calibration: Logistic { slope, shift },
            thresholds: [plain, other],
            known: known.collect::<Result<_, _>>()?,
        })
    }

    /// Whether training has met a cue.
    pub fn knows(&self, key: u32) -> bool {
        self.known.binary_search(&key).is_ok()
    }

    /// From which probability a cue stands; `is_plain` where it is one of saying or writing.
    pub fn threshold(&self, is_plain: bool) -> f32 {
        self.thresholds[usize::from(!is_plain)]
    }

    /// How well a content fits its cue.
    pub fn content(&self, features: &Features) -> f32 {
        self.content.score(&features.0)
    }

    /// How well a source fits its cue.
    pub fn source(&self, features: &Features) -> f32 {
        self.source.score(&features.0)
    }

    /// The share of statements of that probability that are right.
    pub fn confidence(&self, probability: f32) -> f32 {
        self.calibration.calibrated(probability)
    }
}
