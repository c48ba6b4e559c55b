//! How rare a word is: in news at large, and in what the record holds of the weeks around a day.
//!
//! On a desk that reads of one war "sanctions" tells nothing, and in a table of news at large it is
//! a rare word. So the words of a report are weighed against a *sample of the record's own reports*
//! of the weeks around its day, less those of the days next to it: a word that these hold is
//! background, and one that bursts on the day tells what happened (Kleinberg 2003 calls the matter
//! bursts; the estimate is the usual one with a prior, here the table of news at large). Where the
//! record holds nothing else of those weeks, the table alone counts.

use crate::words::number_of;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// How many reports the table was counted over, and in how many of them each term stands
/// (at least in four). `cargo run --example background` makes it.
const TABLE: &str = include_str!("../lexicon/background.tsv");

/// The rarity of a term in news at large: `ln((N + 1) / (n + 1))` where `n` of `N` reports hold it.
pub(crate) fn rarity(term: u32) -> f32 {
    let at_large = at_large();
    at_large.rarity.get(&term).copied().unwrap_or(at_large.unseen)
}

/// What the record's own reports of some weeks hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Background {
    /// How many reports of the sample hold each term.
    holders: FxHashMap<u32, u32>,
    /// How many reports the sample has.
    reports: u32,
    /// So many reports of the sample weigh as much as the table.
    prior: f32,
}

impl Background {
    /// Of a sample of reports, each with its terms.
    pub(crate) fn of<'t>(sample: impl Iterator<Item = &'t [(u32, f32)]>, prior: f32) -> Background {
        let mut background = Background { prior, ..Background::default() };
        for terms in sample {
            background.reports += 1;
            for (term, _) in terms {
                *background.holders.entry(*term).or_default() += 1;
            }
        }
        background
    }

    /// The rarity of a term: minus the logarithm of the share of reports that hold it, as the
    /// table and the sample together have it.
    pub(crate) fn rarity(&self, term: u32) -> f32 {
        if self.reports == 0 {
            return rarity(term);
        }
        let holders = self.holders.get(&term).copied().unwrap_or_default() as f32;
        let expected = self.prior * (-rarity(term)).exp();
        -((expected + holders) / (self.prior + self.reports as f32)).ln()
    }
}

struct AtLarge {
    rarity: FxHashMap<u32, f32>,
    unseen: f32,
}

fn at_large() -> &'static AtLarge {
    static AT_LARGE: OnceLock<AtLarge> = OnceLock::new();
    AT_LARGE.get_or_init(|| {
        let mut rows = TABLE.lines().filter_map(|line| {
            let (term, count) = line.split_once('\t')?;
            Some((term, count.parse::<f32>().ok()?))
        });
        let all = rows.next().map_or(1.0, |(_, count)| count);
        let rarity =
            rows.map(|(term, count)| (number_of(term), ((all + 1.0) / (count + 1.0)).ln())).collect();
        AtLarge { rarity, unseen: (all + 1.0).ln() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_weeks_around_hold_tells_nothing() {
        let (war, market) = (number_of("war"), number_of("market"));
        let desk = vec![vec![(war, 1.0)]; 100];
        let background = Background::of(desk.iter().map(Vec::as_slice), 50.0);
        assert!(background.rarity(war) < 0.5, "{}", background.rarity(war));
        assert!(background.rarity(market) > rarity(market), "none of a hundred holds it");
        let nothing = Background::of(std::iter::empty(), 50.0);
        assert_eq!(nothing.rarity(war), rarity(war));
    }
}
