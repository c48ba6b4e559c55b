//! Words anywhere in the record.

use crate::{Ask, AskError, last_day};
use dateline_model::{Event, Statement};
use dateline_record::{EventFilter, Kept, ReportFilter, ReportLine, StatementFilter};
use serde::Serialize;
use std::collections::BTreeSet;

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

/// Words to look for, and what they are to be found with; what is none does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuestion {
    /// The words; those in quotation marks stand side by side.
    pub words: String,
    /// Whether the last word may go on.
    pub is_typing: bool,
    /// The speaker's whole name.
    pub speaker: Option<String>,
    /// Words of the speaker's name, office or state.
    pub by: Option<String>,
    /// What the speaker does by saying it.
    pub act: Option<String>,
    /// Name of a place that the report mentions.
    pub place: Option<String>,
    /// The day of printing, or its month or year.
    pub day: Option<String>,
    /// From this day on, where no single day is asked for.
    pub since: Option<String>,
    /// Up to this day, where no single day is asked for.
    pub until: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// At most this many statements.
    pub limit: usize,
    /// At most this many reports.
    pub reports: usize,
    /// At most this many events.
    pub events: usize,
}

impl Ask<'_> {
    /// Reports, statements and events that hold all the words.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<SearchAnswer, AskError> {
        self.search_for(&SearchQuestion {
            words: words.to_owned(),
            limit,
            reports: limit,
            events: limit,
            ..SearchQuestion::default()
        })
    }

    /// The same, narrowed down.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn search_for(&self, question: &SearchQuestion) -> Result<SearchAnswer, AskError> {
        let about = Some(question.words.clone());
        let since = question.day.clone().or_else(|| question.since.clone());
        let until = question.day.as_deref().map(last_day).or_else(|| question.until.clone());
        let wanted = StatementFilter {
            about: about.clone(),
            is_typing: question.is_typing,
            speaker: question.speaker.clone(),
            by: question.by.clone(),
            act: question.act.clone(),
            place: question.place.clone(),
            since: since.clone(),
            until: until.clone(),
            source: question.source.clone(),
            limit: Some(question.limit),
            latest_first: true,
            ..StatementFilter::default()
        };
        let statements = if question.limit > 0 { self.statements(&wanted)? } else { Vec::new() };
        // Who says something, or how, is asked of statements: then only the reports that these stand in.
        let is_of_speakers = question.speaker.is_some() || question.by.is_some() || question.act.is_some();
        let reports = if is_of_speakers {
            let mut seen = BTreeSet::new();
            let mut lines: Vec<ReportLine> = statements.iter().map(|one| one.from.clone()).collect();
            lines.retain(|line| seen.insert(line.id.clone()));
            lines.truncate(question.reports);
            lines
        } else {
            self.store.reports(&ReportFilter {
                words: about.clone(),
                is_typing: question.is_typing,
                since: since.clone(),
                until: until.clone(),
                source: question.source.clone(),
                place: question.place.clone(),
                limit: Some(question.reports),
                latest_first: true,
                ..ReportFilter::default()
            })?
        };
        let hits =
            reports.into_iter().map(|report| self.hit(report, &question.words)).collect::<Result<_, _>>()?;
        let is_of_events =
            question.events > 0 && !is_of_speakers && question.place.is_none() && !question.is_typing;
        let events = if is_of_events {
            self.store.events(&EventFilter {
                about,
                since: since.clone(),
                until: until.clone(),
                source: question.source.clone(),
                limit: Some(question.events),
                latest_first: true,
                ..EventFilter::default()
            })?
        } else {
            Vec::new()
        };
        Ok(SearchAnswer { reports: hits, statements, events })
    }

    /// The places that some reports name, each with how many of them, the most named first.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn places_in(&self, reports: &[&ReportLine], most: usize) -> Result<Vec<(String, u64)>, AskError> {
        let numbers: Vec<i64> = reports.iter().map(|line| line.number).collect();
        Ok(self.store.places_in(&numbers, most)?)
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
