//! An issue in any words: who stood where, and who moved.

use super::take::{Format, Line, Take, taken};
use super::views::{MarkView, actor, encode};
use super::who::{ChangeView, changes_of};
use super::{Page, given, render};
use crate::draw::lanes;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Lane, PositionsQuestion};
use serde::Deserialize;

/// Lanes that fit on a page, and marks that one of them lists.
const MOST: usize = 16;
const LISTED: usize = 14;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    about: String,
    by: String,
    format: String,
}

#[derive(Template)]
#[template(path = "issue.html")]
struct IssuePage {
    about: String,
    by: String,
    drawing: String,
    lanes: Vec<LaneView>,
    is_cut: bool,
    encoded: String,
    take: Take,
}

struct LaneView {
    anchor: String,
    actor: String,
    /// Whether it is the first of those who speak for nobody else.
    begins_private: bool,
    marks: Vec<MarkView>,
    more: usize,
    changes: Vec<ChangeView>,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    let about = question.about.trim().to_owned();
    let mut found = Vec::new();
    if !about.is_empty() {
        let asked = PositionsQuestion {
            about: about.clone(),
            by: given(&question.by),
            most: Some(super::MOST),
            ..PositionsQuestion::default()
        };
        found = pool.ask(move |ask| ask.positions(&asked)).await?;
    }
    if let Some(format) = format {
        let marks =
            found.iter().flat_map(|lane| lane.marks.iter().map(|mark| Line::mark(&actor(lane), mark)));
        return taken("positions", format, &marks.collect::<Vec<_>>());
    }
    let is_cut = found.len() > MOST;
    found.truncate(MOST);
    let found: Vec<_> = found.into_iter().map(Lane::told_once).collect();
    render(&IssuePage {
        drawing: lanes(&found, true),
        lanes: found
            .iter()
            .enumerate()
            .map(|(at, lane)| view(lane, !lane.official && (at == 0 || found[at - 1].official)))
            .collect(),
        is_cut,
        encoded: encode(&about),
        take: Take::of("/issue", &[("about", &about), ("by", question.by.trim())]),
        about,
        by: question.by,
    })
}

fn view(lane: &Lane, begins_private: bool) -> LaneView {
    LaneView {
        anchor: format!("lane-{}", encode(&lane.actor)),
        actor: actor(lane),
        begins_private,
        marks: lane.marks.iter().rev().take(LISTED).rev().map(MarkView::of).collect(),
        more: lane.marks.len().saturating_sub(LISTED),
        changes: changes_of(lane),
    }
}
