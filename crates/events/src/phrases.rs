//! The noun phrases of a clause that name parties, and which acts are done in words or together.

use super::parties::{Parties, Side, is_half_of_world};
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::EventAct;

/// The noun phrases behind these prepositions, those of the first preposition that has any.
pub(super) fn behind(
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
    prepositions: &[&str],
) -> Vec<Side> {
    behind_within(text, parties, word, prepositions, true)
}

/// The same; `is_wide` where "in" brings a party inside of things too: "aid for the hungry in Chad".
pub(super) fn behind_within(
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
    prepositions: &[&str],
    is_wide: bool,
) -> Vec<Side> {
    // "launched an attack on": the phrase may hang on the object.
    // "fought *pitched* battles with them", taken for a verb in the past below another.
    let mistaken = text.child(word, Deprel::Xcomp).filter(|&below| text.tokens[below].xpos == Xpos::Vbd);
    let object = text.child(word, Deprel::Obj).or_else(|| text.child(mistaken?, Deprel::Obj).or(mistaken));
    let hosts =
        std::iter::once(word).chain(object.into_iter().flat_map(|object| clause::joined(text, object)));
    let mut phrases: Vec<(usize, &str)> = hosts
        .flat_map(|host| text.children(host))
        .filter(|&child| {
            let relation = text.tokens[child].deprel;
            relation.is(Deprel::Obl) || relation == Deprel::Nmod || relation == Deprel::Iobj
        })
        .map(|child| {
            (
                child,
                clause::case(text, child).unwrap_or(if text.tokens[child].deprel == Deprel::Iobj {
                    "to"
                } else {
                    ""
                }),
            )
        })
        .collect();
    // "On Monday's programme he called on the guards": what stands before the verb comes last.
    phrases.sort_by_key(|&(noun, _)| (noun < word, noun));
    for preposition in prepositions {
        for &(noun, case) in &phrases {
            if case == *preposition {
                let is_thing = parties.kind(noun).is_none();
                let inside = if is_thing { parties.sides_inside(noun, is_wide) } else { Vec::new() };
                if !inside.is_empty() {
                    return inside;
                }
                if !is_thing || prepositions.len() < 8 || is_half_of_world(text, noun) {
                    return parties.sides(noun);
                }
            }
        }
    }
    Vec::new()
}

/// Whoever does it: people and bodies; behind a deed or a thing whoever owns it
/// ("a Russian strike killed", "the rebels' bombs hit").
pub(super) fn doers(text: &Annotated<'_>, parties: &Parties<'_>, noun: usize) -> Vec<Side> {
    // "*Those* who support the ban": whoever they are, and nobody else.
    let is_whoever = || text.children(noun).any(|child| text.tokens[child].deprel == Deprel::AclRelcl);
    if text.form(noun).eq_ignore_ascii_case("those") && text.tokens[noun].upos == Upos::Pron && is_whoever() {
        return vec![parties.unnamed(noun)];
    }
    if parties.is_open_pronoun(noun) {
        if let Some(speakers) = speakers_above(text, noun) {
            return parties.sides(speakers);
        }
        // "It would drain the pond": what "it" is, nobody knows.
        if matches!(text.tokens[noun].lemma.to_lowercase().as_str(), "it" | "this" | "that" | "which") {
            return Vec::new();
        }
    }
    // "The figures are supported by *this*": nobody, whoever a resolver takes it for.
    if text.tokens[noun].upos == Upos::Pron
        && matches!(text.form(noun).to_lowercase().as_str(), "this" | "these" | "those")
    {
        return Vec::new();
    }
    parties.sides(noun)
}

/// "Canada and Poland announced that *they* will …": who says it, where the pronoun is not known.
fn speakers_above(text: &Annotated<'_>, pronoun: usize) -> Option<usize> {
    let verb = text.tokens[pronoun].head? as usize;
    if !text.tokens[verb].deprel.is(Deprel::Ccomp) {
        return None;
    }
    let above = text.tokens[verb].head? as usize;
    // "Chile demanded that *they* leave": others.
    if matches!(
        text.tokens[above].lemma.as_str(),
        "demand" | "ask" | "urge" | "order" | "request" | "require" | "insist"
    ) {
        return None;
    }
    // "The bakers said *it* would close the market": one thing is not several people.
    let is_it = text.tokens[pronoun].lemma.eq_ignore_ascii_case("it");
    let is_many = |word: usize| matches!(text.tokens[word].xpos, Xpos::Nns | Xpos::Nnps);
    clause::subject(text, above).filter(|&subject| subject != pronoun && !(is_it && is_many(subject)))
}

/// Nobody is named there yet, only things.
pub(super) fn is_open(text: &Annotated<'_>, sides: &[Side]) -> bool {
    sides
        .iter()
        .all(|side| side.entity.is_none() && !matches!(text.tokens[side.head].upos, Upos::Pron | Upos::Propn))
}

pub(super) fn is_together(act: EventAct) -> bool {
    matches!(act, EventAct::Agree | EventAct::Consult | EventAct::Cooperate)
}

pub(super) fn is_meeting(act: EventAct) -> bool {
    matches!(act, EventAct::Consult | EventAct::Cooperate)
}

/// What is done by saying it: whom it is done to is named as its matter, and never as where it is.
pub(super) fn is_of_words(act: EventAct) -> bool {
    matches!(
        act,
        EventAct::Accuse
            | EventAct::Support
            | EventAct::Reject
            | EventAct::Request
            | EventAct::Threaten
            | EventAct::Agree
            | EventAct::Consult
            | EventAct::Retreat
    )
}

/// "*Chile's* mission", "the next phase of *Chile's* plan".
pub(super) fn owner_of_aim(text: &Annotated<'_>, aim: usize) -> Option<usize> {
    clause::owner(text, aim).or_else(|| {
        let whole = text.children(aim).find(|&child| clause::case(text, child) == Some("of"))?;
        clause::owner(text, whole)
    })
}
