//! The network as it learns: forward, backward, one step.

use super::examples::{Example, Inventory};
use super::tensor::{Tensor, multiply};
use crate::random::Random;
use dateline_language::syntax::features::TABLES;
use dateline_language::syntax::matrix::{sigmoid, tanh};
use dateline_language::syntax::network::{DISTANCES, LayerParameters, distance_class};
use dateline_language::syntax::{Parameters, Sizes};
use dateline_language::vectors::{STEP, Vectors};
use std::fmt;
use std::ops::Range;

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

/// What a layer leaves behind for the way back.
struct Trace {
    /// Its input, after dropout.
    input: Vec<f32>,
    dropped: Vec<f32>,
    gates: Vec<f32>,
    keep: Vec<f32>,
    show: Vec<f32>,
    memory: Vec<f32>,
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

    /// As they are kept.
    pub fn parameters(&self) -> Parameters {
        Parameters {
            sizes: self.sizes,
            vocabulary: self.vocabulary.clone(),
            tags: self.tags.clone(),
            labels: self.labels.clone(),
            forms: self.forms.values.clone(),
            affixes: self.affixes.values.clone(),
            missing: self.missing.values.clone(),
            layers: self
                .layers
                .iter()
                .map(|layer| LayerParameters {
                    weights: layer.weights.values.clone(),
                    bias: layer.bias.values.clone(),
                    state: layer.state.values.clone(),
                })
                .collect(),
            tag_weights: self.tag_weights.values.clone(),
            tag_bias: self.tag_bias.values.clone(),
            projection: self.projection.values.clone(),
            projection_bias: self.projection_bias.values.clone(),
            bilinear: self.bilinear.values.clone(),
            head_prior: self.head_prior.values.clone(),
            distance: self.distance.values.clone(),
            root: self.root.values.clone(),
            label_weights: self.label_weights.values.clone(),
            label_bias: self.label_bias.values.clone(),
        }
    }

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
            let trace = self.forward(number, &state, &sentences, rates.dropout, random, &mut at_tags);
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

    fn embed(&self, inputs: &Inputs, vectors: &Vectors) -> Vec<f32> {
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

    fn embed_backward(&mut self, inputs: &Inputs, slope: &[f32]) {
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

    fn forward(
        &self,
        number: usize,
        input: &[f32],
        sentences: &[Range<usize>],
        dropout: f32,
        random: &mut Random,
        _at_tags: &mut Vec<f32>,
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

    fn backward(
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

    fn learn_tags(&mut self, state: &[f32], batch: &[Example], scale: f32, loss: &mut Loss) -> Vec<f32> {
        let width = 2 * self.sizes.hidden;
        let words = state.len() / width;
        let tags = self.tags.len();
        let mut scores = repeat(&self.tag_bias.values, words);
        multiply(
            (state, words, width, false),
            (&self.tag_weights.values, width, tags, false),
            1.0,
            (&mut scores, words, tags),
        );
        let gold = batch.iter().flat_map(|example| &example.tags);
        for (row, gold) in scores.chunks_exact_mut(tags).zip(gold) {
            match gold {
                Some(gold) => loss.tags += cross_entropy(row, usize::from(*gold), scale),
                None => row.fill(0.0),
            }
        }
        multiply(
            (state, words, width, true),
            (&scores, words, tags, false),
            1.0,
            (&mut self.tag_weights.gradient, width, tags),
        );
        add_columns(&scores, &mut self.tag_bias.gradient);
        let mut slope = vec![0.0; words * width];
        multiply(
            (&scores, words, tags, false),
            (&self.tag_weights.values, width, tags, true),
            0.0,
            (&mut slope, words, width),
        );
        slope
    }

    #[expect(clippy::too_many_arguments, reason = "one step of learning, split from `learn` for its length")]
    fn learn_trees(
        &mut self,
        state: &[f32],
        batch: &[Example],
        sentences: &[Range<usize>],
        scale: f32,
        dropout: f32,
        random: &mut Random,
        loss: &mut Loss,
    ) -> Vec<f32> {
        let Sizes { arc, label, hidden, .. } = self.sizes;
        let width = 2 * hidden;
        let words = state.len() / width;
        let projected = 2 * arc + 2 * label;
        let labels = self.labels.len();
        let mut values = repeat(&self.projection_bias.values, words);
        multiply(
            (state, words, width, false),
            (&self.projection.values, width, projected, false),
            1.0,
            (&mut values, words, projected),
        );
        let mut slope = vec![0.0f32; words * projected];
        // As dependents and as heads, the negative cut off.
        let part = |from: usize| -> Vec<f32> {
            values
                .chunks_exact(projected)
                .flat_map(|row| row[from..from + arc].iter().map(|value| value.max(0.0)))
                .collect()
        };
        let (mut dependents, mut heads) = (part(0), part(arc));
        let dependents_dropped = drop_out(&mut dependents, dropout, random);
        let heads_dropped = drop_out(&mut heads, dropout, random);
        let mut queries = repeat(&self.head_prior.values, words);
        multiply(
            (&dependents, words, arc, false),
            (&self.bilinear.values, arc, arc, false),
            1.0,
            (&mut queries, words, arc),
        );
        let mut by_distance = vec![0.0f32; words * DISTANCES];
        multiply(
            (&dependents, words, arc, false),
            (&self.distance.values, DISTANCES, arc, true),
            0.0,
            (&mut by_distance, words, DISTANCES),
        );
        let mut query_slope = vec![0.0f32; words * arc];
        let mut head_slope = vec![0.0f32; words * arc];
        let mut distance_slope = vec![0.0f32; words * DISTANCES];
        let mut with_root = Vec::new();
        for (example, sentence) in batch.iter().zip(sentences) {
            let count = sentence.len();
            with_root.clear();
            with_root.extend_from_slice(&self.root.values[..arc]);
            with_root.extend_from_slice(&heads[sentence.start * arc..sentence.end * arc]);
            let mut scores = vec![0.0f32; count * (count + 1)];
            let queries = &queries[sentence.start * arc..sentence.end * arc];
            multiply(
                (queries, count, arc, false),
                (&with_root, count + 1, arc, true),
                0.0,
                (&mut scores, count, count + 1),
            );
            for (dependent, row) in scores.chunks_exact_mut(count + 1).enumerate() {
                let by_distance = &by_distance[(sentence.start + dependent) * DISTANCES..][..DISTANCES];
                for (head, score) in row.iter_mut().enumerate().skip(1) {
                    *score += by_distance[distance_class(dependent + 1, head)];
                }
                row[dependent + 1] = -1e9;
                let scale = if example.is_punctuation[dependent] { 0.5 * scale } else { scale };
                loss.heads += cross_entropy(row, example.heads[dependent] as usize, scale);
                row[dependent + 1] = 0.0;
                let slope = &mut distance_slope[(sentence.start + dependent) * DISTANCES..][..DISTANCES];
                for (head, &score) in row.iter().enumerate().skip(1) {
                    slope[distance_class(dependent + 1, head)] += score;
                }
            }
            multiply(
                (&scores, count, count + 1, false),
                (&with_root, count + 1, arc, false),
                0.0,
                (&mut query_slope[sentence.start * arc..sentence.end * arc], count, arc),
            );
            let mut turned = vec![0.0f32; (count + 1) * arc];
            multiply(
                (&scores, count, count + 1, true),
                (queries, count, arc, false),
                0.0,
                (&mut turned, count + 1, arc),
            );
            for (sum, value) in self.root.gradient.iter_mut().zip(&turned[..arc]) {
                *sum += value;
            }
            head_slope[sentence.start * arc..sentence.end * arc].copy_from_slice(&turned[arc..]);
        }
        multiply(
            (&dependents, words, arc, true),
            (&query_slope, words, arc, false),
            1.0,
            (&mut self.bilinear.gradient, arc, arc),
        );
        add_columns(&query_slope, &mut self.head_prior.gradient);
        multiply(
            (&distance_slope, words, DISTANCES, true),
            (&dependents, words, arc, false),
            1.0,
            (&mut self.distance.gradient, DISTANCES, arc),
        );
        let mut dependent_slope = vec![0.0f32; words * arc];
        multiply(
            (&query_slope, words, arc, false),
            (&self.bilinear.values, arc, arc, true),
            0.0,
            (&mut dependent_slope, words, arc),
        );
        multiply(
            (&distance_slope, words, DISTANCES, false),
            (&self.distance.values, DISTANCES, arc, false),
            1.0,
            (&mut dependent_slope, words, arc),
        );
        for at in 0..words {
            for column in 0..arc {
                let (from, to) = (at * arc + column, at * projected + column);
                if values[to] > 0.0 {
                    slope[to] = dependent_slope[from] * dependents_dropped[from];
                }
                if values[to + arc] > 0.0 {
                    slope[to + arc] = head_slope[from] * heads_dropped[from];
                }
            }
        }
        // Relations.
        let mut sums = Vec::with_capacity(words * label);
        let mut head_rows = Vec::with_capacity(words);
        for (example, sentence) in batch.iter().zip(sentences) {
            for (at, &head) in sentence.clone().zip(&example.heads) {
                let own = &values[at * projected + 2 * arc..][..label];
                let head = (head > 0).then(|| sentence.start + head as usize - 1);
                let of_head = match head {
                    Some(head) => &values[head * projected + 2 * arc + label..][..label],
                    None => &self.root.values[arc..],
                };
                sums.extend(own.iter().zip(of_head).map(|(own, of_head)| (own + of_head).max(0.0)));
                head_rows.push(head);
            }
        }
        let positive: Vec<bool> = sums.iter().map(|&value| value > 0.0).collect();
        let dropped = drop_out(&mut sums, dropout, random);
        let mut scores = repeat(&self.label_bias.values, words);
        multiply(
            (&sums, words, label, false),
            (&self.label_weights.values, label, labels, false),
            1.0,
            (&mut scores, words, labels),
        );
        for (row, &gold) in
            scores.chunks_exact_mut(labels).zip(batch.iter().flat_map(|example| &example.labels))
        {
            loss.labels += cross_entropy(row, usize::from(gold), scale);
        }
        multiply(
            (&sums, words, label, true),
            (&scores, words, labels, false),
            1.0,
            (&mut self.label_weights.gradient, label, labels),
        );
        add_columns(&scores, &mut self.label_bias.gradient);
        let mut sum_slope = vec![0.0f32; words * label];
        multiply(
            (&scores, words, labels, false),
            (&self.label_weights.values, label, labels, true),
            0.0,
            (&mut sum_slope, words, label),
        );
        for (at, head) in head_rows.into_iter().enumerate() {
            for column in 0..label {
                let from = at * label + column;
                if !positive[from] {
                    continue;
                }
                let value = sum_slope[from] * dropped[from];
                slope[at * projected + 2 * arc + column] += value;
                match head {
                    Some(head) => slope[head * projected + 2 * arc + label + column] += value,
                    None => self.root.gradient[arc + column] += value,
                }
            }
        }
        multiply(
            (state, words, width, true),
            (&slope, words, projected, false),
            1.0,
            (&mut self.projection.gradient, width, projected),
        );
        add_columns(&slope, &mut self.projection_bias.gradient);
        let mut back = vec![0.0f32; words * width];
        multiply(
            (&slope, words, projected, false),
            (&self.projection.values, width, projected, true),
            0.0,
            (&mut back, words, width),
        );
        back
    }

    fn step(&mut self, rate: f32) {
        self.steps += 1;
        let number = self.steps;
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
        let square: f32 = all.iter_mut().map(|tensor| tensor.squared_gradient()).sum();
        let length = square.sqrt();
        let scale = if length > 2.0 { 2.0 / length } else { 1.0 };
        for tensor in all {
            tensor.step(rate, scale, number);
        }
    }
}

/// What a batch looks like to the network, some of it hidden by chance.
struct Inputs {
    vectors: Vec<Option<u16>>,
    forms: Vec<u32>,
    affixes: Vec<[u32; 5]>,
}

impl Inputs {
    fn new(batch: &[Example], random: &mut Random) -> Self {
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
