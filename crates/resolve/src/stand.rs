//! The nouns of positions: who holds a stand, where they stand, and what was said of it.

use crate::verbs::Ending;
use serde::{Deserialize, Serialize};

/// Who holds a stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    /// The state (ISO 3166-1 alpha-3) or body; none for private voices.
    pub(crate) side: Option<String>,
    pub(crate) name: String,
    pub(crate) office: Option<String>,
}

impl Holder {
    pub(crate) fn is_official(&self) -> bool {
        self.side.is_some()
    }

    /// Whether both speak for one side, or are one private voice.
    pub(crate) fn is_of_one_side(&self, other: &Holder) -> bool {
        match (&self.side, &other.side) {
            (Some(one), Some(other)) => one == other,
            _ => self.name == other.name,
        }
    }
}

/// Where somebody stands on an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Wants it.
    For,
    /// Does not.
    Against,
    /// Only on a condition.
    Conditional,
    /// Takes no side that could be read.
    Unclear,
}

/// A stand as a sentence gives it.
#[derive(Clone, Debug)]
pub(crate) struct Stand {
    /// None where it is the speaker's.
    pub(crate) holder: Option<Holder>,
    pub(crate) stance: Stance,
    /// How plainly it is said.
    pub(crate) strength: f32,
    /// The word that takes it, as printed in the lexicon's sense; empty where an act does.
    pub(crate) word: Option<(usize, usize)>,
}

/// What a sentence says of the speaker of the words from `within` on: the sign of what they do by
/// saying it, if it has one.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) within: std::ops::Range<usize>,
    pub(crate) holder: Holder,
    /// 1, -1; 0 where saying it takes no stand.
    pub(crate) sign: i8,
    /// Whether what is wanted is said to follow from what others do.
    pub(crate) is_threat: bool,
    /// Whether the words only tell what others want.
    pub(crate) tells: bool,
    /// Whether it charges somebody with something, by its verb,
    pub(crate) is_charge: bool,
    /// or by what is said.
    pub(crate) charges: bool,
    /// Whether it is an order in somebody's own words.
    pub(crate) is_order: bool,
    /// Whether it denies.
    pub(crate) is_denial: bool,
    /// The ending of the verb that tells it: a past or "ing".
    pub(crate) verb_ends: Option<Ending>,
}
