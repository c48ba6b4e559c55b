//! The pages: each file is one, from the question in its address to the template.

pub mod compare;
pub mod differences;
pub mod issue;
pub mod people;
pub mod report;
pub mod search;
pub mod statements;
pub mod stories;
pub mod story;
pub mod timeline;
mod views;
pub mod who;

pub use views::{encode, plain_day, report_href, span_href, tone_of};

use crate::error::PageError;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// How many reports, statements or events one answer looks through at most, the latest first:
/// a page is for reading, and has to come at once. The commands look through everything.
pub const MOST: usize = 200;

/// A page, rendered.
pub type Page = Result<Html<String>, PageError>;

fn render(page: &impl Template) -> Page {
    Ok(Html(page.render()?))
}

/// There is no such page.
pub async fn not_found() -> Response {
    let page = PageError::not_found("there is no such page here");
    (StatusCode::NOT_FOUND, page).into_response()
}
