//! On what day a thing was said: by a time of the cue's own clause, or of the participle that sets the scene.

use super::anchors::{Anchor, AnchorPart};
use super::contents::Content;
use super::context::Context;
use super::occasions::{
    comes_out, is_citing, is_medium, is_named_medium, is_occasion, is_on_the_way, is_speaking,
};
use super::subjects::{first_verb, own_subject};
use super::voices::has_no_day;
use dateline_grammar::clause::{comes_later, phrases_above};
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{MentionKind, Span, Time, TimexType, When};
use dateline_scene::Found;

/// How many steps up the tree a time may stand from the verb that it dates.
const REACH: usize = 6;

/// The day, from a time expression of the cue's own clause: "on Friday accused", "said Monday that".
pub(super) fn day(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<When> {
    let inside = |word: usize| content.pieces.iter().any(|piece| piece.start <= word && word < piece.end);
    let when = nearest_day(context, anchor.head, |time| {
        !time.range().any(inside) && hangs_on(context, time, anchor)
    });
    let when = when
        .or_else(|| day_between(context, anchor, content))
        .or_else(|| day_first(context, anchor))
        .or_else(|| day_meanwhile(context, anchor, &inside))
        .or_else(|| day_behind_noun(context, anchor, content));
    when.filter(|when| !is_yet_to_come(context, when))
}

/// "said *Monday* the roads would close", "told reporters *Monday* the roads would close": right before what is said.
fn day_between(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<When> {
    let start = content.pieces.first()?.start;
    if anchor.part != AnchorPart::Verb || start <= anchor.cue.end {
        return None;
    }
    let time = time_at(context, start - 1)?;
    let is_whole = time.words.end == start
        && (anchor.cue.end..time.words.start).all(|word| {
            !matches!(context.upos(word), Upos::Verb | Upos::Aux) && context.quoted[word].is_none()
        });
    (is_whole && is_day(time) && has_no_day(context, start)).then(|| when_of(time))
}

/// "On *Tuesday* Mayor Ola Berg said": a day at the beginning of a sentence, before nothing but who speaks, is no part of a name,
/// whatever the tree joins.
fn day_first(context: &Context<'_>, anchor: &Anchor) -> Option<When> {
    const SUBJECT: usize = 10;
    let sentence = context.sentence(anchor.head);
    let on = sentence.range().take(3).find(|&word| context.lower(word) == "on")?;
    let time = time_at(context, on + 1).filter(|time| time.words.start == on + 1 && is_day(time))?;
    let who = time.words.end..anchor.cue.start;
    let is_plain = anchor.part == AnchorPart::Verb
        && context.xpos(anchor.head) == Xpos::Vbd
        && context.quoted[anchor.head].is_none()
        && (1..=SUBJECT).contains(&who.len());
    let is_who = is_plain
        && (sentence.start..on)
            .all(|word| matches!(context.lower(word).as_str(), "late" | "early" | "earlier"))
        && who.clone().all(|word| {
            !matches!(context.upos(word), Upos::Verb | Upos::Aux | Upos::Cconj | Upos::Sconj)
                && !context.is_break(word)
        })
        && who.clone().any(|word| matches!(context.upos(word), Upos::Propn | Upos::Noun | Upos::Pron));
    // "On *Sunday Times* reporter Ada Berg", "on *Monday's* show".
    let is_part = context.xpos(time.words.end) == Xpos::Pos || is_in_name(context, time.words);
    (is_who && !is_part).then(|| when_of(time))
}

/// "As the strike went on *Tuesday*, the union said that": what goes on meanwhile has the day of the saying.
fn day_meanwhile(context: &Context<'_>, anchor: &Anchor, inside: &dyn Fn(usize) -> bool) -> Option<When> {
    if anchor.part != AnchorPart::Verb || context.xpos(anchor.head) != Xpos::Vbd {
        return None;
    }
    let clause = context.annotated.children(anchor.head).find(|&child| {
        child < anchor.head
            && matches!(context.deprel(child).base(), Deprel::Advcl | Deprel::Ccomp)
            && context.xpos(child) == Xpos::Vbd
            && context.quoted[child].is_none()
            && context
                .annotated
                .children(child)
                .any(|mark| mark < child && matches!(context.lower(mark).as_str(), "as" | "while" | "when"))
    })?;
    nearest_day(context, clause, |time| {
        let mut at = head_of(context, time);
        !time.range().any(inside)
            && (0..REACH).any(|_| {
                let up = context.head(at).filter(|&up| context.upos(at) != Upos::Verb && up != anchor.head);
                at = up.unwrap_or(at);
                up == Some(clause)
            })
    })
    .filter(|when| when.edtf.as_ref().is_some_and(dateline_model::Edtf::is_day))
}

/// "announced a deal *Monday* on the pier": behind what is announced stands the day of announcing it.
fn day_behind_noun(context: &Context<'_>, anchor: &Anchor, content: &Content) -> Option<When> {
    let [piece] = content.pieces.as_slice() else { return None };
    let is_behind = anchor.part == AnchorPart::Verb && piece.start >= anchor.cue.end;
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.start <= piece.start);
    let time = times.get(at).filter(|time| is_behind && time.words.end <= piece.end && is_day(time))?;
    let noun = time.words.start - 1;
    let is_noun = matches!(context.upos(noun), Upos::Noun | Upos::Propn)
        && !(piece.start..noun).any(|word| matches!(context.upos(word), Upos::Verb | Upos::Aux));
    // "a strike *on* Monday" may be Monday's, "at a meeting Monday" too; bare, and by the tree the verb's, it is the verb's.
    let is_the_verbs = context.head(head_of(context, time.words)) == Some(anchor.head);
    (is_noun && is_the_verbs && !is_occasion(context, noun)).then(|| when_of(time))
}

/// The expression of time that holds a word.
fn time_at<'c>(context: &Context<'c>, word: usize) -> Option<&'c Found<Time>> {
    let times = &context.scene.times;
    let at = times.partition_point(|time| time.words.end <= word);
    times.get(at).filter(|time| time.words.start <= word)
}

/// "the *Sunday* Times": a day that a name begins with.
fn is_in_name(context: &Context<'_>, time: Span<Word>) -> bool {
    let names = &context.annotated.names;
    let at = names.partition_point(|name| name.words.end <= time.start);
    names.get(at).is_some_and(|name| {
        name.kind == MentionKind::Organization && name.words.start <= time.start && time.end < name.words.end
    })
}

fn is_day(time: &Found<Time>) -> bool {
    matches!(time.record.timex3.kind, TimexType::Date | TimexType::Time)
        && time.record.edtf.as_ref().is_some_and(dateline_model::Edtf::is_day)
}

fn when_of(time: &Found<Time>) -> When {
    When { span: time.record.span.clone(), edtf: time.record.edtf.clone() }
}

/// "in an interview *on Monday*", wherever the phrase stands: the day right behind the occasion or medium is the saying's.
pub(super) fn day_of_venue(context: &Context<'_>, venue: Span<Word>, content: &Content) -> Option<When> {
    let inside = |word: usize| content.pieces.iter().any(|piece| piece.start <= word && word < piece.end);
    // "in a house *painted* on Sunday": of what was done with it.
    let ends_with_noun =
        matches!(context.upos(venue.end - 1), Upos::Noun | Upos::Propn | Upos::X | Upos::Num);
    let end = context.sentence(venue.start).end;
    let first = (venue.end..end.min(venue.end + 3)).find(|&word| {
        !(matches!(context.lower(word).as_str(), "on" | "late" | "early") || context.is_comma(word))
    })?;
    let time = time_at(context, first).filter(|time| is_day(time) && !time.words.range().any(inside))?;
    // "In a letter *Monday's guests* had signed"
    let is_anothers = time.words.range().any(|word| context.xpos(word) == Xpos::Pos)
        || time.words.end < end && context.xpos(time.words.end) == Xpos::Pos;
    let when = when_of(time);
    (ends_with_noun && !is_anothers && !is_yet_to_come(context, &when)).then_some(when)
}

/// Whether a day lies behind that of the report, on which nobody can have said what it tells.
fn is_yet_to_come(context: &Context<'_>, when: &When) -> bool {
    let published = context.scene.report.published.as_ref().map(ToString::to_string);
    let first = when.edtf.as_ref().map(ToString::to_string);
    let day = |edtf: String| edtf.get(..10).map(str::to_owned);
    match (first.and_then(day), published.and_then(day)) {
        (Some(first), Some(published)) => {
            first > published && first.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        }
        _ => false,
    }
}

/// The day of the sentence that passes and stands nearest to a verb.
pub(super) fn nearest_day(
    context: &Context<'_>,
    verb: usize,
    passes: impl Fn(Span<Word>) -> bool,
) -> Option<When> {
    let sentence = context.sentence(verb);
    let times = &context.scene.times;
    let first = times.partition_point(|time| time.words.start < sentence.start);
    let mut best: Option<(usize, When)> = None;
    for time in times[first..].iter().take_while(|time| time.words.start < sentence.end) {
        let is_day = matches!(time.record.timex3.kind, TimexType::Date | TimexType::Time);
        if !is_day || time.record.edtf.is_none() || time.words.is_empty() {
            continue;
        }
        if is_beside(context, time.words) || !passes(time.words) {
            continue;
        }
        let distance = time.words.start.abs_diff(verb);
        if best.as_ref().is_none_or(|(nearest, _)| distance < *nearest) {
            best = Some((distance, When { span: time.record.span.clone(), edtf: time.record.edtf.clone() }));
        }
    }
    best.map(|(_, when)| when)
}

/// The word of an expression on which its others hang.
fn head_of(context: &Context<'_>, time: Span<Word>) -> usize {
    time.range()
        .find(|&word| context.head(word).is_none_or(|head| !(time.start <= head && head < time.end)))
        .unwrap_or(time.start)
}

/// "since 2014", "from 1990–1994", "before Peru's *March 3* raid", "the run-up to a *Friday* vote", "in answer to
/// *Monday's* raid": the day of something else, beside which a thing is said.
fn is_beside(context: &Context<'_>, time: Span<Word>) -> bool {
    let before = time.start.checked_sub(1).map(|word| context.lower(word));
    if matches!(before.as_deref(), Some("since" | "-" | "–")) {
        return true;
    }
    phrases_above(context.annotated, head_of(context, time)).any(|at| is_of_another(context, at))
}

/// Whether a phrase that an expression of time stands in is something else than the saying, before, after or within
/// which its day is.
fn is_of_another(context: &Context<'_>, at: usize) -> bool {
    if comes_later(context.annotated, at) || follows_since(context, at) {
        return true;
    }
    let Some(up) = context.head(at) else { return false };
    let marker = context.marker(at).map(|marker| context.lower(marker));
    if is_on_the_way(context, up) && matches!(marker.as_deref(), Some("to" | "of")) {
        return true;
    }
    let is_within = matches!(context.deprel(at).base(), Deprel::Compound | Deprel::Amod | Deprel::Nummod)
        || context.deprel(at) == Deprel::NmodPoss;
    // "at *Monday's* meeting", "in *Monday's* letter", "in *Monday's* Gazette" it is said; "about *Monday's* raid" it
    // is not.
    // "said on *Sunday* Ola Vik would go": people have no day, whatever the tree joins.
    is_within
        && up > at
        && (context.names[up] != Some(MentionKind::Person) || context.deprel(at) == Deprel::NmodPoss)
        && !is_occasion(context, up)
        && !is_medium(context, up)
        && !is_named_medium(context, up)
        && !is_date(context, up)
}

/// "since *Monday's* raid"
fn follows_since(context: &Context<'_>, word: usize) -> bool {
    context.marker(word).is_some_and(|marker| context.lower(marker) == "since")
}

/// Whether a word is part of an expression of time.
fn is_date(context: &Context<'_>, word: usize) -> bool {
    time_at(context, word).is_some()
}

/// "*Speaking* in Arica on Monday, the mayor said", "…, he said, *addressing* the guild": the participle beside a cue
/// that says where, when and to whom it is said.
pub(super) fn speaking_beside(context: &Context<'_>, anchor: &Anchor) -> Option<usize> {
    let sentence = context.sentence(anchor.head);
    sentence.range().find(|&word| is_speaking(context, word) && is_participle_of(context, word, anchor))
}

/// Whether a participle without a subject tells what the speaker was doing meanwhile: by the tree, or since it
/// stands first in the sentence with a comma behind it and no other verb that could own it.
fn is_participle_of(context: &Context<'_>, verb: usize, anchor: &Anchor) -> bool {
    let is_meanwhile = context.xpos(verb) == Xpos::Vbg
        && verb != anchor.head
        && context.quoted[verb].is_none()
        && own_subject(context, verb).is_none()
        && !context.annotated.children(verb).any(|child| context.deprel(child).is(Deprel::Aux))
        && !is_citing(context, verb);
    if !is_meanwhile {
        return false;
    }
    let above = context.head(verb);
    let hangs = matches!(context.deprel(verb).base(), Deprel::Advcl | Deprel::Acl | Deprel::Parataxis)
        && context.deprel(verb) != Deprel::AclRelcl
        && (above == Some(anchor.head) || above.is_some() && above == own_subject(context, anchor.head));
    if hangs {
        return verb < anchor.head || is_speaking(context, verb);
    }
    // "“…,” said Ivo Marek, *speaking* in Arica": trees hang it on what is said.
    if verb > anchor.cue.end && is_speaking(context, verb) {
        return context.is_comma(verb - 1)
            && (anchor.cue.end..verb).all(|word| !matches!(context.upos(word), Upos::Verb | Upos::Aux));
    }
    let sentence = context.sentence(verb);
    let is_first = verb <= sentence.start + 1
        && verb < anchor.head
        && (verb + 1..anchor.head).any(|word| context.is_comma(word));
    is_first
        && (verb + 1..anchor.head).all(|word| {
            !matches!(context.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
                || context.quoted[word].is_some()
        })
}

/// Whether an expression of time belongs to the cue: its nearest verb is the cue, a verb that the cue shares its
/// subject with, or the participle that sets the scene.
fn hangs_on(context: &Context<'_>, time: Span<Word>, anchor: &Anchor) -> bool {
    let mut head = head_of(context, time);
    for _ in 0..REACH {
        if head == anchor.head {
            return true;
        }
        let Some(up) = context.head(head) else { break };
        // "said in a statement *released* on Friday": a medium's day is that of what is said in it.
        if comes_out(context, up) {
            head = up;
            continue;
        }
        if context.upos(up) == Upos::Verb && up != anchor.head {
            // "The warden, citing a report *of 3 May*, said": the report's.
            if is_citing(context, up) {
                return false;
            }
            // "Speaking on Friday, he said"
            if is_participle_of(context, up, anchor) {
                // "Speaking *of* the raid on Friday, he said"
                let marker = context.marker(head).map(|marker| context.lower(marker));
                return !matches!(marker.as_deref(), Some("of" | "about" | "after"));
            }
            // "On Friday he came and said": shared with the verb that comes first.
            let mut at = anchor.head;
            for _ in 0..4 {
                let Some(governor) = context.governor(at) else { break };
                if governor == up && context.deprel(at).is(Deprel::Conj) && own_subject(context, at).is_none()
                {
                    return true;
                }
                at = governor;
            }
            // "The premier, who met the king *on Monday*, said"
            if up < time.start && context.deprel(up) == Deprel::AclRelcl {
                return false;
            }
            break;
        }
        // "The premier, who was envoy *until 1992*, said"
        if up < time.start && context.deprel(up) == Deprel::AclRelcl && up != anchor.head {
            return false;
        }
        head = up;
    }
    // "on Friday accused … and demanded …": the first verb's day is the second's too.
    if let Some(first) = first_verb(context, anchor)
        && (head == first || context.head(head) == Some(first) || time.end == first)
    {
        return true;
    }
    // By the surface, where the tree has hung it elsewhere: "said *Monday* that", "*on Friday* accused".
    let (start, end) = (time.start, time.end);
    let behind = start >= anchor.cue.end && start - anchor.cue.end <= 1;
    // "He left *on Monday*, she said": over a comma the day is that of the verb before it; but what a participle goes
    // on with is said then too ("resigned *on Monday*, saying").
    let is_of_other = end < anchor.cue.start
        && context.is_comma(end)
        && context.xpos(anchor.head) != Xpos::Vbg
        && (context.sentence(start).start..start).any(|word| {
            matches!(context.upos(word), Upos::Verb | Upos::Aux) && context.quoted[word].is_none()
        });
    let ahead = end <= anchor.cue.start && anchor.cue.start - end <= 1 && !is_of_other;
    behind || ahead
}
