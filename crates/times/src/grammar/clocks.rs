//! Within a day: "10:35 a.m.", "5 p.m. EST Nov. 9", "noon Thursday", "this morning", "the night of 18 April".

use super::{Read, Reader};
use crate::calendar::{Stretch, Unit};
use crate::lexicon::Pointer;
use crate::meaning::{Meaning, Point};
use crate::words::WordKind;

impl Reader<'_> {
    /// A moment, with its day where it is told beside it.
    pub(super) fn moment(&self, at: usize) -> Read<Meaning> {
        if let Some((clock, end)) = self.clock(at) {
            let (day, end) = self.day_beside(end);
            return Some((Meaning::Moment { clock, day }, end));
        }
        if self.is(at, "tonight") {
            return Some((
                Meaning::Moment { clock: "NI".to_owned(), day: Some(Point::FromToday(0)) },
                at + 1,
            ));
        }
        if self.is(at, "overnight") {
            let (day, end) = self.day_beside(at + 1);
            let day = day.or(Some(Point::FromToday(0)));
            return Some((Meaning::Moment { clock: "NI".to_owned(), day }, end));
        }
        let from = self.skip(at, "the");
        if let Some(found) = self.small_hours(from) {
            return Some(found);
        }
        // "this morning", "last night", "the next morning", "that afternoon".
        if let Some(pointer) = self.pointer(from) {
            let (code, end) = self.daypart(from + 1)?;
            if self.is_any(from, &["latest", "recent", "past", "current"]) {
                return None;
            }
            let day = match pointer {
                Pointer::This => Point::FromToday(0),
                Pointer::Last => Point::FromToday(-1),
                Pointer::Next if from == at => Point::FromToday(1),
                Pointer::Next => Point::Beside { pointer: Pointer::Following, unit: Unit::Day },
                pointer => Point::Beside { pointer, unit: Unit::Day },
            };
            return Some((Meaning::Moment { clock: code.to_owned(), day: Some(day) }, end));
        }
        let (code, end) = self.daypart(from)?;
        if self.is(from + 1, "of")
            && let Some((day, end)) = self.day_point(from + 2)
        {
            return Some((Meaning::Moment { clock: code.to_owned(), day: Some(day) }, end));
        }
        // "at dawn on Wednesday".
        if from == at
            && at > 0
            && self.is_any(at - 1, &["at", "before", "after", "by"])
            && let (Some(day), _) = self.day_beside(end)
        {
            return Some((Meaning::Moment { clock: code.to_owned(), day: Some(day) }, end));
        }
        if from > at
            && at > 0
            && self.is_any(at - 1, &["in", "during", "by", "until", "through", "throughout"])
            && !self.is(end, "of")
        {
            return Some((Meaning::Moment { clock: code.to_owned(), day: None }, end));
        }
        // "Good morning!", "working all night": in a post the day's own.
        let word = self.words[from];
        let is_counted = at > 0 && self.is_any(at - 1, &["a", "an", "one"]);
        if self.is_post && from == at && code != "DT" && !is_counted && !word.text.ends_with('s') {
            return Some((Meaning::Moment { clock: code.to_owned(), day: Some(Point::FromToday(0)) }, end));
        }
        if self.is_past && from == at && at > 0 && self.is_any(at - 1, &["at", "by", "during"]) {
            return Some((Meaning::Moment { clock: code.to_owned(), day: None }, end));
        }
        None
    }

    /// "early hours of Thursday", "small hours of Sunday morning".
    fn small_hours(&self, at: usize) -> Read<Meaning> {
        let is_small = self.is_any(at, &["early", "small", "wee", "late"])
            && (self.is(at + 1, "hours") || self.is(at + 1, "morning") && self.is(at + 2, "hours"));
        if !is_small {
            return None;
        }
        let code = if self.is(at, "late") { "NI" } else { "MO" };
        let end = at + 2 + usize::from(self.is(at + 2, "hours"));
        let from = if self.is_any(end, &["of", "on"]) { self.skip(end + 1, "the") } else { end };
        let (day, end) = self.day_point(from)?;
        let end = self.daypart(end).map_or(end, |(_, end)| end);
        Some((Meaning::Moment { clock: code.to_owned(), day: Some(day) }, end))
    }

    /// The day beside an hour: in "10 p.m. Wednesday" and "noon, May 6" it is of the expression, in
    /// "midnight on Saturday", "10:35 local time on 4 April" it stands for itself, and tells which midnight.
    fn day_beside(&self, at: usize) -> (Option<Point>, usize) {
        if let Some((day, end)) = self.day_point(self.skip(at, ",")) {
            return (Some(day), end);
        }
        // "4:20 p.m. (1420 GMT) Friday".
        if let Some(found) = self.elsewhere(at).and_then(|end| self.day_point(end)) {
            return (Some(found.0), found.1);
        }
        let from = self.zone(at).unwrap_or(at);
        let day = if self.is_any(from, &["on", "into"]) { self.day_point(from + 1) } else { None };
        (day.map(|(day, _)| day), at)
    }

    /// Where an hour in brackets ends that says what it is by another clock.
    fn elsewhere(&self, at: usize) -> Option<usize> {
        let (_, end) = self.is(at, "(").then(|| self.clock(at + 1))??;
        self.is(end, ")").then_some(end + 1)
    }

    /// A day with a part of the day or an hour behind it: "Thursday evening", "May 10, 2014 2pm".
    pub(super) fn with_daypart(&self, point: Point, end: usize) -> (Meaning, usize) {
        if !is_day(&point) {
            return (Meaning::Point(point), end);
        }
        let from = if self.is_any(end, &["in", "at"]) && self.is(end + 1, "the") { end + 2 } else { end };
        if let Some((code, after)) = self.daypart(from)
            && self.word(from).is_some()
            && !self.word(from).is_some_and(|word| word.text.ends_with('s'))
        {
            return (Meaning::Moment { clock: code.to_owned(), day: Some(point) }, after);
        }
        let from = self.skip(end, ",");
        if self.word(from).is_some()
            && let Some((clock, after)) = self.clock(from)
        {
            return (Meaning::Moment { clock, day: Some(point) }, after);
        }
        (Meaning::Point(point), end)
    }

    /// The day behind a part of the day: "mid-afternoon yesterday", "the early morning of 30 April".
    pub(super) fn day_behind(&self, at: usize) -> Read<Point> {
        self.word(at)?;
        self.day_point(self.skip(at, "of"))
    }

    fn day_point(&self, at: usize) -> Read<Point> {
        self.word(at)?;
        let (point, end) = self.point(at)?;
        is_day(&point).then_some((point, end))
    }

    /// "10:35 a.m.", "9pm EST", "noon", "19:00", "10 o'clock": TIMEX3's part behind the T.
    fn clock(&self, at: usize) -> Read<String> {
        let word = self.words.get(at)?;
        if word.is_any(&["noon", "midday"]) {
            return Some(("12:00".to_owned(), at + 1));
        }
        if word.is("midnight") {
            return Some(("00:00".to_owned(), at + 1));
        }
        if word.kind == WordKind::Digits && self.is_any(at + 1, &["noon", "midnight"]) && word.is("12") {
            return self.clock(at + 1);
        }
        if at > 0
            && word.is_glued
            && (self.words[at - 1].kind != WordKind::Mark || self.words[at - 1].is_any(&["$", ":", ".", "/"]))
        {
            return None;
        }
        let (hour, minute, second, mut end) = self.hour_and_minute(at)?;
        let half = self.half_of_day(end);
        // "4 in the morning".
        if half.is_none()
            && self.is(end, "in")
            && self.is(end + 1, "the")
            && hour <= 12
            && let Some((code, after)) = self.daypart(end + 2)
        {
            let hour = if matches!(code, "AF" | "EV") { hour % 12 + 12 } else { hour };
            return Some((written(hour, minute, second), after));
        }
        let is_oclock = self.is(end, "o")
            && self.word(end + 1).is_some_and(super::super::words::Word::is_apostrophe)
            && self.is(end + 2, "clock");
        let hour = match half {
            Some((is_afternoon, after)) => {
                if hour > 12 || hour == 0 {
                    return None;
                }
                end = after;
                hour % 12 + if is_afternoon { 12 } else { 0 }
            }
            None if is_oclock => {
                end += 3;
                hour
            }
            None => {
                minute?;
                // "at 19:00", "03:00hrs", "1430 GMT": without minutes it is a number, with a dot too.
                let is_plain = word.text.len() <= 2 && self.is(at + 1, ":");
                let has_zone = self.zone(end).is_some() || self.is_any(end, &["hrs", "hours"]);
                if !is_plain && !has_zone {
                    return None;
                }
                end += usize::from(self.is_any(end, &["hrs", "hours"]));
                hour
            }
        };
        // "EST" is of the expression, "local time" is not.
        if let Some(after) = self.zone(end).filter(|&after| after == end + 1) {
            end = after;
        }
        Some((written(hour, minute, second), end))
    }

    /// Hour, minutes and seconds where they are told.
    fn hour_and_minute(&self, at: usize) -> Option<(u32, Option<u32>, Option<u32>, usize)> {
        let word = self.words.get(at)?;
        if word.kind != WordKind::Digits {
            // "four o'clock".
            let hour = dateline_grammar::numbers::small_cardinal(word.text)
                .filter(|hour| (1..=12).contains(hour))?;
            let is_oclock = self.is(at + 1, "o") && self.is(at + 3, "clock");
            return (is_oclock || self.half_of_day(at + 1).is_some()).then_some((hour, None, None, at + 1));
        }
        let two = |at: usize| {
            let word = self.word(at).filter(|word| word.is_glued && word.text.len() == 2)?;
            word.text.parse::<u32>().ok().filter(|number| *number < 60)
        };
        // "7.30am", and "1435" before "hours".
        if let Some((hour, minute)) = word.text.split_once('.') {
            let (hour, minute_number): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
            return (hour < 24 && minute.len() == 2 && minute_number < 60).then_some((
                hour,
                Some(minute_number),
                None,
                at + 1,
            ));
        }
        let number: u32 = word.text.parse().ok()?;
        if word.text.len() >= 3 {
            let (hour, minute) = (number / 100, number % 100);
            return (word.text.len() <= 4 && hour < 24 && minute < 60).then_some((
                hour,
                Some(minute),
                None,
                at + 1,
            ));
        }
        if number > 24 {
            return None;
        }
        if self.word(at + 1).is_some_and(|mark| mark.is(":") && mark.is_glued) {
            let minute = two(at + 2)?;
            if self.word(at + 3).is_some_and(|mark| mark.is(":") && mark.is_glued)
                && let Some(second) = two(at + 4)
            {
                return Some((number, Some(minute), Some(second), at + 5));
            }
            return Some((number, Some(minute), None, at + 3));
        }
        Some((number, None, None, at + 1))
    }

    /// "a.m.", "pm": whether it is after noon.
    fn half_of_day(&self, at: usize) -> Read<bool> {
        let word = self.word(at)?;
        if word.is_any(&["am", "pm"]) {
            return Some((word.is("pm"), at + 1));
        }
        let is_dotted = word.is_any(&["a", "p"])
            && self.is(at + 1, ".")
            && self.word(at + 2).is_some_and(|m| m.is("m") && m.is_glued);
        if !is_dotted {
            return None;
        }
        let has_last = self.word(at + 3).is_some_and(|dot| dot.is(".") && dot.is_glued);
        // The last dot may be the end of the sentence as well; the expression keeps it.
        Some((word.is("p"), at + 3 + usize::from(has_last)))
    }

    /// A zone of time behind an hour: "EST", "GMT", "local time".
    fn zone(&self, at: usize) -> Option<usize> {
        const ZONES: [&str; 20] = [
            "EST", "EDT", "ET", "CST", "CDT", "MST", "MDT", "PST", "PDT", "GMT", "UTC", "BST", "CET", "CEST",
            "IST", "JST", "EET", "MSK", "SGT", "PT",
        ];
        let word = self.word(at)?;
        if ZONES.contains(&word.text) {
            return Some(at + 1);
        }
        // "local time", "Moscow time".
        let is_zone = word.kind == WordKind::Letters && (word.is("local") || word.is_capital);
        (is_zone && self.word(at + 1).is_some_and(|time| time.text == "time")).then_some(at + 2)
    }
}

/// Whether a point is a single day.
fn is_day(point: &Point) -> bool {
    match point {
        Point::Fixed(Stretch::Day(_))
        | Point::MonthDay(..)
        | Point::DayOfMonth(_)
        | Point::Weekday(_)
        | Point::Holiday(_)
        | Point::FromToday(_)
        | Point::Beside { unit: Unit::Day, .. }
        | Point::Step { unit: Unit::Day, .. } => true,
        Point::Named { point, .. } | Point::Within { part: point, .. } => is_day(point),
        _ => false,
    }
}

fn written(hour: u32, minute: Option<u32>, second: Option<u32>) -> String {
    let minute = minute.unwrap_or(0);
    second.map_or_else(
        || format!("{hour:02}:{minute:02}"),
        |second| format!("{hour:02}:{minute:02}:{second:02}"),
    )
}
