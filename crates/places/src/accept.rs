//! Which candidates are places: a logistic model over what stands in and around them.
//!
//! Features are hashed into one small table of weights, trained by
//! `dateline-trainer places` on reports in which
//! people marked every place name.

mod around;
mod features;
mod hashed;

pub use hashed::SIZE;

pub(super) use features::features;

use super::candidates::{Candidate, Origin, bearers, is_capital, kind_before_several, kind_of_several};
use super::lexicon::Lexicon;
use super::named_for::{
    is_behind_day, is_first_name, is_home, is_in_list_of_weapons, is_river_of_a_state, is_saint_of_church,
};
use super::namesakes::is_other_name;
use dateline_gazetteer::{CountryWord, Gazetteer, PlaceKind};
use dateline_language::{Annotated, Word};
use dateline_learn::{Cells, Expected, Linear, Unfit};
use dateline_model::Span;
use dateline_scene::Scene;
use hashed::NAMES;

/// The trained file, and the features that its weights are of.
const TRAINED: Expected = Expected { name: "places", version: 1, features: dateline_learn::set(NAMES) };

/// One of a cell is a 256th.
const GRAIN: f32 = 1.0 / 256.0;

/// A trained model.
#[derive(Debug)]
pub(super) struct Model {
    linear: Linear,
}

impl Model {
    /// The model in the binary.
    pub fn embedded() -> Self {
        Self::read(include_bytes!("../models/places.model"))
            .expect("the weights in the binary fit: tests read them")
    }

    /// Reads a trained file.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let file = TRAINED.open(bytes)?;
        let linear = Linear::read(&TRAINED.section(&file, "weights")?);
        Ok(Model { linear: linear.map_err(|damage| Unfit::Damaged { name: TRAINED.name, damage })? })
    }

    /// How sure it is: above 0 more likely a place than not.
    pub fn score(&self, features: &[u32]) -> f32 {
        self.linear.score(features)
    }
}

/// The trained file of some weights, [`SIZE`] of them.
pub fn trained(weights: &[f64]) -> Vec<u8> {
    let cells = weights
        .iter()
        .map(|weight| (weight / f64::from(GRAIN)).round().clamp(-32768.0, 32767.0) as i16)
        .collect();
    let mut file = TRAINED.container();
    file.insert("weights", &Linear::table(1, GRAIN, Cells::Middle(cells)).write());
    file.to_bytes()
}

/// What is sure enough to count beside the model, which has seen few of each.
pub(super) fn certainty(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    candidate: &Candidate,
) -> f32 {
    let annotated = scene.annotated;
    let words = candidate.words;
    let printed = annotated.words(words);
    let noun = annotated.tokens.get(words.end).and_then(|_| lexicon.nouns.get(annotated.form(words.end)));
    let fits = |kind: &str| {
        bearers(gazetteer, candidate).iter().any(|named| match kind {
            "region" => matches!(named.place.kind, PlaceKind::Region | PlaceKind::District | PlaceKind::Area),
            kind => named.place.kind.name() == kind,
        })
    };
    let sentence = annotated.sentence(words.start).words;
    let form = |word: Option<usize>| {
        word.filter(|word| sentence.range().contains(word)).map_or("", |word| annotated.form(word))
    };
    let (before, behind) = (form(words.start.checked_sub(1)), form(Some(words.end)));
    // "DAYTON, Ohio (Valley Wire) — ": who tells it.
    let is_credited = before == "("
        && behind == ")"
        && matches!(form(Some(words.end + 1)), "-" | "–" | "—" | "--" | ":")
        && annotated.sentence_number(words.start) <= 2
        && !is_behind_day(annotated, words);
    // "the cruiser Vologda", "Tula rockets": a thing that is named for the place.
    let is_state = gazetteer.country_named(printed).is_some_and(|found| found.word == CountryWord::Name);
    let is_thing = !is_state
        && (lexicon.words.ships.contains(&before.to_lowercase()) || lexicon.words.weapons.contains(behind));
    // "St. Peter's Square" is not the town of Square.
    let is_end_of_name = matches!(before, "'s" | "’s")
        && words.start >= 2
        && is_capital(form(Some(words.start - 2)))
        && lexicon.behind.contains_key(printed);
    let is_named_for = is_in_list_of_weapons(lexicon, annotated, words)
        || is_saint_of_church(lexicon, annotated, words)
        || is_other_name(gazetteer, lexicon, annotated, candidate)
        || is_river_of_a_state(gazetteer, annotated, candidate);
    // "The West": which one, its word does not say, and of "the Northern province" there is one in many states.
    let is_general = gazetteer.is_general(&candidate.key);
    if is_credited || is_thing || is_end_of_name || is_named_for || is_general {
        return -8.0;
    }
    if is_first_name(annotated, words) {
        return -3.0;
    }
    let is_known = matches!(candidate.origin, Origin::Gazetteer | Origin::Name);
    if is_known && is_home(lexicon, annotated, words) {
        return 3.0;
    }
    // "in East Leeds": a part of a town behind a word of place.
    let is_part = words.len() > 1
        && lexicon.words.part_of_town.contains(&annotated.form(words.start).to_lowercase())
        && !gazetteer.is_place(&dateline_gazetteer::fold(printed))
        && is_known;
    if is_part && lexicon.words.locative.contains(before) {
        return 2.5;
    }
    if candidate.origin == Origin::Gazetteer && kind_of_several(lexicon, annotated, words).is_some()
        || is_known && kind_before_several(lexicon, annotated, words).is_some()
    {
        return 2.5;
    }
    if is_known && super::resolve::is_dateline(annotated, candidate) || is_behind_day(annotated, words) {
        return 3.0;
    }
    // "in Ukraine's Dnipropetrovsk region"
    if noun.is_some_and(|kind| fits(kind)) && candidate.origin == Origin::Gazetteer {
        return 1.5;
    }
    let is_country = gazetteer.country_named(printed).is_some_and(|found| found.word == CountryWord::Name);
    if is_country && is_where(lexicon, annotated, words) {
        return 3.0;
    }
    // "a US soldier", "the U.A.E.": letters that stand for a state's name. In a headline every name is in capitals.
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=3;
    let is_letters = printed.chars().all(|letter| letter.is_uppercase() || letter == '.')
        && (LETTERS.contains(&printed.chars().count()) || printed.contains('.'));
    let is_behind_sign = matches!(before, "$" | "£" | "€") || behind == "$";
    if is_country && is_letters && !is_behind_sign && candidate.origin == Origin::Gazetteer {
        return 0.7;
    }
    if is_country && printed.chars().count() > 3 && !lexicon.given.contains(&printed.to_lowercase()) {
        return 0.7;
    }
    // "Washington said", "Vienna wants": a capital, unless somebody bears its name.
    let is_capital_city =
        gazetteer.country_named(printed).is_some_and(|found| found.word == CountryWord::Capital);
    let is_alone = !is_capital(before) && !is_capital(behind);
    if is_capital_city && is_alone && candidate.origin == Origin::Gazetteer {
        return 1.2;
    }
    // "left the Black Sea", "at Camp David": few things else have such names.
    // "In Khan Younis, …", "near El Fasher": a town of some size right behind a word of place.
    let start = words.start;
    let is_in = start > sentence.start
        && matches!(annotated.form(start - 1), "in" | "In" | "near" | "Near")
        && !annotated.tokens.get(words.end).is_some_and(|_| is_capital(annotated.form(words.end)));
    let is_town = || {
        bearers(gazetteer, candidate)
            .iter()
            .any(|named| named.place.kind == PlaceKind::City && named.place.population >= 10_000)
    };
    let lower = printed.to_lowercase();
    if is_in && !lexicon.words.common.contains(&lower) && !lexicon.given.contains(&lower) && is_town() {
        return 1.5;
    }
    // "left Highway 19": a road by its number.
    let is_numbered = candidate.origin == Origin::Noun
        && candidate.kind == Some("street")
        && words.len() == 2
        && annotated.form(words.end - 1).bytes().all(|byte| byte.is_ascii_digit());
    if is_numbered {
        return 2.0;
    }
    if is_in_its_country(gazetteer, lexicon, scene, candidate) {
        return 2.0;
    }
    let is_land = gazetteer.places_folded(&candidate.key).next().is_some_and(|named| {
        let place = named.place;
        place.geonames.is_none()
            && !matches!(place.kind, PlaceKind::City | PlaceKind::District | PlaceKind::Country)
    });
    let is_plain = words.len() > 1 || words.start > 0 && annotated.form(words.start - 1) == "the";
    if is_land && is_plain { 2.6 } else { 0.0 }
}

/// "in Peru", "across western Peru", "in central and eastern Peru": a state behind a word of place, with no name behind it.
fn is_where(lexicon: &Lexicon, annotated: &Annotated<'_>, words: Span<Word>) -> bool {
    let sentence = annotated.sentence(words.start).words;
    let is_before_name = words.end < sentence.end && is_capital(annotated.form(words.end));
    let is_part = |at: usize| {
        let form = annotated.form(at).to_lowercase();
        lexicon.words.compass.contains(&form)
    };
    let mut at = words.start;
    while at > sentence.start
        && (is_part(at - 1)
            || at < words.start
                && at > sentence.start + 1
                && annotated.form(at - 1) == "and"
                && is_part(at - 2))
    {
        at -= 1;
    }
    let is_led =
        at > sentence.start && lexicon.words.locative.contains(&annotated.form(at - 1).to_lowercase());
    is_led && at < words.start && !is_before_name
}

/// "Djibo in northern Burkina Faso", "Goma, Democratic Republic of Congo": the state that is named
/// behind a name has a place of that name.
fn is_in_its_country(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    candidate: &Candidate,
) -> bool {
    const LONGEST: usize = 4;
    let annotated = scene.annotated;
    let end = candidate.words.end;
    let sentence = annotated.sentence(candidate.words.start).words;
    let form = |word: usize| if word < sentence.end { annotated.form(word) } else { "" };
    if candidate.origin != Origin::Gazetteer || !matches!(form(end), "in" | ",") {
        return false;
    }
    let mut from = end + 1;
    while form(end) == "in" && (form(from) == "the" || lexicon.words.compass.contains(form(from))) {
        from += 1;
    }
    if !is_capital(form(from)) {
        return false;
    }
    let state = (from + 1..=(from + LONGEST).min(sentence.end)).rev().find_map(|end| {
        let printed = annotated.words(dateline_model::Span::new(from, end));
        gazetteer.country_named(printed).filter(|found| found.word == CountryWord::Name)
    });
    state.is_some_and(|state| {
        bearers(gazetteer, candidate).iter().any(|named| {
            named.place.kind == PlaceKind::City && named.place.country == Some(state.country.iso3.as_str())
        })
    })
}
