//! The dated plain-text form: `date YYYY-MM-DD`, then the body, with or without tags in it.

use crate::asides::mark_asides;
use crate::day::instant_or_day;
use crate::failure::{Topic, Weight};
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
    let (text, mut failures) = decoded(given, bytes);
    let (report, told) = one(given, &text);
    failures.extend(told);
    (report, failures)
}

/// The same of a file that may hold several reports, each under a `date YYYY-MM-DD` of its own that begins the
/// file or stands behind an empty line: a report with what is to be told of it.
pub(crate) fn dated_texts(given: &str, bytes: Vec<u8>) -> Vec<(Option<Report>, Vec<Failure>)> {
    let (text, failures) = decoded(given, bytes);
    let heads = heads(&text);
    let mut all = Vec::new();
    if heads.len() < 2 {
        let (report, mut told) = one(given, &text);
        told.extend(inner_head(given, &text));
        all.push((report, told));
    } else {
        let ends = heads.iter().skip(1).map(|head| head.0).chain([text.len()]);
        for ((start, line), end) in heads.iter().zip(ends) {
            let given = format!("{given}:{line}");
            let (report, mut told) = one(&given, &text[*start..end]);
            told.extend(inner_head(&given, &text[*start..end]));
            all.push((report, told));
        }
        let reason = format!("holds {} reports, each under a line that begins with “date”", heads.len());
        all[0].1.insert(0, Failure::told(Topic::Several, given, reason));
    }
    all[0].1.splice(0..0, failures);
    all
}

fn decoded(given: &str, bytes: Vec<u8>) -> (String, Vec<Failure>) {
    let decoded = decode::decode(bytes, &[]);
    let mut failures = Vec::new();
    if decoded.is_guessed {
        let encoding = decoded.encoding;
        let reason = format!(
            "is not UTF-8; read as {encoding}, which is a guess from its bytes; save it as UTF-8 to be sure"
        );
        failures.push(Failure::doubt(given, reason));
    }
    (decoded.text, failures)
}

/// Where reports begin with a day of theirs, and on which line, where the first does.
fn heads(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut was_empty = true;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let is_empty = line.trim_matches(is_space).is_empty();
        if !is_empty && found.is_empty() && !is_head(line) {
            return found;
        }
        // Inside a report "Date: 2024-04-02" is a line of a letter; another report begins as dateline wants it.
        let begins = found.is_empty() || line.trim_start_matches(is_space).starts_with("date ");
        if was_empty && begins && is_head(line) {
            found.push((start, number));
        }
        was_empty = is_empty;
        start += line.len();
    }
    found
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{FEFF}'
}

/// "date 1995-11-21 DAYTON, Ohio — …".
fn is_head(line: &str) -> bool {
    let rest = after_keyword(line).map(str::trim_start);
    rest.and_then(|rest| rest.split_whitespace().next()).is_some_and(|day| instant_or_day(day).is_some())
}

/// What is said of such a line in the midst of a report, which may be the first of another.
fn inner_head(given: &str, text: &str) -> Option<Failure> {
    let begun = text.lines().skip_while(|line| line.trim_matches(is_space).is_empty());
    let line = begun.skip(1).find(|line| line.starts_with("date ") && is_head(line))?;
    let head: String = line.chars().take(15).collect();
    let reason = format!(
        "holds a line that begins with “{head}” behind none that is empty; read as one report (an empty line \
         before it begins another)"
    );
    Some(Failure::doubt(given, reason))
}

/// One report in a text.
fn one(given: &str, text: &str) -> (Option<Report>, Vec<Failure>) {
    let mut failures = Vec::new();
    let mut published = None;
    let mut body = text;
    let head = after_keyword(text).map(str::trim_start);
    let word = head.and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    if let (Some(rest), Some(day)) = (head, instant_or_day(word)) {
        published = Some(day);
        body = &rest[word.len()..];
    } else {
        let (day, told) = undated::day_of(given, body);
        // A day in the file's name is not asked where the text itself says one.
        let is_in_text = told.as_ref().is_some_and(|told| told.weight == Weight::Told(Topic::DayFromText));
        let printed = head.filter(|_| !is_in_text).map(undated::day_at_head);
        match (printed, head) {
            (Some(undated::Head::Day(day, end)), Some(rest)) => {
                let line = &rest[..end];
                let reason = format!("its day, {day}, was taken from the line “date {line} …”");
                failures.push(Failure::told(Topic::DayFromText, given, reason));
                published = Some(day);
                body = &rest[end..];
            }
            (Some(undated::Head::Unusable(end)), Some(rest)) => {
                let day = &rest[..end.min(rest.floor_char_boundary(40))];
                let reason = format!("“{day}” is no day; kept without one (wanted: date YYYY-MM-DD)");
                failures.push(Failure::doubt(given, reason));
                if is_dated(text) {
                    body = &rest[end..];
                }
            }
            _ => {
                published = day;
                failures.extend(told);
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Days, and the first words of the texts.
    fn read(text: &str) -> Vec<(Option<String>, String)> {
        let all = dated_texts("a.txt", text.as_bytes().to_vec());
        let reports = all.into_iter().filter_map(|(report, _)| report);
        reports.map(|one| (one.published, one.text.chars().take(10).collect())).collect()
    }

    fn told(text: &str) -> String {
        let all = dated_texts("a.txt", text.as_bytes().to_vec());
        all.into_iter().flat_map(|(_, told)| told).map(|told| told.to_string()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn each_head_behind_an_empty_line_begins_a_report() {
        let two = "date 1995-11-20 LAKE CITY — Mr Marek spoke.\nHe left.\n\n\ndate 1995-11-21 LAKE CITY — He came back.\n";
        let found = read(two);
        let some = |day: &str, text: &str| (Some(day.to_owned()), text.to_owned());
        assert_eq!(found, [some("1995-11-20", "LAKE CITY "), some("1995-11-21", "LAKE CITY ")]);
        assert!(told(two).contains("holds 2 reports"));
        let all = dated_texts("a.txt", two.as_bytes().to_vec());
        let given: Vec<_> = all.iter().filter_map(|(report, _)| report.as_ref()?.given.clone()).collect();
        assert_eq!(given, ["a.txt:1", "a.txt:5"]);
        // Not behind an empty line, or no day: one report, and the first is told.
        let joined = "date 1995-11-20 LAKE CITY — Mr Marek spoke.\ndate 1995-11-21 LAKE CITY — He came back.";
        assert_eq!(read(joined).len(), 1);
        assert!(told(joined).contains("begins with “date 1995-11-21” behind none that is empty"));
        for one in [
            "date 1995-11-20 LAKE CITY — He spoke.\n\ndate set for the vote: none.\n",
            "LAKE CITY — He spoke.\n\ndate 1995-11-20 He left.",
        ] {
            assert_eq!(read(one).len(), 1, "{one}");
        }
    }

    #[test]
    fn a_head_may_be_printed_as_papers_do() {
        for text in [
            "date 1995-11-21 LAKE CITY — He spoke.",
            "date November 21, 1995 LAKE CITY — He spoke.",
            "date 21 November 1995 LAKE CITY — He spoke.",
            "date: Tuesday, November 21, 1995 LAKE CITY — He spoke.",
            "date 21/11/1995 LAKE CITY — He spoke.",
        ] {
            assert_eq!(read(text), [(Some("1995-11-21".to_owned()), "LAKE CITY ".to_owned())], "{text}");
        }
        for text in ["date 03/10/1995 LAKE CITY — He spoke.", "date November 41, 1995 He spoke."] {
            assert_eq!(read(text)[0].0, None, "{text}");
            assert!(told(text).contains("is no day"), "{text}");
        }
        assert_eq!(told("Date nights are for the young, she said."), "");
    }
}
