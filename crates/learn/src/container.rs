//! A trained file: one container of named sections, each compressed on its own.
//!
//! So that parts can be trained apart and share one file:
//!
//! ```text
//! "DATELINE"                    8 bytes
//! version u32                   1
//! number of sections u32
//! per section: length of name u32, name (UTF-8), length unpacked u32, length packed u32
//! then the packed sections (LZ4 block format) in the same order
//! ```
//!
//! All numbers are little-endian. `dateline-trainer` writes it; sections are named after what reads
//! them: `words`, `syntax`, `lemmas`, `names` of the language model, `about` of all that is linear
//! (see [`crate::Expected`]).

use std::collections::BTreeMap;
use std::fmt;

const MAGIC: &[u8; 8] = b"DATELINE";
const VERSION: u32 = 1;

/// The sections of a trained file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Container<'a> {
    sections: BTreeMap<String, Section<'a>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Section<'a> {
    length: usize,
    packed: std::borrow::Cow<'a, [u8]>,
}

/// A trained file that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged(&'static str);

impl Damaged {
    /// With what is wrong.
    pub const fn new(reason: &'static str) -> Self {
        Damaged(reason)
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the trained file is damaged: {}", self.0)
    }
}

impl std::error::Error for Damaged {}

impl<'a> Container<'a> {
    /// Reads the table of a file; sections are unpacked when asked for.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(Damaged("it does not begin with DATELINE"));
        }
        if reader.number()? != VERSION as usize {
            return Err(Damaged("it is of another version"));
        }
        let count = reader.number()?;
        let mut table = Vec::new();
        for _ in 0..count {
            let name = reader.text()?;
            table.push((name, reader.number()?, reader.number()?));
        }
        let mut sections = BTreeMap::new();
        for (name, length, packed) in table {
            let packed = std::borrow::Cow::Borrowed(reader.take(packed)?);
            sections.insert(name, Section { length, packed });
        }
        Ok(Container { sections })
    }

    /// A section, unpacked; none where the file has none of that name.
    pub fn section(&self, name: &str) -> Result<Option<Vec<u8>>, Damaged> {
        let Some(section) = self.sections.get(name) else { return Ok(None) };
        lz4_flex::block::decompress(&section.packed, section.length)
            .map(Some)
            .map_err(|_| Damaged("a section does not unpack"))
    }

    /// The names of its sections.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sections.keys().map(String::as_str)
    }

    /// Puts a section in, in place of any of that name.
    pub fn insert(&mut self, name: &str, bytes: &[u8]) {
        let packed = std::borrow::Cow::Owned(lz4_flex::block::compress(bytes));
        self.sections.insert(name.to_owned(), Section { length: bytes.len(), packed });
    }

    /// The file. Sections must be below 4 GiB.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::from(MAGIC);
        let number = |out: &mut Vec<u8>, value: usize| {
            out.extend(u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes());
        };
        number(&mut out, VERSION as usize);
        number(&mut out, self.sections.len());
        for (name, section) in &self.sections {
            number(&mut out, name.len());
            out.extend(name.as_bytes());
            number(&mut out, section.length);
            number(&mut out, section.packed.len());
        }
        for section in self.sections.values() {
            out.extend(section.packed.iter());
        }
        out
    }
}

/// Reads the numbers and arrays of a section in order.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// From the beginning of a section.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes }
    }

    /// The next bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Damaged> {
        if length > self.bytes.len() {
            return Err(Damaged("it ends early"));
        }
        let (head, tail) = self.bytes.split_at(length);
        self.bytes = tail;
        Ok(head)
    }

    /// A `u32`.
    pub fn number(&mut self) -> Result<usize, Damaged> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    }

    /// A length and so many bytes of UTF-8.
    pub fn text(&mut self) -> Result<String, Damaged> {
        let length = self.number()?;
        let bytes = self.take(length)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| Damaged("a name is not UTF-8"))
    }

    /// A length and so many `f32`.
    pub fn floats(&mut self) -> Result<Vec<f32>, Damaged> {
        let length = self.number()?;
        let bytes = self.take(length.checked_mul(4).ok_or(Damaged("a length is too large"))?)?;
        Ok(bytes
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect())
    }
}

/// Writes the numbers and arrays of a section in order.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// What has been written.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// A `u32`.
    pub fn number(&mut self, value: usize) {
        self.bytes.extend(u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes());
    }

    /// A length and so many bytes of UTF-8.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend(text.as_bytes());
    }

    /// A length and so many `f32`.
    pub fn floats(&mut self, values: &[f32]) {
        self.number(values.len());
        self.bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_reads_back() {
        let mut container = Container::default();
        container.insert("names", b"second");
        container.insert("lemmas", &[7; 1000]);
        let bytes = container.to_bytes();
        let read = Container::parse(&bytes).unwrap();
        assert_eq!(read.names().collect::<Vec<_>>(), ["lemmas", "names"]);
        assert_eq!(read.section("names").unwrap().unwrap(), b"second");
        assert_eq!(read.section("lemmas").unwrap().unwrap(), [7; 1000]);
        assert_eq!(read.section("other").unwrap(), None);
    }

    #[test]
    fn a_cut_file_is_an_error() {
        let mut container = Container::default();
        container.insert("names", b"second");
        let bytes = container.to_bytes();
        for length in 0..bytes.len() {
            let read = Container::parse(&bytes[..length]);
            assert!(read.is_err() || read.unwrap().section("names").is_err());
        }
    }
}
