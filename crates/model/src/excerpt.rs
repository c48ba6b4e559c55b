//! A piece of a report as evidence: where it stands and what it says.

use crate::{Byte, CodePoint, Span};
use serde::{Deserialize, Serialize};

/// A piece of a report's `text`, in code points, with the words that stand there.
///
/// It is made by a [`TextIndex`] only, so that it always reads back.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Excerpt {
    /// Code points before it.
    pub start: u32,
    /// Code points before its end.
    pub end: u32,
    /// Exactly that piece of the text.
    pub text: String,
}

impl Excerpt {
    /// Its place, in code points.
    pub fn span(&self) -> Span<CodePoint> {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Turns byte offsets of one text into code points and back without walking the text.
///
/// ```
/// use dateline_model::{Span, TextIndex};
/// let index = TextIndex::new("“Peace” – now");
/// let now = index.excerpt(Span::new(16, 19));
/// assert_eq!((now.start, now.end, now.text.as_str()), (10, 13, "now"));
/// assert_eq!(index.bytes(now.span()), Span::new(16, 19));
/// ```
#[derive(Clone, Debug)]
pub struct TextIndex<'t> {
    text: &'t str,
    /// Code points before every `STEP`th byte; empty where the text is ASCII.
    before: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> TextIndex<'t> {
    /// Indexes a text in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                before.push(count);
                count += code_points_started(chunk);
            }
            before.push(count);
        }
        TextIndex { text, before }
    }

    /// The text it was made of.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Code points before a byte offset (offsets behind the end count as the end).
    pub fn code_point(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.before.is_empty() {
            return byte;
        }
        let step = byte / STEP;
        let inside = code_points_started(&self.text.as_bytes()[step * STEP..byte]);
        (self.before[step] + inside) as usize
    }

    /// The byte offset of a code point (behind the end: the text's length).
    pub fn byte(&self, code_point: usize) -> usize {
        if self.before.is_empty() {
            return code_point.min(self.text.len());
        }
        let step = self.before.partition_point(|&count| count as usize <= code_point).saturating_sub(1);
        let mut left = code_point - self.before[step] as usize;
        let bytes = self.text.as_bytes();
        let mut at = step * STEP;
        while at < bytes.len() {
            if is_start(bytes[at]) {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
            at += 1;
        }
        bytes.len()
    }

    /// A stretch of code points as bytes.
    pub fn bytes(&self, span: Span<CodePoint>) -> Span<Byte> {
        Span::new(self.byte(span.start), self.byte(span.end))
    }

    /// The evidence for a stretch of bytes. Ends inside a character are moved outward.
    pub fn excerpt(&self, span: Span<Byte>) -> Excerpt {
        let start = floor_boundary(self.text, span.start);
        let end = ceil_boundary(self.text, span.end.max(start));
        Excerpt {
            start: self.code_point(start) as u32,
            end: self.code_point(end) as u32,
            text: self.text[start..end].to_owned(),
        }
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn code_points_started(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| is_start(byte)).count() as u32
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn ceil_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
