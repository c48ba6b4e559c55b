//! The OpenAPI 3.1 document of the API, made of the questions.

use super::questions::{QUESTIONS, Question};
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
            "description": "Every item carries the report and the span of text (code points, half-open) that it rests on, and a link to it.",
        },
        "servers": [{ "url": "/api/v1" }],
        "paths": paths,
        "components": { "schemas": {
            "Object": { "type": "object" },
            "Page": {
                "type": "object",
                "required": ["items", "next"],
                "properties": {
                    "items": { "type": "array", "items": { "type": "object" } },
                    "next": { "type": ["string", "null"], "description": "give it as `cursor` for the next page" },
                },
            },
            "Problem": {
                "type": "object",
                "description": "RFC 9457",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": { "type": "string" },
                    "title": { "type": "string" },
                    "status": { "type": "integer" },
                    "detail": { "type": "string" },
                },
            },
        } },
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
            })
        })
        .collect();
    let schema = if question.is_list { "#/components/schemas/Page" } else { "#/components/schemas/Object" };
    let problem = |why: &str| {
        let content =
            json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
        json!({ "description": why, "content": content })
    };
    let mut responses = json!({
        "200": { "description": "the answer", "content": { "application/json": { "schema": { "$ref": schema } } } },
        "304": { "description": "unchanged since the ETag given" },
        "400": problem("the question was wrong"),
        "401": problem("a token is needed"),
        "414": problem("the address was too long"),
        "429": problem("too many questions at once"),
        "503": problem("it took too long"),
    });
    if has_id {
        responses["404"] = problem("there is none of that id");
    }
    json!({ "operationId": question.name, "summary": question.summary, "parameters": parameters, "responses": responses })
}
