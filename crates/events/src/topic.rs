//! What a report is about as a whole, where that takes the deed out of its words: in a report of a match nobody is
//! attacked, and in one of an earthquake nobody was killed by anybody.

use super::lexicon::Lexicon;
use super::told::Telling;
use dateline_language::{Annotated, Upos};
use dateline_model::{EventAct, MentionKind, Mode};
use rustc_hash::FxHashSet;

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Sport,
    /// Weather, illness or an accident, and no violence: told in these sentences and those beside them.
    Mishap(FxHashSet<usize>),
    Other,
}

/// A report of sport has so many words of it at least,
const TERMS: usize = 4;

/// so many different ones of those that are said of little else,
const DIFFERENT: usize = 3;

/// and one in so many.
const ONE_IN: usize = 150;

/// A report of a mishap names it so often at least.
const NAMED: usize = 2;

impl Topic {
    /// Of a whole report.
    pub fn of(lexicon: &Lexicon, text: &Annotated<'_>) -> Self {
        let (mut sport, mut grave, mut arms) = (0, 0, 0);
        let mut different = FxHashSet::default();
        let mut mishaps = Vec::new();
        for (word, token) in text.tokens.iter().enumerate() {
            // "The Arab *League*": a name is of no matter.
            let is_noun = token.upos == Upos::Noun;
            if !is_noun && token.upos != Upos::Propn {
                continue;
            }
            let lemma = token.lemma.to_lowercase();
            let is_one_of = |classes: &[&str]| classes.iter().any(|class| lexicon.is(class, &lemma));
            if is_noun && is_one_of(&["sport", "sport_too"]) {
                sport += 1;
                if is_one_of(&["sport"]) {
                    different.insert(lemma.clone());
                }
            }
            if is_one_of(&["nature", "illness", "mishap"]) && !is_one_of(&["vague_mishap"]) {
                mishaps.push(word);
            }
            grave += usize::from(is_one_of(&["not_of_sport"]));
            arms += usize::from(is_one_of(&["violence", "arms", "fighting", "fighter", "war"]));
        }
        if sport >= TERMS && different.len() >= DIFFERENT && sport * ONE_IN >= text.tokens.len() && grave == 0
        {
            Topic::Sport
        } else if mishaps.len() >= NAMED && arms == 0 {
            // "*The* quake was felt in Arica" tells of what was told before; "a storm had closed the roads" of more.
            let is_known =
                |noun: usize| text.children(noun).any(|child| text.form(child).eq_ignore_ascii_case("the"));
            let mut about = FxHashSet::default();
            let mut named = FxHashSet::default();
            for noun in mishaps {
                let sentence = text.sentence_number(noun);
                let is_first = named.insert(text.tokens[noun].lemma.to_lowercase());
                about.extend([sentence, sentence + 1]);
                about.extend(sentence.checked_sub(1).filter(|_| is_first && is_known(noun)));
            }
            Topic::Mishap(about)
        } else {
            Topic::Other
        }
    }

    /// Whether a telling is none in such a report.
    pub fn is_none(&self, telling: &Telling, own: EventAct) -> bool {
        // "Will meet Peru on Sunday" is read as a promise before its root is decided.
        self.takes_out(telling, telling.act) || own != telling.act && self.takes_out(telling, own)
    }

    fn takes_out(&self, telling: &Telling, act: EventAct) -> bool {
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
            // "The quake struck at dawn. Four villages were hit and nine people killed": by nobody.
            Topic::Mishap(sentences) => {
                act == EventAct::Assault
                    && telling.sides.by.is_empty()
                    && telling.mode.is_none()
                    && sentences.contains(&telling.sentence)
            }
            Topic::Other => false,
        }
    }
}

fn is_somebody(side: &super::parties::Side) -> bool {
    matches!(side.kind, Some(MentionKind::Person | MentionKind::Group | MentionKind::Office))
}
