//! One fact, several accounts.

use super::take::{Format, Line, Take, address, taken};
use super::views::{DifferenceView, Pager, Told, amount, around, one_line, record_href, source};
use super::{Page, given, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Ask, AskError, bounds};
use dateline_model::{Difference, Id};
use serde::Deserialize;
use std::collections::BTreeMap;

const PER_PAGE: usize = 40;
/// Accounts of one fact whose sentences are shown.
const TOLD: usize = 6;
/// Letters of a sentence.
const SENTENCE: usize = 240;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    story: String,
    page: usize,
    format: String,
}

#[derive(Template)]
#[template(path = "differences.html")]
struct Differences {
    story: String,
    differences: Vec<DifferenceView>,
    take: Take,
    pager: Pager,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    let offset = question.page.min(100_000) * PER_PAGE;
    let story = given(&question.story).map(Id);
    let (differences, has_more, sources, told) =
        pool.ask(move |ask| found(&ask, story.as_ref(), offset)).await?;
    let source = |report: &Id| sources.get(report).cloned().unwrap_or_else(|| report.to_string());
    if let Some(format) = format {
        let told = differences.iter().flat_map(|one| one.accounts.iter().map(move |account| (one, account)));
        let lines: Vec<Line> = told
            .map(|(one, account)| Line {
                kind: if one.compatible { "compatible" } else { "differ" },
                day: one.about.when.clone().unwrap_or_default(),
                act: one.about.what.clone(),
                speaker: account.by.clone().unwrap_or_default(),
                content: amount(account, bounds),
                source: source(&account.report),
                report: account.report.to_string(),
                id: one.id.to_string(),
                link: record_href(&account.report, &account.record),
                ..Line::default()
            })
            .collect();
        return taken("differences", format, &lines);
    }
    let parts = [("story", question.story.as_str())];
    render(&Differences {
        differences: differences.iter().map(|one| DifferenceView::of(one, &source, &told)).collect(),
        take: Take::of("/differences", &parts),
        pager: Pager::new(&format!("{}page=", address("/differences", &parts)), question.page, has_more),
        story: question.story,
    })
}

type Found = (Vec<Difference>, bool, BTreeMap<Id, String>, Told);

fn found(ask: &Ask<'_>, story: Option<&Id>, offset: usize) -> Result<Found, AskError> {
    let mut all = match story {
        Some(_) => {
            let mut all = ask.differences(story)?;
            all.sort_by_key(|one| one.compatible);
            all.into_iter().skip(offset).take(PER_PAGE + 1).collect()
        }
        None => ask.differences_page(PER_PAGE + 1, offset)?,
    };
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
    let mut told = Told::new();
    for account in all.iter().flat_map(|one| one.accounts.iter().take(TOLD)) {
        if let Some((_, evidence, sentence)) = ask.sentence_of(&account.record)? {
            let words = one_line(&evidence.text);
            let sentence = around(&sentence, &words, SENTENCE);
            told.insert(account.record.clone(), (words, sentence));
        }
    }
    Ok((all, has_more, sources, told))
}
