//! The network as it learns: forward, backward, one step.

mod inputs;
mod layers;
mod learning;
mod trees;

use super::examples::Inventory;
use super::tensor::Tensor;
use crate::random::Random;
use dateline_language::syntax::features::TABLES;
use dateline_language::syntax::network::{DISTANCES, LayerParameters};
use dateline_language::syntax::{Parameters, Sizes};
use std::fmt;

/// How a step is taken.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// Learning rate.
    pub learning: f32,
    /// Share of values dropped.
    pub dropout: f32,
}

/// How far off the network was.
#[derive(Clone, Copy, Debug, Default)]
pub struct Loss {
    tags: f64,
    heads: f64,
    labels: f64,
    words: f64,
}

impl Loss {
    /// Joins two.
    pub fn add(&mut self, other: &Loss, _words: usize) {
        self.tags += other.tags;
        self.heads += other.heads;
        self.labels += other.labels;
        self.words += other.words;
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.words.max(1.0);
        write!(f, "loss {:.4} {:.4} {:.4}", self.tags / words, self.heads / words, self.labels / words)
    }
}

struct Layer {
    weights: Tensor,
    bias: Tensor,
    state: Tensor,
}

/// All that is learned.
pub struct Model {
    sizes: Sizes,
    vocabulary: Vec<u32>,
    tags: Vec<String>,
    labels: Vec<String>,
    forms: Tensor,
    affixes: Tensor,
    missing: Tensor,
    layers: Vec<Layer>,
    tag_weights: Tensor,
    tag_bias: Tensor,
    projection: Tensor,
    projection_bias: Tensor,
    bilinear: Tensor,
    head_prior: Tensor,
    distance: Tensor,
    root: Tensor,
    label_weights: Tensor,
    label_bias: Tensor,
    steps: i32,
}

impl Model {
    /// With values by chance.
    pub fn new(sizes: Sizes, inventory: &Inventory, random: &mut Random) -> Self {
        let Sizes { vector, embedding, hidden, arc, label, .. } = sizes;
        let width = 2 * hidden;
        let rows = TABLES.iter().sum::<u32>() as usize;
        let projected = 2 * arc + 2 * label;
        let (tags, labels) = (inventory.tags.len(), inventory.labels.len());
        let layers = (0..sizes.layers)
            .map(|_| {
                let mut bias = Tensor::zeros(1, 6 * hidden);
                // At first a state keeps more than it takes in.
                for direction in 0..2 {
                    bias.values[(direction * 3 + 1) * hidden..(direction * 3 + 2) * hidden].fill(0.5);
                }
                Layer {
                    weights: Tensor::matrix(width, 6 * hidden, hidden, random),
                    bias,
                    state: Tensor::uniform(1, 4 * hidden, 0.3, random),
                }
            })
            .collect();
        Model {
            sizes,
            vocabulary: inventory.vocabulary.clone(),
            tags: inventory.tags.clone(),
            labels: inventory.labels.clone(),
            forms: Tensor::uniform(inventory.vocabulary.len() + 1, embedding, 0.1, random).sparse(),
            affixes: Tensor::uniform(rows, embedding, 0.1, random).sparse(),
            missing: Tensor::zeros(1, vector),
            layers,
            tag_weights: Tensor::matrix(width, tags, tags, random),
            tag_bias: Tensor::zeros(1, tags),
            projection: Tensor::matrix(width, projected, arc, random),
            projection_bias: Tensor::zeros(1, projected),
            bilinear: Tensor::matrix(arc, arc, arc, random),
            head_prior: Tensor::zeros(1, arc),
            distance: Tensor::zeros(DISTANCES, arc),
            root: Tensor::uniform(1, arc + label, 0.1, random),
            label_weights: Tensor::matrix(label, labels, labels, random),
            label_bias: Tensor::zeros(1, labels),
            steps: 0,
        }
    }

    /// As they are kept: averaged over the late steps.
    pub fn parameters(&self) -> Parameters {
        Parameters {
            sizes: self.sizes,
            vocabulary: self.vocabulary.clone(),
            tags: self.tags.clone(),
            labels: self.labels.clone(),
            forms: self.forms.averaged(),
            affixes: self.affixes.averaged(),
            missing: self.missing.averaged(),
            layers: self
                .layers
                .iter()
                .map(|layer| LayerParameters {
                    weights: layer.weights.averaged(),
                    bias: layer.bias.averaged(),
                    state: layer.state.averaged(),
                })
                .collect(),
            tag_weights: self.tag_weights.averaged(),
            tag_bias: self.tag_bias.averaged(),
            projection: self.projection.averaged(),
            projection_bias: self.projection_bias.averaged(),
            bilinear: self.bilinear.averaged(),
            head_prior: self.head_prior.averaged(),
            distance: self.distance.averaged(),
            root: self.root.averaged(),
            label_weights: self.label_weights.averaged(),
            label_bias: self.label_bias.averaged(),
        }
    }
}

/// Drops values by chance and makes up for it in the others; returns the factors.
fn drop_out(values: &mut [f32], share: f32, random: &mut Random) -> Vec<f32> {
    let factor = 1.0 / (1.0 - share);
    let limit = (share * 65_536.0) as u64;
    let mut factors = vec![factor; values.len()];
    for chunk in factors.chunks_mut(4) {
        let mut bits = random.next();
        for slot in chunk {
            if bits & 0xFFFF < limit {
                *slot = 0.0;
            }
            bits >>= 16;
        }
    }
    for (value, factor) in values.iter_mut().zip(&factors) {
        *value *= factor;
    }
    factors
}

fn repeat(row: &[f32], count: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(row.len() * count);
    for _ in 0..count {
        out.extend_from_slice(row);
    }
    out
}

fn add_columns(rows: &[f32], sums: &mut [f32]) {
    for row in rows.chunks_exact(sums.len()) {
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
    }
}

/// Turns scores into the slope of the loss, times `scale`; returns the loss.
fn cross_entropy(row: &mut [f32], gold: usize, scale: f32) -> f64 {
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for value in row.iter_mut() {
        *value = (*value - most).exp();
        sum += *value;
    }
    let loss = -f64::from((row[gold] / sum).max(1e-12)).ln();
    for value in row.iter_mut() {
        *value *= scale / sum;
    }
    row[gold] -= scale;
    loss
}
