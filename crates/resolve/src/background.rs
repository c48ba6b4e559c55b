//! How rare a word is in news at large.
//!
//! Rarity is taken from a fixed table and not from the collection, so that how much alike two
//! reports are depends on these two alone, and the order in which reports arrive cannot matter.

use crate::words::number_of;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// How many reports the table was counted over, and in how many of them each term stands
/// (at least in four). `cargo run --example background` makes it.
const TABLE: &str = include_str!("../lexicon/background.tsv");

/// The rarity of a term: `ln((N + 1) / (n + 1))` where `n` of `N` reports hold it.
pub(crate) fn rarity(term: u32) -> f32 {
    let background = background();
    background.rarity.get(&term).copied().unwrap_or(background.unseen)
}

struct Background {
    rarity: FxHashMap<u32, f32>,
    unseen: f32,
}

fn background() -> &'static Background {
    static BACKGROUND: OnceLock<Background> = OnceLock::new();
    BACKGROUND.get_or_init(|| {
        let mut rows = TABLE.lines().filter_map(|line| {
            let (term, count) = line.split_once('\t')?;
            Some((term, count.parse::<f32>().ok()?))
        });
        let all = rows.next().map_or(1.0, |(_, count)| count);
        let rarity =
            rows.map(|(term, count)| (number_of(term), ((all + 1.0) / (count + 1.0)).ln())).collect();
        Background { rarity, unseen: (all + 1.0).ln() }
    })
}
