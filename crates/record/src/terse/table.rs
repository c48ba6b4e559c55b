//! The words and the shapes that need not be written out, and what the bytes stand for.
//!
//! Records are written with these: neither a line of `packing/words` nor one of `packing/shapes` is ever
//! changed, moved or taken out. New ones are added at the end.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a value begins with.
pub(super) mod tag {
    pub(crate) const NULL: u8 = 0;
    pub(crate) const FALSE: u8 = 1;
    pub(crate) const TRUE: u8 = 2;
    /// A whole number.
    pub(crate) const WHOLE: u8 = 3;
    /// A number with one, two or three digits behind the point.
    pub(crate) const TENTHS: u8 = 5;
    pub(crate) const THOUSANDTHS: u8 = 7;
    /// One with others: how many, and whether it is below 0.
    pub(crate) const DECIMAL: u8 = 8;
    /// Any other number, as it is written.
    pub(crate) const NUMBER: u8 = 9;
    /// A string as it is.
    pub(crate) const STRING: u8 = 10;
    /// A word that is not among the commonest.
    pub(crate) const WORD: u8 = 11;
    /// What stands in the text: from which byte on, and how many.
    pub(crate) const SLICE: u8 = 12;
    /// The words of the excerpt before.
    pub(crate) const OWN: u8 = 13;
    /// A string that was written before: how many strings before.
    pub(crate) const SEEN: u8 = 14;
    /// Three capital letters.
    pub(crate) const CODE: u8 = 16;
    /// An id: what it begins with, and ten bytes.
    pub(crate) const ID: u8 = 17;
    /// An id made of the report and the place of an excerpt,
    pub(crate) const PLACED: u8 = 18;
    /// or of both and the words.
    pub(crate) const WORDED: u8 = 19;
    /// An entity's id: its name is the string before,
    pub(crate) const NAMED_BEFORE: u8 = 20;
    /// the excerpt before,
    pub(crate) const NAMED_HERE: u8 = 21;
    /// or stands elsewhere in the text.
    pub(crate) const NAMED_THERE: u8 = 22;
    /// The report's id.
    pub(crate) const REPORT: u8 = 23;
    /// What stands beside the line: which of it.
    pub(crate) const BESIDE: u8 = 24;
    pub(crate) const EMPTY: u8 = 26;
    /// A list of one,
    pub(crate) const ONE: u8 = 27;
    /// or of so many.
    pub(crate) const LIST: u8 = 28;
    /// An object of no known shape.
    pub(crate) const OBJECT: u8 = 29;
    /// Words of the text: how far behind the excerpt before they begin, and how many letters they are.
    pub(crate) const EXCERPT: u8 = 30;
}

/// Nothing that is kept goes deeper.
pub(super) const DEEPEST: usize = 32;

/// The tags of shapes begin here,
pub(super) const FIRST_SHAPE: u8 = 32;
/// and those of the commonest words here.
pub(super) const FIRST_WORD: u8 = 64;
/// So many words have a tag of their own.
pub(super) const COMMONEST: usize = 256 - FIRST_WORD as usize;

pub(super) static WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../packing/words").lines().collect());
pub(super) static SHAPES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    include_str!("../../packing/shapes").lines().map(|line| line.split(' ').collect()).collect()
});
static NUMBERS: LazyLock<FxHashMap<&str, usize>> =
    LazyLock::new(|| WORDS.iter().enumerate().map(|(number, word)| (*word, number)).collect());

/// The number of a word; none where it has none.
pub(super) fn number_of(word: &str) -> Option<usize> {
    NUMBERS.get(word).copied()
}

/// The number of the shape of an object with these keys.
pub(super) fn shape_of<'k>(keys: &(impl Iterator<Item = &'k str> + Clone)) -> Option<u8> {
    let number = SHAPES.iter().position(|shape| keys.clone().eq(shape.iter().copied()))?;
    u8::try_from(number).ok().filter(|number| *number < FIRST_WORD - FIRST_SHAPE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_stay_as_they_were() {
        // Records are written with them: more may stand behind these lines, and nothing else may change.
        for (table, lines, known) in [
            (include_str!("../../packing/words"), 362, "f88450124e428d1a"),
            (include_str!("../../packing/shapes"), 20, "d27ce43bb6457fdd"),
        ] {
            let old: Vec<&str> = table.lines().take(lines).collect();
            assert_eq!(old.len(), lines);
            assert_eq!(&blake3::hash(old.join("\n").as_bytes()).to_hex()[..16], known);
        }
        assert_eq!(NUMBERS.len(), WORDS.len(), "each stands once");
        assert!(WORDS.len() <= COMMONEST + 256);
        assert!(SHAPES.len() <= usize::from(FIRST_WORD - FIRST_SHAPE));
    }
}
