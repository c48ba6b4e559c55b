//! One report with all that was found in it.

use crate::{Ask, AskError, Told};
use dateline_model::{Id, Reading, Report, changed_paragraphs};
use dateline_record::{ReadBy, StoryLine};
use serde::Serialize;

/// One report with all that was found in it.
#[derive(Clone, Debug, Serialize)]
pub struct ReportAnswer {
    /// The report.
    pub report: Report,
    /// What it says.
    #[serde(skip)]
    pub reading: Reading,
    /// Who read it, and whether it was analysed.
    pub read_by: ReadBy,
    /// The story it belongs to.
    pub story: Option<StoryLine>,
    /// The texts it had before, the oldest first.
    pub versions: Vec<Report>,
    /// What each later text left out (`- `) and added (`+ `), in the order of `versions`.
    pub changes: Vec<Vec<String>>,
}

impl Ask<'_> {
    /// A report by its id.
    ///
    /// # Errors
    /// If there is none, or the record cannot be read.
    pub fn report(&self, id: &Id) -> Result<ReportAnswer, AskError> {
        let no_such = || AskError::NoSuch { what: "report", beginning: id.to_string() };
        let (report, reading) = self.store.reading(id)?.ok_or_else(no_such)?;
        let versions = self.store.versions(id)?;
        let texts: Vec<&str> =
            versions.iter().chain([&report]).map(|version| version.text.as_str()).collect();
        let changes = texts.windows(2).map(|pair| changed_paragraphs(pair[0], pair[1])).collect();
        Ok(ReportAnswer {
            read_by: self.store.read_by(id)?,
            story: self.store.story_of(id)?,
            report,
            reading,
            versions,
            changes,
        })
    }

    /// Where else in its story a statement, an event or a figure is told, at most a few.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn elsewhere(&self, story: &Id, record: &Id) -> Result<Vec<Told>, AskError> {
        const MOST: usize = 8;
        let mut told = Vec::new();
        let others = |ids: &[Id]| -> Vec<Id> {
            let others = if ids.contains(record) { ids } else { &[] };
            others.iter().filter(|id| *id != record).take(MOST).cloned().collect()
        };
        for id in self.store.same_statements(Some(story))?.iter().flat_map(|same| others(&same.statements)) {
            told.extend(self.store.statement(&id)?.map(|one| Told::of(&one.from, &one.record.evidence)));
        }
        for id in self.store.same_events(Some(story))?.iter().flat_map(|same| others(&same.events)) {
            told.extend(self.store.event(&id)?.map(|one| Told::of(&one.from, &one.record.evidence)));
        }
        for difference in self.store.differences(Some(story))? {
            let ids: Vec<Id> = difference.accounts.iter().map(|account| account.record.clone()).collect();
            for id in others(&ids) {
                told.extend(self.store.figure(&id)?.map(|one| Told::of(&one.from, &one.record.evidence)));
            }
        }
        told.truncate(MOST);
        Ok(told)
    }
}
