//! The trained part: boosted decision trees that say how likely a block is the article's, first
//! each block by itself, then with what that gave for the blocks around it.
//!
//! The file is written by `tools/train-pages`: little-endian, for each of the two judgements the
//! number of trees (u32), then for each tree the number of its inner nodes (u32), these (feature
//! u16, left i16, right i16, threshold f32; a negative child is the leaf `-1 - child`), and its
//! leaves (f32 each, one more than inner nodes). Method: gradient boosting on the logistic loss
//! (Friedman 2001), stacked once (Wolpert 1992).

use super::blocks::Block;
use super::context;
use super::features::{COUNT, Features};
use super::tree::Tree;
use std::sync::LazyLock;

/// How many numbers the second judgement sees.
const BOTH: usize = COUNT + context::COUNT;

static MODELS: LazyLock<[Forest; 2]> = LazyLock::new(|| {
    let mut bytes = Bytes { rest: include_bytes!("../../model/page.bin") };
    [Forest::read(&mut bytes, COUNT), Forest::read(&mut bytes, BOTH)]
});

/// How likely it is of each block that it belongs to the article, from 0 to 1.
pub(crate) fn likelihoods(tree: &Tree<'_>, blocks: &[Block], features: &[Features]) -> Vec<f32> {
    let [first, second] = &*MODELS;
    let alone: Vec<f32> = features.iter().map(|row| first.likelihood(row)).collect();
    let contexts = context::contexts(tree, blocks, &alone);
    let mut both = [0.0; BOTH];
    let judged = features.iter().zip(&contexts).map(|(features, context)| {
        both[..COUNT].copy_from_slice(features);
        both[COUNT..].copy_from_slice(context);
        second.likelihood(&both)
    });
    judged.collect()
}

#[derive(Debug)]
struct Forest {
    trees: Vec<DecisionTree>,
}

impl Forest {
    fn read(bytes: &mut Bytes, features: usize) -> Self {
        Forest { trees: (0..bytes.u32()).map(|_| DecisionTree::read(bytes, features)).collect() }
    }

    fn likelihood(&self, features: &[f32]) -> f32 {
        let sum: f32 = self.trees.iter().map(|tree| tree.value(features)).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

#[derive(Debug)]
struct DecisionTree {
    inner: Vec<Split>,
    leaves: Vec<f32>,
}

#[derive(Clone, Copy, Debug)]
struct Split {
    feature: u16,
    left: i16,
    right: i16,
    threshold: f32,
}

impl DecisionTree {
    fn read(bytes: &mut Bytes, features: usize) -> Self {
        let count = bytes.u32();
        let mut inner = Vec::new();
        for number in 0..count {
            let split = Split {
                feature: u16::from_le_bytes(bytes.take()),
                left: i16::from_le_bytes(bytes.take()),
                right: i16::from_le_bytes(bytes.take()),
                threshold: f32::from_le_bytes(bytes.take()),
            };
            // Children stand behind their parent, so that every walk ends.
            let is_behind = |child: i16| child < 0 || i64::from(child) > i64::from(number);
            assert!(
                usize::from(split.feature) < features && is_behind(split.left) && is_behind(split.right),
                "model/page.bin"
            );
            inner.push(split);
        }
        DecisionTree { inner, leaves: (0..=count).map(|_| f32::from_le_bytes(bytes.take())).collect() }
    }

    fn value(&self, features: &[f32]) -> f32 {
        let mut at = if self.inner.is_empty() { -1 } else { 0 };
        while at >= 0 {
            let split = self.inner[at as usize];
            at = if features[usize::from(split.feature)] <= split.threshold {
                split.left
            } else {
                split.right
            };
        }
        self.leaves[(-1 - i32::from(at)) as usize]
    }
}

/// What is left of the model file; a file cut short gives zeros, which a test would notice.
struct Bytes {
    rest: &'static [u8],
}

impl Bytes {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let Some((taken, rest)) = self.rest.split_first_chunk() else { return [0; N] };
        self.rest = rest;
        *taken
    }

    fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.take())
    }
}
