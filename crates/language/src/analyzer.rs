//! From a text to its analysis.

use crate::certain;
use crate::complements;
use crate::deep::{self, Deep};
use crate::identify;
use crate::lemmas::Lemmas;
use crate::model::{self, Container, Damaged};
use crate::named;
use crate::names;
use crate::segment::{self, Lexicon, Piece, Segments};
use crate::syntax::{Analysis, Network};
use crate::vectors::Vectors;
use crate::{Annotated, Deprel, Features, Reader, Sentence, Token, Upos, Xpos};
use compact_str::CompactString;
use dateline_model::{Byte, Span, TextIndex};
use std::ops::Range;

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
    vectors: Vectors,
    lemmas: Lemmas,
    names: names::Tagger,
    network: Option<Network>,
    deep: Option<Deep>,
    /// Tags and relations by the numbers of the network, or of the deep reader where there is one.
    tags: Vec<(Upos, Xpos)>,
    tag_names: Vec<String>,
    relations: Vec<Deprel>,
}

/// What a reader says of all words.
struct Readings {
    analyses: Vec<Analysis>,
    deep: Option<deep::Read>,
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
        let lexicon = Lexicon::embedded();
        let mut analyzer = Analyzer {
            lexicon,
            vectors,
            lemmas,
            names,
            network,
            deep: None,
            tags: Vec::new(),
            tag_names: Vec::new(),
            relations: Vec::new(),
        };
        if let Some(network) = &analyzer.network {
            let (tags, labels) = (network.tags.clone(), network.labels.clone());
            analyzer.number(tags, &labels);
        }
        Ok(analyzer)
    }

    /// The analyzer with one of the readers in the binary.
    ///
    /// # Errors
    /// If the model file of the deep reader is not one that this program reads.
    pub fn with(reader: Reader) -> Result<Self, Damaged> {
        let mut analyzer = Self::embedded();
        if reader == Reader::Deep {
            let deep = Deep::read(&model::deep()?)?;
            analyzer.number(deep.tags().to_vec(), deep.labels());
            // What it does in the other's place need not be kept.
            analyzer.network = None;
            analyzer.names = names::Tagger::default();
            analyzer.deep = Some(deep);
        }
        Ok(analyzer)
    }

    /// Which reader it is.
    pub fn reader(&self) -> Reader {
        if self.deep.is_some() { Reader::Deep } else { Reader::Fast }
    }

    /// The reader with the version of the program, and of its weights where they are its own.
    pub fn version(&self) -> String {
        let program = env!("CARGO_PKG_VERSION");
        match &self.deep {
            Some(deep) => format!("{} {program}, weights {}", self.reader(), deep.version),
            None => format!("{} {program}", self.reader()),
        }
    }

    fn number(&mut self, tags: Vec<String>, labels: &[String]) {
        self.tags = tags
            .iter()
            .map(|names| {
                let (upos, xpos) = names.split_once(' ').unwrap_or((names, ""));
                (Upos::named(upos).unwrap_or_default(), Xpos::named(xpos).unwrap_or_default())
            })
            .collect();
        self.tag_names = tags;
        self.relations = labels.iter().map(|name| Deprel::named(name).unwrap_or_default()).collect();
    }

    /// Analyses a text; stretches in `asides` hold no words. A text in another language
    /// has words, sentences and quotations only.
    pub fn analyze<'t>(&self, text: &'t str, asides: &[Span<Byte>], depth: Depth) -> Annotated<'t> {
        let segments = segment::segment(&self.lexicon, text, asides);
        let words = segments.pieces.iter().map(|piece| &text[piece.span.range()]);
        let language = identify::language(words);
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
        let quotations = segment::quotations_of(&self.lexicon, text, &pieces, &sentences);
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
        let (mut names, mut said) = (Vec::new(), Vec::new());
        if depth >= Depth::Tags {
            let forms: Vec<&str> = tokens.iter().map(|token| &text[token.span.range()]).collect();
            let ranges: Vec<Range<usize>> = sentences.iter().map(|sentence| sentence.words.range()).collect();
            let readings = self.read(&forms, &ranges, depth);
            if depth >= Depth::Names {
                let source = match &readings.deep {
                    Some(read) => names::Source::Deep(&read.names),
                    None => names::Source::Sparse(&self.names, &self.vectors),
                };
                names = names::find(source, &forms, &ranges);
            }
            self.tag(&forms, &readings.analyses, &ranges, depth, &mut tokens);
            if !readings.analyses.is_empty() {
                named::settle(&forms, &names, &ranges, &mut tokens);
            }
            said = readings.deep.map(|read| read.said).unwrap_or_default();
        }
        let mut annotated =
            Annotated::new(TextIndex::new(text), tokens, sentences, quotations, names, language);
        annotated.said = said;
        annotated
    }

    fn read(&self, forms: &[&str], sentences: &[Range<usize>], depth: Depth) -> Readings {
        if let Some(deep) = &self.deep {
            let mut read = deep.analyze(forms, sentences);
            return Readings { analyses: std::mem::take(&mut read.analyses), deep: Some(read) };
        }
        let analyses = self.network.as_ref().map_or_else(Vec::new, |network| {
            network.analyze(&self.vectors, forms, sentences, depth >= Depth::Trees)
        });
        Readings { analyses, deep: None }
    }

    /// A word's tag, another where it cannot be this one.
    fn certain(&self, form: &str, tag: usize) -> usize {
        let Some(upos) = certain::part_of_speech(&self.lexicon, form, self.tags[tag].0) else { return tag };
        let xpos = if upos == Upos::Noun { Xpos::Nn } else { Xpos::Period };
        self.tags.iter().position(|&other| other == (upos, xpos)).unwrap_or(tag)
    }

    fn tag(
        &self,
        forms: &[&str],
        analyses: &[Analysis],
        sentences: &[Range<usize>],
        depth: Depth,
        tokens: &mut [Token],
    ) {
        if analyses.is_empty() {
            return;
        }
        let with_trees = depth >= Depth::Trees;
        for range in sentences {
            for at in range.clone() {
                let (token, found) = (&mut tokens[at], analyses[at]);
                let tag = self.certain(forms[at], usize::from(found.tag));
                (token.upos, token.xpos) = self.tags[tag];
                token.lemma = self.lemmas.lemma(forms[at], &self.tag_names[tag], at == range.start);
                token.features = Features(self.lemmas.features(forms[at], &self.tag_names[tag]));
                if with_trees {
                    token.head = found.head.checked_sub(1);
                    token.deprel =
                        if found.head == 0 { Deprel::Root } else { self.relations[usize::from(found.label)] };
                }
            }
            if with_trees {
                complements::join(tokens, range.clone());
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
