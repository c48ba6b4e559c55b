//! The questions that people ask the record, once, for every face of the program:
//! the terminal, the pages, the API. Questions and answers are plain types; an answer
//! always carries the reports and spans that it rests on.
//!
//! It knows neither SQL nor HTML.

mod called;
mod card;
mod changes;
mod coverage;
mod days;
mod error;
mod export;
mod language;
mod meant;
mod opposed;
mod places;
mod positions;
mod report;
mod search;
mod standing;
mod story;
mod tables;
mod timeline;
mod tone;
mod typed;
mod who;

pub use called::{Called, LONGEST_TITLE, without_dateline};
pub use card::{FigureGiven, FigureRange, StoryCard};
pub use changes::{Changes, Moved, StoryChange};
pub use coverage::{DayCount, gaps};
pub use dateline_record::{
    Counts, Covered, EventFilter, Facets, FigureFilter, Kept, PlaceSeen, ReadBy, ReportFilter, ReportLine,
    StatementFilter, StoryFilter, StoryLine, Stretch,
};
pub use dateline_resolve::{
    Change, Concept, Lane, Mark, Stance, TimelineDay, TimelineEvidence, TimelineOptions, first_sentence,
};
pub use days::{first_day, is_day, is_to_come, last_day};
pub use error::AskError;
pub use language::{in_languages, language_named};
pub use meant::{also_called, distance};
pub use opposed::{OpposedAnswer, each_once};
pub use places::PlaceNamed;
pub use positions::PositionsQuestion;
pub use report::ReportAnswer;
pub use search::{Hit, SearchAnswer, SearchQuestion};
pub use standing::Standing;
pub use story::{AccountLine, Cell, Comparison, FactRow, StoryAnswer, account_in, bounds, bounds_in};
pub use tables::{
    AnswerTable, Cell as TableCell, Column, Holds, Row, TableName, difference_rows, event_row, figure_row,
    guarded, office_row, opposed_rows, person_row, position_rows, relation_rows, report_row, rows_of,
    search_rows, statement_row, story_row, tables_as_markdown, timeline_rows,
};
pub use tone::Tone;
pub use typed::{Part, PartKind, Typed};
pub use who::{Relation, Told, WhoAnswer};

use dateline_gazetteer::Gazetteer;
use dateline_model::{Correction, Difference, Does, Event, Figure, Id, Opposed, Person, Statement};
use dateline_record::{IdTable, Store};
pub use dateline_resolve::Authority;
use std::collections::BTreeMap;

/// A record to ask.
#[derive(Debug)]
pub struct Ask<'s> {
    store: &'s Store,
}

impl<'s> Ask<'s> {
    /// Questions go to this record.
    pub fn new(store: &'s Store) -> Self {
        Ask { store }
    }

    /// Who said what: statements by day. A state in `by` is meant by its name as by its code.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn statements(&self, filter: &StatementFilter) -> Result<Vec<Kept<Statement>>, AskError> {
        let also_by = filter.by.as_deref().map(also_called).unwrap_or_default();
        Ok(self.store.statements(&StatementFilter { also_by, ..filter.clone() })?)
    }

    /// Who did what: events by day. A state in `by` is meant by its name as by its code.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<Kept<Event>>, AskError> {
        let also_by = filter.by.as_deref().map(also_called).unwrap_or_default();
        Ok(self.store.events(&EventFilter { also_by, ..filter.clone() })?)
    }

    /// How many, and by whose account: figures by day.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn figures(&self, filter: &FigureFilter) -> Result<Vec<Kept<Figure>>, AskError> {
        Ok(self.store.figures(filter)?)
    }

    /// What the record's figures measure.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn measures(&self) -> Result<Vec<String>, AskError> {
        Ok(self.store.measures()?)
    }

    /// Reports without their texts, by day.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn reports(&self, filter: &ReportFilter) -> Result<Vec<ReportLine>, AskError> {
        Ok(self.store.reports(filter)?)
    }

    /// Where accounts differ, and where they only look as if they did.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn differences(&self, story: Option<&Id>) -> Result<Vec<Difference>, AskError> {
        Ok(self.store.differences(story)?)
    }

    /// Some of the differences: first those that cannot all be true, the latest first.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn differences_page(&self, limit: usize, offset: usize) -> Result<Vec<Difference>, AskError> {
        Ok(self.store.differences_page(limit, offset)?)
    }

    /// A report without its text.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn line(&self, report: &Id) -> Result<Option<ReportLine>, AskError> {
        Ok(self.store.line(report)?)
    }

    /// The places that a story's reports name, those named most first.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn places_of(&self, story: &Id) -> Result<Vec<PlaceSeen>, AskError> {
        Ok(self.store.places_of(story)?)
    }

    /// People by name, at most so many, leaving out the first; of those only whose names hold
    /// some words, of which the last may go on.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn people(&self, words: Option<&str>, limit: usize, offset: usize) -> Result<Vec<Person>, AskError> {
        let people = match words {
            Some(words) => {
                let mut people = self.store.people_like(words, limit + offset)?;
                people.drain(..offset.min(people.len()));
                people
            }
            None => self.store.people_page(limit, offset)?,
        };
        self.settled(people)
    }

    /// People as an authority file and corrections say.
    pub(crate) fn settled(&self, mut people: Vec<Person>) -> Result<Vec<Person>, AskError> {
        let corrections = self.store.corrections_of_people()?;
        if corrections.is_empty() {
            return Ok(people);
        }
        // Who is merged with somebody here may stand elsewhere.
        let names = corrections.iter().filter(|one| one.does == Does::Merge).flat_map(|one| {
            let others = one.value.as_array().into_iter().flatten().filter_map(|name| name.as_str());
            one.target.name.as_deref().into_iter().chain(others)
        });
        let keys: Vec<String> = names.map(dateline_resolve::person_key).collect();
        for person in self.store.people_of(&keys)? {
            if !people.iter().any(|known| known.id == person.id) {
                people.push(person);
            }
        }
        let file = corrections.iter().rev().find(|one| one.target.kind == "authority");
        let authority = file.and_then(|one| Authority::parse(one.value.as_str()?).ok()).unwrap_or_default();
        let mut people = dateline_resolve::settled(people, &authority, &corrections);
        people.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.name.cmp(&b.name)));
        Ok(people)
    }

    /// What people corrected, in the order they did.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, AskError> {
        Ok(self.store.corrections()?)
    }

    /// Claims and their denials, of one story or of all.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn opposed(&self, story: Option<&Id>) -> Result<Vec<Opposed>, AskError> {
        Ok(self.store.opposed(story)?)
    }

    /// Stories, the latest first.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn stories(&self, limit: Option<usize>, offset: usize) -> Result<Vec<StoryLine>, AskError> {
        Ok(self.store.stories(limit, offset)?)
    }

    /// How many of a story's reports were not analysed, by their language.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn unread_of(&self, story: &Id) -> Result<BTreeMap<String, u64>, AskError> {
        Ok(self.store.unread_of(story)?)
    }

    /// How much there is of everything.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn counts(&self) -> Result<Counts, AskError> {
        Ok(self.store.counts()?)
    }

    /// How many independent accounts there are: reports that carry one text are one.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn accounts(&self) -> Result<u64, AskError> {
        Ok(self.store.accounts()?)
    }

    /// The number of the report that was kept last: what comes later has a greater one.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn newest(&self) -> Result<i64, AskError> {
        Ok(self.store.newest()?)
    }

    /// The one id that begins so.
    ///
    /// # Errors
    /// If there is none, or more than one, or the record cannot be read.
    pub fn id(&self, table: IdTable, beginning: &str) -> Result<Id, AskError> {
        let mut ids = self.store.ids_like(table, beginning)?;
        if let Some(exact) = ids.iter().position(|id| id.as_str() == beginning) {
            return Ok(ids.swap_remove(exact));
        }
        let what = match table {
            IdTable::Report => "report",
            IdTable::Story => "story",
            IdTable::Statement => "statement",
            IdTable::Event => "event",
            IdTable::Figure => "figure",
        };
        match ids.len() {
            1 => Ok(ids.swap_remove(0)),
            0 => Err(AskError::NoSuch { what, beginning: beginning.to_owned() }),
            _ => Err(AskError::Several {
                what,
                beginning: beginning.to_owned(),
                some: ids.iter().take(4).map(ToString::to_string).collect::<Vec<_>>().join(", "),
            }),
        }
    }
}

pub use dateline_record::IdTable as Table;

/// The name of a state by its ISO 3166-1 alpha-3 code.
pub fn state_name(iso3: &str) -> Option<&'static str> {
    Gazetteer::embedded().country(iso3).map(|country| country.name.as_str())
}
