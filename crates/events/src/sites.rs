//! What a place's name says where it stands: a venue, where somebody comes from, a part of a longer name.

use super::chains::head_of;
use super::lexicon::Lexicon;
use super::where_words::WHERE;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::{MentionKind, PlaceRef};
use dateline_scene::Scene;

/// "Talks were held in *Arica*", "the ministers met in *Arica*": where others met.
pub(super) fn is_venue(lexicon: &Lexicon, text: &Annotated<'_>, site: usize) -> bool {
    const CLIMBED: usize = 3;
    let is_meeting = |word: usize| lexicon.is("talks", &text.tokens[word].lemma.to_lowercase());
    let mut at = site;
    for _ in 0..CLIMBED {
        let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
        let meets = WHERE.meeting.contains(text.tokens[above].lemma.as_str());
        if is_meeting(above) || meets {
            return true;
        }
        if text.tokens[above].upos == Upos::Verb {
            return text.children(above).any(|child| {
                is_meeting(child)
                    && (text.tokens[child].deprel.is(Deprel::Nsubj)
                        || text.tokens[child].deprel.is(Deprel::Obj))
            });
        }
        at = above;
    }
    false
}

pub(super) fn place_ref(scene: &Scene<'_>, at: usize) -> PlaceRef {
    let place = &scene.places[at].record;
    PlaceRef { span: place.span.clone(), place: Some(place.id.clone()) }
}

/// "Tomas Kral, 21, *of Arica*, was killed", "the men *from Arica*": where somebody comes from.
pub(super) fn is_origin(scene: &Scene<'_>, site: usize) -> bool {
    let text = scene.annotated;
    let Some(above) = text.tokens[site].head.map(|above| above as usize) else { return false };
    let is_person = scene.entities.mention_at(above).is_some_and(|mention| {
        matches!(scene.entities.entities[mention.entity].kind, MentionKind::Person | MentionKind::Office)
    });
    match clause::case(text, site) {
        Some("of") => {
            is_person && !WHERE.host.contains(text.tokens[above].lemma.to_lowercase().as_str())
                || text.tokens[above].upos == Upos::Num
        }
        Some("from") => true,
        _ => false,
    }
}

/// The head of the phrase that tells where, which a place may only name: "in the *Arica* region", "at *Arica* harbour".
/// What is a state's ("a *Chile* base") need not be in it, but for its border and its coast, and whoever is called by a place ("the *Arica*
/// council") is nowhere by that.
pub(super) fn site_of(scene: &Scene<'_>, place: usize) -> usize {
    let text = scene.annotated;
    let place = &scene.places[place];
    let head = head_of(text, place.words);
    let Some(noun) = text.tokens.get(head).and_then(|token| token.head).map(|noun| noun as usize) else {
        return head;
    };
    let is_named_by_it = text.tokens[head].deprel.is(Deprel::Compound)
        && noun > head
        && text.tokens[noun].upos == Upos::Noun
        && clause::case(text, head).is_none()
        && (place.record.kind.as_deref() != Some("country")
            || matches!(
                text.tokens[noun].lemma.as_str(),
                "border" | "frontier" | "coast" | "shore" | "coastline" | "mainland" | "airspace" | "side"
            ));
    let is_party = || {
        scene.entities.mention_at(noun).is_some_and(|mention| {
            !matches!(
                scene.entities.entities[mention.entity].kind,
                MentionKind::Place | MentionKind::Facility | MentionKind::Country
            )
        })
    };
    if is_named_by_it && !is_party() { noun } else { head }
}

/// Whether a place lies in the land of those who do a deed, and those it is done to are of another.
pub(super) fn is_land_of_doer<'a>(
    scene: &Scene<'_>,
    place: usize,
    by: impl Iterator<Item = &'a super::parties::Side>,
    upon: impl Iterator<Item = &'a super::parties::Side>,
) -> bool {
    let Some(land) = scene.places[place].record.country.as_ref() else { return false };
    let mut by = by.filter_map(|side| side.party.country.as_ref());
    let mut upon = upon.filter_map(|side| side.party.country.as_ref()).peekable();
    by.any(|state| state == land) && upon.peek().is_some() && upon.all(|state| state != land)
}
