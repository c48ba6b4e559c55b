//! Names and noun phrases that stand for a party or place.

use crate::{Excerpt, Id};
use serde::{Deserialize, Serialize};

/// One name, pronoun or noun phrase for a party or place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Derived from content.
    pub id: Id,
    /// The report it stands in.
    pub report: Id,
    /// Where it stands.
    pub span: Excerpt,
    /// What kind of thing it names.
    pub kind: MentionKind,
    /// Shared by all mentions of one thing in the report.
    pub entity: Id,
}

/// What kind of thing a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A human being.
    Person,
    /// A party, company, ministry, army, alliance.
    Organization,
    /// A state.
    Country,
    /// A city, region, river, continent.
    Place,
    /// A building, base, road, plant.
    Facility,
    /// A people or adjective of a state ("the Russians", "Russian").
    Nationality,
    /// A role without a name ("the Kremlin spokesman").
    Office,
    /// People without a name ("rebels", "onlookers").
    Group,
}
