//! Somebody says something.

use crate::{Excerpt, Id, When};
use serde::{Deserialize, Serialize};

/// One statement: who said what, to whom, and what was done by saying it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Derived from content.
    pub id: Id,
    /// The report it stands in.
    pub report: Id,
    /// From its speaker to the end of what was said.
    pub evidence: Excerpt,
    /// Who said it; empty where nobody is named.
    pub speakers: Vec<Speaker>,
    /// The words that show it is said; none where a quotation stands alone.
    pub cue: Option<Cue>,
    /// What was said, in one or more pieces.
    pub content: Vec<Excerpt>,
    /// In their words or the report's.
    pub manner: Manner,
    /// What the speaker does by saying it.
    pub act: StatementAct,
    /// Whether the act is negated ("did not say that …").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub negated: bool,
    /// To whom.
    pub addressee: Vec<Speaker>,
    /// Where, or through which medium.
    pub venue: Option<Venue>,
    /// Who passed it on ("X, quoted by Y").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Speaker>,
    /// The day, where the report gives one.
    pub said: Option<When>,
    /// The statement that it goes on quoting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<Id>,
    /// The statement that it stands in.
    pub account: Option<Id>,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}

/// A speaker, or whoever is spoken to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The mention beside the statement, as printed.
    pub span: Excerpt,
    /// The fullest name that the report gives.
    pub name: String,
    /// The entity of the mention.
    pub entity: Option<Id>,
    /// As printed, less the country ("Foreign Secretary").
    pub office: Option<String>,
    /// The state (ISO 3166-1 alpha-3) or body it belongs to.
    pub of: Option<String>,
}

/// The words that show that something is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Where they stand.
    pub span: Excerpt,
    /// Their head in its dictionary form ("say", "according to").
    pub lemma: String,
}

/// Where something was said, or through which medium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Where it stands.
    pub span: Excerpt,
}

/// In whose words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// All in quotation marks.
    Direct,
    /// None in quotation marks.
    Indirect,
    /// Part in quotation marks.
    Mixed,
}

/// What a speaker does by saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the plain English verb")]
pub enum StatementAct {
    State,
    Report,
    Accuse,
    Criticize,
    Demand,
    Appeal,
    Propose,
    Offer,
    Pledge,
    Agree,
    Accept,
    Reject,
    Refuse,
    Deny,
    Threaten,
    Warn,
    Praise,
    Thank,
    Apologize,
    Ask,
    Announce,
    Confirm,
}

impl StatementAct {
    /// All of them, in the order of [`StatementAct::NAMES`].
    pub const ALL: [StatementAct; 22] = [
        StatementAct::State,
        StatementAct::Report,
        StatementAct::Accuse,
        StatementAct::Criticize,
        StatementAct::Demand,
        StatementAct::Appeal,
        StatementAct::Propose,
        StatementAct::Offer,
        StatementAct::Pledge,
        StatementAct::Agree,
        StatementAct::Accept,
        StatementAct::Reject,
        StatementAct::Refuse,
        StatementAct::Deny,
        StatementAct::Threaten,
        StatementAct::Warn,
        StatementAct::Praise,
        StatementAct::Thank,
        StatementAct::Apologize,
        StatementAct::Ask,
        StatementAct::Announce,
        StatementAct::Confirm,
    ];

    /// How they are written in the record.
    pub const NAMES: [&'static str; 22] = [
        "state",
        "report",
        "accuse",
        "criticize",
        "demand",
        "appeal",
        "propose",
        "offer",
        "pledge",
        "agree",
        "accept",
        "reject",
        "refuse",
        "deny",
        "threaten",
        "warn",
        "praise",
        "thank",
        "apologize",
        "ask",
        "announce",
        "confirm",
    ];

    /// How it is written in the record.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The one of a name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_records_own() {
        for (act, name) in StatementAct::ALL.into_iter().zip(StatementAct::NAMES) {
            assert_eq!(serde_json::to_value(act).unwrap(), name);
            assert_eq!((act.name(), StatementAct::named(name)), (name, Some(act)));
        }
    }
}
