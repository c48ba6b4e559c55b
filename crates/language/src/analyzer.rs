//! From a text to its analysis.

use crate::complements;
use crate::identify::Identifier;
use crate::lemmas::Lemmas;
use crate::model::{self, Container, Damaged};
use crate::names;
use crate::segment::{self, Lexicon, Piece, Segments};
use crate::syntax::Network;
use crate::vectors::Vectors;
use crate::{Annotated, Deprel, Features, Name, Sentence, Token, Upos, Xpos};
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
    identifier: Identifier,
    vectors: Vectors,
    lemmas: Lemmas,
    names: names::Tagger,
    network: Option<Network>,
    tags: Vec<(Upos, Xpos)>,
    relations: Vec<Deprel>,
}

impl Analyzer {
    /// The analyzer with the model in the binary.
    pub fn embedded() -> Self {
        let container = model::embedded().expect("the model in the binary is read by the tests");
        Self::of_model(&container).expect("the model in the binary is read by the tests")
    }

    /// The analyzer with another model; what the file lacks is not analysed.
    pub fn of_model(container: &Container<'_>) -> Result<Self, Damaged> {
        let section = |name| container.section(name);
        let vectors = section("words")?.map(|bytes| Vectors::read(&bytes)).transpose()?.unwrap_or_default();
        let lemmas = section("lemmas")?.map(|bytes| Lemmas::read(&bytes)).transpose()?.unwrap_or_default();
        let names =
            section("names")?.map(|bytes| names::Tagger::read(&bytes)).transpose()?.unwrap_or_default();
        let network = section("syntax")?.map(|bytes| Network::read(&bytes)).transpose()?;
        let (mut tags, mut relations) = (Vec::new(), Vec::new());
        if let Some(network) = &network {
            tags.extend(network.tags.iter().map(|names| {
                let (upos, xpos) = names.split_once(' ').unwrap_or((names, ""));
                (Upos::named(upos).unwrap_or_default(), Xpos::named(xpos).unwrap_or_default())
            }));
            relations.extend(network.labels.iter().map(|name| Deprel::named(name).unwrap_or_default()));
        }
        let lexicon = Lexicon::embedded();
        let identifier = Identifier::embedded();
        Ok(Analyzer { lexicon, identifier, vectors, lemmas, names, network, tags, relations })
    }

    /// Analyses a text; stretches in `asides` hold no words. A text in another language
    /// has words, sentences and quotations only.
    pub fn analyze<'t>(&self, text: &'t str, asides: &[Span<Byte>], depth: Depth) -> Annotated<'t> {
        let segments = segment::segment(&self.lexicon, text, asides);
        let words = segments.pieces.iter().map(|piece| &text[piece.span.range()]);
        let language = self.identifier.language(words);
        let depth = if language.is_none_or(|language| language == "en") { depth } else { Depth::Words };
        self.deepen(text, segments, depth, language)
    }

    /// Analyses an English text whose words and sentences are given, both in order and covering
    /// each other.
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
        self.deepen(text, Segments { pieces, sentences, quotations }, depth, None)
    }

    fn deepen<'t>(
        &self,
        text: &'t str,
        segments: Segments,
        depth: Depth,
        language: Option<&'static str>,
    ) -> Annotated<'t> {
        let Segments { pieces, sentences, quotations } = segments;
        let mut tokens: Vec<Token> = pieces.into_iter().map(|piece| bare(text, piece)).collect();
        if depth >= Depth::Tags {
            self.tag(text, &mut tokens, &sentences, depth);
        }
        let names = if depth >= Depth::Names { self.names(text, &tokens, &sentences) } else { Vec::new() };
        Annotated::new(TextIndex::new(text), tokens, sentences, quotations, names, language)
    }

    fn names(&self, text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Name> {
        let words: Vec<&str> = tokens.iter().map(|token| &text[token.span.range()]).collect();
        let ranges: Vec<_> = sentences.iter().map(|sentence| sentence.words.range()).collect();
        names::find(&self.names, &self.vectors, &words, &ranges)
    }

    fn tag(&self, text: &str, tokens: &mut [Token], sentences: &[Sentence], depth: Depth) {
        let Some(network) = &self.network else { return };
        let forms: Vec<&str> = tokens.iter().map(|token| &text[token.span.range()]).collect();
        let ranges: Vec<_> = sentences.iter().map(|sentence| sentence.words.range()).collect();
        let with_trees = depth >= Depth::Trees;
        let found = network.analyze(&self.vectors, &forms, &ranges, with_trees);
        for range in ranges {
            for at in range.clone() {
                let (token, found) = (&mut tokens[at], found[at]);
                let tag = usize::from(found.tag);
                (token.upos, token.xpos) = self.tags[tag];
                token.lemma = self.lemmas.lemma(forms[at], &network.tags[tag], at == range.start);
                token.features = Features(self.lemmas.features(forms[at], &network.tags[tag]));
                if with_trees {
                    token.head = found.head.checked_sub(1);
                    token.deprel =
                        if found.head == 0 { Deprel::Root } else { self.relations[usize::from(found.label)] };
                }
            }
            if with_trees {
                complements::join(tokens, range);
            }
        }
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
