//! Paragraphs: what empty lines, line ends and asides hold apart.

use dateline_model::{Byte, Span};

/// Lines this long, in bytes, may have been broken by a mail program rather than a writer.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=100;

/// The paragraphs of a text outside of `asides`, in order, white space around them left out.
///
/// A line end is the end of a paragraph unless the text is plainly wrapped by width
/// (some line begins in lower case, and this line is as long as wrapped lines are).
pub fn split(text: &str, asides: &[Span<Byte>]) -> Vec<Span<Byte>> {
    let mut asides: Vec<Span<Byte>> =
        asides.iter().map(|aside| inside(text, *aside)).filter(|aside| !aside.is_empty()).collect();
    asides.sort_unstable();
    let is_wrapped = is_wrapped(text);
    let mut found = Vec::new();
    let mut start = 0;
    for aside in asides {
        if aside.start > start {
            stretch(text, Span::new(start, aside.start), is_wrapped, &mut found);
        }
        start = start.max(aside.end);
    }
    stretch(text, Span::new(start, text.len()), is_wrapped, &mut found);
    found
}

/// A span with its ends moved inside the text and onto character boundaries.
fn inside(text: &str, span: Span<Byte>) -> Span<Byte> {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

fn is_wrapped(text: &str) -> bool {
    let (mut wrapped, mut lines) = (0usize, 0usize);
    let mut before: Option<&str> = None;
    for line in text.lines() {
        if let Some(before) = before
            && !before.trim().is_empty()
            && !line.trim().is_empty()
        {
            lines += 1;
            wrapped += usize::from(WRAPPED.contains(&before.len()) && starts_low(line));
        }
        before = Some(line);
    }
    wrapped > 1 && wrapped * 4 > lines
}

fn starts_low(line: &str) -> bool {
    line.trim_start().chars().next().is_some_and(char::is_lowercase)
}

fn stretch(text: &str, span: Span<Byte>, is_wrapped: bool, found: &mut Vec<Span<Byte>>) {
    let mut push = |start: usize, end: usize| {
        let piece = &text[start..end];
        let left = piece.len() - piece.trim_start().len();
        let right = piece.trim_end().len();
        if right > left {
            found.push(Span::new(start + left, start + right));
        }
    };
    let mut start = span.start;
    let mut line_start = span.start;
    for (at, end) in line_ends(&text[span.range()]) {
        let (at, end) = (span.start + at, span.start + end);
        let line = &text[line_start..at];
        let next = text[end..span.end].lines().next().unwrap_or("");
        let goes_on = !line.trim().is_empty()
            && !next.trim().is_empty()
            && (starts_low(next) || is_wrapped && WRAPPED.contains(&line.len()));
        if !goes_on {
            push(start, at);
            start = end;
        }
        line_start = end;
    }
    push(start, span.end);
}

/// Where lines end, as (first byte of the line end, first byte of the next line).
fn line_ends(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < bytes.len() {
            let at = from;
            let length = match bytes[at] {
                b'\n' | 0x0B | 0x0C => 1,
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
                b'\r' => 1,
                // U+0085, U+2028, U+2029.
                0xC2 if bytes.get(at + 1) == Some(&0x85) => 2,
                0xE2 if bytes.get(at + 1) == Some(&0x80)
                    && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) =>
                {
                    3
                }
                _ => 0,
            };
            from = at + length.max(1);
            if length > 0 {
                return Some((at, at + length));
            }
        }
        None
    })
}
