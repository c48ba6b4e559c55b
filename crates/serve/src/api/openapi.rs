//! The OpenAPI 3.1 document of the API.

use axum::Json;
use serde_json::{Value, json};

/// What a speaker does by saying something.
pub const STATEMENT_ACTS: [&str; 22] = [
    "state",
    "report",
    "accuse",
    "criticize",
    "demand",
    "appeal",
    "propose",
    "offer",
    "pledge",
    "agree",
    "accept",
    "reject",
    "refuse",
    "deny",
    "threaten",
    "warn",
    "praise",
    "thank",
    "apologize",
    "ask",
    "announce",
    "confirm",
];

/// PLOVER's roots.
pub const EVENT_ACTS: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// The document.
pub async fn document() -> Json<Value> {
    let (text, day, limit, cursor) = (text(), day(), limit(), cursor());
    let of_days = [("since", &day), ("until", &day)];
    let of_pages = [("limit", &limit), ("cursor", &cursor)];
    let statement_act = json!({ "type": "string", "enum": STATEMENT_ACTS });
    let event_act = json!({ "type": "string", "enum": EVENT_ACTS });
    let share = json!({ "type": "number", "minimum": 0, "maximum": 1 });
    let days = json!({ "type": "integer", "minimum": 1, "maximum": 200 });
    let list = |summary, own: &[(&str, &Value)], common: &[&[(&str, &Value)]]| {
        question(summary, own.iter().chain(common.iter().copied().flatten()), &[], "Page")
    };
    Json(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "dateline",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Questions to the record: who said and did what, when, where, by whose account",
            "description": "Every item carries the report and the span of text (code points, half-open) that it rests on.",
        },
        "servers": [{ "url": "/api/v1" }],
        "paths": {
            "/counts": question("How much there is of everything", [].iter(), &[], "Object"),
            "/stories": list("Stories at a glance, the latest first", &[], &[&of_pages]),
            "/stories/{id}": one("A story: its accounts, where they differ, who said and did what"),
            "/reports": list("Reports without their texts", &[("q", &text), ("source", &text), ("place", &text)], &[&of_days, &of_pages]),
            "/reports/{id}": one("A report with its text and all that was found in it"),
            "/statements": list(
                "Who said what",
                &[("by", &text), ("act", &statement_act), ("about", &text), ("source", &text), ("story", &text), ("confidence", &share)],
                &[&of_days, &of_pages],
            ),
            "/events": list("Who did what to whom", &[("by", &text), ("act", &event_act), ("about", &text), ("story", &text)], &[&of_days, &of_pages]),
            "/figures": list("How many, and by whose account", &[("what", &text), ("story", &text)], &[&of_days, &of_pages]),
            "/differences": list("One fact, several accounts", &[], &[&of_pages]),
            "/timeline": question("Which days mattered", [("about", &text), ("from", &day), ("to", &day), ("days", &days)].iter(), &[], "Page"),
            "/positions": question("Who stood where on an issue, and who moved", [("about", &text), ("by", &text)].iter(), &["about"], "Page"),
            "/who": question("One person or party", [("name", &text)].iter(), &["name"], "Object"),
            "/search": question("Words anywhere in the record", [("q", &text), ("limit", &limit)].iter(), &["q"], "Object"),
        },
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

fn text() -> Value {
    json!({ "type": "string", "minLength": 1, "pattern": "\\S" })
}

fn day() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" })
}

fn limit() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": 500, "default": 50 })
}

fn cursor() -> Value {
    json!({ "type": "string", "pattern": "^c[0-9a-z]{1,5}$" })
}

fn question<'p>(
    summary: &str,
    parameters: impl Iterator<Item = &'p (&'p str, &'p Value)>,
    required: &[&str],
    schema: &str,
) -> Value {
    let parameters: Vec<Value> = parameters
        .map(|(name, schema)| json!({ "name": name, "in": "query", "required": required.contains(name), "schema": schema }))
        .collect();
    json!({ "get": { "summary": summary, "parameters": parameters, "responses": responses(schema, false) } })
}

fn one(summary: &str) -> Value {
    let id = json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 },
        "description": "an id, or the first letters of it" });
    json!({ "get": { "summary": summary, "parameters": [id], "responses": responses("Object", true) } })
}

fn responses(schema: &str, can_be_missing: bool) -> Value {
    let problem = |why: &str| json!({ "description": why, "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } });
    let mut responses = json!({
        "200": { "description": "the answer", "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } } },
        "304": { "description": "unchanged since the ETag given" },
        "400": problem("the question was wrong"),
        "414": problem("the address was too long"),
        "429": problem("too many questions at once"),
        "503": problem("it took too long"),
    });
    if can_be_missing {
        responses["404"] = problem("there is none of that id");
    }
    responses
}
