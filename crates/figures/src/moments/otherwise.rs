//! Times of the same sentence at which something else was done: "the clerk *who was dismissed last week* shot two", "went on
//! trial *on Monday* for killing six", "a fund *set up in 1990* paid $5m".

use super::time_of;
use crate::draft::Draft;
use crate::lexicon::Lexicon;
use dateline_grammar::{clause, voice};
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::{FigureStatus, When};
use dateline_scene::Scene;

/// How many words up a tree is climbed.
const REACH: usize = 8;

/// Whether a time tells when something else was done than what the figure tells.
pub(crate) fn is_otherwise(scene: &Scene<'_>, lexicon: &Lexicon, draft: &Draft, when: &When) -> bool {
    let text = scene.annotated;
    let Some(words) = time_of(scene, when).map(|time| time.words) else { return false };
    let head = words
        .range()
        .find(|&at| text.tokens[at].head.is_none_or(|head| !words.range().contains(&(head as usize))))
        .unwrap_or(words.start);
    let reader = Reader { text, lexicon, draft, time: head, start: words.start };
    reader.is_in_clause_of_noun()
        || reader.is_of_charge()
        || reader.is_of_named_noun()
        || reader.is_before_what_goes_on()
        || reader.is_of_wish()
        || reader.is_start_of_change()
        || reader.is_of_build()
}

struct Reader<'r, 't> {
    text: &'r Annotated<'t>,
    lexicon: &'r Lexicon,
    draft: &'r Draft,
    /// The word of the time that hangs on none of its others.
    time: usize,
    /// Its first word.
    start: usize,
}

impl Reader<'_, '_> {
    fn head(&self, at: usize) -> Option<usize> {
        self.text.tokens[at].head.map(|head| head as usize)
    }

    /// A word and those above it, the nearest first.
    fn above(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |&at| self.head(at)).take(REACH)
    }

    fn is_below(&self, at: usize, top: usize) -> bool {
        self.above(at).any(|above| above == top)
    }

    fn told_by(&self) -> usize {
        self.draft.counted.told_by
    }

    /// The verb that a time hangs on.
    fn verb_of_time(&self) -> Option<usize> {
        self.above(self.time).skip(1).find(|&at| self.text.tokens[at].upos == Upos::Verb)
    }

    /// "the clerk *who was dismissed last week*", "a fund *set up in 1990*": told of a noun, and the figure stands outside.
    /// What a blast did "that *on Monday* broke over the pier" was done on Monday.
    fn is_in_clause_of_noun(&self) -> bool {
        let clause = self.above(self.time).skip(1).find(|&at| {
            self.text.tokens[at].upos == Upos::Verb && self.text.tokens[at].deprel.is(Deprel::Acl)
        });
        let Some(clause) = clause else { return false };
        let Some(noun) = self.head(clause) else { return false };
        let counted = &self.draft.counted;
        if self.is_below(self.told_by(), clause)
            || noun == self.told_by()
            || counted.words.range().contains(&noun)
            || counted.of.is_some_and(|of| of.range().contains(&noun))
        {
            return false;
        }
        let is_person = self.lexicon.people.contains(self.text.tokens[noun].lemma.to_lowercase().as_str())
            || self.text.tokens[noun].upos == Upos::Propn;
        !counted.is_effect || is_person
    }

    /// "was charged *on Monday* with killing six", "pleaded guilty *on Monday* in the death of a guard": that is the day of
    /// the charge.
    fn is_of_charge(&self) -> bool {
        let Some(verb) = self.verb_of_time().filter(|&verb| verb != self.told_by()) else { return false };
        let is_court = |at: usize| self.lexicon.charge_nouns.contains(self.text.tokens[at].lemma.as_str());
        let lemma = self.text.tokens[verb].lemma.as_str();
        let is_tried = self.lexicon.tried.contains(lemma) && voice::is_passive(self.text, verb);
        let is_charge =
            is_tried || self.lexicon.charges.contains(lemma) || self.text.children(verb).any(is_court);
        if !is_charge || !self.is_below(self.told_by(), verb) || self.is_below(self.time, self.told_by()) {
            return false;
        }
        if self.draft.counted.is_effect {
            return true;
        }
        // "pleaded guilty on Monday to *using* $40,000".
        self.above(self.told_by()).skip(1).take_while(|&at| at != verb).any(|at| {
            self.text.tokens[at].upos == Upos::Verb && self.text.tokens[at].xpos == Xpos::Vbg
                || matches!(self.text.tokens[at].lemma.as_str(), "use" | "connection" | "role" | "part")
        })
    }

    /// "violations that stem *from a 2002 campaign*", "gave $5 *to his 2014 campaign*": a time before a noun tells which one
    /// that is; but "paid $5 at *Monday's* sale" was paid then.
    fn is_of_named_noun(&self) -> bool {
        let Some(noun) = self.head(self.time) else { return false };
        let counted = &self.draft.counted;
        let token = &self.text.tokens[noun];
        let is_before = self.time < noun
            && matches!(token.upos, Upos::Noun | Upos::Propn)
            && matches!(
                self.text.tokens[self.time].deprel.base(),
                Deprel::Nummod | Deprel::Compound | Deprel::Amod | Deprel::Nmod
            );
        if !is_before || counted.is_effect || noun == self.told_by() || counted.words.range().contains(&noun)
        {
            return false;
        }
        // "joined the 1998 *Lions*": which team that is.
        if token.upos == Upos::Propn && self.time < noun && self.text.form(self.start).len() == 4 {
            return true;
        }
        clause::case(self.text, noun)
            .is_some_and(|case| !matches!(case, "in" | "at" | "during" | "on" | "over" | "within"))
    }

    /// "picked up six seats *on Monday* and *hold* 40": what goes on now is of no day that is past.
    fn is_before_what_goes_on(&self) -> bool {
        let Some(verb) = self.verb_of_time() else { return false };
        let own = self.above(self.told_by()).find(|&at| self.text.tokens[at].upos == Upos::Verb);
        let Some(own) = own.filter(|&own| own != verb) else { return false };
        let is_now = matches!(self.text.tokens[own].xpos, Xpos::Vbp | Xpos::Vbz);
        self.text.tokens[own].deprel.is(Deprel::Conj)
            && self.head(own) == Some(verb)
            && is_now
            && self.text.tokens[verb].xpos == Xpos::Vbd
    }

    /// "laughed *on Monday* at his plan to move 300 men": the plan was laughed at, and nobody moved.
    fn is_of_wish(&self) -> bool {
        let Some(verb) = self.verb_of_time() else { return false };
        let is_infinitive = |at: usize| {
            self.text.tokens[at].upos == Upos::Verb
                && self.text.tokens[at].xpos == Xpos::Vb
                && (self.text.tokens[at].deprel.is(Deprel::Acl)
                    || self.draft.status != FigureStatus::Given
                        && self.text.tokens[at].deprel.is(Deprel::Advcl))
        };
        !is_infinitive(verb)
            && self.text.tokens[verb].xpos == Xpos::Vbd
            && self.above(self.told_by()).take_while(|&at| at != verb).any(is_infinitive)
            && self.is_below(self.told_by(), verb)
    }

    /// "a 2 percent drop *from January*", "up $5 *from May* to $40": from where the change is counted.
    fn is_start_of_change(&self) -> bool {
        const NEAR: usize = 8;
        let is = |at: usize, word: &str| self.text.form(at).eq_ignore_ascii_case(word);
        let Some(from) = self.start.checked_sub(1).filter(|&from| is(from, "from")) else { return false };
        let counted = &self.draft.counted;
        let first = self.text.sentence(from).words.start.max(from.saturating_sub(NEAR));
        !counted.is_effect
            && (first..from).any(|at| self.lexicon.changes.contains(self.text.tokens[at].lemma.as_str()))
    }

    /// "a *two-storey* house burnt on Monday": how it is built has no day.
    fn is_of_build(&self) -> bool {
        matches!(self.draft.counted.what.as_str(), "storeys" | "stories" | "beds" | "rooms" | "calibre")
            && !self.draft.counted.is_effect
            && self.told_by() > 0
            && matches!(self.text.form(self.told_by() - 1), "-" | "‑")
    }
}
