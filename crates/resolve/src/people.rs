//! One person under many names, with the offices that reports gave them.

use crate::personal_names::PersonalName;
use crate::publishers::is_outlet;
use crate::sighting::Sighting;
use dateline_gazetteer::{Gazetteer, fold};
use dateline_model::{Id, OfficeHeld, Person, derive_id};
use dateline_vocabulary::titles;
use std::collections::{BTreeMap, BTreeSet};

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
    let lower = last.to_lowercase();
    let is_body = person.offices.is_empty() && (titles().organs.contains(&lower) || is_creed(&lower));
    // "BNP Okafor": letters that stand for a body before a single name.
    let is_letters =
        |word: &str| (3..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let first = person.name.split_whitespace().next().unwrap_or_default();
    let is_firm = person.offices.is_empty() && is_letters(first) && person.name.contains(char::is_lowercase);
    // "II.In Peru": the end of a sentence and the beginning of the next.
    let is_glued = person.name.split_whitespace().any(|word| {
        word.split_once('.').is_some_and(|(a, b)| a.len() > 1 && b.starts_with(char::is_uppercase))
    });
    let is_outlet = is_outlet(&person.name);
    (is_full || !person.offices.is_empty())
        && !(is_known || is_place || is_shouted || is_body || is_firm || is_glued || is_outlet)
}

/// "Roman Catholicism": a creed or a doctrine.
fn is_creed(lower: &str) -> bool {
    lower.len() > 6 && lower.ends_with("ism")
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
