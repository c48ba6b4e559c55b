//! One fact, several accounts.

use super::views::{DifferenceView, Pager, source};
use super::{Page, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_model::Id;
use serde::Deserialize;
use std::collections::BTreeMap;

const PER_PAGE: usize = 50;

#[derive(Deserialize)]
pub struct Question {
    #[serde(default)]
    page: usize,
}

#[derive(Template)]
#[template(path = "differences.html")]
struct Differences {
    differences: Vec<DifferenceView>,
    pager: Pager,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let offset = question.page.min(100_000) * PER_PAGE;
    let (differences, has_more, sources) = pool
        .ask(move |ask| {
            let mut all = ask.differences_page(PER_PAGE + 1, offset)?;
            let has_more = all.len() > PER_PAGE;
            all.truncate(PER_PAGE);
            let mut sources: BTreeMap<Id, String> = BTreeMap::new();
            for report in all.iter().flat_map(|one| &one.accounts).map(|account| &account.report) {
                if !sources.contains_key(report)
                    && let Some(line) = ask.line(report)?
                {
                    sources.insert(report.clone(), source(&line));
                }
            }
            Ok((all, has_more, sources))
        })
        .await?;
    let source = |report: &Id| sources.get(report).cloned().unwrap_or_else(|| report.to_string());
    render(&Differences {
        differences: differences.iter().map(|one| DifferenceView::of(one, &source)).collect(),
        pager: Pager::new("/differences?page=", question.page, has_more),
    })
}
