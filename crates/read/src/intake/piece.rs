//! One piece of input, to be made into reports on any thread.

use super::form::{self, Form};
use crate::json_lines::{Held, content_id, json_line};
use crate::{Failure, dated_text};
use dateline_model::Report;

/// A line, a page, a record of an archive or a whole document, not yet read.
#[derive(Debug)]
pub struct Piece {
    /// What it came under.
    pub(crate) given: String,
    pub(crate) content: Content,
}

#[derive(Debug)]
pub(crate) enum Content {
    JsonLine(Vec<u8>),
    Document(Vec<u8>),
}

impl Piece {
    /// The path, or the file and the place in it, that it came under.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::JsonLine(bytes) | Content::Document(bytes) => bytes.len(),
        }
    }

    /// The reports in it. A failure stands before the report it is about, where that is kept.
    pub fn reports(self) -> Vec<Result<Report, Failure>> {
        let given = self.given;
        match self.content {
            Content::JsonLine(bytes) => line(&given, bytes),
            Content::Document(bytes) => document(&given, bytes),
        }
    }
}

fn with_failures(report: Option<Report>, failures: Vec<Failure>) -> Vec<Result<Report, Failure>> {
    failures.into_iter().map(Err).chain(report.map(Ok)).collect()
}

fn line(given: &str, bytes: Vec<u8>) -> Vec<Result<Report, Failure>> {
    let (held, failures) = json_line(given, bytes);
    let report = match held {
        Held::Report(report) => Some(report),
        Held::Nothing => None,
        Held::Page { mut report, html } => {
            report.text = crate::markup::without_tags(&html);
            if report.id.as_str().is_empty() {
                report.id = content_id(&report);
            }
            Some(report)
        }
    };
    with_failures(report, failures)
}

fn document(given: &str, bytes: Vec<u8>) -> Vec<Result<Report, Failure>> {
    match form::form(given, &bytes) {
        Form::Dated | Form::Page | Form::Xml | Form::Json | Form::Mail => {
            let (report, failures) = dated_text::dated_text(given, bytes);
            with_failures(report, failures)
        }
        Form::Binary => vec![Err(Failure::new(given, "is a binary file and no text; left out"))],
    }
}
