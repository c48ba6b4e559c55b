//! Small closed classes, from `lexicon/sayings.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// The word lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SayingWords {
    leaving_open: Vec<String>,
    empty: Vec<String>,
    additive: Vec<String>,
    taking: Vec<String>,
    greeting: Vec<String>,
    idle_imperatives: Vec<String>,
    hearers: Vec<String>,
    no_saying: Vec<String>,
    onward: Vec<String>,
    blaming: Vec<String>,
    with_hearer: Vec<String>,
    to_hearer: Vec<String>,
    answering: Vec<String>,
    granted: Vec<String>,
    wished: Vec<String>,
    printed_texts: Vec<String>,
    printed_whole: Vec<String>,
    speeches: Vec<String>,
    services: Vec<String>,
}

static WORDS: LazyLock<SayingWords> = LazyLock::new(|| {
    dateline_vocabulary::compiled_in("sayings.toml", include_str!("../lexicon/sayings.toml"))
});

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|own| own == word)
}

/// "It was *vital* for her to say so": nobody knows whether she did.
pub(super) fn leaves_open(lemma: &str) -> bool {
    has(&WORDS.leaving_open, lemma)
}

/// "said *nothing*"
pub(super) fn is_empty(word: &str) -> bool {
    has(&WORDS.empty, word)
}

/// "*Ladies* and *gentlemen*!"
pub(super) fn greets(lower: &str) -> bool {
    has(&WORDS.greeting, lower)
}

/// "The clerk *faces* allegations that"
pub(super) fn takes_anothers(lemma: &str) -> bool {
    has(&WORDS.taking, lemma)
}

/// "…, *adding* that"
pub(super) fn is_additive(lemma: &str) -> bool {
    has(&WORDS.additive, lemma)
}

/// "*Look*, we have paid."
pub(super) fn is_idle_imperative(word: &str) -> bool {
    has(&WORDS.idle_imperatives, word)
}

/// "told *lawmakers* that"
pub(super) fn is_hearer(lemma: &str) -> bool {
    has(&WORDS.hearers, lemma)
}

/// "“We shall see,” *followed* a long silence": what stands behind a quotation and says none.
pub(super) fn is_no_saying(lemma: &str) -> bool {
    has(&WORDS.no_saying, lemma)
}

/// "*Later*, the mayor said": on the day of the sentence before.
pub(super) fn leads_onward(word: &str) -> bool {
    has(&WORDS.onward, word)
}

/// "*blamed* the railway": of whom, and not to whom.
pub(super) fn is_blaming(lemma: &str) -> bool {
    has(&WORDS.blaming, lemma)
}

/// "during a *call* with the mayor": who takes part hears it.
pub(super) fn has_hearer_with(lemma: &str) -> bool {
    has(&WORDS.with_hearer, lemma)
}

/// "in a *letter* to the mayor"
pub(super) fn has_hearer_to(lemma: &str) -> bool {
    has(&WORDS.to_hearer, lemma)
}

/// "“Never,” Horn *replied*"
pub(super) fn is_answering(lemma: &str) -> bool {
    has(&WORDS.answering, lemma)
}

/// "They *rightly* fear that": the writer's own judgement of what others think.
pub(super) fn grants(word: &str) -> bool {
    has(&WORDS.granted, word)
}

/// "a house they *hope* to pull down"
pub(super) fn is_wished(lemma: &str) -> bool {
    has(&WORDS.wished, lemma)
}

/// "Full *text* of the mayor's speech"
pub(super) fn is_printed_text(lemma: &str) -> bool {
    has(&WORDS.printed_texts, lemma)
}

/// "Read the mayor's *full* address below"
pub(super) fn is_printed_whole(word: &str) -> bool {
    has(&WORDS.printed_whole, word)
}

/// "the mayor's *address*"
pub(super) fn is_speech_noun(lemma: &str) -> bool {
    has(&WORDS.speeches, lemma)
}

/// "called out the fire *brigade*"
pub(super) fn is_service(lemma: &str) -> bool {
    has(&WORDS.services, lemma)
}
