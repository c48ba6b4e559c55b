//! Words for where and by what means people speak, from `lexicon/occasions.toml`.

use super::context::Context;
use super::saying_words::is_hearer;
use super::voices::is_somebody;
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::MentionKind;
use serde::Deserialize;
use std::sync::LazyLock;

/// The word lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Occasions {
    media: Vec<String>,
    occasions: Vec<String>,
    rites: Vec<String>,
    speaking: Vec<String>,
    to_hearers: Vec<String>,
    with_occasion: Vec<String>,
    citing: Vec<String>,
    giving: Vec<String>,
    coming_out: Vec<String>,
    again: Vec<String>,
    on_the_way: Vec<String>,
    elsewhen: Vec<String>,
    apart: Vec<String>,
    parts: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "run as a test"))]
    examples: Vec<Example>,
}

/// A report of one saying, with the day and the venue that it is to have, if any.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "run as a test"))]
struct Example {
    text: String,
    said: Option<String>,
    venue: Option<String>,
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
    // "of the *fire service*": a body, and no mass for anybody.
    let is_service_of = lemma == "service"
        && word > 0
        && matches!(context.upos(word - 1), Upos::Noun | Upos::Propn | Upos::Adj)
        && !OCCASIONS.rites.contains(&context.lower(word - 1));
    is_medium(context, word) || !is_service_of && OCCASIONS.occasions.contains(&lemma)
}

/// Whether a verb says that somebody speaks or writes, and not yet what: "speak", "addressed the guild", "wrote in a
/// letter"; not "never spoke", "addressed the leak", "wrote a cheque".
pub(super) fn is_speaking(context: &Context<'_>, word: usize) -> bool {
    let is_in = |list: &[String]| list.iter().any(|verb| verb == context.lemma(word));
    let behind = |passes: &dyn Fn(usize) -> bool| {
        context.annotated.children(word).filter(|&child| child > word).any(passes)
    };
    let is_told = is_in(&OCCASIONS.speaking)
        || is_in(&OCCASIONS.to_hearers)
            && behind(&|child| context.deprel(child).is(Deprel::Obj) && may_listen(context, child))
        || is_in(&OCCASIONS.with_occasion)
            && behind(&|child| {
                matches!(context.deprel(child).base(), Deprel::Obj | Deprel::Obl)
                    && (is_occasion(context, child) || is_named_medium(context, child))
            });
    is_told && context.negation(word).is_none()
}

/// "the guild", "a rally": those who can be addressed.
pub(super) fn may_listen(context: &Context<'_>, head: usize) -> bool {
    let is_one = |word: usize| is_occasion(context, word) || is_somebody(context, word);
    // "the tenth round *of the conference*"
    let is_part = OCCASIONS.parts.iter().any(|noun| noun == context.lemma(head));
    may_be_spoken_to(context, head)
        || is_one(head)
        || is_part
            && context.annotated.children(head).any(|child| {
                child > head && context.deprel(child).is(Deprel::Nmod) && is_occasion(context, child)
            })
}

/// "in *the Gazette*": a paper or a station by its name, or by one that is known for nothing else.
pub(super) fn is_named_medium(context: &Context<'_>, word: usize) -> bool {
    let is_in = || context.marker(word).is_some_and(|marker| context.lower(marker) == "in");
    match context.names[word] {
        Some(kind) => kind == MentionKind::Organization,
        None => context.upos(word) == Upos::Propn && is_in(),
    }
}

/// Whether a verb names whom one has it from: "citing".
pub(super) fn is_citing(context: &Context<'_>, word: usize) -> bool {
    OCCASIONS.citing.iter().any(|verb| verb == context.lemma(word))
}

/// Whether a verb carries the occasion that is its object: "gave a speech", "held a briefing".
pub(super) fn is_giving(context: &Context<'_>, word: usize) -> bool {
    OCCASIONS.giving.iter().any(|verb| verb == context.lemma(word))
}

/// Whether a participle tells when a medium came out: "a statement *released* on Monday".
pub(super) fn comes_out(context: &Context<'_>, word: usize) -> bool {
    context.xpos(word) == Xpos::Vbn
        && context.deprel(word).is(Deprel::Acl)
        && context.head(word).is_some_and(|noun| noun < word && is_medium(context, noun))
        && OCCASIONS.coming_out.iter().any(|verb| verb == context.lemma(word))
}

/// Whether a noun takes up what was just said: "made *the remarks*".
pub(super) fn takes_up(context: &Context<'_>, word: usize) -> bool {
    OCCASIONS.again.iter().any(|noun| noun == context.lemma(word))
        && context.annotated.children(word).any(|child| {
            child < word
                && matches!(context.lower(child).as_str(), "the" | "these" | "this" | "those" | "his" | "her")
        })
}

/// Whether a word beside a verb of saying sets what is said apart from what was told before: "*previously* said".
pub(super) fn sets_apart(word: &str) -> bool {
    OCCASIONS.elsewhen.iter().any(|own| own == word)
}

/// Whether a word leads to a time of its own: "*when* she took office", "a week *after* the fire".
pub(super) fn leads_to_another_time(word: &str) -> bool {
    OCCASIONS.apart.iter().any(|own| own == word)
}

/// Whether a noun only leads up to what stands behind it: "the *run-up* to a vote".
pub(super) fn is_on_the_way(context: &Context<'_>, word: usize) -> bool {
    let lemma = context.lemma(word).to_lowercase();
    // "run-up" in three words.
    let whole = (word >= 2 && context.annotated.form(word - 1) == "-")
        .then(|| format!("{}-{lemma}", context.lower(word - 2)));
    OCCASIONS.on_the_way.iter().any(|noun| *noun == lemma || whole.as_ref() == Some(noun))
}

/// Whether a word can be the one who is spoken to.
pub(super) fn may_be_spoken_to(context: &Context<'_>, word: usize) -> bool {
    let is_time = context.scene.times.binary_search_by_key(&word, |time| time.words.start).is_ok();
    !is_time
        && (context.names[word].is_some()
            || context.mention(word).is_some()
            || context.upos(word) == Upos::Pron
                && !matches!(context.lemma(word), "it" | "this" | "that" | "what")
            || is_hearer(context.lemma(word)))
}

#[cfg(test)]
mod tests {
    use super::super::Finder;
    use super::super::examples::statements;
    use super::OCCASIONS;
    use dateline_language::Analyzer;
    use dateline_parties::Resolver;

    #[test]
    fn examples_have_their_day_and_venue() {
        let stages = (Resolver::embedded(), dateline_times::Finder::embedded(), Finder::embedded());
        let analyzer = Analyzer::embedded();
        let mut wrong = Vec::new();
        for example in &OCCASIONS.examples {
            let found = statements(&analyzer, &stages, &example.text);
            let said = found
                .last()
                .and_then(|statement| statement.said.as_ref())
                .and_then(|said| said.edtf.as_ref());
            let said = said.map(ToString::to_string);
            let venue = found.last().and_then(|statement| statement.venue.as_ref());
            let venue = venue.map(|venue| venue.span.text.clone());
            if found.is_empty() || said != example.said || example.venue.is_some() && venue != example.venue {
                wrong.push(format!("{}: {} found, said {said:?} venue {venue:?}", example.text, found.len()));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
