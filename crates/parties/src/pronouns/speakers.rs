//! Whose "I" it is: who speaks in each quotation, and whose speech a text prints.

use super::super::lexicon::Lexicon;
use super::super::phrases::Phrase;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::MentionKind;
use dateline_scene::MentionForm;

/// How many sentences of a text may tell whose speech it prints.
const HEAD: usize = 4;
/// How often a printed speech says "I".
const OFTEN: usize = 3;

/// Whose speech or letter a text prints: "The full text of *Ida Berg's* speech", where the text then says "I" outside
/// quotations.
pub(super) fn orator(annotated: &Annotated<'_>, phrases: &[Phrase]) -> Option<usize> {
    let says_i = phrases
        .iter()
        .filter(|phrase| {
            phrase.form == MentionForm::Pronoun
                && phrase.sentence > 0
                && annotated.form(phrase.head) == "I"
                && annotated.quotation_at(phrase.head).is_none()
        })
        .take(OFTEN)
        .count();
    if says_i < OFTEN {
        return None;
    }
    let is_speech = |word: usize| {
        matches!(
            annotated.tokens[word].lemma.to_lowercase().as_str(),
            "speech"
                | "address"
                | "remark"
                | "letter"
                | "message"
                | "statement"
                | "lecture"
                | "sermon"
                | "testimony"
        )
    };
    let is_person = |number: usize| {
        phrases[number].form == MentionForm::Name && phrases[number].kind == Some(MentionKind::Person)
    };
    (0..phrases.len()).take_while(|&number| phrases[number].sentence < HEAD).find_map(|number| {
        let phrase = &phrases[number];
        if !is_speech(phrase.head) || annotated.quotation_at(phrase.head).is_some() {
            return None;
        }
        let sentence = annotated.sentence(phrase.head).words;
        let is_printed = (sentence.start..phrase.head).any(|word| {
            matches!(
                annotated.tokens[word].lemma.to_lowercase().as_str(),
                "text" | "transcript" | "translation"
            )
        });
        phrase.owner.filter(|&owner| is_printed && is_person(owner)).filter(|&owner| {
            // Whose speech it is does not tell of himself by name: a column about a speech does.
            let family = annotated.tokens[phrases[owner].core.end - 1].lemma.as_str();
            !phrases[number + 1..].iter().any(|other| {
                other.form == MentionForm::Name
                    && annotated.quotation_at(other.head).is_none()
                    && other.core.range().any(|word| annotated.tokens[word].lemma == family)
            })
        })
    })
}

/// Who speaks in each quotation, where a verb of saying stands beside it.
pub(super) fn speakers(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
) -> Vec<Option<usize>> {
    let mut speakers = vec![None; annotated.quotations.len()];
    for number in 0..annotated.quotations.len() {
        let words = annotated.quotations[number].words;
        if words.is_empty() {
            continue;
        }
        let first = annotated.sentence_number(words.start);
        let last = annotated.sentence_number(words.end - 1);
        let begin = annotated.sentences[first].words.start;
        let end = annotated.sentences[(last + 1).min(annotated.sentences.len() - 1)].words.end;
        let same_paragraph =
            |at: usize| annotated.sentence(at).paragraph == annotated.sentence(words.start).paragraph;
        // Behind it: '…,' Mr Owen said.
        let behind = Some(words.end)
            .filter(|&at| at < end)
            .and_then(|at| said_in(annotated, phrases, lexicon, at, end.min(at + 20)));
        let before =
            said_in(annotated, phrases, lexicon, begin.max(words.start.saturating_sub(25)), words.start);
        let going_on = number.checked_sub(1).filter(|&before| {
            let earlier = annotated.quotations[before].words;
            !earlier.is_empty()
                && words.start.saturating_sub(earlier.end) < 30
                && same_paragraph(earlier.end - 1)
        });
        speakers[number] = behind
            .filter(|&(at, _)| same_paragraph(at))
            .or(before)
            .map(|(_, phrase)| phrase)
            .or_else(|| going_on.and_then(|before| speakers[before]))
            .or_else(|| {
                let earlier = number.checked_sub(1)?;
                (annotated.quotations[number].continues).then(|| speakers[earlier])?
            });
    }
    speakers
}

/// A verb of saying in a stretch, and the phrase that is its subject.
fn said_in(
    annotated: &Annotated<'_>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
    start: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let from = phrases.partition_point(|phrase| phrase.head < start);
    let verb = (start..end.min(annotated.tokens.len())).find(|&at| {
        annotated.tokens[at].upos == Upos::Verb
            && lexicon.is_saying(&annotated.tokens[at].lemma)
            && annotated.quotation_at(at).is_none()
    })?;
    let near: Vec<usize> =
        (from..phrases.len()).take_while(|&number| phrases[number].words.start < end).collect();
    let tree = near.iter().copied().find(|&number| {
        annotated.tokens[phrases[number].head].deprel.is(Deprel::Nsubj)
            && annotated.tokens[phrases[number].head].head == Some(verb as u32)
    });
    let subject = tree
        .or_else(|| near.iter().copied().rev().find(|&number| phrases[number].words.end == verb))
        .or_else(|| near.iter().copied().find(|&number| phrases[number].words.start == verb + 1));
    subject.map(|subject| (verb, subject))
}

/// The number of the quotation that a word stands in.
pub(super) fn quotation_number(annotated: &Annotated<'_>, word: usize) -> Option<usize> {
    let found = annotated.quotation_at(word)?;
    let from = annotated.quotations.partition_point(|quotation| quotation.outer.start < found.outer.start);
    (from..annotated.quotations.len()).find(|&at| annotated.quotations[at] == *found)
}
