//! "According to the agency *Tanva*, the road is closed": what is said begins behind all that names whose word it is.

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::Content;
use super::super::context::Context;
use dateline_language::Upos;

/// How long a name of a source may be.
const LONGEST: usize = 12;

/// Leaves what stands between a phrase at the beginning of its sentence and the comma behind it out of what is said.
pub(super) fn begin_behind_source(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let sentence = context.sentence(anchor.head);
    let cue = anchor.cue;
    let is_first = anchor.part == AnchorPart::Phrase && cue.start <= sentence.start + 1;
    let comma = (cue.end..sentence.end.min(cue.end + LONGEST)).find(|&word| context.is_break(word));
    let Some(comma) = comma.filter(|&comma| is_first && context.is_comma(comma)) else { return };
    let is_name = (cue.end..comma).all(|word| !matches!(context.upos(word), Upos::Verb | Upos::Aux));
    let Some(piece) = content.pieces.first_mut() else { return };
    if is_name && cue.end <= piece.start && piece.start < comma && comma + 1 < piece.end {
        piece.start = comma + 1;
    }
}
