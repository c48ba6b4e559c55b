//! What people type, looked at before the record is asked: nonsense is refused in words, and never
//! answered with nothing or with everything.

use crate::print::complain;
use dateline_ask::Ask;
use dateline_model::{EventAct, StatementAct};
use std::fmt;
use std::process::ExitCode;

/// A day (2025-04-04), a month (2025-04) or a year (2025) that there is.
pub fn day(typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    if dateline_ask::is_day(typed) {
        return Ok(typed.to_owned());
    }
    Err("must be a day (2025-04-04), a month (2025-04) or a year (2025)".to_owned())
}

/// How many, at least one: none of something is hardly meant.
pub fn count(typed: &str) -> Result<usize, String> {
    typed
        .trim()
        .parse()
        .ok()
        .filter(|count| *count > 0)
        .ok_or_else(|| "must be a whole number from 1 on".to_owned())
}

/// Words to look for: nothing restricts nothing, and is hardly meant.
pub fn words(typed: &str) -> Result<String, String> {
    if typed.chars().any(char::is_alphanumeric) {
        return Ok(typed.to_owned());
    }
    Err("holds no word; leave it out to restrict nothing".to_owned())
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
pub fn one_of(typed: &str, words: &[&str]) -> Result<String, String> {
    if words.contains(&typed) {
        return Ok(typed.to_owned());
    }
    let nearest = words.iter().map(|word| (dateline_ask::distance(typed, word), word)).min();
    let meant = nearest
        .filter(|(far, word)| *far <= 1 + word.len() / 3)
        .map_or_else(String::new, |(_, word)| format!("; did you mean {word}?"));
    Err(format!("is one of: {}{meant}", words.join(", ")))
}

/// What a command was asked for wrongly, which the shape of its arguments does not show.
#[derive(Debug)]
pub struct Wrong(pub String);

impl fmt::Display for Wrong {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

/// The command was wrong, and why.
pub fn wrong<T>(why: &str) -> anyhow::Result<T> {
    Err(Wrong(why.to_owned()).into())
}

/// What is said, on standard error, of a question that was narrowed down by something and has no answer.
pub fn nothing(ask: &Ask<'_>, told: &str, name: Option<&str>) -> anyhow::Result<ExitCode> {
    let meant = match name {
        Some(name) => ask.nearest_name(name)?.map(|meant| format!("; did you mean {meant}?")),
        None => None,
    };
    complain(format!("{told}{}", meant.unwrap_or_default()));
    Ok(ExitCode::from(1))
}

/// A number from 0 to 1.
pub fn share(typed: &str) -> Result<f32, String> {
    let number = typed.parse::<f32>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "must be a number from 0 to 1".to_owned())
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
