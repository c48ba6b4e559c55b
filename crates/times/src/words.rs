//! A text as words for the grammar of time: runs of letters, numbers and single marks.
//!
//! It is finer than the analysis ("6pm", "8-month-old", "1990s" fall into their parts) and
//! needs none of it, so that times alone cost one pass over the text.

use super::lexicon::{Lexicon, Sense};

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub struct Word<'t> {
    /// As printed.
    pub text: &'t str,
    /// Bytes before it.
    pub start: usize,
    /// What kind of thing it is.
    pub kind: WordKind,
    /// Whether it is written together with the one before.
    pub is_glued: bool,
    /// Whether its first letter is a capital.
    pub is_capital: bool,
    /// Whether an empty line stands before it.
    pub opens_paragraph: bool,
    /// What it can mean as a word of time.
    pub senses: &'t [Sense],
}

/// Of what a [`Word`] is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// Letters.
    Letters,
    /// Digits, with the commas and point of a number.
    Digits,
    /// One mark.
    Mark,
}

impl Word<'_> {
    /// Bytes before its end.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is this word in any case.
    pub fn is(&self, lower: &str) -> bool {
        self.text.eq_ignore_ascii_case(lower)
    }

    /// Whether it is one of these words in any case.
    pub fn is_any(&self, lower: &[&str]) -> bool {
        lower.iter().any(|word| self.is(word))
    }

    /// Whether it may begin an expression of time.
    pub fn is_of_time(&self) -> bool {
        self.senses.iter().any(|sense| *sense != Sense::Lasting) || self.kind == WordKind::Digits
    }

    /// A hyphen or dash within a compound or range.
    pub fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "–" | "—" | "‐" | "‑")
    }

    /// An apostrophe of any make.
    pub fn is_apostrophe(&self) -> bool {
        matches!(self.text, "'" | "’" | "‘" | "`")
    }
}

/// Splits a text.
pub fn words<'t>(text: &'t str, lexicon: &'t Lexicon) -> Vec<Word<'t>> {
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(text.len() / 5);
    let (mut at, mut end_before, mut newlines) = (0, usize::MAX, 2);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            newlines += u32::from(byte == b'\n');
            at += 1;
            continue;
        }
        let (end, kind) = if byte.is_ascii_digit() {
            (digits_end(bytes, at), WordKind::Digits)
        } else if byte.is_ascii_alphabetic() {
            (letters_end(text, at), WordKind::Letters)
        } else if byte.is_ascii() {
            (at + 1, WordKind::Mark)
        } else {
            let Some(letter) = text[at..].chars().next() else { break };
            if letter.is_whitespace() {
                at += letter.len_utf8();
                continue;
            }
            if letter.is_alphabetic() {
                (letters_end(text, at), WordKind::Letters)
            } else {
                let fraction = matches!(letter, '½' | '¼' | '¾' | '⅓' | '⅔');
                (at + letter.len_utf8(), if fraction { WordKind::Digits } else { WordKind::Mark })
            }
        };
        let piece = &text[at..end];
        words.push(Word {
            text: piece,
            start: at,
            kind,
            is_glued: end_before == at,
            is_capital: byte.is_ascii_uppercase(),
            opens_paragraph: newlines > 1,
            senses: if kind == WordKind::Letters { lexicon.senses(piece) } else { &[] },
        });
        (at, end_before, newlines) = (end, end, 0);
    }
    words
}

fn letters_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        if bytes[at].is_ascii_alphabetic() {
            at += 1;
        } else if !bytes[at].is_ascii() {
            match text[at..].chars().next() {
                Some(letter) if letter.is_alphabetic() => at += letter.len_utf8(),
                _ => break,
            }
        } else {
            break;
        }
    }
    at
}

/// "1,200" and "3.5" are one number; "7.30.15" and "1,2" are not.
fn digits_end(bytes: &[u8], start: usize) -> usize {
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + run(start);
    if end - start <= 3 {
        while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            end += 4;
        }
    }
    // "27.03.2015" is three numbers.
    let follows_point = start >= 2 && bytes[start - 1] == b'.' && bytes[start - 2].is_ascii_digit();
    if bytes.get(end) == Some(&b'.') && !follows_point {
        let decimals = run(end + 1);
        let after = end + 1 + decimals;
        let goes_on = bytes.get(after) == Some(&b'.') && bytes.get(after + 1).is_some_and(u8::is_ascii_digit);
        if decimals > 0 && !goes_on {
            end = after;
        }
    }
    end
}
