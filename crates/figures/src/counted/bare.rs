//! Numbers whose noun is left out, told by the words around them: strengths of quakes, crowds, votes, and how often
//! somebody was hit.

use super::{Counted, Reader, Sureness};
use dateline_language::{Deprel, Upos, Word};
use dateline_model::Span;
use rustc_hash::FxHashSet;

impl Reader<'_, '_> {
    /// "a 7.0-magnitude quake", "of magnitude 7.0", "its magnitude at 7.0", "7.0 on the Richter scale",
    /// "a 7.0 quake".
    pub(super) fn strength(&self, at: usize) -> Option<Counted> {
        const STRONGEST: f64 = 10.0;
        let is_one_of = |at: usize, words: &FxHashSet<String>| {
            self.form(at).is_some_and(|form| words.contains(&form.to_ascii_lowercase()))
        };
        let (start, end) = (self.quantity.words.start, self.quantity.words.end);
        let strength =
            |words: Span<Word>, told_by: usize| Some(Counted::measure("magnitude", None, words, told_by));
        if is_one_of(at, &self.lexicon.magnitudes)
            || self.is(at, "strength") && is_one_of(at + 1, &self.lexicon.quakes)
        {
            return strength(Span::new(start, at + 1), at);
        }
        let has_point = self.text.form(self.quantity.number_start).contains('.');
        if has_point && self.quantity.value < STRONGEST && is_one_of(at, &self.lexicon.quakes) {
            return strength(Span::new(start, at + 1), at);
        }
        // "aftershocks of around 4.1", "a quake measuring 6.0".
        let is_of_quake = start > self.sentence.start + 1
            && ["of", "measuring", "measured", "registering"].iter().any(|word| self.is(start - 1, word))
            && self.lexicon.quakes.contains(self.lemma(start - 2));
        if has_point && self.quantity.value < STRONGEST && is_of_quake {
            return strength(Span::new(start, end), end - 1);
        }
        let is_joint = |at: usize| ["of", "at", "is", "was", "-", "‑"].iter().any(|word| self.is(at, word));
        let before = start
            .checked_sub(1 + usize::from(start > 0 && is_joint(start - 1)))
            .filter(|&before| is_one_of(before, &self.lexicon.magnitudes));
        if let Some(before) = before {
            return strength(Span::new(before, end), before);
        }
        let scale = (at + 1..at + 5).find(|&at| is_one_of(at, &self.lexicon.scales));
        let scale = scale.filter(|_| self.is(at, "on"))?;
        let last = scale + usize::from(self.is(scale + 1, "scale"));
        strength(Span::new(start, last + 1), last)
    }

    /// "a population of 5,000", "put the crowd at 300", "a mother of nine": who consists of so many, and
    /// what these are.
    pub(super) fn holder(&self) -> Option<(&'static str, usize)> {
        const REACH: usize = 4;
        let before = self.quantity.words.start.checked_sub(1)?;
        let holder = |at: usize| {
            (at >= self.sentence.start)
                .then(|| self.lexicon.holders.get(self.lemma(at)).map(|&what| (what, at)))?
        };
        if self.is(before, "of") {
            return holder(before.checked_sub(1)?);
        }
        // "The march *drew 20,000*", "was attended *by 20,000*".
        const FEWEST: f64 = 20.0;
        let is_by = self.is(before, "by");
        let verb = before.checked_sub(usize::from(is_by)).filter(|&verb| verb > self.sentence.start)?;
        let is_drawn = self.text.tokens[verb].upos == Upos::Verb
            && self.quantity.value >= FEWEST
            && if is_by {
                self.lexicon.attended.contains(self.lemma(verb))
            } else {
                self.lexicon.drawing.contains(self.lemma(verb))
            };
        if is_drawn && self.form(self.quantity.words.end) != Some("-") {
            return Some(("people", verb));
        }
        // "estimated the crowd in the square at 300".
        if !self.is(before, "at") {
            return None;
        }
        (before.saturating_sub(REACH)..before)
            .rev()
            .take_while(|&at| self.form(at).is_some() && self.text.tokens[at].upos != Upos::Punct)
            .find_map(holder)
            .filter(|(what, _)| *what == "people")
    }

    /// "*nine in favour* and *three against*": what they voted.
    pub(super) fn behind_vote(&self, end: usize) -> Option<usize> {
        const REACH: usize = 12;
        let is_favour = |at: usize| self.is(at, "favour") || self.is(at, "favor");
        let from = end + usize::from(self.is(end, "voted") || self.is(end, "voting"));
        if self.is(from, "in") && is_favour(from + 1) {
            return Some(from + 2);
        }
        let is_against = self.is(from, "against")
            && (end.saturating_sub(REACH)..end)
                .any(|at| is_favour(at) || self.lexicon.ballot.contains(&self.text.form(at).to_lowercase()));
        is_against.then_some(from + 1)
    }

    /// "shot him *seven times*", "was stabbed *nine times*": how often somebody was hit in one deed.
    pub(super) fn repeated(&self) -> Option<Counted> {
        let end = self.quantity.words.end;
        if !self.is(end, "times") || self.quantity.value < 2.0 {
            return None;
        }
        // "three times as many", "four times more", "twelve times a day".
        const NOT: [&str; 9] = ["as", "more", "the", "higher", "larger", "a", "per", "than", "over"];
        if NOT.iter().any(|word| self.is(end + 1, word)) {
            return None;
        }
        let verb = self.text.tokens[end].head? as usize;
        let is_deed = self.text.tokens[verb].upos == Upos::Verb
            && verb < self.quantity.words.start
            && self.form(verb).is_some()
            && (self.lexicon.repeated.contains(self.lemma(verb))
                || self.lexicon.repeated.contains(self.text.form(verb).to_ascii_lowercase().as_str()));
        is_deed.then(|| Counted {
            of: Some(Span::new(verb, verb + 1)),
            is_countable: true,
            sureness: Sureness::Noun,
            ..Counted::measure("times", None, Span::new(self.quantity.words.start, end + 1), verb)
        })
    }

    /// "*Dozens* gathered", "more than *5,000* marched", "*hundreds* took to the streets": people, by what they do.
    pub(super) fn is_crowd(&self, end: usize) -> bool {
        const FEWEST: f64 = 20.0;
        let quantity = self.quantity;
        let number = quantity.words.end - 1;
        let verb = (end..end + 4).find(|&at| {
            self.form(at).is_some() && !matches!(self.text.tokens[at].upos, Upos::Aux | Upos::Adv)
        });
        let Some(verb) = verb else { return false };
        let token = &self.text.tokens[verb];
        let is_year = quantity.value.fract() == 0.0
            && (1000.0..2100.0).contains(&quantity.value)
            && !self.text.form(quantity.number_start).contains(',')
            && !quantity.is_rough;
        let is_subject = token.head == Some(number as u32)
            || self.text.tokens[number].head == Some(verb as u32)
                && self.text.tokens[number].deprel.base() == Deprel::Nsubj;
        quantity.value >= FEWEST
            && !is_year
            && token.upos == Upos::Verb
            && is_subject
            && self.lexicon.crowds.contains(token.lemma.as_str())
            && !dateline_grammar::voice::is_shown_passive(self.text, verb)
    }
}
