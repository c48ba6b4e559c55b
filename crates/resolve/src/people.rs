//! One person under many names, with the offices that reports gave them.

use crate::Read;
use crate::personal_names::{PersonalName, is_role, without_office};
use crate::sides::{is_office, pointed_at};
use dateline_gazetteer::{CountryWord, Gazetteer, fold};
use dateline_model::{Id, Mention, MentionKind, OfficeHeld, Person, Reading, Speaker, derive_id};
use dateline_vocabulary::titles;
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

/// An office less what is no part of its title: "texts disparaging President" is President;
/// none for what somebody is to somebody else ("son", "likely rival").
fn title_alone(office: &str) -> Option<&str> {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let has_capital = office.split_whitespace().any(is_capital);
    let mut title = office.trim();
    // Words before the title, if they are no part of it: of one in capitals all in small letters.
    while let Some((first, rest)) = title.split_once(' ') {
        let lower = first.to_lowercase();
        let is_small = has_capital && !is_capital(first) && !first.contains('-');
        if titles().parts.contains(&lower) || !(is_small || titles().passing.contains(first)) {
            break;
        }
        title = rest.trim_start();
    }
    let last = title.split_whitespace().next_back()?;
    let head = title.split(" of ").next()?.split_whitespace().next_back()?;
    let is_none =
        titles().of_others.contains(&last.to_lowercase()) || titles().organs.contains(&head.to_lowercase());
    (!is_none && is_title(title)).then_some(title)
}

/// Whether some words name an office or calling: "chief investment strategist", not "American
/// Conservative", "the Institute".
fn is_title(words: &str) -> bool {
    const CALLINGS: [&str; 9] = ["ist", "man", "woman", "person", "yer", "ter", "tor", "eer", "der"];
    words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let lower = word.to_lowercase();
        is_role(&lower)
            || is_office(&lower)
            || lower.len() > 5 && CALLINGS.iter().any(|end| lower.ends_with(end))
    })
}

/// "US President" is President, of the USA; "leader of Belarus" leader, of Belarus.
fn title_and_state(title: &str, of: Option<&String>) -> (String, Option<String>) {
    let Some((side, _, rest)) = pointed_at(title) else { return (title.to_owned(), of.cloned()) };
    let is_first = !title.starts_with(rest.split_whitespace().next().unwrap_or("\0"));
    let rest = rest.trim().trim_end_matches(" of").trim_end_matches(" of the").trim();
    if of.is_some_and(|of| *of != side) || !is_title(rest) || !(is_first || title.contains(" of ")) {
        return (title.to_owned(), of.cloned());
    }
    (rest.to_owned(), Some(side))
}

/// "Kremlin Aleksander Dugin" is called Aleksander Dugin.
fn without_seat(name: &str) -> &str {
    let Some((first, rest)) = name.split_once(' ') else { return name };
    let is_seat = Gazetteer::embedded()
        .country_named(first)
        .is_some_and(|named| matches!(named.word, CountryWord::Seat | CountryWord::Demonym));
    if is_seat && rest.contains(' ') { rest.trim_start() } else { name }
}

/// Whether this can be a person: somebody with a given name or an office, who is not called as a
/// state, a body or a place.
fn is_somebody(person: &Person) -> bool {
    let is_full = std::iter::once(&person.name)
        .chain(&person.aliases)
        .any(|name| PersonalName::parse(name).is_some_and(|parsed| parsed.is_full()));
    let gazetteer = Gazetteer::embedded();
    let is_known =
        gazetteer.country_named(&person.name).is_some() || gazetteer.body_named(&person.name).is_some();
    let is_place = person.offices.is_empty() && gazetteer.is_place(&fold(&person.name));
    // "AMERICA'S YOUTH"
    let is_shouted =
        person.name.contains(' ') && person.offices.is_empty() && !person.name.contains(char::is_lowercase);
    // "Marek Regime"
    let last = person.name.split_whitespace().next_back().unwrap_or_default();
    let is_body = person.offices.is_empty() && titles().organs.contains(&last.to_lowercase());
    (is_full || !person.offices.is_empty()) && !is_known && !is_place && !is_shouted && !is_body
}

/// "Mr Vance" is called Vance.
fn without_title(name: &str) -> &str {
    let first = name.split_whitespace().next().unwrap_or_default();
    let is_title = first.len() < name.len()
        && first.starts_with(char::is_uppercase)
        && titles().address.contains(&first.trim_end_matches('.').to_lowercase());
    if is_title { name[first.len()..].trim_start() } else { name }
}

/// The title less the state or body before it: "British Foreign Secretary", "Britain's Foreign
/// Secretary", "NATO Secretary General"; none for "his counterpart".
fn own_title(printed: &str, start: u32, reading: &Reading) -> Option<String> {
    let inside = |mention: &&Mention| {
        matches!(
            mention.kind,
            MentionKind::Nationality | MentionKind::Country | MentionKind::Organization | MentionKind::Place
        ) && mention.span.start == start
            && printed.starts_with(&mention.span.text)
    };
    let before =
        reading.mentions.iter().filter(inside).map(|mention| mention.span.text.len()).max().unwrap_or(0);
    let mut title = printed[before..].trim_start_matches(['\'', '’']);
    if before > 0 {
        title = title.strip_prefix("s ").unwrap_or(title);
    }
    let title = title_alone(title)?;
    let is_own = title.starts_with(char::is_uppercase) && !title.contains("'s") && !title.contains("’s");
    is_own.then(|| title.to_owned())
}

fn speakers(reading: &Reading) -> impl Iterator<Item = &Speaker> {
    reading
        .statements
        .iter()
        .flat_map(|statement| statement.speakers.iter().chain(&statement.addressee).chain(&statement.via))
}

/// Who is who: one [`Person`] for all sightings of them, in the order of names.
pub fn people(sightings: &[Sighting]) -> Vec<Person> {
    let mut by_key: BTreeMap<String, Vec<&Sighting>> = BTreeMap::new();
    for sighting in sightings {
        by_key.entry(sighting.key()).or_default().push(sighting);
    }
    let mut people: Vec<Person> = by_key
        .into_values()
        .flat_map(|sightings| people_of_one_key(&sightings))
        .filter(is_somebody)
        .collect();
    people.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    people
}

/// Puts one more sighting to the person it is of: the one of that very name, else the only one whom
/// the name fits. A full name that fits nobody, or more than one, is a new person; a surname alone
/// that fits more than one is nobody's. The index of who was changed.
///
/// [`people`] does the same with all sightings at hand, which is more exact (it knows how often
/// each name is printed) and costs more the more there are.
pub fn join(people: &mut Vec<Person>, sighting: &Sighting) -> Option<usize> {
    let parsed = PersonalName::parse(&sighting.name)?;
    let is_so_called = |person: &Person| {
        std::iter::once(&person.name).chain(&person.aliases).any(|name| *name == sighting.name)
    };
    let fits = |person: &Person| {
        let mut names = std::iter::once(&person.name).chain(&person.aliases);
        names.all(|name| PersonalName::parse(name).is_some_and(|name| name.fits(&parsed)))
    };
    let only = |is_theirs: &dyn Fn(&Person) -> bool| {
        let mut found = people.iter().enumerate().filter(|(_, person)| is_theirs(person));
        let first = found.next().map(|(at, _)| at);
        (first, found.next().is_some())
    };
    let at = match (only(&is_so_called), parsed.is_full()) {
        ((Some(at), false), _) => at,
        ((Some(_), true), _) => return None,
        ((None, _), is_full) => match only(&fits) {
            (Some(at), false) => at,
            (Some(_), true) if !is_full => return None,
            _ => {
                let new = person(&[Called { parsed, sightings: vec![sighting] }]);
                if !is_somebody(&new) {
                    return None;
                }
                people.push(new);
                return Some(people.len() - 1);
            }
        },
    };
    let person = &mut people[at];
    person.weight += 1;
    for name in std::iter::once(&sighting.name).chain(&sighting.also) {
        if *name != person.name
            && let Err(place) = person.aliases.binary_search(name)
        {
            person.aliases.insert(place, name.clone());
        }
    }
    for (title, of) in &sighting.offices {
        hold(&mut person.offices, title, of.as_ref(), sighting);
    }
    Some(at)
}

/// Puts one more report to the office that it names.
fn hold(offices: &mut Vec<OfficeHeld>, title: &str, of: Option<&String>, sighting: &Sighting) {
    let is_same = |office: &OfficeHeld| office.title.eq_ignore_ascii_case(title);
    let mut same = offices.iter().enumerate().filter(|(_, office)| is_same(office));
    let found = match of {
        Some(_) => same.find(|(_, office)| office.of.as_ref() == of).map(|(at, _)| at),
        // "the foreign minister" is of the one state that other reports name.
        None => same.next().map(|(at, _)| at).filter(|_| same.next().is_none()),
    };
    let day = sighting.day.clone().unwrap_or_default();
    let Some(at) = found else {
        offices.push(OfficeHeld {
            title: title.to_owned(),
            of: of.cloned(),
            first: day.clone(),
            last: day,
            reports: vec![sighting.report.clone()],
        });
        offices.sort_by(|a, b| (&a.first, &a.last, &a.title).cmp(&(&b.first, &b.last, &b.title)));
        return;
    };
    let office = &mut offices[at];
    if !day.is_empty() {
        if office.first.is_empty() || day < office.first {
            office.first.clone_from(&day);
        }
        office.last = std::mem::take(&mut office.last).max(day);
    }
    if let Err(place) = office.reports.binary_search(&sighting.report) {
        office.reports.insert(place, sighting.report.clone());
    }
}

/// A name with everyone who is so called.
struct Called<'s> {
    parsed: PersonalName,
    sightings: Vec<&'s Sighting>,
}

fn people_of_one_key(sightings: &[&Sighting]) -> Vec<Person> {
    let mut by_name: BTreeMap<&str, Vec<&Sighting>> = BTreeMap::new();
    for sighting in sightings {
        by_name.entry(&sighting.name).or_default().push(sighting);
    }
    let mut called: Vec<Called<'_>> = by_name
        .into_iter()
        .filter_map(|(name, sightings)| Some(Called { parsed: PersonalName::parse(name)?, sightings }))
        .collect();
    // Full names first, the commonest first, so that a shorter one finds whom it can belong to.
    called.sort_by_key(|called| {
        let given = called.parsed.given.len();
        (
            given == 0,
            std::cmp::Reverse(called.sightings.len()),
            std::cmp::Reverse(given),
            called.sightings[0].name.clone(),
        )
    });
    let mut groups: Vec<Vec<Called<'_>>> = Vec::new();
    let mut places: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for called in called {
        let likely: BTreeSet<usize> = if called.parsed.is_full() {
            let asked = called.parsed.places(true);
            asked.iter().filter_map(|place| places.get(place)).flatten().copied().collect()
        } else {
            (0..groups.len()).collect()
        };
        let fitting: Vec<usize> = likely
            .into_iter()
            .filter(|&group| groups[group].iter().all(|known| known.parsed.fits(&called.parsed)))
            .collect();
        let own = called.parsed.places(false);
        let group = match best_group(&fitting, &groups, &called) {
            Some(group) => {
                groups[group].push(called);
                group
            }
            None if called.parsed.is_full() || fitting.is_empty() => {
                groups.push(vec![called]);
                groups.len() - 1
            }
            // "Clinton" alone, where two are known: nobody's.
            None => continue,
        };
        for place in own {
            places.entry(place).or_default().insert(group);
        }
    }
    groups.iter().map(|group| person(group)).collect()
}

/// The group a name belongs to: the only one that fits; of several, one with the same office, or
/// one that is seen four times as often as all others together.
fn best_group(fitting: &[usize], groups: &[Vec<Called<'_>>], called: &Called<'_>) -> Option<usize> {
    if let [only] = fitting {
        return Some(*only);
    }
    let offices = |sightings: &[&Sighting]| -> BTreeSet<(String, Option<String>)> {
        let all = sightings.iter().flat_map(|sighting| &sighting.offices);
        all.map(|(title, of)| (title.to_lowercase(), of.clone())).collect()
    };
    let own = offices(&called.sightings);
    let shares =
        |group: &usize| groups[*group].iter().any(|known| !offices(&known.sightings).is_disjoint(&own));
    let mut sharing = fitting.iter().copied().filter(|group| shares(group));
    if let (Some(only), None) = (sharing.next(), sharing.next()) {
        return Some(only);
    }
    let seen = |group: usize| groups[group].iter().map(|known| known.sightings.len()).sum::<usize>();
    let all: usize = fitting.iter().map(|&group| seen(group)).sum();
    fitting.iter().copied().find(|&group| seen(group) * 5 >= all * 4)
}

fn person(group: &[Called<'_>]) -> Person {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sighting in group.iter().flat_map(|called| &called.sightings) {
        for name in std::iter::once(&sighting.name).chain(&sighting.also) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let rank = |name: &str, count: usize| {
        let is_full = PersonalName::parse(name).is_some_and(|parsed| parsed.is_full());
        (is_full, count, std::cmp::Reverse(name.to_owned()))
    };
    let name = counts
        .iter()
        .max_by_key(|(name, count)| rank(name, **count))
        .map_or_else(String::new, |(name, _)| (*name).to_owned());
    let aliases = counts.keys().filter(|other| **other != name).map(|other| (*other).to_owned()).collect();
    let sightings: Vec<&Sighting> =
        group.iter().flat_map(|called| called.sightings.iter().copied()).collect();
    let reports: BTreeSet<&Id> = sightings.iter().map(|sighting| &sighting.report).collect();
    Person {
        id: derive_id("person", &[&name]),
        aliases,
        offices: offices(&sightings),
        name,
        ids: BTreeMap::new(),
        weight: reports.len() as u32,
    }
}

fn offices(sightings: &[&Sighting]) -> Vec<OfficeHeld> {
    type Office = (String, Option<String>);
    let mut held: BTreeMap<Office, Vec<(&Sighting, &str)>> = BTreeMap::new();
    for sighting in sightings {
        for (title, of) in &sighting.offices {
            held.entry((title.to_lowercase(), of.clone())).or_default().push((sighting, title));
        }
    }
    // "the foreign minister" is of the one state that other reports name.
    let without: Vec<String> =
        held.keys().filter(|(_, of)| of.is_none()).map(|(title, _)| title.clone()).collect();
    for title in without {
        let mut named = held.keys().filter(|(other, of)| *other == title && of.is_some());
        if let (Some(only), None) = (named.next().cloned(), named.next())
            && let Some(seen) = held.remove(&(title, None))
        {
            held.entry(only).or_default().extend(seen);
        }
    }
    let mut offices: Vec<OfficeHeld> = held
        .into_iter()
        .map(|((_, of), seen)| {
            let days: BTreeSet<&str> =
                seen.iter().filter_map(|(sighting, _)| sighting.day.as_deref()).collect();
            let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
            for (_, title) in &seen {
                *titles.entry(title).or_default() += 1;
            }
            let title = titles.iter().rev().max_by_key(|(_, count)| **count).map_or("", |(title, _)| title);
            let reports: BTreeSet<&Id> = seen.iter().map(|(sighting, _)| &sighting.report).collect();
            OfficeHeld {
                title: title.to_owned(),
                of,
                first: days.first().map_or_else(String::new, |day| (*day).to_owned()),
                last: days.last().map_or_else(String::new, |day| (*day).to_owned()),
                reports: reports.into_iter().cloned().collect(),
            }
        })
        .collect();
    // Beside an office of many reports, one that a single report gives is another's.
    let most = offices.iter().map(|office| office.reports.len()).max().unwrap_or(0);
    if most >= CERTAIN {
        offices.retain(|office| office.reports.len() > 1);
    }
    offices.sort_by(|a, b| (&a.first, &a.last, &a.title).cmp(&(&b.first, &b.last, &b.title)));
    offices
}

/// In how many reports an office must stand for what one report alone gives beside it to be a slip.
const CERTAIN: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(report: &str, day: &str, name: &str, office: Option<(&str, &str)>) -> Sighting {
        Sighting {
            report: report.into(),
            day: Some(day.to_owned()),
            entity: format!("entity-{report}-{name}").as_str().into(),
            name: name.to_owned(),
            also: Vec::new(),
            offices: office.into_iter().map(|(title, of)| (title.to_owned(), Some(of.to_owned()))).collect(),
        }
    }

    #[test]
    fn a_body_is_no_person() {
        let sightings =
            [seen("a", "2025-01-01", "Marek Regime", None), seen("a", "2025-01-01", "Ivo Marek", None)];
        let names: Vec<String> = people(&sightings).into_iter().map(|person| person.name).collect();
        assert_eq!(names, ["Ivo Marek"]);
    }

    #[test]
    fn an_office_passes_from_one_to_the_next() {
        let people = people(&[
            seen("a", "1977-12-25", "Cyrus Vance", Some(("Secretary of State", "USA"))),
            seen("b", "1978-09-17", "Cyrus Vance", Some(("secretary of state", "USA"))),
            seen("c", "1980-05-09", "Edmund Muskie", Some(("Secretary of State", "USA"))),
            seen("d", "1980-06-01", "Vance", None),
        ]);
        assert_eq!(people.len(), 2);
        let vance = &people[0];
        assert_eq!(
            (vance.name.as_str(), vance.aliases.as_slice()),
            ("Cyrus Vance", &["Vance".to_owned()][..])
        );
        assert_eq!(vance.offices.len(), 1);
        assert_eq!(
            (vance.offices[0].first.as_str(), vance.offices[0].last.as_str()),
            ("1977-12-25", "1978-09-17")
        );
        assert_eq!(people[1].offices[0].first, "1980-05-09");
    }

    #[test]
    fn who_joins_one_by_one_is_who_they_are_all_at_once() {
        let sightings = [
            seen("a", "1977-12-25", "Cyrus Vance", Some(("Secretary of State", "USA"))),
            seen("b", "1978-09-17", "Vance", Some(("secretary of state", "USA"))),
            seen("c", "1980-05-09", "Edmund Muskie", Some(("Secretary of State", "USA"))),
            seen("d", "1978-01-01", "Cyrus R. Vance", None),
            seen("e", "1978-01-02", "Cyrus Vance", None),
            seen("f", "1981-01-01", "Grace Vance", None),
            seen("g", "1992-09-01", "Vance", None),
        ];
        let mut joined: Vec<Person> = Vec::new();
        let changed: Vec<Option<usize>> =
            sightings.iter().map(|sighting| join(&mut joined, sighting)).collect();
        assert_eq!(changed, [Some(0), Some(0), Some(1), Some(0), Some(0), Some(2), Some(0)]);
        let whole = people(&sightings[..6]);
        joined.sort_by(|a, b| a.name.cmp(&b.name));
        let names = |people: &[Person]| people.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&joined), names(&whole));
        assert_eq!(joined[0].offices, whole[0].offices);
        assert_eq!(joined[0].aliases, ["Cyrus R. Vance", "Vance"]);
        // Of two who could be meant, neither is.
        let mut two = people(&sightings[4..6]);
        assert_eq!(join(&mut two, &sightings[6]), None);
    }

    #[test]
    fn a_surname_alone_is_nobodys_where_two_bear_it() {
        let people = people(&[
            seen("a", "1978-09-17", "Jimmy Carter", None),
            seen("b", "1978-09-17", "Rosalynn Carter", None),
            seen("c", "1978-09-18", "Carter", None),
        ]);
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Jimmy Carter", "Rosalynn Carter"]);
        assert!(people.iter().all(|person| person.aliases.is_empty()));
    }

    #[test]
    fn an_office_is_no_more_than_its_title() {
        assert_eq!(title_alone("texts disparaging President"), Some("President"));
        assert_eq!(title_alone("former Secretary of State"), Some("former Secretary of State"));
        assert_eq!(title_alone("foreign minister"), Some("foreign minister"));
        assert_eq!(title_alone("likely rival"), None);
        assert_eq!(title_alone("newly elected prime minister"), Some("prime minister"));
        assert_eq!(title_alone("embattled Lake City mayor"), Some("Lake City mayor"));
        assert_eq!(title_alone("New Lake governor"), Some("New Lake governor"));
        assert_eq!(title_alone("Lake Ministry of Foreign Affairs"), None);
        assert_eq!(title_alone("head of the office"), Some("head of the office"));
    }

    #[test]
    fn three_spellings_are_one_person() {
        let people = people(&[
            seen("a", "2022-03-01", "Volodymyr Zelensky", None),
            seen("b", "2022-03-02", "Volodymyr Zelenskyy", None),
            seen("c", "2022-03-03", "Volodymyr Zelenskiy", None),
        ]);
        assert_eq!(people.len(), 1);
        assert_eq!(people[0].aliases.len(), 2);
    }
}
