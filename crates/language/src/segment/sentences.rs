//! Where sentences end.

use super::quotations::{Pair, closing_marks, is_single};
use super::{Lexicon, Piece};
use crate::{Sentence, Word};
use dateline_model::Span;

/// How many words behind a quotation its verb of saying is looked for: "…?" the Kremlin spokesman asked.
const ATTRIBUTION: usize = 8;

/// Longer sentences are cut where they can be, so that no cost grows with their length.
const LONGEST: usize = 256;

/// Cuts the words of each block into sentences.
pub fn split(
    lexicon: &Lexicon,
    text: &str,
    pieces: &[Piece],
    blocks: &[Span<Word>],
    pairs: &[Pair],
) -> Vec<Sentence> {
    let splitter = Splitter { lexicon, text, pieces, closes: closing_marks(pairs, pieces.len()) };
    let mut sentences = Vec::new();
    for (paragraph, block) in blocks.iter().enumerate() {
        let paragraph = u32::try_from(paragraph).unwrap_or(u32::MAX);
        let mut start = block.start;
        if let Some(end) = splitter.strokes(*block).or_else(|| splitter.dateline(*block)) {
            sentences.push(Sentence { words: Span::new(start, end), paragraph });
            start = end;
        }
        let mut at = start;
        while at < block.end {
            let end = splitter.end_at(*block, at).or_else(|| {
                (at + 1 - start >= LONGEST && splitter.may_cut(at) || at + 1 - start >= LONGEST * 2)
                    .then_some(at + 1)
            });
            if let Some(end) = end {
                sentences.push(Sentence { words: Span::new(start, end), paragraph });
                start = end;
                at = end;
            } else {
                at += 1;
            }
        }
        if start < block.end {
            sentences.push(Sentence { words: Span::new(start, block.end), paragraph });
        }
    }
    sentences
}

struct Splitter<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    pieces: &'a [Piece],
    closes: Vec<bool>,
}

impl Splitter<'_> {
    fn form(&self, at: usize) -> &str {
        &self.text[self.pieces[at].span.range()]
    }

    /// Where a dateline ends that opens a paragraph: "GENEVA (Reuters) —", "Quito, 4 May 89 (Efe) -- [Text]".
    /// It is no part of the sentence behind it.
    fn dateline(&self, block: Span<Word>) -> Option<usize> {
        const REACH: usize = 24;
        let first = self.form(block.start);
        let is_capital = |form: &str| form.chars().next().is_some_and(char::is_uppercase);
        if !is_capital(first) {
            return None;
        }
        let mut is_plain =
            first.chars().count() > 2 && first.chars().all(|letter| letter.is_uppercase() || letter == '-');
        let mut depth = 0usize;
        let mut end = None;
        for at in block.start..block.end.min(block.start + REACH) {
            let form = self.form(at);
            match form {
                "(" | "[" => {
                    depth += 1;
                    is_plain = true;
                }
                ")" | "]" => depth = depth.saturating_sub(1),
                "—" | "–" | "--" | "-" if depth == 0 && at > block.start => {
                    let is_apart = self.pieces[at].span.start > self.pieces[at - 1].span.end
                        && self
                            .pieces
                            .get(at + 1)
                            .is_some_and(|next| next.span.start > self.pieces[at].span.end);
                    if is_apart {
                        end = Some(at + 1);
                        // "EAST HELM, Ill. – (LAKEWIRE) – May 3, 1988 – Two firms …" goes on.
                        if !self.goes_on(block, at + 1) {
                            break;
                        }
                    }
                }
                "," | "." | "/" | ":" => {}
                "de" | "la" | "del" | "of" | "the" | "da" | "al" => {}
                _ if depth > 0 || is_capital(form) || form.chars().all(|letter| letter.is_ascii_digit()) => {}
                _ => return None,
            }
        }
        let mut end = end.filter(|_| is_plain)?;
        // "[Text]", "[Report by …]".
        while end < block.end && self.form(end) == "[" {
            let close = (end..block.end.min(end + 40)).find(|&at| self.form(at) == "]")?;
            end = close + 1;
        }
        (end + 4 < block.end).then_some(end)
    }

    /// Whether a dateline goes on behind a dash: with a sender in brackets or a day, and another dash.
    fn goes_on(&self, block: Span<Word>, from: usize) -> bool {
        const REACH: usize = 8;
        let limit = block.end.min(from + REACH);
        let is_dash = |at: usize| matches!(self.form(at), "—" | "–" | "--" | "-");
        let Some(dash) = (from + 1..limit).find(|&at| is_dash(at)) else { return false };
        let is_bracket = matches!(self.form(from), "(" | "[") && matches!(self.form(dash - 1), ")" | "]");
        let is_day = (from..dash).any(|at| self.form(at).bytes().all(|byte| byte.is_ascii_digit()))
            && (from..dash).all(|at| {
                let form = self.form(at);
                form.chars().next().is_some_and(char::is_uppercase)
                    || form.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
            });
        is_bracket || is_day
    }

    /// "EAST HELM, Ill. / LAKEWIRE / May 3, 1988 / Two firms …": where the last of three strokes ends.
    fn strokes(&self, block: Span<Word>) -> Option<usize> {
        const REACH: usize = 24;
        let first = self.form(block.start);
        let is_shouted = first.chars().count() > 2 && first.chars().all(char::is_uppercase);
        let strokes: Vec<usize> = (block.start..block.end.min(block.start + REACH))
            .filter(|&at| self.form(at) == "/")
            .take(4)
            .collect();
        let [one, two, three] = strokes.as_slice() else { return None };
        let has_day = (two + 1..*three).any(|at| self.form(at).bytes().all(|byte| byte.is_ascii_digit()));
        let is_sender = (one + 1..*two).all(|at| self.form(at).chars().all(char::is_uppercase));
        (is_shouted && has_day && is_sender && three + 4 < block.end).then_some(three + 1)
    }

    fn may_cut(&self, at: usize) -> bool {
        matches!(self.form(at), ";" | "," | ":" | "|" | "•" | "-" | "–" | "—")
    }

    /// Where the sentence ends whose last word but for closing marks may be `at`.
    fn end_at(&self, block: Span<Word>, at: usize) -> Option<usize> {
        let form = self.form(at);
        let strength = Strength::of(form)?;
        let mut end = at + 1;
        let mut is_quoted = false;
        while end < block.end && self.is_closing(end) {
            is_quoted |= self.closes[end];
            end += 1;
        }
        if end == block.end {
            return Some(end);
        }
        let next = self.form(end);
        let follows = self.pieces[end].span.start > self.pieces[end - 1].span.end;
        let behind_mark = self.opens_word(end, block);
        let first = behind_mark.chars().next().unwrap_or(' ');
        let is_low = first.is_lowercase();
        match strength {
            Strength::ShortForm => {
                // "in the U.S. The …" ends, "the U.S. Senate" and "Mr. Sadat" do not.
                let is_open = self.lexicon.is_before_name(form)
                    || self.lexicon.is_before_number(form) && first.is_ascii_digit();
                let is_initial = form.chars().count() == 2;
                let quoted_start = behind_mark.len() != next.len() && first.is_uppercase();
                (!is_open
                    && !is_initial
                    && (first.is_uppercase() && (self.lexicon.is_starter(behind_mark) || is_quoted)
                        || quoted_start))
                    .then_some(end)
            }
            Strength::Dots => {
                let is_high = first.is_uppercase() || behind_mark.len() != next.len();
                (is_high && follows && !(is_quoted && self.is_attributed(end, block))).then_some(end)
            }
            Strength::Full if is_low => None,
            Strength::Full if !follows && end == at + 1 && !first.is_alphabetic() => None,
            // "'We go.' Mr Hale said": rare, but "'Why?' Mr Hale asked" is not.
            // `Hale said: "We go." The clerk said no.`: who says the first stands before it.
            Strength::Full
                if is_quoted && self.is_attributed(end, block) && !self.is_introduced(at, block) =>
            {
                None
            }
            // "1. Peace" at the start of a paragraph: a number, not a sentence.
            Strength::Full if at == block.start + 1 && form == "." && is_number(self.form(block.start)) => {
                None
            }
            Strength::Full => Some(end),
        }
    }

    /// Closing quotation marks and brackets, and single marks that can only close.
    fn is_closing(&self, at: usize) -> bool {
        if self.closes[at] {
            return true;
        }
        let form = self.form(at);
        matches!(form, ")" | "]" | "}")
            || (matches!(form, "”" | "\"" | "»") || is_single(form)) && {
                let glued = self.pieces[at].span.start == self.pieces[at - 1].span.end;
                let free =
                    self.pieces.get(at + 1).is_none_or(|next| next.span.start > self.pieces[at].span.end);
                glued && free
            }
    }

    /// The first word from here that is no opening mark.
    fn opens_word(&self, mut at: usize, block: Span<Word>) -> &str {
        let limit = block.end.min(at + 4);
        while at + 1 < limit && !self.form(at).chars().any(char::is_alphanumeric) {
            at += 1;
        }
        self.form(at)
    }

    /// Whether a colon leads to the quotation that ends here.
    fn is_introduced(&self, at: usize, block: Span<Word>) -> bool {
        let is_mark = |at: usize| {
            matches!(self.form(at), "\"" | "“" | "”" | "''" | "``" | "‘‘" | "«" | "„" | "‘" | "'")
        };
        let open = (block.start..at).rev().find(|&at| is_mark(at));
        open.is_some_and(|open| open > block.start && self.form(open - 1) == ":")
    }

    /// Whether speaker and verb follow a quotation: "Mr Hale asked".
    fn is_attributed(&self, from: usize, block: Span<Word>) -> bool {
        for at in from..block.end.min(from + ATTRIBUTION) {
            let form = self.form(at);
            if self.lexicon.is_speech(form) {
                // `"…" "…," he said` belongs to the second quotation.
                return at > from;
            }
            if matches!(form, "." | "," | "!" | "?" | ";" | ":" | "\"" | "“" | "”" | "''" | "``" | "‘‘")
            {
                return false;
            }
        }
        false
    }
}

enum Strength {
    Full,
    Dots,
    ShortForm,
}

impl Strength {
    fn of(form: &str) -> Option<Self> {
        let last = form.chars().next_back()?;
        match last {
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔' => {}
            _ => return None,
        }
        if form.chars().any(char::is_alphanumeric) {
            return (last == '.').then_some(Self::ShortForm);
        }
        let only_dots = form.chars().all(|c| matches!(c, '.' | '…'));
        Some(if only_dots && form != "." { Self::Dots } else { Self::Full })
    }
}

fn is_number(form: &str) -> bool {
    form.len() <= 3 && form.bytes().all(|byte| byte.is_ascii_digit())
}
