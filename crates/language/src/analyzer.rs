//! From a text to its analysis.

use crate::segment::{self, Lexicon, Piece, Segments};
use crate::{Annotated, Deprel, Features, Sentence, Token, Upos, Xpos};
use compact_str::CompactString;
use dateline_model::{Byte, Span, TextIndex};

/// How far an analysis goes; each level holds the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// Words, sentences, quotations.
    Words,
    /// Tags, features, lemmas.
    Tags,
    /// Names.
    Names,
    /// Dependency trees.
    Trees,
}

/// A word whose place is given from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenWord {
    /// Where it stands.
    pub span: Span<Byte>,
    /// Whether it and the next are one printed word ("do" in "don't").
    pub is_glued: bool,
}

/// Analyses English. Made once, shared by all threads.
#[derive(Debug)]
pub struct Analyzer {
    lexicon: Lexicon,
}

impl Analyzer {
    /// The analyzer with the model in the binary.
    pub fn embedded() -> Self {
        Analyzer { lexicon: Lexicon::embedded() }
    }

    /// Analyses a text; stretches in `asides` hold no words.
    pub fn analyze<'t>(&self, text: &'t str, asides: &[Span<Byte>], depth: Depth) -> Annotated<'t> {
        self.deepen(text, segment::segment(&self.lexicon, text, asides), depth)
    }

    /// Analyses a text whose words and sentences are given, both in order and covering each other.
    pub fn analyze_given<'t>(
        &self,
        text: &'t str,
        words: &[GivenWord],
        sentences: Vec<Sentence>,
        depth: Depth,
    ) -> Annotated<'t> {
        let pieces: Vec<Piece> =
            words.iter().map(|word| Piece { span: word.span, is_glued: word.is_glued }).collect();
        let quotations = segment::quotations_of(text, &pieces, &sentences);
        self.deepen(text, Segments { pieces, sentences, quotations }, depth)
    }

    fn deepen<'t>(&self, text: &'t str, segments: Segments, depth: Depth) -> Annotated<'t> {
        let Segments { pieces, sentences, quotations } = segments;
        let tokens: Vec<Token> = pieces.into_iter().map(|piece| bare(text, piece)).collect();
        let _ = depth;
        Annotated::new(TextIndex::new(text), tokens, sentences, quotations, Vec::new(), None)
    }
}

fn bare(text: &str, piece: Piece) -> Token {
    Token {
        span: piece.span,
        upos: Upos::X,
        xpos: Xpos::Xx,
        features: Features::default(),
        lemma: CompactString::from(&text[piece.span.range()]),
        head: None,
        deprel: Deprel::Dep,
        is_glued: piece.is_glued,
    }
}
