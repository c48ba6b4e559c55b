//! One layer of simple recurrent units, forward and back (Lei et al. 2018, section 3).

use super::{Model, add_columns, drop_out};
use crate::random::Random;
use crate::syntax::tensor::multiply;
use dateline_language::syntax::matrix::{sigmoid, tanh};
use std::ops::Range;

/// What a layer leaves behind for the way back.
pub(super) struct Trace {
    /// Its input, after dropout.
    input: Vec<f32>,
    dropped: Vec<f32>,
    gates: Vec<f32>,
    keep: Vec<f32>,
    show: Vec<f32>,
    memory: Vec<f32>,
}

impl Model {
    pub(super) fn forward(
        &self,
        number: usize,
        input: &[f32],
        sentences: &[Range<usize>],
        dropout: f32,
        random: &mut Random,
    ) -> (Trace, Vec<f32>) {
        let hidden = self.sizes.hidden;
        let width = 2 * hidden;
        let words = input.len() / width;
        let layer = &self.layers[number];
        let mut input = input.to_vec();
        let dropped = drop_out(&mut input, dropout, random);
        let mut gates = Vec::with_capacity(words * 6 * hidden);
        for _ in 0..words {
            gates.extend_from_slice(&layer.bias.values);
        }
        multiply(
            (&input, words, width, false),
            (&layer.weights.values, width, 6 * hidden, false),
            1.0,
            (&mut gates, words, 6 * hidden),
        );
        let mut trace = Trace {
            dropped,
            gates,
            keep: vec![0.0; words * width],
            show: vec![0.0; words * width],
            memory: vec![0.0; words * width],
            input,
        };
        let mut out = vec![0.0; words * width];
        let mut before = vec![0.0f32; hidden];
        for sentence in sentences {
            for direction in 0..2 {
                before.fill(0.0);
                let (forget_state, output_state) =
                    layer.state.values[direction * width..(direction + 1) * width].split_at(hidden);
                for step in 0..sentence.len() {
                    let row = if direction == 0 { sentence.start + step } else { sentence.end - 1 - step };
                    let gates = &trace.gates[(row * 6 + direction * 3) * hidden..][..3 * hidden];
                    let (candidate, gates) = gates.split_at(hidden);
                    let (forget, output) = gates.split_at(hidden);
                    let here = (row * 2 + direction) * hidden..(row * 2 + direction + 1) * hidden;
                    let input = &trace.input[here.clone()];
                    let keeps = &mut trace.keep[here.clone()];
                    let shows = &mut trace.show[here.clone()];
                    let memory = &mut trace.memory[here.clone()];
                    let out = &mut out[here];
                    for at in 0..hidden {
                        let keep = sigmoid(forget[at] + forget_state[at] * before[at]);
                        let show = sigmoid(output[at] + output_state[at] * before[at]);
                        let now = keep * before[at] + (1.0 - keep) * candidate[at];
                        keeps[at] = keep;
                        shows[at] = show;
                        memory[at] = now;
                        before[at] = now;
                        out[at] = show * tanh(now) + (1.0 - show) * input[at];
                    }
                }
            }
        }
        (trace, out)
    }

    pub(super) fn backward(
        &mut self,
        number: usize,
        trace: &Trace,
        slope: &[f32],
        sentences: &[Range<usize>],
    ) -> Vec<f32> {
        let hidden = self.sizes.hidden;
        let width = 2 * hidden;
        let words = slope.len() / width;
        let layer = &mut self.layers[number];
        let mut gates = vec![0.0f32; words * 6 * hidden];
        let mut inputs = vec![0.0f32; words * width];
        let zeros = vec![0.0f32; hidden];
        let mut carry = vec![0.0f32; hidden];
        for sentence in sentences {
            for direction in 0..2 {
                carry.fill(0.0);
                let states = direction * width..(direction + 1) * width;
                let (forget_state, output_state) = layer.state.values[states.clone()].split_at(hidden);
                let (forget_slope, output_slope) = layer.state.gradient[states].split_at_mut(hidden);
                for step in (0..sentence.len()).rev() {
                    let row = if direction == 0 { sentence.start + step } else { sentence.end - 1 - step };
                    let here = (row * 2 + direction) * hidden..(row * 2 + direction + 1) * hidden;
                    let before = if step == 0 {
                        &zeros[..]
                    } else {
                        let row = if direction == 0 { row - 1 } else { row + 1 };
                        &trace.memory[(row * 2 + direction) * hidden..][..hidden]
                    };
                    let candidate = &trace.gates[(row * 6 + direction * 3) * hidden..][..hidden];
                    let gate_slope = &mut gates[(row * 6 + direction * 3) * hidden..][..3 * hidden];
                    let (candidate_slope, gate_slope) = gate_slope.split_at_mut(hidden);
                    let (keep_slope, show_slope) = gate_slope.split_at_mut(hidden);
                    let (keep, show) = (&trace.keep[here.clone()], &trace.show[here.clone()]);
                    let (memory, input) = (&trace.memory[here.clone()], &trace.input[here.clone()]);
                    let slope = &slope[here.clone()];
                    let inputs = &mut inputs[here];
                    for at in 0..hidden {
                        let seen = tanh(memory[at]);
                        let d = slope[at];
                        let d_show = d * (seen - input[at]) * show[at] * (1.0 - show[at]);
                        inputs[at] = d * (1.0 - show[at]);
                        let d_memory = d * show[at] * (1.0 - seen * seen) + carry[at];
                        let d_keep = d_memory * (before[at] - candidate[at]) * keep[at] * (1.0 - keep[at]);
                        candidate_slope[at] = d_memory * (1.0 - keep[at]);
                        keep_slope[at] = d_keep;
                        show_slope[at] = d_show;
                        forget_slope[at] += d_keep * before[at];
                        output_slope[at] += d_show * before[at];
                        carry[at] =
                            d_memory * keep[at] + d_keep * forget_state[at] + d_show * output_state[at];
                    }
                }
            }
        }
        multiply(
            (&trace.input, words, width, true),
            (&gates, words, 6 * hidden, false),
            1.0,
            (&mut layer.weights.gradient, width, 6 * hidden),
        );
        add_columns(&gates, &mut layer.bias.gradient);
        multiply(
            (&gates, words, 6 * hidden, false),
            (&layer.weights.values, width, 6 * hidden, true),
            1.0,
            (&mut inputs, words, width),
        );
        for (slope, factor) in inputs.iter_mut().zip(&trace.dropped) {
            *slope *= factor;
        }
        inputs
    }
}
