//! The ids that follow from a report and from where something stands in it.
//!
//! Ids are made so by those who read reports; one that is made otherwise is written out. Records are written
//! with these rules, so that they stay.

use super::table::{FIRST_WORD, number_of};
use dateline_model::derive_id;

/// What an id begins with, as the tag of that word, and its ten bytes; none for other strings.
pub(super) fn parts_of(id: &str) -> Option<(u8, [u8; 10])> {
    let (prefix, digits) = id.rsplit_once('-')?;
    let prefix = u8::try_from(number_of(prefix)? + usize::from(FIRST_WORD)).ok()?;
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let digit = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    if pairs.len() != 10 || !rest.is_empty() {
        return None;
    }
    let mut hash = [0; 10];
    for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some((prefix, hash))
}

/// The id of what stands at some words of a report.
pub(super) fn placed_id(prefix: &str, report: &str, start: usize, end: usize) -> String {
    derive_id(prefix, &[report, &start.to_string(), &end.to_string()]).0
}

/// The same, of which the words are part.
pub(super) fn worded_id(prefix: &str, report: &str, start: usize, end: usize, words: &str) -> String {
    derive_id(prefix, &[report, &format!("{start}-{end}"), words]).0
}

/// The id of an entity of this name that is first mentioned at a byte of the text.
pub(super) fn entity_id(report: &str, name: &str, first: usize) -> String {
    derive_id("entity", &[report, name, &first.to_string()]).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_stay_as_they_were() {
        assert_eq!(placed_id("p", "a", 3, 9), "p-3f5acf1c92d3bdc228a3");
        assert_eq!(worded_id("t", "a", 3, 9, "monday"), "t-8badd4361b8a888a4321");
        assert_eq!(entity_id("a", "Jan Kolar", 7), "entity-d01a144ee3ba358c8aaa");
    }

    #[test]
    fn an_id_is_known_by_its_form() {
        assert!(parts_of("p-7158f50ab594a9ab3f57").is_some());
        for other in ["p-7158F50ab594a9ab3f57", "p-7158f50ab594a9ab3f5", "xyz-7158f50ab594a9ab3f57", "p-", ""]
        {
            assert!(parts_of(other).is_none(), "{other}");
        }
    }
}
