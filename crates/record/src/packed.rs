//! Texts and lines of the record as the file keeps them: packed, each by itself, with a dictionary of what
//! such lines have in common, so that one is unpacked in microseconds without its neighbours.
//!
//! A cell that is text stands as it is, as older forms of the file and an import have it; one that is a blob
//! begins with the number of its dictionary. A dictionary is never changed, for files were packed with it;
//! a better one is another number beside it (`tools/dictionary/build`).

use rusqlite::functions::FunctionFlags;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Error};
use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// The dictionary that is packed with, and its number.
const DICTIONARY: (u8, &[u8]) = (1, include_bytes!("../packing/1.dictionary"));

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

static PACKING: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY.1, LEVEL));
static UNPACKING: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY.1));

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// A text that is packed where it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Packed(pub(crate) String);

impl ToSql for Packed {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match packed(&self.0) {
            Ok(bytes) if bytes.len() < self.0.len() => ToSqlOutput::Owned(Value::Blob(bytes)),
            // A few letters are no shorter for it.
            _ => self.0.as_str().into(),
        })
    }
}

impl FromSql for Packed {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Blob(bytes) => {
                unpacked(bytes).map(Packed).map_err(|error| FromSqlError::Other(Box::new(error)))
            }
            value => value.as_str().map(|text| Packed(text.to_owned())),
        }
    }
}

fn packed(text: &str) -> io::Result<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        let packer = match packer {
            Some(packer) => packer,
            None => {
                let mut new = Compressor::with_prepared_dictionary(&PACKING)?;
                new.include_dictid(false)?;
                packer.insert(new)
            }
        };
        let mut bytes = packer.compress(text.as_bytes())?;
        bytes.insert(0, DICTIONARY.0);
        Ok(bytes)
    })
}

fn unpacked(bytes: &[u8]) -> io::Result<String> {
    let wrong = |why: &str| io::Error::new(io::ErrorKind::InvalidData, why.to_owned());
    let (number, bytes) = bytes.split_first().ok_or_else(|| wrong("a packed text is empty"))?;
    if *number != DICTIONARY.0 || bytes.is_empty() {
        return Err(wrong("a text is packed in no way that this dateline knows"));
    }
    UNPACKER.with_borrow_mut(|unpacker| {
        let unpacker = match unpacker {
            Some(unpacker) => unpacker,
            None => unpacker.insert(Decompressor::with_prepared_dictionary(&UNPACKING)?),
        };
        let length = Decompressor::upper_bound(bytes).unwrap_or(usize::MAX);
        if length > LARGEST {
            return Err(wrong("a packed text says that it is longer than any is"));
        }
        let mut text = Vec::with_capacity(length);
        unpacker.decompress_to_buffer(bytes, &mut text)?;
        String::from_utf8(text).map_err(|_| wrong("a packed text is no text"))
    })
}

/// So many letters of a report are shown where it has no headline.
const OPENING: usize = 90;

/// What SQL is given: a value, or a text that is none in UTF-8, as it is.
enum Cell {
    Value(Value),
    Other(Vec<u8>),
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Value(value) => ToSqlOutput::Borrowed(ValueRef::from(value)),
            Cell::Other(text) => ToSqlOutput::Borrowed(ValueRef::Text(text)),
        })
    }
}

/// Lets SQL pack, and look at how a text begins: `packed(body)`, `opening(text)`.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("packed", 1, flags, |context| {
        let value = context.get_raw(0);
        Ok(match value {
            ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => match Packed(text.to_owned()).to_sql()? {
                    ToSqlOutput::Owned(packed) => Cell::Value(packed),
                    _ => Cell::Value(Value::Text(text.to_owned())),
                },
                // To write it anew would change it for good.
                Err(_) => Cell::Other(bytes.to_vec()),
            },
            value => Cell::Value(
                Value::try_from(value).map_err(|error| Error::UserFunctionError(Box::new(error)))?,
            ),
        })
    })?;
    // Nothing, where it cannot be unpacked: that is said where the text is asked for.
    connection.create_scalar_function("opening", 1, flags, |context| {
        let text = Packed::column_result(context.get_raw(0)).ok();
        Ok(text.map(|text| opening(&text.0)))
    })
}

/// How a text begins, to the end of a word.
fn opening(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(OPENING) else { return text.to_owned() };
    let head = &text[..cut];
    // A word that ends just there is whole.
    let is_whole = text[cut..].starts_with(char::is_whitespace);
    let end = if is_whole { None } else { head.rfind(char::is_whitespace) };
    format!("{}…", head[..end.unwrap_or(cut)].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_ends_with_a_word() {
        assert_eq!(opening("The talks ended."), "The talks ended.");
        let long = "The talks ended on Friday. ".repeat(9);
        assert_eq!(
            opening(&long),
            "The talks ended on Friday. The talks ended on Friday. The talks ended on Friday. The talks…"
        );
        assert_eq!(opening(&"x".repeat(200)).chars().count(), OPENING + 1);
    }

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
    fn the_first_dictionary_stays_as_it_was() {
        // Records are packed with it.
        let hash = blake3::hash(DICTIONARY.1).to_hex();
        assert_eq!((DICTIONARY.0, &hash[..16]), (1, "52c9c6389beb41c5"));
    }
}
