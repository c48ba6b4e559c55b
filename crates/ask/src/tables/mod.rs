//! The record as tables: [`Table`] says what each holds, [`Ask::table`] gives its rows.

mod answers;
mod cameo;
mod cell;
mod columns;
mod deeds;
mod rows;
mod shape;
mod written;

pub use answers::{AnswerTable, opposed_rows, position_rows, relation_rows, search_rows, timeline_rows};
pub use cell::{Cell, Column, Holds, Row, guarded};
pub use rows::{
    difference_rows, event_row, figure_row, office_row, person_row, report_row, statement_row, story_row,
};
pub use shape::{Table as TableName, tables_as_markdown};

use crate::export::affairs;
use crate::{Ask, AskError};
use dateline_model::{Event, Figure, Id, Kind, Kinds, Reading, Report, Statement};
use dateline_record::{Kept, ReportLine};
use deeds::Deeds;
use rows::of_report;
use serde_json::{Map, Value};

/// The rows of a table that one report gives by itself: none of persons, offices, stories, facts and
/// differences, which several reports show together, and each deed as if no other report told it.
pub fn rows_of(table: TableName, report: &Report, reading: &Reading) -> Vec<Row> {
    match table {
        TableName::Deeds => Deeds::default().add(report, reading),
        _ => of_report(table, report, reading),
    }
}

impl Ask<'_> {
    /// The rows of a table, in the order in which the reports were kept, one report held at a time.
    ///
    /// # Errors
    /// If the record cannot be read, or `each` says so.
    pub fn table<E: From<AskError>>(
        &self,
        table: TableName,
        each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        self.table_behind(table, 0, each)
    }

    /// The same less the first rows. Reports of which all rows are passed over are not read, where it is
    /// known how many they have.
    fn table_behind<E: From<AskError>>(
        &self,
        table: TableName,
        offset: usize,
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let passed = std::cell::Cell::new(0);
        let mut each = |row| {
            if passed.get() < offset {
                passed.set(passed.get() + 1);
                return Ok(());
            }
            each(row)
        };
        let asked = |error| E::from(AskError::Record(error));
        let kinds = match table {
            TableName::Persons | TableName::Offices => {
                let mut people = self.settled(self.store.people().map_err(asked)?).map_err(E::from)?;
                people.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
                for person in people {
                    match table {
                        TableName::Persons => each(rows::person_row(&person))?,
                        _ => person
                            .offices
                            .iter()
                            .map(|office| rows::office_row(&person, office))
                            .try_for_each(&mut each)?,
                    }
                }
                return Ok(());
            }
            TableName::Stories => {
                let mut stories = self.store.stories(None, 0).map_err(asked)?;
                stories.sort_by(|a, b| (&a.story.first, &a.story.id).cmp(&(&b.story.first, &b.story.id)));
                let affairs = affairs(stories.iter().map(|line| &line.story));
                for mut line in stories {
                    line.story.affair = affairs.get(&line.story.id).cloned();
                    each(rows::story_row(&line.story))?;
                }
                return Ok(());
            }
            TableName::Facts => {
                let facts = self.store.facts(None).map_err(asked)?;
                return facts
                    .into_iter()
                    .flat_map(|fact| rows::difference_rows(&fact.into()))
                    .try_for_each(each);
            }
            TableName::Corrections => {
                let corrections = self.store.corrections().map_err(asked)?;
                return corrections.iter().map(rows::correction_row).try_for_each(each);
            }
            TableName::Differences => {
                let differences = self.store.differences(None).map_err(asked)?;
                return differences.iter().flat_map(rows::difference_rows).try_for_each(each);
            }
            TableName::Reports => Kinds::NONE,
            TableName::Statements => Kinds::NONE.with(Kind::Statement),
            TableName::Events => Kinds::NONE.with(Kind::Event).with(Kind::Place),
            TableName::Deeds => Kinds::NONE.with(Kind::Event).with(Kind::Place).with(Kind::Figure),
            TableName::Figures => Kinds::NONE.with(Kind::Figure).with(Kind::Statement),
            TableName::Times => Kinds::NONE.with(Kind::Time),
            TableName::Places => Kinds::NONE.with(Kind::Place),
        };
        let mut deeds = Deeds::default();
        if table == TableName::Deeds {
            deeds = Deeds::of(self.voice_of_reports().map_err(E::from)?);
            for same in self.store.same_events(None).map_err(asked)? {
                deeds.join(&same.id, &same.events);
            }
        }
        for (id, count) in self.counted(table, offset).map_err(E::from)? {
            if let Some(behind) = count.map(|count| passed.get() + count).filter(|behind| *behind <= offset) {
                passed.set(behind);
                continue;
            }
            let Some((report, reading)) = self.store.reading_of_kinds(&id, kinds).map_err(asked)? else {
                continue;
            };
            if table == TableName::Deeds {
                deeds.add(&report, &reading).into_iter().try_for_each(&mut each)?;
            } else {
                of_report(table, &report, &reading).into_iter().try_for_each(&mut each)?;
            }
        }
        deeds.joined().into_iter().try_for_each(each)
    }

    /// Some rows of a table as JSON objects, leaving out the first.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn table_page(
        &self,
        table: TableName,
        limit: usize,
        offset: usize,
    ) -> Result<Vec<Map<String, Value>>, AskError> {
        let mut page = Vec::new();
        let done = self.table_behind(table, offset, |row| {
            let cells = table.columns().iter().zip(&row);
            page.push(cells.map(|(column, cell)| (column.name.to_owned(), cell.to_json())).collect());
            if page.len() < limit { Ok(()) } else { Err(Stop::Enough) }
        });
        match done {
            Err(Stop::Failed(error)) => Err(error),
            Err(Stop::Enough) | Ok(()) => Ok(page),
        }
    }

    /// All reports, each with how many rows of a table it has, where that is asked for and known.
    fn counted(&self, table: TableName, offset: usize) -> Result<Vec<(Id, Option<usize>)>, AskError> {
        let kind = match table {
            TableName::Statements => Some(Kind::Statement),
            TableName::Events => Some(Kind::Event),
            TableName::Figures => Some(Kind::Figure),
            _ => None,
        };
        if let Some(kind) = kind.filter(|_| offset > 0) {
            return Ok(self.store.items_of_reports(kind)?);
        }
        let row = (table == TableName::Reports).then_some(1);
        Ok(self.store.reports_kept()?.into_iter().map(|id| (id, row)).collect())
    }

    /// Which reports are one account, of those stories that have several.
    fn voice_of_reports(&self) -> Result<deeds::Voices, AskError> {
        let stories = self.store.stories(None, 0)?;
        let numbered = stories.iter().enumerate().flat_map(|(story, line)| {
            let voices = line.story.voices.iter().enumerate();
            voices.flat_map(move |(voice, one)| {
                one.reports.iter().map(move |report| (report.clone(), (story, voice)))
            })
        });
        Ok(numbered.collect())
    }

    /// Rows of `statements` for some of them.
    pub fn statement_rows(&self, kept: &[Kept<Statement>]) -> Vec<Row> {
        kept.iter().map(|one| statement_row(&report_of(&one.from), &one.record)).collect()
    }

    /// Rows of `events` for some of them.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn event_rows(&self, kept: &[Kept<Event>]) -> Result<Vec<Row>, AskError> {
        let mut places = OfReports::default();
        kept.iter()
            .map(|one| {
                let reading = places.reading(self, &one.from.id, Kind::Place)?;
                Ok(event_row(&report_of(&one.from), &one.record, &reading.places))
            })
            .collect()
    }

    /// Rows of `figures` for some of them.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn figure_rows(&self, kept: &[Kept<Figure>]) -> Result<Vec<Row>, AskError> {
        let mut statements = OfReports::default();
        kept.iter()
            .map(|one| {
                let reading = statements.reading(self, &one.from.id, Kind::Statement)?;
                Ok(figure_row(&report_of(&one.from), &one.record, &reading.statements))
            })
            .collect()
    }

    /// Rows of `reports` for some of them.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn report_rows(&self, lines: &[ReportLine]) -> Result<Vec<Row>, AskError> {
        let read = lines.iter().map(|line| self.store.reading_of_kinds(&line.id, Kinds::NONE));
        read.filter_map(std::result::Result::transpose)
            .map(|read| read.map(|(report, _)| report_row(&report)).map_err(AskError::Record))
            .collect()
    }
}

/// Why no more rows are wanted.
enum Stop {
    Enough,
    Failed(AskError),
}

impl From<AskError> for Stop {
    fn from(error: AskError) -> Self {
        Stop::Failed(error)
    }
}

/// What is kept of a report where only a line of it is at hand.
fn report_of(line: &ReportLine) -> Report {
    Report {
        id: line.id.clone(),
        source: line.source.clone(),
        published: line.day.clone(),
        title: line.title.clone(),
        url: line.url.clone(),
        ..Report::default()
    }
}

/// Readings of reports, the last one held: what is asked for by day comes report by report.
#[derive(Default)]
struct OfReports {
    last: Option<(Id, Reading)>,
}

impl OfReports {
    fn reading(&mut self, ask: &Ask<'_>, report: &Id, kind: Kind) -> Result<&Reading, AskError> {
        if self.last.as_ref().is_none_or(|(id, _)| id != report) {
            let read = ask.store.reading_of_kinds(report, Kinds::NONE.with(kind))?;
            self.last = Some((report.clone(), read.map(|(_, reading)| reading).unwrap_or_default()));
        }
        Ok(self.last.as_ref().map_or(&EMPTY, |(_, reading)| reading))
    }
}

static EMPTY: Reading = Reading {
    mentions: Vec::new(),
    statements: Vec::new(),
    events: Vec::new(),
    figures: Vec::new(),
    times: Vec::new(),
    places: Vec::new(),
};
