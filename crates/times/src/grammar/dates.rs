//! Dates: "6 May 1999", "Friday, Oct. 13", "the spring of 1916", "490 BC", "the 1990s".

mod parts;
mod years;

use super::{Read, Reader};
use crate::calendar::{Stretch, Unit};
use crate::habits::{BEFORE_MONTHS, PLAINLY_BEFORE_MONTHS};
use crate::lexicon::{PhraseMeaning, Sense};
use crate::meaning::Point;
use crate::words::WordKind;
use dateline_grammar::numbers;
use jiff::civil::Date;

impl Reader<'_> {
    /// A day, month or weekday with whatever of its date is told.
    pub(super) fn date(&self, at: usize) -> Read<Point> {
        if let Some(found) = self.numeric_date(at) {
            return Some(found);
        }
        if let Some((number, end)) = self.weekday_name(at) {
            // "Monday, Oct. 26": the date says which Monday.
            let from = self.skip(end, ",");
            let from = self.skip(from, "the");
            if let Some((point @ (Point::MonthDay(..) | Point::Fixed(Stretch::Day(_))), end)) =
                self.month_date(from)
            {
                return Some((point, end));
            }
            if self.is(end, "the")
                && let Some((day, after)) = self.ordinal_day(end + 1)
            {
                return Some((Point::DayOfMonth(day), after));
            }
            // "Monday 20, Tuesday 21 and Wednesday 22 April".
            if let Some((day, after)) = self.day_number(end)
                && let Some(month) = self.month_of_list(after)
            {
                return with_year(Point::MonthDay(month, day), None).map(|point| (point, after));
            }
            return Some((Point::Weekday(number), end));
        }
        if let Some(found) = self.bare_day(at) {
            return Some(found);
        }
        let (point, end) = self.month_date(at)?;
        // "14 December, Friday" is one date.
        if matches!(point, Point::MonthDay(..))
            && let Some((_, after)) = self.weekday_name(end)
        {
            return Some((point, after));
        }
        Some((point, end))
    }

    /// "on the 21st", "by the 3rd of next month": a day whose month is told elsewhere.
    fn bare_day(&self, at: usize) -> Read<Point> {
        let is_before = at > 0
            && self.is_any(
                at - 1,
                &["on", "by", "until", "till", "since", "from", "before", "after", "to", "for"],
            );
        if !self.is(at, "the") || !is_before {
            return None;
        }
        let (day, end) = self.ordinal_day(at + 1)?;
        if self.is(end, "of")
            && let Some((whole, after)) = self.pointed(end + 1)
            && matches!(whole, Point::Beside { unit: Unit::Month, .. } | Point::Definite(Unit::Month))
        {
            let part = Box::new(Point::DayOfMonth(day));
            return Some((Point::Within { part, whole: Box::new(whole) }, after));
        }
        // "on the 21st floor", "for the first time" go on with a noun; "for the 21st" is said of days
        // in digits only.
        let is_digits = self.words[at + 1].kind == WordKind::Digits;
        let is_alone = self.words.get(end).is_none_or(|next| {
            next.opens_paragraph
                || next.kind == WordKind::Mark && !next.is_dash() && !next.is_apostrophe()
                || next.is_any(&[
                    "and", "at", "when", "as", "but", "was", "were", "is", "will", "because", "after",
                    "before", "with", "by", "while", "he", "she", "they", "it", "that", "which", "or",
                ])
        });
        (is_digits && is_alone).then_some((Point::DayOfMonth(day), end))
    }

    /// The month of a list whose last day alone has it: "20, 21 and 22 April", "20, Tuesday 21 and
    /// Wednesday 22 April"; from just behind the first day.
    fn month_of_list(&self, at: usize) -> Option<i8> {
        const LONGEST: usize = 8;
        let mut at = at;
        for _ in 0..LONGEST {
            let joint = self
                .word(at)
                .filter(|joint| joint.is_any(&[",", "and", "or", "&", "to"]) || joint.is_dash())?;
            at += 1;
            if joint.is(",") && self.is_any(at, &["and", "or"]) {
                at += 1;
            }
            at = self.weekday_name(at).map_or(at, |(_, end)| end);
            at = self.skip(at, "the");
            (_, at) = self.day_number(at).or_else(|| self.ordinal_day(at))?;
            let month_at = self.skip(at, "of");
            if let Some((month, needs_capital)) = self.month_name(month_at) {
                return (!needs_capital || self.words[month_at].is_capital).then_some(month);
            }
        }
        None
    }

    /// Whether a list of days goes on here: ", 21 and", "and 22".
    pub(crate) fn is_listed_day(&self, at: usize) -> bool {
        let from = self.skip(at, ",");
        let from = if self.is_any(from, &["and", "or"]) { from + 1 } else { from };
        from > at && self.day_number(from).is_some() && self.year_digits(from).is_none()
    }

    /// "6 May 1999", "May 6", "the 25th of August", "October".
    fn month_date(&self, at: usize) -> Read<Point> {
        if let Some(found) = self.day_first(at) {
            return Some(found);
        }
        let (month, needs_capital) = self.month_name(at)?;
        let word = self.words[at];
        if needs_capital && !word.is_capital {
            return None;
        }
        let mut end = at + 1;
        let has_dot = self.word(end).is_some_and(|dot| dot.is(".") && dot.is_glued);
        let behind = end + usize::from(has_dot);
        // "May 6, 1999".
        let day_at = self.skip(behind, "the");
        if let Some((day, after)) = self.day_number(day_at).or_else(|| self.ordinal_day(day_at))
            && self.year_digits(day_at).is_none()
        {
            let (year, end) = self.year_behind(after);
            let year = year.or_else(|| self.year_behind_range(after));
            return with_year(Point::MonthDay(month, day), year).map(|point| (point, end));
        }
        let (year, after) = self.year_behind_month(behind);
        if let Some(year) = year {
            return Some((Point::Fixed(Stretch::Month(year, month)), after));
        }
        if has_dot {
            // The dot of "in Sept." belongs to it only where the sentence goes on.
            end +=
                usize::from(self.word(behind).is_some_and(|next| !next.is_capital) && word.text.len() <= 4);
        }
        // "in August and September 1914", "July–November 1954": the year is told once.
        let joint = self
            .word(behind)
            .filter(|joint| joint.is_dash() || joint.is_any(&["and", "to", "or", "through"]));
        if joint.is_some()
            && self.month_name(behind + 1).is_some()
            && self.words[behind + 1].is_capital
            && let (Some(year), _) = self.year_behind_month(behind + 2)
        {
            return Some((Point::Fixed(Stretch::Month(year, month)), end));
        }
        self.is_bare_month(at, needs_capital).then_some((Point::Month(month), end))
    }

    /// Whether a month stands alone as one: not "May" the verb, "April" the woman, "March" the order.
    fn is_bare_month(&self, at: usize, needs_capital: bool) -> bool {
        let word = self.words[at];
        const ALSO_BEFORE: [&str; 8] = ["each", "that", "and", "or", "-", "–", "about", "past"];
        let is_plainly_after = at > 0 && self.is_any(at - 1, &PLAINLY_BEFORE_MONTHS);
        let is_after = is_plainly_after
            || at > 0 && (self.is_any(at - 1, &BEFORE_MONTHS) || self.is_any(at - 1, &ALSO_BEFORE));
        // In a report on Mrs May, "by May" and "to May" are hers.
        let is_person = self.month_name(at).is_some_and(|(month, _)| self.habits.names.contains(&month));
        if is_person && !is_plainly_after {
            return false;
        }
        if needs_capital || word.text.len() <= 4 && !word.is_any(&["june", "july"]) {
            let before_verb = self.word(at + 1).is_some_and(|next| {
                next.is_any(&[
                    "be", "have", "not", "also", "well", "the", "i", "we", "he", "she", "it", "they", "on",
                ])
            });
            let is_joined = at > 0 && self.is_any(at - 1, &["and", "or", "-", "–", "for", "on", "about"]);
            let is_name = self.word(at + 1).is_some_and(|next| {
                next.is_capital
                    && next.kind == WordKind::Letters
                    && next.senses.is_empty()
                    && !next.is_any(&["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady"])
            });
            let is_full = needs_capital && word.text.len() > 3 || word.is("may");
            return word.is_capital
                && (is_after && !before_verb && !is_name && (!is_joined || is_full)
                    || self.is_attribute(at));
        }
        // "April Glaspie", "August Wilson": another name stands behind, and no word that months have
        // stands before; "the April Offensive" is named for its month, "In April Mr Kor left" begins
        // with one.
        let is_modifier = at > 0 && self.is_any(at - 1, &["the", "a", "its", "their", "his", "her"]);
        let is_name = word.is_capital
            && (!is_after
                || at > 0
                    && self.is_any(
                        at - 1,
                        &["and", "to", "from", "by", "of", "for", "or", "about", "that", "on"],
                    ))
            && !is_modifier
            && self.is_before_surname(at);
        !is_name && (word.is_capital || is_after)
    }

    /// Whether a name stands behind that is no title and no shout: "April Glaspie".
    pub(super) fn is_before_surname(&self, at: usize) -> bool {
        self.word(at + 1).is_some_and(|next| {
            let is_word = next.text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
            next.is_capital
                && next.kind == WordKind::Letters
                && next.senses.is_empty()
                && next.text.len() > 2
                && is_word
                && !next.is_any(&["mrs", "the", "sir", "miss", "lord", "lady"])
        })
    }

    /// "the March hearing", "a May vote"; but "the March on the capital", "the March began".
    fn is_attribute(&self, at: usize) -> bool {
        let is_behind = at > 0
            && self.is_any(
                at - 1,
                &["the", "a", "its", "his", "her", "their", "our", "another", "this", "that"],
            );
        let is_before_noun = self.word(at + 1).is_some_and(|next| {
            let is_verb = next.text.ends_with("ed")
                || next
                    .is_any(&["began", "begins", "is", "was", "has", "had", "will", "would", "can", "may"]);
            let is_joint = next.text.len() < 4 || next.is_any(&["from", "that", "with", "into", "through"]);
            next.kind == WordKind::Letters && !next.is_capital && !is_verb && !is_joint
        });
        is_behind && is_before_noun
    }

    /// "6 May 1999", "the 25th of August", "24th March, 2015".
    fn day_first(&self, at: usize) -> Read<Point> {
        let from = self.skip(at, "the");
        let (day, mut end) = self.day_number(from).or_else(|| self.ordinal_day(from))?;
        // "the 7 October attacks": the article is theirs.
        if from > at && end == from + 1 && self.words[from].kind == WordKind::Digits {
            return None;
        }
        // "28 and 29 August", "6–15 October 1952": the first is of the same month.
        let first_end = end;
        if self.is(end, ",")
            && let Some(month) = self.month_of_list(end)
        {
            return with_year(Point::MonthDay(month, day), None).map(|point| (point, first_end));
        }
        let is_joined = self
            .word(end)
            .is_some_and(|joint| joint.is_dash() || joint.is_any(&["and", "to", "or", "through", "until"]));
        if is_joined {
            let second = self.skip(end + 1, "the");
            let (_, second_end) = self.day_number(second).or_else(|| self.ordinal_day(second))?;
            let month_at = self.skip(second_end, "of");
            let (month, needs_capital) = self.month_name(month_at)?;
            if needs_capital && !self.words[month_at].is_capital {
                return None;
            }
            return with_year(Point::MonthDay(month, day), self.year_behind(month_at + 1).0)
                .map(|point| (point, first_end));
        }
        end = self.skip(end, "of");
        if self.word(end).is_some_and(|dash| dash.is_dash() && dash.is_glued)
            && self.month_name(end + 1).is_some()
        {
            end += 1;
        }
        let (month, needs_capital) = self.month_name(end)?;
        let word = self.word(end)?;
        if needs_capital && !word.is_capital && !word.is_glued {
            return None;
        }
        let dot = usize::from(
            self.word(end + 1).is_some_and(|dot| dot.is(".") && dot.is_glued && word.text.len() <= 4),
        );
        let (year, after) = self.year_behind(end + 1 + dot);
        let end = if year.is_some() { after } else { end + 1 };
        let year = year.or_else(|| {
            // "between 2 May and 9 June 1940".
            let next = self.word(end)?;
            if !(next.is_any(&["to", "and"]) || next.is_dash()) {
                return None;
            }
            let (_, day_end) = self.day_number(end + 1)?;
            self.month_name(day_end)?;
            self.year_behind(day_end + 1).0
        });
        with_year(Point::MonthDay(month, day), year).map(|point| (point, end))
    }

    /// "2025-04-04", "04/04/2014", "27.03.2015".
    fn numeric_date(&self, at: usize) -> Read<Point> {
        let number = |at: usize| {
            let word =
                self.words.get(at).filter(|word| word.kind == WordKind::Digits && word.text.len() <= 4)?;
            Some((word.text.parse::<i16>().ok()?, word.text.len()))
        };
        let (first, first_width) = number(at)?;
        if at > 0 && self.words[at].is_glued && !self.words[at - 1].is("(") {
            return None;
        }
        let mark = self.word(at + 1).filter(|mark| mark.is_glued && mark.is_any(&["-", "/", "."]))?;
        let glued = |at: usize| self.word(at).is_some_and(|word| word.is_glued);
        let (second, _) = number(at + 2).filter(|_| glued(at + 2))?;
        if !self.word(at + 3).is_some_and(|next| next.is_glued && next.text == mark.text) {
            return None;
        }
        let (third, third_width) = number(at + 4).filter(|_| glued(at + 4))?;
        let (year, month, day) = if first_width == 4 {
            (first, second, third)
        } else {
            let year = if third_width == 4 {
                third
            } else if third_width == 2 {
                2000 + third - if third > 50 { 100 } else { 0 }
            } else {
                return None;
            };
            // 27/03 is day first; 04/04 as the text's other dates are written, else as Americans write
            // it unless parted by dots.
            let is_day_first =
                first > 12 || second <= 12 && (mark.is(".") || self.habits.is_day_first == Some(true));
            if is_day_first { (year, second, first) } else { (year, first, second) }
        };
        let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some((Point::Fixed(Stretch::Day(day)), at + 5))
    }

    /// "today", "Christmas", "yesterday".
    pub(super) fn named_day(&self, at: usize) -> Read<Point> {
        let word = self.words.get(at)?;
        let days = match () {
            () if word.is_any(&["today", "tdy"]) => Some(0),
            () if word.is("yesterday") => Some(-1),
            () if word.is_any(&["tomorrow", "tmr", "tmrw", "tomorow", "tomorro"]) => Some(1),
            () => None,
        };
        if let Some(days) = days {
            return Some((Point::FromToday(days), at + 1));
        }
        // "the day before yesterday", "the day after tomorrow".
        let from = self.skip(at, "the");
        if self.is(from, "day") {
            if self.is(from + 1, "before") && self.is(from + 2, "yesterday") {
                return Some((Point::FromToday(-2), from + 3));
            }
            if self.is(from + 1, "after") && self.is(from + 2, "tomorrow") {
                return Some((Point::FromToday(2), from + 3));
            }
        }
        // "9/11" is the one day that goes by its number.
        if word.is("9")
            && !word.is_glued
            && self.is(at + 1, "/")
            && self.is(at + 2, "11")
            && self.words[at + 2].is_glued
            && !self.word(at + 3).is_some_and(|next| next.is_glued && next.is_any(&["/", "-"]))
        {
            return Some((Point::Fixed(Stretch::Day(Date::new(2001, 9, 11).ok()?)), at + 3));
        }
        let (holiday, end) = self.phrase(at, |meaning| match meaning {
            PhraseMeaning::Holiday(holiday) => Some(holiday),
            _ => None,
        })?;
        if !word.is_capital && !self.is_post {
            return None;
        }
        // "the Good Friday Agreement", "Christmas Island", "the Easter Rising" are named for the day.
        if self.is_any(
            end,
            &["agreement", "accord", "island", "islands", "rising", "rebellion", "offensive", "massacre"],
        ) && self.words[end].is_capital
        {
            return None;
        }
        let part = Point::Holiday(holiday);
        let from = self.skip(end, ",");
        if let Some(year) =
            self.year_digits(from).or_else(|| self.is(end, "of").then(|| self.year_digits(end + 1))?)
        {
            let end = if self.is(end, "of") { end + 2 } else { from + 1 };
            return Some((
                Point::Within { part: Box::new(part), whole: Box::new(Self::fixed_year(year)) },
                end,
            ));
        }
        // "Easter week", "the Thanksgiving weekend".
        let unit = [("week", Unit::Week), ("weekend", Unit::Weekend)]
            .into_iter()
            .find_map(|(word, unit)| self.is(end, word).then_some(unit));
        if let Some(unit) = unit {
            return Some((Point::Holding { unit, point: Box::new(part) }, end + 1));
        }
        Some((part, end))
    }

    pub(super) fn month_name(&self, at: usize) -> Option<(i8, bool)> {
        self.sense(at, |sense| match sense {
            Sense::Month { number, needs_capital } => Some((number, needs_capital)),
            _ => None,
        })
    }

    /// "Monday", "Mon."; short ones only where they cannot be other words.
    pub(super) fn weekday_name(&self, at: usize) -> Read<i8> {
        let (number, is_short) = self.sense(at, |sense| match sense {
            Sense::Weekday { number, is_short } => Some((number, is_short)),
            _ => None,
        })?;
        let word = self.words[at];
        // "the Good Friday Agreement" is no Friday.
        if at > 0
            && self.is(at - 1, "good")
            && self.word(at + 1).is_some_and(|next| next.is_any(&["agreement", "accord"]))
        {
            return None;
        }
        let has_dot = word.text.len() <= 5
            && self.word(at + 1).is_some_and(|dot| dot.is(".") && dot.is_glued)
            && self.word(at + 2).is_some_and(|next| {
                !next.is_capital || !next.senses.is_empty() || next.kind == WordKind::Digits
            });
        if is_short {
            let is_beside = at > 0 && self.is_any(at - 1, &["this", "on", "last", "next", "every", "each"])
                || self.word(at + 1).is_some_and(|next| {
                    next.kind == WordKind::Digits
                        || next.is(",") && self.word(at + 2).is_some_and(|next| next.kind == WordKind::Digits)
                })
                || self.daypart(at + 1).is_some()
                || has_dot;
            if !is_beside || !word.is_capital && !self.is_any(at.wrapping_sub(1), &["this", "next", "every"])
            {
                return None;
            }
        }
        Some((number, at + 1 + usize::from(has_dot)))
    }

    /// 1 to 31 in digits, where a day of a month stands.
    pub(super) fn day_number(&self, at: usize) -> Read<i8> {
        let word = self.word(at).or_else(|| self.words.get(at))?;
        if word.kind != WordKind::Digits || word.text.len() > 2 {
            return None;
        }
        let day: i8 = word.text.parse().ok().filter(|day| (1..=31).contains(day))?;
        let behind = self.word(at + 1);
        if behind.is_some_and(|next| {
            next.is_glued
                && (next.is_any(&["%", "/"])
                    || next.is(":")
                        && self.word(at + 2).is_some_and(|minute| minute.kind == WordKind::Digits))
                || next.is_any(&["percent", "a.m", "p.m", "am", "pm"])
        }) {
            return None;
        }
        let has_ending = behind.is_some_and(|next| next.is_glued && next.is_any(&["st", "nd", "rd", "th"]));
        Some((day, at + 1 + usize::from(has_ending)))
    }

    /// "the 25th", "twenty-fifth", 1 to 31.
    pub(super) fn ordinal_day(&self, at: usize) -> Read<i8> {
        let (number, end) = self.ordinal(at)?;
        i8::try_from(number).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end))
    }

    /// "third", "21st", "twenty-first".
    pub(super) fn ordinal(&self, at: usize) -> Read<u32> {
        let word = self.words.get(at)?;
        if word.kind == WordKind::Digits {
            let ending =
                self.word(at + 1).filter(|next| next.is_glued && next.is_any(&["st", "nd", "rd", "th"]));
            return ending.and_then(|_| word.text.parse().ok()).map(|number| (number, at + 2));
        }
        if let Some(number) = numbers::ordinal(word.text) {
            return Some((number, at + 1));
        }
        let tens = numbers::small_cardinal(word.text).filter(|tens| *tens >= 20 && tens % 10 == 0)?;
        let from = at + 1 + usize::from(self.word(at + 1).is_some_and(super::super::words::Word::is_dash));
        let unit = numbers::ordinal(self.word(from)?.text).filter(|unit| *unit < 10)?;
        Some((tens + unit, from + 1))
    }
}

/// A part of a year in that year; none where there is no such day (30 February).
fn with_year(part: Point, year: Option<i16>) -> Option<Point> {
    let Some(year) = year else {
        return match part {
            Point::MonthDay(month, day) => Date::new(2000, month, day).ok().map(|_| part),
            part => Some(part),
        };
    };
    Some(Point::Fixed(match part {
        Point::MonthDay(month, day) => Stretch::Day(Date::new(year, month, day).ok()?),
        Point::Month(month) => Stretch::Month(year, month),
        Point::Season(season) => Stretch::Season(year, season),
        Point::Quarter(quarter) => Stretch::Quarter(year, quarter),
        Point::Half(half) => Stretch::Half(year, half),
        _ => return None,
    }))
}
