//! The questions as JSON: `/api/v1/…`. Lists come in pages, each with the cursor of the next;
//! every answer has an ETag; what goes wrong is a problem after RFC 9457.

mod openapi;
mod parameters;

use crate::error::{problem, status_of};
use crate::pool::Pool;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dateline_ask::{
    AskError, EventFilter, FigureFilter, PositionsQuestion, ReportFilter, StatementFilter, Table,
    TimelineOptions,
};
use dateline_model::{Id, Record};
use parameters::{Parameters, Wrong};
use serde::Serialize;
use serde_json::{Value, json};

/// The routes below `/api/v1`.
pub fn router() -> Router<Pool> {
    Router::new()
        .route("/openapi.json", get(openapi::document))
        .route("/counts", get(counts))
        .route("/stories", get(stories))
        .route("/stories/{id}", get(story))
        .route("/reports", get(reports))
        .route("/reports/{id}", get(report))
        .route("/statements", get(statements))
        .route("/events", get(events))
        .route("/figures", get(figures))
        .route("/differences", get(differences))
        .route("/timeline", get(timeline))
        .route("/positions", get(positions))
        .route("/who", get(who))
        .route("/search", get(search))
        .fallback(|| async {
            problem(StatusCode::NOT_FOUND, "there is no such question; /api/v1/openapi.json lists them")
        })
}

/// Why a question has no answer.
enum Refusal {
    Wrong(Wrong),
    Ask(AskError),
}

impl From<Wrong> for Refusal {
    fn from(wrong: Wrong) -> Self {
        Refusal::Wrong(wrong)
    }
}

impl From<AskError> for Refusal {
    fn from(error: AskError) -> Self {
        Refusal::Ask(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Refusal::Wrong(Wrong(why)) => problem(StatusCode::BAD_REQUEST, &why),
            Refusal::Ask(error) => problem(status_of(&error), &error.to_string()),
        }
    }
}

type Answer = Result<Response, Refusal>;

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

/// A page of a list: one more than asked for was looked up, to know whether there is a next.
fn page<T: Serialize>(mut items: Vec<T>, parameters: &Parameters) -> Value {
    let has_more = items.len() > parameters.limit();
    items.truncate(parameters.limit());
    let next = has_more.then(|| parameters.next());
    json!({ "items": items, "next": next })
}

async fn counts(State(pool): State<Pool>, headers: HeaderMap) -> Answer {
    let (counts, accounts) = pool.ask(|ask| Ok((ask.counts()?, ask.accounts()?))).await?;
    let mut body = json!(counts);
    body["accounts"] = json!(accounts);
    Ok(answer(&headers, &body))
}

async fn stories(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(&uri, &["limit", "cursor"])?;
    let (limit, offset) = (asked.limit() + 1, asked.offset());
    let cards = pool.ask(move |ask| ask.cards(limit, offset)).await?;
    Ok(answer(&headers, &page(cards, &asked)))
}

async fn story(State(pool): State<Pool>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    let story = pool.ask(move |ask| ask.story(&ask.id(Table::Story, &id)?)).await?;
    Ok(answer(&headers, &story))
}

async fn reports(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(&uri, &["q", "since", "until", "source", "place", "limit", "cursor"])?;
    let filter = ReportFilter {
        words: asked.text("q"),
        since: asked.day("since")?,
        until: asked.last_day("until")?,
        source: asked.text("source"),
        place: asked.text("place"),
        limit: Some(asked.limit() + 1),
        offset: asked.offset(),
        latest_first: true,
        ..ReportFilter::default()
    };
    let found = pool.ask(move |ask| ask.reports(&filter)).await?;
    Ok(answer(&headers, &page(found, &asked)))
}

async fn report(State(pool): State<Pool>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    let found = pool.ask(move |ask| ask.report(&ask.id(Table::Report, &id)?)).await?;
    let records: Vec<Record> = found.reading.into_records().collect();
    Ok(answer(&headers, &json!({ "report": found.report, "story": found.story, "records": records })))
}

async fn statements(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(
        &uri,
        &["by", "act", "about", "since", "until", "source", "story", "confidence", "limit", "cursor"],
    )?;
    let filter = StatementFilter {
        by: asked.text("by"),
        act: asked.one_of("act", &openapi::STATEMENT_ACTS)?,
        about: asked.text("about"),
        since: asked.day("since")?,
        until: asked.last_day("until")?,
        source: asked.text("source"),
        story: asked.text("story").map(Id),
        confidence: asked.share("confidence")?,
        limit: Some(asked.limit() + 1),
        offset: asked.offset(),
        latest_first: true,
        ..StatementFilter::default()
    };
    let found = pool.ask(move |ask| ask.statements(&filter)).await?;
    Ok(answer(&headers, &page(found, &asked)))
}

async fn events(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(&uri, &["by", "act", "about", "since", "until", "story", "limit", "cursor"])?;
    let filter = EventFilter {
        by: asked.text("by"),
        act: asked.one_of("act", &openapi::EVENT_ACTS)?,
        about: asked.text("about"),
        since: asked.day("since")?,
        until: asked.last_day("until")?,
        story: asked.text("story").map(Id),
        limit: Some(asked.limit() + 1),
        offset: asked.offset(),
        latest_first: true,
        ..EventFilter::default()
    };
    let found = pool.ask(move |ask| ask.events(&filter)).await?;
    Ok(answer(&headers, &page(found, &asked)))
}

async fn figures(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(&uri, &["what", "since", "until", "story", "limit", "cursor"])?;
    let filter = FigureFilter {
        what: asked.text("what"),
        since: asked.day("since")?,
        until: asked.last_day("until")?,
        story: asked.text("story").map(Id),
        limit: Some(asked.limit() + 1),
        offset: asked.offset(),
        ..FigureFilter::default()
    };
    let found = pool.ask(move |ask| ask.figures(&filter)).await?;
    Ok(answer(&headers, &page(found, &asked)))
}

async fn differences(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(&uri, &["limit", "cursor"])?;
    let (limit, offset) = (asked.limit() + 1, asked.offset());
    let found = pool.ask(move |ask| ask.differences_page(limit, offset)).await?;
    Ok(answer(&headers, &page(found, &asked)))
}

async fn timeline(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(&uri, &["about", "from", "to", "days"])?;
    let options = TimelineOptions {
        days: Some(asked.number("days", 1, 200)?.unwrap_or(30)),
        from: asked.day("from")?,
        to: asked.last_day("to")?,
        about: asked.text("about"),
        sentences: None,
    };
    let days = pool.ask(move |ask| ask.timeline(&options)).await?;
    Ok(answer(&headers, &json!({ "items": days, "next": null })))
}

async fn positions(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(&uri, &["about", "by"])?;
    let question = PositionsQuestion { about: asked.required("about")?, by: asked.text("by") };
    let lanes = pool.ask(move |ask| ask.positions(&question)).await?;
    Ok(answer(&headers, &json!({ "items": lanes, "next": null })))
}

async fn who(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(&uri, &["name"])?;
    let name = asked.required("name")?;
    let found = pool.ask(move |ask| ask.who(&name)).await?;
    Ok(answer(&headers, &found))
}

async fn search(State(pool): State<Pool>, uri: Uri, headers: HeaderMap) -> Answer {
    let asked = Parameters::of(&uri, &["q", "limit"])?;
    let (words, limit) = (asked.required("q")?, asked.limit());
    let found = pool.ask(move |ask| ask.search(&words, limit)).await?;
    Ok(answer(&headers, &found))
}
