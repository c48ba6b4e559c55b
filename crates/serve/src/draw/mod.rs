//! Pictures, drawn here as SVG: no script, no style attribute, each with words for those
//! who do not see it.

mod lanes;
mod map;
mod spark;
mod spread;
mod time;

pub use lanes::lanes;
pub use map::{Shown, map, map_of_days};
pub use spark::spark;
pub use spread::spread;
pub use time::{bars, dots};

use crate::escape::escaped;
use dateline_ask::Tone;
use jiff::civil::Date;

/// A day as a number, so that it can be placed on a line.
fn day_number(day: &str) -> Option<i64> {
    let date: Date = day.get(..10)?.parse().ok()?;
    Some(i64::from(date.since(Date::new(1970, 1, 1).ok()?).ok()?.get_days()))
}

/// A circle, a triangle, a diamond or a cross.
fn shape(tone: Tone, x: i64, y: i64) -> String {
    let class = tone.name();
    let path = match tone {
        Tone::Cooperation => {
            return format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"6\"/>");
        }
        Tone::Conflict => format!("M{x} {}L{} {}L{} {}Z", y - 7, x + 7, y + 6, x - 7, y + 6),
        Tone::Neutral => format!("M{x} {}L{} {y}L{x} {}L{} {y}Z", y - 7, x + 7, y + 7, x - 7),
        Tone::Denial => {
            format!("M{} {}L{} {}M{} {}L{} {}", x - 6, y - 6, x + 6, y + 6, x - 6, y + 6, x + 6, y - 6)
        }
    };
    format!("<path class=\"{class}\" d=\"{path}\"/>")
}
