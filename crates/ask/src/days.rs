//! Days as people ask for them: a day, a month or a year.

use dateline_model::Edtf;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Whether this is a day (2025-04-04), a month (2025-04) or a year (2025) that there is.
///
/// ```
/// assert!(["1995-11-21", "1996-02", "1995"].into_iter().all(dateline_ask::is_day));
/// assert!(!["1995-02-30", "1995-13", "1995-1", "spring", ""].into_iter().any(dateline_ask::is_day));
/// ```
pub fn is_day(asked: &str) -> bool {
    let is_plain = |(at, byte): (usize, u8)| {
        if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() }
    };
    matches!(asked.len(), 4 | 7 | 10)
        && asked.bytes().enumerate().all(is_plain)
        && first_day(asked).parse::<Date>().is_ok()
}

/// The first day that a day, a month or a year can mean, for comparing days as text.
///
/// ```
/// assert_eq!(dateline_ask::first_day("1995"), "1995-01-01");
/// assert_eq!(dateline_ask::first_day("1996-02"), "1996-02-01");
/// assert_eq!(dateline_ask::first_day("1995-11-21"), "1995-11-21");
/// ```
pub fn first_day(asked: &str) -> String {
    match asked.len() {
        4 => format!("{asked}-01-01"),
        7 => format!("{asked}-01"),
        _ => asked.to_owned(),
    }
}

/// The last day that a day, a month or a year can mean, for comparing days as text.
///
/// ```
/// assert_eq!(dateline_ask::last_day("1995"), "1995-12-31");
/// assert_eq!(dateline_ask::last_day("1996-02"), "1996-02-29");
/// assert_eq!(dateline_ask::last_day("1995-11-21"), "1995-11-21");
/// ```
pub fn last_day(asked: &str) -> String {
    let last = Edtf::parse(asked).and_then(|days| days.last_day());
    last.map_or_else(|| asked.to_owned(), |day| day.to_string())
}

/// Whether a day, month or year has not come yet anywhere: a report of it is dated wrongly.
///
/// ```
/// assert!(!dateline_ask::is_to_come("1995-11-21"));
/// assert!(dateline_ask::is_to_come("9995-11") && dateline_ask::is_to_come("9995"));
/// ```
pub fn is_to_come(day: &str) -> bool {
    last_that_came().is_some_and(|last| first_day(day) > last)
}

/// The last day that may have come: somewhere it is tomorrow already.
pub(crate) fn last_that_came() -> Option<String> {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    today.tomorrow().ok().map(|day| day.to_string())
}
