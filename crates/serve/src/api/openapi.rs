//! The OpenAPI 3.1 document of the API, made of the questions: what the server takes and what the
//! document says it takes cannot come apart.

use super::forms::{Form, Takes};
use super::questions::{QUESTIONS, Question};
use super::schemas;
use axum::Json;
use serde_json::{Map, Value, json};

/// The document.
pub async fn document() -> Json<Value> {
    let mut paths = Map::new();
    for question in &QUESTIONS {
        let path = match question.name {
            "story" => "/stories/{id}".to_owned(),
            "report" => "/reports/{id}".to_owned(),
            name => format!("/{name}"),
        };
        paths.insert(path, json!({ "get": operation(question) }));
    }
    Json(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "dateline",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Questions to the record: who said and did what, when, where, by whose account",
            "description": "Every item carries the report and the span of text (code points, half-open) that it rests on, \
                            and a `link` to these words, highlighted, on a page of this server.\n\n\
                            Lists come in pages: `next` is the `cursor` of the following page, null on the last. Every answer \
                            has an `ETag`; send it as `If-None-Match` and get 304 while nothing has changed. What goes wrong \
                            is an `application/problem+json` (RFC 9457) whose `detail` says what to do.\n\n\
                            The same questions are tools of the Model Context Protocol at `/mcp` and in `dateline mcp`.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/api/v1", "description": "this server" }],
        "security": [{}, { "token": [] }],
        "tags": [
            { "name": "record", "description": "What single reports say" },
            { "name": "together", "description": "What several reports show together" },
        ],
        "paths": paths,
        "components": {
            "schemas": schemas::all(),
            "securitySchemes": { "token": {
                "type": "http",
                "scheme": "bearer",
                "description": "what the server was started with (`--token`); none is asked for on loopback without one",
            } },
        },
    }))
}

fn operation(question: &Question) -> Value {
    let has_id = question.needs.contains(&"id");
    let parameters: Vec<Value> = question
        .takes
        .iter()
        .map(|takes| {
            json!({
                "name": takes.name,
                "in": if has_id { "path" } else { "query" },
                "required": question.needs.contains(&takes.name),
                "description": takes.meaning,
                "schema": takes.form.schema(),
                "example": example(takes),
            })
        })
        .collect();
    let problem = |why: &str| {
        let content =
            json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
        json!({ "description": why, "content": content })
    };
    let tag =
        json!({ "ETag": { "description": "changes when the answer does", "schema": { "type": "string" } } });
    let content = json!({ "application/json": { "schema": schemas::answer(question), "example": schemas::example(question) } });
    let mut responses = json!({
        "200": { "description": "the answer", "headers": tag, "content": content },
        "304": { "description": "unchanged since the ETag given" },
        "400": problem("the question was wrong"),
        "401": problem("a token is needed"),
        "403": problem("the server was asked under another name, or by a page elsewhere"),
        "414": problem("the address was too long"),
        "429": problem("too many questions at once"),
        "503": problem("it took too long"),
    });
    if has_id {
        responses["404"] = problem("there is none of that id");
        responses["409"] = problem("more than one id begins so; give more of it");
    }
    let is_together = matches!(
        question.name,
        "stories" | "story" | "differences" | "timeline" | "positions" | "who" | "rows"
    );
    json!({
        "operationId": question.name,
        "tags": [if is_together { "together" } else { "record" }],
        "summary": question.summary,
        "description": schemas::description(question),
        "parameters": parameters,
        "responses": responses,
    })
}

/// What one might ask.
fn example(takes: &Takes) -> Value {
    match (takes.form, takes.name) {
        (Form::StatementAct, _) => json!("accuse"),
        (Form::EventAct, _) => json!("CONSULT"),
        (Form::Table, _) => json!("deeds"),
        (Form::Day, "since" | "from") => json!("1995-09"),
        (Form::Day, _) => json!("1995-11-21"),
        (Form::Share, _) => json!(0.5),
        (Form::Limit, _) => json!(20),
        (Form::Days, _) => json!(10),
        (Form::Cursor, _) => json!("ck"),
        (Form::Text, "by" | "name") => json!("Holbrooke"),
        (Form::Text, "speaker") => json!("Richard Holbrooke"),
        (Form::Text, "source") => json!("Valley Wire"),
        (Form::Text, "place") => json!("Sarajevo"),
        (Form::Text, "what") => json!("killed"),
        (Form::Text, "story") => json!("story-3acb342062e6afcfddab"),
        (Form::Text, "id") => json!("herald-market"),
        (Form::Text, _) => json!("ceasefire"),
    }
}
