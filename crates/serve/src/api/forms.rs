//! The forms that parameters of questions have, and those that several questions take.

use dateline_ask::TableName;
use dateline_model::{EventAct, StatementAct};
use serde_json::{Value, json};

/// A year, a month or a day, as a regular expression of JSON Schema (ECMA-262).
const DAY: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])|-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|-(0[469]|11)-(0[1-9]|[12][0-9]|30)\
                   |-02-(0[1-9]|1[0-9]|2[0-8]))?$";

/// One thing that a question takes.
pub struct Takes {
    /// Its name.
    pub name: &'static str,
    /// Its form.
    pub form: Form,
    /// What it is, for people and models.
    pub meaning: &'static str,
}

/// The form of a parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Any words.
    Text,
    /// A day, month or year.
    Day,
    /// A table of the record.
    Table,
    /// What a speaker does by saying something.
    StatementAct,
    /// PLOVER's root.
    EventAct,
    /// A number from 0 to 1.
    Share,
    /// How many items a page has.
    Limit,
    /// How many days.
    Days,
    /// Where a list goes on.
    Cursor,
}

pub(super) const fn takes(name: &'static str, form: Form, meaning: &'static str) -> Takes {
    Takes { name, form, meaning }
}

pub(super) const LIMIT: Takes = takes("limit", Form::Limit, "how many items");
pub(super) const CURSOR: Takes = takes("cursor", Form::Cursor, "`next` of the page before");
pub(super) const SINCE: Takes = takes("since", Form::Day, "from this day, month or year on");
pub(super) const UNTIL: Takes = takes("until", Form::Day, "up to this day, month or year");
pub(super) const SOURCE: Takes = takes("source", Form::Text, "the outlet");
pub(super) const PLACE: Takes = takes("place", Form::Text, "a place that the report names");
pub(super) const STORY: Takes = takes("story", Form::Text, "only in this story (its id)");
pub(super) const ID: Takes = takes("id", Form::Text, "an id, or the first letters of it");

/// The names of tables.
pub const TABLES: [&str; TableName::ALL.len()] = TableName::NAMES;

/// What a speaker does by saying something.
pub const STATEMENT_ACTS: [&str; 22] = StatementAct::NAMES;

/// PLOVER's roots.
pub const EVENT_ACTS: [&str; 16] = EventAct::NAMES;

impl Form {
    /// Its JSON schema.
    pub fn schema(self) -> Value {
        match self {
            Form::Text => json!({ "type": "string", "minLength": 1, "pattern": "\\S" }),
            // Days that there are; 29 February is left to who asks.
            Form::Day => json!({ "type": "string", "pattern": DAY }),
            Form::Table => json!({ "type": "string", "enum": TABLES }),
            Form::StatementAct => json!({ "type": "string", "enum": STATEMENT_ACTS }),
            Form::EventAct => json!({ "type": "string", "enum": EVENT_ACTS }),
            Form::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
            Form::Limit => json!({ "type": "integer", "minimum": 1, "maximum": 500, "default": 50 }),
            Form::Days => json!({ "type": "integer", "minimum": 1, "maximum": 200 }),
            Form::Cursor => json!({ "type": "string", "pattern": "^c[0-9a-z]{1,5}$" }),
        }
    }
}
