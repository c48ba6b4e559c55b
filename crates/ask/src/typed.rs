//! What people type into a search field, understood: names, places, outlets, acts and days are told
//! from words ("lavrov denies ceasefire since march 2022").

use crate::{Ask, AskError, first_day, is_day, last_day};
use dateline_model::StatementAct;
use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;
use serde::Serialize;

/// A question as it was typed, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Typed {
    /// What stays to be looked for as words.
    pub words: String,
    /// What was understood, in the order it was typed.
    pub parts: Vec<Part>,
}

/// One thing that was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it restricts.
    pub kind: PartKind,
    /// As the record writes it.
    pub value: String,
    /// As it was typed.
    pub typed: String,
}

/// What a part of a question restricts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// Who speaks.
    Speaker,
    /// What is done by saying it.
    Act,
    /// A place that the report names.
    Place,
    /// The outlet.
    Outlet,
    /// From this day on.
    Since,
    /// Up to this day.
    Until,
}

impl Typed {
    /// The value of the first part of a kind.
    pub fn value(&self, kind: PartKind) -> Option<String> {
        self.parts.iter().find(|part| part.kind == kind).map(|part| part.value.clone())
    }
}

/// The longest name that is looked for, in words.
const LONGEST: usize = 4;
/// More words than these are only words.
const MOST: usize = 16;

impl Ask<'_> {
    /// Takes a typed question apart. What stands in quotation marks stays words; a name is taken for
    /// a speaker's only if somebody of that name speaks; what is not understood stays words.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn understood(&self, typed: &str, today: Date) -> Result<Typed, AskError> {
        let tokens: Vec<&str> = typed.split_whitespace().collect();
        if typed.contains(['"', '“', '”']) || tokens.len() > MOST {
            return Ok(Typed { words: tokens.join(" "), parts: Vec::new() });
        }
        let mut answer = Typed::default();
        let mut words: Vec<&str> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let used = match days(&tokens[at..], today) {
                Some((used, parts)) => {
                    answer.parts.extend(parts);
                    used
                }
                None => self.name_at(&tokens[at..], &mut answer)?,
            };
            if used == 0 {
                words.push(tokens[at]);
            }
            at += used.max(1);
        }
        answer.words = words.join(" ");
        Ok(answer)
    }

    /// An act, outlet, place or speaker that begins here: how many words it takes.
    fn name_at(&self, tokens: &[&str], answer: &mut Typed) -> Result<usize, AskError> {
        let has = |answer: &Typed, kind| answer.parts.iter().any(|part| part.kind == kind);
        let bare = |token: &str| token.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        if !has(answer, PartKind::Act)
            && let Some(act) = act(&bare(tokens[0]))
        {
            let part =
                Part { kind: PartKind::Act, value: act.name().to_owned(), typed: tokens[0].to_owned() };
            answer.parts.push(part);
            return Ok(1);
        }
        for length in (1..=LONGEST.min(tokens.len())).rev() {
            let name = tokens[..length].join(" ");
            // Words of one or two letters are no names by themselves.
            if name.chars().count() < 3 || bare(tokens[0]).is_empty() || is_small(&name) {
                continue;
            }
            let (outlet, place) = self.store.outlet_or_place(&name)?;
            let speaker = if has(answer, PartKind::Speaker) { None } else { self.speaker(&name)? };
            let found = [(PartKind::Outlet, outlet), (PartKind::Speaker, speaker), (PartKind::Place, place)];
            let found = found.into_iter().find_map(|(kind, value)| Some((kind, value?)));
            if let Some((kind, value)) = found.filter(|(kind, _)| !has(answer, *kind)) {
                answer.parts.push(Part { kind, value, typed: name });
                return Ok(length);
            }
        }
        Ok(0)
    }

    /// The name of a person who is called so in full, or by a surname that only one person has.
    fn speaker(&self, name: &str) -> Result<Option<String>, AskError> {
        let people = self.people(Some(name), 8, 0)?;
        let folded = name.to_lowercase();
        let is_named = |known: &str| {
            let known = known.to_lowercase();
            known == folded || known.ends_with(&format!(" {folded}"))
        };
        let mut named = people
            .into_iter()
            .filter(|person| is_named(&person.name) || person.aliases.iter().any(|alias| is_named(alias)))
            .collect::<Vec<_>>();
        named.sort_by_key(|person| std::cmp::Reverse(person.weight));
        Ok(named.into_iter().next().map(|person| person.name))
    }
}

/// Words that no name is made of.
fn is_small(name: &str) -> bool {
    const SMALL: [&str; 16] = [
        "the", "and", "for", "with", "about", "from", "not", "was", "are", "has", "who", "what", "where",
        "when", "why", "how",
    ];
    SMALL.contains(&name.to_lowercase().as_str())
}

/// An act by its verb: "denies", "denied", "deny".
fn act(word: &str) -> Option<StatementAct> {
    // What is looked for far more often as a word than as an act.
    const WORDS: [&str; 6] = ["state", "report", "offer", "ask", "appeal", "demand"];
    StatementAct::ALL.into_iter().find(|act| {
        let stem = act.name();
        if WORDS.contains(&stem) {
            return word.strip_prefix(stem).is_some_and(|ending| matches!(ending, "ed")) && word != "stated";
        }
        let short = stem.trim_end_matches(['e', 'y']);
        let Some(ending) = word.strip_prefix(short) else { return false };
        match stem.as_bytes().last() {
            Some(b'y') => matches!(ending, "y" | "ies" | "ied"),
            Some(b'e') => matches!(ending, "e" | "es" | "ed"),
            _ => matches!(ending, "" | "s" | "ed" | "es"),
        }
    })
}

/// "since march 2022", "until 2022-04-05", "in 2022", "on 5 april 2022", "yesterday": how many words,
/// and what they restrict.
fn days(tokens: &[&str], today: Date) -> Option<(usize, Vec<Part>)> {
    let folded: Vec<String> = tokens.iter().take(5).map(|token| token.to_lowercase()).collect();
    let opens = |word: &str| match word {
        "since" | "from" | "after" => Some((true, false)),
        "until" | "till" | "to" | "before" => Some((false, true)),
        "in" | "on" | "during" => Some((true, true)),
        _ => None,
    };
    let (used, bounds) = match opens(&folded[0]) {
        Some(bounds) => (1, bounds),
        None => (0, (true, true)),
    };
    let (length, day) = day_at(folded.get(used..)?, today)?;
    // A bare month or year is more often a word of the reports than a restriction.
    if used == 0 && day.len() < 10 && length < 2 {
        return None;
    }
    let typed = tokens[..used + length].join(" ");
    let part = |kind, value| Part { kind, value, typed: typed.clone() };
    let mut parts = Vec::new();
    if bounds.0 {
        parts.push(part(PartKind::Since, first_day(&day)));
    }
    if bounds.1 {
        parts.push(part(PartKind::Until, last_day(&day)));
    }
    Some((used + length, parts))
}

/// A day, month or year at the beginning: how many words, and ISO.
fn day_at(words: &[String], today: Date) -> Option<(usize, String)> {
    let first = words.first()?.trim_end_matches(',');
    match first {
        "today" => return Some((1, today.to_string())),
        "yesterday" => return Some((1, today.yesterday().ok()?.to_string())),
        _ => {}
    }
    if is_iso(first) {
        return Some((1, first.to_owned()));
    }
    let year = |at: usize| {
        words.get(at).and_then(|word| word.parse::<i16>().ok()).filter(|year| (1800..2200).contains(year))
    };
    let day = |at: usize| {
        words
            .get(at)
            .and_then(|word| word.trim_end_matches(',').parse::<i8>().ok())
            .filter(|day| (1..=31).contains(day))
    };
    let month_of = |at: usize| words.get(at).and_then(|word| month(word.trim_end_matches(',')));
    // "5 april 2022", "april 5, 2022", "april 2022".
    if let (Some(day), Some(month), Some(year)) = (day(0), month_of(1), year(2)) {
        return Some((3, Date::new(year, month, day).ok()?.to_string()));
    }
    let month = month_of(0)?;
    if let (Some(day), Some(year)) = (day(1), year(2)) {
        return Some((3, Date::new(year, month, day).ok()?.to_string()));
    }
    let year = year(1)?;
    Some((2, format!("{year:04}-{month:02}")))
}

fn is_iso(word: &str) -> bool {
    is_day(word) && first_day(word).parse::<Date>().is_ok_and(|date| (1800..2200).contains(&date.year()))
}

/// "march", "mar", "sept".
fn month(word: &str) -> Option<i8> {
    let word = if word == "sept" { "sep" } else { word };
    ["%B", "%b"].into_iter().find_map(|form| BrokenDownTime::parse(form, word).ok()?.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(typed: &str) -> Option<(usize, Vec<String>)> {
        let tokens: Vec<&str> = typed.split_whitespace().collect();
        let (used, parts) = days(&tokens, Date::constant(2025, 4, 5))?;
        Some((used, parts.into_iter().map(|part| format!("{:?} {}", part.kind, part.value)).collect()))
    }

    #[test]
    fn days_as_people_type_them() {
        let some = |used, parts: &[&str]| {
            Some((used, parts.iter().map(|&part| part.to_owned()).collect::<Vec<_>>()))
        };
        assert_eq!(told("since march 2022"), some(3, &["Since 2022-03-01"]));
        assert_eq!(told("since sept 2022"), some(3, &["Since 2022-09-01"]));
        assert_eq!(told("since dec 2022"), some(3, &["Since 2022-12-01"]));
        assert_eq!(told("until 2022-02"), some(2, &["Until 2022-02-28"]));
        assert_eq!(told("in 2022 talks"), some(2, &["Since 2022-01-01", "Until 2022-12-31"]));
        assert_eq!(told("on 5 April 2022"), some(4, &["Since 2022-04-05", "Until 2022-04-05"]));
        assert_eq!(told("April 5, 2022"), some(3, &["Since 2022-04-05", "Until 2022-04-05"]));
        assert_eq!(told("yesterday"), some(1, &["Since 2025-04-04", "Until 2025-04-04"]));
        for words in ["march on", "2022", "may accept", "since then", "31 february 2022", ""] {
            assert_eq!(told(&format!("{words} x")), None, "{words}");
        }
    }

    #[test]
    fn acts_by_their_verbs() {
        assert_eq!(act("denies"), Some(StatementAct::Deny));
        assert_eq!(act("accused"), Some(StatementAct::Accuse));
        assert_eq!(act("threatens"), Some(StatementAct::Threaten));
        assert_eq!(act("state"), None);
        assert_eq!(act("demanded"), Some(StatementAct::Demand));
        assert_eq!(act("agreement"), None);
        assert_eq!(act("ceasefire"), None);
    }
}
