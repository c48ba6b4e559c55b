//! What a run tells: as it goes, and at its end.

use dateline_model::Report;
use dateline_read::Failure;
use std::collections::BTreeMap;
use std::time::Duration;

/// What became of the reports of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each counts what it is called")]
pub struct Summary {
    pub new: usize,
    pub unchanged: usize,
    pub changed: usize,
    pub failed: usize,
    /// Read again, though their texts were kept.
    pub again: usize,
    /// Not read again, since another process forgot or changed them meanwhile.
    pub gone: usize,
    /// Reports that were read and not analysed, by their language: dateline reads English.
    pub unread: BTreeMap<&'static str, usize>,
    /// Kept, with something doubtful about them.
    pub doubtful: usize,
    pub found: Found,
    /// Pieces of input that were being read when the run was stopped.
    pub given_up: usize,
    /// Whether the links were left to the next run.
    pub is_unlinked: bool,
    /// How long it took to keep and link them, beside the reading.
    pub linking: Duration,
}

/// What was found in the reports that were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each counts what it is called")]
pub struct Found {
    pub statements: usize,
    pub events: usize,
    pub figures: usize,
    pub times: usize,
    pub places: usize,
}

/// What a run has just done.
#[derive(Debug)]
pub enum Progress<'a> {
    /// One report was read, or was known already.
    Report(&'a Report),
    /// One could not be read, or there is something to tell of it.
    Failed(&'a Failure),
    /// All are kept; the links between them are being made.
    Linking,
}
