//! One person or party: offices over time, statements, what they do to whom, where they stood.

use super::take::{Format, Line, Take, taken};
use super::views::{
    MarkView, StatementView, encode, one_line, plain_date, plain_day, shortened, span_href, word,
};
use super::{Page, render};
use crate::draw::{bars, dots, lanes};
use crate::error::PageError;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Relation, Standing, Tone, WhoAnswer, state_name};
use dateline_model::{EventAct, Person as Known};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many statements the page shows; the list behind it has the others.
const SHOWN: usize = 40;
/// How many others the matrix has.
const OTHERS: usize = 16;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    name: String,
    format: String,
}

#[derive(Template)]
#[template(path = "who.html")]
struct Who {
    name: String,
    heading: String,
    /// Who may be meant, where nobody is called so.
    meant: String,
    meant_href: String,
    encoded: String,
    people: Vec<Person>,
    acts: Vec<Head>,
    relations: Vec<Row>,
    positions: Vec<Position>,
    /// What is known in plain sentences.
    told: Vec<String>,
    dots: String,
    statements: Vec<StatementView>,
    take: Take,
}

struct Person {
    name: String,
    aliases: String,
    bars: String,
    offices: Vec<Office>,
}

struct Office {
    title: String,
    first: String,
    last: String,
    reports: usize,
}

/// A column of the matrix.
struct Head {
    act: String,
    tone: &'static str,
    shape: char,
}

/// A row of the matrix, and the words behind it.
struct Row {
    to: String,
    href: String,
    anchor: usize,
    cells: Vec<Cell>,
    told: Vec<ToldView>,
}

struct Cell {
    times: usize,
    /// The act, where the table is a list.
    act: String,
    /// From 1 (seldom) to 4 (most often), for the shade.
    weight: usize,
    tone: &'static str,
    href: String,
}

struct ToldView {
    act: String,
    tone: &'static str,
    shape: char,
    href: String,
    text: String,
    day_plain: String,
    source: String,
}

/// A position on one issue.
struct Position {
    issue: String,
    href: String,
    drawing: String,
    changes: Vec<ChangeView>,
}

/// A change, with the words on both sides of it.
pub struct ChangeView {
    pub from: MarkView,
    pub to: MarkView,
}

/// The changes of a lane.
pub fn changes_of(lane: &dateline_ask::Lane) -> Vec<ChangeView> {
    let pair = |change: &dateline_ask::Change| {
        let (from, to) = (lane.marks.get(change.from)?, lane.marks.get(change.to)?);
        Some(ChangeView { from: MarkView::of(from), to: MarkView::of(to) })
    };
    lane.changes.iter().filter_map(pair).collect()
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    let name = question.name.trim().to_owned();
    if name.is_empty() {
        return Err(PageError::bad_request("say who: /who?name=…"));
    }
    let asked = name.clone();
    let answer = pool.ask(move |ask| ask.who(&asked, Some(super::MOST))).await?;
    if let Some(format) = format {
        return taken("who", format, &lines(&name, &answer));
    }
    let (acts, relations) = matrix(&answer.relations);
    let mut statements = StatementView::all(&answer.statements);
    let told = told(&answer, &statements);
    statements.reverse();
    statements.truncate(SHOWN);
    let meant = if answer.people.is_empty() && answer.statements.is_empty() && answer.events.is_empty() {
        let asked = name.clone();
        pool.ask(move |ask| ask.nearest_name(&asked)).await?.unwrap_or_default()
    } else {
        String::new()
    };
    // Who is asked for by a surname is headed by the whole name, where only one has it.
    let heading = match answer.people.as_slice() {
        [one] => one.name.clone(),
        _ => name.clone(),
    };
    render(&Who {
        heading,
        meant_href: format!("/who?name={}", encode(&meant)),
        meant,
        told,
        encoded: encode(&name),
        people: most_seen(&answer.people).into_iter().map(person).collect(),
        acts,
        relations,
        positions: answer.positions.iter().map(|standing| position(&name, standing)).collect(),
        dots: dots(&answer.statements),
        statements,
        take: Take::of("/who", &[("name", &name)]),
        name,
    })
}

/// "Called Foreign Minister of Bosnia and Herzegovina, 7 Sept 1995 to 21 Nov 1995, in 4 reports."
fn told(answer: &WhoAnswer, statements: &[StatementView]) -> Vec<String> {
    let mut told = Vec::new();
    if let [person] = answer.people.as_slice() {
        let mut offices: Vec<_> = person.offices.iter().collect();
        offices.sort_by_key(|office| std::cmp::Reverse(office.reports.len()));
        for office in offices.into_iter().take(2) {
            let of = office.of.as_deref().map(|of| format!(" of {}", state_name(of).unwrap_or(of)));
            let days = if office.first == office.last {
                plain_date(&office.first)
            } else {
                format!("{} to {}", plain_date(&office.first), plain_date(&office.last))
            };
            let reports = super::stories::some(office.reports.len() as u64, "report", "reports");
            told.push(format!("Called {}{}, {days}, in {reports}.", office.title, of.unwrap_or_default()));
        }
    }
    if !statements.is_empty() {
        let count = statements.len();
        let is_cut = answer.statements.len() >= super::MOST;
        let done = statements.iter().map(|one| one.act.clone());
        let most: Vec<String> = super::compare::counted(done)
            .into_iter()
            .filter(|(act, _)| act != "says")
            .take(3)
            .map(|(act, count)| format!("{act} ({count})"))
            .collect();
        let most = if most.is_empty() { String::new() } else { format!("; most often {}", most.join(", ")) };
        let statements = super::stories::some(count as u64, "statement", "statements");
        told.push(format!("{}{statements} in this record{most}.", if is_cut { "The latest " } else { "" }));
    }
    if let Some(relation) = answer.relations.first().filter(|relation| relation.times > 1) {
        told.push(format!(
            "Most often to one: {} {}, {} times.",
            called(relation.act),
            relation.to,
            relation.times
        ));
    }
    told
}

fn lines(name: &str, answer: &WhoAnswer) -> Vec<Line> {
    let relations = answer.relations.iter().flat_map(|relation| {
        let act = word(&relation.act).to_lowercase();
        relation.told.iter().map(move |told| Line::told(&act, name, &relation.to, told))
    });
    answer.statements.iter().map(Line::statement).chain(relations).collect()
}

/// Of many who share a name, those who are told of most.
fn most_seen(people: &[Known]) -> Vec<&Known> {
    const PEOPLE: usize = 8;
    let mut people: Vec<&Known> = people.iter().collect();
    let reports = |one: &Known| one.offices.iter().map(|office| office.reports.len()).sum::<usize>();
    people.sort_by_key(|one| std::cmp::Reverse(reports(one)));
    people.truncate(PEOPLE);
    people
}

fn person(person: &Known) -> Person {
    let aliases = person.aliases.iter().filter(|alias| **alias != person.name);
    Person {
        name: person.name.clone(),
        aliases: aliases.cloned().collect::<Vec<_>>().join(", "),
        bars: bars(&person.offices),
        offices: person
            .offices
            .iter()
            .map(|office| {
                let of = office.of.as_deref().map(|of| state_name(of).unwrap_or(of));
                Office {
                    title: [Some(office.title.as_str()), of]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(", "),
                    first: plain_date(&office.first),
                    last: plain_date(&office.last),
                    reports: office.reports.len(),
                }
            })
            .collect(),
    }
}

fn position(name: &str, standing: &Standing) -> Position {
    Position {
        href: format!("/issue?about={}&by={}", encode(&standing.issue), encode(name)),
        drawing: lanes(std::slice::from_ref(&standing.lane), false),
        changes: changes_of(&standing.lane),
        issue: standing.issue.clone(),
    }
}

/// The acts that people look for first; all have a column only where they occur.
const FIRST: [EventAct; 4] = [EventAct::Accuse, EventAct::Request, EventAct::Consult, EventAct::Support];

/// The act in the words of the page.
fn called(act: EventAct) -> String {
    match act {
        EventAct::Request => "ask".to_owned(),
        EventAct::Consult => "meet".to_owned(),
        other => word(&other).to_lowercase(),
    }
}

/// A row for each of the others, a column for each act.
fn matrix(relations: &[Relation]) -> (Vec<Head>, Vec<Row>) {
    let mut acts: Vec<EventAct> = relations.iter().map(|relation| relation.act).collect();
    acts.sort_unstable();
    acts.dedup();
    // The stable sort keeps the others in their order.
    acts.sort_by_key(|act| FIRST.iter().position(|first| first == act).unwrap_or(FIRST.len()));
    let mut others: BTreeMap<&str, Vec<&Relation>> = BTreeMap::new();
    for relation in relations {
        others.entry(&relation.to).or_default().push(relation);
    }
    let mut others: Vec<_> = others.into_iter().collect();
    let times = |relations: &[&Relation]| relations.iter().map(|one| one.times).sum::<usize>();
    others.sort_by_key(|(_, relations)| std::cmp::Reverse(times(relations)));
    let most = relations.iter().map(|one| one.times).max().unwrap_or(1);
    let rows = others.into_iter().take(OTHERS).enumerate();
    let rows = rows.map(|(number, (to, relations))| row(number, to, &relations, &acts, most)).collect();
    let heads = acts
        .iter()
        .map(|act| {
            let tone = Tone::of_event(*act);
            Head { act: called(*act), tone: tone.name(), shape: tone.shape() }
        })
        .collect();
    (heads, rows)
}

fn row(number: usize, to: &str, relations: &[&Relation], acts: &[EventAct], most: usize) -> Row {
    let cells = acts
        .iter()
        .map(|act| {
            let tone = Tone::of_event(*act);
            let found = relations.iter().find(|one| one.act == *act);
            let times = found.map_or(0, |one| one.times);
            Cell {
                act: called(*act),
                times,
                weight: (times * 4).div_ceil(most),
                tone: tone.name(),
                // One telling is shown at once, several below.
                href: match found.map(|one| one.told.as_slice()) {
                    Some([told]) => span_href(&told.report, &told.evidence),
                    _ => format!("#told-{number}"),
                },
            }
        })
        .collect();
    let told = relations.iter().flat_map(|one| {
        let tone = Tone::of_event(one.act);
        one.told.iter().map(move |told| ToldView {
            act: called(one.act),
            tone: tone.name(),
            shape: tone.shape(),
            href: span_href(&told.report, &told.evidence),
            text: shortened(&one_line(&told.evidence.text), 180),
            day_plain: told.day.as_deref().map_or_else(|| "day not given".to_owned(), plain_day),
            source: told.source.clone().unwrap_or_default(),
        })
    });
    Row {
        to: to.to_owned(),
        href: format!("/who?name={}", encode(to)),
        anchor: number,
        cells,
        told: told.collect(),
    }
}
