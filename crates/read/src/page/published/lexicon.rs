//! The words of `lexicon/published.toml`.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

/// The words of `lexicon/published.toml`.
#[derive(Deserialize)]
pub(super) struct Lexicon {
    pub publishing: Vec<String>,
    pub change: Vec<String>,
    pub clock: Vec<String>,
    pub date: FxHashSet<String>,
    pub date_of_publishing: FxHashSet<String>,
    pub other_date: FxHashSet<String>,
    pub today: FxHashSet<String>,
    pub elsewhere: FxHashSet<String>,
    pub comments: FxHashSet<String>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../lexicon/published.toml"))
        .unwrap_or_else(|error| unreachable!("lexicon/published.toml is read by a test: {error}"))
});
