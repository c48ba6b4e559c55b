//! What else than its places says where a report is from: peoples, spellings, words at home in one state, telephone
//! numbers, the outlet's name.

use super::mass::Mass;
use super::name::Name;
use super::weights::Weights;
use crate::candidates::is_capital;
use crate::lexicon::Lexicon;
use dateline_gazetteer::{CountryWord, Gazetteer, PlaceKind, fold};
use dateline_language::Annotated;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the words of a report other than its places say.
pub(super) struct Hints {
    /// How much they point at each country: peoples ("Israeli"), and the way it spells ("colour").
    pub mass: Mass,
    /// The states whose own words and telephone numbers they are.
    pub home: FxHashSet<&'static str>,
    /// The states whose people they name.
    pub peoples: FxHashSet<&'static str>,
}

impl Hints {
    pub(super) fn of(
        gazetteer: &'static Gazetteer,
        lexicon: &Lexicon,
        weights: &Weights,
        annotated: &Annotated<'_>,
    ) -> Self {
        let mut counts: FxHashMap<&'static str, f64> = FxHashMap::default();
        let mut at_home: FxHashMap<&'static str, FxHashSet<&str>> = FxHashMap::default();
        let mut peoples: FxHashSet<&'static str> = FxHashSet::default();
        let (mut american, mut british) = (0, 0);
        for word in 0..annotated.tokens.len() {
            let form = annotated.form(word);
            if is_capital(form)
                && let Some(found) = gazetteer.country_named(form)
                && found.word == CountryWord::Demonym
            {
                *counts.entry(&found.country.iso3).or_default() += 1.0;
                peoples.insert(&found.country.iso3);
            }
            let lower = form.to_lowercase();
            for (phrase, state) in lexicon.at_home(annotated, word) {
                if let Some(state) = gazetteer.country(state) {
                    at_home.entry(&state.iso3).or_default().insert(phrase);
                }
            }
            american += usize::from(lexicon.spelling.american.contains(&lower));
            british += usize::from(lexicon.spelling.british.contains(&lower));
        }
        // A report is spelled one way: the states that spell so.
        let states = match (american, british) {
            (1.., 0) => lexicon.spelling.american_states.as_slice(),
            (0, 1..) => lexicon.spelling.british_states.as_slice(),
            _ => &[],
        };
        for country in states.iter().filter_map(|state| gazetteer.country(state)) {
            *counts.entry(&country.iso3).or_default() += 0.5 * american.max(british) as f64;
        }
        counts.values_mut().for_each(|count| *count = weights.hint * (1.0 + *count).ln());
        let mut mass = Mass::default();
        // Several words that are at home in one state, each once.
        for (state, words) in &at_home {
            *counts.entry(state).or_default() += weights.home * (1.0 + words.len() as f64).ln();
        }
        let mut home: FxHashSet<&'static str> = at_home.keys().copied().collect();
        for (region, country) in telephones(lexicon, annotated.text()) {
            let found = gazetteer
                .places_folded(region)
                .map(|named| named.place)
                .find(|place| place.kind == PlaceKind::Region && place.country == Some(country));
            if let Some(place) = found {
                *mass.region.entry(place.region).or_default() += weights.home;
                *counts.entry(place.country.unwrap_or(country)).or_default() += weights.home;
                home.insert(country);
            }
        }
        mass.country = counts;
        Hints { mass, home, peoples }
    }
}

/// "541-555-0134", "(541) 555-0134": the state or province of each telephone number, one for each place to call from.
fn telephones<'l>(lexicon: &'l Lexicon, text: &str) -> Vec<(&'l str, &'static str)> {
    const DIGITS: usize = 10;
    let bytes = text.as_bytes();
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut at = 0;
    while at + DIGITS <= bytes.len() {
        let is_start = bytes[at].is_ascii_digit() && (at == 0 || !bytes[at - 1].is_ascii_digit());
        let digits = |from: usize, count: usize| {
            bytes.get(from..from + count).is_some_and(|piece| piece.iter().all(u8::is_ascii_digit))
                && !bytes.get(from + count).is_some_and(u8::is_ascii_digit)
        };
        if !is_start || !digits(at, 3) {
            at += 1;
            continue;
        }
        let mut next = at + 3;
        while next < at + 6
            && bytes.get(next).is_some_and(|byte| matches!(byte, b')' | b' ' | b'-' | b'.' | b'/'))
        {
            next += 1;
        }
        let is_number = next > at + 3
            && digits(next, 3)
            && bytes.get(next + 3).is_some_and(|byte| matches!(byte, b'-' | b'.'))
            && digits(next + 4, 4);
        if is_number {
            let area = &text[at..at + 3];
            if let Some((region, country)) = lexicon.area_codes.get(area)
                && !found.contains(&(region.as_str(), country))
            {
                found.push((region, country));
            }
            at = next + 8;
        } else {
            at += 3;
        }
    }
    found
}

/// The names in an outlet's name, as evidence only: "Richmond Register".
pub(super) fn outlet_names(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    weights: &Weights,
    source: &str,
) -> Vec<Name> {
    let words: Vec<&str> =
        source.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    let mut names = Vec::new();
    for length in (1..=3).rev() {
        for words in words.windows(length) {
            let key = fold(&words.join(" "));
            // "Harbor Post", "Valley Courier" are named for what all papers are.
            if key.len() > 3 && gazetteer.is_place(&key) && !lexicon.words.common.contains(&key) {
                let mut name = Name::of(gazetteer, weights, &key, "");
                name.weight = 1.5;
                names.push(name);
            }
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}
