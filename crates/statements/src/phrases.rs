//! Lists of words and short phrases in dictionary form, found in a stretch of words.

use super::context::Context;
use dateline_language::Word;
use dateline_model::Span;
use rustc_hash::FxHashMap;

/// A list of phrases; `*` in one stands for up to five words.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    by_first: FxHashMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    pub fn new(phrases: &[String]) -> Self {
        let mut by_first: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for phrase in phrases {
            let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            by_first.entry(words[0].clone()).or_default().push(words);
        }
        Phrases { by_first }
    }

    /// Where the first of them begins.
    pub fn find(&self, context: &Context<'_>, words: Span<Word>) -> Option<usize> {
        words.range().find(|&at| {
            let lemma = match context.lemma(at) {
                "n't" => "not",
                lemma => lemma,
            };
            let starts = self.by_first.get(lemma).or_else(|| self.by_first.get(&context.lower(at)));
            starts.is_some_and(|phrases| {
                phrases.iter().any(|phrase| fits(context, &phrase[1..], at + 1, words.end))
            })
        })
    }
}

fn fits(context: &Context<'_>, phrase: &[String], at: usize, end: usize) -> bool {
    match phrase.split_first() {
        None => true,
        Some((star, rest)) if star == "*" => (at..end.min(at + 6)).any(|next| fits(context, rest, next, end)),
        Some((word, rest)) => {
            at < end
                && (context.lemma(at) == word || context.lower(at) == *word)
                && fits(context, rest, at + 1, end)
        }
    }
}
