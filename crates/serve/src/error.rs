//! Answers to questions that have none.

use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use dateline_ask::AskError;
use serde_json::json;

/// Why a page cannot be shown.
#[derive(Debug)]
pub struct PageError {
    status: StatusCode,
    why: String,
}

impl PageError {
    /// The request itself was wrong.
    pub fn bad_request(why: impl Into<String>) -> Self {
        PageError { status: StatusCode::BAD_REQUEST, why: why.into() }
    }
}

impl PageError {
    /// There is no such page.
    pub fn not_found(why: impl Into<String>) -> Self {
        PageError { status: StatusCode::NOT_FOUND, why: why.into() }
    }
}

impl From<AskError> for PageError {
    fn from(error: AskError) -> Self {
        PageError { status: status_of(&error), why: error.to_string() }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        PageError { status: StatusCode::INTERNAL_SERVER_ERROR, why: error.to_string() }
    }
}

/// The HTTP status of an answer that is none.
pub fn status_of(error: &AskError) -> StatusCode {
    match error {
        AskError::NoSuch { .. } => StatusCode::NOT_FOUND,
        AskError::Several { .. } => StatusCode::CONFLICT,
        AskError::Record(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'e> {
    title: &'e str,
    why: &'e str,
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Error");
        let page = ErrorPage { title, why: &self.why }.render().unwrap_or_else(|_| title.to_owned());
        (self.status, Html(page)).into_response()
    }
}

/// A problem after RFC 9457.
pub fn problem(status: StatusCode, detail: &str) -> Response {
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "detail": detail,
    });
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
