//! Word lists of English, as data.

/// What tells whether a person is a man or a woman: honorifics, nouns, first names (TOML).
pub const GENDERS: &str = include_str!("../lexicon/genders.toml");
