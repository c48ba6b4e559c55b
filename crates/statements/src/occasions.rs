//! Words for where and by what means people speak, from `lexicon/occasions.toml`.

use super::context::Context;
use serde::Deserialize;
use std::sync::LazyLock;

/// The word lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Occasions {
    media: Vec<String>,
    occasions: Vec<String>,
    speaking: Vec<String>,
    citing: Vec<String>,
    giving: Vec<String>,
    on_the_way: Vec<String>,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_media: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_occasions: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_speaking: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_citing: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_giving: String,
    #[expect(dead_code, reason = "an example is there to be read")]
    example_on_the_way: String,
}

static OCCASIONS: LazyLock<Occasions> = LazyLock::new(|| {
    dateline_vocabulary::compiled_in("occasions.toml", include_str!("../lexicon/occasions.toml"))
});

/// Whether a noun is one for what carries words: a statement, a post, television.
pub(super) fn is_medium(context: &Context<'_>, word: usize) -> bool {
    let lemma = context.lemma(word).to_lowercase();
    OCCASIONS.media.contains(&lemma)
}

/// Whether a noun is one for where people speak: a medium, a meeting, a rally.
pub(super) fn is_occasion(context: &Context<'_>, word: usize) -> bool {
    let lemma = context.lemma(word).to_lowercase();
    is_medium(context, word) || OCCASIONS.occasions.contains(&lemma)
}

/// Whether a verb says that somebody speaks or writes, and not yet what: "speak", "address", "testify".
pub(super) fn is_speaking(context: &Context<'_>, word: usize) -> bool {
    OCCASIONS.speaking.iter().any(|verb| verb == context.lemma(word))
}

/// Whether a verb names whom one has it from: "citing".
pub(super) fn is_citing(context: &Context<'_>, word: usize) -> bool {
    OCCASIONS.citing.iter().any(|verb| verb == context.lemma(word))
}

/// Whether a verb carries the occasion that is its object: "gave a speech", "held a briefing".
pub(super) fn is_giving(context: &Context<'_>, word: usize) -> bool {
    OCCASIONS.giving.iter().any(|verb| verb == context.lemma(word))
}

/// Whether a noun only leads up to what stands behind it: "the *run-up* to a vote".
pub(super) fn is_on_the_way(context: &Context<'_>, word: usize) -> bool {
    let lemma = context.lemma(word).to_lowercase();
    // "run-up" in three words.
    let whole = (word >= 2 && context.annotated.form(word - 1) == "-")
        .then(|| format!("{}-{lemma}", context.lower(word - 2)));
    OCCASIONS.on_the_way.iter().any(|noun| *noun == lemma || whole.as_ref() == Some(noun))
}
