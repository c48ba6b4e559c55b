//! Constructions as patterns: a line of words with places in it for a noun phrase or a clause, so that
//! a way of saying something can be written down by who knows English and no Rust.
//!
//! ```text
//! (word|news) from <source> be <content:that>
//! ```
//!
//! * a word stands for its dictionary form in any of its forms ("be": is, was, has been), or for itself;
//! * `(word|the news)` is one of several, each of one or more words; `[official]` may be left out;
//! * `<name>` is a noun phrase, `<name:clause>` what follows up to the end of the sentence or to what comes
//!   next in the pattern, `<name:that>` and `<name:to>` the same where it begins with that word, `<name:figure>`
//!   where it begins with a number;
//! * `^` is the beginning of a sentence, a comma a comma.
//!
//! Adverbs, "have" and "do" may stand between any two words, except those that deny.

use crate::noun;
use dateline_language::{Annotated, Deprel, Upos, Word};
use dateline_model::Span;
use thiserror::Error;

/// A pattern, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Start,
    Word(String),
    OneOf(Vec<Vec<Item>>),
    Optional(Vec<Item>),
    Phrase(String),
    Clause(String, Option<String>),
}

/// A pattern that cannot be read, in words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{pattern}”: {reason}")]
pub struct Unreadable {
    pattern: String,
    reason: String,
}

/// Where a pattern holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// From the first to the last of the pattern's own words.
    pub words: Span<Word>,
    captured: Vec<(String, Captured)>,
}

/// What stands in a place of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Captured {
    /// Its words.
    pub words: Span<Word>,
    /// The head of a noun phrase; the first word of a clause.
    pub head: usize,
}

impl Match {
    /// What stands in a place.
    pub fn get(&self, name: &str) -> Option<Captured> {
        self.captured.iter().find(|(known, _)| known == name).map(|(_, captured)| *captured)
    }
}

/// The most words of a noun phrase in a place.
const LONGEST_PHRASE: usize = 16;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// If brackets do not close, or a place has no name or an unknown kind.
    pub fn parse(pattern: &str) -> Result<Self, Unreadable> {
        let wrong = |reason: &str| Unreadable { pattern: pattern.to_owned(), reason: reason.to_owned() };
        let mut letters = pattern.chars().peekable();
        let items = items(&mut letters, None).map_err(|reason| wrong(&reason))?;
        match items.iter().find(|item| **item != Item::Start) {
            Some(Item::Word(_) | Item::OneOf(_) | Item::Phrase(_)) => Ok(Pattern { items }),
            Some(_) => Err(wrong("begins with what may be left out or with a clause; begin with a word")),
            None => Err(wrong("is empty")),
        }
    }

    /// The names of its places.
    pub fn places(&self) -> Vec<&str> {
        fn collect<'p>(items: &'p [Item], names: &mut Vec<&'p str>) {
            for item in items {
                match item {
                    Item::Phrase(name) | Item::Clause(name, _) => names.push(name),
                    Item::Optional(inner) => collect(inner, names),
                    Item::OneOf(all) => all.iter().for_each(|inner| collect(inner, names)),
                    Item::Start | Item::Word(_) => {}
                }
            }
        }
        let mut names = Vec::new();
        collect(&self.items, &mut names);
        names
    }

    /// Where it holds from a word on.
    pub fn at(&self, text: &Annotated<'_>, word: usize) -> Option<Match> {
        let sentence = text.sentence(word).words;
        let mut state =
            State { text, end: sentence.end, start: sentence.start, own: Vec::new(), captured: Vec::new() };
        let items: Vec<&Item> = self.items.iter().collect();
        if !state.matches(&items, word, false) {
            return None;
        }
        let (first, last) = (*state.own.iter().min()?, *state.own.iter().max()?);
        Some(Match { words: Span::new(first, last + 1), captured: state.captured })
    }

    /// Everywhere it holds, in text order; no two begin at one word.
    pub fn all(&self, text: &Annotated<'_>) -> Vec<Match> {
        (0..text.tokens.len()).filter_map(|word| self.at(text, word)).collect()
    }
}

fn items(
    letters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    closing: Option<char>,
) -> Result<Vec<Item>, String> {
    let mut found = Vec::new();
    let mut alternatives: Vec<Vec<Item>> = Vec::new();
    loop {
        let Some(&letter) = letters.peek() else {
            return match closing {
                Some(bracket) => Err(format!("{bracket} is missing")),
                None => Ok(found),
            };
        };
        match letter {
            _ if letter.is_whitespace() => drop(letters.next()),
            '^' => {
                letters.next();
                found.push(Item::Start);
            }
            '(' => {
                letters.next();
                let inner = items(letters, Some(')'))?;
                found.extend(inner);
            }
            '[' => {
                letters.next();
                found.push(Item::Optional(items(letters, Some(']'))?));
            }
            '|' if closing == Some(')') => {
                letters.next();
                alternatives.push(std::mem::take(&mut found));
            }
            ')' | ']' if closing == Some(letter) => {
                letters.next();
                if letter == ')' {
                    alternatives.push(found);
                    return Ok(vec![Item::OneOf(alternatives)]);
                }
                return Ok(found);
            }
            ')' | ']' | '|' => return Err(format!("{letter} where nothing is open")),
            '<' => {
                letters.next();
                let place: String = letters.by_ref().take_while(|letter| *letter != '>').collect();
                let (name, kind) = place.split_once(':').unwrap_or((&place, "phrase"));
                if name.is_empty() {
                    return Err("a place without a name".to_owned());
                }
                found.push(match kind {
                    "phrase" => Item::Phrase(name.to_owned()),
                    "clause" => Item::Clause(name.to_owned(), None),
                    "that" | "to" | "figure" => Item::Clause(name.to_owned(), Some(kind.to_owned())),
                    _ => {
                        return Err(format!(
                            "<{place}>: a place is a phrase, a clause, that, to or a figure"
                        ));
                    }
                });
            }
            ',' => {
                letters.next();
                found.push(Item::Word(",".to_owned()));
            }
            _ => {
                let mut word = String::new();
                while let Some(&letter) = letters.peek() {
                    if letter.is_whitespace() || "()[]|<>,^".contains(letter) {
                        break;
                    }
                    word.extend(letter.to_lowercase());
                    letters.next();
                }
                found.push(Item::Word(word));
            }
        }
    }
}

struct State<'a> {
    text: &'a Annotated<'a>,
    start: usize,
    end: usize,
    own: Vec<usize>,
    captured: Vec<(String, Captured)>,
}

impl State<'_> {
    /// Whether some items hold from a word on; what was taken on a way that leads nowhere is given back.
    fn matches(&mut self, items: &[&Item], at: usize, may_skip: bool) -> bool {
        let Some((item, rest)) = items.split_first() else { return true };
        let (own, captured) = (self.own.len(), self.captured.len());
        if self.item(item, rest, at) {
            return true;
        }
        self.own.truncate(own);
        self.captured.truncate(captured);
        // "was *reportedly* that"
        may_skip && at < self.end && self.is_adverb(at) && self.matches(items, at + 1, true)
    }

    fn item(&mut self, item: &Item, rest: &[&Item], at: usize) -> bool {
        match item {
            Item::Start => at == self.start && self.matches(rest, at, false),
            Item::Word(word) => {
                if at >= self.end || !self.is_word(at, word) {
                    return false;
                }
                self.own.push(at);
                // "has been", "will be": what helps the verb stands before its form.
                if word == "be"
                    && at + 1 < self.end
                    && self.is_word(at + 1, "be")
                    && self.matches(rest, at + 2, true)
                {
                    self.own.push(at + 1);
                    return true;
                }
                self.matches(rest, at + 1, true)
            }
            Item::Optional(inner) => {
                let with: Vec<&Item> = inner.iter().chain(rest.iter().copied()).collect();
                self.matches(&with, at, true) || self.matches(rest, at, true)
            }
            Item::OneOf(all) => all.iter().any(|inner| {
                let with: Vec<&Item> = inner.iter().chain(rest.iter().copied()).collect();
                self.matches(&with, at, false)
            }),
            Item::Phrase(name) => {
                let limit = self.end.min(at + LONGEST_PHRASE);
                for head in (at..limit).rev() {
                    if !matches!(self.text.tokens[head].upos, Upos::Noun | Upos::Propn | Upos::Pron) {
                        continue;
                    }
                    let phrase = noun::phrase(self.text, head);
                    if phrase.start != at || phrase.end > self.end {
                        continue;
                    }
                    self.captured.push((name.clone(), Captured { words: phrase, head }));
                    if self.matches(rest, phrase.end, true) {
                        return true;
                    }
                    self.captured.pop();
                }
                false
            }
            Item::Clause(name, first) => {
                if at >= self.end || first.as_ref().is_some_and(|first| !self.opens_clause(at, first)) {
                    return false;
                }
                let mut last = self.end;
                while last > at && self.text.tokens[last - 1].upos == Upos::Punct && !self.is_quote(last - 1)
                {
                    last -= 1;
                }
                if rest.is_empty() {
                    self.captured.push((name.clone(), Captured { words: Span::new(at, last), head: at }));
                    return last > at;
                }
                (at + 1..=last).any(|end| {
                    self.captured.push((name.clone(), Captured { words: Span::new(at, end), head: at }));
                    let holds = self.matches(rest, end, false);
                    if !holds {
                        self.captured.pop();
                    }
                    holds
                })
            }
        }
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        let token = &self.text.tokens[at];
        if token.lemma == word || self.text.form(at).eq_ignore_ascii_case(word) {
            return true;
        }
        word == "be"
            && token.upos == Upos::Aux
            && matches!(token.lemma.as_str(), "have" | "will" | "would")
            && (at + 1..self.end.min(at + 3)).any(|next| self.text.tokens[next].lemma == "be")
    }

    /// "is *that* nothing has changed", not "is *that* of a postcard".
    fn opens_clause(&self, at: usize, first: &str) -> bool {
        if first == "figure" {
            return self.opens_figure(at);
        }
        let token = &self.text.tokens[at];
        token.lemma == first && matches!(token.upos, Upos::Sconj | Upos::Part)
    }

    /// "at *nine*", "at *more than 40*", "at *$3 million*"; not "at risk".
    fn opens_figure(&self, at: usize) -> bool {
        const NEAR: usize = 4;
        let is_number = |word: usize| {
            let number =
                crate::numbers::number(|next| (word + next < self.end).then(|| self.text.form(word + next)));
            number.is_some()
        };
        (at..self.end.min(at + NEAR))
            .take_while(|&word| {
                word == at
                    || !matches!(
                        self.text.tokens[word - 1].upos,
                        Upos::Noun | Upos::Propn | Upos::Verb | Upos::Pron | Upos::Punct
                    )
            })
            .any(is_number)
    }

    fn is_adverb(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        // "*has* made it clear": the deed is told all the same; with "may" it would not be.
        if token.upos == Upos::Aux && matches!(token.lemma.as_str(), "have" | "do") {
            return true;
        }
        token.upos == Upos::Adv
            && token.deprel.is(Deprel::Advmod)
            && !matches!(token.lemma.as_str(), "not" | "never" | "no" | "hardly" | "scarcely" | "nowhere")
    }

    fn is_quote(&self, at: usize) -> bool {
        matches!(self.text.form(at), "”" | "\"" | "’" | "''" | "»")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::{Analyzer, Depth};

    fn found(pattern: &str, text: &str) -> Vec<String> {
        let analyzer = Analyzer::embedded();
        let annotated = analyzer.analyze(text, &[], Depth::Trees);
        let pattern = Pattern::parse(pattern).unwrap();
        let places = pattern.places();
        let words = |found: &Match, name: &str| {
            found
                .get(name)
                .map(|place| format!("{name}={}", annotated.words(place.words)))
                .unwrap_or_default()
        };
        let all = pattern.all(&annotated);
        all.iter()
            .map(|found| places.iter().map(|name| words(found, name)).collect::<Vec<_>>().join(" | "))
            .collect()
    }

    #[test]
    fn words_phrases_and_clauses() {
        let pattern = "(word|news) from <source> be <content:that>";
        assert_eq!(
            found(pattern, "Word from the palace was that the queen was ill."),
            ["source=the palace | content=that the queen was ill"]
        );
        assert_eq!(
            found(pattern, "The news from the old harbour is now that two ships are lost."),
            ["source=the old harbour | content=that two ships are lost"]
        );
        assert!(found(pattern, "Word from the palace was not that the queen was ill.").is_empty());
        assert!(found(pattern, "Word from the street spread.").is_empty());
    }

    #[test]
    fn what_may_be_left_out() {
        let pattern = "the [official] line be <content:that>";
        assert_eq!(
            found(pattern, "The official line is that nothing has changed."),
            ["content=that nothing has changed"]
        );
        assert_eq!(
            found(pattern, "The line was that nothing has changed."),
            ["content=that nothing has changed"]
        );
    }

    #[test]
    fn what_is_no_pattern_is_said() {
        for wrong in ["", "(a|b", "a]", "<:that>", "<a:verb> b", "[a] b"] {
            assert!(Pattern::parse(wrong).is_err(), "{wrong}");
        }
    }
}
