//! What an expression of time means before it is known from which day it counts.

use super::calendar::{Season, Stretch, Unit};
use super::lexicon::{Holiday, Pointer};

/// An expression of time as the grammar reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// First word.
    pub start: usize,
    /// Just behind the last word.
    pub end: usize,
    /// What it means.
    pub meaning: Meaning,
    /// Whether the words leave it open ("nearly", "about").
    pub is_approximate: bool,
}

/// What it means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A stretch of the calendar.
    Point(Point),
    /// Within a day: TIMEX3's part behind the `T` ("10:35", "MO"), and the day where it is told.
    Moment { clock: String, day: Option<Point> },
    /// How long.
    Length { amount: Amount, unit: Unit },
    /// "the past three weeks": so long, up to a day or from it.
    Window { amount: Amount, unit: Unit, pointer: Pointer },
    /// How often: its TIMEX3 value.
    Set(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
}

/// A stretch of the calendar, told more or less fully.
#[derive(Clone, Debug, PartialEq)]
pub enum Point {
    /// Told in full.
    Fixed(Stretch),
    /// "October".
    Month(i8),
    /// "6 May".
    MonthDay(i8, i8),
    /// "the 20th", after a month was told.
    DayOfMonth(i8),
    /// "Monday".
    Weekday(i8),
    /// "summer".
    Season(Season),
    /// "the third quarter".
    Quarter(i8),
    /// "the first half".
    Half(i8),
    /// "Christmas".
    Holiday(Holiday),
    /// "'99".
    ShortYear(i16),
    /// "the eighties".
    ShortDecade(i16),
    /// "the quarter", "the year": the one that is being spoken of.
    Definite(Unit),
    /// "last year", "the next day".
    Beside { pointer: Pointer, unit: Unit },
    /// "today", "yesterday": days from the report's.
    FromToday(i32),
    /// "on this day in 1991": the report's own in another year.
    SameDayIn(i16),
    /// "three weeks ago" (from the report's day), "a day earlier" (from the one told last).
    Step { amount: Amount, unit: Unit, is_back: bool, is_from_last: bool },
    /// "last June", "the previous Friday".
    Named { pointer: Pointer, point: Box<Point> },
    /// "June last year", "the third quarter of 1984": a part of a year.
    Within { part: Box<Point>, whole: Box<Point> },
    /// "the day before last Tuesday", "the day after Christmas".
    DaysFrom { days: i32, point: Box<Point> },
    /// "the week of 6 March".
    Holding { unit: Unit, point: Box<Point> },
    /// "the first week of August"; 0 for the last.
    Nth { nth: u32, unit: Unit, point: Box<Point> },
    /// "the last Friday of this month", "the first Sunday in October"; 0 for the last.
    NthWeekday { nth: u32, weekday: i8, point: Box<Point> },
    /// "the first half of March".
    HalfOf { is_second: bool, month: Box<Point> },
    /// "the year before last", "the week after next".
    TwoAway { unit: Unit, is_back: bool },
    /// "the year-ago quarter": the same a year before.
    YearBefore(Box<Point>),
}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// So many; halves are possible.
    Exactly(f64),
    /// "several".
    Some,
}

impl Amount {
    /// How TIMEX3 writes it before a unit's letter.
    pub fn text(self, times: f64) -> String {
        match self {
            Amount::Exactly(number) => {
                let number = number * times;
                if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number}") }
            }
            Amount::Some => "X".to_owned(),
        }
    }
}

/// TIMEX3's value of a length.
pub fn length(amount: Amount, unit: Unit) -> String {
    let (times, before, letter) = unit.code();
    if let Amount::Exactly(number) = amount {
        let smaller = match unit {
            Unit::Year => Some((12.0, 'M')),
            Unit::Hour => Some((60.0, 'M')),
            Unit::Minute => Some((60.0, 'S')),
            _ => None,
        };
        if let (Some((parts, small)), true) = (smaller, number.fract() != 0.0) {
            let rest = (number.fract() * parts).round();
            let whole = number.trunc();
            return if whole == 0.0 {
                format!("{before}{rest:.0}{small}")
            } else {
                format!("{before}{whole:.0}{letter}{rest:.0}{small}")
            };
        }
        // "twenty-four hours" is a day long, but written as it is told.
        return format!("{before}{}{letter}", amount.text(times));
    }
    match unit {
        Unit::Decade => "PXE".to_owned(),
        Unit::Century => "PXC".to_owned(),
        Unit::Quarter => "PXQ".to_owned(),
        _ => format!("{before}X{letter}"),
    }
}
