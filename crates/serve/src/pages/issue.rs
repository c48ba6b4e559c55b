//! An issue in any words: who stood where, and who moved.

use super::views::{MarkView, actor, encode};
use super::{Page, render};
use crate::draw::lanes;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Lane, PositionsQuestion};
use serde::Deserialize;

/// Lanes that fit on a page.
const MOST: usize = 24;

#[derive(Deserialize)]
pub struct Question {
    #[serde(default)]
    about: String,
    #[serde(default)]
    by: String,
}

#[derive(Template)]
#[template(path = "issue.html")]
struct IssuePage {
    about: String,
    by: String,
    drawing: String,
    lanes: Vec<LaneView>,
}

struct LaneView {
    anchor: String,
    actor: String,
    marks: Vec<MarkView>,
    changes: Vec<ChangeView>,
}

struct ChangeView {
    from_href: String,
    from_text: String,
    from_day: String,
    to_href: String,
    to_text: String,
    to_day: String,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let about = question.about.trim().to_owned();
    let by = Some(question.by.trim().to_owned()).filter(|by| !by.is_empty());
    let mut found = Vec::new();
    if !about.is_empty() {
        let asked = PositionsQuestion { about: about.clone(), by, most: Some(super::MOST) };
        found = pool.ask(move |ask| ask.positions(&asked)).await?;
        found.truncate(MOST);
    }
    render(&IssuePage {
        about,
        by: question.by,
        drawing: lanes(&found),
        lanes: found.iter().map(view).collect(),
    })
}

fn view(lane: &Lane) -> LaneView {
    let marks: Vec<MarkView> = lane.marks.iter().map(MarkView::of).collect();
    let changes = lane
        .changes
        .iter()
        .filter_map(|change| {
            let (from, to) = (marks.get(change.from)?, marks.get(change.to)?);
            Some(ChangeView {
                from_href: from.href.clone(),
                from_text: from.text.clone(),
                from_day: from.day_plain.clone(),
                to_href: to.href.clone(),
                to_text: to.text.clone(),
                to_day: to.day_plain.clone(),
            })
        })
        .collect();
    LaneView { anchor: format!("lane-{}", encode(&lane.actor)), actor: actor(lane), marks, changes }
}
