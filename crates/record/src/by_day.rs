//! The order of days as a number, by which the full-text tables hold their rows.

use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Where days are counted from.
const YEAR_ZERO: Date = Date::constant(0, 1, 1);

/// The turn of what has this number, among all by day: the day times 2^32 and the number. What
/// has no day, or one before the year 0, comes first. (Migration 004 says the same in SQL.)
pub(crate) fn turn(day: Option<&str>, number: i64) -> i64 {
    day.and_then(day_number).unwrap_or(0) << 32 | number
}

/// The turns that there can be on a day; none for what is no day.
pub(crate) fn turns_of(day: &str) -> Option<RangeInclusive<i64>> {
    let first = day_number(day)? << 32;
    Some(first..=first | 0xffff_ffff)
}

fn day_number(day: &str) -> Option<i64> {
    let day: Date = day.parse().ok()?;
    let since = day.since(YEAR_ZERO).ok()?.get_days();
    (since >= 0).then_some(i64::from(since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn the_migration_makes_the_same_turns() {
        let sql = "select coalesce(cast(julianday($1) - 1721059.5 as integer), 0) << 32 | $2";
        assert!(include_str!("../migrations/004-words-by-day.sql").contains("coalesce(cast(julianday(day)"));
        let connection = Connection::open_in_memory().unwrap();
        for day in [Some("1995-11-21"), Some("0000-01-01"), Some("2024-02-29"), Some("some day"), None] {
            let told = connection.query_row(sql, (day, 7), |row| row.get::<_, i64>(0)).unwrap();
            assert_eq!(turn(day, 7), told, "{day:?}");
        }
    }
}
