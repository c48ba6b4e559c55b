//! Features by their names, hashed into the one table of weights.

use std::fmt::Write;

/// Weights in the table.
pub const SIZE: usize = 1 << 16;

/// What the names of features begin with.
pub(super) const NAMES: &[&str] = &[
    "after capital",
    "after given",
    "after place",
    "after title",
    "bearers",
    "before",
    "before capital",
    "before institution",
    "before state",
    "before that",
    "behind",
    "behind capital",
    "behind that",
    "bias",
    "body",
    "capitals",
    "common",
    "count",
    "country word",
    "first",
    "first word common",
    "first word given",
    "has",
    "kind",
    "last",
    "letters",
    "locative",
    "name",
    "noun",
    "noun kind",
    "origin",
    "size",
    "usage",
    "words",
    "xpos",
];

/// Hashed features in the making.
pub(super) struct Features<'b> {
    pub out: Vec<u32>,
    text: &'b mut String,
}

impl<'b> Features<'b> {
    /// None yet; `text` is where each is written out.
    pub(super) fn new(text: &'b mut String) -> Self {
        Features { out: Vec::with_capacity(48), text }
    }

    /// One more.
    pub(super) fn add(&mut self, feature: std::fmt::Arguments<'_>) {
        self.text.clear();
        if self.text.write_fmt(feature).is_err() {
            return;
        }
        debug_assert!(
            NAMES.iter().any(|name| {
                self.text
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '=']))
            }),
            "{} is not in the set that the trained file is of: name it there",
            self.text
        );
        self.out.push(hash(self.text.as_bytes()));
    }
}

/// FNV-1a: the same on every machine and in every release, as the weights ask.
fn hash(bytes: &[u8]) -> u32 {
    let hash =
        bytes.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) % SIZE as u32
}
