//! The grammar of time: which words make an expression, and what it means.
//!
//! One file for each family: [`dates`], [`clocks`], [`lengths`], [`pointed`]. Each function takes
//! the place where it begins and gives what it read and where that ends; the longest wins.

mod clocks;
mod dates;
mod lengths;
mod pointed;
mod sets;
mod steps;

use super::calendar::{Season, Stretch, Unit};
use super::habits::Habits;
use super::lexicon::{Lexicon, PhraseMeaning, Pointer, Sense};
use super::meaning::{Expression, Meaning, Point};
use super::words::{Word, WordKind};

/// What a part of the grammar gives: what it read, and just behind its last word.
type Read<T> = Option<(T, usize)>;

/// Reads expressions from the words of a text.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The words.
    pub words: &'a [Word<'a>],
    /// The words of time.
    pub lexicon: &'a Lexicon,
    /// Whether the text is telling of years gone by.
    pub is_past: bool,
    /// Whether the text is a post of a few lines: there "morning" is that of the day.
    pub is_post: bool,
    /// How the text writes its dates.
    pub habits: &'a Habits,
}

impl<'a> Reader<'a> {
    /// The longest expression that begins with a word.
    pub fn expression(&self, start: usize) -> Option<Expression> {
        let word = self.words.get(start)?;
        let is_short_year =
            word.is_apostrophe() && self.word(start + 1).is_some_and(|next| next.kind == WordKind::Digits);
        if !word.is_of_time() && !is_short_year {
            return None;
        }
        let mut best: Option<Expression> = None;
        let mut offer = |read: Read<Meaning>, is_approximate: bool| {
            if let Some((meaning, end)) = read
                && best.as_ref().is_none_or(|best| best.end < end)
            {
                best = Some(Expression { start, end, meaning, is_approximate });
            }
        };
        offer(self.core(start), false);
        offer(self.staged(start), false);
        offer(self.edged(start), false);
        // "Over the past three weeks": there "over" is no more than "during".
        if let Some(after) =
            self.about(start).filter(|&after| !self.is(after, "the") || self.is(after - 1, "about"))
        {
            let inner = self.core(after).or_else(|| self.staged(after)).or_else(|| self.edged(after));
            offer(
                inner.filter(|(meaning, _)| !matches!(meaning, Meaning::Reference(_) | Meaning::Set(_))),
                true,
            );
        }
        best
    }

    /// An expression without words before it that shade it.
    fn core(&self, at: usize) -> Read<Meaning> {
        let readings = [
            self.moment(at),
            self.point(at).map(|(point, end)| self.with_daypart(point, end)),
            self.length(at),
            self.window(at),
            self.set(at),
            self.reference(at),
        ];
        // The first among the longest.
        readings.into_iter().flatten().reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// A stretch of the calendar.
    fn point(&self, at: usize) -> Read<Point> {
        let readings = [
            self.date(at),
            self.year(at),
            self.age(at),
            self.part_of_year(at),
            self.named_day(at),
            self.pointed(at),
            self.step(at),
            self.days_from(at),
            self.holding(at),
            self.two_away(at),
        ];
        let (point, end) =
            readings.into_iter().flatten().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        Some(self.within(point, end))
    }

    /// "June last year", "Saturday of last week".
    fn within(&self, part: Point, end: usize) -> (Point, usize) {
        if !matches!(
            part,
            Point::Month(_)
                | Point::MonthDay(..)
                | Point::Season(_)
                | Point::Quarter(_)
                | Point::Half(_)
                | Point::Weekday(_)
                | Point::Holiday(_)
        ) {
            return (part, end);
        }
        let from = if self.is(end, "of") || self.is(end, "in") || self.is(end, ",") { end + 1 } else { end };
        if let Some((whole, after)) = self.pointed(from) {
            let fits = match (&whole, &part) {
                (Point::Beside { unit: Unit::Week, .. }, Point::Weekday(_)) => true,
                (_, Point::Weekday(_)) => false,
                (Point::Beside { unit: Unit::Year, .. } | Point::Definite(Unit::Year), _) => true,
                _ => false,
            };
            if fits && !(self.is(end, ",") && !self.is(from, "this") && !self.is(from, "last")) {
                return (Point::Within { part: Box::new(part), whole: Box::new(whole) }, after);
            }
        }
        (part, end)
    }

    /// "early last week", "mid-1996", "later that year", "early in 1914", "the late 1970s".
    fn staged(&self, at: usize) -> Read<Meaning> {
        let from = self.skip(at, "the");
        self.sense(from, |sense| matches!(sense, Sense::Stage).then_some(()))?;
        let is_later = self.is_any(from, &["earlier", "later"]);
        let mut next = from + 1;
        let mut is_hyphenated = false;
        if self.word(next).is_some_and(|word| word.is_dash() && word.is_glued) {
            is_hyphenated = true;
            next += 1;
        } else if self.is_any(next, &["in", "on"]) {
            next += 1;
        }
        // "late-" and "mid-" stand before parts of the day too: "mid-afternoon yesterday".
        if let Some((code, end)) = self.daypart(next) {
            let (day, end) = self.day_behind(end).map_or((None, end), |(day, end)| (Some(day), end));
            if is_hyphenated
                || day.is_some()
                || !is_later && from == at
                || self.is(from.wrapping_sub(1), "in")
                || from > at
            {
                let is_hours = self.is(end, "hours");
                let (day, end) = if is_hours {
                    self.day_behind(end + 1).map_or((None, end + 1), |(day, end)| (Some(day), end))
                } else {
                    (day, end)
                };
                return Some((Meaning::Moment { clock: code.to_owned(), day }, end));
            }
        }
        let (meaning, end) = self.core(next)?;
        let fits = match &meaning {
            Meaning::Point(Point::Step { .. }) => false,
            Meaning::Point(_) | Meaning::Moment { .. } => true,
            _ => false,
        };
        fits.then_some((meaning, end))
    }

    /// "the end of 1990", "the middle of October", "month's end", "the turn of the century".
    fn edged(&self, at: usize) -> Read<Meaning> {
        // "year-end", "year's end", "the end of the year".
        if let Some((unit, false)) = self.unit(at) {
            let behind = self
                .possessive(at + 1)
                .or(self.word(at + 1).filter(|word| word.is_dash()).map(|_| at + 2))
                .unwrap_or(at + 1);
            if self.is(behind, "end")
                && matches!(
                    unit,
                    Unit::Year | Unit::Month | Unit::Week | Unit::Quarter | Unit::Decade | Unit::Century
                )
            {
                return Some((Meaning::Point(Point::Definite(unit)), behind + 1));
            }
        }
        let mut from = self.skip(at, "the");
        if self.is_any(from, &["very", "latter", "first", "second", "early", "better"])
            && self.is_any(from + 1, &["end", "part", "beginning", "start", "half"])
        {
            from += 1;
        }
        let is_edge = self.sense(from, |sense| matches!(sense, Sense::Edge).then_some(())).is_some()
            || self.is_any(from, &["part", "rest", "half"]);
        if !is_edge
            || !self.is_any(from + 1, &["of", "to"])
            || (self.is_any(from, &["part", "rest", "half"]) && from == at)
        {
            return None;
        }
        if self.is(from, "half") && !self.is_any(from - 1, &["latter", "better"]) {
            return None;
        }
        let (meaning, end) = self.core(from + 2).or_else(|| self.staged(from + 2)).or_else(|| {
            // "the start of the year it …", "the end of the decade"; but "the end of the year of the flood".
            let unit_at = self.skip(from + 2, "the");
            let (unit, _) = self.unit(unit_at).filter(|unit| !unit.1 && unit.0 >= Unit::Week)?;
            let is_other =
                unit_at > from + 2 && self.is_any(unit_at + 1, &["of", "before", "after", "when", "that"]);
            (!is_other).then_some((Meaning::Point(Point::Definite(unit)), unit_at + 1))
        })?;
        match &meaning {
            Meaning::Point(Point::Step { .. }) => None,
            Meaning::Point(_) => Some((meaning, end)),
            Meaning::Moment { day: Some(_), .. } => Some((meaning, end)),
            _ => None,
        }
    }

    /// "the week of 6 March", "the month of April".
    fn holding(&self, at: usize) -> Read<Point> {
        let from = self.skip(at, "the");
        // "the last week of August", "the first day of May".
        let counted = if self.is(from, "last") { Some((0, from + 1)) } else { self.ordinal(from) };
        if let Some((is_second, end)) = self.half_of(at) {
            let (month, end) = self.month_meant(end)?;
            return Some((Point::HalfOf { is_second, month: Box::new(month) }, end));
        }
        if let Some((nth, unit_at)) = counted.filter(|_| from > at || self.is_joined_part(at)) {
            if let Some((weekday, end)) = self.weekday_name(unit_at) {
                let end = if self.is_any(end, &["of", "in"]) { end + 1 } else { return None };
                let (month, end) = self.month_meant(end)?;
                return (nth <= 5).then(|| (Point::NthWeekday { nth, weekday, point: Box::new(month) }, end));
            }
            let (unit, is_plural) = self.unit(unit_at)?;
            let is_part = matches!(unit, Unit::Week | Unit::Weekend | Unit::Day);
            if is_plural || !self.is_any(unit_at + 1, &["of", "in"]) || !is_part || nth > 6 {
                return None;
            }
            let (point, end) = self.month_meant(unit_at + 2)?;
            return Some((Point::Nth { nth, unit, point: Box::new(point) }, end));
        }
        let (unit, is_plural) = self.unit(from)?;
        if is_plural || !self.is(from + 1, "of") || !matches!(unit, Unit::Week | Unit::Month | Unit::Weekend)
        {
            return None;
        }
        let (point, end) = self.date(from + 2)?;
        Some((Point::Holding { unit, point: Box::new(point) }, end))
    }

    /// "the first half of", "the latter half of": whether it is the second, and just behind.
    fn half_of(&self, at: usize) -> Read<bool> {
        let from = self.skip(at, "the");
        let is_second = if self.is(from, "first") {
            false
        } else if self.is_any(from, &["second", "latter"]) {
            true
        } else {
            return None;
        };
        (from > at && self.is(from + 1, "half") && self.is(from + 2, "of")).then_some((is_second, from + 3))
    }

    /// "… and first week of May": joined to another part of a month.
    fn is_joined_part(&self, at: usize) -> bool {
        at > 0 && self.is_any(at - 1, &["and", "or"])
    }

    /// A month as what stands behind "of" or "in": "October", "May in 1867", "this month", "the month";
    /// "the last week of April and first week of May in 1867" are of one year.
    fn month_meant(&self, at: usize) -> Read<Point> {
        if let Some((point, end)) = self.date(at) {
            let (Point::Month(month) | Point::Fixed(Stretch::Month(_, month))) = point else { return None };
            if let Point::Month(_) = point {
                if self.is(end, "in")
                    && let Some((year, after)) = self.year_number(end + 1)
                {
                    return Some((Point::Fixed(Stretch::Month(year, month)), after));
                }
                let next = self.skip(end + 1, "the");
                if self.is_any(end, &["and", "or"])
                    && self.is_any(next, &["first", "second", "third", "fourth", "last"])
                    && self.is(next + 2, "of")
                    && let Some((Point::Fixed(Stretch::Month(year, _)), _)) = self.month_meant(next + 3)
                {
                    return Some((Point::Fixed(Stretch::Month(year, month)), end));
                }
                // "in June this year".
                let (whole, after) = self.within(point.clone(), end);
                return Some((whole, after));
            }
            return Some((point, end));
        }
        let (point, end) = self.pointed(at)?;
        match point {
            Point::Beside { unit: Unit::Month, .. } | Point::Definite(Unit::Month) => Some((point, end)),
            Point::Named { point: ref named, .. } if matches!(**named, Point::Month(_)) => Some((point, end)),
            _ => None,
        }
    }

    /// "now", "recently", "the future".
    fn reference(&self, at: usize) -> Read<Meaning> {
        let found = self.phrase(at, |meaning| match meaning {
            PhraseMeaning::Reference(value) => Some(value),
            _ => None,
        });
        let (value, end) = match found {
            Some(found) => found,
            None if self.is_any(at, &["recent", "coming", "past", "future"]) => {
                let (unit, is_plural) = self.unit(at + 1)?;
                if !is_plural || unit < Unit::Day {
                    return None;
                }
                (if self.is_any(at, &["recent", "past"]) { "PAST_REF" } else { "FUTURE_REF" }, at + 2)
            }
            // "She will one day return": some day.
            None if self.is(at, "one")
                && self.is(at + 1, "day")
                && at > 0
                && self
                    .is_any(at - 1, &["will", "would", "could", "may", "might", "can", "should", "to"]) =>
            {
                ("FUTURE_REF", at + 2)
            }
            None if self.is(at, "current") => ("PRESENT_REF", at + 1),
            None => return None,
        };
        // "now that the war is over" tells a reason, "Now, he says, …" and "Now for the weather" go on.
        let is_aside =
            !self.is_post && self.words[at].is_capital && self.is_any(at + 1, &[",", "for", "then", "let"]);
        if self.is(at, "now") && (self.is(at + 1, "that") || is_aside) {
            return None;
        }
        Some((Meaning::Reference(value), end))
    }

    /// Where words end that sound of time and tell none.
    pub fn idiom(&self, at: usize) -> Option<usize> {
        self.phrase(at, |meaning| (meaning == PhraseMeaning::Idiom).then_some(())).map(|((), end)| end)
    }

    /// A phrase that leaves a number or date open: where what it shades begins.
    fn about(&self, at: usize) -> Option<usize> {
        self.phrase(at, |meaning| (meaning == PhraseMeaning::About).then_some(())).map(|((), end)| end)
    }

    /// The longest of the lexicon's phrases here that `of` takes.
    fn phrase<T>(&self, at: usize, of: impl Fn(PhraseMeaning) -> Option<T>) -> Read<T> {
        let (first, count) = self.sense(at, |sense| match sense {
            Sense::Opens { first, count } => Some((first as usize, count as usize)),
            _ => None,
        })?;
        self.lexicon.phrases[first..first + count].iter().find_map(|phrase| {
            let meaning = of(phrase.meaning)?;
            let fits = phrase.words.iter().enumerate().skip(1).all(|(by, word)| {
                self.word(at + by).is_some_and(|found| found.is(word) || word == "'" && found.is_apostrophe())
            });
            fits.then_some((meaning, at + phrase.words.len()))
        })
    }

    // --- single words

    /// A word, unless a new paragraph begins with it.
    fn word(&self, at: usize) -> Option<&'a Word<'a>> {
        self.words.get(at).filter(|word| !word.opens_paragraph)
    }

    /// "two *more* weeks", "eight *trading* days": between a number and its unit, where it changes nothing.
    fn is_between(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| self.lexicon.between.contains(&word.text.to_lowercase()))
    }

    fn is(&self, at: usize, lower: &str) -> bool {
        self.words.get(at).is_some_and(|word| word.is(lower))
    }

    fn is_any(&self, at: usize, lower: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| word.is_any(lower))
    }

    fn skip(&self, at: usize, lower: &str) -> usize {
        at + usize::from(self.is(at, lower))
    }

    fn sense<T>(&self, at: usize, of: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.words.get(at)?.senses.iter().find_map(|&sense| of(sense))
    }

    /// Just behind a possessive "'s" or "'".
    fn possessive(&self, at: usize) -> Option<usize> {
        self.word(at).filter(|word| word.is_apostrophe() && word.is_glued)?;
        let has_s = self.word(at + 1).is_some_and(|word| word.is_glued && word.is("s"));
        Some(at + 1 + usize::from(has_s))
    }

    fn unit(&self, at: usize) -> Option<(Unit, bool)> {
        self.sense(at, |sense| match sense {
            Sense::Unit { unit, is_plural } => Some((unit, is_plural)),
            _ => None,
        })
    }

    fn pointer(&self, at: usize) -> Option<Pointer> {
        self.sense(at, |sense| match sense {
            Sense::Pointer(pointer) => Some(pointer),
            _ => None,
        })
    }

    fn daypart(&self, at: usize) -> Read<&'static str> {
        self.sense(at, |sense| match sense {
            Sense::Daypart(code) => Some(code),
            _ => None,
        })
        .map(|code| (code, at + 1))
    }

    fn season(&self, at: usize) -> Option<(Season, bool)> {
        self.sense(at, |sense| match sense {
            Sense::Season { season, is_guarded } => Some((season, is_guarded)),
            _ => None,
        })
    }

    /// A year before or after Christ as [`Stretch::Year`].
    fn fixed_year(year: i16) -> Point {
        Point::Fixed(Stretch::Year(year))
    }
}
