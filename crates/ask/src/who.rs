//! One person or party: offices, statements, and what they do to whom.

use crate::{Ask, AskError};
use dateline_model::{Event, EventAct, Person, Statement};
use dateline_record::{EventFilter, Kept, StatementFilter};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the record knows of a person or party.
#[derive(Clone, Debug, Serialize)]
pub struct WhoAnswer {
    /// Persons of that name, with their offices over time.
    pub people: Vec<Person>,
    /// What they said, by day.
    pub statements: Vec<Kept<Statement>>,
    /// What they did, by day.
    pub events: Vec<Kept<Event>>,
    /// Whom they accuse, ask, meet, support, how often: the most frequent first.
    pub relations: Vec<Relation>,
}

/// What a person or party does to another, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relation {
    /// The PLOVER root.
    pub act: EventAct,
    /// The other side.
    pub to: String,
    /// How often.
    pub times: usize,
}

impl Ask<'_> {
    /// Whoever has these words in the name, with at most so many of their statements and deeds
    /// (none: all).
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn who(&self, name: &str, most: Option<usize>) -> Result<WhoAnswer, AskError> {
        let words: Vec<String> = name.split_whitespace().map(fold).collect();
        let fits = |name: &str| {
            let name = fold(name);
            words
                .iter()
                .all(|word| name.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == word))
        };
        let people: Vec<Person> = self
            .store
            .people_like(words.iter().max_by_key(|word| word.len()).map_or("", String::as_str))?
            .into_iter()
            .filter(|person| fits(&person.name) || person.aliases.iter().any(|alias| fits(alias)))
            .collect();
        let (mut statements, mut events) = (BTreeMap::new(), BTreeMap::new());
        // One who is known under several spellings said what was reported under each of them.
        let mut names: Vec<String> = vec![name.to_owned()];
        names.extend(
            people.iter().flat_map(|person| std::iter::once(&person.name).chain(&person.aliases)).cloned(),
        );
        names.sort();
        names.dedup();
        for name in names {
            let by = Some(format!("\"{name}\""));
            let by = if name == *name.trim() { by } else { Some(name.clone()) };
            for one in self.store.statements(&StatementFilter {
                by: by.clone(),
                limit: most,
                ..StatementFilter::default()
            })? {
                statements.insert(
                    (one.from.day.clone(), one.from.number, one.record.evidence.start, one.record.id.clone()),
                    one,
                );
            }
            for one in self.store.events(&EventFilter { by, limit: most, ..EventFilter::default() })? {
                events.insert(
                    (one.from.day.clone(), one.from.number, one.record.evidence.start, one.record.id.clone()),
                    one,
                );
            }
        }
        let statements: Vec<_> = statements.into_values().collect();
        let events: Vec<_> = events.into_values().collect();
        let relations = relations(&events, &fits);
        Ok(WhoAnswer { people, statements, events, relations })
    }
}

fn relations(events: &[Kept<Event>], is_meant: &dyn Fn(&str) -> bool) -> Vec<Relation> {
    let mut counted: BTreeMap<(EventAct, String), usize> = BTreeMap::new();
    for event in events.iter().map(|one| &one.record) {
        if event.by.iter().any(|party| is_meant(&party.name)) {
            for other in &event.to {
                *counted.entry((event.act, other.name.clone())).or_default() += 1;
            }
        }
    }
    let mut relations: Vec<Relation> =
        counted.into_iter().map(|((act, to), times)| Relation { act, to, times }).collect();
    relations.sort_by_key(|relation| std::cmp::Reverse(relation.times));
    relations
}

fn fold(name: &str) -> String {
    name.to_lowercase()
}
