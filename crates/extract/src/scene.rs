//! One report with all that has been found in it so far: each stage reads what the
//! stages before it found, and adds its own.

use dateline_language::{Annotated, Word};
use dateline_model::{
    Event, Figure, Id, Kind, Kinds, Mention, MentionKind, Party, Place, Reading, Report, Sector, Span,
    Speaker, Statement, Time,
};

/// A report, its analysis, and what has been found in it.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its analysis.
    pub annotated: &'a Annotated<'a>,
    /// Parties and places, and where they are mentioned.
    pub entities: Entities,
    /// Expressions of time.
    pub times: Vec<Found<Time>>,
    /// Places.
    pub places: Vec<Found<Place>>,
    /// Statements; their words are those of the content.
    pub statements: Vec<Found<Statement>>,
    /// Events; their words are those of the evidence.
    pub events: Vec<Found<Event>>,
    /// Figures; their words are those of the evidence.
    pub figures: Vec<Found<Figure>>,
}

/// Something found, with the words it stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// From its first to its last word.
    pub words: Span<Word>,
    /// What goes into the record.
    pub record: T,
}

impl<'a> Scene<'a> {
    /// A report in which nothing has been found yet.
    pub fn new(report: &'a Report, annotated: &'a Annotated<'a>) -> Self {
        Scene {
            report,
            annotated,
            entities: Entities::default(),
            times: Vec::new(),
            places: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            figures: Vec::new(),
        }
    }

    /// The innermost statement whose content holds a word.
    pub fn statement_at(&self, word: usize) -> Option<&Found<Statement>> {
        let at = self.annotated.index.code_point(self.annotated.tokens[word].span.start);
        self.statements
            .iter()
            .filter(|found| {
                found.record.content.iter().any(|piece| piece.start as usize <= at && at < piece.end as usize)
            })
            .min_by_key(|found| found.words.len())
    }

    /// What is asked for, as the record's own types.
    pub fn into_reading(self, kinds: Kinds) -> Reading {
        fn records<T>(wanted: bool, found: Vec<Found<T>>) -> Vec<T> {
            if wanted { found.into_iter().map(|found| found.record).collect() } else { Vec::new() }
        }
        let mentions = self.entities.mentions.into_iter().map(|mention| mention.record);
        Reading {
            mentions: if kinds.has(Kind::Mention) { mentions.collect() } else { Vec::new() },
            statements: records(kinds.has(Kind::Statement), self.statements),
            events: records(kinds.has(Kind::Event), self.events),
            figures: records(kinds.has(Kind::Figure), self.figures),
            times: records(kinds.has(Kind::Time), self.times),
            places: records(kinds.has(Kind::Place), self.places),
        }
    }
}

/// The parties and places of a report.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// The things themselves.
    pub entities: Vec<Entity>,
    /// Where they are mentioned, in text order.
    pub mentions: Vec<EntityMention>,
}

/// One party or place, with what the whole report tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Derived from content.
    pub id: Id,
    /// What kind of thing it is.
    pub kind: MentionKind,
    /// The fullest name that the report gives.
    pub name: String,
    /// Its office as printed, less the country ("Foreign Secretary").
    pub office: Option<String>,
    /// The state (ISO 3166-1 alpha-3) or body ("NATO") it belongs to.
    pub of: Option<String>,
    /// The state it is, or acts for (ISO 3166-1 alpha-3).
    pub country: Option<String>,
    /// The part of society it acts for.
    pub sector: Option<Sector>,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityMention {
    /// The whole noun phrase: title, name, apposition left out.
    pub words: Span<Word>,
    /// Its head word.
    pub head: usize,
    /// Which of [`Entities::entities`].
    pub entity: usize,
    /// Name, noun phrase or pronoun.
    pub form: MentionForm,
    /// What goes into the record.
    pub record: Mention,
}

/// With what kind of words something is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// "David Lammy", "Mr Lammy", "Moscow".
    Name,
    /// "the Russian leader".
    Nominal,
    /// "he", "its".
    Pronoun,
}

impl Entities {
    /// The smallest mention that holds a word.
    pub fn mention_at(&self, word: usize) -> Option<&EntityMention> {
        self.mentions
            .iter()
            .filter(|mention| mention.words.start <= word && word < mention.words.end)
            .min_by_key(|mention| mention.words.len())
    }

    /// The mention whose head is a word.
    pub fn headed_by(&self, word: usize) -> Option<&EntityMention> {
        self.mentions.iter().find(|mention| mention.head == word)
    }

    /// Whoever is meant by a noun phrase, as a speaker: the span is the phrase as printed,
    /// name, office and state are what the whole report gives.
    pub fn speaker(&self, annotated: &Annotated<'_>, words: Span<Word>, head: usize) -> Speaker {
        let entity = self.headed_by(head).map(|mention| &self.entities[mention.entity]);
        Speaker {
            span: annotated.excerpt(words),
            name: entity.map_or_else(|| annotated.words(words).to_owned(), |entity| entity.name.clone()),
            entity: entity.map(|entity| entity.id.clone()),
            office: entity.and_then(|entity| entity.office.clone()),
            of: entity.and_then(|entity| entity.of.clone()),
        }
    }

    /// Whoever is meant by a noun phrase, as a party to an event.
    pub fn party(&self, annotated: &Annotated<'_>, words: Span<Word>, head: usize) -> Party {
        let entity = self.headed_by(head).map(|mention| &self.entities[mention.entity]);
        Party {
            span: annotated.excerpt(words),
            name: entity.map_or_else(|| annotated.words(words).to_owned(), |entity| entity.name.clone()),
            entity: entity.map(|entity| entity.id.clone()),
            country: entity.and_then(|entity| entity.country.clone()),
            sector: entity.and_then(|entity| entity.sector),
        }
    }
}
