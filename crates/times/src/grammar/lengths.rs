//! Lengths and what counts with them: "nearly two years", "a minute and a half", "five months ago",
//! "a day earlier", "the past three weeks", "every Thursday".

use super::{Read, Reader};
use crate::calendar::{Stretch, Unit};
use crate::lexicon::{PhraseMeaning, Sense};
use crate::meaning::{Amount, Meaning, Point, length};
use crate::words::WordKind;
use dateline_grammar::numbers;

/// Words between a number and its unit that change nothing: "two more weeks", "eight trading days".
const BETWEEN: [&str; 22] = [
    "more",
    "additional",
    "extra",
    "further",
    "full",
    "whole",
    "entire",
    "straight",
    "consecutive",
    "successive",
    "long",
    "trading",
    "business",
    "working",
    "calendar",
    "academic",
    "school",
    "solid",
    "other",
    "fiscal",
    "short",
    "good",
];

impl Reader<'_> {
    /// "two years", "30-day", "half an hour", "weeks".
    pub(super) fn length(&self, at: usize) -> Read<Meaning> {
        // "month-long", "decades-long".
        if let Some((unit, _)) = self.unit(at)
            && self.word(at + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued)
            && self.is(at + 2, "long")
        {
            let is_plural = self.unit(at).is_some_and(|(_, is_plural)| is_plural);
            let amount = if is_plural { Amount::Some } else { Amount::Exactly(1.0) };
            return Some((Meaning::Length { amount, unit }, at + 3));
        }
        // "the year ended 30 June".
        if self.is(at, "the") {
            let from = self.skip(at + 1, "fiscal");
            if self.is(from, "year") && self.is_any(from + 1, &["ended", "ending"]) {
                return Some((Meaning::Length { amount: Amount::Exactly(1.0), unit: Unit::Year }, from + 1));
            }
        }
        let (amount, unit, mut end) = self.measured(at)?;
        if let Some(hour_part) = self.smaller_behind(end, unit) {
            let (part, after) = hour_part;
            if let Amount::Exactly(number) = amount {
                let parts = if unit == Unit::Hour || unit == Unit::Minute { 60.0 } else { 12.0 };
                return Some((
                    Meaning::Length { amount: Amount::Exactly(number + part / parts), unit },
                    after,
                ));
            }
        }
        if self.is(end, "or") && self.is(end + 1, "so") {
            end += 2;
        }
        // "nineteen years old", "26 years of age" are no lengths; "the 8-month-old truce" is one.
        if self.is(end, "old") {
            return None;
        }
        if self.word(end).is_some_and(|dash| dash.is_dash() && dash.is_glued) && self.is(end + 1, "old") {
            return self.is_lasting(end + 2).then_some((Meaning::Length { amount, unit }, end + 2));
        }
        if self.word(end).is_some_and(|dash| dash.is_dash() && dash.is_glued) && self.is(end + 1, "long") {
            end += 2;
        }
        Some((Meaning::Length { amount, unit }, end))
    }

    /// Whether a noun close behind tells what lasts: "the 8-month-old ceasefire", "civil war".
    fn is_lasting(&self, at: usize) -> bool {
        (at..at + 3)
            .take_while(|&at| self.word(at).is_some_and(|word| word.kind == WordKind::Letters))
            .any(|at| self.sense(at, |sense| matches!(sense, Sense::Lasting).then_some(())).is_some())
    }

    /// A number and its unit.
    fn measured(&self, at: usize) -> Option<(Amount, Unit, usize)> {
        // "half an hour", "half a year".
        if self.is(at, "half") && self.is_any(at + 1, &["a", "an"]) {
            let (unit, _) = self.unit(at + 2)?;
            return Some((Amount::Exactly(0.5), unit, at + 3));
        }
        let (amount, from) = match self.amount(at) {
            Some(found) => found,
            None => {
                let from = self.counted_from(at);
                if from > at {
                    let (amount, end) = self.amount(from)?;
                    if !matches!(self.words[from].kind, WordKind::Digits) && self.is_any(from, &["a", "an"]) {
                        return None;
                    }
                    (amount, end)
                } else {
                    return self.bare_plural(at);
                }
            }
        };
        let mut from = from;
        let mut is_joined = false;
        while self.word(from).is_some_and(|word| word.is_any(&BETWEEN)) {
            from += 1;
        }
        if self.word(from).is_some_and(|dash| dash.is_dash() && dash.is_glued) {
            from += 1;
            is_joined = true;
        }
        self.word(from)?;
        let (unit, is_plural) = self.unit(from)?;
        // "The 30-day halt": the article is the halt's.
        if is_joined && self.is_any(at, &["the", "those", "these"]) {
            return None;
        }
        // "60 Minutes" is a programme.
        let is_shouted = self.words[from].text.bytes().all(|byte| byte.is_ascii_uppercase());
        if self.words[from].is_capital && !is_shouted && self.words[at].kind == WordKind::Digits {
            return None;
        }
        if unit == Unit::Second && !is_plural {
            return None;
        }
        // "three quarters of the troops", "three-quarters".
        if unit == Unit::Quarter && (is_joined || self.is(from + 1, "of")) {
            return None;
        }
        let is_article = self.is_any(at, &["a", "an"]) && from == at + 1;
        if is_article && self.word(from + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued) {
            return None;
        }
        if !is_plural && !is_joined && !matches!(amount, Amount::Exactly(number) if number <= 1.5) {
            // "a five year low", "two day": a unit that stands for an adjective. "The 12 month" too.
            let is_small = matches!(amount, Amount::Exactly(number) if number < 1000.0);
            if !is_small {
                return None;
            }
        }
        let mut amount = amount;
        let mut end = from + 1;
        // "a minute and a half", "two years and a half".
        if self.is(end, "and")
            && self.is(end + 1, "a")
            && self.is(end + 2, "half")
            && let Amount::Exactly(number) = amount
        {
            amount = Amount::Exactly(number + 0.5);
            end += 3;
        }
        // "a year or two".
        if is_article && self.is(end, "or") && self.is(end + 1, "two") {
            end += 2;
        }
        Some((amount, unit, end))
    }

    /// "the first two years", "the nine months", "its first nine months": where the number begins.
    fn counted_from(&self, at: usize) -> usize {
        let mut from = at;
        if self.is_any(from, &["the", "those", "these", "another", "an", "only", "just"]) {
            from += 1;
        } else {
            return at;
        }
        if self.is_any(
            from,
            &["first", "final", "additional", "extra", "entire", "estimated", "intervening", "whole", "full"],
        ) {
            from += 1;
        }
        from
    }

    /// "weeks", "months or years": a plural without a number.
    fn bare_plural(&self, at: usize) -> Option<(Amount, Unit, usize)> {
        let (unit, is_plural) = self.unit(at)?;
        let word = self.words[at];
        if !is_plural || word.is_glued && at > 0 && !self.words[at - 1].is_any(&["(", "\"", "“", "'", "‘"])
        {
            // "12-months": the number was no number.
            return None;
        }
        let is_possessive = self.possessive(at + 1).is_some();
        // "60 Minutes" is a programme.
        if word.is_capital && at > 0 && self.words[at - 1].kind == WordKind::Digits {
            return None;
        }
        let is_named = word.is_capital && at > 0 && self.words[at - 1].is_capital;
        if is_possessive || is_named || matches!(unit, Unit::Weekend | Unit::Quarter | Unit::Second) {
            return None;
        }
        if at > 0
            && self.words[at - 1].is_any(&[
                "his", "her", "their", "my", "our", "its", "your", "last", "golden", "final", "same",
                "early", "light", "teen", "teenage", "office", "working", "opening", "business",
            ])
        {
            return None;
        }
        let mut end = at + 1;
        if (self.is(end, "or") || self.is(end, "and"))
            && self.unit(end + 1).is_some_and(|(_, is_plural)| is_plural)
            && !self.word(end + 1).is_some_and(|word| word.is("seconds"))
        {
            end += 2;
        }
        Some((Amount::Some, unit, end))
    }

    /// "an hour thirty minutes", "3 hours, 20 minutes".
    fn smaller_behind(&self, at: usize, unit: Unit) -> Read<f64> {
        let small = match unit {
            Unit::Hour => Unit::Minute,
            Unit::Minute => Unit::Second,
            Unit::Year => Unit::Month,
            _ => return None,
        };
        let from = if self.is(at, "and") || self.is(at, ",") { at + 1 } else { at };
        let number = numbers::number(|by| self.word(from + by).map(|word| word.text))?;
        let (found, is_plural) = self.unit(from + number.words)?;
        (found == small && is_plural).then_some((number.value, from + number.words + 1))
    }

    /// A number, or words for a few or many.
    pub(super) fn amount(&self, at: usize) -> Read<Amount> {
        let word = self.words.get(at)?;
        // "a couple of years", "a few", "several".
        if self.is(at, "a") && self.is(at + 1, "couple") || self.is(at, "couple") {
            let end = if self.is(at, "a") { at + 2 } else { at + 1 };
            return Some((Amount::Exactly(2.0), self.skip(end, "of")));
        }
        if let Some(((), end)) = self.phrase(at, |meaning| (meaning == PhraseMeaning::Vague).then_some(())) {
            return Some((Amount::Some, end));
        }
        if self.is(at, "half") && self.is(at + 1, "a") && self.is(at + 2, "dozen") {
            return Some((Amount::Exactly(6.0), at + 3));
        }
        let from = if word.is_any(&["a", "an"]) {
            if self.is(at + 1, "dozen") {
                return Some((Amount::Exactly(12.0), at + 2));
            }
            if !self.is_any(at + 1, &["hundred", "thousand", "million", "half"]) {
                return Some((Amount::Exactly(1.0), at + 1));
            }
            at + 1
        } else if word.is("another") {
            match numbers::number(|by| self.word(at + 1 + by).map(|word| word.text)) {
                Some(_) => at + 1,
                None => return Some((Amount::Exactly(1.0), at + 1)),
            }
        } else {
            at
        };
        if word.kind == WordKind::Digits
            && at > 0
            && word.is_glued
            && self.words[at - 1].is_any(&["$", "£", "€", "."])
        {
            return None;
        }
        let text = |by: usize| {
            self.words.get(from + by).filter(|word| by == 0 || !word.opens_paragraph).map(|word| word.text)
        };
        let number = numbers::number(text)?;
        let mut end = from + number.words;
        let mut value = number.value;
        // "two and a half years".
        if self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half") {
            (value, end) = (value + 0.5, end + 3);
        } else if self.is(end, "and") && self.is(end + 1, "half") {
            (value, end) = (value + 0.5, end + 2);
        }
        // "two to three weeks", "12-18 months": at least the first.
        if self.word(end).is_some_and(|to| to.is_any(&["to", "or"]) || to.is_dash())
            && let Some(second) = numbers::number(|by| self.word(end + 1 + by).map(|word| word.text))
        {
            let after = end + 1 + second.words;
            let is_unit = self.unit(after).is_some()
                || self.word(after).is_some_and(super::super::words::Word::is_dash)
                    && self.unit(after + 1).is_some();
            if second.value > value && is_unit {
                return Some((Amount::Exactly(value), after));
            }
        }
        Some((Amount::Exactly(value), end))
    }

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
            if self.word(end - 2).is_some_and(|word| word.is_any(&BETWEEN)) {
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

    /// "the past three weeks", "the next few days", "last five years".
    pub(super) fn window(&self, at: usize) -> Read<Meaning> {
        let mut from = at;
        if self.is_any(at, &["the", "these", "this", "those"]) {
            from += 1;
        }
        let pointer = self.pointer(from)?;
        // "it will last three days".
        let is_verb = self.is(from, "last")
            && from == at
            && at > 0
            && self.is_any(
                at - 1,
                &[
                    "will", "would", "could", "can", "may", "might", "must", "should", "to", "not", "did",
                    "ll",
                ],
            );
        if is_verb {
            return None;
        }
        // "in recent years" is only some time ago.
        let is_vague = from == at
            && self.is_any(from, &["recent", "past", "coming"])
            && self.unit(from + 1).is_some_and(|(unit, is_plural)| {
                is_plural && unit >= if self.is(from, "coming") { Unit::Day } else { Unit::Year }
            });
        if is_vague || self.is_any(from, &["that", "present", "current"]) {
            return None;
        }
        let (amount, end) = match self.amount(from + 1) {
            Some((amount, end)) if !self.is_any(from + 1, &["a", "an", "another"]) => (amount, end),
            _ => {
                let (unit, is_plural) = self.unit(from + 1)?;
                let is_window = is_plural
                    || from > at
                        && (self.is(from, "past") && unit >= Unit::Day
                            || self.is(from, "last") && unit >= Unit::Decade);
                if !is_window {
                    return None;
                }
                let amount = if is_plural { Amount::Some } else { Amount::Exactly(1.0) };
                (amount, from + 1)
            }
        };
        let mut end = end;
        while self.word(end).is_some_and(|word| word.is_any(&BETWEEN)) {
            end += 1;
        }
        let end = end + usize::from(self.word(end).is_some_and(|dash| dash.is_dash() && dash.is_glued));
        self.word(end)?;
        let (unit, _) = self.unit(end)?;
        let mut end = end + 1;
        if self.is(end, "or") && self.is(end + 1, "so") {
            end += 2;
        }
        Some((Meaning::Window { amount, unit, pointer }, end))
    }

    /// "the party daily Granma", "the daily Vestnik said": a paper, not how often. "The daily UN
    /// briefing" is one; there something else is named behind the name.
    fn is_paper(&self, at: usize) -> bool {
        if !self.is_any(at, &["daily", "weekly"]) || self.words[at].is_capital || at == 0 {
            return false;
        }
        let is_name = |at: usize| {
            self.word(at).is_some_and(|word| {
                word.is_capital && word.kind == WordKind::Letters && word.senses.is_empty()
            })
        };
        let mut end = at + 1;
        while is_name(end) {
            end += 1;
        }
        if end == at + 1 {
            return false;
        }
        let before = &self.words[at - 1];
        let is_plain =
            before.is_any(&["the", "a", "its", "their", "his", "her"]) || before.kind == WordKind::Mark;
        !is_plain
            || self.word(end).is_none_or(|word| {
                word.kind == WordKind::Mark
                    || word.is_any(&["said", "reported", "wrote", "quoted", "newspaper", "has"])
            })
    }

    /// "once a", "twice every", "three times per": where the unit stands.
    fn times_over(&self, at: usize) -> Option<usize> {
        let end = if self.is_any(at, &["once", "twice"]) {
            at + 1
        } else {
            let number = numbers::number(|by| self.words.get(at + by).map(|word| word.text))?;
            self.is(at + number.words, "times").then_some(at + number.words + 1)?
        };
        self.is_any(end, &["a", "an", "every", "each", "per"]).then_some(end + 1)
    }

    /// "every day", "each Thursday", "daily", "Tuesdays", "per month".
    pub(super) fn set(&self, at: usize) -> Read<Meaning> {
        if let Some(value) =
            self.sense(at, |sense| if let Sense::Set(value) = sense { Some(value) } else { None })
        {
            // "the Daily Herald", and "annual" things are names and kinds.
            let word = self.words[at];
            let is_name = word.is_capital
                && at > 0
                && !word.opens_paragraph
                && self.words[at - 1].kind == WordKind::Letters;
            if self.is_paper(at) {
                return None;
            }
            return (!is_name).then(|| (Meaning::Set(value.to_owned()), at + 1));
        }
        // "once a week", "three times a day": how often, by the unit.
        if let Some(from) = self.times_over(at)
            && let Some((unit, false)) = self.unit(from)
            && !self.word(from + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued)
        {
            return Some((Meaning::Set(length(Amount::Exactly(1.0), unit)), from + 1));
        }
        if self.is_any(at, &["every", "each", "per"]) {
            let from = at + 1;
            let from = self.skip(from, "single");
            let from = self.skip(from, "other");
            // "every second Sunday in May", "every first Monday of the month".
            if let Some((_, weekday_at)) = self.ordinal(from).filter(|_| self.is_any(at, &["every", "each"]))
                && let Some((number, end)) = self.weekday_name(weekday_at)
            {
                let value = format!("XXXX-WXX-{number}");
                let month = self.is_any(end, &["of", "in"]).then(|| self.month_meant(end + 1)).flatten();
                return Some((Meaning::Set(value), month.map_or(end, |(_, end)| end)));
            }
            if let Some((number, end)) = self.weekday_name(from) {
                let part = self.daypart(end);
                let value = part
                    .map_or(format!("XXXX-WXX-{number}"), |(code, _)| format!("XXXX-WXX-{number}T{code}"));
                return Some((Meaning::Set(value), part.map_or(end, |part| part.1)));
            }
            if let Some((month, _)) = self.month_name(from).filter(|_| self.words[from].is_capital) {
                return Some((Meaning::Set(format!("XXXX-{month:02}")), from + 1));
            }
            if let Some((season, _)) = self.season(from) {
                return Some((Meaning::Set(format!("XXXX-{}", season.code())), from + 1));
            }
            if let Some((code, end)) = self.daypart(from) {
                return Some((Meaning::Set(format!("T{code}")), end));
            }
            let (amount, from) =
                self.amount(from).filter(|_| !self.is(at, "per")).unwrap_or((Amount::Exactly(1.0), from));
            let (unit, _) = self.unit(from)?;
            if unit == Unit::Second && self.is_any(at, &["every", "each"]) && !self.unit(from)?.1 {
                return None;
            }
            return Some((Meaning::Set(length(amount, unit)), from + 1));
        }
        // "Tuesday nights".
        if let Some((number, end)) = self.weekday_name(at)
            && let Some((code, after)) = self.daypart(end)
            && self.words[end].text.ends_with('s')
        {
            return Some((Meaning::Set(format!("XXXX-WXX-{number}T{code}")), after));
        }
        // "Tuesdays", "weekends".
        if let Some((Unit::Weekend, true)) = self.unit(at) {
            return Some((Meaning::Set("XXXX-WXX-WE".to_owned()), at + 1));
        }
        let number = self.weekday_plural(at)?;
        Some((Meaning::Set(format!("XXXX-WXX-{number}")), at + 1))
    }

    /// "Tuesdays".
    pub(super) fn weekday_plural(&self, at: usize) -> Option<i8> {
        let stem = self.words.get(at)?.text.strip_suffix('s').filter(|stem| stem.len() >= 6)?;
        self.lexicon.senses(stem).iter().find_map(|sense| match sense {
            Sense::Weekday { number, .. } => Some(*number),
            _ => None,
        })
    }
}
