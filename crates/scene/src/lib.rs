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

/// Below this certainty a speaker is left as printed.
const OPEN: f32 = 0.4;

/// The parties and places of a report.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// The things themselves.
    pub entities: Vec<Entity>,
    /// Where they are mentioned, in text order.
    pub mentions: Vec<EntityMention>,
    /// Things that are no party but belong to one ("a Russian drone"), by head word.
    pub things: Vec<Thing>,
    /// The smallest mention that holds each word.
    mention_of: Vec<Option<u32>>,
    /// Those who are meant by a word in the plural, by its head word.
    groups: Vec<(usize, Vec<usize>)>,
}

/// A thing that is no party itself but belongs to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// Its noun phrase.
    pub words: Span<Word>,
    /// Its head word.
    pub head: usize,
    /// The state it belongs to (ISO 3166-1 alpha-3).
    pub country: String,
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
    /// The states it acts for, where they are several ("the British and French ministers").
    pub states: Vec<String>,
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
    /// How sure it is that the mention is this entity's, from 0 to 1: a pronoun may be another's.
    pub certainty: f32,
    /// What goes into the record.
    pub record: Mention,
}

/// With what kind of words something is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// "David Owen", "Mr Owen", "Moscow".
    Name,
    /// "the Russian leader".
    Nominal,
    /// "he", "its".
    Pronoun,
}

impl Entities {
    /// Prepares the look-ups; `mentions` stand in text order, longer before shorter.
    pub fn new(
        entities: Vec<Entity>,
        mentions: Vec<EntityMention>,
        mut things: Vec<Thing>,
        words: usize,
    ) -> Self {
        things.sort_by_key(|thing| thing.head);
        let mut mention_of: Vec<Option<u32>> = vec![None; words];
        for (number, mention) in mentions.iter().enumerate() {
            for at in mention.words.range() {
                let known = &mut mention_of[at];
                if known.is_none_or(|known| mentions[known as usize].words.len() >= mention.words.len()) {
                    *known = Some(number as u32);
                }
            }
        }
        Entities { entities, mentions, things, mention_of, groups: Vec::new() }
    }

    /// With those who are meant by words in the plural ("they", "both men"): the head word and which of
    /// [`Entities::entities`].
    #[must_use]
    pub fn with_groups(mut self, mut groups: Vec<(usize, Vec<usize>)>) -> Self {
        groups.sort();
        self.groups = groups;
        self
    }

    /// Those who are meant by a noun phrase in the plural, by its head word; none where it names one thing.
    pub fn group(&self, head: usize) -> &[usize] {
        let at = self.groups.binary_search_by_key(&head, |(head, _)| *head);
        at.map_or(&[], |at| self.groups[at].1.as_slice())
    }

    /// The phrase that a word belongs to which cannot speak itself: neither the owner in "Norway's army" nor
    /// what stands behind "of" in "the president of Norway" is a subject, whatever the tree says.
    fn bearer(&self, annotated: &Annotated<'_>, words: Span<Word>, head: usize) -> (Span<Word>, usize) {
        let form = |at: usize| (at < annotated.tokens.len()).then(|| annotated.form(at));
        if matches!(form(words.end), Some("'s" | "’s")) {
            let from = self.mentions.partition_point(|mention| mention.words.start < words.start);
            let owned = self.mentions[from..]
                .iter()
                .take_while(|mention| mention.words.start == words.start)
                .filter(|mention| mention.words.end > words.end + 1)
                .min_by_key(|mention| mention.words.end);
            if let Some(owned) = owned {
                return (owned.words, owned.head);
            }
        }
        let is_named = self.mention_at(head).is_some_and(|mention| mention.form == MentionForm::Name);
        if is_named && words.start > 1 && form(words.start - 1) == Some("of") {
            let office = self.mention_at(words.start - 2).filter(|mention| {
                mention.words.end == words.start - 1
                    && mention.form == MentionForm::Nominal
                    && matches!(mention.record.kind, MentionKind::Office | MentionKind::Person)
            });
            if let Some(office) = office {
                return (Span::new(office.words.start, words.end), office.head);
            }
        }
        (words, head)
    }

    /// Whoever is meant by a noun phrase, one by one: "they" may be two ministers named before.
    pub fn speakers(&self, annotated: &Annotated<'_>, words: Span<Word>, head: usize) -> Vec<Speaker> {
        let group = self.group(head);
        if group.is_empty() {
            let (words, head) = self.bearer(annotated, words, head);
            return vec![self.speaker(annotated, words, head)];
        }
        let entity = |&number: &usize| {
            let entity = &self.entities[number];
            Speaker {
                span: annotated.excerpt(self.named_behind(annotated, head, number).unwrap_or(words)),
                name: entity.name.clone(),
                entity: Some(entity.id.clone()),
                office: entity.office.clone(),
                of: entity.of.clone(),
            }
        };
        group.iter().map(entity).collect()
    }

    /// Where one of a group is named himself, behind the title that they share: "Foreign ministers *Tomas Kral* and
    /// *Iva Horak*".
    pub fn named_behind(&self, annotated: &Annotated<'_>, title: usize, entity: usize) -> Option<Span<Word>> {
        let sentence = annotated.sentence(title).words;
        let group = self.group(title);
        let is_one =
            |mention: &&EntityMention| mention.form == MentionForm::Name && group.contains(&mention.entity);
        // "They" has none of them beside it.
        let first =
            self.mention_at(title).filter(is_one).or_else(|| self.mention_at(title + 1).filter(is_one))?;
        let from = self.mentions.partition_point(|mention| mention.words.start < first.words.start);
        self.mentions[from..]
            .iter()
            .take_while(|mention| mention.words.start < sentence.end)
            .find(|mention| mention.entity == entity && mention.form == MentionForm::Name)
            .map(|mention| mention.words)
    }

    /// The smallest mention that holds a word.
    pub fn mention_at(&self, word: usize) -> Option<&EntityMention> {
        let number = self.mention_of.get(word).copied().flatten()?;
        self.mentions.get(number as usize)
    }

    /// The mention whose head is a word.
    pub fn headed_by(&self, word: usize) -> Option<&EntityMention> {
        self.mention_at(word).filter(|mention| mention.head == word)
    }

    /// The entity that a noun phrase stands for, by its head word: trees and mentions do not always
    /// agree on the head of a name, so any word of a mention will do.
    pub fn entity_at(&self, word: usize) -> Option<&Entity> {
        self.mention_at(word).map(|mention| &self.entities[mention.entity])
    }

    /// The state that a thing belongs to, by its head word: "a Russian drone" is Russia's.
    pub fn owner_of(&self, word: usize) -> Option<&str> {
        let at = self.things.binary_search_by_key(&word, |thing| thing.head).ok()?;
        Some(&self.things[at].country)
    }

    /// Whoever is meant by a noun phrase, as a speaker: the span is the phrase as printed,
    /// name, office and state are what the whole report gives.
    pub fn speaker(&self, annotated: &Annotated<'_>, words: Span<Word>, head: usize) -> Speaker {
        // Rather "he", left open, than a stranger's name.
        let is_open = self.mention_at(head).is_some_and(|mention| mention.certainty < OPEN);
        let entity = self.entity_at(head).filter(|_| !is_open);
        Speaker {
            span: annotated.excerpt(words),
            name: entity.map_or_else(|| annotated.words(words).to_owned(), |entity| entity.name.clone()),
            entity: entity.map(|entity| entity.id.clone()),
            office: entity.and_then(|entity| entity.office.clone()),
            of: entity
                .and_then(|entity| entity.of.clone())
                .or_else(|| self.owner_of(head).map(str::to_owned)),
        }
    }

    /// Whoever is meant by a noun phrase, as a party to an event. A thing acts for the state it
    /// belongs to: "Russian drones hit …".
    pub fn party(&self, annotated: &Annotated<'_>, words: Span<Word>, head: usize) -> Party {
        let entity = self.entity_at(head);
        Party {
            span: annotated.excerpt(words),
            name: entity.map_or_else(|| annotated.words(words).to_owned(), |entity| entity.name.clone()),
            entity: entity.map(|entity| entity.id.clone()),
            country: entity
                .and_then(|entity| entity.country.clone())
                .or_else(|| self.owner_of(head).map(str::to_owned)),
            sector: entity.and_then(|entity| entity.sector),
        }
    }

    /// A party as one for each state, where it stands for people of several.
    pub fn by_state(&self, party: Party) -> Vec<Party> {
        let entity =
            party.entity.as_ref().and_then(|id| self.entities.iter().find(|entity| &entity.id == id));
        match entity.map(|entity| entity.states.as_slice()) {
            Some(states) if states.len() > 1 => {
                states.iter().map(|state| Party { country: Some(state.clone()), ..party.clone() }).collect()
            }
            _ => vec![party],
        }
    }
}
