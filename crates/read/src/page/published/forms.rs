//! Days and instants in the forms in which pages give them.

use crate::day::instant_or_day;
use crate::printed_day::{Order, first_day};

/// Whether a day is the one before that of an instant.
pub(super) fn is_next_day(day: &str, instant: &str) -> bool {
    let of = |text: &str| text.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    of(day).zip(of(instant)).is_some_and(|(day, next)| day.tomorrow().is_ok_and(|tomorrow| tomorrow == next))
}

/// A date for machines in its usual form, or as people print it.
pub(super) fn brought_to_form(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    let found =
        instant_or_day(text).or_else(|| first_day(text, order).map(|day| day.to_string())).or_else(|| {
            // Seconds or milliseconds since 1970.
            let number: i64 = text.parse().ok()?;
            let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
            (seconds > 600_000_000)
                .then(|| jiff::Timestamp::from_second(seconds).ok().map(|instant| instant.to_string()))?
        })?;
    let year: i32 = found.get(..4)?.parse().ok()?;
    (1990..=2100).contains(&year).then_some(found)
}
