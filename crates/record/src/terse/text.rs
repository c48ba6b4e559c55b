//! A text in which one finds the byte of a code point at once.

use std::cell::OnceCell;
use std::ops::Range;

/// How many code points lie before it is known of one byte in so many; those between are counted from there.
const STEP: usize = 64;

/// A text, and where its code points stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    letters: String,
    /// Where each stretch begins: its byte, and how many code points lie before it; none where every one is
    /// a byte.
    marks: OnceCell<Vec<(usize, usize)>>,
}

impl Text {
    pub(crate) fn new(letters: String) -> Self {
        Text { letters, marks: OnceCell::new() }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.letters
    }

    fn marks(&self) -> &[(usize, usize)] {
        self.marks.get_or_init(|| {
            let mut marks = Vec::new();
            if self.letters.is_ascii() {
                return marks;
            }
            let (mut byte, mut points) = (0, 0);
            while byte < self.letters.len() {
                marks.push((byte, points));
                let end = self.letters.ceil_char_boundary(byte + STEP);
                points += self.letters[byte..end].chars().count();
                byte = end;
            }
            marks
        })
    }

    /// The byte at which a code point begins; the end of the text for the one behind the last.
    fn byte(&self, point: usize) -> Option<usize> {
        let marks = self.marks();
        if marks.is_empty() {
            return (point <= self.letters.len()).then_some(point);
        }
        let stretch = marks.partition_point(|(_, before)| *before <= point);
        let (mark, before) = *marks.get(stretch.checked_sub(1)?)?;
        let rest = &self.letters[mark..];
        let behind = std::iter::once(rest.len());
        let at = rest.char_indices().map(|(at, _)| at).chain(behind).nth(point - before)?;
        Some(mark + at)
    }

    /// The bytes of the code points from one to another.
    pub(crate) fn bytes(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let (from, to) = (self.byte(start)?, self.byte(end)?);
        (from <= to).then_some(from..to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_code_points_are_those_that_are_counted() {
        for letters in [String::new(), "peace".repeat(40), "“Ünï” 🎉 ".repeat(40), "a".repeat(63) + "é"]
        {
            let text = Text::new(letters.clone());
            let places: Vec<usize> =
                letters.char_indices().map(|(at, _)| at).chain([letters.len()]).collect();
            for (point, at) in places.iter().enumerate() {
                assert_eq!(text.bytes(point, places.len() - 1), Some(*at..letters.len()), "{point}");
            }
            assert_eq!(text.bytes(places.len(), places.len()), None);
            assert_eq!(text.bytes(usize::MAX, usize::MAX), None);
        }
    }
}
