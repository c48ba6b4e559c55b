//! Who did what to whom.
//!
//! A word of the lexicon is a *trigger*; its clause gives the *sides*, whether it happened, when
//! and where; a classifier has the last word on the root; tellings of one deed are joined.

mod arguments;
mod circumstances;
mod classify;
mod clause;
mod deeds;
mod lexicon;
mod merge;
mod parties;
mod status;
mod telling;
mod trigger;

#[cfg(test)]
mod tests;

pub use circumstances::Circumstances;
pub use classify::{CLASSES, Weights};
pub use deeds::DeedWeights;

use dateline_language::Upos;
use dateline_model::{Event, EventAct, Excerpt, MentionKind, Mode, Party, Status, derive_id};
use dateline_scene::Found;
use dateline_scene::Scene;
use lexicon::Lexicon;
use rustc_hash::FxHashMap;
use telling::Telling;

/// A telling that is less sure than this does not become an event.
const ENOUGH: f32 = 0.69;

/// Enough for the one deed that the first sentence of a report tells.
const HALF: f32 = 0.1;

/// A telling of violence is an event where it is as likely as this to tell of a deed.
const TOLD: f32 = 0.35;

/// And where a verb says that people were hurt ("Eleven people were killed"), as this.
const TOLD_OF_HARM: f32 = 0.25;

/// Finds events.
#[derive(Debug)]
pub struct Finder {
    lexicon: Lexicon,
    weights: Weights,
    deeds: DeedWeights,
}

/// What the classifier learns from: one candidate of a report.
#[derive(Clone, Debug)]
pub struct EventCandidate {
    /// Who does it, as printed.
    pub by: Vec<Excerpt>,
    /// To whom.
    pub to: Vec<Excerpt>,
    /// The root that the lexicon gives.
    pub act: EventAct,
    /// Hashed features.
    pub features: Vec<u32>,
    /// Whether it would become an event.
    pub is_sure: bool,
}

/// What is learned of violence: one telling of it.
#[derive(Clone, Debug)]
pub struct DeedCandidate {
    /// How it was done.
    pub mode: Option<Mode>,
    /// Who does it.
    pub by: Vec<Party>,
    /// To whom.
    pub to: Vec<Party>,
    /// Hashed features of the telling.
    pub features: Vec<u32>,
    /// Whether those decide.
    pub is_learned: bool,
    /// Hashed features of this telling and each one not far before it, by its place in the list.
    pub before: Vec<(usize, Vec<u32>)>,
}

impl Finder {
    /// With the lexicons in the binary.
    pub fn embedded() -> Self {
        Finder { lexicon: Lexicon::embedded(), weights: Weights::embedded(), deeds: DeedWeights::embedded() }
    }

    /// The tellings of violence in a report, to learn which tell of deeds.
    pub fn deed_candidates(&self, scene: &Scene<'_>) -> Vec<DeedCandidate> {
        const REACH: usize = 24;
        let candidates = self.decided(scene);
        let deeds: Vec<&telling::Candidate> =
            candidates.iter().filter(|candidate| candidate.telling.act == EventAct::Assault).collect();

        let parties = |sides: &[parties::Side]| sides.iter().map(|side| side.party.clone()).collect();
        deeds
            .iter()
            .enumerate()
            .map(|(at, candidate)| DeedCandidate {
                mode: candidate.telling.mode,
                by: parties(&candidate.telling.sides.by),
                to: parties(&candidate.telling.sides.to),
                features: deed_features(scene, candidate),
                is_learned: is_learned(&candidate.telling),
                before: (at.saturating_sub(REACH)..at)
                    .map(|before| {
                        let (one, other) = (&deeds[before].telling, &candidate.telling);
                        (before, deeds::pair_features(scene, one, other))
                    })
                    .collect(),
            })
            .collect()
    }

    /// All candidates with their roots decided.
    fn decided(&self, scene: &Scene<'_>) -> Vec<telling::Candidate> {
        let mut candidates = telling::candidates(&self.lexicon, scene);
        for candidate in &mut candidates {
            telling::decide(&self.weights, candidate);
            if candidate.telling.act == EventAct::Assault {
                if is_of_words(scene, &candidate.telling) {
                    candidate.telling.confidence = 0.0;
                    continue;
                }
                let odds = self.deeds.odds(&deed_features(scene, candidate));
                candidate.telling.told = 1.0 / (1.0 + (-odds).exp());
            }
        }
        candidates
    }

    /// With other weights, to measure what was learned.
    pub fn set_weights(&mut self, weights: Weights) {
        self.weights = weights;
    }

    /// What the classifier is given to decide.
    pub fn candidates(&self, scene: &Scene<'_>) -> Vec<EventCandidate> {
        let spans = |sides: &[parties::Side]| sides.iter().map(|side| side.party.span.clone()).collect();
        let found = self.decided(scene);
        let kept = kept(scene, &found);
        found
            .into_iter()
            .zip(kept)
            .map(|(candidate, is_sure)| EventCandidate {
                by: spans(&candidate.telling.sides.by),
                to: spans(&candidate.telling.sides.to),
                act: candidate.telling.act,
                features: candidate.features,
                is_sure,
            })
            .collect()
    }

    /// All of them, in text order.
    pub fn find(&self, scene: &Scene<'_>) -> Vec<Found<Event>> {
        let candidates = self.decided(scene);
        let kept = kept(scene, &candidates);
        let tellings: Vec<Telling> = candidates
            .into_iter()
            .zip(kept)
            .filter(|(_, kept)| *kept)
            .map(|(candidate, _)| candidate.telling)
            .collect();
        let mut seen = FxHashMap::default();
        let first = first_sentence(scene);
        let circumstances = Circumstances::new(scene);
        merge::groups(scene, &self.deeds, tellings)
            .into_iter()
            .filter(|group| is_told_enough(group, first))
            .map(|mut group| {
                if group[0].act == EventAct::Assault {
                    place_from_around(&circumstances, &mut group);
                }
                let found = event(scene, &group);
                let number: &mut u32 = seen.entry(found.record.id.clone()).or_default();
                *number += 1;
                found
            })
            .collect()
    }
}

/// "sabotaged the talks", "attacked the plan": done in words to words.
fn is_of_words(scene: &Scene<'_>, telling: &Telling) -> bool {
    const WORDS: [&str; 34] = [
        "effort",
        "process",
        "plan",
        "proposal",
        "talk",
        "negotiation",
        "deal",
        "idea",
        "policy",
        "decision",
        "move",
        "agreement",
        "truce",
        "ceasefire",
        "peace",
        "accord",
        "treaty",
        "election",
        "vote",
        "bill",
        "law",
        "reform",
        "initiative",
        "strategy",
        "record",
        "claim",
        "argument",
        "critic",
        "comment",
        "statement",
        "speech",
        "report",
        "summit",
        "dialogue",
    ];
    !telling.sides.to.is_empty()
        && telling.sides.to.iter().all(|side| {
            side.kind.is_none()
                && WORDS.contains(&scene.annotated.tokens[side.head].lemma.to_lowercase().as_str())
        })
}

/// Whether what was learned of violence speaks for a telling. What states and their arms do is not
/// in what it was learned from: the analysts left war out, so that the rules decide there.
fn is_learned(telling: &Telling) -> bool {
    let is_of_state = telling.sides.by.iter().any(|side| {
        let is_body = !matches!(side.kind, Some(MentionKind::Person | MentionKind::Group));
        is_body && side.party.country.is_some()
    });
    // A deed denied, planned or threatened is marked so, not lost.
    let is_told_as_done = matches!(telling.status, Status::Happened | Status::Hypothetical);
    telling.act == EventAct::Assault && is_told_as_done && !is_of_state
}

fn deed_features(scene: &Scene<'_>, candidate: &telling::Candidate) -> Vec<u32> {
    deeds::features(scene, &candidate.telling, candidate.modality, candidate.is_weak)
}

/// A deed whose telling names no place was done where the sentences before it are, or else in the
/// state that the report is about, unless someone from elsewhere has a part in it.
fn place_from_around(circumstances: &Circumstances<'_>, group: &mut [Telling]) {
    if group.iter().any(|telling| telling.place.is_some()) {
        return;
    }
    let states: Vec<&String> = group
        .iter()
        .flat_map(|telling| telling.sides.by.iter().chain(&telling.sides.to))
        .filter_map(|side| side.party.country.as_ref())
        .collect();
    let place = circumstances
        .place_before(group[0].sentence)
        .or_else(|| circumstances.home(|state| states.iter().all(|other| *other == state)));
    group[0].place = place;
}

/// The number of the report's first sentence that is more than a heading.
fn first_sentence(scene: &Scene<'_>) -> Option<usize> {
    let text = scene.annotated;
    text.sentences.iter().position(|sentence| {
        sentence.words.len() > 4 && sentence.words.range().any(|word| text.tokens[word].upos == Upos::Verb)
    })
}

/// A noun that stands alone ("the attack") tells of a deed only where it says who, when or where.
fn is_told_enough(group: &[Telling], first: Option<usize>) -> bool {
    let [only] = group else { return true };
    if !only.is_noun || only.act == EventAct::Assault || Some(only.sentence) == first {
        return true;
    }
    let has_people = only.sides.to.iter().any(|side| matches!(side.kind, Some(MentionKind::Person)));
    let sides = usize::from(!only.sides.by.is_empty()) + usize::from(!only.sides.to.is_empty());
    let circumstances = usize::from(only.when.is_some()) + usize::from(only.place.is_some());
    sides == 2 || has_people || sides + circumstances > 1
}

/// Which candidates become events. The first sentence of a report tells its main deed, so that
/// its best candidate is kept even where it is unsure.
fn kept(scene: &Scene<'_>, candidates: &[telling::Candidate]) -> Vec<bool> {
    let mut kept: Vec<bool> = candidates
        .iter()
        .map(|candidate| match &candidate.telling {
            telling if is_learned(telling) => {
                let tells_harm = telling.tells_harm && !telling.is_noun && telling.confidence >= 0.6;
                telling.told >= if tells_harm { TOLD_OF_HARM } else { TOLD }
            }
            telling => telling.confidence >= ENOUGH,
        })
        .collect();
    // A deed asked for, promised or refused is told by the asking, promising or refusing.
    for at in 0..candidates.len() {
        let telling = &candidates[at].telling;
        if telling.status == Status::Happened || !candidates[at].modality.is_governed {
            continue;
        }
        let governor = governors(scene, telling.trigger);
        let is_told = candidates.iter().enumerate().any(|(other, candidate)| {
            kept[other] && other != at && governor.contains(&candidate.telling.trigger)
        });
        if is_told {
            kept[at] = false;
        }
    }
    // "held talks": the verb tells what its noun tells.
    for at in 0..candidates.len() {
        let telling = &candidates[at].telling;
        if telling.is_noun && telling.act != EventAct::Assault && kept[at] {
            let host = telling.host.filter(|_| {
                scene.annotated.tokens[telling.trigger].deprel.is(dateline_language::Deprel::Obj)
            });
            let is_told = candidates
                .iter()
                .enumerate()
                .any(|(other, candidate)| kept[other] && Some(candidate.telling.trigger) == host);
            if is_told {
                kept[at] = false;
            }
        }
    }
    if let Some(first) = first_sentence(scene) {
        let is_first = |at: &usize| candidates[*at].telling.sentence == first;
        if !(0..candidates.len()).filter(is_first).any(|at| kept[at]) {
            let is_half = |at: &usize| is_first(at) && candidates[*at].telling.confidence >= HALF;
            let best = (0..candidates.len()).filter(is_half).max_by(|&a, &b| {
                let (a, b) = (&candidates[a].telling, &candidates[b].telling);
                a.confidence.total_cmp(&b.confidence).then(b.trigger.cmp(&a.trigger))
            });
            if let Some(best) = best {
                kept[best] = true;
            }
        }
    }
    kept
}

/// The words above a trigger, up to the third.
fn governors(scene: &Scene<'_>, trigger: usize) -> Vec<usize> {
    let text = scene.annotated;
    let mut above = Vec::new();
    let mut at = trigger;
    while let Some(head) = text.tokens[at].head.map(|head| head as usize) {
        above.push(head);
        if above.len() == 4 {
            break;
        }
        at = head;
    }
    above
}

fn event(scene: &Scene<'_>, group: &[Telling]) -> Found<Event> {
    let text = scene.annotated;
    let main = group
        .iter()
        .max_by_key(|telling| (fullness(telling), std::cmp::Reverse(telling.trigger)))
        .unwrap_or(&group[0]);
    let evidence = text.excerpt(main.evidence);
    let mut by: Vec<Party> = Vec::new();
    let mut to: Vec<Party> = Vec::new();
    for telling in std::iter::once(main).chain(group.iter().filter(|other| other.trigger != main.trigger)) {
        add(&mut by, &telling.sides.by);
        add(&mut to, &telling.sides.to);
    }
    // "British and French military chiefs" act for two states.
    let by_state = |parties: Vec<Party>| -> Vec<Party> {
        parties.into_iter().flat_map(|party| scene.entities.by_state(party)).collect()
    };
    let (mut by, to) = (by_state(by), by_state(to));
    // "An air strike killed four": the strike is the deed, not who did it.
    let is_deed = |party: &Party| {
        let sides = group.iter().flat_map(|telling| &telling.sides.by);
        sides
            .into_iter()
            .any(|side| side.party.span == party.span && group.iter().any(|other| other.trigger == side.head))
    };
    if by.iter().any(|party| !is_deed(party)) {
        by.retain(|party| !is_deed(party));
    }
    // "invaded its neighbour", "invaded Kuwait": the name says who the neighbour is.
    let is_relation =
        |party: &Party| party.name.rsplit(' ').next().is_some_and(|noun| parties::RELATIONS.contains(&noun));
    let names_other = to.iter().any(|party| party.country.is_some() && !is_relation(party));
    // "Russian strikes killed four and injured thirty": who did it is not whom it was done to.
    let to: Vec<Party> = to
        .into_iter()
        .filter(|party| !(names_other && is_relation(party)))
        .filter(|party| {
            by.iter().all(|other| {
                other.span != party.span && (other.entity.is_none() || other.entity != party.entity)
            })
        })
        .collect();
    let mode = most_telling(group.iter().filter_map(|telling| telling.mode));
    let when = main.when.clone().or_else(|| group.iter().find_map(|telling| telling.when.clone()));
    let place = main.place.clone().or_else(|| group.iter().find_map(|telling| telling.place.clone()));
    let account =
        if group.iter().any(|telling| telling.account.is_none()) { None } else { main.account.clone() };
    let mut also: Vec<Excerpt> = Vec::new();
    for telling in group.iter().filter(|other| other.trigger != main.trigger) {
        let other = text.excerpt(telling.evidence);
        if other != evidence && !also.contains(&other) {
            also.push(other);
        }
    }
    let trigger = text.excerpt(dateline_model::Span::new(main.trigger, main.trigger + 1));
    let place_in_text = trigger.start.to_string();
    let id = derive_id(
        "e",
        &[scene.report.id.as_str(), &format!("{:?}", main.act), &place_in_text, &trigger.text],
    );
    let record = Event {
        id,
        report: scene.report.id.clone(),
        act: main.act,
        mode,
        by,
        to,
        evidence,
        also,
        trigger,
        when,
        place: place.map(|(_, place)| place),
        status: main.status,
        account,
        confidence: (main.confidence * 100.0).round() / 100.0,
    };
    Found { words: main.evidence, record }
}

/// How much a telling tells.
fn fullness(telling: &Telling) -> usize {
    let known = |sides: &[parties::Side]| usize::from(sides.iter().any(|side| side.entity.is_some()));
    let named = |sides: &[parties::Side]| {
        2 * usize::from(sides.iter().any(|side| side.form == Some(dateline_scene::MentionForm::Name)))
    };
    3 * known(&telling.sides.by)
        + 3 * known(&telling.sides.to)
        + named(&telling.sides.by)
        + named(&telling.sides.to)
        + 2 * usize::from(telling.when.is_some())
        + 2 * usize::from(telling.place.is_some())
        + usize::from(!telling.is_noun)
        + 2 * usize::from(telling.tells_harm)
}

fn add(parties: &mut Vec<Party>, sides: &[parties::Side]) {
    for side in sides {
        let party = &side.party;
        let is_known = parties.iter().any(|known| {
            known.span == party.span
                || known.entity.is_some() && known.entity == party.entity
                || known.name.eq_ignore_ascii_case(&party.name)
        });
        if !is_known {
            parties.push(party.clone());
        }
    }
}

/// Of several modes of one deed the one that says most: a bombing that destroyed is a bombing.
fn most_telling(modes: impl Iterator<Item = Mode>) -> Option<Mode> {
    let rank = |mode: &Mode| match mode {
        Mode::Destroy | Mode::Targeted => 1,
        Mode::Firearms | Mode::HeavyWeapons | Mode::Aerial => 2,
        _ => 3,
    };
    let mut best: Option<Mode> = None;
    for mode in modes {
        if best.as_ref().is_none_or(|known| rank(&mode) > rank(known)) {
            best = Some(mode);
        }
    }
    best
}
