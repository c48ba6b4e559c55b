//! The words by which asides are known (`lexicon/asides.toml`).

use dateline_model::AsideKind;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lexicon {
    pub(super) cue: Vec<Cue>,
    pub(super) phrase: Vec<Phrase>,
    pub(super) caption: Caption,
    pub(super) boxes: Boxes,
}

/// What heads a list of other things to read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Boxes {
    pub(super) heads: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "an example is there to be read and tested"))]
    pub(super) example: String,
}

/// Words at the head of a paragraph that make it an aside.
#[derive(Deserialize)]
pub(super) struct Cue {
    pub(super) kind: AsideKind,
    pub(super) starts: Vec<String>,
    /// The longest such paragraph.
    pub(super) words: usize,
    #[serde(default)]
    pub(super) needs_digit: bool,
    #[serde(default)]
    pub(super) needs_name: bool,
    /// Whether it speaks to the reader: "you", "your", "us", "our", or an exclamation.
    #[serde(default)]
    pub(super) needs_box: bool,
    /// Whether it is none where it ends as a sentence does.
    #[serde(default)]
    pub(super) needs_line: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "an example is there to be read and tested"))]
    pub(super) example: String,
}

/// Words that make a paragraph an aside wherever they stand in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrase {
    pub(super) kind: AsideKind,
    pub(super) holds: Vec<String>,
    /// The longest such paragraph.
    pub(super) words: usize,
    #[cfg_attr(not(test), expect(dead_code, reason = "an example is there to be read and tested"))]
    pub(super) example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Caption {
    pub(super) words: usize,
    pub(super) credits: Vec<String>,
    pub(super) ends: Vec<String>,
    pub(super) positions: Vec<String>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../lexicon/asides.toml"))
        .unwrap_or_else(|error| unreachable!("lexicon/asides.toml is read by a test: {error}"))
});
