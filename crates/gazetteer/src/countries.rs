//! States, their peoples, capitals and seats of government, and bodies of several states.

use crate::fold::fold;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A state or territory.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-3; of former states ISO 3166-3's (`SUN`, `YUG`).
    #[serde(skip)]
    pub iso3: String,
    /// The common short name: "Russia".
    pub name: String,
    /// Other names, long, short and older.
    #[serde(default)]
    pub also: Vec<String>,
    /// Adjectives and nouns for its people.
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// The seat of government first, then other names and seats.
    #[serde(default)]
    pub capital: Vec<String>,
    /// Parts that are called countries or nations, and their peoples.
    #[serde(default)]
    pub parts: Vec<String>,
    /// Of a former state: who took its seat.
    pub now: Option<String>,
    /// Degrees north and east of the middle of its land.
    #[serde(skip)]
    pub point: (f64, f64),
    /// GeoNames id.
    #[serde(skip)]
    pub geonames: Option<u32>,
}

/// How a word points at a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CountryWord {
    /// "Russia", "the U.S.", "Burma".
    Name,
    /// "Russian", "Russians", "Frenchman".
    Demonym,
    /// "Moscow": the state by its capital.
    Capital,
    /// "Kremlin", "Downing Street", "Knesset": its government by its seat.
    Seat,
    /// "England", "Scottish", "Chechen": a part of the state, or its people.
    Part,
}

/// A state that a word points at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountryNamed<'g> {
    /// Which one.
    pub country: &'g Country,
    /// How.
    pub word: CountryWord,
    /// Whether other states have a seat of that name too: "House of Representatives".
    pub is_shared: bool,
}

impl<'g> CountryNamed<'g> {
    /// ISO 3166-1 alpha-3.
    pub fn iso3(&self) -> &'g str {
        &self.country.iso3
    }
}

/// A body of several states, a court, an organisation that all the world knows by a short name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Body {
    /// The short name: "NATO".
    pub name: String,
    /// Other names, long and short.
    #[serde(default)]
    pub also: Vec<String>,
    /// A sentence in which it acts.
    pub example: String,
}

#[derive(Deserialize)]
struct Seat {
    of: String,
    #[serde(default)]
    shared: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are run by the tests"))]
    example: String,
}

#[derive(Deserialize)]
struct Point {
    point: (f64, f64),
    geonames: Option<u32>,
}

#[derive(Deserialize)]
struct Bodies {
    body: Vec<Body>,
}

/// All states and bodies, by name.
#[derive(Debug)]
pub(crate) struct Countries {
    countries: Vec<Country>,
    by_iso3: FxHashMap<String, u16>,
    names: FxHashMap<String, Named>,
    bodies: Vec<Body>,
    body_names: FxHashMap<String, Named>,
}

/// What a folded name stands for.
#[derive(Clone, Copy, Debug)]
struct Named {
    index: u16,
    word: CountryWord,
    /// Whether it is a word only in capitals: "US", "WHO" (but not "us", "Who").
    is_capitals: bool,
    /// Whether other states have one of that name too.
    is_shared: bool,
}

impl Countries {
    /// From the lexicons in the binary.
    ///
    /// # Panics
    /// Where a lexicon is not as the tests found it.
    pub(crate) fn embedded() -> Self {
        Self::parse(
            include_str!("../lexicon/countries.toml"),
            include_str!("../lexicon/points.toml"),
            include_str!("../lexicon/seats.toml"),
            include_str!("../lexicon/bodies.toml"),
        )
        .expect("the lexicons in the binary are whole: the tests read them")
    }

    fn parse(countries: &str, points: &str, seats: &str, bodies: &str) -> Result<Self, toml::de::Error> {
        let mut points: BTreeMap<String, Point> = toml::from_str(points)?;
        let seats: BTreeMap<String, Seat> = toml::from_str(seats)?;
        let bodies = toml::from_str::<Bodies>(bodies)?.body;
        let countries: Vec<Country> = toml::from_str::<BTreeMap<String, Country>>(countries)?
            .into_iter()
            .map(|(iso3, mut country)| {
                if let Some(point) = points.remove(&iso3) {
                    country.point = point.point;
                    country.geonames = point.geonames;
                }
                country.iso3 = iso3;
                country
            })
            .collect();
        let by_iso3: FxHashMap<String, u16> =
            countries.iter().enumerate().map(|(at, country)| (country.iso3.clone(), at as u16)).collect();

        let mut names = FxHashMap::default();
        for (at, country) in countries.iter().enumerate() {
            let at = at as u16;
            put(&mut names, &country.name, at, CountryWord::Name);
            for (words, word) in [
                (&country.also, CountryWord::Name),
                (&country.demonyms, CountryWord::Demonym),
                (&country.parts, CountryWord::Part),
            ] {
                words.iter().for_each(|name| put(&mut names, name, at, word));
            }
        }
        // "Singapore", "Panama City": the state before the town.
        for (at, country) in countries.iter().enumerate() {
            country.capital.iter().for_each(|name| put(&mut names, name, at as u16, CountryWord::Capital));
        }
        for (name, seat) in &seats {
            if let Some(&at) = by_iso3.get(&seat.of) {
                put(&mut names, name, at, CountryWord::Seat);
            }
            if seat.shared
                && let Some(named) = names.get_mut(&without_article(fold(name)))
            {
                named.is_shared = true;
            }
        }
        let mut body_names = FxHashMap::default();
        for (at, body) in bodies.iter().enumerate() {
            put(&mut body_names, &body.name, at as u16, CountryWord::Name);
            body.also.iter().for_each(|name| put(&mut body_names, name, at as u16, CountryWord::Name));
        }
        Ok(Countries { countries, by_iso3, names, bodies, body_names })
    }

    pub(crate) fn all(&self) -> &[Country] {
        &self.countries
    }

    pub(crate) fn country(&self, iso3: &str) -> Option<&Country> {
        self.by_iso3.get(iso3).map(|&at| &self.countries[at as usize])
    }

    pub(crate) fn named(&self, name: &str) -> Option<CountryNamed<'_>> {
        let named = find(&self.names, name)?;
        let Named { index, word, is_shared, .. } = named;
        Some(CountryNamed { country: &self.countries[index as usize], word, is_shared })
    }

    pub(crate) fn body_named(&self, name: &str) -> Option<&Body> {
        find(&self.body_names, name).map(|named| &self.bodies[named.index as usize])
    }

    #[cfg(test)]
    pub(crate) fn bodies(&self) -> &[Body] {
        &self.bodies
    }
}

/// The first to claim a name keeps it. A state is called with its article and without, a town as it is
/// written: a "Valley" is not "The Valley".
fn put(names: &mut FxHashMap<String, Named>, name: &str, index: u16, word: CountryWord) {
    let is_capitals = is_capitals(name);
    let key = if word == CountryWord::Capital { fold(name) } else { without_article(fold(name)) };
    let named = names.entry(key).or_insert(Named { index, word, is_capitals, is_shared: false });
    named.is_capitals &= is_capitals;
}

fn find(names: &FxHashMap<String, Named>, name: &str) -> Option<Named> {
    let name = name.trim();
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    // Names have a capital: "polish", "turkey" and "us" are other words.
    if !name.chars().any(char::is_uppercase) {
        return None;
    }
    let folded = fold(name);
    let named = *names.get(&folded).or_else(|| names.get(&without_article(folded)))?;
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    (!named.is_capitals || is_capitals(bare)).then_some(named)
}

/// An abbreviation: short, and all of its letters are capitals.
fn is_capitals(name: &str) -> bool {
    let mut letters = 0;
    name.chars().all(|letter| {
        letters += usize::from(letter.is_alphabetic());
        !letter.is_lowercase() && !letter.is_whitespace()
    }) && letters <= 5
}

fn without_article(mut folded: String) -> String {
    if folded.starts_with("the ") {
        folded.drain(.."the ".len());
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_every_state_has_a_point() {
        let countries = Countries::embedded();
        assert!(countries.all().len() > 250);
        for country in countries.all() {
            assert!(country.point != (0.0, 0.0), "{} has no point", country.iso3);
            assert_eq!(countries.named(&country.name).map(|found| found.iso3()), Some(&*country.iso3));
            for name in country.also.iter().chain(&country.demonyms).chain(&country.parts) {
                let found = countries.named(name).map(|found| found.iso3());
                assert_eq!(found, Some(&*country.iso3), "{name}");
            }
            if let Some(now) = &country.now {
                assert!(countries.country(now).is_some(), "{now}");
            }
        }
    }

    #[test]
    fn seats_and_bodies_are_found_in_their_examples() {
        let countries = Countries::embedded();
        let seats: BTreeMap<String, Seat> = toml::from_str(include_str!("../lexicon/seats.toml")).unwrap();
        for (name, seat) in &seats {
            assert!(seat.example.contains(name.as_str()), "{name} is not in its example");
            let found = countries.named(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((found.iso3(), found.word), (&*seat.of, CountryWord::Seat), "{name}");
        }
        for body in countries.bodies() {
            let in_example = std::iter::once(&body.name).chain(&body.also);
            assert!(in_example.clone().any(|name| body.example.contains(name.as_str())), "{}", body.name);
            for name in in_example {
                assert_eq!(countries.body_named(name).map(|found| &found.name), Some(&body.name), "{name}");
            }
        }
    }

    #[test]
    fn words_point_at_states() {
        use CountryWord::{Capital, Demonym, Name, Part, Seat};
        let countries = Countries::embedded();
        for (printed, iso3, word) in [
            ("U.S.", "USA", Name),
            ("US", "USA", Name),
            ("the United States", "USA", Name),
            ("UNITED STATES", "USA", Name),
            ("Britain's", "GBR", Name),
            ("Côte d’Ivoire", "CIV", Name),
            ("Cote d'Ivoire", "CIV", Name),
            ("Zaire", "COD", Name),
            ("Frenchman", "FRA", Demonym),
            ("Filipinos", "PHL", Demonym),
            ("Bosnian Serb", "BIH", Part),
            ("Scottish", "GBR", Part),
            ("Moscow", "RUS", Capital),
            ("Singapore", "SGP", Name),
            ("Soviet", "SUN", Demonym),
            ("The Kremlin", "RUS", Seat),
            ("Downing Street", "GBR", Seat),
            ("Elysee", "FRA", Seat),
            ("The Valley", "AIA", Capital),
            ("The Hague", "NLD", Capital),
            ("Hague", "NLD", Capital),
        ] {
            let found = countries.named(printed).map(|found| (found.iso3(), found.word));
            assert_eq!(found, Some((iso3, word)), "{printed}");
        }
        for other in ["us", "Us", "Valley", "turkey", "polish", "it", "", "the", "Atlantis", "can", "Car"] {
            assert_eq!(countries.named(other).map(|found| found.iso3()), None, "{other}");
        }
        assert_eq!(countries.body_named("the United Nations").map(|body| &*body.name), Some("UN"));
        assert_eq!(countries.body_named("Who").map(|body| &*body.name), None);
    }
}
