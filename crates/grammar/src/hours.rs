//! Times of day, from `lexicon/hours.toml`.

use dateline_language::Annotated;
use serde::Deserialize;
use std::sync::LazyLock;

/// The word lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hours {
    nouns: Vec<String>,
    hours: Vec<String>,
}

static HOURS: LazyLock<Hours> =
    LazyLock::new(|| dateline_vocabulary::compiled_in("hours.toml", include_str!("../lexicon/hours.toml")));

/// Whether a word names a time of day: "dawn", "9 *a.m.*", "9:30".
pub(crate) fn is_time_of_day(text: &Annotated<'_>, word: usize) -> bool {
    let is_in = |list: &[String], word: &str| list.iter().any(|own| own == word);
    let lemma = text.tokens[word].lemma.to_lowercase();
    let form = text.form(word).to_lowercase();
    let is_clock = form.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && (form.contains(':') || HOURS.hours.iter().any(|hour| form.ends_with(hour.as_str())));
    let has_hour = text.children(word).any(|child| is_in(&HOURS.hours, &text.form(child).to_lowercase()));
    is_in(&HOURS.nouns, &lemma)
        || is_clock
        || has_hour
        || word > 0 && is_in(&HOURS.hours, &form) && is_figure(text, word - 1)
}

fn is_figure(text: &Annotated<'_>, word: usize) -> bool {
    crate::numbers::number(|at| (word + at < text.tokens.len()).then(|| text.form(word + at))).is_some()
}
