//! The measures of CoNLL 2011/2012: MUC, B³ and CEAF-e, and the mean of their F1 (Pradhan et al. 2014,
//! "Scoring coreference partitions of predicted mentions").

use rustc_hash::FxHashMap;

/// A mention: the document and its head word.
pub type Mention = (u32, u32);
/// Mentions of one thing.
pub type Chain = Vec<Mention>;

/// Numerators and denominators of recall and precision, to be summed over documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    recall: [f64; 2],
    precision: [f64; 2],
}

impl Tally {
    fn add(&mut self, other: Tally) {
        for at in 0..2 {
            self.recall[at] += other.recall[at];
            self.precision[at] += other.precision[at];
        }
    }

    /// Recall, precision and F1.
    pub fn scores(&self) -> [f64; 3] {
        let share = |[part, whole]: [f64; 2]| if whole > 0.0 { part / whole } else { 0.0 };
        let (recall, precision) = (share(self.recall), share(self.precision));
        let f1 = if recall + precision > 0.0 { 2.0 * recall * precision / (recall + precision) } else { 0.0 };
        [recall, precision, f1]
    }
}

/// The three measures over some documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// Links (Vilain et al. 1995).
    pub muc: Tally,
    /// Mentions (Bagga and Baldwin 1998).
    pub b_cubed: Tally,
    /// Entities, aligned one to one with φ4 (Luo 2005).
    pub ceaf: Tally,
}

impl Scores {
    /// Adds one document; chains of one mention are left out on both sides.
    pub fn add(&mut self, key: &[Chain], response: &[Chain]) {
        let key: Vec<Chain> = key.iter().filter(|chain| chain.len() > 1).cloned().collect();
        let response: Vec<Chain> = response.iter().filter(|chain| chain.len() > 1).cloned().collect();
        self.muc.add(Tally { recall: muc(&key, &response), precision: muc(&response, &key) });
        self.b_cubed.add(Tally { recall: b_cubed(&key, &response), precision: b_cubed(&response, &key) });
        let similarity = ceaf(&key, &response);
        self.ceaf.add(Tally {
            recall: [similarity, key.len() as f64],
            precision: [similarity, response.len() as f64],
        });
    }

    /// The mean of the three F1.
    pub fn mean(&self) -> f64 {
        (self.muc.scores()[2] + self.b_cubed.scores()[2] + self.ceaf.scores()[2]) / 3.0
    }
}

fn places(chains: &[Chain]) -> FxHashMap<Mention, usize> {
    chains
        .iter()
        .enumerate()
        .flat_map(|(number, chain)| chain.iter().map(move |&mention| (mention, number)))
        .collect()
}

fn muc(key: &[Chain], response: &[Chain]) -> [f64; 2] {
    let places = places(response);
    let mut sums = [0.0; 2];
    for chain in key {
        let mut parts: Vec<usize> = chain.iter().filter_map(|mention| places.get(mention).copied()).collect();
        let missing = chain.len() - parts.len();
        parts.sort_unstable();
        parts.dedup();
        sums[0] += (chain.len() - parts.len() - missing) as f64;
        sums[1] += (chain.len() - 1) as f64;
    }
    sums
}

fn b_cubed(key: &[Chain], response: &[Chain]) -> [f64; 2] {
    let places = places(response);
    let mut sums = [0.0; 2];
    for chain in key {
        let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
        for place in chain.iter().filter_map(|mention| places.get(mention)) {
            *counts.entry(*place).or_default() += 1;
        }
        let shared: usize = counts.values().map(|count| count * count).sum();
        sums[0] += shared as f64 / chain.len() as f64;
        sums[1] += chain.len() as f64;
    }
    sums
}

fn ceaf(key: &[Chain], response: &[Chain]) -> f64 {
    if key.is_empty() || response.is_empty() {
        return 0.0;
    }
    let places = places(response);
    let size = key.len().max(response.len());
    let mut similar = vec![vec![0.0; size]; size];
    for (row, chain) in key.iter().enumerate() {
        for place in chain.iter().filter_map(|mention| places.get(mention)) {
            similar[row][*place] += 2.0 / (chain.len() + response[*place].len()) as f64;
        }
    }
    assignment(&similar)
}

/// The largest sum of one value a row and column (Kuhn 1955, in the form with potentials).
fn assignment(values: &[Vec<f64>]) -> f64 {
    let size = values.len();
    let cost = |row: usize, column: usize| -values[row - 1][column - 1];
    let (mut of_rows, mut of_columns) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut matched = vec![0usize; size + 1];
    for row in 1..=size {
        let mut way = vec![0usize; size + 1];
        let mut least = vec![f64::INFINITY; size + 1];
        let mut used = vec![false; size + 1];
        let mut column = 0;
        matched[0] = row;
        while matched[column] != 0 {
            used[column] = true;
            let (at, mut delta, mut next) = (matched[column], f64::INFINITY, 0);
            for other in 1..=size {
                if used[other] {
                    continue;
                }
                let reduced = cost(at, other) - of_rows[at] - of_columns[other];
                if reduced < least[other] {
                    least[other] = reduced;
                    way[other] = column;
                }
                if least[other] < delta {
                    delta = least[other];
                    next = other;
                }
            }
            for other in 0..=size {
                if used[other] {
                    of_rows[matched[other]] += delta;
                    of_columns[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            matched[column] = matched[way[column]];
            column = way[column];
        }
    }
    (1..=size)
        .filter(|&column| matched[column] != 0)
        .map(|column| values[matched[column] - 1][column - 1])
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains(chains: &[&[u32]]) -> Vec<Chain> {
        chains.iter().map(|chain| chain.iter().map(|&head| (0, head)).collect()).collect()
    }

    #[test]
    fn the_key_itself_is_perfect() {
        let key = chains(&[&[1, 2, 3], &[4, 5]]);
        let mut scores = Scores::default();
        scores.add(&key, &key);
        assert!((scores.mean() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_cut_and_a_merge_are_counted() {
        // The example of Pradhan et al. 2014: {a b c} {d e f g} against {a b} {c d} {f g h i}.
        let key = chains(&[&[1, 2, 3], &[4, 5, 6, 7]]);
        let response = chains(&[&[1, 2], &[3, 4], &[6, 7, 8, 9]]);
        let mut scores = Scores::default();
        scores.add(&key, &response);
        let near = |value: f64, expected: f64| (value - expected).abs() < 0.005;
        let [recall, precision, _] = scores.muc.scores();
        assert!(near(recall, 0.40) && near(precision, 0.40), "{recall} {precision}");
        let [recall, precision, _] = scores.b_cubed.scores();
        assert!(near(recall, 0.42) && near(precision, 0.50), "{recall} {precision}");
        let [recall, precision, _] = scores.ceaf.scores();
        assert!(near(recall, 0.65) && near(precision, 0.43), "{recall} {precision}");
    }
}
