//! One person or party: offices over time, statements, what they do to whom.

use super::views::{StatementView, word};
use super::{Page, render};
use crate::draw::{bars, dots};
use crate::error::PageError;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Relation, Tone, state_name};
use dateline_model::EventAct;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub struct Question {
    #[serde(default)]
    name: String,
}

#[derive(Template)]
#[template(path = "who.html")]
struct Who {
    name: String,
    people: Vec<Person>,
    acts: Vec<String>,
    relations: Vec<Row>,
    dots: String,
    statements: Vec<StatementView>,
}

struct Person {
    name: String,
    aliases: String,
    bars: String,
    offices: Vec<Office>,
}

struct Office {
    title: String,
    first: String,
    last: String,
    reports: usize,
}

struct Row {
    to: String,
    cells: Vec<Cell>,
}

struct Cell {
    times: usize,
    tone: &'static str,
    shape: char,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let name = question.name.trim().to_owned();
    if name.is_empty() {
        return Err(PageError::bad_request("say who: /who?name=…"));
    }
    let asked = name.clone();
    let answer = pool.ask(move |ask| ask.who(&asked, Some(super::MOST))).await?;
    let people = answer
        .people
        .iter()
        .map(|person| Person {
            name: person.name.clone(),
            aliases: person.aliases.join(", "),
            bars: bars(&person.offices),
            offices: person
                .offices
                .iter()
                .map(|office| Office {
                    title: [
                        Some(office.title.as_str()),
                        office.of.as_deref().map(|of| state_name(of).unwrap_or(of)),
                    ]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
                    first: office.first.clone(),
                    last: office.last.clone(),
                    reports: office.reports.len(),
                })
                .collect(),
        })
        .collect();
    let (acts, relations) = matrix(&answer.relations);
    render(&Who {
        name,
        people,
        acts,
        relations,
        dots: dots(&answer.statements),
        statements: StatementView::all(&answer.statements),
    })
}

/// A row for each of the others, a column for each act that occurs.
fn matrix(relations: &[Relation]) -> (Vec<String>, Vec<Row>) {
    let mut acts: Vec<EventAct> = relations.iter().map(|relation| relation.act).collect();
    acts.sort_unstable();
    acts.dedup();
    let mut others: BTreeMap<&str, BTreeMap<EventAct, usize>> = BTreeMap::new();
    for relation in relations {
        *others.entry(&relation.to).or_default().entry(relation.act).or_default() += relation.times;
    }
    let mut others: Vec<_> = others.into_iter().collect();
    others.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.values().sum::<usize>()));
    let rows = others
        .into_iter()
        .take(20)
        .map(|(to, counts)| Row {
            to: to.to_owned(),
            cells: acts
                .iter()
                .map(|act| {
                    let tone = Tone::of_event(*act);
                    Cell {
                        times: counts.get(act).copied().unwrap_or(0),
                        tone: tone.name(),
                        shape: tone.shape(),
                    }
                })
                .collect(),
        })
        .collect();
    (acts.iter().map(|act| word(act).to_lowercase()).collect(), rows)
}
