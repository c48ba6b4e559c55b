//! The words of `lexicon/byline.toml`.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
pub(super) struct Lexicon {
    pub labels: Vec<String>,
    pub others: Vec<String>,
    pub openings: Vec<String>,
    pub closings: Vec<String>,
    pub nobody: Vec<String>,
    pub callings: Vec<String>,
    pub collectives: Vec<String>,
    pub author_class: FxHashSet<String>,
    pub other_class: FxHashSet<String>,
    pub elsewhere_class: FxHashSet<String>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../lexicon/byline.toml"))
        .unwrap_or_else(|error| unreachable!("lexicon/byline.toml is read by a test: {error}"))
});
