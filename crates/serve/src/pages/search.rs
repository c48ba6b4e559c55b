//! Words anywhere in the record, with facets.

use super::views::{StatementView, encode, one_line, plain_day, source, span_href, word};
use super::{Page, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Hit, SearchAnswer};
use dateline_model::Excerpt;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub struct Question {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    q: String,
    encoded: String,
    hits: Vec<HitView>,
    statements: Vec<StatementView>,
    facets: Vec<Facet>,
}

struct HitView {
    href: String,
    title: String,
    source: String,
    day_plain: String,
    snippet: String,
}

struct Facet {
    name: &'static str,
    values: Vec<Value>,
}

struct Value {
    href: String,
    name: String,
    count: usize,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let q = question.q.trim().to_owned();
    if q.is_empty() {
        return render(&Search {
            q,
            encoded: String::new(),
            hits: Vec::new(),
            statements: Vec::new(),
            facets: Vec::new(),
        });
    }
    let asked = q.clone();
    let answer = pool.ask(move |ask| ask.search(&asked, 60)).await?;
    let encoded = encode(&q);
    render(&Search {
        hits: answer.reports.iter().take(20).map(hit).collect(),
        statements: StatementView::all(&answer.statements[..answer.statements.len().min(12)]),
        facets: facets(&answer, &encoded),
        encoded,
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
        title: hit.report.title.clone().unwrap_or_else(|| hit.report.id.to_string()),
        source: source(&hit.report),
        day_plain: hit.report.day.as_deref().map_or_else(|| "day not given".to_owned(), plain_day),
        snippet: one_line(&hit.snippet),
    }
}

fn facets(answer: &SearchAnswer, q: &str) -> Vec<Facet> {
    let count = |names: Vec<String>, href: &dyn Fn(&str) -> String| {
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for name in names {
            *counted.entry(name).or_default() += 1;
        }
        let mut values: Vec<Value> =
            counted.into_iter().map(|(name, count)| Value { href: href(&name), name, count }).collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.count));
        values.truncate(8);
        values
    };
    let statements = &answer.statements;
    let speakers =
        statements.iter().flat_map(|one| &one.record.speakers).map(|one| one.name.clone()).collect();
    let acts = statements.iter().map(|one| word(&one.record.act)).collect();
    let outlets = statements.iter().filter_map(|one| one.from.source.clone()).collect();
    let days = statements.iter().filter_map(|one| one.from.day.clone()).collect();
    vec![
        Facet {
            name: "Speakers",
            values: count(speakers, &|name| format!("/statements?about={q}&by={}", encode(name))),
        },
        Facet {
            name: "Acts",
            values: count(acts, &|name| format!("/statements?about={q}&act={}", encode(name))),
        },
        Facet {
            name: "Outlets",
            values: count(outlets, &|name| format!("/statements?about={q}&source={}", encode(name))),
        },
        Facet {
            name: "Days",
            values: count(days, &|day| format!("/statements?about={q}&since={day}&until={day}")),
        },
    ]
}
