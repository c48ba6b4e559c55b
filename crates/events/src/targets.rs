//! To whom it is done: the object itself, or whoever is named in it where it is a thing.

use super::lexicon::{Entry, Lexicon, Sort};
use super::nouns::is_of_bloc;
use super::parties::{Parties, Side, is_half_of_world};
use super::phrases::is_of_words;
use super::trigger::Trigger;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::{EventAct, MentionKind};

/// Whether somebody is named as who is to have what is asked for.
pub(super) fn is_to_have_it(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    trigger: &Trigger<'_>,
    side: &Side,
) -> bool {
    let Some(case @ ("to" | "for" | "of")) = clause::case(text, side.head) else { return false };
    let host = text.tokens[side.head].head.map(|above| above as usize);
    let host_lemma = || host.map(|noun| text.tokens[noun].lemma.to_lowercase()).unwrap_or_default();
    if case == "of" {
        // "Called for the creation *of a fund*"
        return lexicon.is("making", &host_lemma());
    }
    // "Called for a school *for nurses*": the first "for" brings what is called for, the next whom it is for.
    let calls_for = trigger.entry.after.last().is_some_and(|after| after == "for");
    let is_for_them = case == "for"
        && host.is_some_and(|noun| {
            noun > trigger.word
                && text.tokens[noun].upos == Upos::Noun
                && lexicon.of(Sort::Noun, &host_lemma()).next().is_none()
        });
    if calls_for && is_for_them {
        return true;
    }
    let is_asked_by = trigger.entry.to.iter().any(|listed| listed == case);
    !is_asked_by
        && text.tokens[side.head].head.is_some_and(|above| {
            let above = above as usize;
            // "urging more aid to Peru", where the tree hangs it on the verb
            let thing = if above == trigger.word {
                clause::object(text, above).filter(|&object| object < side.head)
            } else {
                Some(above)
            };
            let Some(thing) = thing else { return false };
            text.tokens[thing].upos == Upos::Noun
                && lexicon.is("help", &text.tokens[thing].lemma.to_lowercase())
        })
}

/// Those whose the thing is that is done: "*Norwegian* aid was sent", "*Western* sanctions were imposed".
pub(super) fn makers_of_object(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
) -> Vec<Side> {
    let Some(object) = clause::object(text, word) else { return Vec::new() };
    if parties.kind(object).is_some() {
        return Vec::new();
    }
    let is_maker = |&child: &usize| {
        child < object
            && matches!(text.tokens[child].deprel.base(), Deprel::Amod | Deprel::Compound)
            && !parties.opens_participle(child)
            && (is_of_bloc(lexicon, text, child)
                || matches!(
                    parties.kind(child),
                    Some(MentionKind::Nationality | MentionKind::Country | MentionKind::Organization)
                ))
    };
    // "Should cancel sanctions *imposed* on Peru": whoever can lift them imposed them.
    let lifter = text.tokens[object].head.map(|above| above as usize).filter(|&above| {
        text.tokens[object].deprel.is(Deprel::Obj)
            && text.tokens[word].deprel.is(Deprel::Acl)
            && lexicon.is("lifting", &text.tokens[above].lemma.to_lowercase())
            && !clause::is_passive(text, above)
    });
    if let Some(maker) =
        lifter.and_then(|above| clause::subject(text, above)).filter(|&it| parties.can_act(it))
    {
        return parties.sides(maker);
    }
    text.children(object)
        .filter(is_maker)
        .flat_map(|child| parties.joined_by_hyphen(child).into_iter().chain([child]))
        .flat_map(|child| parties.sides(child))
        .collect()
}

/// Whether an object of the lexicon stands for people or states.
fn is_somebody(listed: &str) -> bool {
    ["@person", "@PERSON", "@COUNTRY", "@NATION"].iter().any(|class| listed.starts_with(class))
}

/// To whom it is done: the object itself, or whoever is named in it where it is a thing.
pub(super) fn targets(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    entry: &Entry,
    object: usize,
    by: &[Side],
) -> Vec<Side> {
    let is_thing = parties.kind(object).is_none() && text.tokens[object].upos != Upos::Propn;
    // "signed the treaty", "imposed sanctions": the entry's own object is no party.
    let is_of_entry = !entry.object.is_empty()
        && !entry.object.iter().any(|word| is_somebody(word))
        && (entry.after.is_empty() || lexicon.lists(&entry.object, &text.tokens[object].lemma));
    // "Accused *the west* of hiding it"
    if is_half_of_world(text, object) {
        return parties.sides(object);
    }
    // "Recommended trained *guards*": they are not asked.
    let is_put_forward = entry.act == EventAct::Request
        && lexicon.is("putting_forward", &entry.lemma)
        && text.tokens[object].head.is_none_or(|verb| text.child(verb as usize, Deprel::Xcomp).is_none());
    if is_put_forward {
        return Vec::new();
    }
    // "Condemned the invasion of Peru *by Chile*": Chile is charged.
    if is_thing
        && entry.act == EventAct::Accuse
        && let Some(verb) = text.tokens[object].head.map(|verb| verb as usize)
        && !clause::is_passive(text, verb)
        && let Some(doer) = text.children(verb).chain(text.children(object)).find(|&child| {
            child > object
                && clause::case(text, child) == Some("by")
                && parties.can_act(child)
                && !parties.is_place(child)
        })
    {
        return parties.sides(doer);
    }
    if is_thing || is_of_entry {
        let mut inside = parties.sides_inside(object, !is_of_words(entry.act));
        // "The premier closed *Chile's* borders with Peru": his own.
        let is_own = |side: &Side| {
            side.party.country.is_some() && by.iter().any(|own| own.party.country == side.party.country)
        };
        if inside.iter().all(is_own) {
            inside = parties.sides_beside_owner(object, !is_of_words(entry.act));
        }
        if !inside.is_empty() && !matches!(entry.act, EventAct::Assault) {
            return inside;
        }
    }
    parties.sides(object)
}

/// "A law threatening *reporters* with jail", "a resolution demanding that *Peru* leave": whom the law is upon.
pub(super) fn told_in_clause(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    entry: &Entry,
    object: usize,
) -> Vec<Side> {
    let is_listed = |child: usize| lexicon.lists(&entry.clause, &text.tokens[child].lemma.to_lowercase());
    let Some(verb) = text.children(object).find(|&child| child > object && is_listed(child)) else {
        return Vec::new();
    };
    let matter = text.children(verb).find(|&child| {
        child > verb && matches!(text.tokens[child].deprel.base(), Deprel::Ccomp | Deprel::Xcomp)
    });
    let whom = clause::object(text, verb)
        .filter(|&whom| whom > verb)
        .or_else(|| matter.and_then(|matter| clause::own_subject(text, matter)));
    whom.filter(|&whom| parties.kind(whom).is_some() && !parties.is_place(whom))
        .map(|whom| parties.sides(whom))
        .unwrap_or_default()
}

/// "Imposed sanctions after *Chile's* raid", "sanctions over Chile's raid": whose deed it is that is answered.
pub(super) fn who_is_answered(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    parties: &Parties<'_>,
    word: usize,
) -> Option<usize> {
    let is_deed = |noun: usize| {
        let lemma = text.tokens[noun].lemma.to_lowercase();
        ["violence", "war", "fighting"].iter().any(|class| lexicon.is(class, &lemma))
            || lexicon
                .of(Sort::Noun, &lemma)
                .any(|entry| matches!(entry.act, EventAct::Assault | EventAct::Coerce | EventAct::Mobilize))
    };
    std::iter::once(word)
        .chain(clause::object(text, word))
        .flat_map(|host| text.children(host))
        .filter(|&child| {
            child > word && matches!(clause::case(text, child), Some("after" | "over" | "for" | "following"))
        })
        .filter(|&deed| is_deed(deed))
        .find_map(|deed| clause::owner(text, deed))
        .filter(|&owner| parties.can_act(owner) && text.tokens[owner].upos != Upos::Pron)
}
