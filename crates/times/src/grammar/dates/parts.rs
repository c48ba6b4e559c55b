//! Parts of a year: "the spring of 1916", "the third quarter", "the first half of the year".

use super::super::{Read, Reader};
use super::with_year;
use crate::calendar::{Stretch, Unit};
use crate::meaning::Point;
use crate::words::{Word, WordKind};

impl Reader<'_> {
    /// Seasons, quarters and halves, with their year where it is told.
    pub(in crate::grammar) fn part_of_year(&self, at: usize) -> Read<Point> {
        let from = self.skip(at, "the");
        // "the 1988 third quarter".
        if let Some(year) = self.year_digits(from) {
            if let Some((part, end)) = self.quarter(from + 1) {
                return with_year(part, Some(year)).map(|point| (point, end));
            }
            if self.is_any(from + 1, &["quarter", "period"]) && !self.is(from + 2, "of") {
                let part = Point::Definite(Unit::Quarter);
                return Some((
                    Point::Within { part: Box::new(part), whole: Box::new(Self::fixed_year(year)) },
                    from + 2,
                ));
            }
            return None;
        }
        if self.is_any(from, &["year"])
            && self.word(from + 1).is_some_and(Word::is_dash)
            && self.is_any(from + 2, &["ago", "earlier"])
        {
            return self.year_before(from);
        }
        let (part, end) = if let Some((season, is_guarded)) = self.season(from) {
            if is_guarded && !self.is_guarded_season(at, from) || self.is_named_for_season(from) {
                return None;
            }
            (Point::Season(season), from + 1)
        } else {
            self.quarter(from)?
        };
        let from = self.skip(end, "of");
        let from = if from == end { self.skip(end, ",") } else { from };
        if let (Some(year), after) = self.year_behind(from) {
            return with_year(part, Some(year)).map(|point| (point, after));
        }
        if from > end {
            if let Some((Point::Fixed(decade @ Stretch::Decade(_)), after)) = self.year(from) {
                return Some((Point::Fixed(decade), after));
            }
            if let Some((year @ Point::ShortDecade(_), after)) = self.year(from) {
                return Some((year, after));
            }
            if let Some((year @ Point::ShortYear(_), after)) = self.year(from) {
                return Some((Point::Within { part: Box::new(part), whole: Box::new(year) }, after));
            }
        }
        if matches!(part, Point::Half(_)) {
            // "the first half" of what? A year has to be told, or be meant by "of the year".
            return if self.within(part.clone(), end).eq(&(part.clone(), end)) {
                None
            } else {
                Some(self.within(part, end))
            };
        }
        Some((part, end))
    }

    /// "Spring of Hope" is a thing named for it.
    pub(super) fn is_named_for_season(&self, at: usize) -> bool {
        self.words[at].is_capital
            && self.is(at + 1, "of")
            && self.word(at + 2).is_some_and(|word| {
                word.is_capital && word.kind == WordKind::Letters && word.senses.is_empty()
            })
    }

    /// "fall" is the season where an article, preposition or year stands beside it.
    pub(super) fn is_guarded_season(&self, at: usize, from: usize) -> bool {
        if self.year_number(self.skip(from + 1, "of")).is_some() {
            return true;
        }
        if at < from {
            // "the fall of Saigon" is none, "in the fall" is.
            return !self.is_any(from + 1, &["of", "in", "from", "-", "to"])
                && at > 0
                && self.is_any(
                    at - 1,
                    &["in", "by", "since", "until", "during", "for", "of", "throughout", "through"],
                );
        }
        at > 0
            && self.is_any(at - 1, &["last", "this", "next", "in", "by", "early", "late", "each", "every"])
            && !self.is_any(from + 1, &["in", "of", "to", "from", "below", "short"])
    }

    /// "third quarter", "third-quarter", "Q3", "first half".
    pub(super) fn quarter(&self, at: usize) -> Read<Point> {
        let word = self.words.get(at)?;
        if word.text.eq_ignore_ascii_case("q")
            && (!word.is_glued || at > 0 && self.words[at - 1].kind == WordKind::Mark)
            && self.word(at + 1).is_some_and(|digit| digit.is_glued && digit.text.len() == 1)
            && !self.word(at + 2).is_some_and(|next| next.is_glued && next.kind == WordKind::Letters)
        {
            let number: i8 =
                self.words[at + 1].text.parse().ok().filter(|number| (1..=4).contains(number))?;
            return Some((Point::Quarter(number), at + 2));
        }
        let from = self.skip(at, "fiscal");
        let from = from + usize::from(from > at && self.word(from).is_some_and(Word::is_dash));
        let is_last = self.is_any(from, &["last", "final"]);
        let (number, end) = if is_last { (0, from + 1) } else { self.ordinal(from)? };
        let end = end + usize::from(self.word(end).is_some_and(|dash| dash.is_dash() && dash.is_glued));
        let end = self.skip(end, "fiscal");
        if self.is(end, "quarter") && (1..=4).contains(&number) {
            return Some((Point::Quarter(number as i8), end + 1));
        }
        if self.is(end, "half") && (number <= 2) {
            let half = if number == 1 { 1 } else { 2 };
            return Some((Point::Half(half), end + 1));
        }
        None
    }

    /// "year-ago quarter", "year-earlier period".
    pub(super) fn year_before(&self, at: usize) -> Read<Point> {
        let end = at + 3;
        if let Some((part, after)) = self.quarter(end) {
            return Some((Point::YearBefore(Box::new(part)), after));
        }
        let after = end + usize::from(self.is_any(end, &["quarter", "period"]));
        Some((Point::YearBefore(Box::new(Point::Definite(Unit::Quarter))), after))
    }
}
