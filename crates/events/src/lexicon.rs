//! The words that tell of events: verbs, nouns and adjectives with the PLOVER root they stand for.
//!
//! The entries are data (`lexicon/events-*.toml`), one table for each root. An entry says
//!
//! - `verb` (one or several), `noun` or `adjective`: the lemma; words behind it are particles or
//!   prepositions that must hang on it ("pull out of");
//! - `object`, `subject`: lemmas one of which must be there; `@talks` is a class of
//!   `events-classes.toml`, `@PERSON`, `@COUNTRY`, `@NATION` and `@PLACE` are kinds of mention;
//! - `needs`: for nouns, modifiers one of which must be there ("drone strike");
//! - `oblique`: lemmas one of which must stand behind a preposition on the verb ("hit with sanctions");
//! - `behind`: one of the prepositions of `to` must be there ("fired *at* the crowd");
//! - `xcomp`: an open complement must be there; `xcomp_lemma`: one of these;
//! - `to`: the prepositions behind which the other party stands, best first;
//! - `frame`: `sufferer` where the subject is whom it is done to, `thing` where it is neither, `topic`
//!   where the object is only what it is about, `lost` where the subject is lost to whoever follows "to";
//! - `owner`: `sufferer` where the owner of the noun is whom it is done to ("the judge's murder");
//! - `harm`: says what became of those it is done to: killed, wounded;
//! - `caused`: tells of a deed only where it is said by what it came ("died *in an ambush*");
//! - `complement`: lemmas one of which must stand behind the verb, outside of its object ("called it *a disgrace*");
//! - `clause`: verbs one of which must hang on the object as a participle ("passed a law *banning* rallies");
//! - `lacks`: modifiers that the object must not have ("offered *military* support" is help);
//! - `repels`: tells of an attack that is beaten back, so that it is done to whoever made it;
//! - `active`: not in the passive ("was expected to");
//! - `firm`: its root is plain, whatever the words around it say (the classifier has little to add);
//! - `weak`: tells of an event only where its parties are plain;
//! - `rank`: of several entries that fit one word the highest is taken (longer ones first).

use dateline_model::{EventAct, Mode};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole lexicon, by lemma.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub entries: Vec<Entry>,
    verbs: FxHashMap<String, Vec<u32>>,
    nouns: FxHashMap<String, Vec<u32>>,
    adjectives: FxHashMap<String, Vec<u32>>,
    classes: FxHashMap<String, FxHashSet<String>>,
    weapons: FxHashMap<String, Mode>,
    forms: FxHashMap<String, String>,
    pub status: StatusCues,
}

/// One way to tell of an event.
#[derive(Debug)]
pub(super) struct Entry {
    pub act: EventAct,
    pub mode: Option<Mode>,
    /// Particles or prepositions that must hang on the word.
    pub after: Vec<String>,
    pub object: Vec<String>,
    pub subject: Vec<String>,
    pub needs: Vec<String>,
    pub oblique: Vec<String>,
    pub complement: Vec<String>,
    pub clause: Vec<String>,
    pub lacks: Vec<String>,
    pub is_behind: bool,
    pub owner: Owner,
    pub tells_harm: bool,
    pub is_caused: bool,
    pub is_active: bool,
    pub repels: bool,
    pub is_firm: bool,
    pub xcomp: bool,
    pub xcomp_lemma: Vec<String>,
    pub to: Vec<String>,
    pub frame: Frame,
    pub is_weak: bool,
    pub is_plural: bool,
    pub rank: i8,
    pub lemma: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "run as a test"))]
    pub example: String,
}

/// Which place of the sentence the parties stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Frame {
    /// The subject does it.
    #[default]
    Agent,
    /// The subject suffers it: "four soldiers died".
    Sufferer,
    /// The subject is a thing: "a bomb exploded".
    Thing,
    /// The subject does it, the object is what it is about: "discussed the border".
    Topic,
    /// The subject is lost to whoever stands behind "to": "the town fell to the rebels".
    Lost,
}

/// What the owner of a noun of deed has to do with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Owner {
    /// "The army's attack".
    #[default]
    Doer,
    /// "The judge's murder".
    Sufferer,
}

/// Lemmas that put the deed below them in doubt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusCues {
    pub planned: FxHashSet<String>,
    pub proposed: FxHashSet<String>,
    pub threatened: FxHashSet<String>,
    pub denied: FxHashSet<String>,
    pub hypothetical: FxHashSet<String>,
    /// Begun, and not said to be done.
    pub attempted: FxHashSet<String>,
    /// Laid down for a day to come, by nobody's promise.
    pub scheduled: FxHashSet<String>,
    /// "*Unable* to visit": not done, and not refused.
    pub unable: FxHashSet<String>,
    /// "Had no *choice* but to leave".
    pub choices: FxHashSet<String>,
    /// "Did not *hesitate* to shoot".
    pub shrinking: FxHashSet<String>,
    /// "Is *unlikely* to attack".
    pub doubted: FxHashSet<String>,
    /// "*Discussed* trade and sending guards": what is talked over is not done by that.
    pub deliberating: FxHashSet<String>,
    /// Nouns for what is only thought.
    pub thought: FxHashSet<String>,
    /// Nouns for what shows that something is so: "no *sign* that it fired".
    pub witness: FxHashSet<String>,
    /// Words that deny what they are said of.
    pub untrue: FxHashSet<String>,
    /// Auxiliaries of what is still to come, so that what it waits for is too: "will not leave until".
    pub open_auxiliary: FxHashSet<String>,
    /// Auxiliaries under which what is said is only thought, and charged to nobody: "it *would* be wrong to leave".
    pub thought_auxiliary: FxHashSet<String>,
    /// And under which what somebody might do is judged: "shaking his hand *would* be a disgrace".
    pub supposing_auxiliary: FxHashSet<String>,
    /// Auxiliaries of what is assured: "assured them that tents *would* come".
    pub promised_auxiliary: FxHashSet<String>,
    /// Auxiliaries of what whoever warns will do: "warned that it *would* close the strait".
    pub coming_auxiliary: FxHashSet<String>,
    /// Auxiliaries of what nobody knows.
    pub doubtful_auxiliary: FxHashSet<String>,
    /// What somebody is out to do: "his *mission* is the conquest of Chile".
    pub aims: FxHashSet<String>,
    /// Verbs that say that their subject comes about: "a raid may *begin*".
    pub coming_about: FxHashSet<String>,
    /// What is said of a deed that has not come: "a raid is *imminent*".
    pub open_predicate: FxHashSet<String>,
    /// Before a noun of deed: in somebody's diary.
    pub upcoming: FxHashSet<String>,
    /// Before a noun of deed: asked for.
    pub as_proposed: FxHashSet<String>,
    /// Before a noun of deed: threatened.
    pub as_threatened: FxHashSet<String>,
    /// Before a noun of deed: only thought of.
    pub as_possible: FxHashSet<String>,
}

/// A part of speech that entries are kept by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Verb,
    Noun,
    Adjective,
}

#[derive(Deserialize)]
struct Acts(BTreeMap<String, Act>);

#[derive(Deserialize)]
struct Act {
    entries: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    verb: OneOrMany,
    #[serde(default)]
    noun: OneOrMany,
    #[serde(default)]
    adjective: OneOrMany,
    mode: Option<Mode>,
    #[serde(default)]
    object: Vec<String>,
    #[serde(default)]
    subject: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    oblique: Vec<String>,
    #[serde(default)]
    complement: Vec<String>,
    #[serde(default)]
    clause: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
    #[serde(default)]
    behind: bool,
    #[serde(default)]
    owner: Owner,
    #[serde(default)]
    harm: bool,
    #[serde(default)]
    caused: bool,
    #[serde(default)]
    active: bool,
    #[serde(default)]
    repels: bool,
    #[serde(default)]
    firm: bool,
    #[serde(default)]
    xcomp: bool,
    #[serde(default)]
    xcomp_lemma: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    frame: Frame,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    plural: bool,
    #[serde(default)]
    rank: i8,
    example: String,
}

#[derive(Default, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn all(&self) -> &[String] {
        match self {
            OneOrMany::None => &[],
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }
}

#[derive(Deserialize)]
struct Classes {
    classes: FxHashMap<String, FxHashSet<String>>,
    status: StatusCues,
    weapons: BTreeMap<String, Vec<String>>,
    forms: FxHashMap<String, String>,
}

const FILES: [&str; 4] = [
    include_str!("../lexicon/events-verbal-cooperation.toml"),
    include_str!("../lexicon/events-material-cooperation.toml"),
    include_str!("../lexicon/events-verbal-conflict.toml"),
    include_str!("../lexicon/events-material-conflict.toml"),
];

impl Lexicon {
    /// The lexicon in the binary.
    ///
    /// # Panics
    ///
    /// Where an embedded file is not as it has to be, which every test would show.
    #[expect(clippy::expect_used, reason = "the files are part of the program, and read by every test")]
    pub fn embedded() -> Self {
        let Classes { classes, status, weapons, forms } = dateline_vocabulary::compiled_in(
            "events-classes.toml",
            include_str!("../lexicon/events-classes.toml"),
        );
        let mut lexicon = Lexicon {
            entries: Vec::new(),
            verbs: FxHashMap::default(),
            nouns: FxHashMap::default(),
            adjectives: FxHashMap::default(),
            classes,
            weapons: FxHashMap::default(),
            forms,
            status,
        };
        for (mode, words) in weapons {
            let mode: Mode = serde::Deserialize::deserialize(serde::de::value::StrDeserializer::<
                serde::de::value::Error,
            >::new(&mode))
            .expect("each list of weapons is named after a mode");
            lexicon.weapons.extend(words.into_iter().map(|word| (word, mode)));
        }
        for file in FILES {
            let Acts(acts) = dateline_vocabulary::compiled_in("events-*.toml", file);
            for (name, act) in acts {
                let root = EventAct::named(&name).expect("each table is named after a PLOVER root");
                for line in act.entries {
                    lexicon.add(root, &line);
                }
            }
        }
        lexicon
    }

    fn add(&mut self, act: EventAct, line: &Line) {
        let sorts = [
            (&line.verb, &mut self.verbs),
            (&line.noun, &mut self.nouns),
            (&line.adjective, &mut self.adjectives),
        ];
        for (words, index) in sorts {
            for words in words.all() {
                let mut words = words.split(' ').map(str::to_owned);
                let lemma = words.next().unwrap_or_default();
                index.entry(lemma.clone()).or_default().push(self.entries.len() as u32);
                self.entries.push(Entry {
                    act,
                    mode: line.mode,
                    after: words.collect(),
                    object: line.object.clone(),
                    subject: line.subject.clone(),
                    needs: line.needs.clone(),
                    oblique: line.oblique.clone(),
                    complement: line.complement.clone(),
                    clause: line.clause.clone(),
                    lacks: line.lacks.clone(),
                    is_behind: line.behind,
                    owner: line.owner,
                    tells_harm: line.harm,
                    is_caused: line.caused,
                    is_active: line.active,
                    repels: line.repels,
                    is_firm: line.firm,
                    xcomp: line.xcomp,
                    xcomp_lemma: line.xcomp_lemma.clone(),
                    to: line.to.clone(),
                    frame: line.frame,
                    is_weak: line.weak,
                    is_plural: line.plural,
                    rank: line.rank,
                    lemma,
                    example: line.example.clone(),
                });
            }
        }
    }

    /// The entries of a lemma.
    pub fn of(&self, sort: Sort, lemma: &str) -> impl Iterator<Item = &Entry> {
        let index = match sort {
            Sort::Verb => &self.verbs,
            Sort::Noun => &self.nouns,
            Sort::Adjective => &self.adjectives,
        };
        let found = index.get(lemma).or_else(|| index.get(singular(lemma)?));
        found.into_iter().flatten().map(|&at| &self.entries[at as usize])
    }

    /// The mode that a weapon gives.
    pub fn weapon(&self, lemma: &str) -> Option<Mode> {
        self.weapons.get(lemma).copied()
    }

    /// The lemma of an irregular form: "shoot" for "shot".
    pub fn form(&self, form: &str) -> Option<&str> {
        self.forms.get(form).map(String::as_str)
    }

    /// The lemmas of the irregular forms.
    #[cfg(test)]
    pub fn forms(&self) -> impl Iterator<Item = &String> {
        self.forms.values()
    }

    /// Whether there is a class of this name.
    #[cfg(test)]
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.contains_key(class)
    }

    /// Whether a lemma is of a class of `events-classes.toml`.
    pub fn is(&self, class: &str, lemma: &str) -> bool {
        debug_assert!(self.classes.contains_key(class), "{class} is no class of events-classes.toml");
        self.classes.get(class).is_some_and(|class| holds(class, lemma))
    }

    /// Whether a lemma is one of those listed, by itself or in a class.
    pub fn lists(&self, list: &[String], lemma: &str) -> bool {
        list.iter().any(|word| match word.strip_prefix('@') {
            Some(class) => self.classes.get(class).is_some_and(|class| holds(class, lemma)),
            None => word == lemma || singular(lemma).is_some_and(|lemma| word == lemma),
        })
    }

    /// Whether a list asks for a kind of mention ("@PERSON"), itself or through a class.
    pub fn asks_for(&self, list: &[String], kind: &str) -> bool {
        list.iter().any(|word| {
            word == kind
                || word
                    .strip_prefix('@')
                    .and_then(|class| self.classes.get(class))
                    .is_some_and(|class| class.contains(kind))
        })
    }
}

fn holds(class: &FxHashSet<String>, lemma: &str) -> bool {
    class.contains(lemma) || singular(lemma).is_some_and(|lemma| class.contains(lemma))
}

/// What has no singular for the tagger has one here: "troops", "talks", "goods".
fn singular(lemma: &str) -> Option<&str> {
    lemma.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
}
