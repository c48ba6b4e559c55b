//! Any two actors, outlets or days side by side: how much of what, who is heard, the words themselves.

use super::stories::some;
use super::take::{Format, Line, Take, taken};
use super::views::{StatementView, encode, plain_day};
use super::{Page, given, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Ask, AskError, Kept, StatementFilter, Tone};
use dateline_model::Statement;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Statements that one side looks through, and that it shows.
const LOOKED_THROUGH: usize = 200;
const SHOWN: usize = 30;
/// Names that a line of the table has.
const NAMED: usize = 5;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    a: String,
    b: String,
    about: String,
    format: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Compare {
    a: String,
    b: String,
    about: String,
    sides: Vec<Side>,
    rows: Vec<Row>,
    take: Take,
}

struct Side {
    name: String,
    kind: &'static str,
    statements: Vec<StatementView>,
}

/// One line of the table: the same count of both sides.
struct Row {
    name: String,
    tone: &'static str,
    shape: Option<char>,
    cells: Vec<Vec<Item>>,
}

struct Item {
    href: String,
    text: String,
}

/// What a side was taken for, and what it says.
struct Found {
    kind: &'static str,
    statements: Vec<Kept<Statement>>,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    let Question { a, b, about, .. } = question;
    let names: Vec<String> = [&a, &b].into_iter().filter_map(|name| given(name)).collect();
    let asked = (names.clone(), given(&about));
    let found = pool
        .ask(move |ask| {
            asked.0.iter().map(|name| side(&ask, name, asked.1.clone())).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    if let Some(format) = format {
        let lines = found.iter().flat_map(|side| &side.statements).map(Line::statement);
        return taken("compare", format, &lines.collect::<Vec<_>>());
    }
    let rows = rows(&found);
    let sides = names
        .into_iter()
        .zip(found)
        .map(|(name, found)| {
            let mut statements = StatementView::all(&found.statements);
            statements.truncate(SHOWN);
            let name = if found.kind == "day" { plain_day(&name) } else { name };
            Side { name, kind: found.kind, statements }
        })
        .collect();
    let take = Take::of("/compare", &[("a", a.trim()), ("b", b.trim()), ("about", about.trim())]);
    render(&Compare { a, b, about, sides, rows, take })
}

/// A day if it looks like one, an outlet if there is one of that name, else a speaker.
fn side(ask: &Ask<'_>, name: &str, about: Option<String>) -> Result<Found, AskError> {
    let filter = StatementFilter {
        about,
        limit: Some(LOOKED_THROUGH),
        latest_first: true,
        ..StatementFilter::default()
    };
    let is_day = name.len() == 10 && name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_day {
        let day = Some(name.to_owned());
        let statements = ask.statements(&StatementFilter { since: day.clone(), until: day, ..filter })?;
        return Ok(Found { kind: "day", statements });
    }
    let statements = ask.statements(&StatementFilter { source: Some(name.to_owned()), ..filter.clone() })?;
    if !statements.is_empty() {
        return Ok(Found { kind: "outlet", statements });
    }
    let statements = ask.statements(&StatementFilter { by: Some(name.to_owned()), ..filter })?;
    Ok(Found { kind: "actor", statements })
}

/// Counts of both sides under each other's eyes.
fn rows(sides: &[Found]) -> Vec<Row> {
    if sides.iter().all(|side| side.statements.is_empty()) {
        return Vec::new();
    }
    let plain =
        |name: &str, cells: Vec<Vec<Item>>| Row { name: name.to_owned(), tone: "", shape: None, cells };
    let text = |text: String| vec![Item { href: String::new(), text }];
    let mut rows = vec![plain(
        "Found",
        sides
            .iter()
            .map(|side| {
                let count = some(side.statements.len() as u64, "statement", "statements");
                let is_cut = side.statements.len() == LOOKED_THROUGH;
                text(if is_cut { format!("the latest {count}") } else { count })
            })
            .collect(),
    )];
    for tone in [Tone::Conflict, Tone::Denial, Tone::Cooperation, Tone::Neutral] {
        let cells = sides.iter().map(|side| {
            let of_tone = side.statements.iter().filter(|one| Tone::of_statement(one.record.act) == tone);
            let acts = counted(of_tone.map(|one| super::words::saying(one.record.act).says.to_owned()));
            acts.into_iter()
                .take(NAMED)
                .map(|(act, count)| Item { href: String::new(), text: format!("{act} {count}") })
                .collect()
        });
        rows.push(Row {
            name: tone.name().to_owned(),
            tone: tone.name(),
            shape: Some(tone.shape()),
            cells: cells.collect(),
        });
    }
    let who = |side: &Found| {
        let speakers = side.statements.iter().flat_map(|one| &one.record.speakers);
        linked(counted(speakers.map(|speaker| speaker.name.clone())), "/who?name=")
    };
    let outlets = |side: &Found| {
        let sources = side.statements.iter().filter_map(|one| one.from.source.clone());
        linked(counted(sources), "/statements?source=")
    };
    let days = |side: &Found| {
        let days = counted(side.statements.iter().filter_map(|one| one.from.day.clone()));
        let href = |day: &str| format!("/?day={}", encode(day));
        days.into_iter()
            .take(NAMED)
            .map(|(day, count)| Item { href: href(&day), text: format!("{} {count}", plain_day(&day)) })
            .collect()
    };
    rows.push(plain("Heard most", sides.iter().map(who).collect()));
    rows.push(plain("In", sides.iter().map(outlets).collect()));
    rows.push(plain("Days", sides.iter().map(days).collect()));
    rows
}

fn linked(counts: Vec<(String, usize)>, address: &str) -> Vec<Item> {
    let item = |(name, count): (String, usize)| Item {
        href: format!("{address}{}", encode(&name)),
        text: format!("{name} {count}"),
    };
    counts.into_iter().take(NAMED).map(item).collect()
}

/// The most frequent first, in the order of letters where equal.
pub fn counted(names: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
