//! Talk that is printed between dashes, as much of the continent's press does: "– The road is open – said
//! Ada Doran. – We have cleared it."
//!
//! A dash opens talk only where a paragraph or a sentence begins with it, and only where who says it follows
//! the dash that closes it: lists and asides have dashes too.

use super::quotations::Pair;
use super::{Lexicon, Piece};
use crate::Word;
use dateline_model::Span;

/// How many words behind the closing dash the verb of saying is looked for: "– the head of the ferry office
/// in Lindby pointed out".
const ATTRIBUTION: usize = 14;
/// How many words an attribution within a sentence has at the most: "– It is hard – he said – but we will go."
const SHORT: usize = 4;
/// Fewer words between two dashes are no talk.
const FEWEST: usize = 2;

/// The talk between dashes in a text, one pair a stretch, beside the quotations known.
pub fn pair(lexicon: &Lexicon, text: &str, pieces: &[Piece], blocks: &[Span<Word>], known: &mut Vec<Pair>) {
    let reading = Reading { lexicon, text, pieces };
    let mut found: Vec<Pair> = Vec::new();
    for &block in blocks {
        reading.block(block, &mut found);
    }
    if found.is_empty() {
        return;
    }
    // A stretch that stands in a quotation, or that one runs into or out of, is none.
    let mut quoted = vec![false; pieces.len() + 1];
    let mut reach = 0;
    for pair in known.iter() {
        let end = (pair.close + 1).min(quoted.len());
        quoted[pair.open.max(reach).min(end)..end].fill(true);
        reach = reach.max(end);
    }
    found.retain(|talk| !quoted[talk.open] && !quoted[talk.close]);
    for pair in known.iter_mut() {
        let behind = found.partition_point(|talk| talk.open < pair.open);
        if behind.checked_sub(1).is_some_and(|at| pair.close <= found[at].close) {
            pair.depth = pair.depth.saturating_add(1);
        }
    }
    known.append(&mut found);
    known.sort_by_key(|pair| (pair.open, usize::MAX - pair.close));
}

struct Reading<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    pieces: &'a [Piece],
}

impl Reading<'_> {
    fn form(&self, at: usize) -> &str {
        &self.text[self.pieces[at].span.range()]
    }

    fn block(&self, block: Span<Word>, found: &mut Vec<Pair>) {
        let dashes: Vec<usize> = block.range().filter(|&at| self.is_dash(block, at)).collect();
        let mut open: Option<usize> = None;
        // Where the last talk was closed, and where its attribution may end.
        let mut closed: Option<usize> = None;
        for (number, &dash) in dashes.iter().enumerate() {
            let until = dashes.get(number + 1).copied().unwrap_or(block.end);
            if let Some(first) = open {
                if self.is_attribution(dash + 1, until) && dash - first > FEWEST {
                    found.push(Pair::of_dashes(first, dash, block.end));
                    (open, closed) = (None, Some(dash));
                } else if self.begins(block, dash) && closed.is_none() && first != block.start {
                    // Not the first of two dashes opened it.
                    open = Some(dash);
                }
                continue;
            }
            let is_in_sentence = closed.is_some_and(|before| dash - before <= SHORT + 1);
            if self.begins(block, dash) || is_in_sentence {
                open = Some(dash);
            }
        }
        // "– he said. – We have cleared it.": to the end of the paragraph.
        if let (Some(first), Some(_)) = (open, closed)
            && block.end - first > FEWEST + 1
        {
            found.push(Pair::of_dashes(first, block.end, block.end));
        }
    }

    /// A dash that stands free: not the hyphen of a word, no minus before a number.
    fn is_dash(&self, block: Span<Word>, at: usize) -> bool {
        if !matches!(self.form(at), "-" | "–" | "—" | "―" | "--") {
            return false;
        }
        let span = self.pieces[at].span;
        self.text[span.end..].starts_with(char::is_whitespace) && at + 1 < block.end
    }

    /// Whether a paragraph or a sentence begins with a dash.
    fn begins(&self, block: Span<Word>, at: usize) -> bool {
        at == block.start || self.form(at - 1).ends_with(['.', '!', '?', '…', ':'])
    }

    /// Whether who says it stands from here: "said Ada Doran", "the mayor added", "Doran told the Post".
    fn is_attribution(&self, from: usize, until: usize) -> bool {
        let first = self.form(from);
        if self.lexicon.joins_clauses(&first.to_lowercase()) || !first.starts_with(char::is_alphabetic) {
            return false;
        }
        // "– regretted the mayor": any verb in the past right before somebody.
        let is_somebody = |at: usize| {
            let form = self.form(at);
            form.starts_with(char::is_uppercase) || matches!(form, "the" | "he" | "she" | "they")
        };
        if first.len() > 4 && first.ends_with("ed") && first.starts_with(char::is_lowercase) {
            return from + 1 < until && is_somebody(from + 1);
        }
        for at in from..until.min(from + ATTRIBUTION) {
            let form = self.form(at);
            if self.lexicon.is_speech(form) || self.lexicon.closes_talk(form) {
                return true;
            }
            if matches!(form, "." | "!" | "?" | ";" | ":" | "…" | "“" | "\"") {
                return false;
            }
        }
        false
    }
}
