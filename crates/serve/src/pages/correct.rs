//! Saying that an item is wrong, and all that was said to be.

use super::notes::{Known, Note, notes};
use super::take::address;
use super::views::{Pager, encode, headline, one_line, plain_day, shortened};
use super::{Page, render, report_href};
use crate::error::PageError;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::Table;
use dateline_model::{Correction, Does, StatementAct};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    report: String,
    kind: String,
    at: String,
}

#[derive(Template)]
#[template(path = "correct.html")]
struct Correct {
    sentence: String,
    words: String,
    back: String,
    source: String,
    report: String,
    kind: &'static str,
    id: String,
    start: u32,
    end: u32,
    fields: Vec<(&'static str, &'static str)>,
    acts: Vec<(&'static str, &'static str)>,
    may_correct: bool,
}

/// The form for one item.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let Question { report, kind, at } = question;
    let piece: Option<(u32, u32)> =
        at.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    let Some((start, end)) = piece else {
        return Err(PageError::bad_request("say which words: /correct?report=…&kind=statement&at=12-40"));
    };
    let answer = pool.ask(move |ask| ask.report(&ask.id(Table::Report, &report)?)).await?;
    let known = Known { corrections: &[], elsewhere: &HashMap::new() };
    let is_it = format!("&kind={kind}&at={start}-{end}");
    let all = notes(&answer, &known, &|shown| shown == kind);
    let Some(note) = all.into_iter().find(|note| note.correct.ends_with(&is_it)) else {
        return Err(PageError::not_found("nothing of that kind stands at these words"));
    };
    let letters = answer.report.text.chars().skip(start as usize).take((end - start) as usize);
    let id = note.anchor.trim_start_matches("n-").to_owned();
    let Note { sentence, href, kind, .. } = note;
    render(&Correct {
        words: shortened(&one_line(&letters.collect::<String>()), 400),
        source: answer.report.source.clone().unwrap_or_default(),
        report: answer.report.id.to_string(),
        back: href,
        fields: fields(kind),
        acts: if kind == "statement" { acts() } else { Vec::new() },
        may_correct: pool.may_write(),
        sentence,
        kind,
        id,
        start,
        end,
    })
}

/// What can be otherwise, by its name in the record, and as people call it.
fn fields(kind: &str) -> Vec<(&'static str, &'static str)> {
    match kind {
        "statement" => vec![
            ("act", "what is done by saying it"),
            ("speakers.0.name", "who says it"),
            ("speakers.0.office", "the speaker’s office"),
            ("speakers.0.of", "the speaker’s state (three letters) or body"),
            ("addressee.0.name", "to whom"),
            ("negated", "whether it was not done (true or false)"),
        ],
        "event" => vec![
            ("act", "the kind of deed (ASSAULT, CONSULT …)"),
            ("by.0.name", "who does it"),
            ("to.0.name", "to whom"),
            ("status", "whether it happened (happened, planned, denied …)"),
        ],
        _ => vec![
            ("low", "the least it can be"),
            ("high", "the most it can be"),
            ("what", "what is counted"),
            ("status", "whether it is given as true (given, denied …)"),
        ],
    }
}

fn acts() -> Vec<(&'static str, &'static str)> {
    StatementAct::ALL.into_iter().map(|act| (act.name(), super::words::saying(act).says)).collect()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ListQuestion {
    page: usize,
}

#[derive(Template)]
#[template(path = "corrections.html")]
struct Corrections {
    corrections: Vec<View>,
    may_correct: bool,
    pager: Pager,
}

struct View {
    day: String,
    day_plain: String,
    by: String,
    about: &'static str,
    does: String,
    words: String,
    href: String,
    title: String,
}

const PER_PAGE: usize = 60;

/// All corrections, the latest first.
pub async fn list(State(pool): State<Pool>, Query(question): Query<ListQuestion>) -> Page {
    let offset = question.page.min(100_000) * PER_PAGE;
    let (views, has_more) = pool
        .ask(move |ask| {
            let mut all = ask.corrections()?;
            all.reverse();
            let has_more = all.len() > offset + PER_PAGE;
            let mut views = Vec::new();
            for one in all.into_iter().skip(offset).take(PER_PAGE) {
                let line = one.target.report.as_ref().map(|report| ask.line(report)).transpose()?.flatten();
                views.push(view(&one, line.as_ref().map(headline).unwrap_or_default()));
            }
            Ok((views, has_more))
        })
        .await?;
    let pager = Pager::new(&format!("{}page=", address("/corrections", &[])), question.page, has_more);
    render(&Corrections { corrections: views, may_correct: pool.may_write(), pager })
}

fn view(one: &Correction, title: String) -> View {
    let day = one.at.get(..10).unwrap_or_default().to_owned();
    let value = one.value.as_str().map_or_else(|| one.value.to_string(), str::to_owned);
    let does = match one.does {
        Does::Reject => "it is not so".to_owned(),
        Does::Set => format!("{} is {value}", one.field.as_deref().unwrap_or("a field")),
        Does::Merge => format!("is the same person as {value}"),
        Does::Split => format!("is not the same person as {value}"),
        Does::Same => "says the same as another".to_owned(),
        Does::NotSame => "does not say the same as another".to_owned(),
        Does::Note => format!("note: {value}"),
    };
    let words = one.target.span.as_ref().map(|span| span.text.as_str()).or(one.target.name.as_deref());
    let href = match (&one.target.report, &one.target.span, &one.target.name) {
        (Some(report), Some(span), _) => {
            format!(
                "{}?at={}-{}&{}=1#at",
                report_href(report),
                span.start,
                span.end,
                encode(&one.target.kind)
            )
        }
        (Some(report), None, _) => report_href(report),
        (None, _, Some(name)) => format!("/who?name={}", encode(name)),
        _ => String::new(),
    };
    View {
        day_plain: plain_day(&day),
        day,
        by: one.by.clone(),
        about: match one.target.kind.as_str() {
            "statement" => "a statement",
            "event" => "a deed",
            "figure" => "a figure",
            "person" => "a person",
            _ => "the record",
        },
        does: shortened(&one_line(&does), 200),
        words: shortened(&one_line(words.unwrap_or_default()), 200),
        href,
        title,
    }
}
