//! How inputs are read.

use crate::fields::Mapping;

/// How inputs are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The most bytes of one document, line or archived page; longer ones are left out, with a
    /// failure. Archives and JSON Lines may have any length.
    pub largest_document: u64,
    /// The most bytes of one report's text; longer ones are left out, with a failure.
    pub largest_text: usize,
    /// What the user said of columns and keys.
    pub mapping: Mapping,
}

impl Default for Options {
    fn default() -> Self {
        Options { largest_document: 64 << 20, largest_text: 4 << 20, mapping: Mapping::default() }
    }
}
