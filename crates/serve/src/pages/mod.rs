//! The pages: each file is one, from the question in its address to the template.

pub mod accounts;
pub mod beside;
mod calendar;
mod changed;
pub mod changes;
pub mod compare;
pub mod correct;
mod coverage;
pub mod differences;
mod facts;
pub mod glossary;
pub mod issue;
mod marked;
mod notes;
mod offered;
pub mod people;
mod plain;
pub mod report;
pub mod search;
mod sentences;
pub mod statements;
pub mod stories;
pub mod story;
mod take;
pub mod timeline;
pub mod titles;
mod views;
pub mod who;
pub mod words;

pub use take::Line;
pub use views::{MarkView, encode, plain_day, report_href, span_href, tone_of};

use crate::error::PageError;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// How many reports, statements or events one answer looks through at most, the latest first:
/// a page is for reading, and has to come at once. The commands look through everything.
pub const MOST: usize = 200;

/// A page, rendered, or what was taken along of it.
pub type Page = Result<Response, PageError>;

fn render(page: &impl Template) -> Page {
    Ok(Html(page.render()?).into_response())
}

/// What was typed, if anything was.
pub fn given(part: &str) -> Option<String> {
    Some(part.trim().to_owned()).filter(|part| !part.is_empty())
}

/// A day, month or year that was typed, if anything was.
///
/// # Errors
/// If it is none.
pub fn given_day(name: &str, part: &str) -> Result<Option<String>, PageError> {
    match given(part) {
        Some(day) if dateline_ask::is_day(&day) => Ok(Some(day)),
        Some(_) => Err(PageError::bad_request(format!(
            "{name} is a day (2025-04-04), a month (2025-04) or a year (2025)"
        ))),
        None => Ok(None),
    }
}

/// There is no such page.
pub async fn not_found() -> Response {
    let page = PageError::not_found("there is no such page here");
    (StatusCode::NOT_FOUND, page).into_response()
}
