//! Days and stretches of days as people write them down: EDTF (ISO 8601-2:2019).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// A date in the Extended Date/Time Format: `2025-04-04`, `2025-11`, `2025-03-14~`,
/// `2025-03-31/2025-04-06`, `199X`, `2024-24` (winter), `-0489`.
///
/// It is ordered by the first day that it can mean, then by the last.
///
/// ```
/// use dateline_model::Edtf;
/// use jiff::civil::date;
/// let november = Edtf::parse("2025-11").unwrap();
/// assert_eq!(november.first_day(), Some(date(2025, 11, 1)));
/// assert_eq!(november.last_day(), Some(date(2025, 11, 30)));
/// assert!(november < Edtf::day(date(2025, 12, 3)));
/// assert!(Edtf::parse("2025-13").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edtf(String);

impl Edtf {
    /// Takes a value that is already in the format.
    pub fn new(value: impl Into<String>) -> Self {
        let value = value.into();
        debug_assert!(bounds(&value).is_some(), "not EDTF: {value}");
        Edtf(value)
    }

    /// Takes a value if it is in the format.
    pub fn parse(value: &str) -> Option<Self> {
        bounds(value).map(|_| Edtf(value.to_owned()))
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Edtf(format!("{}-{:02}-{:02}", year_text(day.year()), day.month(), day.day()))
    }

    /// One month; the month is taken from 1 to 12.
    pub fn month(year: i16, month: i8) -> Self {
        Edtf(format!("{}-{:02}", year_text(year), month.clamp(1, 12)))
    }

    /// One year; years before Christ count from 0 down, so that 1 BC is 0 and 490 BC is -489.
    ///
    /// ```
    /// assert_eq!(dateline_model::Edtf::year(-489).as_str(), "-0489");
    /// ```
    pub fn year(year: i16) -> Self {
        Edtf(year_text(year))
    }

    /// From one day to another, both included.
    pub fn interval(first: Date, last: Date) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        Edtf(format!("{}/{}", Edtf::day(first), Edtf::day(last)))
    }

    /// It as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is marked as approximate or uncertain (`~ ? %`).
    pub fn is_approximate(&self) -> bool {
        self.0.contains(['~', '?', '%'])
    }

    /// Whether it is exactly one day (or an instant in it), not a month or a stretch.
    pub fn is_day(&self) -> bool {
        matches!((self.first_day(), self.last_day()), (Some(first), Some(last)) if first == last)
    }

    /// Whether it is a season of a year (EDTF level 1, months 21 to 24).
    ///
    /// ```
    /// use dateline_model::Edtf;
    /// assert!(Edtf::new("1995-24").is_season());
    /// assert!(!Edtf::new("1995-12").is_season());
    /// ```
    pub fn is_season(&self) -> bool {
        matches!(self.0.get(4..), Some("-21" | "-22" | "-23" | "-24"))
    }

    /// The first day it can mean; none where it has no beginning.
    pub fn first_day(&self) -> Option<Date> {
        bounds(&self.0)?.first
    }

    /// The last day it can mean; none where it has no end.
    pub fn last_day(&self) -> Option<Date> {
        bounds(&self.0)?.last
    }

    /// Whether a day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        bounds(&self.0).is_some_and(|bounds| {
            bounds.first.is_none_or(|first| first <= day) && bounds.last.is_none_or(|last| day <= last)
        })
    }

    /// Whether the two share at least one day.
    pub fn overlaps(&self, other: &Edtf) -> bool {
        let (Some(one), Some(two)) = (bounds(&self.0), bounds(&other.0)) else { return false };
        let starts_in_time = |first: Option<Date>, last: Option<Date>| match (first, last) {
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        starts_in_time(one.first, two.last) && starts_in_time(two.first, one.last)
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |edtf: &Edtf| {
            let bounds = bounds(&edtf.0).unwrap_or_default();
            (bounds.first.unwrap_or(Date::MIN), bounds.last.unwrap_or(Date::MAX))
        };
        key(self).cmp(&key(other)).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Date> for Edtf {
    fn from(day: Date) -> Self {
        Edtf::day(day)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The days between which a value lies; open where it has no beginning or end.
#[derive(Clone, Copy, Default)]
struct Bounds {
    first: Option<Date>,
    last: Option<Date>,
}

fn year_text(year: i16) -> String {
    if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

/// None where the value is not in the format.
fn bounds(value: &str) -> Option<Bounds> {
    let Some((from, to)) = value.split_once('/') else {
        return point(value);
    };
    let end = |side: &str| if matches!(side, "" | "..") { Some(Bounds::default()) } else { point(side) };
    let (from, to) = (end(from)?, end(to)?);
    match (from.first, to.last) {
        (Some(first), Some(last)) if last < first => None,
        (None, None) => None,
        (first, last) => Some(Bounds { first, last }),
    }
}

/// A value that is no interval.
fn point(value: &str) -> Option<Bounds> {
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    if time.is_some_and(|time| !is_time(time)) {
        return None;
    }
    let (is_before_christ, rest) = day.strip_prefix('-').map_or((false, day), |rest| (true, rest));
    let mut parts = rest.split('-').map(|part| part.trim_matches(['~', '?', '%']));
    let years = Range::of(parts.next()?, 4)?;
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() || time.is_some() && day.is_none() {
        return None;
    }
    let (low, high) = (years.low as i16, years.high as i16);
    let (low, high) = if is_before_christ { (-high, -low) } else { (low, high) };
    let Some(month) = month else {
        return between(Date::new(low, 1, 1), Date::new(high, 12, 31));
    };
    let months = Range::of(month, 2)?;
    if months.low == months.high && months.low > 12 {
        return if day.is_none() && low == high { part_of_year(low, months.low) } else { None };
    }
    let (month, last_month) = (months.low.max(1) as i8, months.high.min(12) as i8);
    let Some(day) = day else {
        return between(Date::new(low, month, 1), Date::new(high, last_month, 1).map(Date::last_of_month));
    };
    let days = Range::of(day, 2)?;
    let last = Date::new(high, last_month, 1).map(Date::last_of_month).ok()?;
    let last = if days.low == days.high { Date::new(high, last_month, days.low as i8) } else { Ok(last) };
    between(Date::new(low, month, days.low.max(1) as i8), last)
}

fn between(first: Result<Date, jiff::Error>, last: Result<Date, jiff::Error>) -> Option<Bounds> {
    let (first, last) = (first.ok()?, last.ok()?);
    (first <= last).then_some(Bounds { first: Some(first), last: Some(last) })
}

/// Seasons (21 spring to 24 winter, of the northern half of the world; winter begins in
/// the December of its year), quarters (33 to 36), thirds (37 to 39) and halves (40, 41).
fn part_of_year(year: i16, code: u32) -> Option<Bounds> {
    let (start, months) = match code {
        21..=24 => (3 + 3 * (code - 21), 3),
        33..=36 => (1 + 3 * (code - 33), 3),
        37..=39 => (1 + 4 * (code - 37), 4),
        40..=41 => (1 + 6 * (code - 40), 6),
        _ => return None,
    };
    let (mut last_year, mut last_month) = (year, start + months - 1);
    if last_month > 12 {
        (last_year, last_month) = (year.checked_add(1)?, last_month - 12);
    }
    between(
        Date::new(year, start as i8, 1),
        Date::new(last_year, last_month as i8, 1).map(Date::last_of_month),
    )
}

/// The numbers that digits with `X` for unknown ones can mean.
struct Range {
    low: u32,
    high: u32,
}

impl Range {
    fn of(digits: &str, width: usize) -> Option<Range> {
        if digits.len() != width || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X') {
            return None;
        }
        let number = |unknown: &str| digits.replace('X', unknown).parse().ok();
        Some(Range { low: number("0")?, high: number("9")? })
    }
}

/// `14:30`, `14:30:05`, with or without `Z` or `+02:00`; the hour alone too.
fn is_time(time: &str) -> bool {
    let clock = time.strip_suffix('Z').unwrap_or(time);
    let (clock, offset) = clock.split_once(['+', '-']).map_or((clock, None), |(c, o)| (c, Some(o)));
    let reads = |clock: &str, most: usize| {
        let mut parts = clock.split(':');
        let within = |part: Option<&str>, limit: u32| {
            part.is_some_and(|part| part.len() == 2 && part.parse::<u32>().is_ok_and(|n| n <= limit))
        };
        within(parts.next(), 24)
            && clock.split(':').count() <= most
            && parts.all(|part| within(Some(part), 60))
    };
    reads(clock, 3) && offset.is_none_or(|offset| reads(offset, 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(value: &str) -> (String, String) {
        let edtf = Edtf::parse(value).unwrap_or_else(|| panic!("{value} is EDTF"));
        let text = |day: Option<Date>| day.map_or("open".to_owned(), |day| day.to_string());
        (text(edtf.first_day()), text(edtf.last_day()))
    }

    #[test]
    fn bounds_of_each_form() {
        for (value, first, last) in [
            ("2025-04-04", "2025-04-04", "2025-04-04"),
            ("2025-03-14~", "2025-03-14", "2025-03-14"),
            ("2025-04-04T14:30", "2025-04-04", "2025-04-04"),
            ("2025-04-04T14:30:00+02:00", "2025-04-04", "2025-04-04"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2021~", "2021-01-01", "2021-12-31"),
            ("199X", "1990-01-01", "1999-12-31"),
            ("18XX", "1800-01-01", "1899-12-31"),
            ("2024-24", "2024-12-01", "2025-02-28"),
            ("2024-22", "2024-06-01", "2024-08-31"),
            ("2025-33", "2025-01-01", "2025-03-31"),
            ("2025-41", "2025-07-01", "2025-12-31"),
            ("2025-XX-14", "2025-01-14", "2025-12-14"),
            ("2025-03-31/2025-04-06", "2025-03-31", "2025-04-06"),
            ("2025-03/..", "2025-03-01", "open"),
            ("/1978", "open", "1978-12-31"),
            ("-0489", "-000489-01-01", "-000489-12-31"),
        ] {
            assert_eq!(days(value), (first.to_owned(), last.to_owned()), "{value}");
        }
    }

    #[test]
    fn what_is_not_in_the_format() {
        for value in [
            "",
            "25",
            "2025-4-4",
            "2025-13",
            "2025-02-30",
            "2025-04-04/2025-04-03",
            "April",
            "2025-04-04T",
            "2025-04-04T25:00",
            "2025-W14",
            "2025-03T10:00",
            "/",
            "20255",
        ] {
            assert_eq!(Edtf::parse(value), None, "{value}");
        }
    }

    #[test]
    fn in_order_of_time() {
        let mut values = ["2025", "-0489", "2025-04-04", "2025-03-31/2025-04-06", "../2020", "199X"]
            .map(|value| Edtf::parse(value).unwrap());
        values.sort();
        let values: Vec<_> = values.iter().map(Edtf::as_str).collect();
        assert_eq!(values, ["../2020", "-0489", "199X", "2025", "2025-03-31/2025-04-06", "2025-04-04"]);
    }

    #[test]
    fn days_in_common() {
        let week = Edtf::interval(date(2025, 4, 6), date(2025, 3, 31));
        assert_eq!(week.as_str(), "2025-03-31/2025-04-06");
        assert!(week.contains(date(2025, 4, 6)) && !week.contains(date(2025, 4, 7)));
        assert!(week.overlaps(&Edtf::month(2025, 4)) && !week.overlaps(&Edtf::month(2025, 5)));
        assert!(week.overlaps(&Edtf::new("../2025-04-01")));
        assert!(Edtf::day(date(2025, 4, 4)).is_day() && !week.is_day());
    }

    proptest::proptest! {
        /// Days, months and stretches written down are read again as they were.
        #[test]
        fn round_trip(year in -9000i16..9000, month in 1i8..=12, day in 1i8..=28, more in 0i64..5000) {
            let first = date(year, month, day);
            let last = first.saturating_add(jiff::Span::new().days(more));
            let edtf = Edtf::interval(first, last);
            proptest::prop_assert_eq!(Edtf::parse(edtf.as_str()), Some(edtf.clone()));
            proptest::prop_assert_eq!((edtf.first_day(), edtf.last_day()), (Some(first), Some(last)));
            proptest::prop_assert_eq!(Edtf::day(first).first_day(), Some(first));
            proptest::prop_assert!(Edtf::month(year, month).contains(first) && Edtf::year(year).contains(first));
        }

        /// Whatever is written, it is read or refused.
        #[test]
        fn any_value(value in "[-0-9XT:/~.]{0,24}") {
            if let Some(edtf) = Edtf::parse(&value) {
                proptest::prop_assert!(edtf.first_day().is_none_or(|first| edtf.last_day().is_none_or(|last| first <= last)));
            }
        }
    }
}
