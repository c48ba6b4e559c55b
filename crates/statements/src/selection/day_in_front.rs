//! "The mayor said *Monday* the roads would close": a day behind a verb of saying is that of the saying, and no part of what is said.

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::Content;
use super::super::context::Context;
use super::super::voices::has_no_day;
use super::candidate::is_plain;
use dateline_language::{Upos, Word, Xpos};
use dateline_model::{Span, TimexType};

/// The longest such day: "late Monday night".
const LONGEST: usize = 3;
/// How far behind the cue it may stand: "told the crew of the ferry *Monday* the pier was shut".
const REACH: usize = 6;

/// Leaves a day that stands between the cue and a clause out of the clause.
pub(super) fn cut_day_in_front(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let Some(piece) = content.pieces.first_mut() else { return };
    let start = piece.start;
    let is_behind = anchor.part == AnchorPart::Verb
        && is_plain(context, anchor)
        && start >= anchor.cue.end
        && start - anchor.cue.end <= REACH
        && context.quoted[start].is_none();
    if let Some(day) = day_at(context, start).filter(|_| is_behind)
        && day.end < piece.end
        && begins_clause(context, Span::new(day.end, piece.end))
    {
        piece.start = day.end;
    } else if is_behind {
        keep_day_of_noun(context, anchor, piece);
    }
}

/// The day that begins at a word.
fn day_at(context: &Context<'_>, start: usize) -> Option<Span<Word>> {
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.start < start);
    let time = times.get(at).filter(|time| time.words.start == start)?;
    let is_day = time.record.timex3.kind == TimexType::Date || time.record.timex3.kind == TimexType::Time;
    let is_named = time.record.edtf.as_ref().is_some_and(dateline_model::Edtf::is_day);
    (is_day && is_named && time.words.len() <= LONGEST).then_some(time.words)
}

/// Whether a stretch begins with the subject of a clause: "said Monday *the roads would close*", and not "said Monday *was* a
/// holiday".
fn begins_clause(context: &Context<'_>, words: Span<Word>) -> bool {
    let first = words.start;
    let has_verb = words.range().skip(1).any(|word| {
        matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
            && context.quoted[word] == context.quoted[first]
    });
    has_verb && has_no_day(context, first)
}

/// "said *Sunday* hunting would be allowed": a day that may be either's stays with what it stands before.
fn keep_day_of_noun(context: &Context<'_>, anchor: &Anchor, piece: &mut Span<Word>) {
    let Some(before) = piece.start.checked_sub(1) else { return };
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end <= before);
    let Some(time) = times.get(at).map(|time| time.words).filter(|time| time.end == piece.start) else {
        return;
    };
    let is_bare = time.start >= anchor.cue.end
        && time.len() == 1
        && !matches!(context.upos(time.start - 1), Upos::Adp | Upos::Adv)
        && day_at(context, time.start).is_some();
    let is_thing =
        matches!(context.upos(piece.start), Upos::Noun | Upos::Adj) || context.xpos(piece.start) == Xpos::Vbg;
    if is_bare && is_thing && !has_no_day(context, piece.start) {
        *piece = Span::new(time.start, piece.end);
    }
}
