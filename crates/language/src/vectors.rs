//! Word vectors: 684 830 words, each pointing at one of 20 000 rows.
//!
//! Words are known by 17 bits of their hash within a bucket, so that the whole table is four
//! bytes a word; a word that is not in it is taken for one that is about once in 10 000 times.

use crate::hash::hash;
use crate::model::{Damaged, Reader, Writer};
use std::borrow::Cow;

const BUCKET_BITS: u32 = 16;
const MARK_BITS: u32 = 17;
/// One step of the quantised values.
pub const STEP: f32 = 1.0 / 32.0;

/// The table and the rows.
#[derive(Debug, Default)]
pub struct Vectors {
    /// Where each bucket's words begin.
    starts: Vec<u32>,
    /// Row (15 bits) and mark of each word.
    words: Vec<u32>,
    width: usize,
    values: Vec<i8>,
    clusters: Vec<[u16; 3]>,
}

impl Vectors {
    /// Builds the table.
    pub fn new<'a>(
        words: impl IntoIterator<Item = (&'a str, u16)>,
        width: usize,
        values: Vec<i8>,
        clusters: Vec<[u16; 3]>,
    ) -> Self {
        let mut entries: Vec<(u32, u32)> = words
            .into_iter()
            .map(|(word, row)| {
                let (bucket, mark) = place(word);
                (bucket, u32::from(row) << MARK_BITS | mark)
            })
            .collect();
        entries.sort_unstable();
        entries.dedup();
        let mut starts = vec![0; (1 << BUCKET_BITS) + 1];
        for &(bucket, _) in &entries {
            starts[bucket as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let words = entries.into_iter().map(|(_, entry)| entry).collect();
        Vectors { starts, words, width, values, clusters }
    }

    /// Reads the section `words`.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes);
        let width = reader.number()?;
        let rows = reader.number()?;
        let numbers = |reader: &mut Reader<'_>| -> Result<Vec<u32>, Damaged> {
            let count = reader.number()?;
            let bytes = reader.take(count.saturating_mul(4))?;
            Ok(bytes
                .chunks_exact(4)
                .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
                .collect())
        };
        let starts = numbers(&mut reader)?;
        let words = numbers(&mut reader)?;
        let values =
            reader.take(rows.saturating_mul(width))?.iter().map(|&byte| byte.cast_signed()).collect();
        let clusters = reader
            .take(rows.saturating_mul(6))?
            .chunks_exact(6)
            .map(|six| [0, 2, 4].map(|at| u16::from_le_bytes([six[at], six[at + 1]])))
            .collect();
        let vectors = Vectors { starts, words, width, values, clusters };
        vectors.check()?;
        Ok(vectors)
    }

    fn check(&self) -> Result<(), Damaged> {
        let rows = self.clusters.len();
        let is_ordered = self.starts.is_sorted()
            && self.starts.last().is_some_and(|&last| last as usize == self.words.len());
        if self.starts.len() != (1 << BUCKET_BITS) + 1
            || !is_ordered
            || self.words.iter().any(|word| (word >> MARK_BITS) as usize >= rows)
        {
            return Err(Damaged::new("the table of words is not in order"));
        }
        Ok(())
    }

    /// The section.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(self.width);
        out.number(self.clusters.len());
        for numbers in [&self.starts, &self.words] {
            out.number(numbers.len());
            out.bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        }
        out.bytes.extend(self.values.iter().map(|value| value.cast_unsigned()));
        out.bytes.extend(self.clusters.iter().flatten().flat_map(|cluster| cluster.to_le_bytes()));
        out.bytes
    }

    /// How many values a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The row of a word as printed, else of its small letters.
    pub fn row(&self, form: &str) -> Option<u16> {
        self.exact(form).or_else(|| match low(form) {
            Cow::Owned(low) => self.exact(&low),
            Cow::Borrowed(_) => None,
        })
    }

    fn exact(&self, form: &str) -> Option<u16> {
        if self.words.is_empty() {
            return None;
        }
        let (bucket, mark) = place(form);
        let range = self.starts[bucket as usize] as usize..self.starts[bucket as usize + 1] as usize;
        let found = self.words[range].iter().find(|&&word| word & ((1 << MARK_BITS) - 1) == mark)?;
        u16::try_from(found >> MARK_BITS).ok()
    }

    /// The values of a row, in steps of [`STEP`].
    pub fn values(&self, row: u16) -> &[i8] {
        let start = usize::from(row) * self.width;
        &self.values[start..start + self.width]
    }

    /// The classes of a row out of 64, 256 and 1024.
    pub fn clusters(&self, row: u16) -> [u16; 3] {
        self.clusters[usize::from(row)]
    }
}

fn place(word: &str) -> (u32, u32) {
    let hash = hash(word.as_bytes());
    ((hash >> (64 - BUCKET_BITS)) as u32, (hash as u32) & ((1 << MARK_BITS) - 1))
}

/// A word in small letters, with the curly apostrophe straightened.
pub fn low(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(form);
    }
    if form.is_ascii() {
        return Cow::Owned(form.to_ascii_lowercase());
    }
    Cow::Owned(
        form.chars().flat_map(|c| if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() }).collect(),
    )
}
