//! Which days mattered, and what happened on them.

use crate::Read;
use dateline_model::Id;
use serde::{Deserialize, Serialize};

/// How long a timeline is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineOptions {
    /// How many days; none for all that matter.
    pub days: Option<usize>,
    /// First day that may stand in it (`2025-04-04`).
    pub from: Option<String>,
    /// Last day that may stand in it.
    pub to: Option<String>,
    /// Words that it is about.
    pub about: Option<String>,
    /// Sentences a day; none for one or two.
    pub sentences: Option<usize>,
}

/// One day of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineDay {
    /// `2025-04-04`.
    pub date: String,
    /// What happened.
    pub text: String,
    /// The sentences it is made of.
    pub evidence: Vec<TimelineEvidence>,
}

/// A sentence of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEvidence {
    /// The report.
    pub report: Id,
    /// Code points before it.
    pub start: u32,
    /// Code points before its end.
    pub end: u32,
    /// Exactly that piece of the text.
    pub text: String,
}

/// The days that mattered most, in order, each with the sentences that tell it best.
pub fn timeline(_readings: &[Read<'_>], _options: &TimelineOptions) -> Vec<TimelineDay> {
    Vec::new()
}
