//! A text cut into windows of whole sentences; a sentence that is too long is read in windows that
//! overlap, each word in the one where it stands furthest from the edge.

use super::pieces::Pieces;
use std::ops::Range;

/// Pieces of a window of several sentences, as in training.
const USUAL: usize = 126;
/// The longest window, its marks included.
pub const LONGEST: usize = 192;
/// Pieces by which the windows of one sentence overlap.
const OVERLAP: usize = 64;

/// The pieces of all words.
#[derive(Debug)]
pub struct Cut {
    pieces: Vec<u32>,
    /// Where the pieces of each word begin, and the end of all.
    starts: Vec<usize>,
}

/// One window: words in sentences, of which some are kept from this reading.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// What stands in it.
    pub sentences: Vec<Range<usize>>,
    /// The words that are read here.
    pub kept: Range<usize>,
}

impl Cut {
    /// Cuts words into pieces.
    pub fn new(vocabulary: &Pieces, forms: &[&str]) -> Self {
        let mut pieces = Vec::new();
        let mut starts = vec![0];
        for form in forms {
            vocabulary.split(form, &mut pieces);
            starts.push(pieces.len());
        }
        Cut { pieces, starts }
    }

    /// The pieces of a word.
    pub fn pieces(&self, word: usize) -> &[u32] {
        &self.pieces[self.starts[word]..self.starts[word + 1]]
    }

    fn length(&self, words: &Range<usize>) -> usize {
        self.starts[words.end] - self.starts[words.start]
    }

    /// Which sentences go together.
    pub fn groups(&self, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut size = 0;
        for (at, sentence) in sentences.iter().enumerate() {
            let length = self.length(sentence) + 1;
            match groups.last_mut().filter(|_| size + length <= USUAL) {
                Some(last) => last.end = at + 1,
                None => {
                    groups.push(at..at + 1);
                    size = 1;
                }
            }
            size += length;
        }
        groups
    }

    /// The windows of a group: one, or several of one long sentence.
    pub fn parts(&self, sentences: &[Range<usize>]) -> Vec<Part> {
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { return Vec::new() };
        let words = first.start..last.end;
        if self.length(&words) + sentences.len() < LONGEST {
            return vec![Part { sentences: sentences.to_vec(), kept: words }];
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut start = words.start;
        loop {
            let mut end = start + 1;
            while end < words.end && self.length(&(start..end + 1)) + 2 <= LONGEST {
                end += 1;
            }
            let window = start..end;
            // Half of the overlap is read in the window before.
            let from = parts.last().map_or(start, |before: &Part| usize::midpoint(start, before.kept.end));
            if let Some(before) = parts.last_mut() {
                before.kept.end = from;
            }
            parts.push(Part { sentences: vec![window], kept: from..end });
            if end == words.end {
                return parts;
            }
            let mut next = end;
            while next > start + 1 && self.length(&(next - 1..end)) <= OVERLAP {
                next -= 1;
            }
            start = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_lengths(lengths: &[usize]) -> Cut {
        let mut starts = vec![0];
        for length in lengths {
            starts.push(starts[starts.len() - 1] + length);
        }
        Cut { pieces: vec![0; starts[lengths.len()]], starts }
    }

    #[test]
    fn sentences_share_windows() {
        let cut = of_lengths(&[2; 120]);
        let sentences = [0..20, 20..40, 40..80, 80..120];
        assert_eq!(cut.groups(&sentences), [0..2, 2..3, 3..4]);
        assert_eq!(cut.parts(&sentences[..2]), [Part { sentences: vec![0..20, 20..40], kept: 0..40 }]);
    }

    #[test]
    fn long_sentences_overlap_and_every_word_is_read_once() {
        for (length, each) in [(512, 1), (512, 8), (95, 2), (200, 3), (1, 8)] {
            let cut = of_lengths(&vec![each; length]);
            let sentence = 0..length;
            let parts = cut.parts(std::slice::from_ref(&sentence));
            let mut next = 0;
            for part in &parts {
                assert_eq!(part.kept.start, next);
                next = part.kept.end;
                assert!(part.sentences[0].start <= part.kept.start && part.kept.end <= part.sentences[0].end);
                assert!(cut.length(&part.sentences[0]) + 2 <= LONGEST);
            }
            assert_eq!(next, length);
        }
    }
}
