//! A linear-chain conditional random field, trained by stochastic gradient with AdaGrad's steps
//! (Duchi et al. 2011).

use dateline_language::names::{TAGS, UNSEEN, may_follow};

/// A sentence as the trainer sees it.
pub struct Example {
    /// The features of each word, as rows of the weights.
    pub features: Vec<Vec<u32>>,
    /// Its tags.
    pub tags: Vec<u8>,
    /// How much it counts.
    pub weight: f32,
}

/// Weights while they are learned.
pub struct Chain {
    /// A row a feature.
    pub weights: Vec<[f32; TAGS]>,
    squares: Vec<[f32; TAGS]>,
    /// From tag to tag.
    pub transitions: [[f32; TAGS]; TAGS],
    transition_squares: [[f32; TAGS]; TAGS],
    rate: f32,
    decay: f32,
}

impl Chain {
    /// All zero.
    pub fn new(rows: usize, rate: f32, decay: f32) -> Self {
        Chain {
            weights: vec![[0.0; TAGS]; rows],
            squares: vec![[0.0; TAGS]; rows],
            transitions: [[0.0; TAGS]; TAGS],
            transition_squares: [[0.0; TAGS]; TAGS],
            rate,
            decay,
        }
    }

    /// How well each tag fits each word.
    pub fn emissions(&self, features: &[Vec<u32>]) -> Vec<[f32; TAGS]> {
        features
            .iter()
            .map(|rows| {
                let mut sum = [0.0; TAGS];
                if rows.is_empty() {
                    sum[0] = UNSEEN;
                }
                for &row in rows {
                    for (sum, weight) in sum.iter_mut().zip(&self.weights[row as usize]) {
                        *sum += weight;
                    }
                }
                sum
            })
            .collect()
    }

    /// One step on one sentence; `keep` says which features count this time. The loss is returned.
    pub fn learn(&mut self, example: &Example) -> f32 {
        let emissions = self.emissions(&example.features);
        let count = emissions.len();
        if count == 0 {
            return 0.0;
        }
        let (forward, backward, total) = self.sums(&emissions);
        let mut gradient_transitions = [[0.0f32; TAGS]; TAGS];
        let mut loss = total;
        for at in 0..count {
            let gold = usize::from(example.tags[at]);
            let mut gradient = [0.0f32; TAGS];
            for tag in 0..TAGS {
                gradient[tag] = -(forward[at][tag] + backward[at][tag] - total).exp();
            }
            gradient[gold] += 1.0;
            loss -= emissions[at][gold];
            if at > 0 {
                let before_gold = usize::from(example.tags[at - 1]);
                loss -= self.transitions[before_gold][gold];
                gradient_transitions[before_gold][gold] += 1.0;
                for before in 0..TAGS {
                    for tag in 0..TAGS {
                        if may_follow(before, tag) {
                            let score = forward[at - 1][before]
                                + self.transitions[before][tag]
                                + emissions[at][tag]
                                + backward[at][tag]
                                - total;
                            gradient_transitions[before][tag] -= score.exp();
                        }
                    }
                }
            }
            if gradient.iter().all(|value| value.abs() < 1e-3) {
                continue;
            }
            for &row in &example.features[at] {
                let row = row as usize;
                for tag in 0..TAGS {
                    let weight = &mut self.weights[row][tag];
                    let slope = example.weight * gradient[tag] - self.decay * *weight;
                    if slope.abs() > 1e-6 {
                        let square = &mut self.squares[row][tag];
                        *square += slope * slope;
                        *weight += self.rate * slope / (square.sqrt() + 1e-4);
                    }
                }
            }
        }
        for before in 0..TAGS {
            for tag in 0..TAGS {
                let slope = example.weight * gradient_transitions[before][tag];
                if slope != 0.0 {
                    let square = &mut self.transition_squares[before][tag];
                    *square += slope * slope;
                    self.transitions[before][tag] += self.rate * slope / (square.sqrt() + 1e-4);
                }
            }
        }
        loss
    }

    fn sums(&self, emissions: &[[f32; TAGS]]) -> (Vec<[f32; TAGS]>, Vec<[f32; TAGS]>, f32) {
        const NEVER: f32 = -1e9;
        let count = emissions.len();
        let mut forward = vec![[NEVER; TAGS]; count];
        let mut backward = vec![[0.0; TAGS]; count];
        for tag in 0..TAGS {
            if may_follow(0, tag) {
                forward[0][tag] = emissions[0][tag];
            }
        }
        for at in 1..count {
            for tag in 0..TAGS {
                let scores: [f32; TAGS] = std::array::from_fn(|before| {
                    if may_follow(before, tag) {
                        forward[at - 1][before] + self.transitions[before][tag]
                    } else {
                        NEVER
                    }
                });
                forward[at][tag] = log_sum(&scores) + emissions[at][tag];
            }
        }
        for at in (0..count - 1).rev() {
            for before in 0..TAGS {
                let scores: [f32; TAGS] = std::array::from_fn(|tag| {
                    if may_follow(before, tag) {
                        self.transitions[before][tag] + emissions[at + 1][tag] + backward[at + 1][tag]
                    } else {
                        NEVER
                    }
                });
                backward[at][before] = log_sum(&scores);
            }
        }
        (forward.clone(), backward, log_sum(&forward[count - 1]))
    }
}

fn log_sum(scores: &[f32; TAGS]) -> f32 {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    most + scores.iter().map(|score| (score - most).exp()).sum::<f32>().ln()
}
