//! Words anywhere in the record, narrowed down by speaker, act, place, day and outlet.

use super::compare::counted;
use super::stories::{Filter, Value};
use super::take::{self, Format, Line, Take, address, taken};
use super::views::{StatementView, encode, headline, one_line, plain_day, source, span_href, word};
use super::{Page, given, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Hit, SearchAnswer, SearchQuestion};
use dateline_model::Excerpt;
use serde::Deserialize;

/// Statements that are looked through to narrow down, statements and reports that are shown.
const LOOKED_THROUGH: usize = 200;
const STATEMENTS: usize = 15;
const REPORTS: usize = 20;
const OFFERED: usize = 7;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Question {
    q: String,
    /// Whether the last word may go on: asked while one types.
    typing: String,
    speaker: String,
    act: String,
    place: String,
    day: String,
    source: String,
    format: String,
}

impl Question {
    fn parts(&self) -> [(&'static str, &str); 6] {
        let Question { q, speaker, act, place, day, source, .. } = self;
        [("q", q), ("speaker", speaker), ("act", act), ("place", place), ("day", day), ("source", source)]
    }

    fn with(&self, name: &str, value: &str) -> String {
        let parts = self.parts().map(|(part, known)| (part, if part == name { value } else { known }));
        address("/search", &parts).trim_end_matches('&').to_owned()
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    q: String,
    encoded: String,
    hits: Vec<HitView>,
    statements: Vec<StatementView>,
    filters: Vec<Filter>,
    take: Take,
    feed: String,
}

struct HitView {
    href: String,
    title: String,
    source: String,
    day_plain: String,
    snippet: String,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    let q = question.q.trim().to_owned();
    let encoded = encode(&q);
    let take = Take::of("/search", &question.parts());
    let feed = address("/feed.atom", &question.parts()).trim_end_matches('&').to_owned();
    if q.is_empty() {
        let (hits, statements, filters) = (Vec::new(), Vec::new(), Vec::new());
        return render(&Search { q, encoded, hits, statements, filters, take, feed });
    }
    let last = q.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let asked = SearchQuestion {
        // A word of one or two letters could go on as half of all words.
        is_typing: !question.typing.is_empty() && last.chars().count() > 2,
        words: q.clone(),
        speaker: given(&question.speaker),
        act: given(&question.act),
        place: given(&question.place),
        day: given(&question.day),
        source: given(&question.source),
        limit: format.map_or(LOOKED_THROUGH, |_| take::MOST),
        reports: format.map_or(REPORTS, |_| 1000),
        events: 0,
    };
    let (answer, places) = pool
        .ask(move |ask| {
            let answer = ask.search_for(&asked)?;
            let of_statements = answer.statements.iter().map(|one| &one.from);
            let lines: Vec<_> = of_statements.chain(answer.reports.iter().map(|hit| &hit.report)).collect();
            let places = ask.places_in(&lines, OFFERED)?;
            Ok((answer, places))
        })
        .await?;
    if let Some(format) = format {
        let statements = answer.statements.iter().map(Line::statement);
        let reports = answer.reports.iter().map(|hit| Line::report(&hit.report));
        return taken("search", format, &statements.chain(reports).collect::<Vec<_>>());
    }
    let mut statements = StatementView::all(&answer.statements);
    statements.truncate(STATEMENTS);
    render(&Search {
        hits: answer.reports.iter().map(hit).collect(),
        statements,
        filters: filters(&question, &answer, places),
        encoded,
        take,
        feed,
        q,
    })
}

fn hit(hit: &Hit) -> HitView {
    let piece = Excerpt {
        start: hit.start,
        end: hit.start + hit.snippet.chars().count() as u32,
        text: hit.snippet.clone(),
    };
    HitView {
        href: span_href(&hit.report.id, &piece),
        title: headline(&hit.report),
        source: source(&hit.report),
        day_plain: hit.report.day.as_deref().map_or_else(|| "day not given".to_owned(), plain_day),
        snippet: one_line(&hit.snippet),
    }
}

fn filters(question: &Question, answer: &SearchAnswer, places: Vec<(String, u64)>) -> Vec<Filter> {
    let statements = &answer.statements;
    let lines = || statements.iter().map(|one| &one.from).chain(answer.reports.iter().map(|hit| &hit.report));
    let speakers = statements.iter().flat_map(|one| &one.record.speakers).map(|one| one.name.clone());
    let acts = statements.iter().map(|one| word(&one.record.act));
    let all = [
        ("Speaker", "speaker", &question.speaker, counted(speakers)),
        ("Act", "act", &question.act, counted(acts)),
        (
            "Place",
            "place",
            &question.place,
            places.into_iter().map(|(name, count)| (name, count as usize)).collect(),
        ),
        ("Day", "day", &question.day, counted(lines().filter_map(|line| line.day.clone()))),
        ("Outlet", "source", &question.source, counted(lines().filter_map(|line| line.source.clone()))),
    ];
    all.into_iter()
        .map(|(name, part, chosen, values)| Filter {
            name,
            chosen: chosen.clone(),
            without: question.with(part, ""),
            values: values
                .into_iter()
                .take(OFFERED)
                .map(|(name, count)| Value { href: question.with(part, &name), name, count: count as u64 })
                .collect(),
        })
        .filter(|filter| !filter.chosen.is_empty() || !filter.values.is_empty())
        .collect()
}
