//! People as all reports know them, with the offices they were seen in.

use crate::offices::{Standing, standing_of};
use crate::personal_names::PersonalName;
use crate::stand::Holder;
use dateline_model::Person;
use rustc_hash::FxHashMap;

/// People as all reports know them, by the keys of their names.
pub(crate) struct Known<'p> {
    by_key: FxHashMap<String, Vec<(PersonalName, &'p Person)>>,
}

impl<'p> Known<'p> {
    pub(crate) fn of(people: &'p [Person]) -> Known<'p> {
        let mut by_key: FxHashMap<String, Vec<(PersonalName, &'p Person)>> = FxHashMap::default();
        for person in people {
            if let Some(name) = PersonalName::parse(&person.name) {
                by_key.entry(name.key()).or_default().push((name, person));
            }
        }
        Known { by_key }
    }

    /// For whom one speaks who is known by name alone.
    pub(crate) fn holder_of(&self, printed: &str, name: &PersonalName, day: Option<&str>) -> Holder {
        let offices = self.offices_of(name, day);
        let is_private = offices.first().is_some_and(|(title, _)| standing_of(title) == Standing::Private);
        let held = offices
            .into_iter()
            .filter(|(title, _)| !is_private && standing_of(title) == Standing::Official)
            .find_map(|(title, of)| Some((title, of?)));
        let (office, side) = held.map_or((None, None), |(title, of)| (Some(title), Some(of)));
        Holder { side, name: printed.to_owned(), office }
    }

    /// The name by which the record knows who is called so, if that is one: "Mr Dorn" is Pavel Dorn.
    pub(crate) fn called(&self, printed: &str) -> Option<&'p str> {
        let name = PersonalName::parse(printed)?;
        self.only(&name).map(|person| person.name.as_str())
    }

    /// The only one whom a name fits: that of most reports first.
    fn only(&self, name: &PersonalName) -> Option<&'p Person> {
        let mut fitting: Vec<&'p Person> = self
            .by_key
            .get(&name.key())
            .into_iter()
            .flatten()
            .filter(|(other, _)| other.fits(name))
            .map(|(_, person)| *person)
            .collect();
        let weight =
            |person: &Person| person.offices.iter().map(|office| office.reports.len()).sum::<usize>();
        fitting.sort_by_key(|person| std::cmp::Reverse(weight(person)));
        Some(match fitting.as_slice() {
            [] => return None,
            [only] => *only,
            // Of several, one who is told of in office far more than all others.
            [first, rest @ ..]
                if weight(first) >= 4 * rest.iter().map(|other| weight(other)).sum::<usize>().max(1) =>
            {
                *first
            }
            _ => return None,
        })
    }

    /// The offices of the only one whom a name fits.
    pub(crate) fn offices_of(&self, name: &PersonalName, day: Option<&str>) -> Vec<(String, Option<String>)> {
        let Some(person) = self.only(name) else { return Vec::new() };
        let mut offices: Vec<_> = person.offices.iter().collect();
        let is_then = |office: &dateline_model::OfficeHeld| {
            day.is_none_or(|day| office.first.as_str() <= day && day <= office.last.as_str())
        };
        let share = |of: &Option<String>| {
            offices.iter().filter(|other| other.of == *of).map(|other| other.reports.len()).sum::<usize>()
        };
        let shares: Vec<usize> = offices.iter().map(|office| share(&office.of)).collect();
        let mut ranked: Vec<(usize, &dateline_model::OfficeHeld)> =
            shares.into_iter().zip(offices.drain(..)).collect();
        ranked.sort_by_key(|(share, office)| {
            (std::cmp::Reverse(*share), !is_then(office), std::cmp::Reverse(office.reports.len()))
        });
        ranked.into_iter().map(|(_, office)| (office.title.clone(), office.of.clone())).collect()
    }
}
