//! How it was done: the mode that a weapon gives, the threat that a promise of harm is.

use super::super::lexicon::{Lexicon, Sort};
use super::super::modal::is_not_to;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel};
use dateline_model::{EventAct, Mode};

/// "vowed to crush": a promise of harm is a threat.
pub(super) fn harsher(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, act: EventAct) -> EventAct {
    if act != EventAct::Agree {
        return act;
    }
    let harms =
        text.children(word).filter(|&child| text.tokens[child].deprel.is(Deprel::Xcomp)).any(|child| {
            // "promised *not* to invade"
            if is_not_to(text, child) {
                return false;
            }
            let lemma = text.tokens[child].lemma.to_lowercase();
            let object = clause::object(text, child).map(|object| text.tokens[object].lemma.to_lowercase());
            // "willing to *use* it *against* them"
            let is_against =
                |host: usize| text.children(host).any(|below| clause::case(text, below) == Some("against"));
            if lemma == "use" && (is_against(child) || clause::object(text, child).is_some_and(is_against)) {
                return true;
            }
            // "ready to *use force*"
            if lemma == "use"
                && object.as_ref().is_some_and(|object| {
                    matches!(object.as_str(), "force" | "violence") || lexicon.is("arms", object)
                })
            {
                return true;
            }
            // "ready to *impose sanctions*": the entry that its object asks for.
            let is_of_object =
                |list: &[String]| object.as_ref().is_some_and(|object| lexicon.lists(list, object));
            let mut entries = lexicon
                .of(Sort::Verb, &lemma)
                .filter(|entry| entry.object.is_empty() && !entry.is_weak || is_of_object(&entry.object))
                .peekable();
            entries.peek().is_some()
                && entries.all(|entry| {
                    matches!(
                        entry.act,
                        EventAct::Assault | EventAct::Coerce | EventAct::Sanction | EventAct::Protest
                    )
                })
        });
    if harms { EventAct::Threaten } else { act }
}

/// The mode that the weapon gives: "a drone attack", "killed by a car bomb".
pub(super) fn instrument(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    word: usize,
    is_noun: bool,
    act: EventAct,
) -> Option<Mode> {
    if act != EventAct::Assault {
        return None;
    }
    let mut near: Vec<usize> = text.children(word).collect();
    // "fought them *in the air* and at sea": where.
    near.retain(|&child| !matches!(clause::case(text, child), Some("in" | "at" | "near" | "over")));
    if is_noun {
        near.retain(|&child| child < word || text.tokens[child].deprel.is(Deprel::Nmod));
    }
    if let Some(subject) = (!is_noun).then(|| clause::subject(text, word)).flatten() {
        near.push(subject);
        near.extend(text.children(subject).filter(|&child| text.tokens[child].deprel.is(Deprel::Compound)));
    }
    let objects: Vec<usize> =
        near.iter().copied().filter(|&child| text.tokens[child].deprel.is(Deprel::Obl)).collect();
    for object in objects {
        near.extend(text.children(object).filter(|&child| {
            matches!(text.tokens[child].deprel.base(), Deprel::Compound | Deprel::Nmod | Deprel::Conj)
        }));
    }
    // "With soaring *gas* prices": no gas.
    near.retain(|&child| {
        !text.tokens[child].head.is_some_and(|noun| {
            text.tokens[child].deprel.is(Deprel::Compound)
                && lexicon.is("economy", &text.tokens[noun as usize].lemma.to_lowercase())
        })
    });
    near.iter().find_map(|&child| lexicon.weapon(&text.tokens[child].lemma.to_lowercase()))
}

pub(super) fn mode_from_instrument(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    word: usize,
    is_noun: bool,
    act: EventAct,
    mode: Option<Mode>,
) -> Option<Mode> {
    match mode {
        Some(Mode::Aerial | Mode::Firearms | Mode::HeavyWeapons) if act == EventAct::Assault => {
            instrument(lexicon, text, word, is_noun, act).or(mode)
        }
        mode => mode,
    }
}
