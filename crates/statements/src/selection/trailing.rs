//! What stands at the end of what is said and tells of the saying: when, where, by what medium and why.

use super::super::anchors::{Anchor, AnchorPart};
use super::super::contents::{Content, Start};
use super::super::context::Context;
use super::super::occasions::{is_medium, is_occasion};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// "demanded an answer *after weeks of talks*", "announced her resignation *on Friday*", "voiced her fears
/// *at a hearing*": what follows a deed or thing that is said tells when, where and why it was said.
pub(super) fn cut_circumstance(context: &Context<'_>, content: &mut Content) {
    if content.pieces.len() != 1 {
        return;
    }
    let is_phrase = matches!(content.start, Start::Adverbial | Start::Object | Start::Oblique);
    let piece = content.pieces[0];
    if is_phrase {
        // "calls for peace: On Monday, the union met …": a heading and what stands under it.
        let colon = (piece.start + 1..piece.end.saturating_sub(3)).find(|&word| {
            context.annotated.form(word) == ":"
                && context.quoted[word].is_none()
                && context.quoted[word + 1].is_none()
                && context.annotated.form(word + 1).starts_with(char::is_uppercase)
                && (word + 1..piece.end)
                    .any(|at| matches!(context.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))
        });
        if let Some(colon) = colon {
            content.pieces[0] = context.trim(Span::new(piece.start, colon));
        }
        let piece = content.pieces[0];
        let cut = (piece.start + 2..piece.end).find(|&word| {
            context.quoted[word].is_none()
                && (matches!(context.lemma(word), "after" | "amid" | "following")
                    || (matches!(context.lemma(word), "as" | "while" | "with") && context.is_comma(word - 1)))
                && matches!(context.upos(word), Upos::Adp | Upos::Sconj | Upos::Verb)
        });
        if let Some(cut) = cut {
            content.pieces[0] = context.trim(Span::new(piece.start, cut));
        }
    }
    // From the end: days of a thing said, occasions and media of whatever is said.
    for _ in 0..3 {
        let piece = content.pieces[0];
        if piece.is_empty() || context.quoted[piece.end - 1].is_some() {
            return;
        }
        let time =
            last_time(context, piece).filter(|_| matches!(content.start, Start::Object | Start::Adverbial));
        let start = time
            .or_else(|| telling_behind_quotation(context, piece))
            .or_else(|| occasion_at_end(context, piece, is_phrase))
            .or_else(|| telling_at_end(context, piece).filter(|_| is_phrase));
        match start.filter(|&start| start > piece.start + 1) {
            Some(start) => content.pieces[0] = context.trim(Span::new(piece.start, start)),
            None => return,
        }
    }
}

/// "spoke out in the square *against the toll*": where it was said stands before the preposition that the cue takes, and
/// the tree may join the two.
pub(super) fn begin_at_own_preposition(context: &Context<'_>, anchor: &Anchor, content: &mut Content) {
    let Some(entry) = anchor.entry.map(|entry| context.lexicon.entry(entry)) else { return };
    let [piece] = content.pieces.as_mut_slice() else { return };
    let marker = piece.start.checked_sub(1).filter(|&marker| marker >= anchor.cue.end);
    let takes = |word: usize| entry.takes(&context.lower(word));
    let is_place = anchor.part == AnchorPart::Verb
        && anchor.lemma.contains(' ')
        && matches!(content.start, Start::Oblique | Start::WithMarker)
        && marker.is_some_and(|marker| {
            matches!(context.lower(marker).as_str(), "in" | "at" | "on" | "outside" | "before" | "during")
                && !takes(marker)
        });
    let own = (piece.start + 1..piece.end.saturating_sub(1))
        .take_while(|&word| !matches!(context.upos(word), Upos::Verb | Upos::Aux) && !context.is_break(word))
        .find(|&word| context.upos(word) == Upos::Adp && takes(word));
    if let Some(own) = own.filter(|_| is_place) {
        *piece = Span::new(own + 1, piece.end);
    }
}

/// The day, not after the report's own, that a phrase ends with, and its preposition.
fn last_time(context: &Context<'_>, piece: Span<Word>) -> Option<usize> {
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end < piece.end);
    let time = times.get(at).filter(|time| time.words.end == piece.end && time.words.start > piece.start)?;
    let published = context.scene.report.published.as_ref().map(ToString::to_string)?;
    let edtf = time.record.edtf.as_ref().map(ToString::to_string)?;
    let is_day = edtf.len() == 10 && edtf <= published;
    let start = time.words.start;
    let is_preposition = context.upos(start - 1) == Upos::Adp;
    // "the attack of Friday", "plans for Monday": the thing's own day.
    let is_own = is_preposition && !matches!(context.lower(start - 1).as_str(), "on" | "in");
    (is_day && !is_own).then_some(start - usize::from(is_preposition))
}

/// "at a hearing", "in a televised address": an occasion or medium of speech at the end of what is said.
fn occasion_at_end(context: &Context<'_>, piece: Span<Word>, is_phrase: bool) -> Option<usize> {
    let start = (piece.start + 1..piece.end).rev().take(9).find(|&word| context.upos(word) == Upos::Adp)?;
    if context.quoted[start].is_some() || (start + 1..piece.end).any(|word| context.upos(word) == Upos::Verb)
    {
        return None;
    }
    let head =
        (start + 1..piece.end).rev().find(|&word| matches!(context.upos(word), Upos::Noun | Upos::Propn))?;
    let is_behind = head + 1 == piece.end;
    let fits = if is_phrase {
        matches!(context.lower(start).as_str(), "at" | "in" | "during" | "on") && is_occasion(context, head)
    } else {
        matches!(context.lower(start).as_str(), "in" | "on" | "during")
            && is_medium(context, head)
            && context.has_child(head, Deprel::Det)
    };
    (is_behind && fits).then_some(start)
}

/// "warned that the dam was “a ruin” *in a televised speech as rain began*": behind what is quoted the telling itself.
fn telling_behind_quotation(context: &Context<'_>, piece: Span<Word>) -> Option<usize> {
    let last = piece.range().rev().find(|&word| context.quoted[word].is_some())?;
    let marker = (last + 1..piece.end).find(|&word| !context.is_quotation_mark(word))?;
    let noun = (marker + 1..piece.end)
        .take_while(|&word| {
            matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Verb)
                && !matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz)
        })
        .last()?;
    let is_telling = context.upos(marker) == Upos::Adp
        && matches!(context.lower(marker).as_str(), "in" | "at" | "during" | "on")
        && matches!(context.lower(marker + 1).as_str(), "a" | "an" | "his" | "her" | "its" | "their")
        && context.upos(noun) == Upos::Noun
        && is_occasion(context, noun);
    is_telling.then_some(marker)
}

/// "announced the ferries *in a briefing on the coast*", "*in a letter to the guild*": the telling itself, with what it
/// was about and to whom.
fn telling_at_end(context: &Context<'_>, piece: Span<Word>) -> Option<usize> {
    const LONGEST: usize = 14;
    let from = piece.start.max(piece.end.saturating_sub(LONGEST)) + 1;
    (from..piece.end).find(|&marker| {
        let is_in = context.upos(marker) == Upos::Adp
            && matches!(context.lower(marker).as_str(), "at" | "in" | "during" | "on" | "via")
            && context.quoted[marker].is_none();
        if !is_in || marker + 2 >= piece.end {
            return false;
        }
        let is_plain = |word: usize| {
            matches!(context.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num)
        };
        let Some(noun) = (marker + 1..piece.end).take_while(|&word| is_plain(word)).last() else {
            return false;
        };
        let is_telling = context.upos(noun) == Upos::Noun
            && (is_medium(context, noun)
                || matches!(context.lemma(noun), "briefing" | "conference" | "rally"))
            && matches!(context.lower(marker + 1).as_str(), "a" | "an" | "his" | "her" | "its" | "their");
        is_telling
            && noun + 1 < piece.end
            && matches!(
                context.lower(noun + 1).as_str(),
                "about" | "on" | "to" | "with" | "for" | "of" | "at" | "in" | "before" | "from"
            )
            && !(noun + 1..piece.end).any(|word| context.upos(word) == Upos::Verb)
    })
}
