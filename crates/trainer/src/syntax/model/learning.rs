//! One step of learning: forward, backward, and the tensors moved.

use super::inputs::Inputs;
use super::layers::Trace;
use super::{Loss, Model, Rates, drop_out};
use crate::random::Random;
use crate::syntax::examples::Example;
use crate::syntax::tensor::Tensor;
use dateline_language::vectors::Vectors;

/// After how many steps the average is moved on.
const REMEMBERED: i32 = 8;

impl Model {
    /// Learns from a batch; returns how far off it was before.
    pub fn learn(&mut self, batch: &[Example], vectors: &Vectors, rates: Rates, random: &mut Random) -> Loss {
        let words: usize = batch.iter().map(Example::len).sum();
        let width = 2 * self.sizes.hidden;
        let mut sentences = Vec::with_capacity(batch.len());
        let mut start = 0;
        for example in batch {
            sentences.push(start..start + example.len());
            start += example.len();
        }
        let inputs = Inputs::new(batch, random);
        let embedded = self.embed(&inputs, vectors);
        let mut traces: Vec<Trace> = Vec::new();
        let mut state = embedded;
        let mut at_tags = Vec::new();
        for number in 0..self.layers.len() {
            let trace = self.forward(number, &state, &sentences, rates.dropout, random);
            state = trace.1;
            traces.push(trace.0);
            if number + 1 == self.sizes.tag_layer {
                at_tags.clone_from(&state);
            }
        }
        let mut loss = Loss { words: words as f64, ..Loss::default() };
        let scale = 1.0 / words as f32;
        // Tags.
        let dropped = drop_out(&mut at_tags, rates.dropout, random);
        let mut tag_slope = self.learn_tags(&at_tags, batch, scale, &mut loss);
        for (slope, factor) in tag_slope.iter_mut().zip(&dropped) {
            *slope *= factor;
        }
        // Trees.
        let dropped = drop_out(&mut state, rates.dropout, random);
        let mut slope = self.learn_trees(&state, batch, &sentences, scale, rates.dropout, random, &mut loss);
        for (slope, factor) in slope.iter_mut().zip(&dropped) {
            *slope *= factor;
        }
        for number in (0..self.layers.len()).rev() {
            if number + 1 == self.sizes.tag_layer {
                for (slope, add) in slope.iter_mut().zip(&tag_slope) {
                    *slope += add;
                }
            }
            slope = self.backward(number, &traces[number], &slope, &sentences);
        }
        debug_assert_eq!(slope.len(), words * width);
        self.embed_backward(&inputs, &slope);
        self.step(rates.learning);
        loss
    }

    fn tensors(&mut self) -> Vec<&mut Tensor> {
        let mut all: Vec<&mut Tensor> = vec![
            &mut self.forms,
            &mut self.affixes,
            &mut self.missing,
            &mut self.tag_weights,
            &mut self.tag_bias,
            &mut self.projection,
            &mut self.projection_bias,
            &mut self.bilinear,
            &mut self.head_prior,
            &mut self.distance,
            &mut self.root,
            &mut self.label_weights,
            &mut self.label_bias,
        ];
        for layer in &mut self.layers {
            all.extend([&mut layer.weights, &mut layer.bias, &mut layer.state]);
        }
        all
    }

    fn step(&mut self, rate: f32) {
        self.steps += 1;
        let number = self.steps;
        let mut all = self.tensors();
        let square: f32 = all.iter_mut().map(|tensor| tensor.squared_gradient()).sum();
        let length = square.sqrt();
        let scale = if length > 2.0 { 2.0 / length } else { 1.0 };
        for tensor in &mut all {
            tensor.step(rate, scale, number);
        }
        // An average over about a thousand steps (Polyak and Juditsky 1992), looked after now and then.
        if number % REMEMBERED == 0 {
            let share = (1.0 / (number / REMEMBERED) as f32).max(REMEMBERED as f32 / 1000.0);
            for tensor in all {
                tensor.remember(share);
            }
        }
    }
}
