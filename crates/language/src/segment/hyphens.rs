//! Which hyphens hold a word together.

use super::Lexicon;

/// Whether the text between two ends, with its hyphens, is one word: "anti-war",
/// "e-mail", "713-853-1696", "2025-04-04", but not "US-led", "30-day", "1914-1918".
pub fn is_one(lexicon: &Lexicon, word: &str) -> bool {
    if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        let mut parts = word.split('-').map(str::len);
        return match (parts.next(), parts.next(), parts.next()) {
            // A telephone number or a date.
            (Some(_), Some(_), Some(_)) => true,
            // "345-9945" is a telephone number, "1914-1918" and "5-4" are not.
            (Some(3), Some(4), None) => true,
            _ => false,
        };
    }
    let mut parts = word.split('-');
    let (Some(first), Some(last)) = (parts.next(), parts.next_back()) else { return true };
    if parts.next().is_some() {
        return false;
    }
    // "UN-backed" is no case of "un-".
    let is_initials = first.len() > 1 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    !is_initials && lexicon.is_prefix(first) || lexicon.is_suffix(last)
}
