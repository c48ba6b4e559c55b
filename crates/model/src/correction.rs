//! What a person said is wrong in the record.

use crate::{Excerpt, Id, derive_id};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One correction, bound to the words it is about, so that it outlives another reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Derived from content.
    #[serde(default)]
    pub id: Id,
    /// What it is about.
    pub target: Target,
    /// What it does.
    pub does: Does,
    /// Which field is set ("act", "speakers.0.name").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The value that is set, the other item or names, or the note.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub value: Value,
    /// Who says so.
    pub by: String,
    /// When, as an RFC 3339 instant.
    pub at: String,
}

/// What a correction is about: an item by its words, or a person by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The report it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Id>,
    /// Its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Excerpt>,
    /// `statement event figure person`.
    pub kind: String,
    /// The person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What a correction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Does {
    /// It is not so at all.
    Reject,
    /// A field is otherwise.
    Set,
    /// These are one.
    Merge,
    /// These are not one.
    Split,
    /// Both items say or do the same.
    Same,
    /// They do not.
    NotSame,
    /// Something to know about it.
    Note,
}

impl Correction {
    /// The same with the id that its content gives it.
    #[must_use]
    pub fn with_id(mut self) -> Correction {
        let target = serde_json::to_string(&self.target).unwrap_or_default();
        let does = serde_json::to_string(&self.does).unwrap_or_default();
        let (field, value) = (self.field.clone().unwrap_or_default(), self.value.to_string());
        self.id = derive_id("correction", &[&target, &does, &field, &value, &self.by, &self.at]);
        self
    }

    /// Whether it is about something that stands at these words: the same ones, or ones that share
    /// most of both, since another reader may draw the line elsewhere.
    pub fn is_about(&self, kind: &str, start: u32, end: u32) -> bool {
        let Some(span) = self.target.span.as_ref().filter(|_| self.target.kind == kind) else { return false };
        shares_most((span.start, span.end), (start, end))
    }
}

/// Whether two stretches share at least half of what they cover together.
pub fn shares_most((start, end): (u32, u32), (other_start, other_end): (u32, u32)) -> bool {
    let shared = end.min(other_end).saturating_sub(start.max(other_start));
    let whole = end.max(other_end).saturating_sub(start.min(other_start));
    shared > 0 && shared * 2 >= whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_finds_its_words_again() {
        let correction = Correction {
            id: Id::default(),
            target: Target {
                report: Some("r".into()),
                span: Some(Excerpt { start: 10, end: 30, text: "x".to_owned() }),
                kind: "statement".to_owned(),
                name: None,
            },
            does: Does::Reject,
            field: None,
            value: Value::Null,
            by: "desk".to_owned(),
            at: "1995-11-22T10:00:00Z".to_owned(),
        }
        .with_id();
        assert!(correction.is_about("statement", 12, 34));
        assert!(!correction.is_about("statement", 28, 60));
        assert!(!correction.is_about("event", 10, 30));
        assert_eq!(correction.clone().with_id().id, correction.id);
    }
}
