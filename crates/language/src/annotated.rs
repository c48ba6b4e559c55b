//! A text with its analysis: what the rest of dateline sees of language.

use crate::{Deprel, Features, Upos, Xpos};
use compact_str::CompactString;
use dateline_model::{Byte, Excerpt, MentionKind, Span, TextIndex};

/// Ends of a [`Span`] count words of an [`Annotated`] text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {}

/// One syntactic word (Universal Dependencies): "don't" is two, "US-led" three.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span<Byte>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
    /// Morphological features.
    pub features: Features,
    /// Dictionary form.
    pub lemma: CompactString,
    /// The word it hangs on (an index into [`Annotated::tokens`]); none for the root of a sentence.
    pub head: Option<u32>,
    /// The relation to its head.
    pub deprel: Deprel,
    /// Whether it is written together with the next one, as one printed word ("do" in "don't").
    pub is_glued: bool,
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub words: Span<Word>,
    /// The paragraph it stands in, counted from 0.
    pub paragraph: u32,
}

/// A stretch in quotation marks of any make. Where a quotation runs over paragraphs
/// that each open anew and only the last is closed, each paragraph is one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span<Byte>,
    /// Without them.
    pub inner: Span<Byte>,
    /// The words between the marks.
    pub words: Span<Word>,
    /// Whether a closing mark stands at its end; if not, it ends with its paragraph.
    pub is_closed: bool,
    /// Whether it goes on from the paragraph before.
    pub continues: bool,
    /// 0 for a quotation of the report's, 1 for one inside it, and so on.
    pub depth: u8,
}

/// A proper name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its words, without title, leading article or possessive 's.
    pub words: Span<Word>,
    /// person, organization, country, place, facility or nationality.
    pub kind: MentionKind,
}

/// How probable it is that a word has a part in telling who says what.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Said {
    /// That it is of the words that show that something is said, thought or wished.
    pub cue: f32,
    /// That it is of those who say it.
    pub source: f32,
    /// That it is of what is said.
    pub content: f32,
    /// The first word of the cue that it belongs to, where it is of a source or content.
    pub of: Option<u32>,
}

/// A text and its analysis.
#[derive(Clone, Debug)]
pub struct Annotated<'t> {
    /// The text, with code points counted.
    pub index: TextIndex<'t>,
    /// Its words in order. Words inside asides are not analysed: there are none there.
    pub tokens: Vec<Token>,
    /// Its sentences in order; every word is in exactly one.
    pub sentences: Vec<Sentence>,
    /// Its quotations by their beginning.
    pub quotations: Vec<Quotation>,
    /// Its names in order; no two overlap.
    pub names: Vec<Name>,
    /// Language of the text (`en`), where it is long enough to tell; other languages
    /// have words and sentences only.
    pub language: Option<&'static str>,
    /// For each word what it has to do with what is said; empty where the reader does not tell.
    pub said: Vec<Said>,
    children: Vec<u32>,
    first_child: Vec<u32>,
    sentence_of: Vec<u32>,
    /// For each quotation how far it and those before it reach.
    reach: Vec<usize>,
}

impl<'t> Annotated<'t> {
    /// Joins the parts and prepares the look-ups.
    pub fn new(
        index: TextIndex<'t>,
        tokens: Vec<Token>,
        sentences: Vec<Sentence>,
        quotations: Vec<Quotation>,
        names: Vec<Name>,
        language: Option<&'static str>,
    ) -> Self {
        let mut first_child = vec![0u32; tokens.len() + 2];
        for head in tokens.iter().filter_map(|token| token.head) {
            first_child[head as usize + 2] += 1;
        }
        for at in 2..first_child.len() {
            first_child[at] += first_child[at - 1];
        }
        let mut children = vec![0u32; first_child.last().map_or(0, |&last| last as usize)];
        for (at, token) in tokens.iter().enumerate() {
            if let Some(head) = token.head {
                let next = &mut first_child[head as usize + 1];
                children[*next as usize] = at as u32;
                *next += 1;
            }
        }
        let mut sentence_of = vec![0; tokens.len()];
        for (number, sentence) in sentences.iter().enumerate() {
            sentence_of[sentence.words.range()].fill(number as u32);
        }
        let mut furthest = 0;
        let reach = quotations
            .iter()
            .map(|quotation: &Quotation| {
                furthest = furthest.max(quotation.words.end);
                furthest
            })
            .collect();
        Annotated {
            reach,
            index,
            tokens,
            sentences,
            quotations,
            names,
            language,
            said: Vec::new(),
            children,
            first_child,
            sentence_of,
        }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.index.text()
    }

    /// A word as printed.
    pub fn form(&self, word: usize) -> &'t str {
        &self.text()[self.tokens[word].span.range()]
    }

    /// Where a stretch of words stands, from the first letter to the last.
    pub fn bytes(&self, words: Span<Word>) -> Span<Byte> {
        if words.is_empty() {
            let at = self.tokens.get(words.start).map_or(self.text().len(), |token| token.span.start);
            return Span::new(at, at);
        }
        Span::new(self.tokens[words.start].span.start, self.tokens[words.end - 1].span.end)
    }

    /// A stretch of words as it stands in the text.
    pub fn words(&self, words: Span<Word>) -> &'t str {
        &self.text()[self.bytes(words).range()]
    }

    /// The evidence for a stretch of words.
    pub fn excerpt(&self, words: Span<Word>) -> Excerpt {
        self.index.excerpt(self.bytes(words))
    }

    /// The words that lie in a stretch of the text, even in part.
    pub fn words_in(&self, bytes: Span<Byte>) -> Span<Word> {
        let start = self.tokens.partition_point(|token| token.span.end <= bytes.start);
        let end = self.tokens.partition_point(|token| token.span.start < bytes.end);
        Span::new(start, end)
    }

    /// The words that hang on a word, in text order.
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = self.first_child[word] as usize..self.first_child[word + 1] as usize;
        self.children[range].iter().map(|&child| child as usize)
    }

    /// The first child with a relation (subtypes count as their relation).
    pub fn child(&self, word: usize, relation: Deprel) -> Option<usize> {
        self.children(word).find(|&child| self.tokens[child].deprel.is(relation))
    }

    /// From the leftmost to the rightmost word below a word, itself included.
    pub fn subtree(&self, word: usize) -> Span<Word> {
        let (mut start, mut end) = (word, word);
        let mut at = word;
        while let Some(child) = self.children(at).next().filter(|&child| child < at) {
            start = start.min(child);
            at = child;
        }
        at = word;
        while let Some(child) = self.children(at).next_back().filter(|&child| child > at) {
            end = end.max(child);
            at = child;
        }
        // A child's own subtree may reach further than the child in a crossing tree.
        Span::new(start, end + 1)
    }

    /// The sentence a word stands in.
    pub fn sentence(&self, word: usize) -> Sentence {
        self.sentences[self.sentence_of[word] as usize]
    }

    /// The number of the sentence a word stands in.
    pub fn sentence_number(&self, word: usize) -> usize {
        self.sentence_of[word] as usize
    }

    /// The innermost quotation that holds a word.
    pub fn quotation_at(&self, word: usize) -> Option<&Quotation> {
        let behind = self.quotations.partition_point(|quotation| quotation.words.start <= word);
        let holds = |&at: &usize| self.quotations[at].words.end > word;
        // Where none so far reaches the word, no earlier one holds it.
        let reaches = |at: &usize| self.reach.get(*at).is_none_or(|&reach| reach > word);
        let found = (0..behind).rev().take_while(reaches).find(holds);
        found.map(|at| &self.quotations[at])
    }
}
