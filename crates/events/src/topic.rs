//! What a report is about as a whole, where that takes the deed out of its words: in a report of a match nobody is
//! attacked, and in one of an earthquake nobody was killed by anybody.

use super::lexicon::Lexicon;
use super::told::Telling;
use dateline_language::{Annotated, Upos};
use dateline_model::{EventAct, MentionKind, Mode};

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Sport,
    /// Weather, illness or an accident, and no violence.
    Mishap,
    Other,
}

/// A report of sport has so many words of it at least,
const TERMS: usize = 4;

/// and one in so many.
const ONE_IN: usize = 150;

/// A report of a mishap names it so often at least.
const NAMED: usize = 2;

impl Topic {
    /// Of a whole report.
    pub fn of(lexicon: &Lexicon, text: &Annotated<'_>) -> Self {
        let (mut sport, mut mishap, mut arms) = (0, 0, 0);
        for token in text.tokens.iter().filter(|token| matches!(token.upos, Upos::Noun | Upos::Propn)) {
            let lemma = token.lemma.to_lowercase();
            let is_one_of = |classes: &[&str]| classes.iter().any(|class| lexicon.is(class, &lemma));
            sport += usize::from(is_one_of(&["sport"]));
            mishap += usize::from(is_one_of(&["nature", "illness", "mishap"]));
            arms += usize::from(is_one_of(&["violence", "arms", "fighting", "fighter", "war"]));
        }
        if sport >= TERMS && sport * ONE_IN >= text.tokens.len() {
            Topic::Sport
        } else if mishap >= NAMED && arms == 0 {
            Topic::Mishap
        } else {
            Topic::Other
        }
    }

    /// Whether a telling is none in such a report.
    pub fn is_none(self, telling: &Telling, own: EventAct) -> bool {
        // "Will meet Peru on Sunday" is read as a promise before its root is decided.
        self.takes_out(telling, telling.act) || own != telling.act && self.takes_out(telling, own)
    }

    fn takes_out(self, telling: &Telling, act: EventAct) -> bool {
        match self {
            // "Hit the keeper on the arm", "placed the captain on the bench"; but players too are shot and arrested.
            Topic::Sport => match act {
                EventAct::Assault => {
                    !telling.sides.to.iter().any(is_somebody) || !telling.tells_harm && telling.mode.is_none()
                }
                EventAct::Coerce => telling.mode != Some(Mode::Arrest),
                EventAct::Retreat => !matches!(telling.mode, Some(Mode::Resign | Mode::Release)),
                EventAct::Consult => telling.mode.is_none(),
                EventAct::Mobilize
                | EventAct::Concede
                | EventAct::Cooperate
                | EventAct::Threaten
                | EventAct::Protest => true,
                _ => false,
            },
            // "Four villages were hit and nine people killed": by nobody.
            Topic::Mishap => {
                act == EventAct::Assault && telling.sides.by.is_empty() && telling.mode.is_none()
            }
            Topic::Other => false,
        }
    }
}

fn is_somebody(side: &super::parties::Side) -> bool {
    matches!(side.kind, Some(MentionKind::Person | MentionKind::Group | MentionKind::Office))
}
