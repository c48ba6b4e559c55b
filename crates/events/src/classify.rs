//! Which root an event has, decided by a linear classifier over what stands around its trigger.
//!
//! One linear support vector machine a root over hashed features, trained on sentences of political news
//! whose pair of parties and root were marked by people (`examples/train_events.rs`); the
//! lexicon's own choice is one of the features, so that words never seen in training fall
//! back on it.

use super::arguments::Sides;
use super::clause;
use super::lexicon::{Entry, Lexicon, ROOTS, Sort};
use super::status::Modality;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_model::{EventAct, Status};
use rustc_hash::FxHashMap;

/// The roots that are told apart; [`EventAct::Concede`] stands for RETREAT too, as in the
/// data it learns from.
pub const CLASSES: [EventAct; 15] = [
    EventAct::Agree,
    EventAct::Consult,
    EventAct::Support,
    EventAct::Concede,
    EventAct::Cooperate,
    EventAct::Aid,
    EventAct::Request,
    EventAct::Accuse,
    EventAct::Reject,
    EventAct::Threaten,
    EventAct::Protest,
    EventAct::Sanction,
    EventAct::Mobilize,
    EventAct::Coerce,
    EventAct::Assault,
];

/// Trained weights: for each hashed feature one small number a class.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    scale: f32,
    rows: FxHashMap<u32, [i8; CLASSES.len()]>,
}

const MAGIC: &[u8; 8] = b"DLEVENT1";
const ROW: usize = 4 + CLASSES.len();

impl Weights {
    /// The weights in the binary.
    pub fn embedded() -> Self {
        Self::read(include_bytes!("../models/events.bin")).unwrap_or_default()
    }

    /// Reads what [`Weights::write`] wrote.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (scale, rest) = rest.split_first_chunk::<4>()?;
        let rows = rest.chunks_exact(ROW).filter_map(|row| {
            let (hash, weights) = row.split_first_chunk::<4>()?;
            let mut values = [0i8; CLASSES.len()];
            for (value, byte) in values.iter_mut().zip(weights) {
                *value = i8::from_le_bytes([*byte]);
            }
            Some((u32::from_le_bytes(*hash), values))
        });
        Some(Weights { scale: f32::from_le_bytes(*scale), rows: rows.collect() })
    }

    /// Keeps weights in eight bits each; rows that are nothing at that grain are left out.
    pub fn write(rows: &[(u32, [f32; CLASSES.len()])]) -> Vec<u8> {
        let most = rows.iter().flat_map(|(_, row)| row).fold(1e-6f32, |most, weight| most.max(weight.abs()));
        let scale = most / 127.0;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(scale.to_le_bytes());
        for (hash, row) in rows {
            let small = row.map(|weight| (weight / scale).round() as i8);
            if small.iter().any(|&weight| weight != 0) {
                bytes.extend(hash.to_le_bytes());
                bytes.extend(small.iter().flat_map(|weight| weight.to_le_bytes()));
            }
        }
        bytes
    }

    /// Whether anything was learned.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a feature was seen in training.
    pub(super) fn knows(&self, feature: u32) -> bool {
        self.rows.contains_key(&feature)
    }

    /// The margin of each class, commonly from -1.5 to 1.
    pub fn scores(&self, features: &[u32]) -> [f32; CLASSES.len()] {
        let mut scores = [0f32; CLASSES.len()];
        let mut known = 0u16;
        for row in features.iter().filter_map(|feature| self.rows.get(feature)) {
            known += 1;
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += f32::from(weight);
            }
        }
        let unit = self.scale / f32::from(known.max(1)).sqrt();
        scores.map(|score| score * unit)
    }
}

/// What the codebook makes of a root in a given light: help that is promised is an agreement,
/// help refused a rejection, an attack to come a threat (PLOVER codebook, "future" and "not").
pub(super) fn in_the_light_of(act: EventAct, modality: Modality) -> EventAct {
    use EventAct::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request,
        Retreat, Sanction, Support, Threaten,
    };
    let is_refused = modality.is_negated && matches!(modality.status, Status::Denied | Status::Planned);
    match act {
        Agree | Consult | Support | Cooperate | Aid | Concede | Retreat if is_refused => Reject,
        Sanction | Coerce if is_refused => Concede,
        Consult | Cooperate | Aid | Concede | Retreat if modality.is_ahead => Agree,
        Sanction | Protest | Mobilize | Coerce if modality.is_ahead => Threaten,
        Accuse | Reject | Request | Threaten | Assault => act,
        _ => act,
    }
}

/// The features of one candidate, hashed.
pub(super) struct Describer<'a> {
    pub lexicon: &'a Lexicon,
    pub text: &'a Annotated<'a>,
}

impl Describer<'_> {
    /// Everything the classifier sees of a candidate.
    pub fn features(
        &self,
        word: usize,
        entry: Option<&Entry>,
        is_noun: bool,
        sides: &Sides,
        modality: Modality,
    ) -> Vec<u32> {
        let mut names = Names::new("");
        let text = self.text;
        let lemma = |at: usize| text.tokens[at].lemma.to_lowercase();
        let trigger = entry.map_or_else(|| lemma(word).to_string(), |entry| entry.lemma.clone());
        names.add(&["bias"]);
        names.add(&["trigger", &trigger]);
        let light = if modality.is_negated {
            "not"
        } else if modality.is_ahead {
            "ahead"
        } else {
            "plain"
        };
        names.add(&["light", light]);
        names.add(&["status", status_name(modality.status)]);
        names.add(&["noun", if is_noun { "yes" } else { "no" }]);
        if let Some(entry) = entry {
            let root = format!("{:?}", entry.act);
            let seen = format!("{:?}", in_the_light_of(entry.act, modality));
            names.add(&["lexicon", &root]);
            names.add(&["lexicon", &root, light]);
            names.add(&["seen", &seen]);
            names.add(&["seen", &seen, if entry.is_weak { "weak" } else { "strong" }]);
            if let Some(mode) = entry.mode {
                names.add(&["mode", &format!("{mode:?}"), light]);
            }
            let conditions = !entry.object.is_empty() || !entry.after.is_empty() || entry.xcomp;
            names.add(&["seen", &seen, if conditions { "phrase" } else { "word" }]);
        }
        self.around(&mut names, word, &trigger, light);
        self.parties(&mut names, sides, &trigger);
        self.sentence(&mut names, word, sides);
        names.finish()
    }

    fn around(&self, names: &mut Names, word: usize, trigger: &str, light: &str) {
        let text = self.text;
        let lemma = |at: usize| text.tokens[at].lemma.to_lowercase();
        if let Some(object) = clause::object(text, word) {
            let object_lemma = lemma(object);
            names.add(&["object", &object_lemma]);
            names.add(&["object", trigger, &object_lemma]);
            for child in text.children(object) {
                if !text.tokens[child].deprel.is(Deprel::Det) {
                    names.add(&["object+", &lemma(child)]);
                }
            }
            self.roots_of(names, "object root", object);
        }
        if let Some(subject) = clause::subject(text, word) {
            names.add(&["subject", &lemma(subject)]);
        }
        if clause::is_passive(text, word) {
            names.add(&["passive", trigger]);
        }
        for child in text.children(word) {
            let token = &text.tokens[child];
            match token.deprel.base() {
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl => {
                    names.add(&["below", token.deprel.name(), &lemma(child)]);
                    names.add(&["below", trigger, &lemma(child)]);
                    self.roots_of(names, "below root", child);
                    if let Some(object) = clause::object(text, child) {
                        names.add(&["below object", &lemma(object)]);
                        self.roots_of(names, "below object root", object);
                    }
                    let own = text
                        .children(child)
                        .any(|aux| matches!(lemma(aux).as_str(), "not" | "n't" | "never"));
                    if own {
                        names.add(&["below not"]);
                    }
                }
                Deprel::Obl => {
                    let case = clause::case(text, child).unwrap_or("");
                    names.add(&["oblique", trigger, case]);
                    names.add(&["oblique", &lemma(child)]);
                    self.roots_of(names, "oblique root", child);
                }
                Deprel::Aux | Deprel::Compound | Deprel::Advmod | Deprel::Mark => {
                    names.add(&["with", &lemma(child)]);
                }
                _ => {}
            }
        }
        if let Some(head) = text.tokens[word].head.map(|head| head as usize) {
            names.add(&["above", text.tokens[word].deprel.name(), &lemma(head)]);
            names.add(&["above", &lemma(head), light]);
            self.roots_of(names, "above root", head);
        }
    }

    /// The roots that the lexicon knows for a word, conditions left aside.
    fn roots_of(&self, names: &mut Names, place: &str, word: usize) {
        let lemma = self.text.tokens[word].lemma.to_lowercase();
        let sorts: &[Sort] = match self.text.tokens[word].upos {
            Upos::Verb => &[Sort::Verb],
            Upos::Noun | Upos::Propn => &[Sort::Noun, Sort::Verb],
            Upos::Adj => &[Sort::Adjective, Sort::Verb],
            _ => return,
        };
        for &sort in sorts {
            for entry in self.lexicon.of(sort, &lemma) {
                names.add(&[place, &format!("{:?}", entry.act)]);
            }
        }
    }

    fn parties(&self, names: &mut Names, sides: &Sides, trigger: &str) {
        for (side_name, sides) in [("by", &sides.by), ("to", &sides.to)] {
            names.add(&[side_name, "count", if sides.is_empty() { "0" } else { "1" }]);
            for side in sides.iter().take(3) {
                let head = self.text.tokens[side.head].lemma.to_lowercase();
                names.add(&[side_name, &head]);
                let kind = side.kind.map_or_else(|| "thing".to_owned(), |kind| format!("{kind:?}"));
                names.add(&[side_name, "kind", &kind]);
                if let Some(sector) = side.party.sector {
                    let sector = format!("{sector:?}");
                    names.add(&[side_name, "sector", &sector]);
                    names.add(&[side_name, "sector", &sector, trigger]);
                }
                for word in side.words.range().filter(|&word| word != side.head) {
                    names.add(&[side_name, "+", &self.text.tokens[word].lemma.to_lowercase()]);
                }
            }
        }
        let country =
            |sides: &[super::parties::Side]| sides.iter().find_map(|side| side.party.country.clone());
        let relation = match (country(&sides.by), country(&sides.to)) {
            (Some(by), Some(to)) if by == to => "inside",
            (Some(_), Some(_)) => "abroad",
            (Some(_), None) => "by only",
            (None, Some(_)) => "to only",
            (None, None) => "neither",
        };
        names.add(&["countries", relation]);
        if sides.by.len() > 1 {
            names.add(&["together", trigger]);
            names.add(&["together"]);
        }
    }

    /// Words of the sentence, and the roots that its other words have.
    fn sentence(&self, names: &mut Names, word: usize, sides: &Sides) {
        let text = self.text;
        let sentence = text.sentence(word).words;
        let from = sentence.start.max(word.saturating_sub(40));
        let to = sentence.end.min(word + 40);
        let in_party =
            |at: usize| sides.by.iter().chain(&sides.to).any(|side| side.words.range().contains(&at));
        let mut before = String::new();
        for at in from..to {
            let token = &text.tokens[at];
            let lemma = token.lemma.to_lowercase().to_string();
            if matches!(token.upos, Upos::Punct | Upos::Num | Upos::Sym) {
                continue;
            }
            if !in_party(at) && token.upos != Upos::Propn {
                names.add(&["word", &lemma]);
                if at > word {
                    names.add(&["after", &lemma]);
                }
                if !before.is_empty() {
                    names.add(&["pair", &before, &lemma]);
                }
                if at != word {
                    self.roots_of(names, if at > word { "root after" } else { "root before" }, at);
                }
            }
            before.clone_from(&lemma);
        }
        for (name, range) in
            [("left", word.saturating_sub(3)..word), ("right", word + 1..(word + 4).min(text.tokens.len()))]
        {
            for at in range {
                names.add(&[name, &text.tokens[at].lemma.to_lowercase()]);
            }
        }
    }
}

/// The feature of a trigger's lemma.
pub(super) fn trigger_feature(lemma: &str) -> u32 {
    ["trigger", lemma].into_iter().fold(FNV, hashed)
}

/// Names of features, hashed.
pub(super) struct Names {
    hashes: Vec<u32>,
    /// What every name begins with.
    seed: u32,
}

impl Names {
    /// For one family of features, whose names stand apart from those of others.
    pub fn new(family: &str) -> Self {
        let seed = if family.is_empty() { FNV } else { hashed(FNV, family) };
        Names { hashes: Vec::with_capacity(64), seed }
    }

    /// Adds one.
    pub fn add(&mut self, parts: &[&str]) {
        self.hashes.push(parts.iter().fold(self.seed, |hash, part| hashed(hash, part)));
    }

    /// All of them, each once.
    pub fn finish(mut self) -> Vec<u32> {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self.hashes
    }
}

const FNV: u32 = 0x811c_9dc5;

/// FNV-1a, with the parts kept apart.
fn hashed(hash: u32, part: &str) -> u32 {
    part.bytes().chain([0x1f]).fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Happened => "happened",
        Status::Planned => "planned",
        Status::Proposed => "proposed",
        Status::Threatened => "threatened",
        Status::Denied => "denied",
        Status::Hypothetical => "hypothetical",
    }
}

/// Whether a mode belongs to a root (`bench/events`, table of acts).
pub(super) fn has_mode(act: EventAct, mode: dateline_model::Mode) -> bool {
    use dateline_model::Mode as M;
    match act {
        EventAct::Agree | EventAct::Support | EventAct::Concede | EventAct::Cooperate | EventAct::Aid => {
            false
        }
        EventAct::Consult => matches!(mode, M::Visit | M::ThirdParty | M::Multilateral | M::Phone),
        EventAct::Retreat => {
            matches!(mode, M::Withdraw | M::Release | M::Disarm | M::Ceasefire | M::Access | M::Resign)
        }
        EventAct::Request | EventAct::Reject => matches!(mode, M::Assist | M::Change | M::Yield | M::Meet),
        EventAct::Accuse => matches!(mode, M::Disapprove | M::Investigate | M::Allege),
        EventAct::Threaten => {
            matches!(mode, M::Restrict | M::Arrest | M::Relations | M::Expel | M::Territory | M::Violence)
        }
        EventAct::Protest => {
            matches!(
                mode,
                M::Demo | M::Riot | M::Strike | M::Hunger | M::Boycott | M::Obstruct | M::Vandalize
            )
        }
        EventAct::Sanction => matches!(mode, M::Convict | M::Expel | M::Withdraw | M::Discontinue),
        EventAct::Mobilize => matches!(mode, M::Troops | M::Weapons | M::Police | M::Militia),
        EventAct::Coerce => matches!(
            mode,
            M::Seize
                | M::Restrict
                | M::Censor
                | M::Curfew
                | M::MartialLaw
                | M::Arrest
                | M::Deport
                | M::Withhold
                | M::Misinformation
                | M::Cyber
        ),
        EventAct::Assault => matches!(
            mode,
            M::Abduct
                | M::Beat
                | M::Torture
                | M::Sexual
                | M::Targeted
                | M::Destroy
                | M::Primitive
                | M::Firearms
                | M::Explosives
                | M::SuicideAttack
                | M::Aerial
                | M::Drone
                | M::HeavyWeapons
                | M::CrowdControl
                | M::Unconventional
                | M::Missile
                | M::Arson
                | M::Hijack
                | M::Robbery
                | M::Invade
        ),
    }
}

/// The classifier's place of a root.
pub(super) fn class_of(act: EventAct) -> usize {
    let act = if act == EventAct::Retreat { EventAct::Concede } else { act };
    CLASSES.iter().position(|&class| class == act).unwrap_or(0)
}

/// Keeps the list of roots and the classes together.
const _: () = assert!(ROOTS.len() == CLASSES.len() + 1);
