//! How far a telling is worth keeping, and which root the classifier gives it.

use super::super::classify::{self, CLASSES, Weights};
use super::super::lexicon::{Entry, Lexicon, Owner, Sort};
use super::super::parties::{RELATIONS, Side, is_half_of_world};
use super::super::phrases::is_of_words;
use super::super::status::{Modality, is_undertaken};
use super::super::trigger;
use super::super::voice;
use crate::told::{Candidate, Telling};
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{EventAct, MentionKind, Mode, Status};
use dateline_scene::Scene;

/// How far a telling is worth keeping: who acts on whom, plainly, in the report's own words.
///
/// A sum of what a coder looks for: a word that tells of deeds and little else, a doer, the one it
/// is done to, a day or a place; less what speaks against a deed of its own: things for parties, a
/// purpose, a participle, words in somebody's mouth.
pub(super) fn salience(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    telling: &Telling,
    modality: Modality,
    entry: &Entry,
) -> f32 {
    let text = scene.annotated;
    let relation = text.tokens[telling.trigger].deprel;
    let is_assault = telling.act == EventAct::Assault;
    let mut sure: f32 = match (telling.is_noun, entry.is_weak) {
        (false, false) => 0.70,
        (false, true) => 0.55,
        (true, false) => 0.55,
        (true, true) => 0.45,
    };
    // "launched an attack", "talks began": a noun that is what the clause tells of.
    if telling.is_noun
        && (matches!(relation.base(), Deprel::Nsubj | Deprel::Root)
            || trigger::carrier(lexicon, text, telling.trigger).is_some())
    {
        sure += 0.05;
    }
    let by = is_known(text, &telling.sides.by);
    // "A Chilean missile hit the depot": whoever is known to have hit it hit something.
    let is_built = |side: &Side| {
        let lemma = text.tokens[side.head].lemma.to_lowercase();
        ["building", "vehicle", "settlement", "arms"].iter().any(|class| lexicon.is(class, &lemma))
    };
    let is_hit = is_assault && by && telling.sides.to.iter().any(is_built);
    let to = is_hit || is_known(text, &telling.sides.to);
    // "The Chilean-Peruvian exercise", "the ministers of Chile and Peru met": they do it with each other.
    let to = to
        || matches!(telling.act, EventAct::Consult | EventAct::Cooperate | EventAct::Agree)
            && telling.sides.by.len() > 1
            && telling.sides.by.iter().all(|side| {
                side.party.country.is_some()
                    && telling.sides.by.iter().any(|other| other.party.country != side.party.country)
            });
    // "Accused *the civic body* of lying": whoever is accused of a deed can be told from others.
    let to = to || lexicon.is("accusing", &entry.lemma) && !telling.is_noun && !telling.sides.to.is_empty();
    // "A teleconference of the Chilean and the Peruvian premier": with each other.
    let by =
        by || matches!(telling.act, EventAct::Consult) && telling.is_noun && to && telling.sides.to.len() > 1;
    let is_passive = !telling.is_noun
        && (clause::is_passive(text, telling.trigger)
            || voice::charged_in_short(lexicon, text, telling.trigger, entry).is_some());
    sure += match (by, to, stands_alone(lexicon, text, telling)) {
        (true, true, _) => 0.20,
        (true, false, true) => 0.12,
        // "The editor was arrested": nobody is named who did it.
        (false, true, _) if is_passive || telling.is_noun && entry.owner == Owner::Sufferer => 0.08,
        // "The sanctions on Chad"
        (false, true, _) if telling.is_noun && entry.is_firm && telling.act == EventAct::Sanction => 0.08,
        // "Visit Chile": by whom, nobody says, and no passive leaves it open.
        (false, true, _) if is_of_words(entry.act) && !telling.is_noun => -0.15,
        (false, true, _) => -0.05,
        // "The Iraqi invasion of 1990".
        (true, false, false) if is_assault && telling.is_noun => 0.0,
        (true, false, false) => -0.08,
        (false, false, _) => -0.30,
    };
    // "Thousands rallied in Niamey": whoever protests needs no name.
    if telling.act == EventAct::Protest
        && !by
        && (telling.place.is_some() || telling.when.is_some() || !telling.sides.by.is_empty())
    {
        sure += 0.35;
    }
    // "attacked the plan", "offered little": things that nobody owns.
    let is_thing = !telling.sides.to.is_empty()
        && telling.sides.to.iter().all(|side| {
            side.kind.is_none()
                && text.tokens[side.head].upos != Upos::Propn
                && (is_assault || side.party.country.is_none())
        });
    if is_thing && !telling.tells_harm && is_assault && !is_hit {
        sure -= 0.15;
    }
    let is_force = matches!(
        telling.act,
        EventAct::Assault | EventAct::Coerce | EventAct::Mobilize | EventAct::Protest | EventAct::Threaten
    );
    let is_friendly = matches!(
        telling.act,
        EventAct::Consult | EventAct::Cooperate | EventAct::Aid | EventAct::Agree | EventAct::Support
    );
    sure -= match telling.status {
        Status::Happened => 0.0,
        Status::Planned | Status::Threatened => 0.05,
        // "has not called": not told for its own sake, unless it denies a charge.
        Status::Denied if is_force || telling.act == EventAct::Reject => 0.05,
        Status::Proposed | Status::Hypothetical if is_force => 0.12,
        // "has not yet talked to the king": that two did not meet is no meeting.
        Status::Denied if is_friendly => 0.5,
        // "is *considering* lifting the ban": news of its own.
        Status::Proposed if is_considered(text, telling.trigger) => 0.12,
        Status::Denied | Status::Proposed | Status::Hypothetical => 0.3,
    };
    // "his refusal *to meet them*", "the demand *that Togo leave*": a noun with all that its verb has.
    if telling.is_noun
        && text.children(telling.trigger).any(|child| {
            child > telling.trigger
                && matches!(text.tokens[child].deprel.base(), Deprel::Acl | Deprel::Ccomp)
                && text.tokens[child].deprel != Deprel::AclRelcl
        })
    {
        // "*Togo's* demand that Chad leave"
        sure += if by && telling.act == EventAct::Request { 0.22 } else { 0.1 };
    }
    // "urged them to release", "refused to sign": told by the word above it.
    if modality.is_governed
        && telling.status != Status::Happened
        && !is_under_plan(lexicon, text, telling.trigger)
    {
        sure -= 0.10;
    }
    if text.quotation_at(telling.trigger).is_some() {
        sure -= 0.10;
    }
    // A day or a place says most of a noun, which may name a topic otherwise.
    let weight = if telling.is_noun { 0.08 } else { 0.05 };
    sure += weight * f32::from(u8::from(telling.when.is_some()));
    sure += weight * f32::from(u8::from(telling.place.is_some()));
    if !telling.is_noun && matches!(relation.base(), Deprel::Acl | Deprel::Advcl) {
        let is_finite = matches!(text.tokens[telling.trigger].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        if modality.is_implied
            || is_announced_plan(text, telling.trigger)
            || is_stepped_in_for(lexicon, text, telling.trigger)
            || text.tokens[telling.trigger]
                .head
                .is_some_and(|noun| is_undertaken(lexicon, text, noun as usize))
        {
            // "Announced plans *to house* them", "made efforts *to house* them": told for its own sake.
        } else if clause::is_infinitive(text, telling.trigger) {
            sure -= 0.35;
        } else if relation != Deprel::AclRelcl && !is_finite {
            sure -= 0.05;
        }
    }
    if telling.sides.is_far {
        sure -= 0.08;
    }
    sure += blur(lexicon, text, telling, modality, entry);
    sure.clamp(0.01, 0.99)
}

/// What the words of some acts leave open.
fn blur(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    telling: &Telling,
    modality: Modality,
    entry: &Entry,
) -> f32 {
    // "I agree", "they will resist": to what, nobody says.
    let is_bare = !telling.is_noun
        && matches!(
            telling.act,
            EventAct::Agree
                | EventAct::Reject
                | EventAct::Request
                | EventAct::Accuse
                | EventAct::Support
                | EventAct::Threaten
        )
        && !clause::is_passive(text, telling.trigger)
        && clause::object(text, telling.trigger).is_none()
        && !text.children(telling.trigger).any(|child| {
            child > telling.trigger
                && matches!(
                    text.tokens[child].deprel.base(),
                    Deprel::Obj | Deprel::Xcomp | Deprel::Ccomp | Deprel::Obl | Deprel::Advcl
                )
        });
    if is_bare {
        return -0.2;
    }
    // "suggested that they had left": a claim, no proposal.
    if matches!(entry.lemma.as_str(), "suggest" | "insist")
        && text.children(telling.trigger).any(|child| {
            text.tokens[child].deprel.is(Deprel::Ccomp)
                && (matches!(text.tokens[child].xpos, Xpos::Vbd | Xpos::Vbz)
                    || text.tokens[child].lemma == "be" && text.tokens[child].xpos != Xpos::Vb
                    || text.children(child).any(|aux| {
                        matches!(text.tokens[aux].deprel.base(), Deprel::Aux | Deprel::Cop)
                            && !matches!(text.tokens[aux].lemma.as_str(), "should" | "must")
                    }))
        })
    {
        return -0.4;
    }
    // "did not reject", "would not rule out": no refusal.
    if entry.act == EventAct::Reject && modality.is_negated {
        return -0.5;
    }
    // "killed off the merger": whoever kills kills somebody.
    if entry.tells_harm && !telling.is_noun && telling.sides.to.is_empty() {
        return -0.4;
    }
    // "admitted that the winter is cold": who owns to nothing of his own gives in to nobody.
    if telling.act == EventAct::Concede && lexicon.is("admitting", &entry.lemma) && !telling.is_noun {
        // "admitted that *it is hard* to tell": how he finds it.
        let is_view = text.children(telling.trigger).any(|child| {
            text.tokens[child].deprel.is(Deprel::Ccomp)
                && text.tokens[child].upos == Upos::Adj
                && text.child(child, Deprel::Cop).is_some()
                && text.children(child).any(|it| {
                    it < child
                        && text.form(it).eq_ignore_ascii_case("it")
                        && text.tokens[it].upos == Upos::Pron
                })
        });
        if is_view {
            return -0.4;
        }
        let is_others = text.children(telling.trigger).any(|child| {
            text.tokens[child].deprel.is(Deprel::Ccomp)
                && clause::subject(text, child).is_some_and(|subject| {
                    text.tokens[subject].upos != Upos::Pron
                        && !text.children(subject).any(|owner| text.tokens[owner].deprel == Deprel::NmodPoss)
                        && !telling.sides.by.iter().any(|side| {
                            side.head == subject
                                || telling.sides.to.iter().any(|to| {
                                    to.head == subject
                                        && to.party.country.is_some()
                                        && to.party.country == side.party.country
                                })
                        })
                })
        });
        return if is_others { -0.4 } else { 0.0 };
    }
    // "warned of a flood": a threat is of what the speaker will do, or is said to somebody's face.
    if entry.lemma == "warn" || entry.lemma == "warning" || entry.lemma == "caution" {
        let word = telling.trigger;
        let is_own = text.children(word).any(|child| {
            text.tokens[child].deprel.is(Deprel::Ccomp)
                && looks_ahead(lexicon, text, child)
                && clause::subject(text, child).is_some_and(|subject| {
                    telling.sides.by.iter().any(|side| side.head == subject)
                        || text.tokens[subject].upos == Upos::Pron
                            && telling.sides.by.iter().any(|side| side.entity.is_some())
                })
        });
        let warned = clause::object(text, word).or_else(|| text.child(word, Deprel::Iobj));
        let is_to_face = telling.sides.to.iter().any(|side| {
            // "Warned *its own citizens* to leave" threatens nobody.
            let is_own = telling
                .sides
                .by
                .iter()
                .any(|own| own.party.country.is_some() && own.party.country == side.party.country);
            Some(side.head) == warned
                && !is_own
                && (side.party.country.is_some() || side.kind == Some(MentionKind::Organization))
        });
        // "Warned of *sanctions*": of what whoever warns would do.
        let is_of_harm = text.children(word).any(|child| {
            child > word
                && clause::case(text, child) == Some("of")
                && lexicon.is("reprisals", &text.tokens[child].lemma.to_lowercase())
        });
        return if is_own || is_to_face || is_of_harm { 0.0 } else { -0.4 };
    }
    0.0
}

/// "Is *considering lifting* the ban", "weighed *sending* them": with no subject of its own.
fn is_considered(text: &Annotated<'_>, verb: usize) -> bool {
    text.tokens[verb].xpos == Xpos::Vbg
        && clause::own_subject(text, verb).is_none()
        && text.tokens[verb].head.is_some_and(|above| {
            matches!(
                text.tokens[above as usize].lemma.as_str(),
                "consider" | "weigh" | "mull" | "contemplate" | "ponder"
            )
        })
}

/// "Are *prepared to defend* Peru", "plans to arm it": the plan tells nothing of its own.
fn is_under_plan(lexicon: &Lexicon, text: &Annotated<'_>, verb: usize) -> bool {
    text.tokens[verb].head.is_some_and(|above| {
        let lemma = text.tokens[above as usize].lemma.to_lowercase();
        text.tokens[verb].deprel.is(Deprel::Xcomp) && lexicon.is("set_on", &lemma)
    })
}

/// "*Stepped in to defend* them": done.
pub(super) fn is_stepped_in_for(lexicon: &Lexicon, text: &Annotated<'_>, verb: usize) -> bool {
    clause::is_infinitive(text, verb)
        && text.tokens[verb].head.is_some_and(|above| {
            let above = above as usize;
            matches!(text.tokens[above].xpos, Xpos::Vbd | Xpos::Vbn)
                && text.child(above, Deprel::Obj).is_none()
                && (lexicon.is("hastening", &text.tokens[above].lemma)
                    || lexicon.is("stepping_in", &text.tokens[above].lemma)
                        && text.tokens.get(above + 1).is_some_and(|next| {
                            matches!(next.lemma.as_str(), "in" | "forward" | "up" | "out")
                        }))
        })
}

/// "Announced *plans to house* them".
fn is_announced_plan(text: &Annotated<'_>, verb: usize) -> bool {
    let Some(plan) = text.tokens[verb].head.map(|plan| plan as usize) else { return false };
    clause::is_infinitive(text, verb)
        && matches!(text.tokens[plan].lemma.as_str(), "plan" | "plans" | "intention")
        && text.tokens[plan].deprel.is(Deprel::Obj)
        && text.tokens[plan]
            .head
            .is_some_and(|above| matches!(text.tokens[above as usize].lemma.as_str(), "announce" | "unveil"))
}

/// "would close the strait", "is going to": what is still to be done.
fn looks_ahead(lexicon: &Lexicon, text: &Annotated<'_>, verb: usize) -> bool {
    text.children(verb).any(|child| {
        text.tokens[child].deprel.is(Deprel::Aux)
            && lexicon.status.coming_auxiliary.contains(text.tokens[child].lemma.to_lowercase().as_str())
    }) || text.tokens[verb].lemma == "go"
}

/// Deeds that need no other: a refusal, a resignation, a march.
fn stands_alone(lexicon: &Lexicon, text: &Annotated<'_>, telling: &Telling) -> bool {
    // "condemned the strikes": a deed can be blamed as well as whoever did it.
    let blames_deed = telling.act == EventAct::Accuse
        && telling.sides.to.iter().any(|side| {
            lexicon.of(Sort::Noun, &text.tokens[side.head].lemma.to_lowercase()).next().is_some()
        });
    // "Will send *an envoy*"
    let sends_envoy = telling.mode == Some(Mode::Visit)
        && matches!(text.tokens[telling.trigger].lemma.as_str(), "send" | "dispatch");
    // "Is ready to use force", "has been cutting supplies since Monday": told plainly, upon whom or not.
    let threatens_plainly = telling.act == EventAct::Threaten
        && lexicon.is("readiness", &text.tokens[telling.trigger].lemma.to_lowercase());
    let cuts_on_day = telling.act == EventAct::Sanction
        && telling.mode == Some(Mode::Discontinue)
        && telling.when.is_some();
    blames_deed
        || threatens_plainly
        || cuts_on_day
        || sends_envoy
        || matches!(
            telling.act,
            EventAct::Agree
                | EventAct::Concede
                | EventAct::Reject
                | EventAct::Mobilize
                | EventAct::Retreat
                | EventAct::Protest
        )
}

/// Whether somebody is there who can be told from others.
fn is_known(text: &Annotated<'_>, sides: &[Side]) -> bool {
    sides.iter().any(|side| {
        side.party.country.is_some()
            || side.party.sector.is_some()
            || is_half_of_world(text, side.head)
            // "its neighbour", "Chad's allies": of some other state.
            || RELATIONS.contains(&text.tokens[side.head].lemma.to_lowercase().as_str())
                && clause::owner(text, side.head).is_some()
            // "the Europeans", "Western"
            || text.tokens[side.head].xpos == Xpos::Nnps
            || text.tokens[side.head].upos == Upos::Adj
                && text.form(side.head).starts_with(char::is_uppercase)
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
}

/// What a verb with its particle weighs beside the classifier's margins.
pub(super) const PHRASE: f32 = 0.25;

/// What an entry weighs that asks for its object or subject ("deployed *troops*").
const CONDITIONS: f32 = 0.2;

/// Decides the root of a candidate.
pub(crate) fn decide(weights: &Weights, candidate: &mut Candidate) {
    // "Convicted", "deployed troops": what the lexicon is sure of, no neighbour changes.
    if weights.is_empty() || candidate.is_spoken || candidate.is_firm {
        return;
    }
    let mut scores = weights.scores(&candidate.features);
    let own = candidate.telling.act;
    // A word never seen in training means what the lexicon says.
    let is_seen = weights.knows(classify::trigger_feature(&candidate.lemma));
    scores[classify::class_of(own)] += match (is_seen, candidate.is_weak) {
        (true, true) => 0.1,
        (true, false) => 0.15,
        (false, true) => 0.2,
        (false, false) => 0.3,
    };
    // "called up reservists": a phrase means what the lexicon says of it.
    if candidate.is_phrase && !candidate.is_weak {
        scores[classify::class_of(own)] += PHRASE;
    }
    if candidate.has_conditions {
        scores[classify::class_of(own)] += CONDITIONS;
    }
    let best = (0..CLASSES.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
    // "Plans to *attack* Peru": no promise, whatever stands around it.
    let is_plan_of_force =
        own == EventAct::Assault && candidate.modality.is_ahead && CLASSES[best] == EventAct::Agree;
    if best == classify::class_of(own) || is_plan_of_force {
        return;
    }
    let telling = &mut candidate.telling;
    telling.act = CLASSES[best];
    telling.mode = telling.mode.filter(|&mode| classify::has_mode(telling.act, mode));
}
