//! Words as pieces of the encoder's vocabulary (WordPiece, Wu et al. 2016), and the kinds of case
//! that the vocabulary, which is all in small letters, does not tell.

use crate::model::{Damaged, Reader};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Pieces kept of one word; a longer one is a link or a number.
pub const LONGEST: usize = 8;
/// Characters beyond which a word is not looked up.
const LONGEST_WORD: usize = 100;

/// Pieces by number.
#[derive(Debug)]
pub struct Pieces {
    /// Those a word begins with.
    first: FxHashMap<Box<str>, u32>,
    /// Those a word goes on with.
    later: FxHashMap<Box<str>, u32>,
    /// What stands for any other word.
    pub unknown: u32,
    /// Stands before a window.
    pub start: u32,
    /// Stands behind a sentence.
    pub end: u32,
    /// How many there are.
    pub count: usize,
}

impl Pieces {
    /// Reads the section `pieces`.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let text = Reader::new(bytes).text()?;
        let (mut first, mut later) = (FxHashMap::default(), FxHashMap::default());
        let mut count = 0;
        for (name, number) in text.lines().zip(0u32..) {
            count += 1;
            match name.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => later.insert(rest.into(), number),
                _ => first.insert(name.into(), number),
            };
        }
        let special = |name: &str| first.get(name).copied().ok_or(Damaged::new("a piece is missing"));
        let (unknown, start, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Pieces { first, later, unknown, start, end, count })
    }

    /// Adds the pieces of a word, one at least: the longest that fit, from the left.
    pub fn split(&self, word: &str, out: &mut Vec<u32>) {
        let from = out.len();
        if word.len() <= LONGEST_WORD * 4 {
            let plain = plain(word);
            if plain.chars().count() <= LONGEST_WORD {
                self.split_plain(&plain, out);
            }
        }
        if out.len() == from {
            out.push(self.unknown);
        }
        out.truncate(from + LONGEST);
    }

    /// Marks stand alone: "u.s." is "u", ".", "s", ".".
    fn split_plain(&self, word: &str, out: &mut Vec<u32>) {
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            let length = if c.is_alphanumeric() {
                rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
            } else {
                c.len_utf8()
            };
            let (run, after) = rest.split_at(length);
            self.split_run(run, out);
            rest = after;
        }
    }

    fn split_run(&self, run: &str, out: &mut Vec<u32>) {
        let from = out.len();
        let mut rest = run;
        while !rest.is_empty() {
            let known = if rest.len() == run.len() { &self.first } else { &self.later };
            let found = (1..=rest.len())
                .rev()
                .filter(|&end| rest.is_char_boundary(end))
                .find_map(|end| known.get(&rest[..end]).map(|&piece| (piece, end)));
            let Some((piece, end)) = found else {
                out.truncate(from);
                out.push(self.unknown);
                return;
            };
            out.push(piece);
            rest = &rest[end..];
        }
    }
}

/// In small letters, without accents.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.to_lowercase().nfd().filter(|&c| !is_combining_mark(c)).collect()
}

/// 0 small, 1 capitalised, 2 capitals, 3 mixed or with digits.
pub fn case(word: &str) -> usize {
    if word.chars().any(char::is_numeric) {
        return 3;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return 0 };
    let (mut high, mut low) = (false, false);
    for letter in letters {
        high |= letter.is_uppercase();
        low |= !letter.is_uppercase();
    }
    match (first.is_uppercase(), high, low) {
        (false, false, _) => 0,
        (true, false, _) => 1,
        (true, true, false) => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Writer;

    fn vocabulary() -> Pieces {
        let mut writer = Writer::default();
        writer.text("[PAD]\n[UNK]\n[CLS]\n[SEP]\nmin\nminister\n##ist\n##ers\nu\n.\ns\nanic");
        Pieces::read(&writer.bytes).unwrap()
    }

    fn split(word: &str) -> Vec<u32> {
        let mut out = Vec::new();
        vocabulary().split(word, &mut out);
        out
    }

    #[test]
    fn the_longest_piece_is_taken() {
        assert_eq!(split("minister"), [5]);
        assert_eq!(split("MINISTER"), [5]);
        // What cannot be told whole is not told at all.
        assert_eq!(split("Ministry"), [1]);
        assert_eq!(split("ministers"), [1]);
        assert_eq!(split("minist"), [4, 6]);
        assert_eq!(split("U.S."), [8, 9, 10, 9]);
        assert_eq!(split("Anić"), [11]);
        assert_eq!(split(&"x".repeat(5_000)), [1]);
        assert_eq!(split(""), [1]);
    }

    #[test]
    fn case_is_told() {
        let kinds = ["the", "Hale", "UN", "iPhone", "B-52", "I", ",", "McKay"].map(case);
        assert_eq!(kinds, [0, 1, 2, 3, 3, 1, 0, 3]);
    }
}
