//! Which candidates become events: those that are sure enough, and each deed by the word that tells it best.

use super::lexicon::Lexicon;
use super::{parties, told};
use dateline_grammar::clause;
use dateline_language::Deprel;
use dateline_model::{EventAct, MentionKind, Mode, Status};
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
        // "Accused it of *planning* to attack": the attack is planned, and told.
        let is_under_plan = governor.first().is_some_and(|&above| {
            let lemma = scene.annotated.tokens[above].lemma.to_lowercase();
            lexicon.is("planning", &lemma)
                && candidates.iter().any(|other| other.telling.trigger == above && other.is_none)
        });
        if is_under_plan && telling.act == EventAct::Assault {
            continue;
        }
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
    deed_for_vote(scene, candidates, &mut kept);
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

/// "Voted *to expel* the senator": the expulsion tells it.
fn deed_for_vote(scene: &Scene<'_>, candidates: &[told::Candidate], kept: &mut [bool]) {
    let text = scene.annotated;
    for at in 0..candidates.len() {
        let telling = &candidates[at].telling;
        let above = text.tokens[telling.trigger].head.map(|above| above as usize);
        let is_voted = clause::is_infinitive(text, telling.trigger) && telling.act != EventAct::Agree;
        if !kept[at] || telling.is_noun || !is_voted {
            continue;
        }
        for (other, kept) in candidates.iter().zip(kept.iter_mut()) {
            if Some(other.telling.trigger) == above
                && other.telling.act == EventAct::Agree
                && other.lemma == "vote"
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
        let Some(verb) = (0..candidates.len()).find(|&other| kept[other] && is_of_verb(&candidates[other]))
        else {
            continue;
        };
        // "The summit *of the premier with the king* will be held": the noun says who.
        let says_more = relation == Deprel::NsubjPass
            && telling.act == candidates[verb].telling.act
            && !telling.sides.by.is_empty()
            && !telling.sides.to.is_empty()
            && candidates[verb].telling.sides.by.is_empty();
        kept[if says_more { verb } else { at }] = false;
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
        // "Waited *as* the king prepared to meet them": nor what is told beside it.
        let is_beside = relation.is(Deprel::Advcl) && clause::own_subject(text, at).is_some();
        if is_next || is_beside || relation.is(Deprel::Parataxis) || relation == Deprel::AclRelcl {
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

/// A noun that stands alone ("the attack") tells of a deed only where it says who, when or where.
pub(super) fn is_told_enough(scene: &Scene<'_>, group: &[told::Telling]) -> bool {
    let [only] = group else { return true };
    if !only.is_noun || only.act == EventAct::Assault {
        return true;
    }
    // "Chile's demand *that the pilots be freed*": the noun has all that its verb has.
    let text = scene.annotated;
    let has_matter = text.children(only.trigger).any(|child| {
        let relation = text.tokens[child].deprel;
        child > only.trigger
            && relation != Deprel::AclRelcl
            && matches!(relation.base(), Deprel::Acl | Deprel::Ccomp)
    });
    if has_matter && !only.sides.by.is_empty() {
        return true;
    }
    // "The sanctions on *Chad* bite", "there was unrest *in Togo*"
    let text = scene.annotated;
    // "*More* sanctions", "weapons *and sanctions*": of which nobody says that they are there.
    let is_there = only.status == Status::Happened
        && !text.tokens[only.trigger].deprel.is(Deprel::Conj)
        && !text.children(only.trigger).any(|child| {
            matches!(
                text.tokens[child].lemma.to_lowercase().as_str(),
                "more" | "further" | "additional" | "new"
            )
        });
    let is_upon_state = only.act == EventAct::Sanction
        && only.mode.is_none()
        && is_there
        && only.sides.to.iter().any(|side| side.party.country.is_some());
    let is_unrest = only.act == EventAct::Protest && only.mode == Some(Mode::Riot) && only.place.is_some();
    if is_upon_state || is_unrest {
        return true;
    }
    let has_people = only.sides.to.iter().any(|side| matches!(side.kind, Some(MentionKind::Person)));
    let sides = usize::from(!only.sides.by.is_empty()) + usize::from(!only.sides.to.is_empty());
    let circumstances = usize::from(only.when.is_some()) + usize::from(only.place.is_some());
    sides == 2 || has_people || sides + circumstances > 1
}
