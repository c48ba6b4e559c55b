//! Words of support that back nobody: a man stands by his word or with friends on a corner, hails from a village, is backed
//! up by helicopters; and what polls find that people favour.

use super::lexicon::{Entry, Lexicon};
use super::parties::Side;
use super::told::Telling;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Xpos};
use dateline_model::{EventAct, MentionKind};

/// Whether a telling of support is of nobody.
pub(super) fn is_no_support(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    telling: &Telling,
    entry: &Entry,
) -> bool {
    telling.act == EventAct::Support
        && !telling.is_noun
        && (stands_by_his_word(lexicon, text, telling, entry)
            || stands_somewhere(text, telling.trigger, entry)
            || comes_from(text, telling.trigger, entry)
            || is_by_means(lexicon, text, telling)
            || is_found_by_poll(lexicon, text, telling.trigger))
}

fn has_particle(entry: &Entry, particle: &str) -> bool {
    entry.lemma == "stand" && entry.after.first().is_some_and(|after| after == particle)
}

/// "*Stands by his remarks* on Peru", "stood by its decision": holds to what he said.
fn stands_by_his_word(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling, entry: &Entry) -> bool {
    let word = telling.trigger;
    has_particle(entry, "by")
        && text.children(word).any(|child| {
            let lemma = text.tokens[child].lemma.to_lowercase();
            clause::case(text, child) == Some("by")
                && ["utterances", "decisions", "claims", "words", "asked", "held_to"]
                    .iter()
                    .any(|class| lexicon.is(class, &lemma))
        })
}

/// "Was *standing* outside *with* two friends": where he stood.
fn stands_somewhere(text: &Annotated<'_>, word: usize, entry: &Entry) -> bool {
    let is_progressive = text.tokens[word].xpos == Xpos::Vbg;
    has_particle(entry, "with")
        && text.children(word).any(|child| {
            matches!(text.form(child).to_lowercase().as_str(), "outside" | "nearby" | "inside" | "there")
                || matches!(
                    clause::case(text, child),
                    Some("outside" | "near" | "beside" | "behind" | "under")
                )
                || is_progressive && matches!(clause::case(text, child), Some("in" | "at" | "on"))
        })
}

/// "*Hails from* a village".
fn comes_from(text: &Annotated<'_>, word: usize, entry: &Entry) -> bool {
    entry.lemma == "hail"
        && text.child(word, Deprel::Obj).is_none()
        && !clause::is_passive(text, word)
        && text.children(word).any(|child| clause::case(text, child) == Some("from"))
}

/// "Guards *backed* up by helicopters": with what.
fn is_by_means(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    let is_means = |side: &Side| {
        let lemma = text.tokens[side.head].lemma.to_lowercase();
        side.kind.is_none_or(|kind| kind == MentionKind::Facility)
            && ["vehicle", "arms", "animal"].iter().any(|class| lexicon.is(class, &lemma))
    };
    !telling.sides.by.is_empty() && telling.sides.by.iter().all(is_means)
}

/// "A poll found that voters *favoured* the senator".
fn is_found_by_poll(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    let mut at = word;
    for _ in 0..3 {
        let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
        let is_matter = matches!(text.tokens[at].deprel.base(), Deprel::Ccomp | Deprel::Conj);
        let is_poll = clause::own_subject(text, above)
            .is_some_and(|subject| lexicon.is("polls", &text.tokens[subject].lemma.to_lowercase()));
        if !is_matter || is_poll {
            return is_matter;
        }
        at = above;
    }
    false
}
