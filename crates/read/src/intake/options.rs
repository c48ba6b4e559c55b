//! How inputs are read.

/// How inputs are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The most bytes of one document, line or archived page; longer ones are left out, with a
    /// failure. Archives and JSON Lines may have any length.
    pub largest_document: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { largest_document: 64 << 20 }
    }
}
