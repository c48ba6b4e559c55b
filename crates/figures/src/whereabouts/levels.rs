//! Whose level is told: "*Arica county's* jobless rate rose to nine percent", "*Chios* has a population of 50,000".

use super::Whereabouts;
use crate::counted::Counted;
use dateline_grammar::clause;
use dateline_language::{Deprel, Upos};
use dateline_model::PlaceRef;

impl Whereabouts<'_> {
    /// "*Arica* county is highest at 24 percent", "*Arica's* jobless rate fell to 9 percent", "*Chios* has a population of 50,000":
    /// whose level it is, there it was taken.
    pub(super) fn of_rate(&self, counted: &Counted) -> Option<PlaceRef> {
        const CLIMBED: usize = 4;
        let text = self.scene.annotated;
        let is_of_holder = counted.is_people
            && counted.of.is_none()
            && self.lexicon.holders.contains_key(text.tokens[counted.told_by].lemma.as_str());
        if counted.what != "percent" && !is_of_holder {
            return None;
        }
        // "Norway's population of 5 million".
        let owned = self.of_sentence(counted.told_by).find(|&place| {
            is_of_holder
                && text.tokens[self.head(place)].head == Some(counted.told_by as u32)
                && self.head(place) < counted.told_by
        });
        if let Some(place) = owned {
            return Some(self.place_ref(place));
        }
        let verb = std::iter::successors(Some(counted.told_by), |&at| {
            text.tokens[at].head.map(|head| head as usize)
        })
        .take(CLIMBED + 1)
        .find(|&at| {
            text.tokens[at].upos == Upos::Verb
                || text.children(at).any(|child| text.tokens[child].deprel.base() == Deprel::Nsubj)
        })?;
        let is_level = text.tokens[verb].upos != Upos::Verb
            || self.lexicon.levels.contains(text.tokens[verb].lemma.as_str());
        let subject = clause::subject(text, verb).filter(|_| is_level)?;
        let place = self.of_sentence(verb).find(|&place| {
            let head = self.head(place);
            let is_local = !matches!(self.kind(place), "country" | "continent") || is_of_holder;
            let is_owner = text.tokens[head].head == Some(subject as u32)
                && head < subject
                && self.lexicon.rates.contains(text.tokens[subject].lemma.as_str());
            head == subject && is_local || is_owner
        })?;
        Some(self.place_ref(place))
    }
}
