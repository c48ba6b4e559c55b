//! Statements by speaker, words, act, outlet, place and day.

use super::take::{self, Format, Line, Take, address, taken};
use super::views::{Pager, StatementView};
use super::{Page, given, given_day, render};
use crate::api::STATEMENT_ACTS;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{StatementFilter, last_day};
use dateline_model::Id;
use serde::Deserialize;

const PER_PAGE: usize = 50;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Question {
    by: String,
    about: String,
    act: String,
    since: String,
    until: String,
    source: String,
    place: String,
    story: String,
    format: String,
    page: usize,
}

impl Question {
    fn parts(&self) -> [(&'static str, &str); 8] {
        let Question { by, about, act, since, until, source, place, story, .. } = self;
        [
            ("by", by),
            ("about", about),
            ("act", act),
            ("since", since),
            ("until", until),
            ("source", source),
            ("place", place),
            ("story", story),
        ]
    }
}

#[derive(Template)]
#[template(path = "statements.html")]
struct Statements {
    question: Question,
    acts: Vec<&'static str>,
    statements: Vec<StatementView>,
    /// Who may be meant, where nobody of that name says anything.
    meant: String,
    meant_href: String,
    take: Take,
    pager: Pager,
}

/// The page, or the download.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    let (limit, offset) = match format {
        None => (PER_PAGE + 1, question.page.min(100_000) * PER_PAGE),
        Some(_) => (take::MOST, 0),
    };
    let filter = StatementFilter {
        by: given(&question.by),
        about: given(&question.about),
        act: given(&question.act),
        since: given_day("since", &question.since)?,
        until: given_day("until", &question.until)?.map(|day| last_day(&day)),
        source: given(&question.source),
        place: given(&question.place),
        story: given(&question.story).map(Id),
        limit: Some(limit),
        offset,
        latest_first: true,
        ..StatementFilter::default()
    };
    let mut statements = pool.ask(move |ask| ask.statements(&filter)).await?;
    if let Some(format) = format {
        return taken("statements", format, &statements.iter().map(Line::statement).collect::<Vec<_>>());
    }
    let by = question.by.clone();
    let meant = if statements.is_empty() && given(&by).is_some() {
        pool.ask(move |ask| ask.nearest_name(&by)).await?.unwrap_or_default()
    } else {
        String::new()
    };
    let has_more = statements.len() > PER_PAGE;
    statements.truncate(PER_PAGE);
    let base = address("/statements", &question.parts());
    render(&Statements {
        acts: STATEMENT_ACTS.to_vec(),
        statements: StatementView::all(&statements),
        take: Take::of("/statements", &question.parts()),
        pager: Pager::new(&format!("{base}page="), question.page, has_more),
        meant_href: address("/statements", &[("by", &meant)]).trim_end_matches('&').to_owned(),
        meant,
        question,
    })
}
