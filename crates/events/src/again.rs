//! What is named a second time by a common noun: "entered Kandi … conquered *the city*", "the war in Benin … Togo's
//! *invasion*", "*your* country".

use super::circumstances::Circumstances;
use super::lexicon::Lexicon;
use super::parties::{Parties, Side};
use super::told::{Candidate, Telling};
use dateline_grammar::clause;
use dateline_language::{Deprel, Upos};
use dateline_model::{EventAct, MentionKind};
use dateline_scene::Scene;

/// How many sentences back a place is looked for.
const BACK: usize = 2;

/// "Conquered the city", "annexed the territory": the place that was named last and is such a one.
pub(super) fn places(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    circumstances: &Circumstances<'_>,
    telling: &mut Telling,
) {
    let is_upon_places =
        matches!(telling.act, EventAct::Assault | EventAct::Coerce | EventAct::Mobilize | EventAct::Retreat);
    if !is_upon_places || telling.is_noun {
        return;
    }
    let own: Vec<String> = telling.sides.by.iter().filter_map(|side| side.party.country.clone()).collect();
    let mut found = None;
    for side in &mut telling.sides.to {
        let Some(at) = named_before(lexicon, scene, side, &own) else { continue };
        let place = &scene.places[at].record;
        side.party.name.clone_from(&place.name);
        side.party.country = place.country.clone().or_else(|| side.party.country.take());
        found = found.or_else(|| circumstances.place_at(scene.places[at].words.start));
    }
    if telling.place.is_none() {
        telling.place = found;
    }
}

/// The place that a noun with "the" stands for.
fn named_before(lexicon: &Lexicon, scene: &Scene<'_>, side: &Side, own: &[String]) -> Option<usize> {
    let text = scene.annotated;
    let noun = side.head;
    if text.tokens[noun].upos != Upos::Noun || side.words.len() > 2 {
        return None;
    }
    let is_the = |word: usize| matches!(text.form(word).to_lowercase().as_str(), "the" | "this" | "that");
    let is_pointed_at =
        text.children(noun).any(|child| text.tokens[child].deprel.is(Deprel::Det) && is_the(child));
    let is_bare = text.children(noun).all(|child| {
        child < noun && text.tokens[child].deprel.is(Deprel::Det)
            || matches!(text.tokens[child].deprel.base(), Deprel::Case | Deprel::Punct)
    });
    if !is_pointed_at || !is_bare {
        return None;
    }
    let lemma = text.tokens[noun].lemma.to_lowercase();
    let fits = |kind: &str| match kind {
        "city" => lexicon.is("town_noun", &lemma),
        "area" | "region" | "district" | "island" => lexicon.is("region_noun", &lemma),
        "country" => lemma == "country" || lemma == "republic",
        _ => false,
    };
    let sentence = text.sentence_number(noun);
    scene
        .places
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, place)| place.words.end <= noun)
        .take_while(|(_, place)| text.sentence_number(place.words.start) + BACK >= sentence)
        .find(|(_, place)| {
            let record = &place.record;
            record.kind.as_deref().is_some_and(fits)
                && record
                    .country
                    .as_ref()
                    .is_none_or(|state| !own.contains(state) || record.kind.as_deref() != Some("country"))
        })
        .map(|(at, _)| at)
}

/// "Togo's invasion", where the report tells of one war of Togo's: of whom, the other tellings say.
pub(super) fn wars(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    candidates: &mut [Candidate],
) {
    let text = scene.annotated;
    let is_war = |telling: &Telling| {
        telling.act == EventAct::Assault
            && lexicon.is("war", &text.tokens[telling.trigger].lemma.to_lowercase())
    };
    let state_of = |sides: &[Side]| sides.iter().find_map(|side| side.party.country.clone());
    // Upon whom, by whom or by nobody who is named; whether it is told as waged upon it.
    let mut known: Vec<(Option<String>, Side, bool)> = Vec::new();
    for telling in candidates.iter().map(|candidate| &candidate.telling).filter(|telling| is_war(telling)) {
        let by = state_of(&telling.sides.by);
        let upon = telling.sides.to.iter().find(|side| matches!(side.kind, Some(MentionKind::Country)));
        // "The war *in* Benin".
        let inside = || {
            let head = text.children(telling.trigger).find(|&child| {
                text.tokens[child].deprel.is(Deprel::Nmod)
                    && clause::case(text, child) == Some("in")
                    && matches!(parties.kind(child), Some(MentionKind::Country))
            })?;
            Some(parties.side(head))
        };
        let is_upon = upon.is_some();
        if let Some(side) = upon.cloned().or_else(inside).filter(|side| side.party.country.is_some()) {
            known.push((by, side, is_upon));
        }
    }
    for candidate in candidates.iter_mut().filter(|candidate| is_war(&candidate.telling)) {
        let telling = &mut candidate.telling;
        let Some(by) = state_of(&telling.sides.by).filter(|_| telling.sides.to.is_empty()) else { continue };
        // "The Chilean invasion", where the report knows the war for Peru's: no war of Chile's is known.
        let doers = || known.iter().filter_map(|(doer, ..)| doer.as_ref());
        if doers().next().is_some() && doers().all(|doer| *doer != by) {
            continue;
        }
        let fits = |(doer, side, _): &&(Option<String>, Side, bool)| {
            doer.as_ref().is_none_or(|doer| *doer == by) && side.party.country.as_ref() != Some(&by)
        };
        // "Chile's invasion of Peru" says more than "the invasion of Peru", and that more than "the war in Peru".
        let rank = |(doer, _, is_upon): &(Option<String>, Side, bool)| (doer.is_some(), *is_upon);
        let Some(best) = known.iter().filter(fits).map(rank).max() else { continue };
        let mut others = known.iter().filter(fits).filter(|one| rank(one) == best);
        let Some((_, first, _)) = others.next() else { continue };
        if others.all(|(_, side, _)| side.party.country == first.party.country) {
            telling.sides.to = vec![first.clone()];
        }
    }
}
