//! What an actor said and did about an issue, in order, with the changes.

use crate::Read;
use dateline_model::{Excerpt, Id};
use serde::{Deserialize, Serialize};

/// What positions are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Any words ("ceasefire", "peace plan").
    pub words: String,
}

/// One actor's statements and deeds about the issue, in the order of their days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    /// The state (ISO 3166-1 alpha-3), body or person.
    pub actor: String,
    /// What they said and did.
    pub marks: Vec<Mark>,
    /// Where the position changed.
    pub changes: Vec<Change>,
}

/// One statement or deed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Its day.
    pub day: Option<String>,
    /// Who said or did it, by name.
    pub by: String,
    /// Their office, where it is printed.
    pub office: Option<String>,
    /// The act: of a statement ("deny") or an event ("REJECT").
    pub act: String,
    /// From -1 (against) to 1 (for); 0 where it takes no side.
    pub stance: f32,
    /// The statement or event.
    pub record: Id,
    /// The report.
    pub report: Id,
    /// Its words.
    pub evidence: Excerpt,
}

/// A change of position: the two marks it lies between, as indices into the lane's marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The last mark of the old position.
    pub from: usize,
    /// The first mark of the new one.
    pub to: usize,
}

/// Who stands where on an issue: a lane for each actor, those with changes first.
pub fn positions(_readings: &[Read<'_>], _issue: &Issue) -> Vec<Lane> {
    Vec::new()
}
