//! One story: its accounts side by side, where they differ, who said what, where and when.

use super::stories::some;
use super::views::{
    EventView, SpeakerView, StatementView, encode, plain_day, record_href, report_href, source, word,
};
use super::{Page, render};
use crate::draw::map;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Path, Query, State};
use dateline_ask::{FactRow, Kept, Table};
use dateline_model::Statement;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub struct Question {
    by: Option<String>,
}

#[derive(Template)]
#[template(path = "story.html")]
struct Story {
    id: String,
    href: String,
    title: String,
    days: String,
    accounts_line: String,
    follows: String,
    differing: usize,
    columns: Vec<String>,
    facts: Vec<Row>,
    order: &'static str,
    statements: Vec<Group>,
    accounts: Vec<Account>,
    map: String,
    places: String,
    events: Vec<EventView>,
}

pub struct Row {
    pub what: String,
    pub about: String,
    pub compatible: bool,
    pub cells: Vec<Vec<Cell>>,
}

pub struct Cell {
    pub href: String,
    pub text: String,
    pub by: String,
}

struct Group {
    name: String,
    statements: Vec<StatementView>,
}

struct Account {
    name: String,
    reports: Vec<Report>,
}

struct Report {
    href: String,
    title: String,
    source: String,
    day: String,
    day_plain: String,
}

/// The page.
pub async fn page(
    State(pool): State<Pool>,
    Path(id): Path<String>,
    Query(question): Query<Question>,
) -> Page {
    let (answer, places) = pool
        .ask(move |ask| {
            let id = ask.id(Table::Story, &id)?;
            Ok((ask.story(&id)?, ask.places_of(&id)?))
        })
        .await?;
    let story = &answer.story.story;
    let href = format!("/story/{}", encode(story.id.as_str()));
    let accounts: Vec<Account> = answer
        .accounts
        .iter()
        .map(|account| {
            let name = account.reports.first().map(source).unwrap_or_default();
            let more = account.reports.len().saturating_sub(1);
            Account {
                name: if more > 0 {
                    format!("{name} + {}", some(more as u64, "reprint", "reprints"))
                } else {
                    name
                },
                reports: account
                    .reports
                    .iter()
                    .map(|line| Report {
                        href: report_href(&line.id),
                        title: line.title.clone().unwrap_or_else(|| line.id.to_string()),
                        source: source(line),
                        day_plain: line.day.as_deref().map_or_else(|| "day not given".to_owned(), plain_day),
                        day: line.day.clone().unwrap_or_default(),
                    })
                    .collect(),
            }
        })
        .collect();
    // Only accounts that give a figure have a column.
    let given: Vec<usize> = (0..accounts.len())
        .filter(|&column| {
            answer.facts.iter().any(|row| row.cells.get(column).is_some_and(|cells| !cells.is_empty()))
        })
        .collect();
    let order = match question.by.as_deref() {
        Some("time") => "time",
        Some("act") => "act",
        _ => "speaker",
    };
    let days: Vec<String> =
        [story.first.as_deref(), story.last.as_deref().filter(|last| Some(*last) != story.first.as_deref())]
            .into_iter()
            .flatten()
            .map(plain_day)
            .collect();
    let mut events: Vec<_> = answer.events.iter().filter(|one| one.record.when.is_some()).collect();
    events.sort_by_key(|one| one.record.when.as_ref().and_then(|when| when.edtf.clone()));
    let names: Vec<&str> = places.iter().take(12).map(|place| place.name.as_str()).collect();
    render(&Story {
        id: encode(story.id.as_str()),
        href,
        title: story.title.clone(),
        days: days.join(" – "),
        accounts_line: format!(
            "{} in {}",
            some(accounts.len() as u64, "account", "accounts"),
            some(story.reports.len() as u64, "report", "reports")
        ),
        follows: story
            .follows
            .as_ref()
            .map(|id| format!("/story/{}", encode(id.as_str())))
            .unwrap_or_default(),
        differing: answer.facts.iter().filter(|row| !row.difference.compatible).count(),
        columns: given.iter().map(|&column| accounts[column].name.clone()).collect(),
        facts: answer.facts.iter().map(|row| fact(row, &given)).collect(),
        order,
        statements: grouped(&answer.statements, order),
        accounts,
        map: map(&places),
        places: names.join(", "),
        events: events.into_iter().take(30).map(EventView::of).collect(),
    })
}

fn fact(row: &FactRow, columns: &[usize]) -> Row {
    let about = &row.difference.about;
    let place_and_day = [about.place.clone(), about.when.as_deref().map(plain_day)];
    Row {
        what: about.what.clone(),
        about: place_and_day.into_iter().flatten().collect::<Vec<_>>().join(", "),
        compatible: row.difference.compatible,
        cells: columns
            .iter()
            .map(|&column| {
                row.cells[column]
                    .iter()
                    .map(|cell| Cell {
                        href: record_href(&cell.report, &cell.record),
                        text: cell.text.clone(),
                        by: cell.by.clone().unwrap_or_default(),
                    })
                    .collect()
            })
            .collect(),
    }
}

fn grouped(statements: &[Kept<Statement>], order: &str) -> Vec<Group> {
    let mut groups: BTreeMap<(usize, String), Vec<StatementView>> = BTreeMap::new();
    let mut first_seen: Vec<String> = Vec::new();
    for one in statements {
        let name = match order {
            "time" => String::new(),
            "act" => word(&one.record.act),
            _ => one
                .record
                .speakers
                .iter()
                .map(|speaker| speaker_line(&SpeakerView::of(speaker)))
                .collect::<Vec<_>>()
                .join("; "),
        };
        let name = if name.is_empty() && order == "speaker" { "Nobody named".to_owned() } else { name };
        let place = first_seen.iter().position(|seen| *seen == name).unwrap_or_else(|| {
            first_seen.push(name.clone());
            first_seen.len() - 1
        });
        groups.entry((place, name)).or_default().push(StatementView::of(one));
    }
    groups.into_iter().map(|((_, name), statements)| Group { name, statements }).collect()
}

fn speaker_line(speaker: &SpeakerView) -> String {
    if speaker.role.is_empty() { speaker.name.clone() } else { format!("{}, {}", speaker.name, speaker.role) }
}
