//! Which words of two texts are the same print.

use crate::features::SHINGLE;
use rustc_hash::FxHashMap;

/// A stretch that both texts print, apart from a word here and there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it stands in the first text, in words.
    pub(crate) a: (u32, u32),
    /// Where it stands in the second.
    pub(crate) b: (u32, u32),
    /// How many of its words stand in unbroken stretches of [`SOLID`] words or more: formulas
    /// ("Net profit … vs profit … Revs …") agree in short stretches only.
    pub(crate) solid: u32,
}

const SOLID: usize = 8;

/// The stretches two texts share, in the order of the second; none lies on another in the second.
pub(crate) fn align(a: &[u16], b: &[u16]) -> Vec<Run> {
    let places = Places::of(a);
    let mut runs: Vec<Run> = Vec::new();
    let mut at_b = 0;
    while at_b + SHINGLE <= b.len() {
        let expected = runs.last().map_or(0, |run| run.a.1 as usize);
        let Some(at_a) = places.nearest(&b[at_b..at_b + SHINGLE], expected) else {
            at_b += 1;
            continue;
        };
        let (mut end_a, mut end_b) = (at_a + SHINGLE, at_b + SHINGLE);
        let (mut unbroken, mut solid) = (SHINGLE, 0);
        while let Some((next_a, next_b)) = next_match(a, b, end_a, end_b) {
            if next_a == end_a + 1 && next_b == end_b + 1 {
                unbroken += 1;
            } else {
                solid += if unbroken >= SOLID { unbroken } else { 0 };
                unbroken = 2;
            }
            (end_a, end_b) = (next_a, next_b);
        }
        solid += if unbroken >= SOLID { unbroken } else { 0 };
        let (a, b) = ((at_a as u32, end_a as u32), (at_b as u32, end_b as u32));
        runs.push(Run { a, b, solid: solid as u32 });
        at_b = end_b;
    }
    runs
}

/// How many words of the first text the runs cover.
pub(crate) fn covered_of_first(runs: &[Run]) -> u32 {
    let mut stretches: Vec<(u32, u32)> = runs.iter().map(|run| run.a).collect();
    stretches.sort_unstable();
    let (mut covered, mut end) = (0, 0);
    for (start, stop) in stretches {
        let start = start.max(end);
        if stop > start {
            covered += stop - start;
            end = stop;
        }
    }
    covered
}

/// How many words of the second text the runs cover.
pub(crate) fn covered_of_second(runs: &[Run]) -> u32 {
    runs.iter().map(|run| run.b.1 - run.b.0).sum()
}

/// Where each shingle of a text stands.
struct Places {
    first: FxHashMap<u64, u32>,
    next: Vec<u32>,
}

const NONE: u32 = u32::MAX;
/// A shingle repeated more often than this is looked up among its last places only.
pub(crate) const MOST_PLACES: usize = 16;

impl Places {
    fn of(text: &[u16]) -> Places {
        let mut first = FxHashMap::with_capacity_and_hasher(text.len(), rustc_hash::FxBuildHasher);
        let mut next = vec![NONE; text.len()];
        for (at, shingle) in text.windows(SHINGLE).enumerate() {
            if let Some(before) = first.insert(key(shingle), at as u32) {
                next[at] = before;
            }
        }
        Places { first, next }
    }

    /// The place nearest to where the text is expected to go on.
    fn nearest(&self, shingle: &[u16], expected: usize) -> Option<usize> {
        let mut at = *self.first.get(&key(shingle))?;
        let mut best = at;
        for _ in 0..MOST_PLACES {
            if at.abs_diff(expected as u32) < best.abs_diff(expected as u32) {
                best = at;
            }
            at = self.next[at as usize];
            if at == NONE {
                break;
            }
        }
        Some(best as usize)
    }
}

fn key(shingle: &[u16]) -> u64 {
    shingle.iter().fold(0, |whole, &print| whole << 16 | u64::from(print))
}

/// The ends after the next word both print, stepping over up to three words on each side that
/// a figure changed, a house style or a bad scan made differ ("tonnes", "metric tons").
fn next_match(a: &[u16], b: &[u16], end_a: usize, end_b: usize) -> Option<(usize, usize)> {
    if a.get(end_a)? == b.get(end_b)? {
        return Some((end_a + 1, end_b + 1));
    }
    const STEPS: [(usize, usize); 9] =
        [(1, 1), (1, 0), (0, 1), (2, 2), (1, 2), (2, 1), (3, 3), (2, 0), (0, 2)];
    STEPS.into_iter().find_map(|(step_a, step_b)| {
        let (from_a, from_b) = (end_a + step_a, end_b + step_b);
        let both = a.get(from_a..from_a + 2)? == b.get(from_b..from_b + 2)?;
        both.then_some((from_a + 2, from_b + 2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::printed;

    fn prints(text: &str) -> Vec<u16> {
        printed(text).into_iter().map(|(print, _)| print).collect()
    }

    #[test]
    fn a_changed_figure_and_house_style_do_not_break_a_run() {
        let a = prints(
            "The harbour board said on Monday it would spend 40 mln dlrs on a new centre for travellers",
        );
        let b = prints(
            "The harbor board said on Monday it would spend 45 million dollars on a new center for travelers",
        );
        let runs = align(&a, &b);
        assert_eq!(runs.len(), 1, "{runs:?}");
        assert_eq!(covered_of_second(&runs) as usize, b.len());
        assert_eq!(covered_of_first(&runs) as usize, a.len());
    }

    #[test]
    fn texts_about_one_thing_in_other_words_share_nothing() {
        let a = prints("Egypt and Israel signed two frameworks for peace after thirteen days at Camp David");
        let b =
            prints("After thirteen days of talks two frameworks were signed at the retreat by both leaders");
        assert_eq!(covered_of_second(&align(&a, &b)), 0);
    }
}
