//! Bytes to text: by byte order mark, declaration or the look of the bytes.

use crate::Failure;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

/// A text and how it was come by.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub text: String,
    /// The encoding it was read as.
    pub encoding: &'static str,
    /// Whether that was guessed from the bytes, as neither they nor their giver say it.
    pub is_guessed: bool,
    /// The encoding it was said to have, where it was read as another and this makes a difference.
    pub wrongly_declared: Option<String>,
}

impl Decoded {
    /// What to say of a declaration that was not followed.
    pub fn failure(&self, place: &str) -> Option<Failure> {
        let declared = self.wrongly_declared.as_deref()?;
        let guess = if self.is_guessed { ", which is a guess from its bytes" } else { "" };
        let reason = format!("says that it is {declared}, which it is not; read as {}{guess}", self.encoding);
        Some(Failure::doubt(place, reason))
    }
}

/// Bytes as text. `declared` are the labels that the bytes came with, the surest first.
pub(crate) fn decode(bytes: Vec<u8>, declared: &[&str]) -> Decoded {
    let mut decoded = by_bytes_or_label(bytes, declared);
    // Of several labels one may be right; and ASCII is the same in nearly all of them.
    let is_right =
        |label: &&str| encoding_of(label).is_some_and(|encoding| encoding.name() == decoded.encoding);
    if !declared.iter().any(is_right) && !decoded.text.is_ascii() {
        let label = declared.iter().map(|label| label.trim()).find(|label| !label.is_empty());
        decoded.wrongly_declared = label.map(|label| label.chars().take(40).collect());
    }
    decoded
}

fn encoding_of(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

fn by_bytes_or_label(bytes: Vec<u8>, declared: &[&str]) -> Decoded {
    let read = |text: String, encoding: &'static Encoding, is_guessed| Decoded {
        text,
        encoding: encoding.name(),
        is_guessed,
        wrongly_declared: None,
    };
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return read(text.into_owned(), encoding, false);
    }
    // What is UTF-8 throughout is UTF-8, whatever was declared.
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return read(text, UTF_8, false),
        Err(error) => error.into_bytes(),
    };
    // UTF-16 without a mark: every other byte of ASCII is zero.
    if let Some(label) = utf_16(&bytes)
        && let Some(encoding) = Encoding::for_label(label)
    {
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        return read(text.into_owned(), encoding, true);
    }
    let mostly_utf_8 = is_mostly_utf_8(&bytes);
    // UTF-16 would have been told by its zeros; some labels stand for encodings that nobody reads.
    let is_readable = |encoding: &&Encoding| ![UTF_16LE, UTF_16BE, REPLACEMENT].contains(encoding);
    let named = declared.iter().filter_map(|label| encoding_of(label)).find(is_readable);
    let (encoding, is_guessed) = match named {
        Some(encoding) if encoding != UTF_8 || mostly_utf_8 => (encoding, false),
        _ if mostly_utf_8 => (UTF_8, true),
        _ => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes[..bytes.len().min(1 << 18)], true);
            (detector.guess(None, Utf8Detection::Deny), true)
        }
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    read(text.into_owned(), encoding, is_guessed)
}

/// The encoding that a page or an XML document says it has.
pub(crate) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let in_xml = head
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(rest, _)| rest.split_once("encoding"));
    let after = match in_xml {
        Some((_, rest)) => rest,
        None => head.split_once("charset")?.1,
    };
    let label = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = label
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | ':'))
        .collect();
    Some(label).filter(|label| !label.is_empty())
}

/// Whether only a few bytes are in the way of reading it as UTF-8 (a text cut inside a
/// character, one line from elsewhere).
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0x80).count();
        bad += chunk.invalid().len();
        if bad > 4096 && bad > good {
            return false;
        }
    }
    good >= bad * 2
}

fn utf_16(bytes: &[u8]) -> Option<&'static [u8]> {
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    if half < 8 {
        None
    } else if zeros(0) * 4 > half * 3 {
        Some(b"utf-16be")
    } else if zeros(1) * 4 > half * 3 {
        Some(b"utf-16le")
    } else {
        None
    }
}
