//! The words of `lexicon/events-whereabouts.toml`, read once.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

/// Words that tell where and when a deed was done.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WhereWords {
    pub local: FxHashSet<String>,
    pub venue: FxHashSet<String>,
    pub house: FxHashSet<String>,
    pub host: FxHashSet<String>,
    pub elsewhen: FxHashSet<String>,
    pub span_of_time: FxHashSet<String>,
    pub meeting: FxHashSet<String>,
}

/// As the binary has them.
pub(super) static WHERE: LazyLock<WhereWords> = LazyLock::new(|| {
    dateline_vocabulary::compiled_in(
        "events-whereabouts.toml",
        include_str!("../lexicon/events-whereabouts.toml"),
    )
});
