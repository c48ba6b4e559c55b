//! Who is meant by the words that people type: a state by its name, people, capital or seat of government is
//! the code under which the record has it; and who may be meant by words that name nobody.

use crate::{Ask, AskError};
use dateline_gazetteer::{CountryWord, Gazetteer};
use std::collections::BTreeSet;

/// The longest name of a state or body that is looked for, in words.
const LONGEST: usize = 6;

/// Other ways to say whom some words mean, as the record writes them: "Serbia" is SRB, "Serbian president"
/// is "SRB president", "Moscow" is RUS.
///
/// ```
/// assert_eq!(dateline_ask::also_called("Serbia"), ["SRB"]);
/// assert_eq!(dateline_ask::also_called("president of the United States"), ["president USA"]);
/// assert_eq!(dateline_ask::also_called("Ivo Marek"), [""; 0]);
/// ```
pub fn also_called(typed: &str) -> Vec<String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    // What stands in quotation marks is meant to the letter.
    if typed.contains(['"', '“', '”']) || words.len() > 16 {
        return Vec::new();
    }
    let mut said: Vec<String> = Vec::new();
    let mut is_other = false;
    let mut at = 0;
    while at < words.len() {
        let longest = LONGEST.min(words.len() - at);
        let found = (1..=longest).rev().find_map(|length| {
            let is_all = at == 0 && length == words.len();
            Some((length, code(&words[at..at + length].join(" "), is_all)?))
        });
        match found {
            Some((length, code)) => {
                // "president of the United States": as the record has it, the little words are gone.
                while said
                    .last()
                    .is_some_and(|word| matches!(word.to_lowercase().as_str(), "of" | "the" | "for"))
                {
                    said.pop();
                }
                said.push(code);
                is_other = true;
                at += length;
            }
            None => {
                said.push(words[at].to_owned());
                at += 1;
            }
        }
    }
    let said = said.join(" ");
    if is_other && said != typed { vec![said] } else { Vec::new() }
}

/// How the record writes a state or body: by its name or its people; by its capital or the seat of its
/// government only where nothing else is typed, for "London mayor" is no minister.
fn code(name: &str, is_all: bool) -> Option<String> {
    let gazetteer = Gazetteer::embedded();
    // A name has a capital in a text, and seldom in what people type.
    let written: String = name.split(' ').map(capitalised).collect::<Vec<_>>().join(" ");
    let name = written.as_str();
    let bare = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    if let Some(named) = gazetteer.country_named(bare) {
        let is_meant = match named.word {
            CountryWord::Name | CountryWord::Demonym => true,
            CountryWord::Capital | CountryWord::Seat => is_all && !named.is_shared,
            CountryWord::Part => false,
        };
        return is_meant.then(|| named.iso3().to_owned());
    }
    gazetteer.body_named(bare).filter(|body| body.name != bare).map(|body| body.name.clone())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    if matches!(word, "of" | "the" | "and") { word.to_owned() } else { first + letters.as_str() }
}

impl Ask<'_> {
    /// A name of the record, or of a state, that is written nearly so: for words that name nobody.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn nearest_name(&self, typed: &str) -> Result<Option<String>, AskError> {
        /// So many people are looked at, those named most.
        const PEOPLE: usize = 20_000;
        let wanted = typed.trim().to_lowercase();
        if wanted.chars().count() < 3 {
            return Ok(None);
        }
        let people = self.people(None, PEOPLE, 0)?;
        let states = Gazetteer::embedded().countries();
        let names = people
            .iter()
            .flat_map(|person| {
                std::iter::once(&person.name).chain(&person.aliases).map(move |name| (name, &person.name))
            })
            .chain(states.iter().map(|state| (&state.name, &state.name)));
        let mut best: Option<(usize, &String)> = None;
        let mut seen = BTreeSet::new();
        for (name, called) in names {
            let whole = name.to_lowercase();
            // As a whole, or one word of it: "Hotl" is near "Maria Holt".
            let parts = whole.split_whitespace().filter(|_| !wanted.contains(' '));
            for part in std::iter::once(whole.as_str()).chain(parts) {
                if seen.insert(part.to_owned())
                    && let Some(far) = near(&wanted, part)
                    && best.is_none_or(|(best, _)| far < best)
                {
                    best = Some((far, called));
                }
            }
        }
        // Who is called just so is no other.
        Ok(best.filter(|(far, _)| *far > 0).map(|(_, name)| name.clone()))
    }
}

/// How far two words are from each other, where that is no more than a slip of the pen.
fn near(typed: &str, known: &str) -> Option<usize> {
    let most = 1 + typed.chars().count() / 4;
    let lengths = typed.chars().count().abs_diff(known.chars().count());
    if lengths > most {
        return None;
    }
    Some(distance(typed, known)).filter(|far| *far <= most)
}

/// How many letters have to be changed, put in, left out or swapped (optimal string alignment).
pub fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(64).collect();
    let other: Vec<char> = other.chars().take(64).collect();
    let mut earlier: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut now = vec![row + 1];
        for (column, known) in other.iter().enumerate() {
            let change = before[column] + usize::from(letter != known);
            let mut least = change.min(before[column + 1] + 1).min(now[column] + 1);
            let is_swapped = row > 0 && column > 0 && one[row - 1] == *known && other[column - 1] == *letter;
            if is_swapped {
                least = least.min(earlier[column - 1] + 1);
            }
            now.push(least);
        }
        earlier = std::mem::replace(&mut before, now);
    }
    before.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_its_code() {
        for (typed, meant) in [
            ("Serbia", "SRB"),
            ("serbia", "SRB"),
            ("United States", "USA"),
            ("the United States", "USA"),
            ("Serbian president", "SRB president"),
            ("Foreign Minister of Kenya", "Foreign Minister KEN"),
            ("Moscow", "RUS"),
            ("Kenya's president", "KEN president"),
        ] {
            assert_eq!(also_called(typed), [meant], "{typed}");
        }
        // A mayor is no minister; what is in quotation marks, a person, a code stay as they are.
        for typed in ["London mayor", "\"Serbia\"", "Ivo Marek", "SRB", "", "?"] {
            assert!(also_called(typed).is_empty(), "{typed}: {:?}", also_called(typed));
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_near() {
        assert_eq!(near("hotl", "holt"), Some(1));
        assert_eq!(near("serbai", "serbia"), Some(1));
        assert_eq!(near("marek", "marek"), Some(0));
        assert_eq!(near("nobody", "maria"), None);
        assert_eq!(distance("", "abc"), 3);
    }
}
