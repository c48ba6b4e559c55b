//! Again and again: "every day", "twice a week", "on Sundays".

use super::{Read, Reader};
use crate::calendar::Unit;
use crate::lexicon::Sense;
use crate::meaning::{Amount, Meaning, length};
use crate::words::WordKind;
use dateline_grammar::numbers;

impl Reader<'_> {
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
            // "every third Sunday of June", "every first Monday of the month".
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
