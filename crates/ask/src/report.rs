//! One report with all that was found in it.

use crate::{Ask, AskError, Told};
use dateline_model::{Id, Reading, Report, changed_paragraphs};
use dateline_record::{ReadBy, StoryLine};
use serde::Serialize;
use std::collections::HashMap;

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

    /// The same for everything that a reading holds: each item with where else it is told, at most a
    /// few tellings of each.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn elsewhere_of_all(
        &self,
        story: &Id,
        reading: &Reading,
    ) -> Result<HashMap<Id, Vec<Told>>, AskError> {
        const EACH: usize = 4;
        let mut lists: Vec<Vec<Id>> = Vec::new();
        lists.extend(self.store.same_statements(Some(story))?.into_iter().map(|same| same.statements));
        lists.extend(self.store.same_events(Some(story))?.into_iter().map(|same| same.events));
        let facts = self.store.facts(Some(story))?.into_iter();
        lists.extend(facts.map(|fact| fact.accounts.into_iter().map(|account| account.record).collect()));
        let mut list_of: HashMap<&Id, Vec<usize>> = HashMap::new();
        for (number, list) in lists.iter().enumerate() {
            list.iter().for_each(|id| list_of.entry(id).or_default().push(number));
        }
        let statements = reading.statements.iter().map(|one| &one.id);
        let events = reading.events.iter().map(|one| &one.id);
        let figures = reading.figures.iter().map(|one| &one.id);
        let mut told: HashMap<Id, Vec<Told>> = HashMap::new();
        for id in statements.chain(events).chain(figures) {
            let Some(numbers) = list_of.get(id) else { continue };
            for other in numbers.iter().flat_map(|&number| &lists[number]).filter(|other| *other != id) {
                let known = told.entry(id.clone()).or_default();
                if known.len() < EACH
                    && let Some(one) = self.told_at(other)?.filter(|one| !known.contains(one))
                {
                    known.push(one);
                }
            }
        }
        Ok(told)
    }

    /// Where a statement, an event or a figure is told.
    fn told_at(&self, id: &Id) -> Result<Option<Told>, AskError> {
        let statement = self.store.statement(id)?.map(|one| Told::of(&one.from, &one.record.evidence));
        if statement.is_some() {
            return Ok(statement);
        }
        let event = self.store.event(id)?.map(|one| Told::of(&one.from, &one.record.evidence));
        if event.is_some() {
            return Ok(event);
        }
        Ok(self.store.figure(id)?.map(|one| Told::of(&one.from, &one.record.evidence)))
    }
}
