//! Deeds that are ended, or that are told as done and are still to come.

use super::super::lexicon::Lexicon;
use super::super::told::Telling;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_scene::Scene;

/// "*Stopped* supplying them": the verb above ends what was done before.
pub(super) fn is_ceased(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    text.tokens[word].xpos == Xpos::Vbg
        && matches!(text.tokens[word].deprel.base(), Deprel::Xcomp | Deprel::Advcl | Deprel::Obj)
        && clause::mark(text, word).is_none()
        && text.tokens[word].head.is_some_and(|above| {
            let above = above as usize;
            // "persuaded Peru *to stop* supplying them": told of the persuading.
            let is_made_to = || {
                text.tokens[above].head.is_some_and(|maker| text.child(maker as usize, Deprel::Obj).is_some())
            };
            lexicon.is("ceasing", &text.tokens[above].lemma)
                && text.tokens[above].upos == Upos::Verb
                && !(clause::is_infinitive(text, above) && is_made_to())
        })
}

/// Whether the ceasing is still to come: "decided *to stop* supplying them".
pub(super) fn is_ceased_later(text: &Annotated<'_>, word: usize) -> bool {
    text.tokens[word].head.is_some_and(|above| {
        let above = above as usize;
        clause::is_infinitive(text, above)
            || text.children(above).any(|child| {
                text.tokens[child].deprel.is(Deprel::Aux)
                    && matches!(
                        text.tokens[child].lemma.as_str(),
                        "will" | "would" | "shall" | "could" | "may"
                    )
            })
    })
}

/// "Is cutting supplies *from Friday*", where that is still to come.
pub(super) fn is_to_come(scene: &Scene<'_>, telling: &Telling) -> bool {
    let text = scene.annotated;
    let is_past = |word: usize| matches!(text.tokens[word].xpos, Xpos::Vbd | Xpos::Vbn);
    let word = telling.trigger;
    let tells_past = is_past(word) && !clause::is_passive(text, word)
        || text.children(word).any(|child| {
            text.tokens[child].deprel.is(Deprel::Aux)
                && (is_past(child) || text.tokens[child].lemma == "have")
        });
    let first = telling.when.as_ref().and_then(|when| when.edtf.as_ref()?.first_day());
    !telling.is_noun && !tells_past && first.zip(scene.report.day()).is_some_and(|(first, day)| first > day)
}
