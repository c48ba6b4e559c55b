//! How much alike two reports are: one text, one story.

use crate::Features;
use crate::alignment::{align, covered_of_first, covered_of_second};

/// Dated reports further apart than this are never held for one story, however alike: the next
/// election, the next quake. (Reports without a day between them may still join them.)
pub(crate) const LONGEST_GAP: i32 = 60;

/// How much alike two reports are in what they are about, from 0 to 1 (the cosine of their
/// term weights), before their days are looked at.
pub(crate) fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut at_a, mut at_b, mut sum) = (0, 0, 0.0);
    while at_a < a.len() && at_b < b.len() {
        match a[at_a].0.cmp(&b[at_b].0) {
            std::cmp::Ordering::Less => at_a += 1,
            std::cmp::Ordering::Greater => at_b += 1,
            std::cmp::Ordering::Equal => {
                sum += a[at_a].1 * b[at_b].1;
                at_a += 1;
                at_b += 1;
            }
        }
    }
    sum
}

/// The terms of one report that many are compared with: a table that is asked for each term of
/// each other, and nearly always says that it is not there.
///
/// A term stands where its lowest bits say, or in the next free place behind; no weight is zero
/// but that of a free place. Terms are hashes, and so spread evenly.
pub(crate) struct Compared(Vec<(u32, f32)>);

impl Compared {
    pub(crate) fn new(terms: &[(u32, f32)]) -> Compared {
        let mut places = vec![(0, 0.0); (terms.len() * 4).next_power_of_two()];
        for &(term, weight) in terms.iter().filter(|(_, weight)| *weight != 0.0) {
            let mut at = term as usize & (places.len() - 1);
            while places[at].1 != 0.0 {
                at = (at + 1) & (places.len() - 1);
            }
            places[at] = (term, weight);
        }
        Compared(places)
    }

    /// The same as [`cosine`].
    pub(crate) fn cosine(&self, other: &[(u32, f32)]) -> f32 {
        other.iter().map(|&(term, weight)| self.weight(term) * weight).sum()
    }

    fn weight(&self, term: u32) -> f32 {
        let mut at = term as usize & (self.0.len() - 1);
        loop {
            let (known, weight) = self.0[at];
            if known == term || weight == 0.0 {
                return weight;
            }
            at = (at + 1) & (self.0.len() - 1);
        }
    }
}

/// By how much likeness counts more or less for the days between two reports: the first up to two
/// days, the second at eight, the third from thirty on; 1 where a day is not known.
pub(crate) fn closeness(a: Option<i32>, b: Option<i32>, [near, middle, far]: [f32; 3]) -> f32 {
    let (Some(a), Some(b)) = (a, b) else { return 1.0 };
    let between = |low: f32, high: f32, share: f32| low + (high - low) * share;
    match a.abs_diff(b) {
        0..=2 => near,
        gap @ 3..=8 => between(near, middle, (gap - 2) as f32 / 6.0),
        gap @ 9..=29 => between(middle, far, (gap - 8) as f32 / 22.0),
        _ => far,
    }
}

/// Whether two reports print one text, and how much of the shorter the longer holds.
///
/// A printed copy is cut from the end, led by a new paragraph or followed by another item, so
/// what it shares begins near its front; a paragraph of background that an agency repeats in
/// each report on a matter, or an item appended to another, does not. Two notices of one form
/// ("declared a quarterly dividend of … payable …") share their form and not what stands in it:
/// they are one text only if they share most of their words, in long stretches or all over.
pub(crate) fn copied(a: &Features, b: &Features) -> Option<f32> {
    const LEAST_SHARED: f32 = 0.4;
    const LEAST_SOLID: f32 = 0.3;
    const MOSTLY: f32 = 0.6;
    const MANY_WORDS: f32 = 60.0;
    const NEARLY_HALF: f32 = 0.45;
    const LEAST_RESEMBLANCE: f32 = 0.28;
    /// So few words are a brief.
    const BRIEF: f32 = 40.0;
    const MOST_OF_BRIEF: f32 = 0.7;
    /// Room for a byline and a new first paragraph.
    const LATEST_START: u32 = 60;
    /// Days within which papers print a text; later only if it is plainly the same.
    const FRESH: u32 = 5;
    const LEAST_SHARED_LATER: f32 = 0.4;

    let (short, long) = if a.prints.len() <= b.prints.len() { (a, b) } else { (b, a) };
    let runs = align(&long.prints, &short.prints);
    let length = short.prints.len().max(1) as f32;
    let covered = covered_of_second(&runs) as f32;
    let solid = runs.iter().map(|run| run.solid).sum::<u32>() as f32;
    if covered < LEAST_SHARED * length || solid < LEAST_SOLID * length {
        return None;
    }
    // Two briefs of three lines tell one thing in like words; only the same words make one of them the other's.
    if length < BRIEF && (covered < MOST_OF_BRIEF * length || solid < MOSTLY * length) {
        return None;
    }
    let is_plain = solid >= MOSTLY * length || (solid >= MANY_WORDS && solid >= NEARLY_HALF * length);
    if !is_plain && resemblance(&short.prints, &long.prints) < LEAST_RESEMBLANCE {
        return None;
    }
    let real = || runs.iter().filter(|run| run.b.1 - run.b.0 >= 6);
    let start_short = real().map(|run| run.b.0).min()?;
    let start_long = real().map(|run| run.a.0).min()?;
    if start_short.max(start_long) >= LATEST_START {
        return None;
    }
    let is_fresh = match (a.day, b.day) {
        (Some(a), Some(b)) => a.abs_diff(b) <= FRESH,
        _ => true,
    };
    if !is_fresh {
        let both = (covered + covered_of_first(&runs) as f32) / 2.0;
        let either = (short.prints.len() + long.prints.len()) as f32 - both;
        if both < LEAST_SHARED_LATER * either {
            return None;
        }
    }
    Some(covered / length)
}

/// Of the runs of five words that either text has, the share that both have (Broder 1997).
fn resemblance(a: &[u16], b: &[u16]) -> f32 {
    const RUN: usize = 5;
    let runs = |prints: &[u16]| {
        let mut runs: Vec<u128> = prints
            .windows(RUN)
            .map(|run| run.iter().fold(0, |whole, &print| whole << 16 | u128::from(print)))
            .collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    };
    let (a, b) = (runs(a), runs(b));
    let both = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
    both as f32 / (a.len() + b.len() - both).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_compared_with_many_is_as_like_as_two_by_themselves() {
        // 3, 16,387 and 32,771 want the same place.
        let (one, other) = (
            [(0, 0.5), (3, 0.7), (16_387, 0.1), (32_771, 0.3)],
            [(0, 0.5), (3, 0.25), (4, 0.5), (32_771, 0.9)],
        );
        assert_eq!(Compared::new(&one).cosine(&other), cosine(&one, &other));
        assert_eq!(Compared::new(&one).cosine(&[]), 0.0);
        assert_eq!(Compared::new(&[]).cosine(&other), 0.0);
    }

    #[test]
    fn days_bring_reports_together_and_move_them_apart() {
        let of = |a, b| closeness(Some(a), Some(b), [1.6, 1.0, 0.9]);
        assert_eq!(of(0, 2), 1.6);
        assert!(of(0, 4) > of(0, 6) && of(0, 6) > 1.0);
        assert!((of(0, 8) - 1.0).abs() < 1e-6);
        assert_eq!(of(100, 0), 0.9);
        assert_eq!(closeness(None, Some(3), [1.6, 1.0, 0.9]), 1.0);
    }
}
