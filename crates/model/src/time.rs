//! Expressions of time.

use crate::{Edtf, Excerpt, Id};
use serde::{Deserialize, Serialize};

/// One expression of time: EDTF for people, TIMEX3 for the field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// Derived from content.
    pub id: Id,
    /// The report it stands in.
    pub report: Id,
    /// Where it stands.
    pub span: Excerpt,
    /// The day or stretch of days; none for durations, sets and what cannot be resolved.
    pub edtf: Option<Edtf>,
    /// TIMEX3's type and value.
    pub timex3: Timex3,
    /// How sure the value is, from 0 to 1.
    #[serde(default)]
    pub confidence: f32,
}

/// Type and value after TimeML 1.2.1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timex3 {
    /// Which kind of expression.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// ISO 8601 with TIMEX3's extensions.
    pub value: String,
}

/// TIMEX3's kinds of expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A day or a calendar stretch.
    Date,
    /// Within a day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// When something was said or done: the words and the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The words.
    pub span: Excerpt,
    /// The day or stretch of days.
    pub edtf: Option<Edtf>,
}
