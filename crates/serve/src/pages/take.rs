//! What people take along from a view: the same lines as CSV, JSON Lines or citations.

use super::Page;
use super::views::{encode, one_line, plain_day, source, span_href, word};
use crate::error::PageError;
use axum::http::header;
use axum::response::IntoResponse;
use dateline_ask::{Kept, Mark, ReportLine, Told, bounds, guarded};
use dateline_model::{Event, Excerpt, Figure, Id, Statement};
use serde::Serialize;

/// The most lines that one download holds.
pub const MOST: usize = 20_000;

/// The forms a view can be taken along in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    JsonLines,
    Citations,
}

impl Format {
    /// The form that an address asks for; none is the page.
    pub fn of(asked: &str) -> Result<Option<Format>, PageError> {
        Ok(Some(match asked {
            "" | "html" => return Ok(None),
            "csv" => Format::Csv,
            "jsonl" => Format::JsonLines,
            "txt" => Format::Citations,
            _ => return Err(PageError::bad_request("format is html, csv, jsonl or txt")),
        }))
    }
}

/// The addresses of a view's other forms.
pub struct Take {
    pub csv: String,
    pub jsonl: String,
    pub citations: String,
}

impl Take {
    /// Of a view with these parts in its address.
    pub fn of(path: &str, parts: &[(&str, &str)]) -> Self {
        let address = address(path, parts);
        Take {
            csv: format!("{address}format=csv"),
            jsonl: format!("{address}format=jsonl"),
            citations: format!("{address}format=txt"),
        }
    }
}

/// An address with the parts that say something, open for one more.
pub fn address(path: &str, parts: &[(&str, &str)]) -> String {
    let mut address = format!("{path}?");
    for (name, value) in parts.iter().filter(|(_, value)| !value.is_empty()) {
        address.push_str(&format!("{name}={}&", encode(value)));
    }
    address
}

/// One line: what was said, done or counted, with the words it rests on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Line {
    pub kind: &'static str,
    pub day: String,
    pub act: String,
    /// Whether the speaker did not do it, or nobody gives it as done.
    pub negated: bool,
    pub status: String,
    pub manner: String,
    pub speaker: String,
    pub office: String,
    pub of: String,
    pub addressee: String,
    pub content: String,
    pub source: String,
    pub published: String,
    pub title: String,
    pub url: String,
    pub report: String,
    pub start: u32,
    pub end: u32,
    pub id: String,
    pub link: String,
}

impl Line {
    fn from(kind: &'static str, line: &ReportLine, piece: &Excerpt, id: &Id) -> Self {
        Line {
            kind,
            source: line.source.clone().unwrap_or_default(),
            published: line.day.clone().unwrap_or_default(),
            title: line.title.clone().unwrap_or_default(),
            url: line.url.clone().unwrap_or_default(),
            report: line.id.to_string(),
            start: piece.start,
            end: piece.end,
            content: one_line(&piece.text),
            id: id.to_string(),
            link: span_href(&line.id, piece),
            ..Line::default()
        }
    }

    pub fn statement(one: &Kept<Statement>) -> Self {
        let statement = &one.record;
        let join = |part: &dyn Fn(&dateline_model::Speaker) -> String| {
            statement.speakers.iter().map(part).collect::<Vec<_>>().join("; ")
        };
        let said = statement.said.as_ref().and_then(|said| said.edtf.as_ref()).map(ToString::to_string);
        let first = statement.content.first().unwrap_or(&statement.evidence);
        Line {
            day: said.unwrap_or_default(),
            act: word(&statement.act),
            negated: statement.negated,
            manner: word(&statement.manner),
            speaker: join(&|one| one.name.clone()),
            office: join(&|one| one.office.clone().unwrap_or_default()),
            of: join(&|one| one.of.clone().unwrap_or_default()),
            addressee: statement.addressee.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("; "),
            content: statement
                .content
                .iter()
                .map(|piece| one_line(&piece.text))
                .collect::<Vec<_>>()
                .join(" … "),
            ..Line::from("statement", &one.from, first, &statement.id)
        }
    }

    pub fn event(one: &Kept<Event>) -> Self {
        let event = &one.record;
        let names = |parties: &[dateline_model::Party]| {
            parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join("; ")
        };
        let when = event.when.as_ref().and_then(|when| when.edtf.as_ref()).map(ToString::to_string);
        Line {
            day: when.unwrap_or_default(),
            act: word(&event.act),
            status: word(&event.status),
            speaker: names(&event.by),
            addressee: names(&event.to),
            ..Line::from("event", &one.from, &event.evidence, &event.id)
        }
    }

    pub fn figure(one: &Kept<Figure>) -> Self {
        let figure = &one.record;
        let when = figure.when.as_ref().and_then(|when| when.edtf.as_ref()).map(ToString::to_string);
        Line {
            day: when.unwrap_or_default(),
            act: format!("{} {}", bounds(figure.low, figure.high), figure.what),
            status: word(&figure.status),
            ..Line::from("figure", &one.from, &figure.evidence, &figure.id)
        }
    }

    pub fn mark(actor: &str, mark: &Mark) -> Self {
        Line {
            kind: "position",
            day: mark.held.clone().or_else(|| mark.printed.clone()).unwrap_or_default(),
            act: super::MarkView::of(mark).act,
            speaker: mark.by.clone(),
            office: mark.office.clone().unwrap_or_default(),
            of: actor.to_owned(),
            content: one_line(&mark.evidence.text),
            report: mark.report.to_string(),
            start: mark.evidence.start,
            end: mark.evidence.end,
            id: mark.record.as_ref().map(ToString::to_string).unwrap_or_default(),
            link: span_href(&mark.report, &mark.evidence),
            ..Line::default()
        }
    }

    pub fn told(act: &str, by: &str, to: &str, told: &Told) -> Self {
        Line {
            kind: "relation",
            day: told.day.clone().unwrap_or_default(),
            act: act.to_owned(),
            speaker: by.to_owned(),
            addressee: to.to_owned(),
            source: told.source.clone().unwrap_or_default(),
            content: one_line(&told.evidence.text),
            report: told.report.to_string(),
            start: told.evidence.start,
            end: told.evidence.end,
            link: span_href(&told.report, &told.evidence),
            ..Line::default()
        }
    }

    /// A whole report.
    pub fn report(line: &ReportLine) -> Self {
        Line {
            kind: "report",
            day: line.day.clone().unwrap_or_default(),
            source: source(line),
            published: line.day.clone().unwrap_or_default(),
            title: line.title.clone().unwrap_or_default(),
            url: line.url.clone().unwrap_or_default(),
            report: line.id.to_string(),
            id: line.id.to_string(),
            link: super::report_href(&line.id),
            ..Line::default()
        }
    }

    /// The same with a link that says where the server is.
    pub fn absolute(&self, base: &str) -> Line {
        Line { link: format!("{}{}", base.trim_end_matches('/'), self.link), ..self.clone() }
    }

    fn cells(&self) -> Vec<String> {
        let Line { day, act, status, manner, speaker, office, of, addressee, content, source, .. } = self;
        let negated = self.negated.to_string();
        [day, act, &negated, status, manner, speaker, office, of, addressee, content, source]
            .map(String::clone)
            .into_iter()
            .chain([self.published.clone(), self.report.clone(), self.id.clone(), self.kind.to_owned()])
            .chain([self.title.clone(), self.url.clone(), self.start.to_string(), self.end.to_string()])
            .chain([self.link.clone()])
            .collect()
    }

    /// "Ivo Marek, Foreign Minister, rejects: a halt of the fighting — Valley Wire, …". Only what is quoted
    /// stands in quotation marks, and what was not done is not said to be.
    fn citation(&self) -> String {
        let who: Vec<&str> =
            [self.speaker.as_str(), &self.office].into_iter().filter(|part| !part.is_empty()).collect();
        let does = if self.kind == "statement" {
            format!(" {}", verb(&self.act, self.negated))
        } else {
            String::new()
        };
        let who = if who.is_empty() { String::new() } else { format!("{}{does}: ", who.join(", ")) };
        let has_marks = self.content.starts_with(['“', '"', '‘', '«']);
        let said = match (self.content.as_str(), self.kind) {
            ("", _) => String::new(),
            (content, "statement") if self.manner != "direct" || has_marks => format!("{content} — "),
            (content, _) => format!("“{content}” — "),
        };
        let title = if self.title.is_empty() { String::new() } else { format!("“{}”", self.title) };
        let day = if self.published.is_empty() { &self.day } else { &self.published };
        let place = [self.source.clone(), title, if day.is_empty() { String::new() } else { plain_day(day) }];
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let address = if self.url.is_empty() { &self.link } else { &self.url };
        format!("{who}{said}{}. {address}\n\n", place.join(", "))
    }
}

/// An act as a verb: "denies", "does not condemn".
fn verb(act: &str, negated: bool) -> String {
    match act.strip_suffix('y') {
        _ if negated => format!("does not {act}"),
        Some(stem) => format!("{stem}ies"),
        None => format!("{act}s"),
    }
}

const HEAD: &str = "day,act,negated,status,manner,speaker,office,of,addressee,content,source,published,report,id,kind,title,url,start,end,link\r\n";

/// The download.
pub fn taken(name: &str, format: Format, lines: &[Line]) -> Page {
    let (kind, ending, body) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv", csv(lines)),
        Format::JsonLines => {
            let lines = lines.iter().filter_map(|one| serde_json::to_string(one).ok());
            ("application/jsonl; charset=utf-8", "jsonl", lines.map(|line| line + "\n").collect())
        }
        Format::Citations => {
            ("text/plain; charset=utf-8", "txt", lines.iter().map(Line::citation).collect::<String>())
        }
    };
    let name = format!("attachment; filename=\"dateline-{name}.{ending}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body).into_response())
}

fn csv(lines: &[Line]) -> String {
    let mut out = HEAD.to_owned();
    for line in lines {
        let cells: Vec<String> =
            line.cells().iter().map(|cell| format!("\"{}\"", guarded(cell).replace('"', "\"\""))).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_and_quotes_stay_text() {
        let line = Line {
            content: "=HYPERLINK(\"http://x\")".to_owned(),
            day: "1995-11-21".to_owned(),
            ..Line::default()
        };
        let csv = csv(&[line]);
        assert!(csv.starts_with("day,act,"));
        assert!(csv.contains("\"'=HYPERLINK(\"\"http://x\"\")\""));
    }

    #[test]
    fn a_citation_says_what_was_done_and_quotes_what_was_quoted() {
        let line = Line {
            kind: "statement",
            speaker: "Ivo Marek".to_owned(),
            office: "Foreign Minister".to_owned(),
            act: "deny".to_owned(),
            manner: "indirect".to_owned(),
            content: "that the road was mined".to_owned(),
            source: "Valley Wire".to_owned(),
            url: "http://wire.example/1".to_owned(),
            ..Line::default()
        };
        let cited = line.citation();
        assert!(
            cited.starts_with("Ivo Marek, Foreign Minister denies: that the road was mined — Valley Wire."),
            "{cited}"
        );
        let not = Line { act: "condemn".to_owned(), negated: true, ..line.clone() };
        assert!(not.citation().contains("does not condemn: "));
        let said = Line {
            act: "state".to_owned(),
            manner: "direct".to_owned(),
            content: "It is over.".to_owned(),
            ..line
        };
        assert!(said.citation().contains("states: “It is over.” — "));
        assert!(csv(&[not]).lines().nth(1).unwrap().contains("\"condemn\",\"true\""));
    }
}
