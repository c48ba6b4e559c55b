//! What a side of a deed is by its noun: somebody who can be dealt with, a deed, a noun made of a verb.

use super::lexicon::{Lexicon, Sort};
use super::parties::{Side, is_half_of_world};
use dateline_language::{Annotated, Upos};
use dateline_model::{EventAct, MentionKind};

/// Somebody who can be dealt with: of a kind, a state or a walk of life, or called by name.
pub(super) fn is_somebody(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    let is_named = text.tokens[side.head].upos == Upos::Propn;
    let is_open = matches!(text.tokens[side.head].upos, Upos::Pron);
    side.kind.is_some_and(|kind| kind != MentionKind::Facility)
        || side.party.sector.is_some()
        || is_named
        || is_half_of_world(text, side.head)
        // "talked to other *leaders*"
        || text.tokens[side.head].upos == Upos::Noun
            && lexicon.is("guest", &text.tokens[side.head].lemma.to_lowercase())
        || is_open && side.entity.is_some()
}

/// "its invasion": a deed is not whom another is done to.
pub(super) fn is_deed(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    let lemma = text.tokens[side.head].lemma.to_lowercase();
    side.kind.is_none()
        && text.tokens[side.head].upos == Upos::Noun
        && (is_violence(lexicon, &lemma)
            || lexicon.is("fighting", &lemma)
            || lexicon.of(Sort::Noun, &lemma).any(|entry| entry.act == EventAct::Assault))
}

/// "A fierce *battle* has begun", "a *vigil* for her", "*acts* of genocide": what goes on is no party to anything.
pub(super) fn is_happening(lexicon: &Lexicon, text: &Annotated<'_>, side: &Side) -> bool {
    side.kind.is_none()
        && text.tokens[side.head].upos == Upos::Noun
        && lexicon.is("happenings", &text.tokens[side.head].lemma.to_lowercase())
}

pub(super) fn is_violence(lexicon: &Lexicon, lemma: &str) -> bool {
    lexicon.is("violence", lemma) || lexicon.is("war", lemma)
}

/// Nouns made of verbs: "treatment", "handling", "invasion".
pub(super) fn is_doing(lemma: &str) -> bool {
    ["ment", "ing", "tion", "sion"]
        .iter()
        .any(|ending| lemma.len() > ending.len() + 3 && lemma.ends_with(ending))
}
