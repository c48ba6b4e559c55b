//! Words anywhere in the record.

use crate::{Ask, AskError};
use dateline_model::{Event, Statement};
use dateline_record::{EventFilter, Kept, ReportFilter, ReportLine, StatementFilter};
use serde::Serialize;

/// What holds the words.
#[derive(Clone, Debug, Serialize)]
pub struct SearchAnswer {
    /// Reports, the latest first.
    pub reports: Vec<Hit>,
    /// Statements about them.
    pub statements: Vec<Kept<Statement>>,
    /// Events told with them.
    pub events: Vec<Kept<Event>>,
}

/// A report that holds the words, with a piece of it around the first of them.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// The report.
    #[serde(flatten)]
    pub report: ReportLine,
    /// Code points of the text before the piece.
    pub start: u32,
    /// The piece.
    pub snippet: String,
}

impl Ask<'_> {
    /// Reports, statements and events that hold all the words.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<SearchAnswer, AskError> {
        let about = Some(words.to_owned());
        let reports = self.store.reports(&ReportFilter {
            words: about.clone(),
            limit: Some(limit),
            latest_first: true,
            ..ReportFilter::default()
        })?;
        let hits = reports.into_iter().map(|report| self.hit(report, words)).collect::<Result<_, _>>()?;
        let statements = self.store.statements(&StatementFilter {
            about: about.clone(),
            limit: Some(limit),
            latest_first: true,
            ..StatementFilter::default()
        })?;
        let events = self.store.events(&EventFilter {
            about,
            limit: Some(limit),
            latest_first: true,
            ..EventFilter::default()
        })?;
        Ok(SearchAnswer { reports: hits, statements, events })
    }

    fn hit(&self, report: ReportLine, words: &str) -> Result<Hit, AskError> {
        let text = self.store.text(&report.id)?.unwrap_or_default();
        let (start, snippet) = snippet(&text, words);
        Ok(Hit { report, start, snippet })
    }
}

/// A line of text around the first of the words, and the code points before it.
fn snippet(text: &str, words: &str) -> (u32, String) {
    const BEFORE: usize = 60;
    const LENGTH: usize = 180;
    let folded: Vec<char> =
        text.chars().map(|letter| letter.to_lowercase().next().unwrap_or(letter)).collect();
    let first = words
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .filter_map(|word| {
            let word: Vec<char> = word.to_lowercase().chars().collect();
            folded.windows(word.len()).position(|window| window == word)
        })
        .min()
        .unwrap_or(0);
    let mut start = first.saturating_sub(BEFORE);
    while start > 0 && start < first && !folded[start - 1].is_whitespace() {
        start += 1;
    }
    let snippet: String = text.chars().skip(start).take(LENGTH).collect();
    let end = if snippet.chars().count() < LENGTH {
        snippet.len()
    } else {
        snippet.rfind(' ').unwrap_or(snippet.len())
    };
    (start as u32, snippet[..end].to_owned())
}
