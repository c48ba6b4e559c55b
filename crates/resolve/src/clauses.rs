//! Sentences of a report as words in a row, and patterns of words to look for in them.
//!
//! What several reports are asked long after they were read (an issue in any words) cannot be
//! parsed then; it is found by words, with the marks between them as far as they end a clause.

use crate::text_words::text_words;
use crate::words::{plain, words};
use dateline_model::{Byte, Report, Span, TextIndex};
use serde::{Deserialize, Deserializer, de};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Nothing but a space.
    None,
    /// A comma or bracket.
    Comma,
    /// A mark that ends a clause: a colon, semicolon or dash. Quotation marks do not.
    Clause,
}

/// One word of a sentence, as it is compared, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) lower: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) before: Break,
    /// Whether a capital begins it.
    pub(crate) is_capital: bool,
}

impl Token {
    /// Whether it is "US", the state, and not "us".
    pub(crate) fn is_us(&self) -> bool {
        self.lower == "us" && self.is_capital
    }
}

/// One sentence: its words in order.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) span: Span<Byte>,
    pub(crate) tokens: Vec<Token>,
}

impl Sentence {
    /// A word in small letters; empty where there is none.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    /// The words that lie in a stretch of the text, as indices.
    pub(crate) fn tokens_in(&self, span: Span<Byte>) -> std::ops::Range<usize> {
        let from = self.tokens.partition_point(|token| token.end <= span.start);
        let to = self.tokens.partition_point(|token| token.start < span.end);
        from..to.max(from)
    }
}

/// The sentences of a report, without what is no part of it (captions, credits, teasers).
pub(crate) fn sentences(report: &Report) -> Vec<Sentence> {
    let index = TextIndex::new(&report.text);
    let asides: Vec<Span<Byte>> = report.asides.iter().map(|aside| index.bytes(aside.span.span())).collect();
    sentences_of(&report.text)
        .into_iter()
        .filter(|sentence| !asides.iter().any(|aside| aside.overlaps(&sentence.span)))
        .collect()
}

/// The sentences of a text: they end at a full stop before a capital, and at the end of a line.
pub(crate) fn sentences_of(text: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut last = 0;
    for word in words(text) {
        let between = &text[last..word.start];
        let is_capital =
            word.text.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
        if !tokens.is_empty() && ends_sentence(text, &tokens, between, is_capital) {
            push(&mut sentences, &mut tokens);
        }
        tokens.push(Token {
            lower: word.text.chars().flat_map(char::to_lowercase).map(plain).collect(),
            start: word.start,
            end: word.end,
            before: break_of(between),
            is_capital: word.text.starts_with(char::is_uppercase),
        });
        last = word.end;
    }
    push(&mut sentences, &mut tokens);
    sentences
}

fn push(sentences: &mut Vec<Sentence>, tokens: &mut Vec<Token>) {
    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
        sentences.push(Sentence { span: Span::new(first.start, last.end), tokens: std::mem::take(tokens) });
    }
}

fn ends_sentence(text: &str, before: &[Token], between: &str, is_capital: bool) -> bool {
    if between.contains('\n') {
        return true;
    }
    let Some(mark) = between.find(['.', '!', '?', '…']) else { return false };
    let Some(last) = before.last() else { return false };
    if !is_capital {
        return false;
    }
    let word = &text[last.start..last.end];
    // "U.S. President", "J. Carter": one letter and a point is no end, unless a quotation ends there.
    let is_initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let is_quoted = between[mark..].contains(['"', '”', '“', '\'']);
    between[mark..].starts_with(['!', '?', '…'])
        || is_quoted
        || !(is_initial || text_words().shortened.has(&last.lower))
}

fn break_of(between: &str) -> Break {
    let is_clause = |letter: char| {
        matches!(letter, ':' | ';' | '–' | '—' | '!' | '?') || letter == '.' && between.len() > 1
    };
    if between.contains(is_clause) || between.contains(" - ") {
        Break::Clause
    } else if between.contains([',', '(', ')']) {
        Break::Comma
    } else {
        Break::None
    }
}

/// Words in a row: `a|b` one of them, `sanction*` any ending, `..` up to three others between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pattern(Vec<Element>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Element {
    Word(Vec<Form>),
    Gap,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Form {
    letters: String,
    is_open: bool,
}

impl Form {
    fn fits(&self, lower: &str) -> bool {
        if self.is_open { lower.starts_with(self.letters.as_str()) } else { lower == self.letters }
    }
}

/// How many other words a gap holds at most.
const GAP: usize = 3;

impl Pattern {
    /// None where there is no word in it.
    pub(crate) fn parse(written: &str) -> Option<Pattern> {
        let mut elements = Vec::new();
        for part in written.split_whitespace() {
            if part == ".." {
                elements.push(Element::Gap);
                continue;
            }
            let forms = part.split('|').map(|form| {
                let (letters, is_open) =
                    form.strip_suffix('*').map_or((form, false), |letters| (letters, true));
                let letters = letters.chars().flat_map(char::to_lowercase).map(plain);
                Form { letters: letters.collect(), is_open }
            });
            elements.push(Element::Word(forms.filter(|form| !form.letters.is_empty()).collect()));
        }
        elements.iter().any(|element| matches!(element, Element::Word(_))).then_some(Pattern(elements))
    }

    /// Where it ends, if it begins at a word.
    pub(crate) fn ends(&self, tokens: &[Token], at: usize) -> Option<usize> {
        Self::ends_from(&self.0, tokens, at, true)
    }

    fn ends_from(elements: &[Element], tokens: &[Token], at: usize, is_first: bool) -> Option<usize> {
        let Some((element, rest)) = elements.split_first() else { return Some(at) };
        match element {
            Element::Word(forms) => {
                let token = tokens.get(at)?;
                let is_joined = is_first || token.before != Break::Clause;
                (is_joined && forms.iter().any(|form| form.fits(&token.lower)))
                    .then(|| Self::ends_from(rest, tokens, at + 1, false))?
            }
            Element::Gap => (0..=GAP)
                .take_while(|skipped| {
                    let skips = at..at + skipped;
                    tokens
                        .get(skips)
                        .is_some_and(|skipped| skipped.iter().all(|one| one.before == Break::None))
                })
                .find_map(|skipped| Self::ends_from(rest, tokens, at + skipped, false)),
        }
    }

    /// Its words, each with the ways it may begin and whether it may go on: what a full-text
    /// index can be asked for.
    pub(crate) fn forms(&self) -> Vec<Vec<(String, bool)>> {
        let words = self.0.iter().filter_map(|element| match element {
            Element::Word(forms) => {
                Some(forms.iter().map(|form| (form.letters.clone(), form.is_open)).collect())
            }
            Element::Gap => None,
        });
        words.collect()
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = String::deserialize(from)?;
        Pattern::parse(&written)
            .ok_or_else(|| de::Error::custom(format!("no word in the pattern '{written}'")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, text: &str) -> Option<String> {
        let sentence = &sentences_of(text)[0];
        let pattern = Pattern::parse(pattern).unwrap();
        let (from, to) =
            (0..sentence.tokens.len()).find_map(|at| Some((at, pattern.ends(&sentence.tokens, at)?)))?;
        Some(text[sentence.tokens[from].start..sentence.tokens[to - 1].end].to_owned())
    }

    #[test]
    fn words_endings_and_gaps_are_found() {
        assert_eq!(found("sanction*", "New Sanctions were imposed").as_deref(), Some("Sanctions"));
        assert_eq!(
            found("end|halt* .. war|fighting", "They agreed to halt all the fighting at once").as_deref(),
            Some("halt all the fighting")
        );
        assert_eq!(found("end .. war", "In the end, he said: a war"), None);
        assert_eq!(found("end .. war", "to end “this cruel war”").as_deref(), Some("end “this cruel war"));
        assert_eq!(found("cease fire", "a cease-fire").as_deref(), Some("cease-fire"));
    }

    #[test]
    fn sentences_end_at_full_stops() {
        let cut = |text: &str| {
            sentences_of(text).iter().map(|one| text[one.span.range()].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            cut("Mr. Vance met the U.S. envoy. He left.It rained"),
            ["Mr. Vance met the U.S. envoy", "He left", "It rained"]
        );
        assert_eq!(cut("“Go.” He went"), ["Go", "He went"]);
    }
}
