//! Everything that one report says, and one line of the record.

use crate::{
    Correction, Difference, Event, Figure, Mention, Opposed, Person, Place, Report, SameEvent, SameFigure,
    SameStatement, Statement, Story, Time,
};
use serde::{Deserialize, Serialize};

/// Everything that one report says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Names and noun phrases, in text order.
    pub mentions: Vec<Mention>,
    /// Statements, in text order.
    pub statements: Vec<Statement>,
    /// Events, in text order.
    pub events: Vec<Event>,
    /// Figures, in text order.
    pub figures: Vec<Figure>,
    /// Expressions of time, in text order.
    pub times: Vec<Time>,
    /// Places, in text order.
    pub places: Vec<Place>,
}

impl Reading {
    /// Its lines in the order they are written: mentions, statements, events, figures, times, places.
    pub fn into_records(self) -> impl Iterator<Item = Record> {
        let Reading { mentions, statements, events, figures, times, places } = self;
        mentions
            .into_iter()
            .map(Record::Mention)
            .chain(statements.into_iter().map(Record::Statement))
            .chain(events.into_iter().map(Record::Event))
            .chain(figures.into_iter().map(Record::Figure))
            .chain(times.into_iter().map(Record::Time))
            .chain(places.into_iter().map(Record::Place))
    }
}

impl Extend<Record> for Reading {
    /// Takes up lines of one report, in the order they were written; what is no part of a reading is left.
    fn extend<R: IntoIterator<Item = Record>>(&mut self, records: R) {
        for record in records {
            match record {
                Record::Mention(one) => self.mentions.push(one),
                Record::Statement(one) => self.statements.push(one),
                Record::Event(one) => self.events.push(one),
                Record::Figure(one) => self.figures.push(one),
                Record::Time(one) => self.times.push(one),
                Record::Place(one) => self.places.push(one),
                Record::Report(_)
                | Record::Person(_)
                | Record::Story(_)
                | Record::SameStatement(_)
                | Record::SameEvent(_)
                | Record::SameFigure(_)
                | Record::Difference(_)
                | Record::Opposed(_)
                | Record::Correction(_) => {}
            }
        }
    }
}

/// One line of the record, as it stands in JSON Lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is named after what it holds")]
pub enum Record {
    Report(Report),
    Mention(Mention),
    Statement(Statement),
    Event(Event),
    Figure(Figure),
    Time(Time),
    Place(Place),
    Person(Person),
    Story(Story),
    SameStatement(SameStatement),
    SameEvent(SameEvent),
    SameFigure(SameFigure),
    Difference(Difference),
    Opposed(Opposed),
    Correction(Correction),
}

/// The kinds of thing that a reading holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named after what it holds")]
pub enum Kind {
    Report,
    Mention,
    Statement,
    Event,
    Figure,
    Time,
    Place,
}

impl Kind {
    /// All of them, in the order they are written.
    pub const ALL: [Kind; 7] =
        [Kind::Report, Kind::Mention, Kind::Statement, Kind::Event, Kind::Figure, Kind::Time, Kind::Place];

    /// Its name in the record ("statement").
    pub fn name(self) -> &'static str {
        match self {
            Kind::Report => "report",
            Kind::Mention => "mention",
            Kind::Statement => "statement",
            Kind::Event => "event",
            Kind::Figure => "figure",
            Kind::Time => "time",
            Kind::Place => "place",
        }
    }

    /// The kind of that name, in the singular or plural.
    pub fn named(name: &str) -> Option<Kind> {
        let singular = name.strip_suffix('s').unwrap_or(name);
        Kind::ALL.into_iter().find(|kind| kind.name() == singular)
    }
}

/// Which kinds are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kinds(u8);

impl Kinds {
    /// Everything.
    pub const ALL: Kinds = Kinds(u8::MAX);
    /// Nothing.
    pub const NONE: Kinds = Kinds(0);

    /// These and one more.
    #[must_use]
    pub fn with(self, kind: Kind) -> Kinds {
        Kinds(self.0 | 1 << kind as u8)
    }

    /// Whether a kind is among them.
    pub fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }
}
