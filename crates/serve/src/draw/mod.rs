//! Pictures, drawn here as SVG: no script, no style attribute, each with words for those
//! who do not see it.

mod lanes;
mod map;
mod spark;
mod time;

pub use lanes::lanes;
pub use map::map;
pub use spark::spark;
pub use time::{bars, dots};

use jiff::civil::Date;

/// A day as a number, so that it can be placed on a line.
fn day_number(day: &str) -> Option<i64> {
    let date: Date = day.get(..10)?.parse().ok()?;
    Some(i64::from(date.since(Date::new(1970, 1, 1).ok()?).ok()?.get_days()))
}

/// Text inside a picture.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
