//! Text in two or four bytes a letter (UTF-16, UTF-32), with a byte order mark or without.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// How the letters of such a text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wide {
    Utf16Big,
    Utf16Little,
    Utf32Big,
    Utf32Little,
}

impl Wide {
    /// How a text begins that is so written: its mark, or zeros where ASCII has them.
    ///
    /// English has few letters beyond ASCII, so that three zeros of four are asked for.
    pub(crate) fn of(head: &[u8]) -> Option<Wide> {
        match head {
            [0xFF, 0xFE, 0, 0, ..] => return Some(Wide::Utf32Little),
            [0, 0, 0xFE, 0xFF, ..] => return Some(Wide::Utf32Big),
            [0xFF, 0xFE, ..] => return Some(Wide::Utf16Little),
            [0xFE, 0xFF, ..] => return Some(Wide::Utf16Big),
            _ => {}
        }
        let head = &head[..head.len().min(1024) & !3];
        let letters = head.len() / 4;
        if letters < 4 {
            return None;
        }
        let zeros = |place: usize| head.iter().skip(place).step_by(4).filter(|byte| **byte == 0).count();
        let zeros = [zeros(0), zeros(1), zeros(2), zeros(3)].map(|zeros| zeros * 4 > letters * 3);
        // A letter has no byte of zero where the others have none.
        let words = |place: usize| head.iter().skip(place).step_by(4).all(|byte| *byte != 0);
        match zeros {
            [false, true, true, true] if words(0) => Some(Wide::Utf32Little),
            [true, true, true, false] if words(3) => Some(Wide::Utf32Big),
            [false, true, false, true] if words(0) && words(2) => Some(Wide::Utf16Little),
            [true, false, true, false] if words(1) && words(3) => Some(Wide::Utf16Big),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Wide::Utf16Big => "UTF-16BE",
            Wide::Utf16Little => "UTF-16LE",
            Wide::Utf32Big => "UTF-32BE",
            Wide::Utf32Little => "UTF-32LE",
        }
    }

    /// The same in UTF-8, without its mark. What is no letter is U+FFFD.
    pub(crate) fn stream<R: Read>(self, stream: R) -> Narrow<R> {
        let decoder = match self {
            Wide::Utf16Big => Some(UTF_16BE),
            Wide::Utf16Little => Some(UTF_16LE),
            Wide::Utf32Big | Wide::Utf32Little => None,
        };
        let decoder = decoder.map(Encoding::new_decoder_with_bom_removal);
        Narrow {
            wide: self,
            stream,
            decoder,
            rest: Vec::new(),
            text: String::new(),
            at: 0,
            is_begun: false,
            is_over: false,
        }
    }

    /// The same of bytes that are all there.
    pub(crate) fn text(self, bytes: &[u8]) -> String {
        let mut text = Vec::new();
        // Reading from memory cannot fail.
        let _ = self.stream(bytes).read_to_end(&mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    fn letter(self, four: [u8; 4]) -> char {
        let number = if self == Wide::Utf32Big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
        char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// A stream of wide letters as UTF-8.
pub(crate) struct Narrow<R> {
    wide: Wide,
    stream: R,
    /// Of UTF-16; four bytes need none.
    decoder: Option<Decoder>,
    /// Bytes of a letter that is not all there.
    rest: Vec<u8>,
    text: String,
    at: usize,
    is_begun: bool,
    is_over: bool,
}

impl<R: Read> Narrow<R> {
    fn refill(&mut self) -> io::Result<()> {
        let mut bytes = [0; 1 << 13];
        let count = self.stream.read(&mut bytes)?;
        self.is_over = count == 0;
        self.text.clear();
        self.at = 0;
        let bytes = &bytes[..count];
        if let Some(decoder) = &mut self.decoder {
            let length = decoder.max_utf8_buffer_length(count).unwrap_or(4 * count + 16);
            self.text.reserve(length);
            let (result, ..) = decoder.decode_to_string(bytes, &mut self.text, self.is_over);
            debug_assert_eq!(result, CoderResult::InputEmpty, "the room was asked for");
        } else {
            self.rest.extend_from_slice(bytes);
            let letters = self.rest.chunks_exact(4);
            let left = letters.remainder().to_vec();
            let wide = self.wide;
            self.text.extend(letters.filter_map(|four| Some(wide.letter(four.try_into().ok()?))));
            if self.is_over && !left.is_empty() {
                self.text.push(char::REPLACEMENT_CHARACTER);
            }
            self.rest = left;
        }
        if !self.is_begun && self.text.starts_with('\u{FEFF}') {
            self.at = '\u{FEFF}'.len_utf8();
        }
        self.is_begun |= !self.text.is_empty();
        Ok(())
    }
}

impl<R: Read> Read for Narrow<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.is_over {
            self.refill()?;
        }
        let available = &self.text.as_bytes()[self.at..];
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\"text\":\"The talks – in Dayton – ended; 🎉.\"}\n";

    fn written(wide: Wide, text: &str) -> Vec<u8> {
        let units = || text.encode_utf16();
        let letters = || text.chars().map(u32::from);
        match wide {
            Wide::Utf16Big => units().flat_map(u16::to_be_bytes).collect(),
            Wide::Utf16Little => units().flat_map(u16::to_le_bytes).collect(),
            Wide::Utf32Big => letters().flat_map(u32::to_be_bytes).collect(),
            Wide::Utf32Little => letters().flat_map(u32::to_le_bytes).collect(),
        }
    }

    #[test]
    fn each_is_known_with_a_mark_and_without() {
        for wide in [Wide::Utf16Big, Wide::Utf16Little, Wide::Utf32Big, Wide::Utf32Little] {
            for text in [TEXT.to_owned(), format!("\u{FEFF}{TEXT}")] {
                let bytes = written(wide, &text);
                assert_eq!(Wide::of(&bytes), Some(wide), "{text}");
                assert_eq!(wide.text(&bytes), TEXT);
            }
            // Letters across the edges of what is read at once, and one that breaks off.
            let long = TEXT.repeat(1000);
            assert_eq!(wide.text(&written(wide, &long)), long);
            let cut = written(wide, TEXT);
            assert!(wide.text(&cut[..cut.len() - 1]).ends_with("}\u{FFFD}"));
        }
    }

    #[test]
    fn what_only_has_zeros_is_none() {
        assert_eq!(Wide::of(b"The talks ended at last."), None);
        assert_eq!(Wide::of(&[0; 64]), None);
        assert_eq!(Wide::of(&[0, 1, 2, 3, 0, 0, 0, 9].repeat(40)), None);
        assert_eq!(Wide::of(b"a\0b"), None);
    }
}
