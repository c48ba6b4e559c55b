//! Which candidates become events: those that are sure enough, and each deed by the word that tells it best.

use super::lexicon::Lexicon;
use super::{parties, told};
use dateline_grammar::clause;
use dateline_language::Deprel;
use dateline_model::{EventAct, Mode, Status};
use dateline_scene::Scene;

/// A telling that is less sure than this does not become an event.
const ENOUGH: f32 = 0.58;

/// A telling of violence is an event where it is as likely as this to tell of a deed.
const TOLD: f32 = 0.35;

/// And where a verb says that people were hurt ("Eleven people were killed"), as this.
const TOLD_OF_HARM: f32 = 0.25;

/// A verb of violence with its parties is told plainly from here on, whatever was learned.
const PLAIN: f32 = 0.78;

/// The same for a deed with its day and whom it was done to.
const DATED: f32 = 0.7;

/// Which candidates become events.
pub(super) fn kept(lexicon: &Lexicon, scene: &Scene<'_>, candidates: &[told::Candidate]) -> Vec<bool> {
    let mut kept: Vec<bool> = candidates
        .iter()
        .map(|candidate| match &candidate.telling {
            _ if candidate.is_none => false,
            telling if telling.is_learned() => {
                let tells_harm = telling.tells_harm && !telling.is_noun && telling.confidence >= 0.6;
                telling.told >= if tells_harm { TOLD_OF_HARM } else { TOLD }
                    || telling.confidence >= PLAIN
                        && (!telling.is_noun
                            || !telling.sides.by.is_empty() && !telling.sides.to.is_empty())
                    // "The shelling of Sarajevo resumed on Monday": of somebody, on a day.
                    || telling.confidence >= DATED
                        && telling.when.is_some()
                        && !telling.sides.to.is_empty()
            }
            telling => telling.confidence >= ENOUGH,
        })
        .collect();
    // A deed asked for, promised or refused is told by the asking, promising or refusing.
    for at in 0..candidates.len() {
        let telling = &candidates[at].telling;
        if candidates[at].modality.status == Status::Happened || !candidates[at].modality.is_governed {
            continue;
        }
        let governor = governors(scene, telling.trigger);
        let told = governor.iter().find_map(|&above| {
            let tells = |other: &usize| {
                let candidate = &candidates[*other];
                kept[*other] && *other != at && !candidate.is_spoken && candidate.telling.trigger == above
            };
            (0..candidates.len()).find(tells)
        });
        let Some(told) = told else { continue };
        // "plans to attack": no promise, but an attack that is planned.
        let is_force = matches!(
            telling.act,
            EventAct::Assault | EventAct::Coerce | EventAct::Protest | EventAct::Mobilize
        );
        let is_promise = lexicon.is("promise", &candidates[told].lemma);
        // "denied attacking": an attack that is denied, and no refusal.
        let is_denial = candidates[told].lemma == "deny";
        let gives_way = candidates[told].telling.act == EventAct::Agree && !is_promise || is_denial;
        // "Pledged to send tents": help that is planned.
        let is_help = is_promise && telling.act == EventAct::Aid && !telling.sides.to.is_empty();
        // "plans to meet the king": a meeting that is planned, and promised to nobody.
        // "Announced *plans* to house them": the housing is planned.
        let trigger = candidates[told].telling.trigger;
        let announces_plan = candidates[told].lemma == "announce"
            && clause::object(scene.annotated, trigger).is_some_and(|object| {
                matches!(scene.annotated.tokens[object].lemma.as_str(), "plan" | "plans" | "intention")
            });
        let is_plan = (lexicon.is("planning", &candidates[told].lemma) || announces_plan)
            && telling.act != EventAct::Agree;
        // "Denied planning a raid": so much is told, whoever it would be upon.
        let is_denied = is_denial && is_force && !telling.sides.by.is_empty() && !candidates[at].is_none;
        if is_denied {
            kept[at] = true;
        }
        if kept[at] && (is_force && gives_way || is_plan || is_help) {
            kept[told] = false;
        } else {
            kept[at] = false;
        }
    }
    tell_by_verb(scene, candidates, &mut kept);
    help_for_promise(lexicon, scene, candidates, &mut kept);
    tell_once(candidates, &mut kept);
    kept
}

/// "Assured that Norway *would send tents*": the help that is planned tells it.
fn help_for_promise(lexicon: &Lexicon, scene: &Scene<'_>, candidates: &[told::Candidate], kept: &mut [bool]) {
    let text = scene.annotated;
    for at in 0..candidates.len() {
        let telling = &candidates[at].telling;
        let is_help = telling.act == EventAct::Aid && telling.status == Status::Planned && !telling.is_noun;
        let above = text.tokens[telling.trigger].head.map(|above| above as usize);
        if !kept[at] || !is_help || !text.tokens[telling.trigger].deprel.is(Deprel::Ccomp) {
            continue;
        }
        for (other, kept) in candidates.iter().zip(kept.iter_mut()) {
            if Some(other.telling.trigger) == above
                && other.telling.act == EventAct::Agree
                && lexicon.is("promise", &other.lemma)
            {
                *kept = false;
            }
        }
    }
}

/// "Held talks": the verb tells what its noun tells; "withdrew from the talks", "will not come to the meeting": there
/// are none with those who stay away.
fn tell_by_verb(scene: &Scene<'_>, candidates: &[told::Candidate], kept: &mut [bool]) {
    let text = scene.annotated;
    for at in 0..candidates.len() {
        let telling = &candidates[at].telling;
        if !telling.is_noun || telling.act == EventAct::Assault || !kept[at] {
            continue;
        }
        let relation = text.tokens[telling.trigger].deprel;
        let Some(host) = telling.host else { continue };
        let is_of_verb = |other: &told::Candidate| {
            let stays_away =
                matches!(other.telling.act, EventAct::Reject) || other.telling.mode == Some(Mode::Withdraw);
            other.telling.trigger == host
                && (relation.is(Deprel::Obj)
                    // "Sanctions were imposed"
                    || relation == Deprel::NsubjPass && other.telling.act == telling.act
                    || stays_away
                        && relation.is(Deprel::Obl)
                        && matches!(
                            telling.act,
                            EventAct::Consult | EventAct::Agree | EventAct::Cooperate | EventAct::Reject
                        ))
        };
        if candidates.iter().zip(kept.iter()).any(|(other, kept)| *kept && is_of_verb(other)) {
            kept[at] = false;
        }
    }
}

/// What a statement does and what it says of that: "Serbia must withdraw" asks for what is not done;
/// "we will send ambulances" promises by the sending.
fn tell_once(candidates: &[told::Candidate], kept: &mut [bool]) {
    let shares = |one: &[parties::Side], other: &[parties::Side]| {
        one.iter().any(|one| {
            other.iter().any(|other| {
                one.head == other.head
                    || one.entity.is_some() && one.entity == other.entity
                    || one.party.country.is_some() && one.party.country == other.party.country
            })
        })
    };
    for at in 0..candidates.len() {
        if !candidates[at].is_spoken || !kept[at] {
            continue;
        }
        let spoken = &candidates[at].telling;
        for other in 0..candidates.len() {
            let inner = &candidates[other].telling;
            if other == at || !kept[other] || !spoken.evidence.range().contains(&inner.trigger) {
                continue;
            }
            let is_open = inner.status != Status::Happened;
            if spoken.act == EventAct::Request && is_open && shares(&inner.sides.by, &spoken.sides.to) {
                kept[other] = false;
            } else if shares(&inner.sides.by, &spoken.sides.by)
                && (inner.act == spoken.act || spoken.act == EventAct::Agree && is_open)
            {
                kept[at] = false;
            }
        }
    }
}

/// The words above a trigger, up to the third.
fn governors(scene: &Scene<'_>, trigger: usize) -> Vec<usize> {
    let text = scene.annotated;
    let mut above = Vec::new();
    let mut at = trigger;
    while let Some(head) = text.tokens[at].head.map(|head| head as usize) {
        // "Norway will lend a ship, and Peru is to train its crew": one clause does not govern the next.
        let relation = text.tokens[at].deprel;
        let is_next = relation.is(Deprel::Conj) && clause::own_subject(text, at).is_some();
        if is_next || relation.is(Deprel::Parataxis) || relation == Deprel::AclRelcl {
            break;
        }
        above.push(head);
        if above.len() == 4 {
            break;
        }
        at = head;
    }
    above
}
