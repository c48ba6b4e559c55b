//! The questions as JSON: `/api/v1/…`. Lists come in pages, each with the cursor of the next;
//! every answer has an ETag; what goes wrong is a problem after RFC 9457.

mod corrections;
mod filters;
mod forms;
mod links;
mod openapi;
mod parameters;
mod questions;
mod schemas;

pub use forms::STATEMENT_ACTS;
pub use parameters::Parameters;
pub use questions::{QUESTIONS, Question, Refusal};

use crate::error::{problem, status_of};
use crate::pool::Pool;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use parameters::Wrong;
use serde::Serialize;

/// The routes below `/api/v1`.
pub fn router() -> Router<Pool> {
    let mut router = Router::new()
        .route("/openapi.json", get(openapi::document))
        .route("/corrections", post(corrections::keep));
    for question in &QUESTIONS {
        let by_query = async move |State(pool): State<Pool>, uri: Uri, headers: HeaderMap| {
            let known: Vec<&str> = question.takes.iter().map(|takes| takes.name).collect();
            let given = Parameters::of(&uri, &known)?;
            Ok::<_, Refusal>(answer(&headers, &question.answer(&pool, &given).await?))
        };
        // A single thing is asked for by its place: /stories/ID.
        let by_id =
            async move |State(pool): State<Pool>, Path(id): Path<String>, uri: Uri, headers: HeaderMap| {
                let given = Parameters::of(&uri, &[])?.with("id", id);
                Ok::<_, Refusal>(answer(&headers, &question.answer(&pool, &given).await?))
            };
        router = match question.name {
            "story" => router.route("/stories/{id}", get(by_id)),
            "report" => router.route("/reports/{id}", get(by_id)),
            name => router.route(&format!("/{name}"), get(by_query)),
        };
    }
    let not_so = || async {
        problem(
            StatusCode::METHOD_NOT_ALLOWED,
            "questions are asked with GET, corrections sent with POST; /api/v1/openapi.json lists them",
        )
    };
    router.method_not_allowed_fallback(not_so).fallback(none)
}

/// There is no such question.
pub async fn none() -> Response {
    problem(StatusCode::NOT_FOUND, "there is no such question; /api/v1/openapi.json lists them")
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Refusal::Wrong(Wrong(why)) => problem(StatusCode::BAD_REQUEST, &why),
            Refusal::Ask(error) => problem(status_of(&error), &error.to_string()),
        }
    }
}

/// JSON with an ETag; nothing but the tag where the asker has it already.
fn answer(headers: &HeaderMap, body: &impl Serialize) -> Response {
    let body = serde_json::to_vec(body).unwrap_or_default();
    let tag = format!("\"{}\"", &blake3::hash(&body).to_hex()[..24]);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let is_known =
        known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
