//! Which days mattered, and what happened on them.

use super::take::{Format, Line, Take, taken};
use super::views::{encode, one_line, plain_day};
use super::{Page, given, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::TimelineOptions;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    about: String,
    from: String,
    to: String,
    days: String,
    format: String,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct Timeline {
    about: String,
    from: String,
    to: String,
    days_wanted: String,
    days: Vec<Day>,
    take: Take,
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
    let format = Format::of(&question.format)?;
    let options = TimelineOptions {
        days: Some(given(&question.days).and_then(|days| days.parse().ok()).unwrap_or(30).clamp(1, 200)),
        from: given(&question.from),
        to: given(&question.to),
        about: given(&question.about),
        ..TimelineOptions::default()
    };
    let days = pool.ask(move |ask| ask.timeline(&options, Some(super::MOST))).await?;
    if let Some(format) = format {
        let told = days.iter().flat_map(|day| day.evidence.iter().map(move |one| (day, one)));
        let lines: Vec<Line> = told
            .map(|(day, one)| Line {
                kind: "day",
                day: day.date.clone(),
                content: one_line(&one.text),
                report: one.report.to_string(),
                start: one.start,
                end: one.end,
                link: format!("/report/{}?at={}-{}#at", encode(one.report.as_str()), one.start, one.end),
                ..Line::default()
            })
            .collect();
        return taken("timeline", format, &lines);
    }
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
    let Question { about, from, to, days: days_wanted, .. } = question;
    let parts = [("about", about.as_str()), ("from", &from), ("to", &to), ("days", &days_wanted)];
    render(&Timeline { take: Take::of("/timeline", &parts), about, from, to, days_wanted, days })
}
