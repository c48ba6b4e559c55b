//! Who speaks where what he is stands between commas before the verb: "*Ada Berg*, aide to Premier Ola Vik, *said*".

use super::context::Context;
use super::noun_phrases::{may_be_source, stands_behind_preposition};
use dateline_language::{Upos, Word, Xpos};
use dateline_model::{MentionKind, Span};

/// "*Ada Berg*, aide to Premier Ola Vik, *said*", "*Ada Berg*, the mayor of a town near Peru which lies in the hills,
/// *said*": who is told of between commas speaks, and none of those who are named there.
pub(super) fn named_before_commas(context: &Context<'_>, part: usize, verb: usize) -> Option<usize> {
    let sentence = context.sentence(verb);
    if part >= verb || part < sentence.start || context.quoted[verb].is_some() {
        return None;
    }
    let close = (sentence.start..verb)
        .rev()
        .take(4)
        .find(|&word| !matches!(context.upos(word), Upos::Adv | Upos::Aux))
        .filter(|&close| context.is_comma(close) && close > part)?;
    (sentence.start + 1..part)
        .filter(|&comma| context.is_comma(comma) && context.quoted[comma].is_none())
        .find_map(|comma| {
            let name = comma - 1;
            let is_person = context.names[name] == Some(MentionKind::Person);
            let stands = is_person
                && tells_what_somebody_is(context, Span::new(comma + 1, close), part)
                && (!stands_behind_preposition(context, name) || opens_with_as(context, name))
                && may_be_source(context, name);
            stands.then_some(name)
        })
}

/// "*As Ada Berg*, the mayor of Osk, *noted*": no preposition, whatever the tree says.
fn opens_with_as(context: &Context<'_>, name: usize) -> bool {
    let start = super::noun_phrases::phrase(context, name).start;
    let sentence = context.sentence(name).start;
    start > sentence
        && context.lower(start - 1) == "as"
        && (start - 1 == sentence || context.is_punctuation(start - 2))
}

/// Whether some words only tell what somebody is: a noun that is no name, before whoever the noun is of, and no verb of
/// their own but in a clause about one of the things named.
fn tells_what_somebody_is(context: &Context<'_>, words: Span<Word>, part: usize) -> bool {
    let begins_with_somebody = context.names[words.start] == Some(MentionKind::Person);
    let first_noun = words.range().find(|&word| context.upos(word) == Upos::Noun);
    if begins_with_somebody || first_noun.is_none_or(|noun| noun >= part) {
        return false;
    }
    let mut is_relative = false;
    for word in words.range() {
        match context.xpos(word) {
            Xpos::Wp | Xpos::Wdt | Xpos::WpPoss | Xpos::Wrb => is_relative = true,
            Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md if !is_relative => return false,
            _ => {}
        }
        if context.is_break(word) {
            // ", and" begins another, and a colon or dash something else.
            let is_list = word + 1 < words.end && context.upos(word + 1) == Upos::Cconj;
            if is_list || !context.is_comma(word) {
                return false;
            }
            is_relative = false;
        }
        if context.quoted[word].is_some() {
            return false;
        }
    }
    true
}
