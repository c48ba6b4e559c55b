//! What points from the report's day or the day told last: "last year", "the next day", "this
//! coming Sunday", "the previous Friday", "the year".

use super::{Read, Reader};
use crate::calendar::Unit;
use crate::lexicon::Pointer;
use crate::meaning::{Amount, Point};
use crate::resolve::Tense;
use crate::tense::tense;
use crate::words::WordKind;

impl Reader<'_> {
    /// "this day in 1991", "this same day back in 1991".
    fn anniversary(&self, at: usize) -> Read<Point> {
        let day = self.skip(at + 1, "same");
        let from = self.skip(day + 1, "back");
        let is_so = self.is(at, "this") && self.is(day, "day") && self.is(from, "in");
        let (year, end) = self.year_number(from + 1).filter(|_| is_so)?;
        Some((Point::SameDayIn(year), end))
    }

    /// A neighbour in a row of days, weeks, Junes or summers.
    pub(super) fn pointed(&self, at: usize) -> Read<Point> {
        if let Some(read) = self.anniversary(at) {
            return Some(read);
        }
        let has_the = self.is(at, "the");
        let mut from = self.skip(at, "the");
        let is_that = self.is_any(at, &["that", "this"])
            && self.is_any(at + 1, &["same", "past", "coming", "current", "last", "very"]);
        let leading = if is_that { self.pointer(at) } else { None };
        if is_that {
            from = at + 1;
        }
        let Some(pointer) = self.pointer(from) else {
            return if has_the { self.definite(from) } else { None };
        };
        // "this past spring", "this coming Sunday", "that same day".
        let pointer = match (leading, pointer) {
            (Some(Pointer::This), Pointer::This) => Pointer::This,
            (_, pointer) => pointer,
        };
        // "the next day" and "the next morning" go on from the day told last.
        let pointer = if has_the && pointer == Pointer::Next && self.is(from, "next") {
            Pointer::Following
        } else {
            pointer
        };
        // "the past week" is as long as a week and ends with the report.
        if has_the && self.is(from, "past") && self.unit(from + 1).is_some_and(|(unit, _)| unit != Unit::Year)
        {
            return None;
        }
        let mut next = from + 1;
        while self.is_any(next, &["fiscal", "full", "calendar", "academic", "school", "few"])
            && !self.is(next, "few")
        {
            next += 1;
        }
        self.word(next)?;
        if let Some((unit, is_plural)) = self.unit(next) {
            // "This Week" is a programme, at the head of a title or not.
            let is_title = self.words[next].is_capital && self.words[from].is_capital;
            if is_plural || unit < Unit::Day || is_title {
                return None;
            }
            if self.is(from, "that") && self.word(next + 1).is_some_and(super::super::words::Word::is_dash) {
                return None;
            }
            let end = next + 1;
            // "this year's third quarter", "last year's quarter".
            if let Some(behind) = self.possessive(end) {
                if let Some((part @ (Point::Quarter(_) | Point::Half(_) | Point::Season(_)), after)) =
                    self.part_of_year(behind)
                {
                    let whole = Box::new(Point::Beside { pointer, unit });
                    return Some((Point::Within { part: Box::new(part), whole }, after));
                }
                // "this month's last Friday".
                if unit == Unit::Month
                    && let Some((nth, at)) = self.nth(behind)
                    && let Some((weekday, after)) = self.weekday_name(at)
                {
                    let point = Box::new(Point::Beside { pointer, unit });
                    return Some((Point::NthWeekday { nth, weekday, point }, after));
                }
                if unit == Unit::Year && self.is(behind, "quarter") && pointer == Pointer::Last {
                    return Some((Point::YearBefore(Box::new(Point::Definite(Unit::Quarter))), behind + 1));
                }
            }
            return Some((Point::Beside { pointer, unit }, end));
        }
        if self.is(next, "period") && pointer == Pointer::Latest {
            return Some((Point::Definite(Unit::Quarter), next + 1));
        }
        if pointer == Pointer::Latest
            || self.is_any(from, &["current", "present"]) && self.season(next).is_none()
        {
            return None;
        }
        // "a way past Wednesday's ruling": only "this past Wednesday" points.
        if self.is(from, "past") && from == at {
            return None;
        }
        if let Some((number, end)) = self.weekday_name(next) {
            // "this coming Sunday, March 8".
            let behind = self.skip(end, ",");
            if behind > end
                && let Some((date @ Point::MonthDay(..), after)) = self.date(behind)
            {
                return Some((date, after));
            }
            return Some((Point::Named { pointer, point: Box::new(Point::Weekday(number)) }, end));
        }
        let is_person = pointer == Pointer::Same && self.is_before_surname(next);
        if let Some((month, _)) = self.month_name(next).filter(|_| self.words[next].is_capital && !is_person)
        {
            if let Some((date, end)) = self.date(next).filter(|(date, _)| !matches!(date, Point::Month(_))) {
                return Some((date, end));
            }
            return Some((Point::Named { pointer, point: Box::new(Point::Month(month)) }, next + 1));
        }
        if let Some((season, _)) = self.season(next) {
            return Some((Point::Named { pointer, point: Box::new(Point::Season(season)) }, next + 1));
        }
        if let Some((holiday, end)) =
            self.named_day(next).filter(|(point, _)| matches!(point, Point::Holiday(_)))
        {
            return Some((Point::Named { pointer, point: Box::new(holiday) }, end));
        }
        None
    }

    /// "first", "last" (0).
    fn nth(&self, at: usize) -> Read<u32> {
        if self.is(at, "last") { Some((0, at + 1)) } else { self.ordinal(at).filter(|(nth, _)| *nth <= 5) }
    }

    /// "the year before last", "the week after next", "the Wednesday after next", "a week on Wednesday".
    pub(super) fn two_away(&self, at: usize) -> Read<Point> {
        let from = self.skip(at, "the");
        let is_back = |at: usize| {
            if self.is(at, "before") && self.is(at + 1, "last") {
                Some(true)
            } else if self.is(at, "after") && self.is(at + 1, "next") {
                Some(false)
            } else {
                None
            }
        };
        if let Some((unit, false)) = self.unit(from).filter(|_| from > at)
            && unit >= Unit::Weekend
            && let Some(is_back) = is_back(from + 1)
        {
            return Some((Point::TwoAway { unit, is_back }, from + 3));
        }
        if let Some((number, end)) = self.weekday_name(from)
            && let Some(is_back) = is_back(end)
        {
            let pointer = if is_back { Pointer::Last } else { Pointer::Next };
            let point = Box::new(Point::Named { pointer, point: Box::new(Point::Weekday(number)) });
            return Some((Point::DaysFrom { days: if is_back { -7 } else { 7 }, point }, end + 2));
        }
        // "two Fridays ago".
        if let Some((Amount::Exactly(number), end)) = self.amount(at)
            && number.fract() == 0.0
            && (2.0..=8.0).contains(&number)
            && let Some(number_of_day) = self.weekday_plural(end)
            && self.is(end + 1, "ago")
        {
            let named =
                Point::Named { pointer: Pointer::Last, point: Box::new(Point::Weekday(number_of_day)) };
            let days = 7 * (1 - number as i32);
            return Some((Point::DaysFrom { days, point: Box::new(named) }, end + 2));
        }
        // "It opens on Monday week".
        if let Some((number, end)) = self.weekday_name(at)
            && self.is(end, "week")
            && !self.words[end].is_capital
            && at > 0
            && self.is_any(at - 1, &["on", "until", "by", "from"])
            && self.word(end + 1).is_none_or(|next| {
                next.kind == WordKind::Mark && !next.is_dash() && !next.is_apostrophe()
                    || next.is_any(&["and", "at", "in", "when"])
            })
            && tense(self.words, at, end + 1) == Tense::Future
        {
            return Some((Point::DaysFrom { days: 7, point: Box::new(Point::Weekday(number)) }, end + 1));
        }
        // "They will meet a week on Wednesday".
        let is_week = self.is(at, "a") && self.is(at + 1, "week") && self.is(at + 2, "on");
        let is_length = at > 0 && self.is_any(at - 1, &["for", "of", "about", "than", "in", "within"]);
        if is_week
            && !is_length
            && let Some((number, end)) = self.weekday_name(at + 3)
            && tense(self.words, at, end) == Tense::Future
        {
            return Some((Point::DaysFrom { days: 7, point: Box::new(Point::Weekday(number)) }, end));
        }
        None
    }

    /// "the year", "the quarter", "the weekend": the one that is being spoken of.
    fn definite(&self, at: usize) -> Read<Point> {
        if self.is_any(at, &["full", "fiscal"]) && self.is_any(at + 1, &["year", "quarter"]) {
            return Some((Point::Definite(self.unit(at + 1)?.0), at + 2));
        }
        if self.is_any(at, &["comparable", "corresponding"])
            && self.is_any(at + 1, &["year", "quarter", "period"])
        {
            let (point, end) = self.part_of_year(at + 1)?;
            return Some((point, end));
        }
        let (unit, is_plural) = self.unit(at)?;
        if is_plural || self.word(at + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued) {
            return None;
        }
        // "the quarter ended 31 July".
        if unit == Unit::Quarter
            && self.is_any(at + 1, &["ended", "ending"])
            && let Some((point, _)) = self.date(at + 2)
        {
            return Some((Point::Holding { unit, point: Box::new(point) }, at + 1));
        }
        // "the quarter a year ago".
        if unit == Unit::Quarter
            && self.is(at + 1, "a")
            && self.is(at + 2, "year")
            && self.is_any(at + 3, &["ago", "earlier"])
        {
            return Some((Point::YearBefore(Box::new(Point::Definite(unit))), at + 4));
        }
        let is_told = matches!(unit, Unit::Year | Unit::Quarter | Unit::Weekend | Unit::Week | Unit::Month);
        // "the year of the flood", "the week after the vote" are told by what happened.
        let is_other = self.is_any(at + 1, &["of", "before", "after", "when", "that", "in", "it"])
            && unit != Unit::Quarter
            && unit != Unit::Weekend;
        // "the year ended 30 June" is a length.
        let is_length = self.is_any(at + 1, &["ended", "ending"]) && unit == Unit::Year;
        (is_told && !is_other && !is_length).then_some((Point::Definite(unit), at + 1))
    }
}
