//! What people type, looked at before the record is asked: nonsense is refused in words, and never
//! answered with nothing or with everything.

use dateline_model::{EventAct, StatementAct};
use jiff::civil::Date;

/// A day (2025-04-04), a month (2025-04) or a year (2025) that there is.
pub fn day(typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    let first = match typed.len() {
        4 => format!("{typed}-01-01"),
        7 => format!("{typed}-01"),
        _ => typed.to_owned(),
    };
    let is_plain = matches!(typed.len(), 4 | 7 | 10)
        && typed
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if is_plain && first.parse::<Date>().is_ok() {
        return Ok(typed.to_owned());
    }
    Err("is a day (2025-04-04), a month (2025-04) or a year (2025)".to_owned())
}

/// An act of speech.
pub fn act(typed: &str) -> Result<String, String> {
    one_of(&typed.trim().to_lowercase(), &StatementAct::NAMES)
}

/// A PLOVER root.
pub fn root(typed: &str) -> Result<String, String> {
    one_of(&typed.trim().to_uppercase(), &EventAct::NAMES)
}

/// A state's code.
pub fn state(typed: &str) -> Result<String, String> {
    let code = typed.trim().to_uppercase();
    if dateline_ask::state_name(&code).is_some() {
        return Ok(code);
    }
    Err("is the code of a state in three letters (ISO 3166-1 alpha-3): BIH, USA …".to_owned())
}

/// One of some words; where it is none, the nearest of them is offered.
fn one_of(typed: &str, words: &[&str]) -> Result<String, String> {
    if words.contains(&typed) {
        return Ok(typed.to_owned());
    }
    let nearest = words.iter().map(|word| (distance(typed, word), word)).min();
    let meant = nearest
        .filter(|(far, word)| *far <= 1 + word.len() / 3)
        .map_or_else(String::new, |(_, word)| format!("; did you mean {word}?"));
    Err(format!("is one of: {}{meant}", words.join(", ")))
}

/// A number from 0 to 1.
pub fn share(typed: &str) -> Result<f32, String> {
    let number = typed.parse::<f32>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "is a number from 0 to 1".to_owned())
}

/// How many letters have to be changed, put in or left out (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().take(64).enumerate() {
        let mut now = vec![at + 1];
        for (column, known) in other.iter().enumerate() {
            let change = before[column] + usize::from(letter != *known);
            now.push(change.min(before[column + 1] + 1).min(now[column] + 1));
        }
        before = now;
    }
    before.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_that_there_are() {
        for good in ["2025-04-04", "2025-04", "2025", " 2024-02-29 "] {
            assert_eq!(day(good).as_deref(), Ok(good.trim()));
        }
        for bad in ["spring", "03/2022", "2025-02-31", "2025-13", "25", "", "2025-4-4", "２０２５"] {
            assert!(day(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_nearest_word_is_offered() {
        assert_eq!(act("Deny").as_deref(), Ok("deny"));
        assert!(act("denny").unwrap_err().ends_with("; did you mean deny?"));
        assert!(!act("shout at").unwrap_err().contains("did you mean"));
        assert_eq!(root("assault").as_deref(), Ok("ASSAULT"));
    }
}
