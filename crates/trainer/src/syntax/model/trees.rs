//! Learning tags, heads and relations from what the layers say.

use super::{Loss, Model, add_columns, cross_entropy, drop_out, repeat};
use crate::random::Random;
use crate::syntax::examples::Example;
use crate::syntax::tensor::multiply;
use dateline_language::syntax::Sizes;
use dateline_language::syntax::network::{DISTANCES, distance_class};
use std::ops::Range;

impl Model {
    pub(super) fn learn_tags(
        &mut self,
        state: &[f32],
        batch: &[Example],
        scale: f32,
        loss: &mut Loss,
    ) -> Vec<f32> {
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
    pub(super) fn learn_trees(
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
                let Some(gold) = example.heads[dependent] else {
                    row.fill(0.0);
                    continue;
                };
                loss.heads += cross_entropy(row, gold as usize, scale);
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
            for (at, head) in sentence.clone().zip(&example.heads) {
                let head = head.unwrap_or(0);
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
        let gold = batch.iter().flat_map(|example| example.labels.iter().zip(&example.heads));
        for (row, (&gold, head)) in scores.chunks_exact_mut(labels).zip(gold) {
            match head {
                Some(_) => loss.labels += cross_entropy(row, usize::from(gold), scale),
                None => row.fill(0.0),
            }
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
}
