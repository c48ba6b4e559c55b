//! How far a telling is worth keeping, and which root the classifier gives it.

use super::super::circumstances::Circumstances;
use super::super::classify::{self, CLASSES, Weights};
use super::super::clause;
use super::super::parties::Side;
use super::super::status::Modality;
use super::super::trigger;
use super::{Candidate, Telling};
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::{EventAct, MentionKind, Sector, Status};
use dateline_scene::Scene;

/// How far a telling is worth keeping: who acts on whom, plainly, in the report's own words.
pub(super) fn salience(
    scene: &Scene<'_>,
    circumstances: &Circumstances<'_>,
    telling: &Telling,
    modality: Modality,
    is_weak: bool,
) -> f32 {
    let text = scene.annotated;
    let mut sure: f32 = if is_weak { 0.3 } else { 0.55 };
    let relation = text.tokens[telling.trigger].deprel;
    let is_assault = telling.act == EventAct::Assault;
    if telling.is_noun {
        let is_told = matches!(relation.base(), Deprel::Nsubj | Deprel::Root)
            || trigger::carrier(text, telling.trigger).is_some();
        sure -= if is_assault || is_told { 0.1 } else { 0.25 };
    }
    if relation == Deprel::AclRelcl && telling.when.is_none() && !is_assault {
        sure -= 0.3;
    }
    let known = |sides: &[Side]| {
        sides.iter().any(|side| {
            side.party.country.is_some()
                || side.party.sector.is_some()
                // "the Europeans"
                || text.tokens[side.head].xpos == Xpos::Nnps
                || matches!(
                    side.kind,
                    Some(
                        MentionKind::Person
                            | MentionKind::Organization
                            | MentionKind::Country
                            | MentionKind::Group
                            | MentionKind::Office
                    )
                )
        })
    };
    let (by, to) = (known(&telling.sides.by), known(&telling.sides.to));
    sure += if by { 0.15 } else { -0.15 };
    let stands_alone = matches!(
        telling.act,
        EventAct::Agree
            | EventAct::Concede
            | EventAct::Reject
            | EventAct::Mobilize
            | EventAct::Retreat
            | EventAct::Protest
            | EventAct::Threaten
    );
    // "condemned the strikes": a deed can be blamed as well as whoever did it.
    let blames_deed = telling.act == EventAct::Accuse && !telling.sides.to.is_empty();
    let needs_other = !stands_alone && !blames_deed;
    sure += if to {
        0.15
    } else if needs_other {
        -0.2
    } else if telling.act == EventAct::Threaten {
        -0.1
    } else {
        0.0
    };
    if is_assault && (by || to) {
        sure += 0.1;
    }
    // "Thousands rallied in Niamey": whoever protests needs no name.
    if telling.act == EventAct::Protest && telling.place.is_some() && !telling.sides.by.is_empty() {
        sure += if by { 0.1 } else { 0.3 };
    }
    // "attacked the plan", "offered little": things that nobody owns.
    let is_thing = !telling.sides.to.is_empty()
        && telling.sides.to.iter().all(|side| {
            side.kind.is_none()
                && text.tokens[side.head].upos != Upos::Propn
                && (is_assault || side.party.country.is_none())
        });
    if is_thing && !telling.tells_harm {
        sure -= if is_assault { 0.2 } else { 0.1 };
    }
    if is_assault && telling.sides.by.is_empty() && telling.sides.to.is_empty() {
        sure -= 0.2;
    }
    sure += match telling.status {
        Status::Happened => 0.05,
        Status::Planned => -0.12,
        Status::Threatened => -0.1,
        Status::Denied => -0.15,
        Status::Proposed => -0.25,
        Status::Hypothetical => -0.3,
    };
    if modality.is_governed && telling.status != Status::Happened {
        sure -= 0.2;
    }
    if text.quotation_at(telling.trigger).is_some() {
        sure -= 0.5;
    } else if circumstances.statement(telling.trigger).is_some() {
        sure -= 0.1;
    }
    if telling.when.is_some() {
        sure += 0.1;
    }
    let relation = text.tokens[telling.trigger].deprel;
    // "after Chad agreed": a clause with its own subject tells what was done.
    let is_finite = matches!(text.tokens[telling.trigger].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        && relation.is(Deprel::Advcl);
    if !telling.is_noun
        && !is_assault
        && !is_finite
        && matches!(relation.base(), Deprel::Acl | Deprel::Advcl)
        && relation != Deprel::AclRelcl
    {
        sure -= 0.15;
    }
    // "after he promised to end it": told by the way, to nobody and on no day.
    if is_finite
        && telling.act == EventAct::Agree
        && telling.sides.to.is_empty()
        && telling.when.is_none()
        && clause::subject(text, telling.trigger)
            .is_some_and(|subject| text.tokens[subject].upos == Upos::Pron)
    {
        sure -= 0.15;
    }
    let is_purpose = matches!(relation.base(), Deprel::Acl | Deprel::Advcl)
        && clause::is_infinitive(text, telling.trigger);
    if !telling.is_noun && is_purpose {
        sure -= 0.25;
    }
    if telling.sides.is_far {
        sure -= 0.1;
    }
    if telling
        .sides
        .by
        .iter()
        .any(|side| side.party.sector == Some(Sector::Gov) || side.party.country.is_some())
    {
        sure += 0.05;
    }
    sure.clamp(0.01, 0.99)
}

/// What a verb with its particle weighs beside the classifier's margins.
pub(super) const PHRASE: f32 = 0.25;

/// Decides the root of a candidate.
pub(crate) fn decide(weights: &Weights, candidate: &mut Candidate) {
    if weights.is_empty() {
        return;
    }
    let mut scores = weights.scores(&candidate.features);
    let own = candidate.telling.act;
    if candidate.has_entry {
        // A word never seen in training means what the lexicon says.
        let is_seen = weights.knows(classify::trigger_feature(&candidate.lemma));
        scores[classify::class_of(own)] += match (is_seen, candidate.is_weak) {
            (true, true) => 0.0,
            (true, false) => 0.05,
            (false, true) => 0.2,
            (false, false) => 0.3,
        };
        // "called up reservists": a phrase means what the lexicon says of it.
        if candidate.is_phrase && !candidate.is_weak {
            scores[classify::class_of(own)] += PHRASE;
        }
    }
    let best = (0..CLASSES.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
    if best == classify::class_of(own) {
        return;
    }
    let telling = &mut candidate.telling;
    telling.act = CLASSES[best];
    telling.mode = telling.mode.filter(|&mode| classify::has_mode(telling.act, mode));
}
