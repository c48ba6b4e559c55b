//! One person or party: offices, statements, and what they do to whom.

use crate::standing::Standing;
use crate::{Ask, AskError, state_name};
use dateline_gazetteer::Gazetteer;
use dateline_model::{Event, EventAct, Excerpt, Id, Person, Statement, StatementAct, When};
use dateline_record::{EventFilter, Kept, ReportLine, StatementFilter};
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
    /// Where they stood on the issues that are known, those with changes first.
    pub positions: Vec<Standing>,
}

/// What a person or party does to another, by deed or by word, counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relation {
    /// The PLOVER root; of what is said to somebody, the root that it comes to.
    pub act: EventAct,
    /// The other side.
    pub to: String,
    /// How often.
    pub times: usize,
    /// Where that is told, at most a few of them.
    pub told: Vec<Told>,
}

/// Where something is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The report.
    pub report: Id,
    /// Its outlet.
    pub source: Option<String>,
    /// The day it is told for, else the day it was printed.
    pub day: Option<String>,
    /// The words.
    pub evidence: Excerpt,
}

impl Told {
    pub(crate) fn of(from: &ReportLine, evidence: &Excerpt) -> Self {
        Told {
            report: from.id.clone(),
            source: from.source.clone(),
            day: from.day.clone(),
            evidence: evidence.clone(),
        }
    }
}

/// How many tellings a relation carries.
const TOLD: usize = 5;

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
        let mut people = self.store.people_of(&[dateline_resolve::person_key(name)])?;
        if people.is_empty() {
            let longest = words.iter().max_by_key(|word| word.len()).map_or("", String::as_str);
            people = self.store.people_like(longest, 500)?;
        }
        let mut people: Vec<Person> = people
            .into_iter()
            .filter(|person| fits(&person.name) || person.aliases.iter().any(|alias| fits(alias)))
            .collect();
        people = self.settled(people)?;
        people.retain(|person| fits(&person.name) || person.aliases.iter().any(|alias| fits(alias)));
        people.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.name.cmp(&b.name)));
        // One who is known under several spellings said what was reported under each of them.
        let known = people.iter().flat_map(|person| std::iter::once(&person.name).chain(&person.aliases));
        let names = shortest(std::iter::once(name).chain(known.map(String::as_str)));
        // No names would restrict nothing.
        let most = if names.is_empty() { Some(0) } else { most };
        let mut statements = self.store.statements(&StatementFilter {
            names: names.clone(),
            limit: most,
            latest_first: most.is_some(),
            ..StatementFilter::default()
        })?;
        let mut events = self.store.events(&EventFilter {
            names,
            limit: most,
            latest_first: most.is_some(),
            ..EventFilter::default()
        })?;
        statements.sort_by_key(|one| place(&one.from, &one.record.evidence, &one.record.id));
        events.sort_by_key(|one| place(&one.from, &one.record.evidence, &one.record.id));
        let relations = relations(&statements, &events, &fits);
        let positions = self.standings(&statements, &|by| {
            fits(by)
                || people
                    .iter()
                    .any(|person| person.name == by || person.aliases.iter().any(|name| name == by))
        })?;
        Ok(WhoAnswer { people, statements, events, relations, positions })
    }
}

/// The order in which what somebody said and did is told: by day of printing, then as it was read.
fn place(from: &ReportLine, evidence: &Excerpt, id: &Id) -> (Option<String>, i64, u32, Id) {
    (from.day.clone(), from.number, evidence.start, id.clone())
}

/// How many spellings are asked for at most, the shortest, so that a common surname is no long question.
const SPELLINGS: usize = 40;

/// Names without those that hold another of them, word by word: whoever looks for the shorter
/// finds these too.
fn shortest<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut names: Vec<String> = names.map(|name| format!(" {} ", words_of(name).join(" "))).collect();
    names.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut shortest: Vec<String> = Vec::new();
    for name in names {
        if !name.trim().is_empty() && !shortest.iter().any(|other| name.contains(other.as_str())) {
            shortest.push(name);
        }
    }
    shortest.truncate(SPELLINGS);
    shortest.into_iter().map(|name| name.trim().to_owned()).collect()
}

fn words_of(name: &str) -> Vec<String> {
    fold(name)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn relations(
    statements: &[Kept<Statement>],
    events: &[Kept<Event>],
    is_meant: &dyn Fn(&str) -> bool,
) -> Vec<Relation> {
    let mut counted: BTreeMap<(EventAct, String), (usize, Vec<Told>)> = BTreeMap::new();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut count = |act: EventAct, to: &str, from: &ReportLine, day: Option<String>, words: &Excerpt| {
        let to = side_of(to);
        // "the Council" and "COUNCIL" are one, called as it was called first.
        let called = known.entry(fold(to).trim_start_matches("the ").to_owned()).or_insert(to.to_owned());
        let (times, told) = counted.entry((act, called.clone())).or_default();
        *times += 1;
        if told.len() < TOLD {
            let printed = Told::of(from, words);
            told.push(Told { day: day.or(printed.day), ..printed });
        }
    };
    let day = |when: Option<&When>| when.and_then(|when| when.edtf.as_ref()).map(ToString::to_string);
    for Kept { from, record, .. } in events {
        if record.by.iter().any(|party| is_meant(&party.name)) {
            for other in record.to.iter().filter(|other| is_party(&other.name)) {
                count(record.act, &other.name, from, day(record.when.as_ref()), &record.evidence);
            }
        }
    }
    for Kept { from, record, .. } in statements {
        let Some(act) = comes_to(record.act).filter(|_| !record.negated) else { continue };
        for other in record.addressee.iter().filter(|other| is_party(&other.name)) {
            count(act, &other.name, from, day(record.said.as_ref()), &record.evidence);
        }
    }
    let mut relations: Vec<Relation> =
        counted.into_iter().map(|((act, to), (times, told))| Relation { act, to, times, told }).collect();
    relations.sort_by_key(|relation| std::cmp::Reverse(relation.times));
    relations
}

/// The state that a name, people or seat of government stands for: "Ukrainian", "the Kremlin"; else the name.
fn side_of(name: &str) -> &str {
    let state = Gazetteer::embedded().country_named(name).map(|named| named.iso3());
    state.and_then(state_name).unwrap_or(name)
}

/// Whether a name can be a party's: not "it", "we", "a woman".
fn is_party(name: &str) -> bool {
    const NOBODY: [&str; 12] =
        ["i", "we", "us", "you", "he", "him", "she", "her", "it", "they", "them", "who"];
    !NOBODY.contains(&name.to_lowercase().as_str())
        && name
            .split_whitespace()
            .any(|word| word.starts_with(char::is_uppercase) && !matches!(word, "A" | "The"))
}

/// What saying something to somebody does to them; none where it is only told them.
fn comes_to(act: StatementAct) -> Option<EventAct> {
    use StatementAct as A;
    match act {
        A::Accuse | A::Criticize => Some(EventAct::Accuse),
        A::Demand | A::Appeal | A::Ask => Some(EventAct::Request),
        A::Threaten | A::Warn => Some(EventAct::Threaten),
        A::Praise | A::Thank => Some(EventAct::Support),
        _ => None,
    }
}

fn fold(name: &str) -> String {
    name.to_lowercase()
}
