//! Reports as JSON Lines: one object a line, of which only `text` (or `html`) is required.

use crate::asides::mark_asides;
use crate::day::instant_or_day;
use crate::{Failure, decode};
use dateline_model::{Aside, Excerpt, Id, Report, derive_id};
use serde::Deserialize;
use std::borrow::Cow;

#[derive(Deserialize)]
struct Line<'l> {
    #[serde(rename = "type")]
    kind: Option<Cow<'l, str>>,
    id: Option<serde_json::Value>,
    given: Option<String>,
    published: Option<String>,
    source: Option<String>,
    url: Option<String>,
    title: Option<String>,
    language: Option<String>,
    #[serde(default)]
    byline: Vec<String>,
    dateline: Option<Excerpt>,
    asides: Option<Vec<Aside>>,
    text: Option<String>,
    html: Option<String>,
}

/// What a line holds: a report, or a page that is to become one.
pub(crate) enum Held {
    Report(Report),
    Page {
        /// What the line itself says of the page.
        report: Report,
        html: String,
    },
    /// Another line of a record, or a blank one.
    Nothing,
}

/// One line. A failure beside something held is one with which that is kept all the same.
pub(crate) fn json_line(place: &str, bytes: Vec<u8>) -> (Held, Vec<Failure>) {
    let mut failures = Vec::new();
    let decoded = decode::decode(bytes, &[]);
    if decoded.is_guessed {
        let reason = format!("is not UTF-8; read as {}, which is a guess from its bytes", decoded.encoding);
        failures.push(Failure::new(place, reason));
    }
    let text = decoded.text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\0');
    if text.is_empty() {
        return (Held::Nothing, failures);
    }
    let line: Line = match serde_json::from_str(text) {
        Ok(line) => line,
        Err(error) => {
            let reason =
                format!("is no line of JSON that gives a report ({error}); left out, the rest goes on");
            failures.push(Failure::new(place, reason));
            return (Held::Nothing, failures);
        }
    };
    if line.kind.as_deref().is_some_and(|kind| kind != "report") {
        return (Held::Nothing, failures);
    }
    let published = line.published.filter(|day| !day.trim().is_empty());
    let day = published.as_deref().and_then(instant_or_day);
    if let (Some(printed), None) = (&published, &day) {
        let reason =
            format!("published “{printed}” is no day; kept without one (wanted: YYYY-MM-DD or RFC 3339)");
        failures.push(Failure::new(place, reason));
    }
    let mut report = Report {
        id: match line.id {
            Some(serde_json::Value::String(id)) if !id.is_empty() => Id(id),
            Some(serde_json::Value::Number(id)) => Id(id.to_string()),
            _ => Id::default(),
        },
        given: line.given.or_else(|| Some(place.to_owned())),
        source: line.source,
        url: line.url,
        title: line.title,
        byline: line.byline,
        dateline: line.dateline,
        published: day,
        language: line.language,
        text: line.text.unwrap_or_default(),
        asides: Vec::new(),
    };
    if report.text.trim().is_empty() {
        return match line.html {
            Some(html) => (Held::Page { report, html }, failures),
            None => {
                failures.push(Failure::new(place, "has no text and no html; left out, the rest goes on"));
                (Held::Nothing, failures)
            }
        };
    }
    if report.id.as_str().is_empty() {
        report.id = content_id(&report);
    }
    let reads_back = |span: &Excerpt| {
        let length = (span.end as usize).saturating_sub(span.start as usize);
        report.text.chars().skip(span.start as usize).take(length).eq(span.text.chars())
    };
    match line.asides {
        Some(asides) if asides.iter().all(|aside| reads_back(&aside.span)) => {
            report.dateline = report.dateline.filter(|span| reads_back(span));
            report.asides = asides;
        }
        _ => {
            report.dateline = None;
            mark_asides(&mut report);
        }
    }
    (Held::Report(report), failures)
}

/// The id of a report whose input gives none.
pub(crate) fn content_id(report: &Report) -> Id {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    derive_id("r", &[&part(&report.published), &part(&report.source), &part(&report.url), &report.text])
}
