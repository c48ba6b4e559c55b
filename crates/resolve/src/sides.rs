//! For whom somebody speaks: a state, a body of states, or nobody but themselves.

use crate::Read;
use crate::described::beside;
use crate::institutions::{institution, pointed_at};
use crate::known_people::Known;
use crate::offices::{Standing, speaks_for, standing_of};
use crate::personal_names::{PersonalName, without_office};
use crate::stand::Holder;
use dateline_model::{Id, Mention, MentionKind, TextIndex};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Who the entities of one report speak for.
#[derive(Debug, Default)]
pub(crate) struct Sides<'r> {
    by_entity: FxHashMap<&'r Id, Holder>,
}

/// What a report says of one entity.
#[derive(Default)]
struct Seen<'r> {
    mentions: Vec<&'r Mention>,
    /// What stands beside the mentions: titles before a name, descriptions behind it.
    beside: Vec<String>,
    names: Vec<&'r str>,
    offices: Vec<(&'r str, Option<&'r str>)>,
    of: Vec<&'r str>,
}

impl<'r> Sides<'r> {
    /// `people` are those of all reports, by whom a name without its office is known.
    pub(crate) fn of(
        (_, reading): Read<'r>,
        index: &TextIndex<'_>,
        people: &Known<'_>,
        day: Option<&str>,
    ) -> Sides<'r> {
        let mut seen: BTreeMap<&Id, Seen<'r>> = BTreeMap::new();
        for mention in &reading.mentions {
            let seen = seen.entry(&mention.entity).or_default();
            seen.mentions.push(mention);
            seen.beside.extend(beside(mention, index));
        }
        let speakers = reading.statements.iter().flat_map(|statement| {
            statement.speakers.iter().chain(&statement.addressee).chain(&statement.via)
        });
        for speaker in speakers {
            let Some(entity) = &speaker.entity else { continue };
            let seen = seen.entry(entity).or_default();
            seen.names.push(&speaker.name);
            seen.of.extend(speaker.of.as_deref());
            seen.offices.extend(speaker.office.as_deref().map(|office| (office, speaker.of.as_deref())));
        }
        for party in reading.events.iter().flat_map(|event| event.by.iter().chain(&event.to)) {
            let Some(entity) = &party.entity else { continue };
            let seen = seen.entry(entity).or_default();
            seen.names.push(&party.name);
            seen.of.extend(party.country.as_deref());
        }
        let by_entity = seen
            .into_iter()
            .filter_map(|(entity, seen)| Some((entity, holder(&seen, people, day)?)))
            .collect();
        Sides { by_entity }
    }

    pub(crate) fn of_entity(&self, entity: &Id) -> Option<&Holder> {
        self.by_entity.get(entity)
    }

    /// Of a name or description that stands for nobody who is named elsewhere in the report.
    pub(crate) fn of_words(words: &str, kind: MentionKind) -> Option<Holder> {
        institution(words, kind == MentionKind::Place)
    }
}

fn holder(seen: &Seen<'_>, people: &Known<'_>, day: Option<&str>) -> Option<Holder> {
    let is_person = seen.mentions.iter().any(|mention| mention.kind == MentionKind::Person);
    if is_person { person(seen, people, day) } else { others(seen) }
}

fn others(seen: &Seen<'_>) -> Option<Holder> {
    let mut texts: Vec<(&str, MentionKind)> =
        seen.mentions.iter().map(|mention| (mention.span.text.as_str(), mention.kind)).collect();
    texts.extend(seen.beside.iter().map(|text| (text.as_str(), MentionKind::Office)));
    texts.extend(seen.names.iter().map(|name| (*name, MentionKind::Organization)));
    texts.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
    let found = texts.iter().find_map(|(text, kind)| institution(text, *kind == MentionKind::Place));
    if found.is_some() {
        return found;
    }
    // "the foreign ministry", of which the report tells the state elsewhere.
    let (text, _) = texts.iter().find(|(text, _)| standing_of(text) == Standing::Official)?;
    let of = only(&seen.of)?;
    Some(Holder { side: Some(of.to_owned()), name: (*text).to_owned(), office: None })
}

/// All that a report prints of somebody: mentions, names, and what stands beside them.
fn texts_of<'s>(seen: &'s Seen<'_>) -> impl Iterator<Item = &'s str> {
    let mentions = seen.mentions.iter().map(|mention| mention.span.text.as_str());
    mentions.chain(seen.names.iter().copied()).chain(seen.beside.iter().map(String::as_str))
}

fn person(seen: &Seen<'_>, people: &Known<'_>, day: Option<&str>) -> Option<Holder> {
    let texts =
        seen.mentions.iter().map(|mention| mention.span.text.as_str()).chain(seen.names.iter().copied());
    let mut best: Option<(&str, PersonalName)> = None;
    let mut offices: Vec<(String, Option<String>)> =
        seen.offices.iter().map(|(title, of)| ((*title).to_owned(), of.map(str::to_owned))).collect();
    for text in texts {
        let (name, office) = without_office(text);
        if let Some(office) = office {
            let of = pointed_at(office).map(|(side, ..)| side);
            offices.push((office.to_owned(), of.or_else(|| only(&seen.of).map(str::to_owned))));
        }
        if let Some(parsed) = PersonalName::parse(name)
            && best.as_ref().is_none_or(|(other, known)| {
                (parsed.given.len(), name.len()) > (known.given.len(), other.len())
            })
        {
            best = Some((name, parsed));
        }
    }
    let name = best.as_ref().map_or_else(
        || seen.mentions.first().map_or("", |mention| mention.span.text.as_str()),
        |(name, _)| *name,
    );
    for title in &seen.beside {
        let of = pointed_at(title).map(|(side, ..)| side);
        if of.is_some() || standing_of(title) == Standing::Private {
            offices.push((title.clone(), of));
        }
    }
    // "the Security Council of Chile" is not the United Nations'; what is an organ speaks for its body.
    let of_state = || {
        texts_of(seen).find_map(|text| pointed_at(text).map(|(side, ..)| side).filter(|side| side.len() == 3))
    };
    for (_, of) in &mut offices {
        if of.as_deref() == Some("UN Security Council") {
            *of = of_state().or_else(|| of.as_deref().map(speaks_for));
        }
    }
    offices.retain(|(title, _)| standing_of(title) != Standing::Unknown);
    if offices.iter().all(|(_, of)| of.is_none())
        && let Some((_, parsed)) = &best
        && !offices.iter().any(|(title, _)| standing_of(title) == Standing::Private)
    {
        offices.extend(people.offices_of(parsed, day));
    }
    let is_private = offices.first().is_some_and(|(title, _)| standing_of(title) == Standing::Private);
    let held = offices
        .iter()
        .filter(|(title, _)| standing_of(title) == Standing::Official)
        .find_map(|(title, of)| Some((title.clone(), of.clone()?)));
    match held {
        Some((title, of)) if !is_private => {
            Some(Holder { side: Some(of), name: name.to_owned(), office: Some(title) })
        }
        _ => Some(Holder {
            side: None,
            name: name.to_owned(),
            office: offices.first().map(|(title, _)| title.clone()),
        }),
    }
}

/// The one thing that all of these are.
fn only<'s>(all: &[&'s str]) -> Option<&'s str> {
    let first = all.first()?;
    all.iter().all(|other| other == first).then_some(*first)
}
