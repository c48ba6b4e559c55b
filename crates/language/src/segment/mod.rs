//! From a text to paragraphs, words, quotations and sentences, each step in one pass.
//!
//! What a word is follows Universal Dependencies as in the English Web Treebank: "don't"
//! is two words, "US-led" three, "anti-war" one.

mod dashes;
mod hyphens;
mod lexicon;
mod paragraphs;
mod quotations;
mod sentences;
mod words;

use crate::{Quotation, Sentence};
use dateline_model::{Byte, Span};

pub use lexicon::Lexicon;
pub use words::Piece;

/// A text cut up, before anything is known about its words.
#[derive(Debug, Default)]
pub struct Segments {
    /// Its words.
    pub pieces: Vec<Piece>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its quotations by their beginning.
    pub quotations: Vec<Quotation>,
}

/// Cuts up a text; stretches in `asides` hold no words.
pub fn segment(lexicon: &Lexicon, text: &str, asides: &[Span<Byte>]) -> Segments {
    let mut pieces = Vec::new();
    let mut blocks = Vec::new();
    for paragraph in paragraphs::split(text, asides) {
        let start = pieces.len();
        words::split(lexicon, text, paragraph, &mut pieces);
        if pieces.len() > start {
            blocks.push(Span::new(start, pieces.len()));
        }
    }
    let mut marks = quotations::pair(text, &pieces, &blocks);
    dashes::pair(lexicon, text, &pieces, &blocks, &mut marks);
    let sentences = sentences::split(lexicon, text, &pieces, &blocks, &marks);
    let quotations = quotations::finish(marks, &pieces, &sentences);
    Segments { pieces, sentences, quotations }
}

/// The quotations of words whose sentences are given.
pub fn quotations_of(
    lexicon: &Lexicon,
    text: &str,
    pieces: &[Piece],
    sentences: &[Sentence],
) -> Vec<Quotation> {
    let mut blocks: Vec<Span<crate::Word>> = Vec::new();
    let mut paragraph = None;
    for sentence in sentences {
        match blocks.last_mut() {
            Some(block) if paragraph == Some(sentence.paragraph) => block.end = sentence.words.end,
            _ => blocks.push(sentence.words),
        }
        paragraph = Some(sentence.paragraph);
    }
    let mut marks = quotations::pair(text, pieces, &blocks);
    dashes::pair(lexicon, text, pieces, &blocks, &mut marks);
    quotations::finish(marks, pieces, sentences)
}
