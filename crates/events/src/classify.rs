//! Which root an event has, decided by a linear classifier over what stands around its trigger.
//!
//! One linear support vector machine a root over hashed features, trained on sentences of political news
//! whose pair of parties and root were marked by people (`examples/train_events.rs`); the
//! lexicon's own choice is one of the features, so that words never seen in training fall
//! back on it.

use super::arguments::Sides;
use super::lexicon::{Entry, Lexicon, Sort};
use super::status::Modality;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos};
use dateline_learn::{Cells, Expected, Features, Linear, Unfit};
use dateline_model::{EventAct, Status};

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
#[derive(Clone, Debug)]
pub struct Weights {
    linear: Linear,
}

/// The trained file, and the features that its weights are of.
const TRAINED: Expected = Expected { name: "events", version: 1, features: dateline_learn::set(NAMES) };

/// What the names of features begin with.
const NAMES: &[&str] = &[
    "above",
    "above root",
    "after",
    "below",
    "below not",
    "below object",
    "below object root",
    "below root",
    "bias",
    "by",
    "countries",
    "left",
    "lexicon",
    "light",
    "mode",
    "noun",
    "object",
    "object root",
    "object+",
    "oblique",
    "oblique root",
    "pair",
    "passive",
    "right",
    "root after",
    "root before",
    "seen",
    "status",
    "subject",
    "to",
    "together",
    "trigger",
    "with",
    "word",
];

impl Default for Weights {
    fn default() -> Self {
        Weights { linear: Linear::list(CLASSES.len(), 1.0, &[], Cells::Small(Vec::new())) }
    }
}

impl Weights {
    /// The weights in the binary.
    pub fn embedded() -> Self {
        Self::read(include_bytes!("../models/events.model"))
            .expect("the weights in the binary fit: tests read them")
    }

    /// Reads what [`Weights::write`] wrote.
    ///
    /// # Errors
    /// If it is no such file, or one of other features.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let file = TRAINED.open(bytes)?;
        let linear = Linear::read(&TRAINED.section(&file, "roots")?);
        Ok(Weights { linear: linear.map_err(|damage| Unfit::Damaged { name: TRAINED.name, damage })? })
    }

    /// Keeps weights in eight bits each; rows that are nothing at that grain are left out.
    pub fn write(rows: &[(u32, [f32; CLASSES.len()])]) -> Vec<u8> {
        let most = rows.iter().flat_map(|(_, row)| row).fold(1e-6f32, |most, weight| most.max(weight.abs()));
        let grain = most / 127.0;
        let (mut hashes, mut cells) = (Vec::new(), Vec::new());
        for (hash, row) in rows {
            let small = row.map(|weight| (weight / grain).round() as i8);
            if small.iter().any(|&weight| weight != 0) {
                hashes.push(*hash);
                cells.extend(small);
            }
        }
        let linear = Linear::list(CLASSES.len(), grain, &hashes, Cells::Small(cells));
        let mut file = TRAINED.container();
        file.insert("roots", &linear.write());
        file.to_bytes()
    }

    /// Whether anything was learned.
    pub fn is_empty(&self) -> bool {
        self.linear.is_empty()
    }

    /// Whether a feature was seen in training.
    pub(super) fn knows(&self, feature: u32) -> bool {
        self.linear.knows(feature)
    }

    /// The margin of each class, commonly from -1.5 to 1.
    pub fn scores(&self, features: &[u32]) -> [f32; CLASSES.len()] {
        let mut scores = [0f32; CLASSES.len()];
        let known = self.linear.add(features, &mut scores);
        let unit = self.linear.grain() / (known.max(1) as f32).sqrt();
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
    // "Will not release", "refused to release"; "has not released" says only that it was not done.
    let is_refused = modality.is_negated
        && matches!(modality.status, Status::Denied | Status::Planned)
        && (modality.is_ahead || modality.is_governed || modality.is_stand);
    match act {
        Agree | Consult | Support | Cooperate | Aid | Concede | Retreat | Mobilize if is_refused => Reject,
        Sanction | Coerce if is_refused => Concede,
        // What stands in a diary is planned, and promised by nobody.
        _ if modality.is_scheduled => act,
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
        let mut names = Features::new("", NAMES);
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

    fn around(&self, names: &mut Features, word: usize, trigger: &str, light: &str) {
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
    fn roots_of(&self, names: &mut Features, place: &str, word: usize) {
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

    fn parties(&self, names: &mut Features, sides: &Sides, trigger: &str) {
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
    fn sentence(&self, names: &mut Features, word: usize, sides: &Sides) {
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
    let mut features = Features::new("", NAMES);
    features.add(&["trigger", lemma]);
    features.finish()[0]
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
const _: () = assert!(EventAct::ALL.len() == CLASSES.len() + 1);
