//! Years, decades and centuries: "1996", "490 BC", "the 1990s", "the nineteenth century"; and the year
//! that stands behind a day or month.

use super::super::{Read, Reader};
use crate::calendar::{Stretch, Unit};
use crate::meaning::Point;
use crate::words::{Word, WordKind};
use dateline_grammar::numbers;

impl Reader<'_> {
    /// A year, a decade or a century, with what makes it one.
    pub(in crate::grammar) fn year(&self, at: usize) -> Read<Point> {
        let word = self.words.get(at)?;
        if word.is_apostrophe() {
            // "'99", "the '80s".
            let digits = self.word(at + 1).filter(|digits| digits.is_glued && digits.text.len() == 2)?;
            let short: i16 = digits.text.parse().ok()?;
            if at > 0 && word.is_glued && !self.words[at - 1].is_dash() {
                return None;
            }
            if self.word(at + 2).is_some_and(|s| s.is("s") && s.is_glued) {
                return (short % 10 == 0).then_some((Point::ShortDecade(short / 10), at + 3));
            }
            return Some((Point::ShortYear(short), at + 2));
        }
        if self.is(at, "the") {
            if self.is(at + 1, "year") {
                return self.year_number(at + 2).map(|(year, end)| (Self::fixed_year(year), end));
            }
            return self
                .decade(at + 1)
                .or_else(|| self.year(at + 1).filter(|(point, _)| matches!(point, Point::ShortDecade(_))));
        }
        if self.is(at, "fiscal") {
            let from = self.skip(at + 1, "year");
            return self.year_number(from).map(|(year, end)| (Self::fixed_year(year), end));
        }
        if self.is_any(at, &["ad"]) && word.text == "AD" {
            let digits = self.word(at + 1).filter(|digits| digits.kind == WordKind::Digits)?;
            return Some((Self::fixed_year(digits.text.parse().ok()?), at + 2));
        }
        self.decade(at).or_else(|| self.bare_year(at))
    }

    /// "1990s", "1990's", "nineties".
    pub(super) fn decade(&self, at: usize) -> Read<Point> {
        let word = self.words.get(at)?;
        if word.kind == WordKind::Digits {
            let first: i16 =
                word.text.parse().ok().filter(|year| (1000..2100).contains(year) && year % 10 == 0)?;
            let behind = if self.word(at + 1)?.is_apostrophe() { at + 2 } else { at + 1 };
            let is_decade = self.word(behind).is_some_and(|s| s.is("s") && s.is_glued);
            if !is_decade {
                return None;
            }
            if first % 100 == 0 && first < 1900 {
                return Some((Point::Fixed(Stretch::Century(first / 100)), behind + 1));
            }
            return Some((Point::Fixed(Stretch::Decade(first / 10)), behind + 1));
        }
        const NAMES: [&str; 8] =
            ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
        let number = NAMES.iter().position(|name| word.is(name))?;
        (at > 0 && self.is_any(at - 1, &["the", "early", "mid", "late", "-", "nineteen"])).then_some(())?;
        Some((Point::ShortDecade(number as i16 + 2), at + 1))
    }

    /// Four digits that are a year, or "490 BC", or "nineteen ninety-six".
    pub(super) fn bare_year(&self, at: usize) -> Read<Point> {
        let word = self.words.get(at)?;
        if word.kind == WordKind::Digits {
            if let Some(end) = self.before_christ(at + 1) {
                let year: i16 = word.text.parse().ok().filter(|year| *year > 0 && *year < 9000)?;
                if self.word(at + 1).is_some_and(|next| next.is_any(&["ad", "a", "ce"]))
                    && !self.is(at + 1, "bc")
                    && self.is_after_christ(at + 1)
                {
                    return Some((Self::fixed_year(year), end));
                }
                return Some((Self::fixed_year(1 - year), end));
            }
            // "499–449 BC": the first as well.
            if self.word(at + 1).is_some_and(|dash| dash.is_dash() || dash.is("to"))
                && word.text.len() <= 4
                && self.word(at + 2).is_some_and(|next| next.kind == WordKind::Digits)
                && self.before_christ(at + 3).is_some()
                && !self.is_after_christ(at + 3)
            {
                let year: i16 = word.text.parse().ok().filter(|year| *year > 0)?;
                return Some((Self::fixed_year(1 - year), at + 1));
            }
        }
        let (year, end) = self.year_number(at)?;
        if word.kind == WordKind::Digits && !self.is_year_in_context(at, year) {
            return None;
        }
        Some((Self::fixed_year(year), end))
    }

    /// Whether four digits stand where a year does.
    pub(super) fn is_year_in_context(&self, at: usize, year: i16) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        let is_joined = self.words[at].is_glued;
        if before.is_some_and(|word| {
            word.is_any(&[
                "$",
                "£",
                "€",
                "#",
                "no",
                "number",
                "resolution",
                "article",
                "section",
                "flight",
                "route",
                "room",
                "page",
                "@",
                "¥",
                "%",
                "_",
            ]) || is_joined && (word.kind != WordKind::Mark || word.is_any(&[".", ":", "&", "="]))
                || is_joined
                    && word.is_any(&["-"])
                    && at >= 2
                    && self.words[at - 2].kind == WordKind::Letters
                    && self.words[at - 2].is_capital
                    && self.words[at - 2].text.len() <= 3
        }) {
            return false;
        }
        let behind = self.word(at + 1);
        if behind.is_some_and(|word| {
            word.is_any(&[
                "%",
                "percent",
                "per",
                "people",
                "men",
                "women",
                "soldiers",
                "troops",
                "miles",
                "km",
                "kilometers",
                "kilometres",
                "meters",
                "metres",
                "feet",
                "tons",
                "tonnes",
                "dollars",
                "euros",
                "pounds",
                "points",
                "gmt",
                "hours",
                "hrs",
                "shares",
                "copies",
                "workers",
                "times",
                "children",
                "acres",
                "units",
                "cars",
                "homes",
            ]) || word.is_glued && word.kind == WordKind::Letters
                || word.is_glued
                    && (word.is("°") || word.is(":") && self.word(at + 2).is_some_and(|next| next.is_glued))
        }) {
            return false;
        }
        if (1800..=2100).contains(&year) {
            return true;
        }
        year < 1800
            && (1000..1800).contains(&year)
            && (self.is_past
                || before.is_some_and(|word| {
                    word.is_any(&[
                        "in", "since", "by", "of", "from", "until", "year", "to", "after", "before",
                        "between", "and", ",", "(", "-", "–", "early", "late", "around", "about",
                    ])
                }))
    }

    /// A year as a number: "1996", "nineteen ninety-six", "two thousand".
    pub(in crate::grammar) fn year_number(&self, at: usize) -> Read<i16> {
        if let Some(year) = self.year_digits(at) {
            return Some((year, at + 1));
        }
        let word = self.word(at)?;
        if word.kind != WordKind::Letters {
            return None;
        }
        if word.is_any(&["nineteen", "eighteen", "seventeen", "sixteen", "twenty"]) {
            let century = numbers::small_cardinal(word.text)? as i16;
            if self.word(at + 1)?.is("hundred") {
                return (word.is("nineteen")).then_some((1900, at + 2));
            }
            let rest = numbers::number(|by| self.word(at + 1 + by).map(|word| word.text))?;
            let short = rest.value as i16;
            if rest.value.fract() == 0.0
                && (10..100).contains(&short)
                && !self.word(at + 1)?.kind.eq(&WordKind::Digits)
                && (century < 20 || short < 60)
                && self.unit(at + 1 + rest.words).is_none()
            {
                return Some((century * 100 + short, at + 1 + rest.words));
            }
            return None;
        }
        if word.is("two")
            && self.word(at + 1)?.is("thousand")
            && at > 0
            && self.is_any(at - 1, &["year", "in", "since", "of", "by"])
            && self.unit(at + 2).is_none()
        {
            return Some((2000, at + 2));
        }
        None
    }

    /// Four digits between 1000 and 2100.
    pub(in crate::grammar) fn year_digits(&self, at: usize) -> Option<i16> {
        let word = self.words.get(at)?;
        if word.text.len() != 4 || word.kind != WordKind::Digits {
            return None;
        }
        word.text.parse().ok().filter(|year| (1000..=2100).contains(year))
    }

    pub(super) fn before_christ(&self, at: usize) -> Option<usize> {
        let word = self.word(at)?;
        if word.is_any(&["bc", "bce", "ad", "ce"]) && word.text.bytes().all(|byte| byte.is_ascii_uppercase())
        {
            return Some(at + 1);
        }
        let dotted = |first: &str, second: &str| {
            word.text == first
                && self.is(at + 1, ".")
                && self.word(at + 2).is_some_and(|next| next.text == second && next.is_glued)
                && self.is(at + 3, ".")
        };
        (dotted("B", "C") || dotted("A", "D")).then_some(at + 4)
    }

    pub(super) fn is_after_christ(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| matches!(word.text, "AD" | "CE" | "A"))
    }

    /// "the 20th century", "this century" is pointed; "the nineteenth century".
    pub(in crate::grammar) fn age(&self, at: usize) -> Read<Point> {
        let from = self.skip(at, "the");
        let (number, end) = self.ordinal(from)?;
        let end = end + usize::from(self.word(end).is_some_and(Word::is_dash));
        let (unit, is_plural) = self.unit(end)?;
        if unit != Unit::Century || is_plural || number > 30 {
            return None;
        }
        if let Some(after) = self.before_christ(end + 1).filter(|_| !self.is_after_christ(end + 1)) {
            return Some((Point::Fixed(Stretch::Century(-(number as i16))), after));
        }
        Some((Point::Fixed(Stretch::Century(number as i16 - 1)), end + 1))
    }

    /// ", 1999", "1999", "'99", "of 1940" behind a day of a month.
    pub(super) fn year_behind(&self, at: usize) -> (Option<i16>, usize) {
        let from = self.skip(at, ",");
        if let Some((year, end)) = self.year_number(from).filter(|_| self.word(from).is_some()) {
            if self.before_christ(end).is_some() && !self.is_after_christ(end) {
                return (Some(1 - year), self.before_christ(end).unwrap_or(end));
            }
            return (Some(year), end);
        }
        if self.word(from).is_some_and(|digits| digits.kind == WordKind::Digits && digits.text.len() <= 3)
            && let Some(end) = self.before_christ(from + 1).filter(|_| !self.is_after_christ(from + 1))
        {
            let year: Option<i16> = self.words[from].text.parse().ok();
            return (year.map(|year| 1 - year), end);
        }
        (None, at)
    }

    pub(super) fn year_behind_month(&self, at: usize) -> (Option<i16>, usize) {
        let found = self.year_behind(at);
        if found.0.is_some() {
            return found;
        }
        if self.is(at, "of") || self.is(at, "in") && self.year_digits(at + 1).is_some() {
            let found = self.year_behind(at + 1);
            if found.0.is_some_and(|year| self.is(at, "of") || self.is_year_in_context(at + 1, year)) {
                return found;
            }
        }
        (None, at)
    }

    /// "March 5–9, 1918": the year of the whole range.
    pub(super) fn year_behind_range(&self, at: usize) -> Option<i16> {
        let dash = self.word(at)?;
        if !(dash.is_dash() || dash.is_any(&["to", "and", "through"])) {
            return None;
        }
        let from = if self.month_name(at + 1).is_some() { at + 2 } else { at + 1 };
        let (_, end) = self.day_number(from)?;
        self.year_behind(end).0
    }
}
