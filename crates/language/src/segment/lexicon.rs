//! The word lists of `lexicon/words.toml`, ready to be asked.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// What the cutting of text knows about English.
#[derive(Debug)]
pub struct Lexicon {
    before_name: FxHashSet<String>,
    before_number: FxHashSet<String>,
    anywhere: FxHashSet<String>,
    starters: FxHashSet<String>,
    nouns_in_ly: FxHashSet<String>,
    speech: FxHashSet<String>,
    closes_talk: FxHashSet<String>,
    joins: FxHashSet<String>,
    prefixes: FxHashSet<String>,
    suffixes: FxHashSet<String>,
    units: FxHashSet<String>,
    apostrophe_words: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    before_name: Vec<String>,
    before_number: Vec<String>,
    anywhere: Vec<String>,
    starters: Vec<String>,
    nouns_in_ly: Vec<String>,
    speech: Vec<String>,
    closes_talk: Vec<String>,
    joins: Vec<String>,
    prefixes: Vec<String>,
    suffixes: Vec<String>,
    units: Vec<String>,
    apostrophe_words: Vec<String>,
}

/// No entry is longer; longer words are not looked up.
const LONGEST: usize = 16;

impl Lexicon {
    /// The lists in the binary.
    pub fn embedded() -> Self {
        let file: File = toml::from_str(include_str!("../../lexicon/words.toml"))
            .expect("the word lists are checked by the tests");
        let set = |list: Vec<String>| list.into_iter().collect();
        Lexicon {
            before_name: set(file.before_name),
            before_number: set(file.before_number),
            anywhere: set(file.anywhere),
            starters: set(file.starters),
            nouns_in_ly: set(file.nouns_in_ly),
            speech: set(file.speech),
            closes_talk: set(file.closes_talk),
            joins: set(file.joins),
            prefixes: set(file.prefixes),
            suffixes: set(file.suffixes),
            units: set(file.units),
            apostrophe_words: set(file.apostrophe_words),
        }
    }

    /// "Mr.", "No.": something follows in the same sentence.
    pub fn is_before_name(&self, word: &str) -> bool {
        self.before_name.contains(word)
    }

    /// "Jan." where a number follows.
    pub fn is_before_number(&self, word: &str) -> bool {
        self.before_number.contains(word)
    }

    /// Whether the full stop is part of the word, a number following it or not.
    pub fn is_short_form(&self, word: &str, before_number: bool) -> bool {
        word.len() <= LONGEST
            && (self.before_name.contains(word) && !self.before_number.contains(word)
                || self.anywhere.contains(word)
                || before_number && self.before_number.contains(word))
    }

    /// "ally": a noun that ends as adverbs do, and is none.
    pub fn is_noun_in_ly(&self, word: &str) -> bool {
        word.ends_with("ly") && lower(word).is_some_and(|word| self.nouns_in_ly.contains(&word))
    }

    /// Whether a capitalised word begins a sentence behind a short form.
    pub fn is_starter(&self, word: &str) -> bool {
        lower(word).is_some_and(|word| self.starters.contains(&word))
    }

    /// "said", "asked".
    pub fn is_speech(&self, word: &str) -> bool {
        word.len() <= LONGEST && self.speech.contains(word)
    }

    /// "– The road is open – *stressed* the mayor": closes talk between dashes, as those of speech do.
    pub fn closes_talk(&self, word: &str) -> bool {
        word.len() <= LONGEST && self.closes_talk.contains(word)
    }

    /// "and", "which": joins a clause to the one before, so that behind a dash the same sentence goes on.
    pub fn joins_clauses(&self, word: &str) -> bool {
        word.len() <= LONGEST && self.joins.contains(word)
    }

    /// "anti", "co": no word of its own before a hyphen.
    pub fn is_prefix(&self, part: &str) -> bool {
        lower(part).is_some_and(|part| self.prefixes.contains(&part))
    }

    /// "fold", "like": no word of its own behind a hyphen.
    pub fn is_suffix(&self, part: &str) -> bool {
        lower(part).is_some_and(|part| self.suffixes.contains(&part))
    }

    /// "km", "pm", "bn": a word of its own though printed onto a number.
    pub fn is_unit(&self, part: &str) -> bool {
        lower(part).is_some_and(|part| self.units.contains(&part))
    }

    /// "'em": begins with an apostrophe.
    pub fn is_apostrophe_word(&self, word: &str) -> bool {
        lower(word).is_some_and(|word| self.apostrophe_words.contains(&word.replace(['’', '‘', '`'], "'")))
    }
}

fn lower(word: &str) -> Option<String> {
    (word.len() <= LONGEST).then(|| word.to_lowercase())
}
