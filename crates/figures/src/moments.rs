//! Of which deed a time is that stands near a figure: "Five were held over the *1995* bombing that killed 168",
//! "Eleven died when a bomb tore through a bus *on Saturday*".

use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::When;
use dateline_scene::Scene;

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
    let Some(time) = scene.times.iter().find(|time| time.record.span == when.span) else { return false };
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
