//! Which days mattered, and what happened on them.

use super::views::{encode, one_line, plain_day};
use super::{Page, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::TimelineOptions;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Question {
    about: Option<String>,
    from: Option<String>,
    to: Option<String>,
    days: Option<String>,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct Timeline {
    about: String,
    from: String,
    to: String,
    days_wanted: String,
    days: Vec<Day>,
}

struct Day {
    iso: String,
    plain: String,
    sentences: Vec<Sentence>,
}

struct Sentence {
    href: String,
    text: String,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let given = |part: &Option<String>| part.clone().filter(|part| !part.trim().is_empty());
    let options = TimelineOptions {
        days: Some(given(&question.days).and_then(|days| days.parse().ok()).unwrap_or(30).clamp(1, 200)),
        from: given(&question.from),
        to: given(&question.to),
        about: given(&question.about),
        sentences: None,
    };
    let days = pool.ask(move |ask| ask.timeline(&options, Some(super::MOST))).await?;
    let days = days
        .into_iter()
        .map(|day| Day {
            plain: plain_day(&day.date),
            iso: day.date,
            sentences: day
                .evidence
                .iter()
                .map(|one| Sentence {
                    href: format!("/report/{}?at={}-{}#at", encode(one.report.as_str()), one.start, one.end),
                    text: one_line(&one.text),
                })
                .collect(),
        })
        .collect();
    render(&Timeline {
        about: question.about.unwrap_or_default(),
        from: question.from.unwrap_or_default(),
        to: question.to.unwrap_or_default(),
        days_wanted: question.days.unwrap_or_default(),
        days,
    })
}
