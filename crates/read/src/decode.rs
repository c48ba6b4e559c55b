//! Bytes to text: by byte order mark, declaration or the look of the bytes.

use crate::Failure;
use crate::wide::Wide;
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
    // No writer means a zero; what is left of damage is no letter.
    decoded.text.retain(|letter| letter != '\0');
    // Of several labels one may be right; and ASCII is the same in nearly all of them. Whoever names
    // UTF-16 in bytes that are read as ASCII means what was there before it was stored anew.
    let is_right = |label: &&str| {
        // The one family that no label of the web's stands for.
        let is_32 = |label: &str| label.trim().to_ascii_lowercase().starts_with("utf-32");
        is_32(label) && is_32(decoded.encoding)
            || encoding_of(label).is_some_and(|encoding| {
                encoding.name() == decoded.encoding
                    || (decoded.encoding == UTF_8.name() && [UTF_16LE, UTF_16BE].contains(&encoding))
            })
    };
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
    // Two or four bytes a letter, which would be UTF-8 too, with a zero behind each letter.
    if let Some(wide) = Wide::of(&bytes) {
        let text = wide.text(&bytes);
        return Decoded { text, encoding: wide.name(), is_guessed: false, wrongly_declared: None };
    }
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return read(text.into_owned(), encoding, false);
    }
    // What is UTF-8 throughout is UTF-8, whatever was declared.
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return read(text, UTF_8, false),
        Err(error) => error.into_bytes(),
    };
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
