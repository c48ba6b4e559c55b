//! One telling of a deed: a trigger with its sides, light, time, place and account.

mod means;
mod salience;

pub(super) use salience::decide;

use super::arguments::{self, Sides};
use super::circumstances::Circumstances;
use super::classify::{self, Describer};
use super::clause;
use super::lexicon::{Lexicon, Sort};
use super::parties::Parties;
use super::status::{self, Modality};
use super::trigger::{self, Trigger};
use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::{EventAct, Id, MentionKind, Mode, PlaceRef, Span, Status, When};
use dateline_scene::Scene;
use means::{harsher, instrument, mode_from_instrument};
use salience::salience;

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
