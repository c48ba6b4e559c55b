//! A quantity that somebody gives.

use crate::{Excerpt, Id, PlaceRef, When};
use serde::{Deserialize, Serialize};

/// One quantity with its bounds. "at least four" is 4 and up, "more than 30" of
/// counted things 31 and up, "about 200" 200 and approximate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Derived from content.
    pub id: Id,
    /// The report it stands in.
    pub report: Id,
    /// The words that give it.
    pub evidence: Excerpt,
    /// The least it can be.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// Whether the words leave it open ("about", "nearly").
    pub approximate: bool,
    /// What it measures: killed injured missing detained displaced drones missiles troops
    /// money percent distance duration, or the head of what is counted.
    pub what: String,
    /// ISO 4217 code, "km", "percent", "hours" …
    pub unit: Option<String>,
    /// What is counted, as printed.
    pub of: Option<Excerpt>,
    /// When.
    pub when: Option<When>,
    /// Where.
    pub place: Option<PlaceRef>,
    /// The statement it stands in; none where the report itself gives it.
    pub account: Option<Id>,
    /// The event it belongs to.
    pub event: Option<Id>,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}
