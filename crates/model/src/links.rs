//! What several reports show together.

use crate::{Edtf, Id, Statement};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One person under all names, with the offices learned from the reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Derived from content.
    pub id: Id,
    /// The fullest common name.
    pub name: String,
    /// Other spellings seen.
    pub aliases: Vec<String>,
    /// What the person was called, and on which days.
    pub offices: Vec<OfficeHeld>,
    /// What an authority file of the user's calls the person.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ids: BTreeMap<String, String>,
    /// How many reports name the person.
    #[serde(default)]
    pub weight: u32,
}

/// An office that reports gave a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeHeld {
    /// As printed, less the country.
    pub title: String,
    /// State or body.
    pub of: Option<String>,
    /// First day it was seen.
    pub first: String,
    /// Last day it was seen.
    pub last: String,
    /// In which reports.
    pub reports: Vec<Id>,
}

/// Reports of one happening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Derived from content.
    pub id: Id,
    /// The reports, in the order of their days.
    pub reports: Vec<Id>,
    /// Taken from its reports.
    pub title: String,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// Lists of reports that carry one text; every report stands in exactly one.
    pub origins: Vec<Vec<Id>>,
    /// Lists of reports that are one account; every report stands in exactly one. Empty where
    /// nobody looked, as for a story of one report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voices: Vec<Voice>,
    /// The longer thread it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affair: Option<Id>,
    /// The story it follows on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Id>,
}

impl Story {
    /// How many accounts of the happening there are that do not come from each other.
    pub fn accounts(&self) -> usize {
        if self.voices.is_empty() { self.origins.len() } else { self.voices.len() }
    }
}

/// Reports that are one account: ten papers printing one agency are one voice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The reports, in the order of their days.
    pub reports: Vec<Id>,
    /// Why they are one, where they are several: "one text; credited to Reuters".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Statements of several reports that are one saying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SameStatement {
    /// Derived from content.
    pub id: Id,
    /// The statements.
    pub statements: Vec<Id>,
}

/// What one party claims and another denies, in the same story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opposed {
    /// Derived from content.
    pub id: Id,
    /// The statements: the claim first. Where `told` is given, one of them is its and stands only there.
    pub statements: Vec<Id>,
    /// The one that is told inside the other's sentence, and is no statement of the record by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
    /// The words of the claim.
    pub about: String,
    /// The story it belongs to.
    pub story: Option<Id>,
}

/// A claim or a denial that is told inside the sentence of the other: "the army denied *the rebels'
/// claim that it had shelled the market*", "the dam is safe, he said, *which the owners dispute*".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Which of the two it is.
    pub as_the: Part,
    /// It, as a statement: its `account` is the other.
    pub statement: Statement,
}

/// The parts that two play who are opposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It is claimed.
    Claim,
    /// It is denied.
    Denial,
}

/// Events of several reports that are one deed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SameEvent {
    /// Derived from content.
    pub id: Id,
    /// The events.
    pub events: Vec<Id>,
}

/// One fact of which several reports give a figure, with all its accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SameFigure {
    /// Derived from content.
    pub id: Id,
    /// The fact.
    pub about: Fact,
    /// Who gives what.
    pub accounts: Vec<Account>,
    /// How the accounts stand to each other.
    pub verdict: Verdict,
    /// The story it belongs to.
    pub story: Option<Id>,
}

/// How the accounts of one fact stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// All give one figure.
    Same,
    /// They give other figures, and all can be true: 32 and "more than 30".
    #[default]
    Compatible,
    /// A later one has gone up or down with what happened since: 9, then 12.
    Update,
    /// Of one time, and not all of them can be true: 5 and 4.
    Differ,
}

/// One fact of which the accounts are not the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Derived from content.
    pub id: Id,
    /// The fact.
    pub about: Fact,
    /// Who gives what.
    pub accounts: Vec<Account>,
    /// Whether all accounts can be true, each in its time.
    pub compatible: bool,
    /// How the accounts stand to each other.
    #[serde(default)]
    pub verdict: Verdict,
    /// The story it belongs to.
    pub story: Option<Id>,
}

impl From<SameFigure> for Difference {
    fn from(fact: SameFigure) -> Self {
        Difference {
            compatible: fact.verdict != Verdict::Differ,
            id: fact.id,
            about: fact.about,
            accounts: fact.accounts,
            verdict: fact.verdict,
            story: fact.story,
        }
    }
}

impl From<Difference> for SameFigure {
    fn from(difference: Difference) -> Self {
        SameFigure {
            id: difference.id,
            about: difference.about,
            accounts: difference.accounts,
            verdict: difference.verdict,
            story: difference.story,
        }
    }
}

/// What a difference is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// killed, injured, drones …, `day`, `age`, or the words of an opposed claim.
    pub what: String,
    /// What is counted, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Name of the place.
    pub place: Option<String>,
    /// EDTF.
    pub when: Option<String>,
    /// One of the events.
    pub event: Option<Id>,
}

/// An end of what an account gives: a number, or, where the fact is a day (`what: "day"`), a day or an hour.
///
/// ```
/// use dateline_model::{Bound, Edtf};
/// let read = |text: &str| serde_json::from_str::<Bound>(text).unwrap();
/// assert_eq!(read("31"), Bound::Number(31.0));
/// assert_eq!(read("\"2025-03-14\""), Bound::Day(Edtf::new("2025-03-14")));
/// assert_eq!(serde_json::to_string(&Bound::Number(4.0)).unwrap(), "4.0");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Bound {
    /// How many, or how much.
    Number(f64),
    /// EDTF.
    Day(Edtf),
}

impl Bound {
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Bound::Number(number) => Some(*number),
            Bound::Day(_) => None,
        }
    }

    /// The day or hour, if it is one.
    pub fn day(&self) -> Option<&Edtf> {
        match self {
            Bound::Number(_) => None,
            Bound::Day(day) => Some(day),
        }
    }
}

impl Account {
    /// The least number that it gives; none for an open end, and for days.
    pub fn least(&self) -> Option<f64> {
        self.low.as_ref().and_then(Bound::number)
    }

    /// The most.
    pub fn most(&self) -> Option<f64> {
        self.high.as_ref().and_then(Bound::number)
    }

    /// The first and last day that it gives; none for numbers.
    pub fn days(&self) -> Option<(&Edtf, &Edtf)> {
        Some((self.low.as_ref()?.day()?, self.high.as_ref()?.day()?))
    }
}

/// One account of a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The least; of a day the first that it may be.
    pub low: Option<Bound>,
    /// The most; of a day the last that it may be.
    pub high: Option<Bound>,
    /// The day that it stood on, where the report says so, else the day it was printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// The report that gives it.
    pub report: Id,
    /// The statement it stands in; none where the report itself says so.
    pub account: Option<Id>,
    /// The figure or statement itself; of a day the event, of an age the name that it stands beside.
    pub record: Id,
    /// The speaker's name, where it is a speaker's.
    pub by: Option<String>,
    /// Whether the words leave the number open ("about", "nearly").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// Whether it is told as newer than another ("the toll rose to 12").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_update: bool,
}
