//! How a sentence tells of a phrase: as who speaks, as its subject, as what something is of.

use super::lexicon::Lexicon;
use super::phrases::Phrase;
use dateline_language::{Annotated, Deprel, Upos};

/// Whether a phrase is the subject of a verb of saying.
pub fn is_speaking(annotated: &Annotated<'_>, phrase: &Phrase, lexicon: &Lexicon) -> bool {
    let token = &annotated.tokens[phrase.head];
    token.deprel.is(Deprel::Nsubj)
        && token.head.is_some_and(|verb| lexicon.is_saying(&annotated.tokens[verb as usize].lemma))
}

/// Whether a phrase is the subject; without trees, whether a verb follows it.
pub fn is_subject(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    let token = &annotated.tokens[phrase.head];
    if token.deprel.is(Deprel::Nsubj) {
        return true;
    }
    token.head.is_none()
        && annotated
            .tokens
            .get(phrase.words.end)
            .is_some_and(|next| matches!(next.upos, Upos::Verb | Upos::Aux))
}

/// "the speaker *of* the lower house": whose it is stands behind it.
pub fn says_of_what(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    phrase.words.end < annotated.tokens.len() && annotated.form(phrase.words.end) == "of"
}

/// The verb that a phrase is the subject of, whichever of its words the tree takes for its head: "Russian *billionaire*
/// Oleg Sokolov".
pub fn governing(annotated: &Annotated<'_>, phrase: &Phrase) -> Option<usize> {
    phrase.words.range().find_map(|at| {
        let head = annotated.tokens[at].head? as usize;
        let is_subject =
            annotated.tokens[at].deprel.is(Deprel::Nsubj) && !phrase.words.range().contains(&head);
        is_subject.then_some(head)
    })
}

/// For each sentence how many before it, and it itself, begin outside quotations.
pub fn plain_sentences(annotated: &Annotated<'_>) -> Vec<usize> {
    let mut count = 0;
    let is_plain = |start: usize| {
        start + 1 >= annotated.tokens.len()
            || annotated.quotation_at(start).is_none() && annotated.quotation_at(start + 1).is_none()
    };
    let sentences = annotated.sentences.iter();
    sentences
        .map(|sentence| {
            count += usize::from(is_plain(sentence.words.start));
            count
        })
        .collect()
}

/// Whether a phrase is the subject of its sentence's main verb.
pub fn is_main_subject(annotated: &Annotated<'_>, phrase: &Phrase) -> bool {
    let token = &annotated.tokens[phrase.head];
    token.deprel.is(Deprel::Nsubj)
        && token.head.is_some_and(|verb| annotated.tokens[verb as usize].head.is_none())
}
