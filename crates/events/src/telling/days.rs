//! Which day is a noun's own: "spoke on Monday of *the raid*" says nothing of when it was.

use super::super::lexicon::Lexicon;
use super::super::trigger;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Word};
use dateline_model::Span;

/// Whether what stands around a noun of deed tells of it: "*the raid* killed four", "launched *a raid*", "were killed in *a
/// raid*"; not "spoke of the goals of *the raid*", "condemned *the raid*".
pub(super) fn tells_its_own(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    word: usize,
    is_trigger: &[bool],
) -> bool {
    let token = &text.tokens[word];
    let Some(above) = token.head.map(|above| above as usize) else { return true };
    let lemma = text.tokens[above].lemma.to_lowercase();
    match token.deprel.base() {
        // "Called *the war* unjust; *the war* is a folly, he said last week": said of it.
        Deprel::Nsubj if text.child(above, Deprel::Cop).is_some() => false,
        Deprel::Root | Deprel::Nsubj | Deprel::Conj | Deprel::Parataxis | Deprel::Appos => true,
        Deprel::Obj => {
            trigger::carrier(lexicon, text, word).is_some()
                || lexicon.is("suffering", &lemma)
                || lexicon.is("carrying_out", &lemma)
                || lexicon.is("presupposing", &lemma)
        }
        Deprel::Obl => {
            matches!(clause::case(text, word), Some("in" | "during" | "by" | "with" | "at" | "from"))
                && (is_trigger[above] || text.tokens[above].upos == Upos::Verb)
        }
        // "A wave of raids", "the victims of a raid"
        Deprel::Nmod => is_trigger[above] || text.tokens[above].deprel.is(Deprel::Nsubj),
        _ => true,
    }
}

/// "The invasion of Peru *in 1922*": in the noun's own phrase, or behind it with no verb between.
pub(super) fn is_close_behind(text: &Annotated<'_>, word: usize, time: Span<Word>) -> bool {
    text.subtree(word).contains(&time)
        || time.start > word
            && time.start < text.sentence(word).words.end
            && (word + 1..time.start).all(|at| {
                !matches!(text.tokens[at].upos, Upos::Verb | Upos::Aux) && !matches!(text.form(at), "," | ";")
            })
}
