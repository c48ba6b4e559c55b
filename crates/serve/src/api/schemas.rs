//! What answers look like, for the OpenAPI document: the fields that one can rely on. Others may
//! be there too.

use super::forms::{EVENT_ACTS, STATEMENT_ACTS};
use super::questions::Question;
use serde_json::{Value, json};

/// The schema of a question's answer.
pub fn answer(question: &Question) -> Value {
    let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let list = |name: &str| {
        json!({
            "type": "object",
            "required": ["items", "next"],
            "properties": {
                "items": { "type": "array", "items": of(name) },
                "next": { "type": ["string", "null"], "description": "give it as `cursor` for the next page; null on the last" },
            },
        })
    };
    match question.name {
        "stories" => list("Story"),
        "reports" => list("ReportLine"),
        "statements" => list("Statement"),
        "events" => list("Event"),
        "figures" => list("Figure"),
        "differences" => list("Difference"),
        "timeline" => list("Day"),
        "positions" => list("Lane"),
        "counts" => of("Counts"),
        "story" => of("StoryWhole"),
        "report" => of("ReportWhole"),
        "who" => of("Who"),
        "rows" => list("Row"),
        _ => of("Found"),
    }
}

/// What a question is about, at more length than its summary.
pub fn description(question: &Question) -> &'static str {
    match question.name {
        "counts" => {
            "Reports, statements, events, figures, stories, differences, and `accounts`: texts, of which reprints of one are counted once."
        }
        "stories" => {
            "A story is what several reports tell of one happening. `voices` are its independent accounts: lists of reports that are one text, one agency's, one outlet's or one publisher's, with the reason; `origins` are lists of reports that carry one text. `differing` counts the facts on which accounts cannot all be true."
        }
        "story" => {
            "`accounts` are the columns of `facts`: for each fact a cell for each account, with the figure, whose it is, and the report it stands in."
        }
        "reports" => "Without their texts; `/reports/{id}` has the text and all that was found in it.",
        "report" => {
            "`records` has every mention, statement, event, figure, time and place of the report, each with its span."
        }
        "statements" => {
            "`said` is the day where the report gives one; `from.day` is when it was printed. `manner`: all in quotation marks (direct), none (indirect), part (mixed)."
        }
        "events" => {
            "`account` is the statement that an event stands in, null where the report itself says so; `status` tells what happened from what was planned, threatened or denied."
        }
        "figures" => "`low` and `high` are bounds, null where open: \"at least four\" is 4 and null.",
        "differences" => {
            "`compatible` is whether all accounts can be true: 32 and \"more than 30\" can, 5 and 4 cannot."
        }
        "timeline" => {
            "The days that most reports tell of, each with the sentences that tell best what happened."
        }
        "positions" => {
            "A lane for each state, body or person; `stance` from -1 (against) to 1 (for); `changes` are indices into `marks`."
        }
        "who" => {
            "`relations` count what is done to whom, by deed or by word, with a few of the tellings; `positions` are what was spoken of most."
        }
        "rows" => {
            "One object a row, a field a column; what the columns of each table mean is in the resource `tables` and in docs/tables.md. Where `negated` is true the speaker did NOT do it; only what has the status happened is told as done."
        }
        _ => "Reports carry a piece of their text around the first of the words.",
    }
}

/// All schemas.
pub fn all() -> Value {
    let text = |meaning: &str| json!({ "type": "string", "description": meaning });
    let maybe = |meaning: &str| json!({ "type": ["string", "null"], "description": meaning });
    let number_or_day =
        |meaning: &str| json!({ "type": ["number", "string", "null"], "description": meaning });
    let number = |meaning: &str| json!({ "type": ["number", "null"], "description": meaning });
    let count = |meaning: &str| json!({ "type": "integer", "minimum": 0, "description": meaning });
    let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let list = |name: &str| json!({ "type": "array", "items": of(name) });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let link =
        json!({ "type": "string", "description": "these words, highlighted, on a page of this server" });
    let confidence = json!({ "type": "number", "minimum": 0, "maximum": 1, "description": "how sure dateline is that it reads rightly" });
    json!({
        "Excerpt": object(&["start", "end", "text"], json!({
            "start": count("code points before it"), "end": count("code points up to its end"), "text": text("exactly that piece of the report"),
        })),
        "ReportLine": object(&["id", "day", "source", "url", "title"], json!({
            "id": text("the report"), "day": maybe("when it was published"), "source": maybe("the outlet"), "url": maybe("its address"),
            "title": maybe("its headline"), "link": link,
        })),
        "Party": object(&["span", "name"], json!({ "span": of("Excerpt"), "name": text("the fullest name that the report gives") })),
        "Statement": object(&["from", "id", "report", "act", "manner", "speakers", "content", "evidence"], json!({
            "from": of("ReportLine"), "id": text("the statement"), "report": text("the report"),
            "act": { "type": "string", "enum": STATEMENT_ACTS }, "manner": { "type": "string", "enum": ["direct", "indirect", "mixed"] },
            "speakers": list("Party"), "addressee": list("Party"), "content": list("Excerpt"), "evidence": of("Excerpt"),
            "confidence": confidence, "link": link,
        })),
        "Event": object(&["from", "id", "report", "act", "by", "to", "evidence", "status"], json!({
            "from": of("ReportLine"), "id": text("the event"), "report": text("the report"), "act": { "type": "string", "enum": EVENT_ACTS },
            "by": list("Party"), "to": list("Party"), "evidence": of("Excerpt"),
            "status": { "type": "string", "enum": ["happened", "planned", "proposed", "threatened", "denied", "hypothetical"] },
            "account": maybe("the statement it stands in"), "confidence": confidence, "link": link,
        })),
        "Figure": object(&["from", "id", "report", "what", "low", "high", "evidence"], json!({
            "from": of("ReportLine"), "id": text("the figure"), "report": text("the report"), "what": text("killed, injured, money …"),
            "low": number("the least; null where open"), "high": number("the most; null where open"),
            "approximate": { "type": "boolean" }, "unit": maybe("of a measure"), "rate": maybe("in how long so many come to be: day, year …"),
            "status": { "type": "string", "enum": ["given", "denied", "hypothetical", "planned", "superseded"] },
            "part_of": maybe("the figure that includes it"), "evidence": of("Excerpt"), "confidence": confidence, "link": link,
        })),
        "Account": object(&["low", "high", "report", "record"], json!({
            "low": number_or_day("the least; of a day the first that it may be"), "high": number_or_day("the most; of a day the last"),
            "report": text("the report"), "record": text("the figure or statement; of a day the event, of an age the name it stands beside"),
            "by": maybe("whose word it is; null where the report itself says so"),
        })),
        "Difference": object(&["id", "about", "accounts", "compatible"], json!({
            "id": text("the difference"),
            "about": object(&["what"], json!({ "what": text("what is measured or claimed"), "place": maybe("where"), "when": maybe("EDTF") })),
            "accounts": list("Account"), "compatible": { "type": "boolean", "description": "whether all of them can be true" }, "story": maybe("the story"),
        })),
        "Story": object(&["id", "title", "reports", "origins", "differing"], json!({
            "id": text("the story"), "title": text("its headline"), "first": maybe("first day"), "last": maybe("last day"),
            "reports": { "type": "array", "items": { "type": "string" } },
            "origins": { "type": "array", "items": { "type": "array", "items": { "type": "string" } }, "description": "the reports by the text they carry" },
            "voices": list("Voice"), "affair": maybe("the longer thread it belongs to"),
            "differing": count("facts on which accounts cannot all be true"), "statements": list("Statement"),
            "figures": { "type": "array", "items": object(&["what"], json!({ "what": text("what is counted"), "low": number("the least that anybody gives"), "high": number("the most") })) },
        })),
        "StoryWhole": object(&["story", "accounts", "statements", "events", "facts"], json!({
            "story": of("StoryHead"),
            "accounts": { "type": "array", "items": object(&["reports"], json!({ "reports": list("ReportLine"), "why": maybe("why they are one account") })) },
            "affair": { "type": "array", "items": object(&["id", "reports"], json!({ "id": text("a story of the affair"), "first": maybe("first day"), "last": maybe("last day"), "reports": count("its reports") })) },
            "statements": list("Statement"), "events": list("Event"),
            "facts": { "type": "array", "items": object(&["difference", "cells"], json!({ "difference": of("Difference"), "cells": { "type": "array" } })) },
        })),
        "Voice": object(&["reports"], json!({
            "reports": { "type": "array", "items": { "type": "string" } }, "why": maybe("why they are one account: one text, one agency, one outlet, one publisher"),
        })),
        "StoryHead": object(&["id", "title", "reports", "origins"], json!({
            "id": text("the story"), "title": text("its headline"), "reports": { "type": "array", "items": { "type": "string" } },
            "origins": { "type": "array" }, "differing": count("facts on which accounts cannot all be true"),
        })),
        "ReportWhole": object(&["report", "records"], json!({
            "report": object(&["id", "text"], json!({ "id": text("the report"), "text": text("its text, to the character") })),
            "records": { "type": "array", "items": object(&["type", "id"], json!({ "type": text("statement, event, figure …"), "id": text("of it"), "link": link })) },
        })),
        "Day": object(&["date", "evidence"], json!({
            "date": text("the day"), "text": text("what happened"),
            "evidence": { "type": "array", "items": object(&["report", "start", "end", "text"], json!({
                "report": text("the report"), "start": count("code points before"), "end": count("up to its end"), "text": text("the sentence"), "link": link,
            })) },
        })),
        "Lane": object(&["actor", "official", "marks", "changes"], json!({
            "actor": text("a state (ISO 3166-1 alpha-3) or body; of a private voice the name"),
            "side": maybe("the state or body; none for private voices"), "official": { "type": "boolean" },
            "marks": { "type": "array", "items": object(&["by", "act", "stance", "report", "evidence"], json!({
                "held": maybe("the day it was held (EDTF)"), "printed": maybe("the day it was printed"), "by": text("who"), "office": maybe("in which office"),
                "act": text("the word that takes the stand"), "stance": { "type": "string", "enum": ["for", "against", "conditional", "unclear"] }, "record": maybe("the statement"),
                "report": text("the report"), "evidence": of("Excerpt"), "link": link,
            })) },
            "changes": { "type": "array", "items": object(&["from", "to"], json!({ "from": count("index of a mark"), "to": count("index of a mark") })) },
        })),
        "Who": object(&["people", "statements", "events", "relations", "positions"], json!({
            "people": { "type": "array", "items": object(&["id", "name", "aliases", "offices"], json!({ "id": text("the person"), "name": text("the fullest name"), "aliases": { "type": "array" }, "offices": { "type": "array" } })) },
            "statements": list("Statement"), "events": list("Event"),
            "relations": { "type": "array", "items": object(&["act", "to", "times", "told"], json!({ "act": { "type": "string", "enum": EVENT_ACTS }, "to": text("the other side"), "times": count("how often"), "told": { "type": "array" } })) },
            "positions": { "type": "array", "items": object(&["issue", "lane"], json!({ "issue": text("the issue"), "lane": of("Lane") })) },
        })),
        "Found": object(&["reports", "statements", "events"], json!({
            "reports": list("ReportLine"), "statements": list("Statement"), "events": list("Event"),
        })),
        "Counts": object(&["reports", "statements", "events", "figures", "stories", "differences", "accounts"], json!({
            "reports": count("kept"), "statements": count("found"), "events": count("found"), "figures": count("found"),
            "stories": count("told"), "differences": count("facts told in several accounts"), "accounts": count("independent texts"),
        })),
        "Row": { "type": "object", "description": "a field for each column of the table; what is not known is null" },
        "Problem": {
            "type": "object",
            "description": "RFC 9457",
            "required": ["type", "title", "status", "detail"],
            "properties": { "type": text("about:blank"), "title": text("of the status"), "status": { "type": "integer" }, "detail": text("what was wrong, and what to do") },
        },
    })
}

/// An answer of that form, about a day in 1995.
pub fn example(question: &Question) -> Value {
    let words = json!({ "start": 0, "end": 44, "text": "Richard Holbrooke said the talks would go on" });
    let content = json!({ "start": 23, "end": 44, "text": "the talks would go on" });
    let speaker = json!({ "span": { "start": 0, "end": 17, "text": "Richard Holbrooke" }, "name": "Richard Holbrooke" });
    let link = "/report/wire-1?at=0-44#at";
    let from = json!({ "id": "wire-1", "day": "1995-11-20", "source": "Valley Wire", "url": null, "title": "Talks go on", "link": "/report/wire-1" });
    let statement = json!({
        "from": from, "id": "s-1", "report": "wire-1", "act": "state", "manner": "indirect", "speakers": [speaker], "addressee": [],
        "content": [content], "evidence": words, "confidence": 0.9, "link": link,
    });
    let event = json!({
        "from": from, "id": "e-1", "report": "wire-1", "act": "CONSULT", "by": [speaker], "to": [], "evidence": words, "status": "happened",
        "account": null, "confidence": 0.8, "link": link,
    });
    let difference = json!({
        "id": "d-1", "about": { "what": "killed", "place": "Sarajevo", "when": "1995-08-28" }, "compatible": false, "story": "story-1",
        "accounts": [
            { "low": 33.0, "high": null, "report": "wire-1", "record": "f-1", "by": "hospital officials" },
            { "low": 37.0, "high": 37.0, "report": "courier-1", "record": "f-2", "by": null },
        ],
    });
    let head = json!({ "id": "story-1", "title": "Talks go on", "reports": ["wire-1"], "origins": [["wire-1"]], "differing": 1 });
    let lane = json!({
        "actor": "USA", "changes": [],
        "marks": [{ "day": "1995-11-20", "by": "Richard Holbrooke", "act": "state", "stance": 0.0, "report": "wire-1", "evidence": words, "link": link }],
    });
    let list = |item: Value| json!({ "items": [item], "next": null });
    match question.name {
        "rows" => list(
            json!({ "id": "e-1", "act": "CONSULT", "status": "happened", "by": "Richard Holbrooke", "voices": 1, "reports": 1 }),
        ),
        "counts" => {
            json!({ "reports": 23, "statements": 116, "events": 61, "figures": 56, "stories": 11, "differences": 2, "accounts": 18 })
        }
        "stories" => {
            let mut story = head;
            story["statements"] = json!([statement]);
            story["figures"] = json!([{ "what": "killed", "low": 33.0, "high": 37.0 }]);
            list(story)
        }
        "story" => json!({
            "story": head, "accounts": [{ "reports": [from] }], "statements": [statement], "events": [event],
            "facts": [{ "difference": difference, "cells": [[{ "text": "at least 33", "by": "hospital officials", "report": "wire-1", "record": "f-1" }]] }],
        }),
        "reports" => list(from),
        "report" => json!({
            "report": { "id": "wire-1", "text": "Richard Holbrooke said the talks would go on." },
            "records": [{ "type": "statement", "id": "s-1", "report": "wire-1", "link": link }],
        }),
        "statements" => list(statement),
        "events" => list(event),
        "figures" => list(json!({
            "from": from, "id": "f-1", "report": "wire-1", "what": "killed", "low": 33.0, "high": null, "approximate": false, "unit": null,
            "evidence": { "start": 50, "end": 61, "text": "at least 33" }, "confidence": 0.9, "link": "/report/wire-1?at=50-61#at",
        })),
        "differences" => list(difference),
        "timeline" => list(json!({
            "date": "1995-11-20", "text": "Richard Holbrooke said the talks would go on",
            "evidence": [{ "report": "wire-1", "start": 0, "end": 44, "text": "Richard Holbrooke said the talks would go on", "link": link }],
        })),
        "positions" => list(lane),
        "who" => json!({
            "people": [{ "id": "p-1", "name": "Richard Holbrooke", "aliases": ["Holbrooke"], "offices": [] }], "statements": [statement], "events": [event],
            "relations": [{ "act": "CONSULT", "to": "Slobodan Milosevic", "times": 2, "told": [] }], "positions": [{ "issue": "talks", "lane": lane }],
        }),
        _ => json!({ "reports": [from], "statements": [statement], "events": [event] }),
    }
}
