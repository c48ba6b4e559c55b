//! The accounts of a story: which text each of them is, who carries it, what each paper added.

use super::stories::some;
use super::story::{Account, Added, account};
use super::take::{Format, Line, Take, address, taken};
use super::views::{Pager, encode, one_line, shortened, span_href};
use super::{Page, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Path, Query, State};
use dateline_ask::{Ask, AskError, Called, StoryAnswer, Table};
use dateline_model::{Excerpt, Id};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

const PER_PAGE: usize = 25;
/// The most reprints of one text that are laid beside each other.
const COMPARED: usize = 6;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    page: usize,
    format: String,
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct Accounts {
    story: String,
    title: String,
    line: String,
    accounts: Vec<Account>,
    take: Take,
    pager: Pager,
}

/// The page.
pub async fn page(
    State(pool): State<Pool>,
    Path(id): Path<String>,
    Query(question): Query<Question>,
) -> Page {
    let format = Format::of(&question.format)?;
    let offset = question.page.min(100_000) * PER_PAGE;
    let (answer, added, called) = pool.ask(move |ask| found(&ask, &id, offset)).await?;
    if let Some(format) = format {
        let reports = answer.accounts.iter().flat_map(|account| &account.reports);
        return taken("accounts", format, &reports.map(Line::report).collect::<Vec<_>>());
    }
    let story = &answer.story.story;
    let here: Vec<_> = answer.accounts.iter().skip(offset).take(PER_PAGE).collect();
    let accounts = here
        .iter()
        .map(|one| {
            let mut view = account(one);
            for (report, line) in view.reports.iter_mut().zip(&one.reports) {
                let pieces = added.get(&line.id).map_or(&[][..], Vec::as_slice);
                report.added = pieces
                    .iter()
                    .take(4)
                    .map(|piece| Added {
                        href: span_href(&line.id, piece),
                        text: shortened(&one_line(&piece.text), 200),
                    })
                    .collect();
            }
            view
        })
        .collect();
    let path = format!("/story/{}", encode(story.id.as_str()));
    let base = address(&format!("{path}/accounts"), &[]);
    render(&Accounts {
        title: super::titles::title(story, &called),
        line: format!(
            "{} in {}",
            some(answer.accounts.len() as u64, "account", "accounts"),
            some(story.reports.len() as u64, "report", "reports")
        ),
        accounts,
        take: Take::of(&format!("{path}/accounts"), &[]),
        pager: Pager::new(&format!("{base}page="), question.page, offset + PER_PAGE < answer.accounts.len()),
        story: path,
    })
}

type Found = (StoryAnswer, HashMap<Id, Vec<Excerpt>>, Called);

fn found(ask: &Ask<'_>, id: &str, offset: usize) -> Result<Found, AskError> {
    let answer = ask.story_to_show(&ask.id(Table::Story, id)?, Some(1))?;
    let mut added = HashMap::new();
    let shown = answer.accounts.iter().skip(offset).take(PER_PAGE);
    let shown: HashSet<&Id> = shown.flat_map(|one| one.reports.iter().map(|line| &line.id)).collect();
    let reprinted = answer.story.story.origins.iter().filter(|origin| origin.len() > 1);
    for origin in reprinted.filter(|origin| origin.iter().any(|report| shown.contains(report))) {
        added.extend(ask.added(&origin[..origin.len().min(COMPARED)])?);
    }
    let called = ask.called(&answer.story)?;
    Ok((answer, added, called))
}
