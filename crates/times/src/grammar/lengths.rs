//! Lengths and what counts with them: "nearly two years", "a minute and a half", "five months ago",
//! "a day earlier", "the past three weeks", "every Thursday".

use super::{Read, Reader};
use crate::calendar::Unit;
use crate::lexicon::{PhraseMeaning, Sense};
use crate::meaning::{Amount, Meaning};
use crate::words::WordKind;
use dateline_grammar::numbers;

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
    pub(super) fn measured(&self, at: usize) -> Option<(Amount, Unit, usize)> {
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
        while self.is_between(from) {
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
        while self.is_between(end) {
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
    pub(super) fn is_paper(&self, at: usize) -> bool {
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
}
