//! "What the minister said was untrue": somebody's words are spoken of, and none are told.

use super::anchors::{Anchor, AnchorPart};
use super::contents::Content;
use super::context::Context;
use super::noun_phrases::phrase;
use super::saying_words;
use super::subjects::own_subject;
use dateline_language::{Upos, Xpos};

/// Whether a stretch behind a cue is what the sentence says of all that was said: it begins with the sentence's own
/// verb, and "what" or "all that" stands before who said it.
pub(super) fn is_said_of_it(context: &Context<'_>, anchor: &Anchor, content: &Content) -> bool {
    let words = content.pieces[0];
    if anchor.part != AnchorPart::Verb || words.start < anchor.cue.end {
        return false;
    }
    // "All that the envoy told *us* was false."
    let first = if context.upos(words.start) == Upos::Pron { words.start + 1 } else { words.start };
    let is_verb = first < words.end
        && matches!(context.upos(first), Upos::Aux | Upos::Verb)
        && matches!(context.xpos(first), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let Some(subject) = own_subject(context, anchor.head).filter(|_| is_verb) else { return false };
    let sentence = context.sentence(anchor.head);
    let mut before = phrase(context, subject).start.min(subject);
    // "all *that* the envoy told us"
    if before > sentence.start && matches!(context.lower(before - 1).as_str(), "that" | "which") {
        before -= 1;
    }
    before > sentence.start && saying_words::heads_free_relative(&context.lower(before - 1))
}
