//! One piece of input, to be made into reports on any thread.

use super::fault;
use super::form::{self, Form};
use super::row;
use crate::failure::Topic;
use crate::fields::{Columns, Mapping};
use crate::future::{DayIs, distrust};
use crate::json_lines::{Held, MOST_VALUES, content_id, has_too_many_values, json_line, object_held};
use crate::{Failure, agency, dated_text, decode, docx, feed, mail, markup, page, xml};
use dateline_model::Report;
use jiff::Timestamp;
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::sync::Arc;

/// Pieces as they are found.
pub type Pieces = Box<dyn Iterator<Item = Result<Piece, Failure>> + Send>;

/// A single piece or failure.
pub(crate) fn just(piece: Result<Piece, Failure>) -> Pieces {
    Box::new(std::iter::once(piece))
}

/// No piece.
pub(crate) fn just_nothing() -> Pieces {
    Box::new(std::iter::empty())
}

/// A line, a page, a record of an archive or a whole document, not yet read.
#[derive(Debug)]
pub struct Piece {
    /// What it came under.
    given: String,
    content: Content,
    /// What the user said of columns and keys.
    mapping: Arc<Mapping>,
    /// The most bytes of one report's text.
    largest_text: usize,
}

#[derive(Debug)]
pub(crate) enum Content {
    JsonLine(Vec<u8>),
    /// A document in a form that is told by its bytes and its name.
    Document(Vec<u8>),
    /// A web page with what its server said of it.
    Page {
        bytes: Vec<u8>,
        url: Option<String>,
        charset: Option<String>,
    },
    /// Text that was made of a web page.
    Plain {
        bytes: Vec<u8>,
        url: Option<String>,
    },
    Mail(Vec<u8>),
    /// One of many in a document.
    Report(Box<Report>),
    /// A row of a table.
    Row {
        row: csv::ByteRecord,
        columns: Arc<Columns>,
    },
    /// A row of a table that is kept by columns: its cells, by the numbers of these.
    Cells {
        cells: Vec<(usize, Vec<u8>)>,
        columns: Arc<Columns>,
    },
    /// A text document of a word processor, and how large it may be.
    Docx(PathBuf, u64),
}

impl Piece {
    pub(crate) fn new(given: String, content: Content) -> Self {
        Piece { given, content, mapping: Arc::default(), largest_text: usize::MAX }
    }

    /// As the options of the run say.
    pub(crate) fn under(self, mapping: &Arc<Mapping>, largest_text: usize) -> Self {
        Piece { mapping: Arc::clone(mapping), largest_text, ..self }
    }

    /// The path, or the file and the place in it, that it came under.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::JsonLine(bytes)
            | Content::Document(bytes)
            | Content::Mail(bytes)
            | Content::Page { bytes, .. }
            | Content::Plain { bytes, .. } => bytes.len(),
            Content::Row { row, .. } => row.as_slice().len(),
            Content::Cells { cells, .. } => cells.iter().map(|(_, cell)| cell.len()).sum(),
            Content::Report(report) => report.text.len(),
            // It is packed, and held whole once it is not.
            Content::Docx(_, largest) => usize::try_from(*largest).unwrap_or(usize::MAX),
        }
    }

    /// The pieces that it is made of: a list of reports is taken apart, so that they are held one by
    /// one once they are read.
    pub(crate) fn taken_apart(self) -> Vec<Result<Piece, Failure>> {
        let is_list = match &self.content {
            Content::Document(bytes) => matches!(form::form(&self.given, bytes), Form::Json | Form::Xml),
            _ => false,
        };
        if !is_list {
            return vec![Ok(self)];
        }
        let (mapping, largest_text) = (Arc::clone(&self.mapping), self.largest_text);
        let piece = |report: Report| {
            let given = report.given.clone().unwrap_or_default();
            Piece::new(given, Content::Report(Box::new(report))).under(&mapping, largest_text)
        };
        self.reports().into_iter().map(|report| report.map(piece)).collect()
    }

    /// The reports in it. A failure stands before the report it is about, where that is kept.
    pub fn reports(self) -> Vec<Result<Report, Failure>> {
        let (largest, given) = (self.largest_text, self.given.clone());
        let reports = fault::whole(&given, || self.all_reports());
        let mut reports = reports.unwrap_or_else(|failure| vec![Err(failure)]);
        leave_out_longer(&mut reports, largest);
        reports
    }

    fn all_reports(self) -> Vec<Result<Report, Failure>> {
        let given = self.given;
        match self.content {
            Content::JsonLine(bytes) => {
                let (held, failures) = json_line(&given, bytes, &self.mapping);
                finished(&given, held, failures)
            }
            Content::Row { row, columns } => {
                let (held, failures) = row::row_held(&given, |at| row.get(at), &columns);
                finished(&given, held, failures)
            }
            Content::Cells { cells, columns } => {
                let cell = |wanted: usize| {
                    cells.iter().find(|(at, _)| *at == wanted).map(|(_, cell)| cell.as_slice())
                };
                let (held, failures) = row::row_held(&given, cell, &columns);
                finished(&given, held, failures)
            }
            Content::Report(report) => vec![Ok(*report)],
            Content::Docx(path, largest) => docx::docx(&path, largest),
            Content::Document(bytes) => document(&given, bytes, &self.mapping),
            Content::Page { bytes, url, charset } => read_page(&given, bytes, url, charset.as_deref()),
            Content::Plain { bytes, url } => {
                let (mut report, mut failures) = dated_text::dated_text(&given, bytes);
                if let Some(report) = &mut report {
                    report.url = url;
                    report.id = content_id(report);
                    failures.extend(distrust(&given, report, DayIs::Claimed, Timestamp::now()));
                }
                with_failures(report, failures)
            }
            Content::Mail(bytes) => read_mail(&given, &bytes),
        }
    }
}

/// Leaves out the reports whose texts have more bytes than that.
pub(super) fn leave_out_longer(reports: &mut [Result<Report, Failure>], largest: usize) {
    for report in reports {
        if let Ok(read) = report
            && read.text.len() > largest
        {
            let place = read.given.clone().unwrap_or_default();
            let reason = format!(
                "has a text of more than {} MB; left out (no report is so long; split it)",
                largest >> 20
            );
            *report = Err(Failure::new(place, reason));
        }
    }
}

fn with_failures(report: Option<Report>, failures: Vec<Failure>) -> Vec<Result<Report, Failure>> {
    failures.into_iter().map(Err).chain(report.map(Ok)).collect()
}

/// What a line, an object or a row holds, its day looked at.
pub(super) fn finished(given: &str, held: Held, mut failures: Vec<Failure>) -> Vec<Result<Report, Failure>> {
    let mut day = DayIs::Given;
    let mut report = match held {
        Held::Report(report) => Some(report),
        Held::Nothing => None,
        Held::Page { report, html } => {
            if report.published.is_none() {
                day = DayIs::Claimed;
            }
            match page_in(given, &html, report) {
                Ok(page) => Some(page),
                Err(failure) => {
                    failures.push(failure);
                    None
                }
            }
        }
    };
    if let Some(report) = &mut report {
        failures.extend(distrust(given, report, day, Timestamp::now()));
    }
    with_failures(report, failures)
}

/// Reports that others dated, each behind what is said of its day.
fn claimed(reports: Vec<Result<Report, Failure>>) -> Vec<Result<Report, Failure>> {
    let now = Timestamp::now();
    let checked = reports.into_iter().flat_map(|report| match report {
        Ok(mut report) => {
            let place = report.given.clone().unwrap_or_default();
            let failure = distrust(&place, &mut report, DayIs::Claimed, now);
            with_failures(Some(report), failure.into_iter().collect())
        }
        Err(failure) => vec![Err(failure)],
    });
    checked.collect()
}

fn read_mail(given: &str, bytes: &[u8]) -> Vec<Result<Report, Failure>> {
    claimed(vec![mail::mail(given, bytes)])
}

fn document(given: &str, bytes: Vec<u8>, mapping: &Mapping) -> Vec<Result<Report, Failure>> {
    match form::form(given, &bytes) {
        Form::Dated => {
            let texts = dated_text::dated_texts(given, bytes).into_iter();
            let reports = texts.flat_map(|(mut report, mut failures)| {
                if let Some(report) = &mut report {
                    let place = report.given.clone().unwrap_or_else(|| given.to_owned());
                    failures.extend(distrust(&place, report, DayIs::Given, Timestamp::now()));
                }
                with_failures(report, failures)
            });
            reports.collect()
        }
        Form::Page => read_page(given, bytes, None, None),
        Form::Xml => read_xml(given, bytes),
        Form::Json => read_json(given, &bytes, mapping),
        Form::Mail => read_mail(given, &bytes),
        Form::Pdf => vec![Err(Failure::new(
            given,
            "is a PDF, which is not read; make text of it (`pdftotext FILE.pdf`) and give that",
        ))],
        Form::Binary => vec![Err(Failure::new(given, "is a binary file and no text; left out"))],
    }
}

fn read_page(
    given: &str,
    bytes: Vec<u8>,
    url: Option<String>,
    charset: Option<&str>,
) -> Vec<Result<Report, Failure>> {
    let declared = decode::declared(&bytes);
    let labels: Vec<&str> = charset.into_iter().chain(declared.as_deref()).collect();
    let decoded = decode::decode(bytes, &labels);
    let known = Report { given: Some(given.to_owned()), url, ..Report::default() };
    match page_in(given, &decoded.text, known) {
        Ok(report) => {
            let said = decoded.failure(given).map(Err);
            said.into_iter().chain(claimed(vec![Ok(report)])).collect()
        }
        Err(failure) => vec![Err(failure)],
    }
}

/// The report in a page.
fn page_in(given: &str, html: &str, known: Report) -> Result<Report, Failure> {
    if html.len() as u64 > page::LARGEST_PAGE {
        let reason = format!(
            "is a page of more than {} MB; left out (no article is so long)",
            page::LARGEST_PAGE >> 20
        );
        return Err(Failure::new(given, reason));
    }
    few_tags(given, html, markup::MOST_TAGS_OF_A_PAGE)?;
    page::page(html, known)
        .ok_or_else(|| Failure::new(given, "is a page in which no text was found; left out"))
}

/// Refuses what holds more tags than that.
fn few_tags(given: &str, source: &str, most: usize) -> Result<(), Failure> {
    if markup::has_more_tags(source, most) {
        return Err(Failure::new(given, format!("has more than {most} tags; left out (split it)")));
    }
    Ok(())
}

fn read_xml(given: &str, bytes: Vec<u8>) -> Vec<Result<Report, Failure>> {
    let declared = decode::declared(&bytes);
    let labels: Vec<&str> = declared.iter().map(String::as_str).collect();
    let decoded = decode::decode(bytes, &labels);
    if let Err(failure) = few_tags(given, &decoded.text, markup::MOST_TAGS_OF_XML) {
        return vec![Err(failure)];
    }
    let document = xml::Document::new(&decoded.text);
    let reports = agency::xml_reports(given, &document)
        .or_else(|| feed::xml_entries(&document).map(|entries| feed::reports(given, entries)));
    if let Some(reports) = reports {
        return decoded.failure(given).map(Err).into_iter().chain(claimed(reports)).collect();
    }
    if let Some(addresses) = feed::addresses(&document) {
        let reason = format!(
            "is a sitemap: {} addresses and no text; `dateline watch` reads the pages they lead to",
            addresses.len()
        );
        return vec![Err(Failure::new(given, reason))];
    }
    let root = document.root().map_or("", |root| document.name(root));
    let reason = format!(
        "is XML of no form that is known here (it begins with <{root}>): no feed, no agency's item, no page; left out"
    );
    vec![Err(Failure::new(given, reason))]
}

fn read_json(given: &str, bytes: &[u8], mapping: &Mapping) -> Vec<Result<Report, Failure>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if has_too_many_values(bytes) {
        let reason = format!(
            "is JSON with more than {MOST_VALUES} values; left out (split it, or give it as JSON Lines)"
        );
        return vec![Err(Failure::new(given, reason))];
    }
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            let reason = format!(
                "looks like JSON and is none ({error}); left out (JSON Lines end in .jsonl or have one object a line)"
            );
            return vec![Err(Failure::new(given, reason))];
        }
    };
    json_reports(given, &value, mapping)
}

/// Keys under which APIs give lists of articles.
const LISTS: [&str; 11] = [
    "articles",
    "results",
    "items",
    "data",
    "docs",
    "stories",
    "hits",
    "documents",
    "response",
    "entries",
    "value",
];

fn json_reports(given: &str, value: &Value, mapping: &Mapping) -> Vec<Result<Report, Failure>> {
    if let Value::Array(values) = value {
        let first = values.iter().find_map(Value::as_object);
        let told = first.and_then(|object| told_of(given, object, mapping));
        let numbered = values.iter().enumerate();
        let reports =
            numbered.flat_map(|(number, value)| json_reports(&format!("{given}@{number}"), value, mapping));
        return told.into_iter().map(Err).chain(reports).collect();
    }
    if let Some(entries) = feed::json_entries(value) {
        return claimed(feed::reports(given, entries));
    }
    if let Some(reports) = agency::ninjs(given, value) {
        return claimed(reports);
    }
    if let Value::Object(object) = value {
        // A search engine's hit has the document inside it.
        let object = object.get("_source").and_then(Value::as_object).unwrap_or(object);
        if columns_of(object, mapping).has_text() {
            let (held, failures) = object_held(given, object.clone(), mapping, Vec::new());
            return finished(given, held, failures);
        }
        let list =
            LISTS.iter().filter_map(|key| object.get(*key)).find(|list| list.is_array() || list.is_object());
        if let Some(list) = list {
            return json_reports(given, list, mapping);
        }
    }
    vec![Err(Failure::new(
        given,
        "is JSON of no form that is known here: no report, no JSON Feed, no ninjs; left out",
    ))]
}

fn columns_of(object: &Map<String, Value>, mapping: &Mapping) -> Columns {
    let names: Vec<String> = object.keys().cloned().collect();
    mapping.columns(&names)
}

/// How the keys of a list's objects are understood, where they are not our own.
pub(crate) fn told_of(given: &str, object: &Map<String, Value>, mapping: &Mapping) -> Option<Failure> {
    let object = object.get("_source").and_then(Value::as_object).unwrap_or(object);
    let mut object = object.clone();
    // Keys of our own that are no fields of another's table.
    ["type", "given", "dateline", "asides"].iter().for_each(|key| drop(object.remove(*key)));
    let columns = columns_of(&object, mapping);
    let is_foreign = columns.has_text() && !columns.is_plain();
    is_foreign.then(|| Failure::told(Topic::Columns, given, format!("keys: {}", columns.told())))
}
