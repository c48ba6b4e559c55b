//! A deed as one place of the text tells it, and what is not sure of it yet.

use super::arguments::Sides;
use super::status::Modality;
use dateline_language::Word;
use dateline_model::{EventAct, Id, MentionKind, Mode, PlaceRef, Sector, Span, Status, When};

/// One telling.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    pub trigger: usize,
    pub is_noun: bool,
    /// The trigger says what became of those it is done to: killed, wounded.
    pub tells_harm: bool,
    /// The trigger says that an attack is beaten back.
    pub repels: bool,
    /// "A Togolese jet was shot down", "the invasion of Togo": done to a state or its arms, by whomever.
    pub is_upon_state: bool,
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

impl Telling {
    /// Whether what was learned of violence speaks for it. What states and their arms do is not
    /// in what it was learned from: the analysts left war out, so that the rules decide there.
    pub fn is_learned(&self) -> bool {
        let is_of_state = self.sides.by.iter().any(|side| {
            let is_body = !matches!(side.kind, Some(MentionKind::Person | MentionKind::Group))
                || matches!(side.party.sector, Some(Sector::Mil | Sector::Gov));
            is_body && side.party.country.is_some()
        });
        self.act == EventAct::Assault
            // A deed denied, planned, threatened or only thought of is marked so, not lost.
            && self.status == Status::Happened
            && !is_of_state
            && !self.is_upon_state
    }
}

/// A telling before its root is decided, with what the classifier sees of it.
#[derive(Debug)]
pub(super) struct Candidate {
    pub telling: Telling,
    pub modality: Modality,
    pub is_weak: bool,
    /// The entry is a verb with its particle: "call up".
    pub is_phrase: bool,
    /// The entry's root is plain, whatever stands around it.
    pub is_firm: bool,
    /// The entry asks for certain objects or subjects.
    pub has_conditions: bool,
    /// A statement, told by its act.
    pub is_spoken: bool,
    /// It sounds like a deed and is none.
    pub is_none: bool,
    pub features: Vec<u32>,
    /// The trigger's, in lower case.
    pub lemma: String,
    /// The root that the lexicon gives to the deed itself, where it is told as one to come.
    pub ahead: Option<(EventAct, Option<Mode>)>,
}

impl Candidate {
    /// "Will meet the king" is a meeting that is planned, and no promise of one.
    pub fn restore(&mut self) {
        let is_light = matches!(self.telling.act, EventAct::Agree | EventAct::Threaten);
        if let Some((act, mode)) = self.ahead.filter(|_| is_light && self.telling.status == Status::Planned) {
            self.telling.act = act;
            self.telling.mode = mode;
        }
    }
}

/// Ways of doing harm that can be told of one deed have one number; what destroys has none of its own.
pub(super) fn family(mode: Mode) -> u8 {
    match mode {
        Mode::Abduct => 1,
        Mode::Hijack => 2,
        Mode::Robbery => 3,
        Mode::Explosives | Mode::SuicideAttack => 4,
        Mode::Arson => 5,
        Mode::Sexual => 6,
        Mode::Torture | Mode::Beat => 7,
        Mode::Invade => 8,
        Mode::Aerial | Mode::Drone | Mode::Missile => 9,
        Mode::Destroy => 0,
        _ => 10,
    }
}
