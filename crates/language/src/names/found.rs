//! A name on its way: what was found so far, before the text as a whole is asked.

use dateline_model::MentionKind;

/// A name on its way.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// First word.
    pub start: usize,
    /// Just behind the last.
    pub end: usize,
    /// What it names.
    pub kind: MentionKind,
}

/// Whether a word begins with a capital.
pub fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// What the tagger tells apart, by its numbers.
pub const KINDS: [MentionKind; 3] = [MentionKind::Person, MentionKind::Organization, MentionKind::Place];
