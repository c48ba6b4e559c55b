//! Texts and lines of the record as the file keeps them: packed, each by itself, with a dictionary of what
//! such lines have in common, so that one is unpacked in microseconds without its neighbours.
//!
//! A cell that is text stands as it is, as older forms of the file and an import have it; one that is a blob
//! begins with the number of its dictionary (1, 2), or another mark (`lines`). A dictionary is never changed, for files were packed with it;
//! a better one is another number beside it (`tools/dictionary/build`).

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// What lines of the record have in common,
const OF_LINES: (u8, &[u8]) = (1, include_bytes!("../packing/1.dictionary"));
/// and what English prose has, each with its number.
const OF_TEXTS: (u8, &[u8]) = (2, include_bytes!("../packing/2.dictionary"));

/// As far as the samples show, higher levels save nothing more.
const LEVEL: i32 = 9;

/// The most that one cell may unpack to; the largest that is kept is a text of some megabytes with what was
/// found in it.
const LARGEST: usize = 256 << 20;

/// What is packed: the tables, and their columns.
pub(crate) const PACKED: [(&str, &[&str]); 6] = [
    ("report", &["text", "body"]),
    ("report_version", &["text", "body"]),
    ("reading", &["body"]),
    ("statement", &["body"]),
    ("event", &["body"]),
    ("figure", &["body"]),
];

static PACKING: [LazyLock<EncoderDictionary<'static>>; 2] = [
    LazyLock::new(|| EncoderDictionary::copy(OF_LINES.1, LEVEL)),
    LazyLock::new(|| EncoderDictionary::copy(OF_TEXTS.1, LEVEL)),
];
static UNPACKING: [LazyLock<DecoderDictionary<'static>>; 2] = [
    LazyLock::new(|| DecoderDictionary::copy(OF_LINES.1)),
    LazyLock::new(|| DecoderDictionary::copy(OF_TEXTS.1)),
];

thread_local! {
    static PACKERS: RefCell<[Option<Compressor<'static>>; 2]> = const { RefCell::new([None, None]) };
    static UNPACKERS: RefCell<[Option<Decompressor<'static>>; 2]> = const { RefCell::new([None, None]) };
}

/// A text that is packed where it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Packed(pub(crate) String);

impl ToSql for Packed {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match packed(self.0.as_bytes()) {
            Ok(bytes) if bytes.len() < self.0.len() => ToSqlOutput::Owned(Value::Blob(bytes)),
            // A few letters are no shorter for it.
            _ => self.0.as_str().into(),
        })
    }
}

impl FromSql for Packed {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Blob(bytes) => unpacked(bytes)
                .and_then(text_of)
                .map(Packed)
                .map_err(|error| FromSqlError::Other(Box::new(error))),
            value => value.as_str().map(|text| Packed(text.to_owned())),
        }
    }
}

/// Bytes in fewer, where many like them have something in common.
pub(crate) fn packed(unpacked: &[u8]) -> io::Result<Vec<u8>> {
    let is_line = unpacked.first().is_none_or(|first| matches!(first, b'{' | b'[' | ..b' '));
    let (number, at) = if is_line { (OF_LINES.0, 0) } else { (OF_TEXTS.0, 1) };
    PACKERS.with_borrow_mut(|packers| {
        let packer = match &mut packers[at] {
            Some(packer) => packer,
            place => {
                let mut new = Compressor::with_prepared_dictionary(&PACKING[at])?;
                new.include_dictid(false)?;
                place.insert(new)
            }
        };
        let mut bytes = packer.compress(unpacked)?;
        bytes.insert(0, number);
        Ok(bytes)
    })
}

fn wrong(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_owned())
}

fn text_of(unpacked: Vec<u8>) -> io::Result<String> {
    String::from_utf8(unpacked).map_err(|_| wrong("a packed text is no text"))
}

/// What was packed.
pub(crate) fn unpacked(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let (number, bytes) = bytes.split_first().ok_or_else(|| wrong("a packed text is empty"))?;
    let at = [OF_LINES.0, OF_TEXTS.0].iter().position(|known| known == number && !bytes.is_empty());
    let at = at.ok_or_else(|| wrong("a text is packed in no way that this dateline knows"))?;
    UNPACKERS.with_borrow_mut(|unpackers| {
        let unpacker = match &mut unpackers[at] {
            Some(unpacker) => unpacker,
            place => place.insert(Decompressor::with_prepared_dictionary(&UNPACKING[at])?),
        };
        let length = Decompressor::upper_bound(bytes).unwrap_or(usize::MAX);
        if length > LARGEST {
            return Err(wrong("a packed text says that it is longer than any is"));
        }
        let mut unpacked = Vec::with_capacity(length);
        unpacker.decompress_to_buffer(bytes, &mut unpacked)?;
        Ok(unpacked)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Value {
        match Packed(text.to_owned()).to_sql().unwrap() {
            ToSqlOutput::Owned(value) => value,
            ToSqlOutput::Borrowed(value) => Value::try_from(value).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_packed_is_unpacked_to_the_letter() {
        let line =
            r#"{"id":"s-1","report":"a","evidence":{"start":0,"end":8,"text":"“Ünï” 🎉"},"speakers":[]}"#;
        for text in ["", "a", line, &line.repeat(1_000), "\0\u{1b}"] {
            let value = kept(text);
            assert_eq!(Packed::column_result(ValueRef::from(&value)).unwrap().0, text);
        }
        // A line of the record alone is packed to less than half.
        let Value::Blob(bytes) = kept(line) else { panic!("is not packed") };
        assert!(bytes.len() < line.len() / 2 + 20, "{}", bytes.len());
    }

    #[test]
    fn damage_is_an_error_and_nothing_else() {
        let Value::Blob(bytes) = kept(&"The talks ended. ".repeat(100)) else { panic!("is not packed") };
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x41;
            // It may still be a text, but no panic and no gigabyte.
            let _ = unpacked(&damaged).map(|text| assert!(text.len() < LARGEST));
            assert!(unpacked(&bytes[..at]).is_err());
        }
        assert!(unpacked(&[9, 1, 2]).is_err());
    }

    #[test]
    fn the_dictionaries_stay_as_they_were() {
        // Records are packed with them.
        let hash = |of: (u8, &[u8])| (of.0, blake3::hash(of.1).to_hex()[..16].to_owned());
        assert_eq!(hash(OF_LINES), (1, "52c9c6389beb41c5".to_owned()));
        assert_eq!(hash(OF_TEXTS), (2, "6ff70b21269b33c0".to_owned()));
    }
}
