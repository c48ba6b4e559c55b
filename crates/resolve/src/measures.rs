//! What a figure measures, in a form that figures of several reports can be compared in.

use crate::word_list::WordList;
use crate::words::words;
use dateline_model::Figure;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What is measured: of what kind, and of what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Kind {
    pub(crate) measure: Measure,
    /// The people, things or unit that are counted.
    pub(crate) of: String,
}

/// The kinds that behave alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Measure {
    /// Those to whom something happened: a total that runs up in the hours and days after.
    Toll(String),
    /// What is measured and not counted.
    Amount(String),
    /// Things or people that there are.
    Count,
}

/// A figure's kind, its bounds in the unit that all of the kind are compared in, how many of these
/// its own unit is, and the words that say which of the kind it counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measured {
    pub(crate) kind: Kind,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) factor: f64,
    /// The word for those who are counted, where it says more of them than that they are people.
    pub(crate) noun: String,
    pub(crate) modifiers: Vec<String>,
}

/// What people are counted that are of no kind.
pub(crate) const ANYBODY: &str = "people";

/// Shots that hit somebody.
pub(crate) const HITS: &str = "hit";

/// What is told of a hundred.
pub(crate) const PERCENT: &str = "percent";
const TOLLS: [&str; 7] = ["killed", "injured", "missing", "detained", "displaced", "rescued", "hospitalized"];

/// The lexicon, with an example on each entry that the tests run.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../lexicon/measures.toml"))
        .unwrap_or_else(|error| unreachable!("lexicon/measures.toml is read by a test: {error}"))
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    moves: WordList,
    models: WordList,
    of_models: WordList,
    marks: WordList,
    guns: Vec<WordList>,
    going_on: WordList,
    again: WordList,
    happenings: WordList,
    shortly: WordList,
    projectiles: WordList,
    hitting: WordList,
    firing: WordList,
    alike: Vec<Alike>,
    units: Vec<Units>,
}

/// Words for one thing, the first of which stands for all.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Alike {
    words: Vec<String>,
    /// Those that say nothing more of them.
    #[serde(default)]
    general: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run it"))]
    example: (String, String),
}

/// Units of one kind, by how many of the first one of them is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    name: String,
    of: BTreeMap<String, f64>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run it"))]
    example: (f64, String, f64),
}

/// What a figure measures; none where it gives no bound.
pub(crate) fn measured(figure: &Figure) -> Option<Measured> {
    if figure.low.is_none() && figure.high.is_none() {
        return None;
    }
    let of = figure.of.as_ref().map_or("", |of| of.text.as_str());
    let unit = figure.unit.clone().unwrap_or_default();
    let made = |measure, of: String, factor: f64, noun: &str, modifiers| Measured {
        kind: Kind { measure, of },
        low: figure.low.map(|low| low * factor),
        high: figure.high.map(|high| high * factor),
        factor,
        noun: if is_general(noun) { String::new() } else { noun.to_owned() },
        modifiers,
    };
    let words: Vec<String> =
        of.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    if TOLLS.contains(&figure.what.as_str()) {
        // "people today" is nobody else than people.
        let is_anybody = words.is_empty() || words.iter().any(|word| is_general(&singular(word)));
        let noun = if is_anybody { String::new() } else { singular(words.last().copied().unwrap_or("")) };
        let kind = if is_anybody { ANYBODY.to_owned() } else { thing(&noun) };
        let modifiers = if is_anybody { Vec::new() } else { modifiers(&words) };
        return Some(made(Measure::Toll(figure.what.clone()), kind, 1.0, &noun, modifiers));
    }
    if let Some((family, factor)) = family(&unit) {
        return Some(made(Measure::Amount(family.to_owned()), String::new(), factor, "", Vec::new()));
    }
    match figure.what.as_str() {
        "distance" => None,
        // Money, percent, and whatever else has a unit: litres, barrels.
        what if figure.unit.is_some() || matches!(what, "money" | "magnitude") => {
            Some(made(Measure::Amount(figure.what.clone()), unit, 1.0, "", Vec::new()))
        }
        what => {
            // "villages destroyed" is counted in villages.
            let last = if of.contains(" of ") { None } else { words.last().copied() };
            let head = last.unwrap_or_else(|| what.split(' ').next().unwrap_or(what));
            let is_member = matches!(head, "member" | "members") && words.len() > 1;
            let head = singular(if is_member { words[words.len() - 2] } else { head });
            // "seven T-55 tanks", "twelve T-55s": the model says what they are.
            let kind = model(&words).unwrap_or_else(|| thing(&head));
            Some(made(Measure::Count, kind, 1.0, &head, modifiers(&words)))
        }
    }
}

/// The units that are compared with one, by the name of them all, and how many of the first it is.
fn family(unit: &str) -> Option<(&'static str, f64)> {
    LEXICON.units.iter().find_map(|units| Some((units.name.as_str(), *units.of.get(unit)?)))
}

/// Whether it befalls people: a total that runs up.
pub(crate) fn is_toll(what: &str) -> bool {
    TOLLS.contains(&what)
}

/// Whether a word tells of what goes up and down within a day: "shares", "the index".
pub(crate) fn moves(lower: &str) -> bool {
    LEXICON.moves.has(lower)
}

/// The kind of gun that stands right behind a calibre.
fn gun_in(behind: &str) -> Option<String> {
    const NEAR: usize = 4;
    let near = words(behind).take(NEAR).find_map(|word| {
        let lower = word.text.to_lowercase();
        LEXICON.guns.iter().find(|kind| kind.has(&singular(&lower)))
    })?;
    near.each().next().map(str::to_owned)
}

/// Whether a sentence says of what it tells that another of the kind was hours or days before: "the second storm to reach
/// the coast in two days", "another blast shook the town within hours of the first".
pub(crate) fn tells_of_a_second(sentence: &str) -> bool {
    const ADJECTIVES: usize = 2;
    const BEHIND: usize = 9;
    let lower: Vec<String> = words(sentence).map(|word| word.text.to_lowercase()).collect();
    let is_shortly = |from: usize| {
        let near = lower.get(from..).unwrap_or_default().iter().take(BEHIND);
        let near: Vec<&String> = near.collect();
        near.windows(2).any(|pair| {
            matches!(pair[0].as_str(), "in" | "within" | "past" | "last" | "many" | "two" | "several" | "few")
                && LEXICON.shortly.has(pair[1])
        })
    };
    (0..lower.len()).filter(|&at| LEXICON.again.has(&lower[at])).any(|at| {
        let noun = (at + 1..lower.len().min(at + 2 + ADJECTIVES))
            .find(|&noun| LEXICON.happenings.has(&singular(&lower[noun])));
        noun.is_some_and(|noun| is_shortly(noun + 1))
    })
}

/// What shots are counted for, where the words around a number say so: those that hit ("hit by nine bullets", "shot six
/// times") or those that were fired ("fired 14 times").
fn deed_of_shots(figure: &Figure, before: &str, behind: &str) -> Option<String> {
    const TIMES: &str = "times";
    const SHOT: &str = "shot";
    let lexicon = &*LEXICON;
    let of = figure.of.as_ref().map_or(figure.what.as_str(), |of| of.text.as_str());
    let head = words(of).last().map(|word| word.text.to_lowercase())?;
    if figure.what == TIMES {
        let hits = head == SHOT || lexicon.hitting.has(&head);
        return if hits { Some(HITS.to_owned()) } else { lexicon.firing.has(&head).then(|| thing(SHOT)) };
    }
    if !lexicon.projectiles.has(&singular(&head)) {
        return None;
    }
    let next = words(behind).next().filter(|word| behind[..word.start].trim().is_empty());
    let hits = next.is_some_and(|word| lexicon.hitting.has(&word.text.to_lowercase()));
    let last: Vec<String> = words(before).map(|word| word.text.to_lowercase()).collect();
    let is_hit_by = matches!(last.as_slice(), [.., word, by] if by == "by" && (word == SHOT || lexicon.hitting.has(word)));
    (hits || is_hit_by).then(|| HITS.to_owned())
}

/// What a figure measures, by the words before and behind it too.
pub(crate) fn measured_among(figure: &Figure, before: &str, behind: &str) -> Option<Measured> {
    let mut measured = measured(figure)?;
    if measured.kind.measure == Measure::Count
        && let Some(deed) = deed_of_shots(figure, before, behind)
    {
        measured.noun.clone_from(&deed);
        measured.kind.of = deed;
        measured.modifiers.clear();
    }
    if measured.kind.is_mark() {
        measured.modifiers.extend(gun_in(behind));
    }
    Some(measured)
}

/// Whether a word in the singular says no more of people than that they are people.
fn is_general(word: &str) -> bool {
    word.is_empty() || LEXICON.alike.iter().any(|group| group.general.iter().any(|one| one == word))
}

/// The words before the one that names the thing.
fn modifiers(words: &[&str]) -> Vec<String> {
    const EMPTY: [&str; 8] = ["the", "a", "an", "of", "some", "mostly", "about", "its"];
    let before = words.split_last().map_or(&[][..], |(_, before)| before);
    before.iter().filter(|word| !EMPTY.contains(word)).map(|word| singular(word)).collect()
}

/// The model of a thing, which is told by letters and a number: "seven T-55s", "AK 47 rifles". It is what is counted only
/// where it ends the words or stands right before what may have a model: "six F-16 pilots" are men.
fn model(words: &[&str]) -> Option<String> {
    const LETTERS: usize = 3;
    let at = (1..words.len()).find(|&at| {
        let number = words[at].trim_end_matches('s');
        let letters = words[at - 1];
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_letters = letters.len() <= LETTERS && letters.bytes().all(|byte| byte.is_ascii_lowercase());
        is_number && is_letters && !matches!(letters, "the" | "of" | "a" | "an" | "its" | "all" | "top")
    })?;
    let has_models = |word: &&str| LEXICON.models.has(&singular(word));
    let behind = words.get(at + 1..)?;
    let is_head = behind.iter().all(|word| has_models(word) || LEXICON.of_models.has(word))
        && behind.last().is_none_or(has_models);
    is_head.then(|| format!("{} {}", words[at - 1], words[at].trim_end_matches('s')))
}

fn thing(singular: &str) -> String {
    let group = LEXICON.alike.iter().find(|group| group.words.iter().any(|word| word == singular));
    group.and_then(|group| group.words.first()).map_or(singular, String::as_str).to_owned()
}

fn singular(word: &str) -> String {
    match word {
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        "children" => "child".to_owned(),
        "persons" => "person".to_owned(),
        "bodies" => "body".to_owned(),
        _ => {
            if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
                format!("{stem}y")
            } else if word.ends_with('s') && !word.ends_with("ss") && word.len() > 3 {
                word[..word.len() - 1].to_owned()
            } else {
                word.to_owned()
            }
        }
    }
}

impl Kind {
    /// Whether these totals run up in the hours and days after what they count.
    pub(crate) fn is_running(&self, what: &str) -> bool {
        matches!(self.measure, Measure::Toll(_)) || what.contains("destroyed") || what.contains("damaged")
    }

    /// Whether it tells a mark of one thing: its magnitude or calibre.
    pub(crate) fn is_mark(&self) -> bool {
        matches!(&self.measure, Measure::Amount(what) if LEXICON.marks.has(what))
    }

    /// Whether it is counted on and on, so that one day has several counts of it.
    pub(crate) fn goes_on(&self) -> bool {
        self.measure == Measure::Count && LEXICON.going_on.has(&self.of)
    }

    pub(crate) fn is_toll(&self) -> bool {
        matches!(self.measure, Measure::Toll(_))
    }

    pub(crate) fn is_amount(&self) -> bool {
        matches!(self.measure, Measure::Amount(_))
    }

    pub(crate) fn is_distance(&self) -> bool {
        matches!(&self.measure, Measure::Amount(what) if what == "distance")
    }

    /// Whether it is a length of time.
    pub(crate) fn is_duration(&self) -> bool {
        matches!(&self.measure, Measure::Amount(what) if what.starts_with("time of"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_model::{Excerpt, FigureStatus};

    #[test]
    fn every_entry_holds_its_example() {
        for alike in &LEXICON.alike {
            let (word, all) = &alike.example;
            assert_eq!(&thing(&singular(word)), all);
        }
        let of_things =
            [&LEXICON.moves, &LEXICON.models, &LEXICON.of_models, &LEXICON.marks, &LEXICON.going_on];
        let of_deeds = [&LEXICON.projectiles, &LEXICON.hitting, &LEXICON.firing];
        let of_happenings = [&LEXICON.again, &LEXICON.happenings, &LEXICON.shortly];
        let lists = of_things.into_iter().chain(of_deeds).chain(of_happenings).chain(&LEXICON.guns);
        for list in lists {
            assert!(list.is_shown(), "{list:?}");
        }
        for units in &LEXICON.units {
            let (number, unit, firsts) = &units.example;
            let (name, factor) = family(unit).unwrap();
            assert_eq!(name, units.name);
            assert!((number * factor - firsts).abs() < 1e-6, "{unit}");
        }
    }

    fn told(what: &str, of: &str, before: &str, behind: &str) -> String {
        let excerpt = |text: &str| Excerpt { start: 0, end: 0, text: text.to_owned() };
        let figure = Figure {
            id: "f".into(),
            report: "a".into(),
            evidence: excerpt(""),
            low: Some(7.0),
            high: Some(7.0),
            approximate: false,
            what: what.to_owned(),
            unit: None,
            of: Some(excerpt(of)),
            when: None,
            place: None,
            account: None,
            event: None,
            status: FigureStatus::Given,
            part_of: None,
            as_of: None,
            rate: None,
            confidence: 1.0,
        };
        measured_among(&figure, before, behind).map(|told| told.kind.of).unwrap_or_default()
    }

    #[test]
    fn shots_that_hit_are_other_than_shots_that_are_fired() {
        assert_eq!(told("bullets", "bullets", "The clerk was struck by ", "."), "hit");
        assert_eq!(told("bullets", "bullets", "", " entered the cabin"), "hit");
        assert_eq!(told("times", "shot", "The clerk was ", " in the leg"), "hit");
        assert_eq!(told("times", "hitting", "", ""), "hit");
        assert_eq!(told("rounds", "rounds", "The guard fired ", ", hitting a lamp"), "shot");
        assert_eq!(told("times", "fired", "The guard ", " at the lamp"), "shot");
        assert_eq!(told("boats", "boats", "They were hit by ", "."), "boat");
    }

    #[test]
    fn a_model_says_what_is_counted() {
        assert_eq!(model(&["t", "55", "tanks"]).as_deref(), Some("t 55"));
        assert_eq!(model(&["two", "old", "t", "55s"]).as_deref(), Some("t 55"));
        assert_eq!(model(&["old", "fishing", "boats"]), None);
        assert_eq!(model(&["the", "40", "houses"]), None);
        assert_eq!(model(&["t", "55", "battle", "tanks"]).as_deref(), Some("t 55"));
        assert_eq!(model(&["t", "55", "light", "tanks"]).as_deref(), Some("t 55"));
        assert_eq!(model(&["ar", "15", "style", "semi", "automatic", "rifles"]).as_deref(), Some("ar 15"));
        assert_eq!(model(&["f", "16", "pilots"]), None);
        assert_eq!(model(&["f", "16", "combat", "pilots"]), None);
        assert_eq!(model(&["t", "55", "heavy"]), None);
        assert_eq!(model(&["g", "20", "leaders"]), None);
        assert_eq!(model(&["t", "55", "tank", "crews"]), None);
        assert_eq!(model(&["m", "7", "bridges"]), None);
    }

    #[test]
    fn a_word_stands_in_one_group_and_a_unit_in_one_family() {
        let mut words: Vec<&String> = LEXICON.alike.iter().flat_map(|alike| &alike.words).collect();
        words.extend(LEXICON.units.iter().flat_map(|units| units.of.keys()));
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
