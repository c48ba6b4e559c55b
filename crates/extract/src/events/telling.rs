//! One telling of a deed: a trigger with its sides, light, time, place and account.

use super::arguments::{self, Sides};
use super::circumstances::Circumstances;
use super::classify::{self, CLASSES, Describer, Weights};
use super::clause;
use super::lexicon::{Lexicon, Sort};
use super::parties::Parties;
use super::status::{self, Modality};
use super::trigger::{self, Trigger};
use crate::Scene;
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::{EventAct, Id, MentionKind, Mode, PlaceRef, Sector, Span, Status, When};

/// One telling.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    pub trigger: usize,
    pub is_noun: bool,
    /// The trigger says what became of those it is done to: killed, wounded.
    pub tells_harm: bool,
    pub act: EventAct,
    pub mode: Option<Mode>,
    pub sides: Sides,
    pub status: Status,
    pub when: Option<When>,
    /// Which of the scene's places, and how it goes into the record.
    pub place: Option<(usize, PlaceRef)>,
    pub account: Option<Id>,
    pub evidence: Span<Word>,
    pub confidence: f32,
    /// How likely it is that it tells of a deed; of violence alone.
    pub told: f32,
    pub sentence: usize,
    /// The deed in whose telling this one stands as a noun ("killed *in an attack*").
    pub host: Option<usize>,
}

/// A telling before its root is decided, with what the classifier sees of it.
#[derive(Debug)]
pub(super) struct Candidate {
    pub telling: Telling,
    pub modality: Modality,
    pub is_weak: bool,
    /// The entry is a verb with its particle: "call up".
    pub is_phrase: bool,
    pub has_entry: bool,
    pub features: Vec<u32>,
    /// The trigger's, in lower case.
    pub lemma: String,
}

/// All candidates of a report, in text order.
pub(super) fn candidates(lexicon: &Lexicon, scene: &Scene<'_>) -> Vec<Candidate> {
    let text = scene.annotated;
    let parties = Parties::new(scene);
    let circumstances = Circumstances::new(scene);
    let mut triggers = trigger::find(lexicon, text, &parties);
    triggers.extend(presences(lexicon, text, &parties));
    triggers.extend(obligations(lexicon, text));
    triggers.sort_by_key(|trigger| trigger.word);
    triggers.dedup_by_key(|trigger| trigger.word);
    let describer = Describer { lexicon, text };
    let mut is_trigger = vec![false; text.tokens.len()];
    for trigger in &triggers {
        is_trigger[trigger.word] = true;
    }
    let mut found: Vec<Candidate> = triggers
        .iter()
        .map(|trigger| candidate(lexicon, scene, &parties, &circumstances, &describer, trigger, &is_trigger))
        .collect();
    found.extend(lede(lexicon, scene, &parties, &circumstances, &describer, &found));
    found.sort_by_key(|candidate| candidate.telling.trigger);
    found
}

fn candidate(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    circumstances: &Circumstances<'_>,
    describer: &Describer<'_>,
    trigger: &Trigger<'_>,
    is_trigger: &[bool],
) -> Candidate {
    let text = scene.annotated;
    let Trigger { word, entry, is_noun } = *trigger;
    let modality = status::modality(&lexicon.status, text, word, is_noun);
    let mut sides = arguments::sides(text, parties, trigger);
    // "killed four last night": a time is no party.
    sides.by.retain(|side| !circumstances.is_time(side.head));
    sides.to.retain(|side| !circumstances.is_time(side.head));
    let features = describer.features(word, Some(entry), is_noun, &sides, modality);
    let act = classify::in_the_light_of(entry.act, modality);
    let act = harsher(lexicon, text, word, act);
    let mode =
        if act == entry.act { entry.mode.or_else(|| instrument(text, word, is_noun, act)) } else { None };
    let statement = circumstances.statement(word);
    let mut telling = Telling {
        trigger: word,
        is_noun,
        tells_harm: HARM.contains(&entry.lemma.as_str()),
        act,
        mode: mode_from_instrument(text, word, is_noun, act, mode),
        status: modality.status,
        when: circumstances.when(word),
        place: circumstances.place(word),
        account: statement.map(|found| found.record.id.clone()),
        evidence: Span::new(word, word + 1),
        confidence: 0.0,
        told: 0.0,
        sentence: text.sentence_number(word),
        host: host(text, word, is_noun, is_trigger),
        sides,
    };
    // "attacked Kandahar": whom it is done to is where it is done.
    if telling.place.is_none() || telling.act == EventAct::Assault {
        let hit = telling.sides.to.iter().find(|side| parties.is_place(side.head));
        if telling.place.is_none() {
            telling.place = hit.and_then(|side| circumstances.place_at(side.head));
        }
    }
    if telling.act == EventAct::Assault {
        at_home(scene, &mut telling);
    }
    telling.evidence = evidence(text, &telling);
    telling.confidence = salience(scene, circumstances, &telling, modality, entry.is_weak);
    Candidate {
        telling,
        modality,
        is_weak: entry.is_weak,
        is_phrase: !entry.after.is_empty(),
        has_entry: true,
        features,
        lemma: entry.lemma.clone(),
    }
}

/// People and houses without a country of their own are of the country where they are hit:
/// "killed five civilians in Tuzla".
fn at_home(scene: &Scene<'_>, telling: &mut Telling) {
    let Some((place, _)) = &telling.place else { return };
    let Some(country) = &scene.places[*place].record.country else { return };
    if telling.sides.to.iter().any(|side| side.party.country.is_some()) {
        return;
    }
    for side in &mut telling.sides.to {
        let is_plain = side.kind.is_none_or(|kind| {
            matches!(kind, MentionKind::Group | MentionKind::Facility | MentionKind::Place)
        });
        if is_plain {
            side.party.country = Some(country.clone());
        }
    }
}

const HARM: [&str; 20] = [
    "kill",
    "murder",
    "assassinate",
    "slay",
    "massacre",
    "execute",
    "die",
    "wound",
    "injure",
    "hurt",
    "killing",
    "murder",
    "assassination",
    "massacre",
    "death",
    "perish",
    "behead",
    "lynch",
    "slaughter",
    "execution",
];

/// "vowed to crush": a promise of harm is a threat.
fn harsher(lexicon: &Lexicon, text: &Annotated<'_>, word: usize, act: EventAct) -> EventAct {
    if act != EventAct::Agree {
        return act;
    }
    let harms =
        text.children(word).filter(|&child| text.tokens[child].deprel.is(Deprel::Xcomp)).any(|child| {
            let lemma = text.tokens[child].lemma.to_lowercase();
            let mut entries = lexicon
                .of(Sort::Verb, &lemma)
                .filter(|entry| entry.object.is_empty() && !entry.is_weak)
                .peekable();
            entries.peek().is_some()
                && entries.all(|entry| {
                    matches!(
                        entry.act,
                        EventAct::Assault | EventAct::Coerce | EventAct::Sanction | EventAct::Protest
                    )
                })
        });
    if harms { EventAct::Threaten } else { act }
}

/// The mode that the weapon gives: "a drone attack", "killed by a car bomb".
fn instrument(text: &Annotated<'_>, word: usize, is_noun: bool, act: EventAct) -> Option<Mode> {
    if act != EventAct::Assault {
        return None;
    }
    let mut near: Vec<usize> = text.children(word).collect();
    if is_noun {
        near.retain(|&child| child < word || text.tokens[child].deprel.is(Deprel::Nmod));
    }
    if let Some(subject) = (!is_noun).then(|| clause::subject(text, word)).flatten() {
        near.push(subject);
        near.extend(text.children(subject).filter(|&child| text.tokens[child].deprel.is(Deprel::Compound)));
    }
    let objects: Vec<usize> =
        near.iter().copied().filter(|&child| text.tokens[child].deprel.is(Deprel::Obl)).collect();
    for object in objects {
        near.extend(text.children(object).filter(|&child| {
            matches!(text.tokens[child].deprel.base(), Deprel::Compound | Deprel::Nmod | Deprel::Conj)
        }));
    }
    near.iter().find_map(|&child| weapon(&text.tokens[child].lemma.to_lowercase()))
}

fn mode_from_instrument(
    text: &Annotated<'_>,
    word: usize,
    is_noun: bool,
    act: EventAct,
    mode: Option<Mode>,
) -> Option<Mode> {
    match mode {
        Some(Mode::Aerial | Mode::Firearms | Mode::HeavyWeapons) if act == EventAct::Assault => {
            instrument(text, word, is_noun, act).or(mode)
        }
        mode => mode,
    }
}

fn weapon(lemma: &str) -> Option<Mode> {
    Some(match lemma {
        "drone" | "uav" => Mode::Drone,
        "missile" | "rocket" => Mode::Missile,
        "bomb" | "grenade" | "dynamite" | "explosive" | "car-bomb" | "explosion" | "blast" | "mine"
        | "explode" => Mode::Explosives,
        "suicide" => Mode::SuicideAttack,
        "air" | "aerial" | "warplane" | "aircraft" | "helicopter" | "jet" | "airstrike" | "plane" => {
            Mode::Aerial
        }
        "mortar" | "artillery" | "shell" | "tank" | "howitzer" => Mode::HeavyWeapons,
        "arson" | "incendiary" | "molotov" => Mode::Arson,
        "knife" | "machete" | "sword" | "axe" => Mode::Primitive,
        "gun" | "rifle" | "bullet" | "machinegun" | "machine-gun" | "pistol" | "gunfire" | "shot"
        | "gunman" | "sniper" => Mode::Firearms,
        "poison" | "gas" | "chemical" => Mode::Unconventional,
        _ => return None,
    })
}

/// The trigger on which a noun of deed hangs in the same clause.
fn host(text: &Annotated<'_>, word: usize, is_noun: bool, is_trigger: &[bool]) -> Option<usize> {
    if !is_noun {
        // "hit homes, killing two": a participle tells what the same deed did.
        let token = &text.tokens[word];
        let head = token.head? as usize;
        let is_part =
            token.deprel.is(Deprel::Advcl) && token.xpos == Xpos::Vbg || token.deprel.is(Deprel::Conj);
        return (is_part && is_trigger[head]).then_some(head);
    }
    let mut at = word;
    for _ in 0..3 {
        let head = text.tokens[at].head? as usize;
        if !matches!(
            text.tokens[at].deprel.base(),
            Deprel::Nsubj | Deprel::Obl | Deprel::Obj | Deprel::Nmod | Deprel::Compound
        ) {
            return None;
        }
        if is_trigger[head] {
            return Some(head);
        }
        at = head;
    }
    None
}

/// From the first to the last word that tells it: trigger, sides, time and place.
fn evidence(text: &Annotated<'_>, telling: &Telling) -> Span<Word> {
    let sentence = text.sentence(telling.trigger).words;
    let mut words = Span::new(telling.trigger, telling.trigger + 1);
    for side in telling.sides.by.iter().chain(&telling.sides.to) {
        if sentence.contains(&side.words) && side.words.start.abs_diff(telling.trigger) < 40 {
            words = words.cover(&side.words);
        }
    }
    for child in text.children(telling.trigger) {
        let relation = text.tokens[child].deprel.base();
        if matches!(
            relation,
            Deprel::Obj
                | Deprel::Iobj
                | Deprel::Obl
                | Deprel::Xcomp
                | Deprel::Aux
                | Deprel::Nmod
                | Deprel::Amod
                | Deprel::Compound
                | Deprel::Det
        ) {
            let below = text.subtree(child);
            if below.len() < 30 && sentence.contains(&below) {
                words = words.cover(&below);
            }
        }
    }
    words
}

/// Officials who are somewhere in order to talk are on a visit: "were in Kyiv to discuss".
fn presences<'l>(lexicon: &'l Lexicon, text: &Annotated<'_>, parties: &Parties<'_>) -> Vec<Trigger<'l>> {
    const TALKS: [&str; 14] = [
        "discuss",
        "meet",
        "talk",
        "negotiate",
        "attend",
        "hold",
        "visit",
        "summit",
        "meeting",
        "negotiation",
        "discussion",
        "conference",
        "consult",
        "sign",
    ];
    let Some(entry) = lexicon.of(Sort::Verb, "visit").next() else { return Vec::new() };
    (0..text.tokens.len())
        .filter(|&word| matches!(text.tokens[word].upos, Upos::Propn | Upos::Noun))
        .filter(|&word| {
            text.child(word, Deprel::Cop).is_some() && matches!(clause::case(text, word), Some("in" | "at"))
        })
        .filter(|&word| parties.kind(word).is_some())
        .filter(|&word| clause::subject(text, word).is_some_and(|subject| parties.can_act(subject)))
        .filter(|&word| {
            text.children(word).filter(|&child| child > word).any(|child| {
                matches!(
                    text.tokens[child].deprel.base(),
                    Deprel::Advcl | Deprel::Obl | Deprel::Nmod | Deprel::Acl | Deprel::Xcomp
                ) && TALKS.contains(&text.tokens[child].lemma.as_str())
            })
        })
        .map(|word| Trigger { word, entry, is_noun: false })
        .collect()
}

/// "The envoy said the rebels must leave" demands it of them.
fn obligations<'l>(lexicon: &'l Lexicon, text: &Annotated<'_>) -> Vec<Trigger<'l>> {
    const SAYING: [&str; 9] = ["say", "insist", "declare", "stress", "tell", "state", "warn", "add", "argue"];
    let Some(entry) = lexicon.of(Sort::Verb, "urge").next() else { return Vec::new() };
    (0..text.tokens.len())
        .filter(|&word| SAYING.contains(&text.tokens[word].lemma.as_str()))
        .filter(|&word| {
            // What is quoted is talk, told as a statement.
            let below = text
                .children(word)
                .filter(|&child| text.tokens[child].deprel.is(Deprel::Ccomp))
                .filter(|&below| text.quotation_at(below).is_none());
            below.into_iter().any(|below| {
                text.children(below).any(|aux| {
                    text.tokens[aux].deprel.is(Deprel::Aux)
                        && matches!(text.tokens[aux].lemma.as_str(), "must" | "should" | "ought")
                }) && clause::subject(text, below).is_some()
            })
        })
        .map(|word| Trigger { word, entry, is_noun: false })
        .collect()
}

/// A report's first sentence tells its main deed even where no word of it is in the lexicon.
fn lede(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    parties: &Parties<'_>,
    circumstances: &Circumstances<'_>,
    describer: &Describer<'_>,
    found: &[Candidate],
) -> Option<Candidate> {
    let text = scene.annotated;
    let first = super::first_sentence(scene)?;
    if found.iter().any(|candidate| {
        let Sides { by, to, .. } = &candidate.telling.sides;
        candidate.telling.sentence == first && by.iter().chain(to).any(|side| side.entity.is_some())
    }) {
        return None;
    }
    let words = text.sentences[first].words;
    let mut word = words.range().find(|&word| text.tokens[word].head.is_none())?;
    // "said it was ready to": what is said, not the saying.
    for _ in 0..3 {
        let next = text.children(word).find(|&child| {
            matches!(text.tokens[child].deprel.base(), Deprel::Ccomp)
                && matches!(
                    text.tokens[word].lemma.as_str(),
                    "say" | "announce" | "declare" | "tell" | "report" | "state"
                )
        });
        match next {
            Some(next) => word = next,
            None => break,
        }
    }
    let subject = clause::subject(text, word)?;
    let object = clause::object(text, word).filter(|&object| object != subject);
    let blank = blank_entry(lexicon)?;
    let trigger = Trigger { word, entry: blank, is_noun: false };
    let mut sides = arguments::sides(text, parties, &trigger);
    if sides.by.is_empty() && object.is_none() && !clause::is_passive(text, word) {
        sides.by = parties.sides(subject);
    }
    let modality = status::modality(&lexicon.status, text, word, false);
    let features = describer.features(word, None, false, &sides, modality);
    let mut telling = Telling {
        trigger: word,
        is_noun: false,
        tells_harm: false,
        act: EventAct::Agree,
        mode: None,
        status: modality.status,
        when: circumstances.when(word),
        place: circumstances.place(word),
        account: circumstances.statement(word).map(|found| found.record.id.clone()),
        evidence: Span::new(word, word + 1),
        confidence: 0.5,
        told: 0.0,
        sentence: first,
        host: None,
        sides,
    };
    telling.evidence = evidence(text, &telling);
    let has_both = telling.sides.by.iter().any(|side| side.entity.is_some())
        && telling.sides.to.iter().any(|side| side.entity.is_some());
    telling.confidence = if has_both {
        0.4
    } else if telling.sides.by.iter().chain(&telling.sides.to).any(|side| side.party.country.is_some()) {
        0.1
    } else {
        0.05
    };
    Some(Candidate {
        telling,
        modality,
        is_weak: true,
        is_phrase: false,
        has_entry: false,
        features,
        lemma: String::new(),
    })
}

/// An entry whose frame is the common one: subject and object.
fn blank_entry(lexicon: &Lexicon) -> Option<&super::lexicon::Entry> {
    lexicon.of(Sort::Verb, "support").next()
}

/// How far a telling is worth keeping: who acts on whom, plainly, in the report's own words.
fn salience(
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
    let known = |sides: &[super::parties::Side]| {
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
const PHRASE: f32 = 0.25;

/// Decides the root of a candidate.
pub(super) fn decide(weights: &Weights, candidate: &mut Candidate) {
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
