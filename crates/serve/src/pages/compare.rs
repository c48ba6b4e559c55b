//! Any two actors, outlets or days side by side.

use super::views::StatementView;
use super::{Page, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Ask, AskError, Kept, StatementFilter};
use dateline_model::Statement;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Question {
    #[serde(default)]
    a: String,
    #[serde(default)]
    b: String,
    #[serde(default)]
    about: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Compare {
    a: String,
    b: String,
    about: String,
    sides: Vec<Side>,
}

struct Side {
    name: String,
    statements: Vec<StatementView>,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let Question { a, b, about } = question;
    let names: Vec<String> =
        [a.trim(), b.trim()].into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let asked = (names.clone(), Some(about.trim().to_owned()).filter(|about| !about.is_empty()));
    let found = pool
        .ask(move |ask| {
            asked.0.iter().map(|name| side(&ask, name, asked.1.clone())).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    let sides = names
        .into_iter()
        .zip(found)
        .map(|(name, statements)| Side { name, statements: StatementView::all(&statements) })
        .collect();
    render(&Compare { a, b, about, sides })
}

/// A day if it looks like one, an outlet if there is one of that name, else a speaker.
fn side(ask: &Ask<'_>, name: &str, about: Option<String>) -> Result<Vec<Kept<Statement>>, AskError> {
    let filter = StatementFilter { about, limit: Some(40), latest_first: true, ..StatementFilter::default() };
    let is_day = name.len() == 10 && name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_day {
        let day = Some(name.to_owned());
        return ask.statements(&StatementFilter { since: day.clone(), until: day, ..filter });
    }
    let of_outlet = ask.statements(&StatementFilter { source: Some(name.to_owned()), ..filter.clone() })?;
    if !of_outlet.is_empty() {
        return Ok(of_outlet);
    }
    ask.statements(&StatementFilter { by: Some(name.to_owned()), ..filter })
}
