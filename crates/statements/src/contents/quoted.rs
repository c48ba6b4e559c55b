//! Contents that are quotations: before the cue, behind it, broken by it, above a dash.

use super::{End, Search, Start};
use dateline_language::{Upos, Word, Xpos};
use dateline_model::Span;

/// How many quotations that touch are one at the most: no speech in a report is printed in more.
const MOST: usize = 40;
/// How far behind a quotation a cue of its own is looked for, in words.
const FAR: usize = 200;

impl Search<'_, '_> {
    pub(super) fn quotations(&mut self) {
        self.quotation_before();
        self.quotation_after();
    }

    /// "A," he said. "B." — the quotation that ends before the cue, and those that go on behind it.
    pub(super) fn quotation_before(&mut self) {
        let context = self.context;
        let verb = self.anchor.head;
        let Some(number) = (self.sentence.start.max(verb.saturating_sub(45))..verb)
            .rev()
            .find_map(|at| context.quoted[at])
            .filter(|&number| context.quoted[verb] != Some(number))
        else {
            return;
        };
        let quotations = &context.annotated.quotations;
        // Not the by-name in 'said Tom "Tiger" Smith': a quotation ends as a sentence or clause does.
        let number = (0..=number as usize)
            .rev()
            .take(3)
            .find(|&number| {
                let words = quotations[number].words;
                !words.is_empty()
                    && quotations[number].depth == 0
                    && (words.len() > 4 || context.is_punctuation(words.end - 1))
                    && words.end + 45 > verb
            })
            .unwrap_or(number as usize);
        let last = quotations[number].words;
        let mut pieces = vec![last];
        // "A." "B," he said: quotations that touch are one.
        let mut first = number;
        while pieces.len() < MOST
            && let Some(before) = (0..first).rev().find(|&at| quotations[at].depth == 0)
        {
            let words = quotations[before].words;
            let touches = (words.end..quotations[first].words.start).all(|at| context.is_punctuation(at))
                && context.paragraph(words.start) == context.paragraph(last.start);
            if !touches || words.is_empty() {
                break;
            }
            pieces.insert(0, words);
            first = before;
        }
        self.add(Start::QuoteBefore, &pieces, End::Own, 0, None);
        self.chain(Start::QuoteBefore, pieces, number, verb);
    }

    pub(super) fn quotation_after(&mut self) {
        let context = self.context;
        let cue = self.anchor.cue.end - 1;
        let count = context.annotated.tokens.len();
        // A quotation may open the next sentence or paragraph: "He said this: …"
        let limit = (self.sentence.end + 3).min(count).min(cue + 45);
        let Some(number) = (cue + 1..limit).find_map(|at| context.quoted[at]).filter(|&number| {
            context.quoted[cue] != Some(number)
                && context.annotated.quotations[number as usize].words.start > cue
        }) else {
            return;
        };
        let words = context.annotated.quotations[number as usize].words;
        if words.start >= self.sentence.end && !self.announces() {
            return;
        }
        self.add(Start::QuoteAfter, &[words], End::Own, 0, None);
        let gap = words.end;
        self.chain(Start::QuoteAfter, vec![words], number as usize, gap);
    }

    /// Whether the sentence ends as one that a quotation follows.
    pub(super) fn announces(&self) -> bool {
        let context = self.context;
        let last = (self.sentence.start..self.sentence.end).rev().find(|&at| !context.is_quotation_mark(at));
        last.is_some_and(|last| matches!(context.annotated.form(last), ":" | "," | "—" | "–"))
            || (self.anchor.head + 2..self.sentence.end).all(|at| context.is_punctuation(at))
    }

    /// Quotations of the same paragraph that go on with no new attribution.
    pub(super) fn chain(&mut self, start: Start, mut pieces: Vec<Span<Word>>, last: usize, cue: usize) {
        let context = self.context;
        let quotations = &context.annotated.quotations;
        let paragraph = context.paragraph(cue.min(context.annotated.tokens.len() - 1));
        let mut behind = pieces.last().map_or(cue, |piece| piece.end).max(cue);
        for (step, quotation) in
            quotations[last + 1..].iter().filter(|quotation| quotation.depth == 0).take(4).enumerate()
        {
            let words = quotation.words;
            if words.is_empty() || words.start < behind || context.paragraph(words.start) != paragraph {
                break;
            }
            // The first goes on behind the cue's own sentence or inside it; the rest must touch.
            let is_near = if step == 0 && start == Start::QuoteBefore {
                words.start <= self.sentence.end + 2
            } else {
                (behind..words.start).all(|at| context.is_punctuation(at))
            };
            // “A,” he said. “B,” she replied: the second has a cue of its own.
            let rest = words.end..context.sentence(words.end - 1).end.min(words.end + FAR);
            let has_cue =
                rest.into_iter().any(|at| context.upos(at) == Upos::Verb && context.quoted[at].is_none());
            if !is_near || (has_cue && words.start >= self.sentence.end) {
                break;
            }
            pieces.push(words);
            self.add(start, &pieces, End::Chain, 0, None);
            behind = words.end;
        }
    }

    /// "– The road is open. We have cleared it – *said* Ada Doran.": talk between dashes, as much of the
    /// continent's press prints it. It begins with its paragraph, or behind a full stop.
    ///
    /// Where no dash opens it, the sentence before is the report's own telling of it.
    pub(super) fn between_dashes(&self) -> Option<(Start, Span<Word>)> {
        let context = self.context;
        let verb = self.anchor.head;
        let is_dash = |word: usize| {
            matches!(context.annotated.form(word), "-" | "–" | "—" | "―" | "--") && context.is_break(word)
        };
        let is_filler = |word: usize| {
            matches!(
                context.upos(word),
                Upos::Propn | Upos::Pron | Upos::Noun | Upos::Det | Upos::Adj | Upos::Adv
            )
        };
        if context.quoted[verb].is_some() {
            return None;
        }
        let close = (verb.saturating_sub(6)..verb).rev().find(|&word| is_dash(word))?;
        let is_beside = (close + 1..verb).all(is_filler) && close > 0 && !is_dash(close - 1);
        let is_small = context.annotated.form(close + 1).starts_with(char::is_lowercase);
        if !is_beside || !is_small || context.paragraph(close) != context.paragraph(verb) {
            return None;
        }
        let paragraph = context.paragraph(close);
        let open = (close.saturating_sub(200)..close)
            .rev()
            .take_while(|&word| context.paragraph(word) == paragraph)
            .filter(|&word| is_dash(word))
            .find(|&word| {
                let begins = word == 0 || context.paragraph(word - 1) != paragraph;
                begins || context.annotated.form(word - 1).ends_with(['.', '!', '?', '…', ':'])
            });
        let is_inverted = (close + 1..verb).all(|word| context.upos(word) == Upos::Adv)
            && (matches!(context.xpos(verb), Xpos::Vbd | Xpos::Vbz)
                || context.annotated.form(verb).ends_with(['d', 's']))
            && (self.anchor.entry.is_some() || context.annotated.form(verb).ends_with("ed"));
        let (start, first) = match open {
            Some(open) => (Start::QuoteBefore, open + 1),
            None if is_inverted => (Start::Before, context.sentence(close).start),
            None => return None,
        };
        let words = context.trim(Span::new(first, close));
        (words.len() >= 2).then_some((start, words))
    }

    /// "“The road is open.” — Ada Doran"
    pub(super) fn dash(&mut self) {
        let context = self.context;
        let at = self.anchor.head;
        let Some(&number) = (at.saturating_sub(2)..at).rev().find_map(|word| context.closing.get(&word))
        else {
            return;
        };
        let words = context.annotated.quotations[number as usize].words;
        self.add(Start::QuoteBefore, &[words], End::Own, 0, None);
    }
}
