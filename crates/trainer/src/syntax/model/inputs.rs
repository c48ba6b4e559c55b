//! What the network sees of words: their vectors and learned embeddings.

use super::Model;
use crate::random::Random;
use crate::syntax::examples::Example;
use dateline_language::syntax::Sizes;
use dateline_language::syntax::features::TABLES;
use dateline_language::vectors::{STEP, Vectors};

impl Model {
    pub(super) fn embed(&self, inputs: &Inputs, vectors: &Vectors) -> Vec<f32> {
        let Sizes { vector, embedding, .. } = self.sizes;
        let mut out = vec![0.0; inputs.forms.len() * (vector + embedding)];
        for (at, out) in out.chunks_exact_mut(vector + embedding).enumerate() {
            match inputs.vectors[at] {
                Some(row) => {
                    for (out, &value) in out.iter_mut().zip(vectors.values(row)) {
                        *out = f32::from(value) * STEP;
                    }
                }
                None => out[..vector].copy_from_slice(&self.missing.values),
            }
            let out = &mut out[vector..];
            out.copy_from_slice(self.forms.row(inputs.forms[at] as usize));
            for row in table_rows(inputs.affixes[at]) {
                for (out, value) in out.iter_mut().zip(self.affixes.row(row)) {
                    *out += value;
                }
            }
        }
        out
    }

    pub(super) fn embed_backward(&mut self, inputs: &Inputs, slope: &[f32]) {
        let Sizes { vector, embedding, .. } = self.sizes;
        for (at, slope) in slope.chunks_exact(vector + embedding).enumerate() {
            if inputs.vectors[at].is_none() {
                self.missing.add_row(0, &slope[..vector]);
            }
            self.forms.add_row(inputs.forms[at] as usize, &slope[vector..]);
            for row in table_rows(inputs.affixes[at]) {
                self.affixes.add_row(row, &slope[vector..]);
            }
        }
    }
}

/// What a batch looks like to the network, some of it hidden by chance.
pub(super) struct Inputs {
    vectors: Vec<Option<u16>>,
    forms: Vec<u32>,
    affixes: Vec<[u32; 5]>,
}

impl Inputs {
    pub(super) fn new(batch: &[Example], random: &mut Random) -> Self {
        let mut inputs = Inputs { vectors: Vec::new(), forms: Vec::new(), affixes: Vec::new() };
        for example in batch {
            for at in 0..example.len() {
                inputs.vectors.push(example.vectors[at].filter(|_| random.unit() >= 0.05));
                // Rare forms are hidden more often, so that unknown ones are learned about.
                let hide = 0.5 / (0.5 + example.counts[at] as f32);
                inputs.forms.push(if random.unit() < hide.max(0.02) { 0 } else { example.forms[at] });
                inputs.affixes.push(example.affixes[at]);
            }
        }
        inputs
    }
}

fn table_rows(rows: [u32; 5]) -> impl Iterator<Item = usize> {
    let mut base = 0;
    rows.into_iter().zip(TABLES).map(move |(row, table)| {
        let at = base + row;
        base += table;
        at as usize
    })
}
