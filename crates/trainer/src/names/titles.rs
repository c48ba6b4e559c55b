//! Words of titles, which belong to no name.

use dateline_language::names::Lexicon;

/// Words of titles, and words that only join them: "Secretary", "of", "State".
pub fn is_of_title(word: &str) -> bool {
    const MORE: [&str; 10] =
        ["of", "state", "defense", "defence", "leader", "chief", "envoy", "interior", "finance", "the"];
    Lexicon::embedded().is_title(word) || MORE.contains(&word.to_lowercase().as_str())
}
