//! What a question's address says: known parameters only, each of its own form.

use axum::http::Uri;
use std::collections::BTreeMap;

/// Why an address is no question.
pub struct Wrong(pub String);

/// The parameters of an address.
pub struct Parameters {
    given: BTreeMap<String, String>,
    limit: usize,
    offset: usize,
}

const LIMIT: usize = 50;
const MOST: usize = 500;

impl Parameters {
    /// Those of an address, which may only be these.
    pub fn of(uri: &Uri, known: &[&str]) -> Result<Self, Wrong> {
        let mut pairs = Vec::new();
        for pair in uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.push((decoded(name)?, decoded(value)?));
        }
        // The token belongs to the door, not to the question.
        pairs.retain(|(name, _)| name != "token");
        Parameters::from_pairs(pairs, known)
    }

    /// Those given as pairs, which may only be these.
    pub fn from_pairs(pairs: Vec<(String, String)>, known: &[&str]) -> Result<Self, Wrong> {
        let mut given = BTreeMap::new();
        for (name, value) in pairs {
            if !known.contains(&name.as_str()) {
                return Err(Wrong(format!(
                    "{name} is not a parameter here; there are: {}",
                    known.join(", ")
                )));
            }
            if value.chars().all(|letter| letter.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&letter)) {
                return Err(Wrong(format!("{name} is empty; leave it out")));
            }
            if given.insert(name.clone(), value).is_some() {
                return Err(Wrong(format!("{name} is given twice")));
            }
        }
        let mut parameters = Parameters { given, limit: LIMIT, offset: 0 };
        parameters.limit = parameters.number("limit", 1, MOST)?.unwrap_or(LIMIT);
        if let Some(cursor) = parameters.given.get("cursor") {
            let digits = cursor.strip_prefix('c').filter(|digits| (1..=5).contains(&digits.len()));
            let is_plain =
                |digits: &&str| digits.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
            let offset = digits.filter(is_plain).and_then(|digits| u32::from_str_radix(digits, 36).ok());
            parameters.offset = offset
                .ok_or_else(|| Wrong("cursor is not one that a page gave as `next`".to_owned()))?
                as usize;
        }
        Ok(parameters)
    }

    /// These and one more.
    #[must_use]
    pub fn with(mut self, name: &str, value: String) -> Self {
        self.given.insert(name.to_owned(), value);
        self
    }

    /// How many items are wanted.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// How many come before.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The cursor of the next page.
    pub fn next(&self) -> String {
        self.cursor(self.offset + self.limit)
    }

    /// The cursor of the page that leaves out so many.
    pub fn cursor(&self, mut number: usize) -> String {
        let mut digits = Vec::new();
        while number > 0 || digits.is_empty() {
            digits.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]));
            number /= 36;
        }
        digits.push('c');
        digits.iter().rev().collect()
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.given.get(name).cloned()
    }

    /// A text that must be there.
    pub fn required(&self, name: &str) -> Result<String, Wrong> {
        self.text(name).ok_or_else(|| Wrong(format!("{name} is needed")))
    }

    /// One of some words.
    pub fn one_of(&self, name: &str, words: &[&str]) -> Result<Option<String>, Wrong> {
        match self.given.get(name) {
            Some(value) if words.contains(&value.as_str()) => Ok(Some(value.clone())),
            Some(_) => Err(Wrong(format!("{name} is one of: {}", words.join(", ")))),
            None => Ok(None),
        }
    }

    /// A whole number.
    pub fn number(&self, name: &str, least: usize, most: usize) -> Result<Option<usize>, Wrong> {
        let Some(value) = self.given.get(name) else { return Ok(None) };
        let is_plain = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        let number = value.parse::<usize>().ok().filter(|number| is_plain && (least..=most).contains(number));
        number.map(Some).ok_or_else(|| Wrong(format!("{name} is a whole number from {least} to {most}")))
    }

    /// A number from 0 to 1.
    pub fn share(&self, name: &str) -> Result<Option<f32>, Wrong> {
        let Some(value) = self.given.get(name) else { return Ok(None) };
        let number = value.parse::<f32>().ok().filter(|number| (0.0..=1.0).contains(number));
        number.map(Some).ok_or_else(|| Wrong(format!("{name} is a number from 0 to 1")))
    }

    /// A day, month or year that there is.
    pub fn day(&self, name: &str) -> Result<Option<String>, Wrong> {
        match self.given.get(name) {
            Some(value) if dateline_ask::is_day(value) => Ok(Some(value.clone())),
            Some(_) => {
                Err(Wrong(format!("{name} is a day (2025-04-04), a month (2025-04) or a year (2025)")))
            }
            None => Ok(None),
        }
    }

    /// The last day that a day, month or year can mean, for comparing days as text.
    pub fn last_day(&self, name: &str) -> Result<Option<String>, Wrong> {
        Ok(self.day(name)?.map(|day| dateline_ask::last_day(&day)))
    }
}

fn decoded(part: &str) -> Result<String, Wrong> {
    let bytes = part.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'+' => out.push(b' '),
            b'%' => {
                let hex = part.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                out.push(hex.ok_or_else(|| Wrong("the address holds a % that encodes nothing".to_owned()))?);
                at += 2;
            }
            byte => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8(out).map_err(|_| Wrong("the address is not UTF-8".to_owned()))
}
