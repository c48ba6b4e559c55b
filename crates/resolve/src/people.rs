//! One person under many names, with the offices that reports gave them.

use crate::Read;
use dateline_model::{Id, Person};
use serde::{Deserialize, Serialize};

/// A person as one report names them: all that is needed to tell who is who across reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// The report.
    pub report: Id,
    /// Its day.
    pub day: Option<String>,
    /// The entity in that report.
    pub entity: Id,
    /// The fullest name.
    pub name: String,
    /// The other names it prints.
    pub also: Vec<String>,
    /// Office, as printed, and the state or body it belongs to.
    pub offices: Vec<(String, Option<String>)>,
}

impl Sighting {
    /// The people that one report names.
    pub fn of(_read: Read<'_>) -> Vec<Sighting> {
        Vec::new()
    }

    /// Sightings with different keys are never one person: who keeps sightings under this key
    /// need look again only at the keys that a new report touches.
    pub fn key(&self) -> String {
        String::new()
    }
}

/// Who is who: one [`Person`] for all sightings of them, in the order of names.
pub fn people(_sightings: &[Sighting]) -> Vec<Person> {
    Vec::new()
}
