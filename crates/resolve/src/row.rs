//! The words of a stretch of a text, by place: for constructions that are read word by word.

use crate::words::{Word, words};
use dateline_model::{Excerpt, Span, TextIndex};

/// The words of a text in order, with what stands between them.
pub(crate) struct Row<'t> {
    text: &'t str,
    pub(crate) words: Vec<Word<'t>>,
    /// The same in small letters.
    pub(crate) lower: Vec<String>,
}

impl<'t> Row<'t> {
    pub(crate) fn of(text: &'t str) -> Row<'t> {
        let words: Vec<Word<'t>> = words(text).collect();
        let lower = words.iter().map(|word| word.text.to_lowercase()).collect();
        Row { text, words, lower }
    }

    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.lower.get(at).is_some_and(|lower| lower == word)
    }

    /// What stands between a word and the one before it.
    pub(crate) fn before(&self, at: usize) -> &'t str {
        let from = at.checked_sub(1).map_or(0, |before| self.words[before].end);
        &self.text[from..self.words[at].start]
    }

    /// Whether nothing but spaces, hyphens and genitives stand between some words.
    pub(crate) fn is_unbroken(&self, from: usize, to: usize) -> bool {
        (from + 1..to)
            .all(|at| !self.before(at).contains([',', ';', ':', '(', ')', '–', '—', '“', '”', '"', '.']))
    }

    pub(crate) fn is_genitive(&self, at: usize) -> bool {
        let behind = &self.text[self.words[at].end..];
        ["'s", "’s"].iter().any(|mark| behind.starts_with(mark))
            || self.lower[at].ends_with('s') && ["' ", "’ "].iter().any(|mark| behind.starts_with(mark))
    }

    /// Some words, in the text that this row was cut from.
    pub(crate) fn excerpt(
        &self,
        index: &TextIndex<'_>,
        from: usize,
        words: std::ops::Range<usize>,
    ) -> Option<Excerpt> {
        let (first, last) = (self.words.get(words.start)?, self.words.get(words.end.checked_sub(1)?)?);
        (words.start < words.end).then(|| index.excerpt(Span::new(from + first.start, from + last.end)))
    }
}
