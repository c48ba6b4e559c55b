//! A person as one report names them.

use crate::Read;
use crate::own_titles::{own_title, title_alone, title_and_state, without_seat, without_title};
use crate::personal_names::{PersonalName, without_office};
use dateline_model::{Id, MentionKind, Reading, Speaker};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A person as one report names them: all that is needed to tell who is who across reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// The report.
    pub report: Id,
    /// Its day.
    pub day: Option<String>,
    /// The entity in that report.
    pub entity: Id,
    /// The fullest name.
    pub name: String,
    /// The other names it prints.
    pub also: Vec<String>,
    /// Office, as printed, and the state or body it belongs to.
    pub offices: Vec<(String, Option<String>)>,
}

impl Sighting {
    /// The people that one report names.
    pub fn of((report, reading): Read<'_>) -> Vec<Sighting> {
        let mut seen: BTreeMap<&Id, Seen> = BTreeMap::new();
        for mention in reading.mentions.iter().filter(|mention| mention.kind == MentionKind::Person) {
            let seen = seen.entry(&mention.entity).or_default();
            let (name, office) = without_office(&mention.span.text);
            let name = without_seat(without_title(name));
            // "Vladimir) Orlov": two pieces of text, and no name.
            if name.contains(['(', ')', '[', ']', '{', '}']) {
                continue;
            }
            *seen.names.entry(name.to_owned()).or_default() += 1;
            let title = office.and_then(|office| own_title(office, mention.span.start, reading));
            seen.printed.extend(title.map(|title| (name.to_owned(), title)));
        }
        for speaker in speakers(reading) {
            // An office alone is no person; whoever holds it has a name.
            let Some(seen) = speaker.entity.as_ref().and_then(|entity| seen.get_mut(entity)) else {
                continue;
            };
            let name = without_seat(without_title(without_office(&speaker.name).0)).to_owned();
            *seen.names.entry(name.clone()).or_default() += 1;
            seen.of.extend(speaker.of.clone());
            if let Some(office) = speaker.office.as_deref().and_then(title_alone) {
                let (office, of) = title_and_state(office, speaker.of.as_ref());
                seen.offices.insert((name, office, of));
            }
        }
        for party in reading.events.iter().flat_map(|event| event.by.iter().chain(&event.to)) {
            if let Some(seen) = party.entity.as_ref().and_then(|entity| seen.get_mut(entity)) {
                seen.of.extend(party.country.clone());
            }
        }
        let day = report.day().map(|day| day.to_string());
        let sighting = |(entity, seen): (&Id, Seen)| {
            let names: Vec<(&str, PersonalName, usize)> = seen
                .names
                .iter()
                .filter_map(|(name, times)| Some((name.as_str(), PersonalName::parse(name)?, *times)))
                .collect();
            // A pronoun that was taken for another brings a second name: the one named most stays.
            let times = |parsed: &PersonalName| {
                names
                    .iter()
                    .filter(|(_, other, _)| parsed.fits(other))
                    .map(|(_, _, times)| times)
                    .sum::<usize>()
            };
            let (fullest, whole, _) = names.iter().max_by_key(|(name, parsed, _)| {
                let length = std::cmp::Reverse(name.len());
                (times(parsed), parsed.given.len(), length, std::cmp::Reverse(*name))
            })?;
            let is_theirs = |name: &str| PersonalName::parse(name).is_some_and(|parsed| whole.fits(&parsed));
            let mut offices: BTreeSet<(String, Option<String>)> = seen
                .offices
                .into_iter()
                .filter(|(name, ..)| is_theirs(name))
                .map(|(_, office, of)| (office, of))
                .collect();
            // What is printed before the name, where nothing said by them gave it already.
            let of = seen.of.first().filter(|_| seen.of.len() == 1);
            for (_, title) in seen.printed.into_iter().filter(|(name, _)| is_theirs(name)) {
                let (title, of) = title_and_state(&title, of);
                if !offices.iter().any(|(known, _)| known.eq_ignore_ascii_case(&title)) {
                    offices.insert((title, of));
                }
            }
            Some(Sighting {
                report: report.id.clone(),
                day: day.clone(),
                entity: entity.clone(),
                name: (*fullest).to_owned(),
                also: names
                    .iter()
                    .map(|(name, ..)| *name)
                    .filter(|name| name != fullest && is_theirs(name))
                    .map(str::to_owned)
                    .collect(),
                offices: offices.into_iter().collect(),
            })
        };
        let mut sightings: Vec<Sighting> = seen.into_iter().filter_map(sighting).collect();
        share_out_offices(&mut sightings);
        sightings
    }

    /// Sightings with different keys are never one person: who keeps sightings under this key
    /// need look again only at the keys that a new report touches.
    pub fn key(&self) -> String {
        person_key(&self.name)
    }
}

/// The key under which people of a name are kept: spellings of one family name have one.
pub fn person_key(name: &str) -> String {
    PersonalName::parse(name).map_or_else(|| name.to_lowercase(), |name| name.key())
}

/// What a report says of one person.
#[derive(Default)]
struct Seen {
    /// Names with how often each is printed.
    names: BTreeMap<String, usize>,
    /// Name, office and state or body, as statements give them.
    offices: BTreeSet<(String, String, Option<String>)>,
    /// Names and the titles printed before them.
    printed: BTreeSet<(String, String)>,
    of: BTreeSet<String>,
}

/// Of several of one surname in one report, "President Carter" is the one who is named with the
/// office elsewhere, or else none of them.
fn share_out_offices(sightings: &mut [Sighting]) {
    let mut holders: BTreeMap<(String, String), usize> = BTreeMap::new();
    for sighting in &*sightings {
        for (title, _) in &sighting.offices {
            *holders.entry((sighting.key(), title.to_lowercase())).or_default() += 1;
        }
    }
    for sighting in sightings {
        let key = sighting.key();
        sighting.offices.retain(|(title, _)| holders[&(key.clone(), title.to_lowercase())] == 1);
    }
}

fn speakers(reading: &Reading) -> impl Iterator<Item = &Speaker> {
    reading
        .statements
        .iter()
        .flat_map(|statement| statement.speakers.iter().chain(&statement.addressee).chain(&statement.via))
}
