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
    /// Whether somebody gives it as true.
    #[serde(default)]
    pub status: FigureStatus,
    /// The figure that includes it: "seven, *including two children*".
    #[serde(default)]
    pub part_of: Option<Id>,
    /// The day up to which a running total was counted: "210 *by 3 March*".
    #[serde(default)]
    pub as_of: Option<When>,
    /// In how long so many come to be: "40 *a day*".
    #[serde(default)]
    pub rate: Option<Rate>,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}

/// Whether somebody gives a figure as true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureStatus {
    /// "Five were killed."
    #[default]
    Given,
    /// "The army denied that it had killed 30."
    Denied,
    /// "It could have killed 50."
    Hypothetical,
    /// "4,000 people are to be evacuated."
    Planned,
    /// "Six died, not eight as first reported."
    Superseded,
}

impl FigureStatus {
    /// As the record writes it.
    pub const fn name(self) -> &'static str {
        match self {
            FigureStatus::Given => "given",
            FigureStatus::Denied => "denied",
            FigureStatus::Hypothetical => "hypothetical",
            FigureStatus::Planned => "planned",
            FigureStatus::Superseded => "superseded",
        }
    }
}

/// In how long so many come to be: "40 a day", "33 million cubic metres an hour".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the plain English word")]
pub enum Rate {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Month,
    Quarter,
    Year,
}

impl Rate {
    /// As the record writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Rate::Second => "second",
            Rate::Minute => "minute",
            Rate::Hour => "hour",
            Rate::Day => "day",
            Rate::Night => "night",
            Rate::Week => "week",
            Rate::Month => "month",
            Rate::Quarter => "quarter",
            Rate::Year => "year",
        }
    }
}
