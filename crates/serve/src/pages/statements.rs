//! Statements by speaker, words, act and day; also as CSV, JSON Lines or citations to take along.

use super::render;
use super::views::{Pager, StatementView, encode, one_line, plain_day, source, word};
use crate::api::STATEMENT_ACTS;
use crate::error::PageError;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use dateline_ask::{Kept, StatementFilter};
use dateline_model::{Id, Statement};
use serde::Deserialize;

const PER_PAGE: usize = 50;
/// The most rows that one download holds.
const MOST: usize = 20_000;

#[derive(Clone, Default, Deserialize)]
pub struct Question {
    by: Option<String>,
    about: Option<String>,
    act: Option<String>,
    since: Option<String>,
    until: Option<String>,
    source: Option<String>,
    story: Option<String>,
    format: Option<String>,
    #[serde(default)]
    page: usize,
}

#[derive(Template)]
#[template(path = "statements.html")]
struct Statements {
    by: String,
    about: String,
    act: String,
    since: String,
    until: String,
    acts: Vec<&'static str>,
    csv: String,
    jsonl: String,
    citations: String,
    statements: Vec<StatementView>,
    pager: Pager,
}

/// The page, or the download.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Result<Response, PageError> {
    let given = |part: &Option<String>| part.clone().filter(|part| !part.trim().is_empty());
    let filter = StatementFilter {
        by: given(&question.by),
        about: given(&question.about),
        act: given(&question.act),
        since: given(&question.since),
        until: given(&question.until),
        source: given(&question.source),
        story: given(&question.story).map(Id),
        latest_first: true,
        ..StatementFilter::default()
    };
    let format = question.format.as_deref().unwrap_or("html");
    let (limit, offset) =
        if format == "html" { (PER_PAGE + 1, question.page.min(100_000) * PER_PAGE) } else { (MOST, 0) };
    let filter = StatementFilter { limit: Some(limit), offset, ..filter };
    let mut statements = pool.ask(move |ask| ask.statements(&filter)).await?;
    let download = |kind: &'static str, ending: &str, body: String| {
        let name = format!("attachment; filename=\"statements.{ending}\"");
        ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body).into_response()
    };
    match format {
        "html" => {}
        "csv" => return Ok(download("text/csv; charset=utf-8", "csv", csv(&statements))),
        "jsonl" => {
            let lines =
                statements.iter().filter_map(|one| serde_json::to_string(one).ok()).map(|line| line + "\n");
            return Ok(download("application/jsonl; charset=utf-8", "jsonl", lines.collect()));
        }
        "txt" => return Ok(download("text/plain; charset=utf-8", "txt", citations(&statements))),
        _ => return Err(PageError::bad_request("format is html, csv, jsonl or txt")),
    }
    let has_more = statements.len() > PER_PAGE;
    statements.truncate(PER_PAGE);
    let address = address(&question);
    let page = Statements {
        by: question.by.unwrap_or_default(),
        about: question.about.unwrap_or_default(),
        act: question.act.unwrap_or_default(),
        since: question.since.unwrap_or_default(),
        until: question.until.unwrap_or_default(),
        acts: STATEMENT_ACTS.to_vec(),
        csv: format!("{address}format=csv"),
        jsonl: format!("{address}format=jsonl"),
        citations: format!("{address}format=txt"),
        statements: StatementView::all(&statements),
        pager: Pager::new(&format!("{address}page="), question.page, has_more),
    };
    Ok(render(&page)?.into_response())
}

/// The same question, to be gone on with.
fn address(question: &Question) -> String {
    let parts = [
        ("by", &question.by),
        ("about", &question.about),
        ("act", &question.act),
        ("since", &question.since),
        ("until", &question.until),
        ("source", &question.source),
        ("story", &question.story),
    ];
    let mut address = "/statements?".to_owned();
    for (name, value) in parts {
        if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
            address.push_str(&format!("{name}={}&", encode(value)));
        }
    }
    address
}

fn csv(statements: &[Kept<Statement>]) -> String {
    let mut out =
        "day,act,manner,speaker,office,of,addressee,content,source,published,report,id\r\n".to_owned();
    for one in statements {
        let statement = &one.record;
        let join = |part: &dyn Fn(&dateline_model::Speaker) -> String| {
            statement.speakers.iter().map(part).collect::<Vec<_>>().join("; ")
        };
        let said = statement.said.as_ref().and_then(|said| said.edtf.as_ref()).map(ToString::to_string);
        let row = [
            said.unwrap_or_default(),
            word(&statement.act),
            word(&statement.manner),
            join(&|one| one.name.clone()),
            join(&|one| one.office.clone().unwrap_or_default()),
            join(&|one| one.of.clone().unwrap_or_default()),
            statement.addressee.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("; "),
            statement.content.iter().map(|piece| one_line(&piece.text)).collect::<Vec<_>>().join(" … "),
            one.from.source.clone().unwrap_or_default(),
            one.from.day.clone().unwrap_or_default(),
            one.from.id.to_string(),
            statement.id.to_string(),
        ];
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell_text(cell))).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell for programs that take a leading "=" for a formula.
fn cell_text(cell: &str) -> String {
    let quoted = cell.replace('"', "\"\"");
    if quoted.starts_with(['=', '+', '-', '@', '\t']) { format!("'{quoted}") } else { quoted }
}

fn citations(statements: &[Kept<Statement>]) -> String {
    let mut out = String::new();
    for one in statements {
        let who =
            one.record.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join(", ");
        let said =
            one.record.content.iter().map(|piece| one_line(&piece.text)).collect::<Vec<_>>().join(" … ");
        let title = one.from.title.as_deref().unwrap_or_default();
        let day = one.from.day.as_deref().map(plain_day).unwrap_or_default();
        let url = one.from.url.as_deref().unwrap_or_default();
        out.push_str(&format!("{who}: “{said}” — {}, “{title}”, {day}. {url}\n\n", source(&one.from)));
    }
    out
}
