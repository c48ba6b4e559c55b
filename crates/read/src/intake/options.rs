//! How inputs are read.

use super::run::Run;
use crate::fields::Mapping;

/// How inputs are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The most bytes of one document or archived page; longer ones are left out, with a failure.
    /// Archives and JSON Lines may have any length.
    pub largest_document: u64,
    /// The most bytes of one line of JSON Lines or row of a table; longer ones are left out, with a
    /// failure.
    pub largest_line: u64,
    /// The most bytes of one report's text; longer ones are left out, with a failure.
    pub largest_text: usize,
    /// The most bytes that one packed file may unpack to, all that is packed in it counted; the rest
    /// is left out, with a failure. None: 200 times its size, and 32 MB in any case.
    pub most_unpacked: Option<u64>,
    /// Hosts (as `name` or `name:port`) of addresses that may be private or of this machine.
    pub allowed: Vec<String>,
    /// What the user said of columns and keys.
    pub mapping: Mapping,
    /// The run, which may be stopped.
    pub run: Run,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            largest_document: 64 << 20,
            largest_line: 16 << 20,
            largest_text: 4 << 20,
            most_unpacked: None,
            allowed: Vec::new(),
            mapping: Mapping::default(),
            run: Run::default(),
        }
    }
}
