//! Of which deed a time is that stands near a figure: "Five were held over the *1995* bombing that killed 168",
//! "Eleven died when a bomb tore through a bus *on Saturday*".

use super::draft::Draft;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::{Edtf, Time, When};
use dateline_scene::{Found, Scene};

/// How many words a figure's word may stand below the clause that describes a deed.
const REACH: usize = 3;
/// How far before its noun a time stands: "the 1995 lorry bombing".
const BEFORE: usize = 3;

/// The time of a deed that a clause with "that" tells of: "the 2019 shooting that left two dead".
pub(super) fn of_deed_told_of(scene: &Scene<'_>, told_by: usize) -> Option<When> {
    let text = scene.annotated;
    let mut at = told_by;
    for _ in 0..=REACH {
        let token = &text.tokens[at];
        let head = token.head? as usize;
        if token.deprel == Deprel::AclRelcl {
            // "the 2019 shooting in Queens that left two dead": the clause may hang on where it was.
            let above = text.tokens[head].head.map(|above| above as usize);
            return [Some(head), above.filter(|&above| above < head)]
                .into_iter()
                .flatten()
                .find_map(|noun| time_before(scene, noun));
        }
        at = head;
    }
    None
}

/// The time that stands before a noun and is its own.
fn time_before(scene: &Scene<'_>, noun: usize) -> Option<When> {
    let text = scene.annotated;
    scene.times.iter().rev().find_map(|time| {
        let last = time.words.end.checked_sub(1)?;
        let is_its_own = last < noun
            && noun - last <= BEFORE
            && text.sentence_number(last) == text.sentence_number(noun)
            && (last + 1..noun)
                .all(|at| matches!(text.tokens[at].upos, Upos::Noun | Upos::Adj | Upos::Propn))
            && time.record.edtf.is_some();
        is_its_own.then(|| When { span: time.record.span.clone(), edtf: time.record.edtf.clone() })
    })
}

/// Whether a time is that of another deed, for which something is done: "detained over the *1995* bombing".
pub(super) fn is_of_other_deed(scene: &Scene<'_>, told_by: usize, when: &When) -> bool {
    let text = scene.annotated;
    let Some(time) = time_of(scene, when) else { return false };
    let end = time.words.end;
    let noun = (end..text.tokens.len().min(end + BEFORE))
        .take_while(|&at| matches!(text.tokens[at].upos, Upos::Noun | Upos::Adj | Upos::Propn))
        .filter(|&at| text.tokens[at].upos == Upos::Noun)
        .last();
    let Some(noun) = noun.filter(|&noun| noun != told_by) else { return false };
    let is_obliged = matches!(text.tokens[noun].deprel.base(), Deprel::Obl | Deprel::Nmod);
    is_obliged
        && text.children(noun).any(|child| {
            text.tokens[child].deprel.is(Deprel::Case)
                && ["over", "for", "about", "after", "before", "since"]
                    .iter()
                    .any(|case| text.form(child).eq_ignore_ascii_case(case))
        })
}

/// The expression of time that a value was taken from.
fn time_of<'s>(scene: &'s Scene<'_>, when: &When) -> Option<&'s Found<Time>> {
    let first = scene.times.partition_point(|time| time.record.span.start < when.span.start);
    scene.times[first..]
        .iter()
        .take_while(|time| time.record.span.start == when.span.start)
        .find(|time| time.record.span == when.span)
}

/// The verb of a clause with "when" or "as" that tells what befell those who are counted.
pub(super) fn deed_beside(text: &Annotated<'_>, told_by: usize) -> Option<usize> {
    text.children(told_by).find(|&child| {
        text.tokens[child].deprel.base() == Deprel::Advcl
            && text.tokens[child].upos == Upos::Verb
            && text.children(child).any(|mark| {
                mark < child
                    && ["when", "as", "while"].iter().any(|word| text.form(mark).eq_ignore_ascii_case(word))
            })
    })
}

/// "since last year", "ever since 2019": not then, but from then on.
pub(super) fn from_then_on(scene: &Scene<'_>, when: When) -> When {
    let text = scene.annotated;
    let first = time_of(scene, &when).map(|time| time.words.start);
    let is_since = first
        .and_then(|first| first.checked_sub(1))
        .is_some_and(|before| text.form(before).eq_ignore_ascii_case("since"));
    let Some(edtf) = when.edtf.as_ref().filter(|_| is_since) else { return when };
    let start = edtf.as_str().split(['/', 'T']).next().unwrap_or_default();
    match Edtf::parse(&format!("{start}/..")) {
        Some(open) => When { edtf: Some(open), ..when },
        None => when,
    }
}

/// A number with which another one is compared, and what stands right behind it is its own: "up *from 33 percent* in
/// March", "compared *with 200* in April".
#[derive(Clone, Copy, Debug)]
pub(super) struct Baseline {
    /// Its first word.
    start: usize,
    /// The word behind its last.
    end: usize,
}

/// The numbers of a report that others are compared with.
pub(super) fn baselines(text: &Annotated<'_>, drafts: &[Draft]) -> Vec<Baseline> {
    let is = |at: usize, words: &[&str]| words.iter().any(|word| text.form(at).eq_ignore_ascii_case(word));
    let leads = |before: usize| {
        is(before, &["from", "versus", "vs", "against"])
            || before > 0
                && is(before, &["with", "to"])
                && matches!(
                    text.tokens[before - 1].lemma.as_str(),
                    "compare" | "compared" | "comparison" | "contrast"
                )
    };
    drafts
        .iter()
        .filter(|draft| draft.quantity.words.start.checked_sub(1).is_some_and(leads))
        .map(|draft| Baseline {
            start: draft.quantity.words.start,
            end: draft.counted.words.end.max(draft.quantity.words.end),
        })
        .collect()
}

/// Whether a time stands right behind a number with which this one is compared: it is that one's.
pub(super) fn is_of_baseline(scene: &Scene<'_>, baselines: &[Baseline], draft: &Draft, when: &When) -> bool {
    /// "in", "in late", "back in".
    const BETWEEN: usize = 2;
    let Some(time) = time_of(scene, when) else { return false };
    let start = time.words.start;
    let before = baselines.partition_point(|baseline| baseline.end <= start);
    baselines[..before].last().is_some_and(|baseline| {
        start - baseline.end <= BETWEEN && baseline.start != draft.quantity.words.start
    })
}
