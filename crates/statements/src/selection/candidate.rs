//! What stands before a statement is written down: a cue with the best content it could have, and the
//! choice.

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::{Content, Start};
use super::super::context::Context;
use super::super::features::AnchorView;
use super::super::lexicon::CueKind;
use dateline_learn::Choice;

/// A statement before it is written down.
#[derive(Clone, Debug)]
pub(crate) struct Selected {
    /// Its cue; none where a quotation goes on alone.
    pub anchor: Option<Anchor>,
    pub content: Content,
    pub source: Option<usize>,
    /// Who passed it on, where that is a statement around it: "…, *Tanva* reported".
    pub via: Option<usize>,
    /// Whether nobody speaks with the source, whomever the tree joins to it.
    pub is_alone: bool,
    pub probability: f32,
    /// The statement in whose content it stands, by its place in the list.
    pub inside: Option<usize>,
}

/// Whether a cue plainly is one of saying or writing. That is the record's own matter: nouns,
/// adjectives, and cues of thought, wish and finding have a threshold of their own.
pub(crate) fn is_plain(context: &Context<'_>, anchor: &Anchor) -> bool {
    let is_verb = matches!(anchor.part, AnchorPart::Verb | AnchorPart::Phrase);
    match anchor.entry.map(|entry| context.lexicon.entry(entry).kind) {
        Some(CueKind::Speech | CueKind::Writing) => is_verb,
        None => matches!(anchor.part, AnchorPart::Colon | AnchorPart::Dash),
        _ => false,
    }
}

pub(super) struct Candidate {
    pub(super) anchor: Anchor,
    pub(super) view: AnchorView,
    pub(super) content: Content,
    pub(super) choice: Choice,
    /// How probable the model alone holds it to be, where the reader's view has a say in the choice:
    /// the confidence that a statement shows was fitted to the model's.
    pub(super) alone: f32,
    /// The next best contents, for where the best is taken by another cue.
    pub(super) others: Vec<Content>,
    /// Stands only inside another statement.
    pub(super) is_nested_only: bool,
}

/// "a step which, *she said*, would cost jobs".
pub(super) fn is_parenthesis(anchor: &Anchor, content: &Content) -> bool {
    anchor.part == AnchorPart::Verb && content.start == Start::RestAfter
}

pub(super) fn holds(content: &Content, word: usize) -> bool {
    content.pieces.iter().any(|piece| piece.start <= word && word < piece.end)
}
