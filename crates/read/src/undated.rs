//! The day of a text that does not give it in a form of ours: in its first lines, or in the name
//! of its file.

use crate::Failure;
use crate::day::instant_or_day;
use crate::failure::Topic;
use crate::printed_day::{Order, days, is_month};

/// So many lines are looked at, and so long they may be.
const LINES: usize = 4;
const LONGEST: usize = 80;

/// The day, and how to tell where it was taken from; or what is told of one that may be two.
pub(crate) fn day_of(given: &str, text: &str) -> (Option<String>, Option<Failure>) {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    let short = || lines().filter(|line| line.len() <= LONGEST);
    if let Some((day, line)) = short().find_map(|line| Some((day_alone(line)?, line))) {
        let reason = format!("its day, {day}, was taken from the line “{line}”");
        return (Some(day), Some(Failure::told(Topic::DayFromText, given, reason)));
    }
    if let Some((day, head)) = lines().find_map(day_of_dateline) {
        let reason = format!("its day, {day}, was taken from the dateline “{head}”");
        return (Some(day), Some(Failure::told(Topic::DayFromText, given, reason)));
    }
    // What stands in an archive or feed is named by its place there, behind the file's own name.
    let file = given.rsplit(['/', '\\', '!']).next().unwrap_or(given);
    if let Some(day) = day_in_name(file) {
        let reason = format!("its day, {day}, was taken from the file's name");
        return (Some(day), Some(Failure::told(Topic::DayFromName, given, reason)));
    }
    let open = short().find(|line| is_day_alone(line, Order::DayFirst).is_some()).map(|line| {
        let reason = format!("“{line}” may be two days; kept without one (wanted: YYYY-MM-DD)");
        Failure::doubt(given, reason)
    });
    (None, open)
}

/// The day with which a report opens behind its place: "LAKE CITY, Ohio, March 8, 2024 (Valley Wire) — …".
fn day_of_dateline(line: &str) -> Option<(String, &str)> {
    const DASHES: [&str; 5] = [" — ", " – ", " -- ", " - ", "— "];
    let start = &line[..line.floor_char_boundary(LONGEST + 20)];
    let head = DASHES.iter().filter_map(|dash| start.find(dash)).min().map(|at| &line[..at])?;
    let found = days(head, Order::DayFirst, 1).first().copied()?;
    let printed = &head[found.start..found.end];
    let day = days(printed, order_of(printed)?, 1).first()?.day;
    let place: Vec<&str> = head[..found.start]
        .split(|letter: char| !letter.is_alphanumeric() && letter != '.' && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let first = place.first()?;
    let is_place = place.len() <= 8
        && first.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && !first.chars().any(char::is_lowercase)
        && place.iter().all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3);
    // Behind the day an agency, in brackets, and nothing else.
    let behind =
        head[found.end..].trim_matches(|letter: char| letter.is_whitespace() || ",.:".contains(letter));
    let is_agency = behind.is_empty() || (behind.starts_with('(') && behind.ends_with(')'));
    (is_place && is_agency).then(|| (day.to_string(), head))
}

/// What stands behind the word "date" at the head of a text.
pub(crate) enum Head {
    /// A day, and where it ends: "March 8, 2024".
    Day(String, usize),
    /// What is to be one and is none: "03/10/2024", "March 41, 2024".
    Unusable(usize),
    /// Words.
    Other,
}

/// The day at the very beginning, as papers print it.
pub(crate) fn day_at_head(text: &str) -> Head {
    let line = text.lines().next().unwrap_or_default();
    let line = &line[..line.floor_char_boundary(48)];
    let word = line.split_whitespace().next().unwrap_or_default();
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let is_weekday = bare.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(&bare));
    let begins = if is_weekday { word.len() } else { 0 };
    let spaces = line[begins..].len() - line[begins..].trim_start().len();
    if let Some(found) = days(line, Order::DayFirst, 1).first().filter(|found| found.start <= begins + spaces)
    {
        let printed = &line[found.start..found.end];
        let day = order_of(printed).and_then(|order| Some(days(printed, order, 1).first()?.day));
        return day.map_or(Head::Unusable(found.end), |day| Head::Day(day.to_string(), found.end));
    }
    // "date 41.13.1995"; "date March 41": a month by its name, and a number.
    let second = line.split_whitespace().nth(1).unwrap_or_default();
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    if is_number(word) || (is_month(&bare) && is_number(second)) {
        let end =
            if is_number(word) { word.len() } else { line.find(second).map_or(0, |at| at + second.len()) };
        return Head::Unusable(end);
    }
    Head::Other
}

/// The day of a line that holds nothing else: "22 April 2024", "Date: Monday, April 22, 2024",
/// "20240422T201500Z", "Published on 2024-04-22 at 18:05".
fn day_alone(line: &str) -> Option<String> {
    let rest = unlabelled(line);
    if let Some(day) = compact(rest).or_else(|| instant_or_day(rest)) {
        return Some(day);
    }
    is_day_alone(rest, order_of(rest)?)
}

/// A line without what it calls its day.
fn unlabelled(line: &str) -> &str {
    let lower = line.to_lowercase();
    let labels =
        ["date:", "published:", "published on", "published", "posted:", "posted on", "issued:", "updated:"];
    labels
        .iter()
        .find_map(|label| lower.strip_prefix(label))
        .map_or(line, |rest| &line[line.len() - rest.len()..])
        .trim_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, ':' | '|' | '-' | '–' | '—' | '.')
        })
}

/// The day in a line that holds nothing else, with day and month in this order.
fn is_day_alone(line: &str, order: Order) -> Option<String> {
    let rest = unlabelled(line);
    let found = days(rest, order, 1).first().copied()?;
    // Beside the day a weekday, a time and its zone may stand, and nothing else.
    let around = [&rest[..found.start], &rest[found.end..]].concat();
    let is_alone =
        around.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
            let word = word.to_lowercase();
            word.chars().all(|letter| letter.is_ascii_digit())
                || ["at", "on", "am", "pm", "gmt", "utc", "bst", "est", "edt", "cet", "cest", "z", "h"]
                    .contains(&word.as_str())
                || (word.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(&word)))
        });
    is_alone.then(|| found.day.to_string())
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Which of day and month comes first: none where numbers with slashes leave it open.
pub(crate) fn order_of(text: &str) -> Option<Order> {
    let mut parts = text.split('/').map(|part| part.trim_matches(|letter: char| !letter.is_ascii_digit()));
    let (Some(first), Some(second), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
        return Some(Order::DayFirst);
    };
    match (first.parse::<u32>(), second.parse::<u32>()) {
        (Ok(first), Ok(second)) if first <= 12 && second <= 12 && first != second => None,
        (Ok(first), Ok(second)) if first <= 12 && second > 12 => Some(Order::MonthFirst),
        _ => Some(Order::DayFirst),
    }
}

/// "20240422" and "20240422T201500Z".
fn compact(text: &str) -> Option<String> {
    let (day, time) = text.split_at_checked(8)?;
    if !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let day = instant_or_day(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]))?;
    if time.is_empty() {
        return Some(day);
    }
    let zone = time.strip_prefix('T')?.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = &time[1..time.len() - zone.len()];
    match digits.len() {
        // An instant needs its zone; without one the day is all that is sure.
        4 | 6 if zone.is_empty() => Some(day),
        4 => instant_or_day(&format!("{day}T{}:{}:00{zone}", &digits[..2], &digits[2..])),
        6 => instant_or_day(&format!("{day}T{}:{}:{}{zone}", &digits[..2], &digits[2..4], &digits[4..])),
        _ => None,
    }
}

/// "2024-04-22-talks.txt", "talks_20240422.html", "wire 22-04-2024.txt", "20240422T201500Z.txt".
fn day_in_name(name: &str) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if let Some(instant) =
        stem.split(['_', ' ', '-']).filter(|part| part.len() > 8 && part.contains('T')).find_map(compact)
    {
        return Some(instant);
    }
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = stem.split(|letter: char| !letter.is_ascii_digit()).collect();
    for (at, part) in parts.iter().enumerate() {
        let next = |behind: usize| parts.get(at + behind).copied().unwrap_or_default();
        let day = match part.len() {
            8 if digits(part) && (part.starts_with("19") || part.starts_with("20")) => compact(part),
            4 if next(1).len() == 2 && next(2).len() == 2 => {
                instant_or_day(&format!("{part}-{}-{}", next(1), next(2)))
            }
            2 if next(1).len() == 2 && next(2).len() == 4 => {
                // Day and month in a name: only where they cannot be taken for each other.
                let is_sure = part == &next(1) || part.parse::<u32>().is_ok_and(|day| day > 12);
                is_sure.then(|| instant_or_day(&format!("{}-{}-{part}", next(2), next(1)))).flatten()
            }
            _ => None,
        };
        if day.is_some() {
            return day;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_stand_alone_in_a_line() {
        for line in [
            "22 April 2024",
            "Date: 22 April 2024",
            "Monday, April 22, 2024",
            "Published on 2024-04-22",
            "PUBLISHED: 22.04.2024 18:05 CET",
            "20240422",
            "22/04/2024",
        ] {
            assert_eq!(day_alone(line).as_deref(), Some("2024-04-22"), "{line}");
        }
        assert_eq!(day_alone("20240422T201500Z").as_deref(), Some("2024-04-22T20:15:00Z"));
        // A sentence with a day in it, a number, and a day and a month that may be either.
        for line in ["On 22 April 2024 the talks ended.", "1995", "03/04/2024", "20249999", "April 2024", ""]
        {
            assert_eq!(day_alone(line), None, "{line}");
        }
    }

    #[test]
    fn days_of_datelines() {
        for line in [
            "KARVEL, April 22, 2024 — Some 3,000 people marched on Friday.",
            "LAKE CITY, Ohio, April 22, 2024 (Valley Wire) — The talks ended.",
            "LAKE CITY (Valley Wire), 22 April 2024 -- The talks ended.",
            "NEW HARBOUR, 22/04/2024 - The talks ended.",
        ] {
            let (day, _) = day_of_dateline(line).unwrap_or_default();
            assert_eq!(day, "2024-04-22", "{line}");
        }
        for line in [
            "KARVEL, April 22 — Some 3,000 people marched on Friday.",
            "LAKE CITY — On April 22, 2024, the talks ended.",
            "The talks of April 22, 2024 — the last ones — ended.",
            "LAKE CITY, 03/04/2024 — The talks ended.",
            "On April 22, 2024 — a Monday — the talks ended.",
            "",
        ] {
            assert_eq!(day_of_dateline(line), None, "{line}");
        }
    }

    #[test]
    fn days_in_names_of_files() {
        for name in ["2024-04-22-talks.txt", "talks_20240422.txt", "wire 22-04-2024.txt", "a.2024_04_22.txt"]
        {
            assert_eq!(day_in_name(name).as_deref(), Some("2024-04-22"), "{name}");
        }
        assert_eq!(day_in_name("20240422T201500Z.txt").as_deref(), Some("2024-04-22T20:15:00Z"));
        for name in ["report-17.txt", "2024.txt", "03-04-2024.txt", "99999999.txt", "id123456789.txt"] {
            assert_eq!(day_in_name(name), None, "{name}");
        }
    }
}
