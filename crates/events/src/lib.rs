//! Who did what to whom.
//!
//! A word of the lexicon is a *trigger*; its clause gives the *sides*, whether it happened, when
//! and where; a classifier has the last word on the root; tellings of one deed are joined.

mod again;
mod answered;
mod arguments;
mod backing;
mod bystanders;
mod chains;
mod circumstances;
mod classify;
mod control;
mod deeds;
mod far;
mod fits;
mod giving;
mod kept;
mod lexicon;
mod merge;
mod modal;
mod nouns;
mod once;
mod own_time;
mod own_words;
mod owners;
mod parties;
mod phrases;
mod senses;
mod sift;
mod sites;
mod somebody;
mod status;
mod targets;
mod telling;
mod told;
mod topic;
mod trigger;
mod undone;
mod unreal;
mod untold;
mod upshot;
mod verbal;
mod voice;
mod where_words;

#[cfg(test)]
mod tests;

pub use circumstances::Circumstances;
pub use classify::{CLASSES, Weights};
pub use deeds::DeedWeights;

use dateline_grammar::clause;
use dateline_model::{Event, EventAct, Excerpt, Mode, Party, Status, derive_id};
use dateline_scene::Found;
use dateline_scene::Scene;
use lexicon::Lexicon;
use rustc_hash::FxHashMap;
use told::Telling;

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
    /// Whether it is a statement told by its act, whose root is not the classifier's to decide.
    pub is_spoken: bool,
    /// The word that tells of it.
    pub trigger: Excerpt,
    /// Whether it happened.
    pub status: Status,
    /// How sure the rules are.
    pub confidence: f32,
    /// How likely violence is told as a deed.
    pub told: f32,
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
        let deeds: Vec<&told::Candidate> =
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
                is_learned: candidate.telling.is_learned(),
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
    fn decided(&self, scene: &Scene<'_>) -> Vec<told::Candidate> {
        let mut candidates = telling::candidates(&self.lexicon, scene);
        let parties = parties::Parties::new(scene);
        let circumstances = Circumstances::new(scene);
        for candidate in &mut candidates {
            telling::decide(&self.weights, candidate);
            self.promise(candidate);
            candidate.restore();
            sift::sift(&self.lexicon, scene.annotated, &parties, candidate);
            if candidate.telling.act == EventAct::Assault {
                let odds = self.deeds.odds(&deed_features(scene, candidate));
                candidate.telling.told = 1.0 / (1.0 + (-odds).exp());
            }
            again::places(&self.lexicon, scene, &circumstances, &mut candidate.telling);
            sift::both_do_it(scene.annotated, &parties, &mut candidate.telling);
            sift::drop_waters(&self.lexicon, scene, &circumstances, &mut candidate.telling);
            sift::drop_borrowed_state(scene, &mut candidate.telling);
            sift::drills_alone(&self.lexicon, scene.annotated, &mut candidate.telling);
            sift::raid_by_police(&self.lexicon, scene.annotated, &mut candidate.telling);
            sift::by_phone(&self.lexicon, scene.annotated, &mut candidate.telling);
        }
        again::wars(&self.lexicon, scene, &parties, &mut candidates);
        answered::like_clauses(scene.annotated, &mut candidates);
        answered::fill(&self.lexicon, scene, &parties, &mut candidates);
        candidates
    }

    /// "Pledged ten tents", "is ready to help": what is promised is planned, what is offered proposed.
    fn promise(&self, candidate: &mut told::Candidate) {
        let telling = &mut candidate.telling;
        if telling.act != EventAct::Agree || telling.status != Status::Happened {
            return;
        }
        if self.lexicon.is("commissive", &candidate.lemma) {
            telling.status = Status::Planned;
        } else if self.lexicon.is("offering", &candidate.lemma) {
            telling.status = Status::Proposed;
        }
    }

    /// With other weights, to measure what was learned.
    pub fn set_weights(&mut self, weights: Weights) {
        self.weights = weights;
    }

    /// What the classifier is given to decide.
    pub fn candidates(&self, scene: &Scene<'_>) -> Vec<EventCandidate> {
        let spans = |sides: &[parties::Side]| sides.iter().map(|side| side.party.span.clone()).collect();
        let found = self.decided(scene);
        let kept = kept::kept(&self.lexicon, scene, &found);
        found
            .into_iter()
            .zip(kept)
            .map(|(candidate, is_sure)| EventCandidate {
                is_spoken: candidate.is_spoken,
                by: spans(&candidate.telling.sides.by),
                to: spans(&candidate.telling.sides.to),
                act: candidate.telling.act,
                features: candidate.features,
                is_sure,
                trigger: scene.annotated.excerpt(dateline_model::Span::new(
                    candidate.telling.trigger,
                    candidate.telling.trigger + 1,
                )),
                status: candidate.telling.status,
                confidence: candidate.telling.confidence,
                told: candidate.telling.told,
            })
            .collect()
    }

    /// All of them, in text order.
    pub fn find(&self, scene: &Scene<'_>) -> Vec<Found<Event>> {
        let candidates = self.decided(scene);
        let kept = kept::kept(&self.lexicon, scene, &candidates);
        let mut tellings: Vec<Telling> = candidates
            .into_iter()
            .zip(kept)
            .filter(|(_, kept)| *kept)
            .map(|(candidate, _)| candidate.telling)
            .collect();
        merge::without_other_ends(&self.lexicon, scene, &mut tellings);
        let mut seen = FxHashMap::default();
        let circumstances = Circumstances::new(scene);
        merge::groups(&self.lexicon, scene, &self.deeds, tellings)
            .into_iter()
            .filter(|group| kept::is_told_enough(scene, group))
            .map(|mut group| {
                let is_thought = group.iter().all(|telling| telling.status == Status::Hypothetical);
                if group[0].act == EventAct::Assault && !is_thought {
                    place_from_around(&self.lexicon, scene, &circumstances, &mut group);
                }
                let found = event(&self.lexicon, scene, &group);
                let number: &mut u32 = seen.entry(found.record.id.clone()).or_default();
                *number += 1;
                found
            })
            .collect()
    }
}

fn deed_features(scene: &Scene<'_>, candidate: &told::Candidate) -> Vec<u32> {
    deeds::features(scene, &candidate.telling, candidate.modality, candidate.is_weak)
}

/// A deed whose telling names no place was done where the sentences before it are, or else in the
/// state that the report is about, unless someone from elsewhere has a part in it.
fn place_from_around(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    circumstances: &Circumstances<'_>,
    group: &mut [Telling],
) {
    if group.iter().any(|telling| telling.place.is_some()) {
        return;
    }
    let states: Vec<&String> = group
        .iter()
        .flat_map(|telling| telling.sides.by.iter().chain(&telling.sides.to))
        .filter_map(|side| side.party.country.as_ref())
        .collect();
    let is_elsewhere = group.iter().any(|telling| has_own_where(lexicon, scene, telling.trigger));
    // "Waged war against sovereign *states*": theirs, wherever they are.
    let is_upon_states = group.iter().flat_map(|telling| &telling.sides.to).any(|side| {
        matches!(
            scene.annotated.tokens[side.head].lemma.to_lowercase().as_str(),
            "country" | "state" | "nation" | "neighbour" | "neighbor"
        )
    });
    let is_elsewhere = is_elsewhere || is_upon_states;
    let is_of_arms = matches!(group[0].act, EventAct::Assault | EventAct::Coerce | EventAct::Mobilize);
    // "Since Togo launched its invasion": of whom, and where, is told elsewhere.
    let is_invasion = group.iter().all(|telling| {
        telling.mode == Some(Mode::Invade) && telling.sides.to.is_empty() && !telling.sides.by.is_empty()
    });
    if is_invasion {
        return;
    }
    let before =
        (!is_elsewhere).then(|| circumstances.place_before(lexicon, group[0].sentence, is_of_arms)).flatten();
    // "Between Chile and Peru … since Chile launched its invasion": not in Chile.
    let is_of_doer = |at: usize| {
        let by = group.iter().flat_map(|telling| &telling.sides.by);
        let to = group.iter().flat_map(|telling| &telling.sides.to);
        sites::is_land_of_doer(scene, at, by, to)
    };
    let before = before.filter(|&(at, _)| !is_of_doer(at));
    let place = before.or_else(|| {
        let hit: Vec<&String> = group
            .iter()
            .flat_map(|telling| &telling.sides.to)
            .filter_map(|side| side.party.country.as_ref())
            .collect();
        // What a state does is done at home only where its own are hit.
        let is_own = |state: &str| states.is_empty() || hit.iter().any(|other| *other == state);
        if is_upon_states {
            return None;
        }
        circumstances.home((lexicon, is_of_arms), group[0].sentence, |state| {
            is_own(state) && states.iter().all(|other| *other == state)
        })
    });
    group[0].place = place;
}

/// "Began an offensive *in the interior of the republic*": its own words say where, though no name.
fn has_own_where(lexicon: &Lexicon, scene: &Scene<'_>, trigger: usize) -> bool {
    let text = scene.annotated;
    let above = text.tokens[trigger].head.map(|head| head as usize);
    std::iter::once(trigger).chain(above).flat_map(|host| text.children(host)).any(|child| {
        let lemma = text.tokens[child].lemma.to_lowercase();
        matches!(clause::case(text, child), Some("in" | "across" | "throughout"))
            && (lexicon.is("part_of_land", &lemma) || lemma == "country")
    })
}

/// So many sentences from the fullest telling another may still say to whom it was done.
const NEAR: usize = 2;

fn event(lexicon: &Lexicon, scene: &Scene<'_>, group: &[Telling]) -> Found<Event> {
    let text = scene.annotated;
    let main = group
        .iter()
        .max_by_key(|telling| (fullness(telling), std::cmp::Reverse(telling.trigger)))
        .unwrap_or(&group[0]);
    let evidence = text.excerpt(main.evidence);
    let mut by: Vec<Party> = Vec::new();
    let mut to: Vec<Party> = Vec::new();
    for telling in std::iter::once(main).chain(group.iter().filter(|other| other.trigger != main.trigger)) {
        let is_fullest = telling.trigger == main.trigger;
        // "Killed by a car bomb": the bomb is no party.
        let doers: Vec<parties::Side> = telling
            .sides
            .by
            .iter()
            .filter(|side| main.act != EventAct::Assault || !once::is_weapon(lexicon, text, side))
            .cloned()
            .collect();
        once::add(text, &mut by, &doers, true, is_fullest);
        // The fullest telling says whose side was hit; others only say who on it.
        let states: Vec<String> = to.iter().filter_map(|party| party.country.clone()).collect();
        let is_of_them = |side: &&parties::Side| {
            side.party.country.as_ref().is_none_or(|state| states.is_empty() || states.contains(state))
        };
        // What is told pages later of others is not the fullest telling's.
        let is_near = is_fullest || to.is_empty() || telling.sentence.abs_diff(main.sentence) <= NEAR;
        let sides: Vec<parties::Side> =
            telling.sides.to.iter().filter(|_| is_near).filter(is_of_them).cloned().collect();
        once::add(text, &mut to, &sides, false, is_fullest);
    }
    // "Chadian and Togolese army heads" act for two states.
    let by_state = |parties: Vec<Party>| -> Vec<Party> {
        parties.into_iter().flat_map(|party| scene.entities.by_state(party)).collect()
    };
    let (mut by, mut to) = (by_state(by), by_state(to));
    // "Serbia's war on Bosnia hurts *both*": nobody besides those who are named.
    if to.len() > 1 {
        to.retain(|party| party.entity.is_some() || !party.name.eq_ignore_ascii_case("both"));
    }
    // "An air strike killed four": the strike is the deed, not who did it.
    let is_deed = |party: &Party| {
        let sides = group.iter().flat_map(|telling| &telling.sides.by);
        sides
            .into_iter()
            .any(|side| side.party.span == party.span && group.iter().any(|other| other.trigger == side.head))
    };
    let is_deed = |party: &Party| {
        is_deed(party)
            || group.iter().flat_map(|telling| &telling.sides.by).any(|side| {
                let lemma = text.tokens[side.head].lemma.to_lowercase();
                side.party.span == party.span
                    && side.kind.is_none()
                    && (lexicon.is("violence", &lemma) || lexicon.is("fighting", &lemma))
            })
    };
    by.retain(|party| !is_deed(party));
    // "invaded its neighbour", "invaded Kuwait": the name says who the neighbour is.
    let names_other = to.iter().any(|party| party.country.is_some() && !once::is_relation(party));
    // "Russian strikes killed four and injured thirty": who did it is not whom it was done to.
    let to: Vec<Party> = to
        .into_iter()
        .filter(|party| !(names_other && once::is_relation(party)))
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
        confidence: (calibrated(main.confidence) * 100.0).round() / 100.0,
    };
    Found { words: main.evidence, record }
}

/// How often a telling of a score is a deed: scores, and the share of those that careful readers
/// took for one in 36 whole reports (one reader each), which were looked at while this was set.
const CURVE: [(f32, f32); 7] =
    [(0.3, 0.4), (0.6, 0.48), (0.7, 0.56), (0.8, 0.7), (0.9, 0.78), (0.97, 0.91), (0.99, 0.96)];

fn calibrated(score: f32) -> f32 {
    let after = CURVE.partition_point(|&(known, _)| known < score);
    match (after.checked_sub(1).map(|before| CURVE[before]), CURVE.get(after)) {
        (None, _) => CURVE[0].1,
        (Some((_, last)), None) => last,
        (Some((low, from)), Some(&(high, to))) => from + (to - from) * (score - low) / (high - low),
    }
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
