//! One stand: who took it, where, when it was held, and the words it rests on.

use crate::stand::Stance;
use dateline_model::{Excerpt, Id};
use serde::{Deserialize, Serialize};

/// One stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// When it was held, as EDTF, where the report tells; else about the day it was printed (`~`).
    pub held: Option<String>,
    /// The day it was printed.
    pub printed: Option<String>,
    /// Who took it, by name.
    pub by: String,
    /// Their office, where it is known.
    pub office: Option<String>,
    /// For, against, or on a condition.
    pub stance: Stance,
    /// The word that takes it, else what the speaker does by saying it.
    pub act: String,
    /// The statement, where it is one.
    pub record: Option<Id>,
    /// The report.
    pub report: Id,
    /// Its words.
    pub evidence: Excerpt,
    /// How plainly it is said; only plain ones make a change.
    #[serde(skip)]
    pub(crate) strength: f32,
}

impl Mark {
    /// The day it stands at: when it was held, else when it was printed.
    pub fn day(&self) -> Option<&str> {
        self.held.as_deref().or(self.printed.as_deref()).and_then(|day| day.get(..10).or(Some(day)))
    }
}
