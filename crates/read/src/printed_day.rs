//! Days as people print them: "23.12.2016", "December 23, 2016", "23 décembre 2016".

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// Which of day and month comes first where both are numbers with slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// Which of day and month comes first in some days with slashes, and whether they show it; none where there
/// are no such days.
pub(crate) fn order_of<'d>(days: impl Iterator<Item = &'d str>) -> Option<(Order, bool)> {
    let mut is_ambiguous = false;
    for day in days {
        let mut parts = day.trim().split(['/', '-']);
        let (Some(Ok(first)), Some(Ok(second)), Some(_)) =
            (parts.next().map(str::parse::<u32>), parts.next().map(str::parse::<u32>), parts.next())
        else {
            continue;
        };
        if first > 31 || second > 31 {
            continue;
        }
        if first > 12 {
            return Some((Order::DayFirst, true));
        }
        if second > 12 {
            return Some((Order::MonthFirst, true));
        }
        is_ambiguous = true;
    }
    is_ambiguous.then_some((Order::MonthFirst, false))
}

/// A day found in a text, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub day: Date,
    pub start: usize,
    pub end: usize,
}

#[derive(Deserialize)]
struct Months {
    months: Vec<Vec<String>>,
}

static MONTHS: LazyLock<FxHashMap<String, i8>> = LazyLock::new(|| {
    let months: Months = toml::from_str(include_str!("../lexicon/months.toml"))
        .unwrap_or_else(|error| unreachable!("lexicon/months.toml is read by a test: {error}"));
    let numbered = (1..).zip(months.months);
    numbered.flat_map(|(month, names)| names.into_iter().map(move |name| (name, month))).collect()
});

/// Whether a word is the name of a month, in any of the languages known here. "May" and "Mar"
/// are people's names too, and are taken for these.
pub(crate) fn is_month(word: &str) -> bool {
    let word = word.to_lowercase();
    !matches!(word.as_str(), "may" | "april" | "june" | "august" | "mai" | "avril")
        && MONTHS.contains_key(&word)
}

#[derive(Clone, Copy, Debug)]
enum Part<'t> {
    /// Its value and number of digits.
    Number(u32, usize),
    Month(i8),
    Word(&'t str),
    Mark(char),
}

/// The first day printed in a text.
pub(crate) fn first_day(text: &str, order: Order) -> Option<Date> {
    days(text, order, 1).first().map(|printed| printed.day)
}

/// The days printed in a text, at most `most`.
pub(crate) fn days(text: &str, order: Order, most: usize) -> Vec<Printed> {
    let parts = parts(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < parts.len() && found.len() < most {
        match day_at(&parts[at..], order) {
            Some((day, length)) => {
                found.push(Printed { day, start: parts[at].1, end: parts[at + length - 1].2 });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// Numbers, words and marks with their places; spaces are left out.
fn parts(text: &str) -> Vec<(Part<'_>, usize, usize)> {
    let mut parts = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let is_digit = letter.is_ascii_digit();
        if is_digit || letter.is_alphabetic() {
            let mut end = start + letter.len_utf8();
            while let Some(&(at, next)) = letters.peek() {
                let goes_on = if is_digit { next.is_ascii_digit() } else { next.is_alphabetic() };
                if !goes_on {
                    break;
                }
                end = at + next.len_utf8();
                letters.next();
            }
            let word = &text[start..end];
            let part = if is_digit {
                Part::Number(word.parse().unwrap_or(u32::MAX), word.len())
            } else if word.len() < 30
                && let Some(month) = MONTHS.get(&word.to_lowercase())
            {
                Part::Month(*month)
            } else {
                Part::Word(word)
            };
            parts.push((part, start, end));
        } else if !letter.is_whitespace() {
            parts.push((Part::Mark(letter), start, start + letter.len_utf8()));
        }
    }
    parts
}

fn date(year: u32, month: i8, day: u32) -> Option<Date> {
    let year = if year < 100 { year + if year < 70 { 2000 } else { 1900 } } else { year };
    if !(1970..=2100).contains(&year) {
        return None;
    }
    Date::new(year as i16, month, i8::try_from(day).ok()?).ok()
}

/// The day that begins with the first part, and how many parts it takes.
fn day_at(parts: &[(Part<'_>, usize, usize)], order: Order) -> Option<(Date, usize)> {
    use Part::{Mark, Month, Number, Word};
    let part = |at: usize| parts.get(at).map(|(part, ..)| *part);
    let touches = |at: usize| parts.get(at).zip(parts.get(at + 1)).is_some_and(|(one, next)| one.2 == next.1);
    let month_number = |number: u32| i8::try_from(number).ok().filter(|month| (1..=12).contains(month));
    let first = part(0)?;
    if let Number(number, digits) = first {
        // 2016-12-23, 2016/12/23, 2016.12.23
        if digits == 4
            && let (
                Some(Mark(mark @ ('-' | '/' | '.'))),
                Some(Number(month, 1 | 2)),
                Some(Mark(again)),
                Some(Number(day, 1 | 2)),
            ) = (part(1), part(2), part(3), part(4))
            && mark == again
        {
            return Some((date(number, month_number(month)?, day)?, 5));
        }
        // 2016/December/23, 2016. december 23., 2016年12月23日
        if digits == 4 {
            let mut at = 1;
            while at < 4
                && let Some(Mark('-' | '/' | '.' | ',') | Word("年")) = part(at)
            {
                at += 1;
            }
            let month = match part(at) {
                Some(Month(month)) => Some(month),
                Some(Number(month, 1 | 2)) if matches!(part(at - 1), Some(Word("年"))) => {
                    month_number(month)
                }
                _ => None,
            };
            at += 1;
            if let Some(Mark('-' | '/' | '.') | Word("月")) = part(at) {
                at += 1;
            }
            if let (Some(month), Some(Number(day, 1 | 2))) = (month, part(at)) {
                return Some((date(number, month, day)?, at + 1));
            }
        }
        if digits == 8 && (touches(0) || part(1).is_none()) {
            return Some((date(number / 10_000, month_number(number / 100 % 100)?, number % 100)?, 1));
        }
        if digits > 2 {
            return None;
        }
        // 23.12.2016, 23/12/16, 12/23/2016
        if let (
            Some(Mark(mark @ ('-' | '/' | '.'))),
            Some(Number(second, 1 | 2)),
            Some(Mark(again)),
            Some(Number(year, 2 | 4)),
        ) = (part(1), part(2), part(3), part(4))
            && mark == again
            && (mark != '-' || parts[4].2 - parts[4].1 == 4)
        {
            let is_day_first = mark == '.' || order == Order::DayFirst;
            let (day, month) = if is_day_first { (number, second) } else { (second, number) };
            let (day, month) = if month > 12 && mark != '.' { (month, day) } else { (day, month) };
            return Some((date(year, month_number(month)?, day)?, 5));
        }
        // 23. Dezember 2016, 23rd of December 2016, 23 de diciembre de 2016, 23-Dec-2016
        let mut at = 1;
        while let Some(
            Mark('.' | '-' | ',' | 'º' | '°') | Word("st" | "nd" | "rd" | "th" | "of" | "de" | "er"),
        ) = part(at)
        {
            at += 1;
            if at > 3 {
                return None;
            }
        }
        if let Some(Month(month)) = part(at) {
            at += 1;
            while let Some(Mark('.' | '-' | ',' | '’' | '\'') | Word("de" | "del" | "of")) = part(at) {
                at += 1;
                if at > 6 {
                    return None;
                }
            }
            if let Some(Number(year, digits)) = part(at)
                && (digits == 4 || (digits == 2 && matches!(part(at - 1), Some(Mark('-' | '’' | '\'')))))
            {
                return Some((date(year, month, number)?, at + 1));
            }
        }
        return None;
    }
    // December 23, 2016; Dec. 23rd 2016
    if let Month(month) = first {
        let mut at = 1;
        if let Some(Mark('.')) = part(at) {
            at += 1;
        }
        let Some(Number(day, 1 | 2)) = part(at) else { return None };
        at += 1;
        while let Some(Mark(',' | '.') | Word("st" | "nd" | "rd" | "th")) = part(at) {
            at += 1;
            if at > 5 {
                return None;
            }
        }
        if let Some(Number(year, 4)) = part(at) {
            return Some((date(year, month, day)?, at + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_many_forms() {
        let same = [
            "23.12.2016",
            "Am 23.12.16 um 10:30",
            "23. Dezember 2016",
            "23 décembre 2016",
            "le 23 Déc. 2016",
            "December 23, 2016",
            "Dec. 23rd, 2016",
            "Friday, 23rd December 2016",
            "23 de diciembre de 2016",
            "2016-12-23",
            "2016/12/23",
            "20161223",
            "23/12/2016",
            "23-Dec-2016",
            "23 grudnia 2016",
            "23 декабря 2016",
            "2016/december/23",
            "2016. december 23.",
            "2016年12月23日",
            "12/23/2016",
        ];
        for text in same {
            assert_eq!(
                first_day(text, Order::DayFirst).map(|day| day.to_string()).as_deref(),
                Some("2016-12-23"),
                "{text}"
            );
        }
        assert_eq!(
            first_day("03/04/2016", Order::MonthFirst).map(|day| day.to_string()).as_deref(),
            Some("2016-03-04")
        );
        assert_eq!(
            first_day("03/04/2016", Order::DayFirst).map(|day| day.to_string()).as_deref(),
            Some("2016-04-03")
        );
        for text in ["31.02.2016", "1.2.3", "Version 10.12.201", "may 2016", "12:30", "23 people in 2016", ""]
        {
            assert_eq!(first_day(text, Order::DayFirst), None, "{text}");
        }
    }
}
