//! Points that a year or another stretch holds, steps from a day to another, and what counts from nothing that is known.

use crate::calendar::{Stretch, Unit, easter, moved, orthodox_easter, weekday};
use crate::lexicon::Holiday;
use crate::meaning::{Amount, Point};
use jiff::ToSpan;
use jiff::civil::Date;

/// "Sixteen months ago" is about that month, "a month ago" hardly less; a year is told as it is counted.
pub(super) fn is_loose(point: &Point) -> bool {
    matches!(point, Point::Step { unit: Unit::Month, amount: Amount::Exactly(_), is_from_last: false, .. })
}

/// The day so many units before or after another.
pub(super) fn steps(day: Date, number: f64, unit: Unit, is_back: bool) -> Option<Date> {
    if !number.is_finite() || number.abs() > 20_000.0 {
        return None;
    }
    let sign = if is_back { -1.0 } else { 1.0 };
    let count = |each: f64| (sign * number * each).round() as i64;
    Some(match unit {
        Unit::Second | Unit::Minute => day,
        Unit::Hour => moved(day, ((sign * number / 24.0).trunc() as i64).days()),
        Unit::Day | Unit::Night | Unit::Weekend => moved(day, count(1.0).days()),
        Unit::Week => moved(day, count(7.0).days()),
        Unit::Fortnight => moved(day, count(14.0).days()),
        Unit::Month => moved(day, count(1.0).months()),
        Unit::Quarter => moved(day, count(3.0).months()),
        Unit::Year => moved(day, count(12.0).clamp(-200_000, 200_000).months()),
        Unit::Decade | Unit::Century | Unit::Millennium => {
            let years = match unit {
                Unit::Decade => 10.0,
                Unit::Century => 100.0,
                _ => 1000.0,
            };
            moved(day, (count(years).clamp(-15_000, 15_000)).years())
        }
    })
}

/// The one of a year: its May, its summer, its Christmas.
pub(super) fn in_year(point: &Point, year: i16) -> Option<Stretch> {
    Some(match point {
        Point::Month(month) => Stretch::Month(year, *month),
        Point::MonthDay(month, day) => Stretch::Day(Date::new(year, *month, *day).ok()?),
        Point::Season(season) => Stretch::Season(year, *season),
        Point::Quarter(quarter) => Stretch::Quarter(year, *quarter),
        Point::Half(half) => Stretch::Half(year, *half),
        Point::Holiday(holiday) => Stretch::Day(match *holiday {
            Holiday::Fixed { month, day } => Date::new(year, month, day).ok()?,
            Holiday::Nth { month, nth, weekday: number, days_after } => {
                let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday(number)).ok()?;
                moved(day, i64::from(days_after).days())
            }
            Holiday::OrthodoxEaster(days) => moved(orthodox_easter(year)?, i64::from(days).days()),
            Holiday::Easter(days) => moved(easter(year)?, i64::from(days).days()),
        }),
        _ => return None,
    })
}

/// "June last year", "the first quarter of 1990", "20 May" of a year.
pub(super) fn part_of(part: &Point, whole: Stretch) -> Option<Stretch> {
    match (part, whole) {
        (Point::Weekday(number), Stretch::Week(monday)) => {
            Some(Stretch::Day(moved(monday, i64::from(*number - 1).days())))
        }
        (Point::Named { point, .. }, _) => part_of(point, whole),
        (Point::DayOfMonth(day), Stretch::Month(year, month)) => {
            Date::new(year, month, *day).ok().map(Stretch::Day)
        }
        (Point::Definite(Unit::Weekend), Stretch::Week(monday)) => {
            Some(Stretch::Weekend(moved(monday, 5.days())))
        }
        _ => in_year(part, whole.year()),
    }
}

/// TIMEX3 for what counts from nothing that is known.
pub(super) fn unanchored(point: &Point) -> String {
    match point {
        Point::Month(month) => format!("XXXX-{month:02}"),
        Point::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Point::Weekday(number) => format!("XXXX-WXX-{number}"),
        Point::Season(season) => format!("XXXX-{}", season.code()),
        Point::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Point::Within { part, .. }
        | Point::Named { point: part, .. }
        | Point::DaysFrom { point: part, .. }
        | Point::Holding { point: part, .. }
        | Point::Nth { point: part, .. }
        | Point::NthWeekday { point: part, .. }
        | Point::HalfOf { month: part, .. } => unanchored(part),
        Point::Beside { unit, .. }
        | Point::TwoAway { unit, .. }
        | Point::Definite(unit)
        | Point::Step { unit, .. } => match unit {
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => "XXXX".to_owned(),
            Unit::Month => "XXXX-XX".to_owned(),
            Unit::Quarter => "XXXX-QX".to_owned(),
            Unit::Week | Unit::Fortnight => "XXXX-WXX".to_owned(),
            Unit::Weekend => "XXXX-WXX-WE".to_owned(),
            _ => "XXXX-XX-XX".to_owned(),
        },
        _ => "XXXX-XX-XX".to_owned(),
    }
}
