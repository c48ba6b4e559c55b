//! What an actor said and did about an issue, in order, with the changes.

use crate::Read;
use crate::same::Weights;
use crate::stance;
use dateline_model::{Excerpt, Id, Statement, When};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
///
/// A statement belongs to the state or body its speaker speaks for, else to the speaker; a deed
/// to each state that does it. A position changes where what is said or done turns from for to
/// against, or back.
pub fn positions(readings: &[Read<'_>], issue: &Issue) -> Vec<Lane> {
    let terms: Vec<Terms> = readings.iter().map(Terms::of).collect();
    on_issue(readings, &terms, issue)
}

/// The same for several issues, whose words are looked for in one go.
pub fn positions_on(readings: &[Read<'_>], issues: &[Issue]) -> Vec<Vec<Lane>> {
    let terms: Vec<Terms> = readings.iter().map(Terms::of).collect();
    issues.iter().map(|issue| on_issue(readings, &terms, issue)).collect()
}

/// The terms of what is said and told in a reading, each by each, and the side that it takes.
struct Terms {
    statements: Vec<(Weights, f32)>,
    events: Vec<Weights>,
}

impl Terms {
    fn of((_, reading): &Read<'_>) -> Terms {
        let statement = |one: &Statement| {
            let words = one.content.iter().map(|content| content.text.as_str());
            (Weights::of(words.chain([one.evidence.text.as_str()])), stance::of_statement(one))
        };
        Terms {
            statements: reading.statements.iter().map(statement).collect(),
            events: reading.events.iter().map(|one| Weights::of([one.evidence.text.as_str()])).collect(),
        }
    }
}

fn on_issue(readings: &[Read<'_>], terms: &[Terms], issue: &Issue) -> Vec<Lane> {
    let wanted = Weights::of([issue.words.as_str()]);
    let mut lanes: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
    for ((report, reading), terms) in readings.iter().zip(terms) {
        let published = report.published.as_deref().and_then(|published| published.get(..10));
        for (statement, (terms, stance)) in reading.statements.iter().zip(&terms.statements) {
            if !is_about(&wanted, terms) {
                continue;
            }
            for speaker in &statement.speakers {
                let actor = speaker.of.as_ref().unwrap_or(&speaker.name);
                lanes.entry(actor.clone()).or_default().push(Mark {
                    day: first_day(statement.said.as_ref()).or_else(|| published.map(str::to_owned)),
                    by: speaker.name.clone(),
                    office: speaker.office.clone(),
                    act: name_of(&statement.act),
                    stance: *stance,
                    record: statement.id.clone(),
                    report: report.id.clone(),
                    evidence: statement.evidence.clone(),
                });
            }
        }
        // What a speaker tells of others is the speaker's statement.
        for (event, terms) in reading.events.iter().zip(&terms.events) {
            if event.account.is_some() || !is_about(&wanted, terms) {
                continue;
            }
            let mut actors = BTreeSet::new();
            for party in &event.by {
                let actor = party.country.as_ref().unwrap_or(&party.name);
                if !actors.insert(actor) {
                    continue;
                }
                let lane = lanes.entry(actor.clone()).or_default();
                // "He ruled out a ceasefire" is said and done in one, and marked once.
                let mut here = lane.iter().rev().take_while(|mark| mark.report == report.id);
                if here.any(|mark| holds(&mark.evidence, &event.evidence)) {
                    continue;
                }
                lane.push(Mark {
                    day: first_day(event.when.as_ref()).or_else(|| published.map(str::to_owned)),
                    by: party.name.clone(),
                    office: None,
                    act: name_of(&event.act),
                    stance: stance::of_event(event),
                    record: event.id.clone(),
                    report: report.id.clone(),
                    evidence: event.evidence.clone(),
                });
            }
        }
    }
    let mut lanes: Vec<Lane> = lanes.into_iter().map(|(actor, marks)| lane(actor, marks)).collect();
    lanes.sort_by(|a, b| {
        let rank = |lane: &Lane| (std::cmp::Reverse(lane.changes.len()), std::cmp::Reverse(lane.marks.len()));
        rank(a).cmp(&rank(b)).then_with(|| a.actor.cmp(&b.actor))
    });
    lanes
}

/// Whether one stretch of a report lies in another.
fn holds(outer: &Excerpt, inner: &Excerpt) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// All of the words, or most of them where there are more than two.
fn is_about(wanted: &Weights, told: &Weights) -> bool {
    let shared = wanted.overlap(told).terms;
    let all = wanted.len();
    all > 0 && shared >= if all > 2 { all * 2 / 3 } else { all }
}

fn lane(actor: String, mut marks: Vec<Mark>) -> Lane {
    marks.sort_by(|a, b| {
        (&a.day, &a.report, a.evidence.start, &a.record).cmp(&(
            &b.day,
            &b.report,
            b.evidence.start,
            &b.record,
        ))
    });
    // A text printed by several papers says it once.
    let mut said = BTreeSet::new();
    marks.retain(|mark| said.insert((mark.day.clone(), mark.act.clone(), mark.evidence.text.clone())));
    let mut changes = Vec::new();
    let mut held: Option<usize> = None;
    for (at, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.stance != 0.0) {
        if let Some(from) = held
            && marks[from].stance.signum() != mark.stance.signum()
        {
            changes.push(Change { from, to: at });
        }
        held = Some(at);
    }
    Lane { actor, marks, changes }
}

fn first_day(when: Option<&When>) -> Option<String> {
    when?.edtf.as_ref()?.first_day().map(|day| day.to_string())
}

/// The name of an act as it stands in the record ("deny", "REJECT").
fn name_of(act: &impl Serialize) -> String {
    match serde_json::to_value(act) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
