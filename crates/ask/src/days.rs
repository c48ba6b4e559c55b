//! Days as people ask for them: a day, a month or a year.

use dateline_model::Edtf;

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
