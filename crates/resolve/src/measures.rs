//! What a figure measures, in a form that figures of several reports can be compared in.

use dateline_model::Figure;

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
    pub(crate) modifiers: Vec<String>,
}

/// What people are counted that are of no kind.
pub(crate) const ANYBODY: &str = "people";

const TOLLS: [&str; 7] = ["killed", "injured", "missing", "detained", "displaced", "rescued", "hospitalized"];

/// Words for one thing, the first of which stands for all.
const ALIKE: [&[&str]; 12] = [
    &[
        "people",
        "person",
        "civilian",
        "resident",
        "inhabitant",
        "villager",
        "victim",
        "casualty",
        "body",
        "dead",
        "death",
        "other",
        "more",
        "man",
        "woman",
        "worker",
        "protester",
        "protestor",
        "demonstrator",
        "marcher",
        "mourner",
        "rioter",
        "employee",
        "co-worker",
        "colleague",
    ],
    &["ship", "vessel", "boat", "craft", "freighter", "tanker", "speedboat"],
    &["gun", "rifle", "weapon", "firearm", "pistol"],
    &["shot", "round", "bullet"],
    &["shop", "store"],
    &["crew", "crewman", "crewmen", "sailor", "seaman", "seamen"],
    &["house", "home", "dwelling"],
    &["child", "kid"],
    &["soldier", "troop", "serviceman", "servicemen"],
    &["aircraft", "plane", "airplane", "jet"],
    &["policeman", "policemen", "police", "officer"],
    &["quake", "earthquake", "temblor", "tremor"],
];

/// People who are counted as such: "five civilians" and "four people" are counts of one thing, and
/// "three firefighters" are not.
const OF_NO_KIND: [&str; 14] = [
    "people",
    "person",
    "persons",
    "civilian",
    "civilians",
    "others",
    "residents",
    "victims",
    "victim",
    "dead",
    "casualties",
    "deaths",
    "bodies",
    "more",
];

const KILOMETRES: [(&str, f64); 8] = [
    ("km", 1.0),
    ("miles", 1.609_344),
    ("mile", 1.609_344),
    ("m", 0.001),
    ("metres", 0.001),
    ("meters", 0.001),
    ("feet", 0.000_304_8),
    ("yards", 0.000_914_4),
];

/// What a figure measures; none where it gives no bound.
pub(crate) fn measured(figure: &Figure) -> Option<Measured> {
    if figure.low.is_none() && figure.high.is_none() {
        return None;
    }
    let of = figure.of.as_ref().map_or("", |of| of.text.as_str());
    let unit = figure.unit.clone().unwrap_or_default();
    let made = |measure, of: String, factor: f64, modifiers| Measured {
        kind: Kind { measure, of },
        low: figure.low.map(|low| low * factor),
        high: figure.high.map(|high| high * factor),
        factor,
        modifiers,
    };
    let words: Vec<String> =
        of.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    if TOLLS.contains(&figure.what.as_str()) {
        let is_anybody = words.is_empty() || words.iter().any(|word| OF_NO_KIND.contains(word));
        let kind = if is_anybody { ANYBODY.to_owned() } else { thing(words.last().copied().unwrap_or("")) };
        let modifiers = if is_anybody { Vec::new() } else { modifiers(&words) };
        return Some(made(Measure::Toll(figure.what.clone()), kind, 1.0, modifiers));
    }
    match figure.what.as_str() {
        "distance" => {
            let (_, factor) = KILOMETRES.iter().find(|(name, _)| *name == unit)?;
            Some(made(Measure::Amount(figure.what.clone()), String::new(), *factor, Vec::new()))
        }
        // Money, percent, lengths of time, and whatever else has a unit: tonnes, hectares, litres.
        what if figure.unit.is_some() || matches!(what, "money" | "magnitude") => {
            Some(made(Measure::Amount(figure.what.clone()), unit, 1.0, Vec::new()))
        }
        what => {
            // "villages destroyed" is counted in villages.
            let last = if of.contains(" of ") { None } else { words.last().copied() };
            let head = last.unwrap_or_else(|| what.split(' ').next().unwrap_or(what));
            let is_member = matches!(head, "member" | "members") && words.len() > 1;
            let head = if is_member { words[words.len() - 2] } else { head };
            Some(made(Measure::Count, thing(head), 1.0, modifiers(&words)))
        }
    }
}

/// The words before the one that names the thing.
fn modifiers(words: &[&str]) -> Vec<String> {
    const EMPTY: [&str; 8] = ["the", "a", "an", "of", "some", "mostly", "about", "its"];
    let before = words.split_last().map_or(&[][..], |(_, before)| before);
    before.iter().filter(|word| !EMPTY.contains(word)).map(|word| singular(word)).collect()
}

fn thing(word: &str) -> String {
    let one = singular(word);
    ALIKE.iter().find(|group| group.contains(&one.as_str())).map_or(one, |group| group[0].to_owned())
}

fn singular(word: &str) -> String {
    match word {
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        "children" => "child".to_owned(),
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

    pub(crate) fn is_toll(&self) -> bool {
        matches!(self.measure, Measure::Toll(_))
    }

    pub(crate) fn is_amount(&self) -> bool {
        matches!(self.measure, Measure::Amount(_))
    }
}
