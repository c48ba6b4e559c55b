//! The dated plain-text form: `date YYYY-MM-DD`, then the body, with or without tags in it.

use crate::asides::mark_asides;
use crate::day::instant_or_day;
use crate::markup::without_tags;
use crate::{Failure, decode, undated};
use dateline_model::{Report, derive_id};

/// Whether a text begins as this form does. What follows `date` need not be a day.
pub(crate) fn is_dated(head: &str) -> bool {
    after_keyword(head)
        .is_some_and(|rest| rest.trim_start().starts_with(|first: char| first.is_ascii_digit()))
}

/// A text with a day on top, or any text without one.
///
/// A failure here is one with which the report is kept all the same.
pub(crate) fn dated_text(given: &str, bytes: Vec<u8>) -> (Option<Report>, Vec<Failure>) {
    let mut failures = Vec::new();
    let decoded = decode::decode(bytes, &[]);
    if decoded.is_guessed {
        let encoding = decoded.encoding;
        let reason = format!(
            "is not UTF-8; read as {encoding}, which is a guess from its bytes; save it as UTF-8 to be sure"
        );
        failures.push(Failure::doubt(given, reason));
    }
    let mut published = None;
    let mut body = decoded.text.as_str();
    if is_dated(body)
        && let Some(rest) = after_keyword(body)
    {
        let rest = rest.trim_start();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        published = instant_or_day(&rest[..end]);
        if published.is_none() {
            let day = &rest[..end.min(rest.floor_char_boundary(40))];
            let reason = format!("“{day}” is no day; kept without one (wanted: date YYYY-MM-DD)");
            failures.push(Failure::doubt(given, reason));
        }
        body = &rest[end..];
    } else if let Some((day, told)) = undated::day_of(given, body) {
        published = Some(day);
        failures.push(told);
    }
    let text = without_tags(body.trim_start());
    if text.trim().is_empty() {
        failures.push(Failure::new(given, "is empty: no text; nothing was kept of it"));
        return (None, failures);
    }
    let id = derive_id("r", &[published.as_deref().unwrap_or(""), "", "", &text]);
    let mut report = Report { id, given: Some(given.to_owned()), published, text, ..Report::default() };
    mark_asides(&mut report);
    (Some(report), failures)
}

fn after_keyword(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{FEFF}');
    let keyword = text.get(..4)?;
    let rest = &text[4..];
    (keyword.eq_ignore_ascii_case("date") && rest.starts_with([' ', '\t', ':']))
        .then(|| rest.trim_start_matches(':'))
}
