//! Which candidates are places: a logistic model over what stands in and around them.
//!
//! Features are hashed into one small table of weights, trained by
//! `dateline-trainer places` on reports in which
//! people marked every place name.

use super::candidates::{Candidate, Origin, bearers, is_capital};
use super::lexicon::Lexicon;
use super::named_for::{
    is_behind_day, is_first_name, is_in_list_of_weapons, is_river_of_a_state, is_saint_of_church,
};
use dateline_gazetteer::{CountryWord, Gazetteer, PlaceKind};
use dateline_language::{Annotated, Word};
use dateline_learn::{Cells, Expected, Linear, Unfit};
use dateline_model::{MentionKind, Span};
use dateline_scene::Scene;
use dateline_vocabulary::titles;
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// Weights in the table.
pub const SIZE: usize = 1 << 16;

/// The trained file, and the features that its weights are of.
const TRAINED: Expected = Expected { name: "places", version: 1, features: dateline_learn::set(NAMES) };

/// What the names of features begin with.
const NAMES: &[&str] = &[
    "after capital",
    "after given",
    "after place",
    "after title",
    "bearers",
    "before",
    "before capital",
    "before institution",
    "before state",
    "before that",
    "behind",
    "behind capital",
    "behind that",
    "bias",
    "body",
    "capitals",
    "common",
    "count",
    "country word",
    "first",
    "first word common",
    "first word given",
    "has",
    "kind",
    "last",
    "letters",
    "locative",
    "name",
    "noun",
    "noun kind",
    "origin",
    "size",
    "usage",
    "words",
    "xpos",
];

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
    let is_thing =
        !is_state && (lexicon.ships.contains(&before.to_lowercase()) || lexicon.weapons.contains(behind));
    // "St. Peter's Square" is not the town of Square.
    let is_end_of_name = matches!(before, "'s" | "’s")
        && words.start >= 2
        && is_capital(form(Some(words.start - 2)))
        && lexicon.behind.contains_key(printed);
    let is_named_for = is_in_list_of_weapons(lexicon, annotated, words)
        || is_saint_of_church(lexicon, annotated, words)
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
    if is_in && !lexicon.common.contains(&lower) && !lexicon.given.contains(&lower) && is_town() {
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
        lexicon.compass.contains(&form)
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
    let is_led = at > sentence.start && lexicon.locative.contains(&annotated.form(at - 1).to_lowercase());
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
    while form(end) == "in" && (form(from) == "the" || lexicon.compass.contains(form(from))) {
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

/// What a report tells of a name wherever it stands in it.
#[derive(Clone, Copy, Debug, Default)]
struct Usage {
    count: u16,
    locative: u16,
    before_state: u16,
    after_given: u16,
    after_title: u16,
    before_institution: u16,
}

/// The features of all candidates of a report.
pub(super) fn features(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    candidates: &[Candidate],
) -> Vec<Vec<u32>> {
    let annotated = scene.annotated;
    let mut usages: FxHashMap<&str, Usage> = FxHashMap::default();
    let around: Vec<Around<'_>> =
        candidates.iter().map(|candidate| Around::of(gazetteer, lexicon, scene, candidate)).collect();
    for (candidate, around) in candidates.iter().zip(&around) {
        let usage = usages.entry(&candidate.key).or_default();
        usage.count += 1;
        usage.locative += u16::from(around.is_locative);
        usage.before_state += u16::from(around.before_state);
        usage.after_given += u16::from(around.after_given);
        usage.after_title += u16::from(around.after_title);
        usage.before_institution += u16::from(around.before_institution);
    }
    // A surname is said once with its first name, then alone: "Paris Hilton … Hilton".
    let mut surnames: FxHashMap<&str, u16> = FxHashMap::default();
    for word in 1..annotated.tokens.len() {
        let given = annotated.form(word - 1);
        if is_capital(annotated.form(word))
            && lexicon.given.contains(&given.to_lowercase())
            && is_capital(given)
        {
            *surnames.entry(annotated.form(word)).or_default() += 1;
        }
    }
    let mut text = String::new();
    candidates
        .iter()
        .zip(&around)
        .map(|(candidate, around)| {
            let mut out = Features { out: Vec::with_capacity(48), text: &mut text };
            own(&mut out, gazetteer, lexicon, scene, candidate);
            around.write(&mut out);
            let usage = usages.get(candidate.key.as_str()).copied().unwrap_or_default();
            let first = annotated.form(candidate.words.start);
            out.add(format_args!("count={}", usage.count.min(4)));
            for (name, times) in [
                ("locative", usage.locative),
                ("before state", usage.before_state),
                ("after given", usage.after_given),
                ("after title", usage.after_title),
                ("before institution", usage.before_institution),
                ("surname", surnames.get(first).copied().unwrap_or(0)),
            ] {
                let share = if times == 0 {
                    0
                } else if times * 2 < usage.count {
                    1
                } else {
                    2
                };
                out.add(format_args!("usage {name}={share}"));
            }
            out.out
        })
        .collect()
}

/// What the name itself tells.
fn own(
    out: &mut Features<'_>,
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    candidate: &Candidate,
) {
    let annotated = scene.annotated;
    let words = candidate.words;
    let printed = annotated.words(words);
    let bearers = bearers(gazetteer, candidate);
    out.add(format_args!("bias"));
    out.add(format_args!("origin={:?}", candidate.origin));
    out.add(format_args!("words={}", words.len().min(4)));
    if let Some(kind) = candidate.kind {
        out.add(format_args!("noun kind={kind} {:?}", candidate.origin));
    }
    let letters = printed.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_upper = !printed.chars().any(char::is_lowercase);
    out.add(format_args!("letters={} upper={is_upper}", letters.min(6)));
    let lower = printed.to_lowercase();
    let is_common = lexicon.common.contains(&lower);
    out.add(format_args!("common={is_common} given={}", lexicon.given.contains(&lower)));
    let population = bearers.iter().filter(|named| named.is_usual).map(|named| named.place.population).max();
    let size = population.map_or(0, |people| 1 + people.max(1).ilog10());
    out.add(format_args!("size={size} common={is_common}"));
    if let Some(best) = bearers.first() {
        out.add(format_args!("kind={} usual={}", best.place.kind.name(), best.is_usual));
        out.add(format_args!("kind={} upper={is_upper} letters={}", best.place.kind.name(), letters.min(4)));
        out.add(format_args!("bearers={}", bearers.len().ilog2().min(6)));
    }
    let has = |kind: PlaceKind| bearers.iter().any(|named| named.place.kind == kind);
    for kind in
        [PlaceKind::Country, PlaceKind::Region, PlaceKind::Continent, PlaceKind::District, PlaceKind::Area]
    {
        if has(kind) {
            out.add(format_args!("has {}", kind.name()));
        }
    }
    if let Some(country) = gazetteer.country_named(printed) {
        out.add(format_args!("country word={:?}", country.word));
    }
    if gazetteer.body_named(printed).is_some() {
        out.add(format_args!("body"));
    }
    let last = annotated.form(words.end - 1);
    if words.len() > 1 {
        if let Some(kind) = lexicon.behind.get(last) {
            out.add(format_args!("last={last} {kind}"));
        }
        if lexicon.given.contains(&annotated.form(words.start).to_lowercase()) {
            out.add(format_args!("first word given"));
        }
        if lexicon.common.contains(&annotated.form(words.start).to_lowercase()) {
            out.add(format_args!("first word common {:?}", candidate.origin));
        }
    }
    for word in words.range().take(3) {
        out.add(format_args!("xpos={:?}", annotated.tokens[word].xpos));
    }
    let name = annotated
        .names
        .binary_search_by(|name| {
            if name.words.end <= words.start {
                std::cmp::Ordering::Less
            } else if name.words.start >= words.end {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .ok()
        .map(|at| annotated.names[at]);
    match name {
        None => out.add(format_args!("name=none")),
        Some(name) => {
            let how = if name.words == words {
                "is"
            } else if name.words.contains(&words) && name.words.start == words.start {
                "begins"
            } else if name.words.contains(&words) {
                "in"
            } else {
                "cuts"
            };
            out.add(format_args!("name={how} {:?}", name.kind));
            out.add(format_args!("name={how} {:?} size={size}", name.kind));
            if name.kind == MentionKind::Person {
                out.add(format_args!("name={how} person letters={}", letters.min(6)));
            }
        }
    }
}

/// What stands around a candidate.
struct Around<'a> {
    before: &'a str,
    before_that: &'a str,
    behind: &'a str,
    behind_that: &'a str,
    is_first: bool,
    is_last: bool,
    is_locative: bool,
    before_state: bool,
    after_place: bool,
    after_given: bool,
    after_title: bool,
    before_institution: bool,
    before_capital: bool,
    after_capital: bool,
    noun: Option<&'a str>,
    origin: Origin,
}

impl<'a> Around<'a> {
    fn of(gazetteer: &Gazetteer, lexicon: &'a Lexicon, scene: &Scene<'a>, candidate: &Candidate) -> Self {
        let annotated = scene.annotated;
        let sentence = annotated.sentence(candidate.words.start).words;
        let form = |word: Option<usize>| {
            word.filter(|word| sentence.range().contains(word)).map_or("", |word| annotated.form(word))
        };
        let (start, end) = (candidate.words.start, candidate.words.end);
        let before = form(start.checked_sub(1));
        let before_that = form(start.checked_sub(2));
        let (behind, behind_that) = (form(Some(end)), form(Some(end + 1)));
        let mut at = start;
        while at > sentence.start + 1 && lexicon.compass.contains(annotated.form(at - 1)) {
            at -= 1;
        }
        let is_locative = at > sentence.start && lexicon.locative.contains(annotated.form(at - 1));
        let is_state = |word: usize| {
            word < sentence.end && is_capital(annotated.form(word)) && {
                let state = |end: usize| {
                    let folded = dateline_gazetteer::fold(
                        annotated.words(dateline_model::Span::new(word, end.min(sentence.end))),
                    );
                    lexicon.short.contains_key(&folded)
                        || gazetteer
                            .places_folded(&folded)
                            .any(|named| matches!(named.place.kind, PlaceKind::Region | PlaceKind::Country))
                };
                state(word + 1) || state(word + 2)
            }
        };
        let before_lower = before.trim_end_matches('.').to_lowercase();
        let behind_lower = behind.trim_end_matches('.').to_lowercase();
        let is_initial = before.len() == 2 && before.ends_with('.') && is_capital(before);
        Around {
            before,
            before_that,
            behind,
            behind_that,
            is_first: start == sentence.start,
            is_last: end == sentence.end,
            is_locative,
            before_state: behind == "," && is_state(end + 1),
            after_place: before == "," && is_capital(before_that),
            after_given: is_capital(before) && (is_initial || lexicon.given.contains(&before_lower)),
            after_title: titles().is_title(&before_lower),
            before_institution: is_capital(behind) && lexicon.institutions.contains(&behind_lower),
            before_capital: is_capital(behind),
            after_capital: is_capital(before) && start > sentence.start + 1,
            noun: lexicon.nouns.get(behind).map(String::as_str),
            origin: candidate.origin,
        }
    }

    fn write(&self, out: &mut Features<'_>) {
        let lower = |word: &str| if is_capital(word) { "Capital".to_owned() } else { word.to_lowercase() };
        let (before, behind) = (lower(self.before), lower(self.behind));
        out.add(format_args!("before={before}"));
        out.add(format_args!("before={before} origin={:?}", self.origin));
        out.add(format_args!("behind={behind}"));
        out.add(format_args!("behind={behind} first={}", self.is_first));
        out.add(format_args!("before that={} {before}", lower(self.before_that)));
        out.add(format_args!("behind that={behind} {}", lower(self.behind_that)));
        if self.before_capital {
            out.add(format_args!("behind capital={}", self.behind.to_lowercase()));
        }
        if self.after_capital {
            out.add(format_args!("before capital={}", self.before.to_lowercase()));
        }
        for (name, value) in [
            ("first", self.is_first),
            ("last", self.is_last),
            ("locative", self.is_locative),
            ("before state", self.before_state),
            ("after place", self.after_place),
            ("after given", self.after_given),
            ("after title", self.after_title),
            ("before institution", self.before_institution),
            ("before capital", self.before_capital),
            ("after capital", self.after_capital),
        ] {
            if value {
                out.add(format_args!("{name}"));
                out.add(format_args!("{name} {:?}", self.origin));
            }
        }
        out.add(format_args!(
            "capitals={}{} locative={}",
            self.after_capital, self.before_capital, self.is_locative
        ));
        if let Some(noun) = self.noun {
            out.add(format_args!("noun={noun}"));
        }
    }
}

/// Hashed features in the making.
struct Features<'b> {
    out: Vec<u32>,
    text: &'b mut String,
}

impl Features<'_> {
    fn add(&mut self, feature: std::fmt::Arguments<'_>) {
        self.text.clear();
        if self.text.write_fmt(feature).is_err() {
            return;
        }
        debug_assert!(
            NAMES.iter().any(|name| {
                self.text
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '=']))
            }),
            "{} is not in the set that the trained file is of: name it there",
            self.text
        );
        self.out.push(hash(self.text.as_bytes()));
    }
}

/// FNV-1a: the same on every machine and in every release, as the weights ask.
fn hash(bytes: &[u8]) -> u32 {
    let hash =
        bytes.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) % SIZE as u32
}
