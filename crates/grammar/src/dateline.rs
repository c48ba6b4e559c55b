//! The words before the first dash of a report, which the parser takes for a part of its sentence.

use dateline_language::{Annotated, Deprel};

/// The subject of a verb that the parser hangs on the dateline: "GENEVA — Togo on Friday accused …".
pub(crate) fn behind_dateline(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let town = text.tokens[verb].head? as usize;
    let start = text.sentence(verb).words.start;
    if town >= verb || town > start + 3 {
        return None;
    }
    let dash = (town + 1..verb.min(town + 5)).find(|&at| matches!(text.form(at), "—" | "–" | "--" | "-"))?;
    let has_own =
        text.children(verb).any(|child| child < verb && text.tokens[child].deprel.is(Deprel::Nsubj));
    if has_own {
        return None;
    }
    text.children(town).find(|&child| {
        child > dash
            && child < verb
            && matches!(
                text.tokens[child].deprel.base(),
                Deprel::Appos | Deprel::Parataxis | Deprel::Conj | Deprel::Nmod | Deprel::List | Deprel::Dep
            )
    })
}
