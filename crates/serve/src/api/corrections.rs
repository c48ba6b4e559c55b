//! `POST /api/v1/corrections`: what is wrong in the record, said by whoever has the token.

use crate::error::problem;
use crate::pool::Pool;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{Correction, Does};
use dateline_record::{RecordError, Store};
use std::collections::HashMap;

/// The most that one may hold.
const LARGEST: usize = 32 * 1024;

/// Keeps a correction that is sent as JSON, or as the form beside an item sends it.
pub async fn keep(State(pool): State<Pool>, headers: HeaderMap, body: Bytes) -> Response {
    if !pool.may_write() {
        let why =
            "corrections are taken only where a token is asked for: start `dateline serve --token WORD`";
        return problem(StatusCode::FORBIDDEN, why);
    }
    if body.len() > LARGEST {
        return problem(StatusCode::PAYLOAD_TOO_LARGE, "a correction holds at most 32 KiB");
    }
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let read = if is_form {
        from_form(&body)
    } else {
        serde_json::from_slice(&body).map_err(|error| error.to_string())
    };
    let mut correction: Correction = match read {
        Ok(correction) => correction,
        Err(reason) => return problem(StatusCode::BAD_REQUEST, &format!("this is no correction: {reason}")),
    };
    if correction.at.is_empty() {
        correction.at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    }
    let correction = correction.with_id();
    let (path, kept) = (pool.path(), correction.clone());
    let done = tokio::task::spawn_blocking(move || -> Result<_, RecordError> {
        let mut store = Store::open(&path)?;
        Ok(match store.fitting(&kept)? {
            Ok(fitting) => {
                let fitting = fitting.with_id();
                store.correct(&fitting)?;
                Ok(fitting)
            }
            Err(why) => Err(why),
        })
    })
    .await;
    match done {
        Ok(Ok(Err(why))) => problem(StatusCode::BAD_REQUEST, &why),
        Ok(Ok(Ok(_))) if is_form => {
            let report = correction.target.report.map(|report| report.to_string()).unwrap_or_default();
            Redirect::to(&format!("/report/{}", crate::pages::encode(&report))).into_response()
        }
        Ok(Ok(Ok(kept))) => (StatusCode::CREATED, Json(kept)).into_response(),
        Ok(Err(error)) => problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        Err(_) => problem(StatusCode::INTERNAL_SERVER_ERROR, "the correction was not kept; try again"),
    }
}

/// The form's fields: report, start, end, text, kind, does, field, value, by.
fn from_form(body: &[u8]) -> Result<Correction, String> {
    // A form's fields are written as those of an address.
    let address: Uri = std::str::from_utf8(body)
        .ok()
        .and_then(|body| format!("/?{body}").parse().ok())
        .ok_or("the form cannot be read")?;
    let Query(fields) =
        Query::<HashMap<String, String>>::try_from_uri(&address).map_err(|error| error.to_string())?;
    let given = |name: &str| fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
    let number = |name: &str| given(name).and_then(|number| number.parse::<u32>().ok());
    let (Some(report), Some(kind), Some(does)) = (given("report"), given("kind"), given("does")) else {
        return Err("report, kind and does are needed".to_owned());
    };
    let does: Does = serde_json::from_value(serde_json::json!(does))
        .map_err(|_| format!("{does} is nothing it can do"))?;
    let (Some(start), Some(end)) = (number("start"), number("end")) else {
        return Err("start and end are needed".to_owned());
    };
    let span = dateline_model::Excerpt { start, end, text: given("text").unwrap_or_default().to_owned() };
    Ok(Correction {
        id: dateline_model::Id::default(),
        target: dateline_model::Target {
            report: Some(report.into()),
            span: Some(span),
            kind: kind.to_owned(),
            name: None,
        },
        does,
        field: given("field").map(str::to_owned),
        value: given("value").map_or(serde_json::Value::Null, |value| {
            serde_json::from_str(value).unwrap_or_else(|_| serde_json::json!(value))
        }),
        by: given("by").unwrap_or("somebody").to_owned(),
        at: String::new(),
    })
}
