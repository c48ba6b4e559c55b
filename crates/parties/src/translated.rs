//! Pronouns as texts have them that were written over from languages with other habits.

use super::lexicon::Lexicon;
use super::phrases::{Phrase, pronoun};
use super::telling::{is_speaking, is_subject};
use dateline_language::{Annotated, Upos};
use dateline_model::MentionKind;
use dateline_scene::MentionForm;

/// "“The harbour is ours,” he wrote on Monday *Prime Minister Pavel Horn*.": the subject told once more where the
/// sentence ends, as some languages do.
pub fn named_behind(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
    number: usize,
) -> Option<usize> {
    let phrase = &phrases[number];
    let says = pronoun(&annotated.form(phrase.head).to_lowercase())?;
    let is_he = says.is_person && says.gender.is_some() && is_speaking(annotated, phrase, lexicon);
    if !is_he || annotated.quotation_at(phrase.head).is_some() {
        return None;
    }
    let verb = annotated.tokens[phrase.head].head? as usize;
    // "He told Pavel Horn", "he thanked Pavel Horn": another.
    let is_plain = matches!(
        annotated.tokens[verb].lemma.as_str(),
        "say"
            | "write"
            | "add"
            | "declare"
            | "stress"
            | "emphasize"
            | "emphasise"
            | "note"
            | "announce"
            | "state"
            | "explain"
            | "conclude"
            | "post"
            | "tweet"
            | "continue"
    );
    let end = annotated.sentences[phrase.sentence].words.end;
    let is_end = |at: usize| {
        (at..end).all(|at| annotated.tokens[at].upos == Upos::Punct) || at < end && annotated.form(at) == ","
    };
    let found = (number + 1..phrases.len())
        .take_while(|&later| phrases[later].words.end <= end)
        .filter(|&later| phrases[later].words.start > verb)
        .find(|&later| {
            phrases[later].form == MentionForm::Name
                && phrases[later].kind == Some(MentionKind::Person)
                && phrases[later].core.len() > 1
        })?;
    let named = &phrases[found];
    let is_apart = named.words.start > verb
        && !matches!(
            annotated.tokens[named.words.start - 1].upos,
            Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Det
        );
    let is_clause = (verb + 1..named.words.start)
        .any(|at| matches!(annotated.tokens[at].upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Sconj));
    let fits = is_plain
        && verb > phrase.head
        && is_apart
        && !is_clause
        && is_end(named.words.end)
        && says.gender.zip(named.gender).is_none_or(|(a, b)| a == b);
    fits.then_some(found)
}

/// "Chile is not delighted - *she* has often criticised it": a state told of as a woman, where the text has none.
pub fn state(annotated: &Annotated<'_>, phrases: &[Phrase], number: usize) -> Option<(usize, f32)> {
    /// How sure that is.
    const SURE: f32 = 0.5;
    let phrase = &phrases[number];
    if !annotated.form(phrase.head).eq_ignore_ascii_case("she")
        || annotated.quotation_at(phrase.head).is_some()
    {
        return None;
    }
    (0..number)
        .rev()
        .take_while(|&before| phrase.sentence - phrases[before].sentence <= 1)
        .find(|&before| {
            phrases[before].form == MentionForm::Name
                && phrases[before].kind == Some(MentionKind::Country)
                && is_subject(annotated, &phrases[before])
        })
        .map(|before| (before, SURE))
}
