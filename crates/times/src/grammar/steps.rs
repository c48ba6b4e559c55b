//! So far from another time: "three weeks ago", "two days later", "days from now".

use super::{Read, Reader};
use crate::calendar::{Stretch, Unit};
use crate::meaning::{Amount, Point};
use crate::words::WordKind;

impl Reader<'_> {
    /// "three weeks ago", "a day earlier", "two days later", "the day before".
    pub(super) fn step(&self, at: usize) -> Read<Point> {
        let is_day_before =
            self.is(at, "the") && self.is_any(at + 1, &["day", "week", "month", "year", "night"]);
        let (amount, unit, end) = if is_day_before {
            (Amount::Exactly(1.0), self.unit(at + 1).map_or(Unit::Day, |unit| unit.0), at + 2)
        } else {
            let (amount, unit, end) = self.measured(at)?;
            let end = if self.is(end, "or") && self.is(end + 1, "so") { end + 2 } else { end };
            (amount, unit, end)
        };
        let word = self.word(end)?;
        let ends_clause = |end: usize| {
            self.words.get(end).is_none_or(|next| {
                next.opens_paragraph
                    || next.kind == WordKind::Mark && !next.is_apostrophe()
                    || next.is_any(&[
                        "in", "at", "when", "by", "on", "and", "as", "with", "for", "to", "that", "but",
                    ])
            })
        };
        let (is_back, is_from_last, end) = match () {
            () if is_day_before && word.is_any(&["before", "earlier"]) && ends_clause(end + 1) => {
                (true, true, end + 1)
            }
            () if is_day_before && word.is_any(&["after", "later"]) && ends_clause(end + 1) => {
                (false, true, end + 1)
            }
            () if is_day_before && word.is("following") && ends_clause(end + 1) => (false, true, end + 1),
            () if is_day_before => return None,
            () if word.is("ago") => (true, false, end + 1),
            () if word.is("earlier") => (true, true, end + 1),
            () if word.is_any(&["before", "previously", "beforehand"]) && ends_clause(end + 1) => {
                (true, true, end + 1)
            }
            () if word.is("later") => (false, true, end + 1),
            // "a week after that", "a week after this"; "a week after, …".
            () if word.is_any(&["after", "before"])
                && self.is_any(end + 1, &["that", "this"])
                && ends_clause(end + 2) =>
            {
                (word.is("before"), true, end + 2)
            }
            () if word.is_any(&["after", "afterwards", "afterward"]) && ends_clause(end + 1) => {
                (false, true, end + 1)
            }
            // "in three weeks' time".
            () if word.is_apostrophe()
                && self.is(end + 1, "time")
                && at > 0
                && self.is_any(at - 1, &["in", "within"]) =>
            {
                (false, false, end + 2)
            }
            () if word.is("from") && self.is_any(end + 1, &["now", "today"]) => (false, false, end + 2),
            () if word.is("hence") => (false, false, end + 1),
            () => return None,
        };
        if self.is_any(end, &["than"]) {
            return None;
        }
        Some((Point::Step { amount, unit, is_back, is_from_last }, end))
    }

    /// "the day before last Tuesday", "the day after Christmas": counted from a day that is told.
    pub(super) fn days_from(&self, at: usize) -> Read<Point> {
        // "the day before", "two days before", "a week after".
        let (count, end) = if self.is(at, "the") && self.is(at + 1, "day") {
            (1, at + 2)
        } else {
            let (amount, unit, end) = self.measured(at)?;
            let Amount::Exactly(number) = amount else { return None };
            // "eight trading days after" are no days of the calendar.
            if self.is_between(end - 2) {
                return None;
            }
            let each = match unit {
                Unit::Day => 1.0,
                Unit::Week => 7.0,
                _ => return None,
            };
            if number.fract() != 0.0 || !(1.0..1000.0).contains(&number) {
                return None;
            }
            ((number * each) as i32, end)
        };
        let days = match self.word(end)? {
            word if word.is("before") => -count,
            word if word.is("after") => count,
            _ => return None,
        };
        let is_told = |point: &Point| {
            matches!(
                point,
                Point::Weekday(_)
                    | Point::MonthDay(..)
                    | Point::Holiday(_)
                    | Point::FromToday(_)
                    | Point::Fixed(Stretch::Day(_))
            ) || matches!(point, Point::Named { point, .. } if matches!(**point, Point::Weekday(_) | Point::Holiday(_)))
        };
        let (point, after) = [self.date(end + 1), self.named_day(end + 1), self.pointed(end + 1)]
            .into_iter()
            .flatten()
            .find(|(point, _)| is_told(point))?;
        Some((Point::DaysFrom { days, point: Box::new(point) }, after))
    }
}
