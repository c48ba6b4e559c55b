//! Those who are there whatever is said of the clause: "will not join *the* club *of 30 towns*", "*400 clerks* did not
//! come", "asked how it would face *the two miners killed*". A plan, a condition or a no touches what is to be done, and not
//! what is only met in passing.

use super::{NOUNS, Reader};
use crate::quantity::Quantity;
use dateline_language::{Deprel, Upos, Xpos};

/// How far before its number an article stands: "the club's final *two* games".
const BEFORE: usize = 4;

impl Reader<'_, '_> {
    /// Whether nothing that the clause says can take those away who are counted.
    pub(super) fn is_presupposed(&self, quantity: &Quantity) -> bool {
        if self.counted.is_effect {
            return false;
        }
        // "the 12-nation pact" is a name for it, and as true as what is said of it.
        let is_attributive = self.counted.told_by > 0
            && matches!(self.text.form(self.counted.told_by - 1), "-" | "‑")
            && self.counted.is_countable;
        if is_attributive {
            return false;
        }
        let head = self.top();
        self.is_known(quantity)
            || self.text.tokens[head].deprel.is(Deprel::Appos)
            || self.is_beside_clause(head)
            || self.is_where(head)
    }

    /// The word of the figure that hangs on none of its others.
    fn top(&self) -> usize {
        let words = self.counted.words;
        let mut at = self.counted.told_by;
        for _ in 0..words.len() {
            match self.head(at) {
                Some(head) if words.range().contains(&head) => at = head,
                _ => break,
            }
        }
        at
    }

    /// "*the* top four scorers", "*its* final two games", "the seven articles and *27 amendments*".
    fn is_known(&self, quantity: &Quantity) -> bool {
        let start = quantity.words.start;
        let first = self.text.sentence(start).words.start;
        let article = (start.saturating_sub(BEFORE).max(first)..start).rev().find(|&at| {
            let token = &self.text.tokens[at];
            let is_joint = self.is(at, "and")
                && at >= first + 2
                && self.text.tokens[at - 1].upos == Upos::Noun
                && self.text.tokens[at - 2].upos == Upos::Num;
            let is_joined = at + 1 < start && self.is(at + 1, "and") && token.upos == Upos::Noun
                || at + 2 < start && self.is(at + 2, "and") && token.upos == Upos::Num;
            !(token.upos == Upos::Adj || is_joint || is_joined)
        });
        article.is_some_and(|at| {
            let token = &self.text.tokens[at];
            ["the", "these", "those"].iter().any(|word| self.is(at, word))
                || token.xpos == Xpos::PrpPoss
                || token.xpos == Xpos::Pos
        })
    }

    /// "*By 40 million people*, we are not liked", "*After eleven hearings* they may vote", "*despite* ten years", "*with 300
    /// guards massed* at the gate": told beside the clause.
    fn is_beside_clause(&self, head: usize) -> bool {
        let token = &self.text.tokens[head];
        let Some(above) = self.head(head) else { return false };
        if !matches!(token.deprel.base(), Deprel::Obl | Deprel::Nmod | Deprel::Advcl) {
            return false;
        }
        if self.has_case(head, &["after", "since", "despite", "amid", "besides"]) {
            return true;
        }
        let is_massed = self.text.children(head).any(|child| {
            child > head
                && self.text.tokens[child].deprel.is(Deprel::Acl)
                && self.text.tokens[child].xpos == Xpos::Vbn
        });
        if is_massed && self.has_case(head, &["with"]) {
            return true;
        }
        let subject =
            self.text.children(above).find(|&child| self.text.tokens[child].deprel.base() == Deprel::Nsubj);
        self.has_case(head, &["by", "of", "among", "from"]) && subject.is_some_and(|subject| head < subject)
    }

    /// "laws in force *in 19 towns*", "on the border *with two states*": where something is that is told of.
    fn is_where(&self, head: usize) -> bool {
        let token = &self.text.tokens[head];
        let is_below_noun = token.deprel.is(Deprel::Nmod)
            && self
                .head(head)
                .is_some_and(|above| matches!(self.text.tokens[above].upos, Upos::Noun | Upos::Propn));
        let is_border = || {
            self.head(head)
                .is_some_and(|above| matches!(self.lemma(above), "border" | "frontier" | "boundary"))
        };
        is_below_noun
            && (self.has_case(head, &["in", "at", "from", "near", "across", "among"])
                || self.has_case(head, &["with", "of"]) && is_border())
    }

    /// Whether a no of the clause does not touch those who are counted: they stand before it ("*400 clerks* did not come"),
    /// below another noun ("would not drop the charge *against six men*"), or are met by a deed that brings nothing about
    /// ("did not see *two men*"); but "did not send two men".
    pub(super) fn is_untouched(&self, clause: usize) -> bool {
        if self.counted.is_effect {
            return false;
        }
        let head = self.top();
        let is_there =
            self.text.children(clause).any(|child| self.text.tokens[child].deprel.is(Deprel::Expl));
        match self.text.tokens[head].deprel.base() {
            Deprel::Nsubj if self.head(head) == Some(clause) => !is_there,
            Deprel::Obj if self.head(head) == Some(clause) => !self.is_brought_about(clause),
            Deprel::Nmod => self.head(head).is_some_and(|above| self.text.tokens[above].upos == Upos::Noun),
            _ => false,
        }
    }

    /// "failed to *build* 20 homes": there are none; "failed to *note* 20 gifts": there are 20.
    pub(super) fn is_brought_about(&self, clause: usize) -> bool {
        self.counted.is_effect
            || self.text.tokens[clause].upos != Upos::Verb
            || self.words.bring.verbs.contains(self.lemma(clause))
    }

    /// "an attempt *on five ships*", "a capacity *of 400*": the ships and the room for 400 are there.
    pub(super) fn is_only_met(&self, at: usize, noun: usize) -> bool {
        let is_room = self.lemma(noun) == "capacity" && self.has_case(at, &["of"]);
        let is_aimed_at = self.has_case(at, &["on", "against", "upon"]);
        is_room || is_aimed_at && !self.counted.is_effect && !self.counted.is_people
    }

    /// "a man *accused* of it", "a letter *sent* by it": told of a noun, with no word that opens a clause.
    pub(super) fn is_bare_participle(&self, clause: usize) -> bool {
        let token = &self.text.tokens[clause];
        token.xpos == Xpos::Vbn
            && token.deprel.is(Deprel::Acl)
            && token.deprel != Deprel::AclRelcl
            && !self.text.children(clause).any(|child| {
                matches!(self.text.tokens[child].deprel.base(), Deprel::Mark | Deprel::Aux | Deprel::Nsubj)
            })
    }

    /// "there *had been* five", "they *have* built six".
    pub(super) fn is_perfect(&self, clause: usize) -> bool {
        let auxiliaries: Vec<usize> = self.auxiliaries(clause).take(NOUNS).collect();
        let has_have = auxiliaries.iter().any(|&at| {
            self.lemma(at) == "have" && matches!(self.text.tokens[at].xpos, Xpos::Vbd | Xpos::Vbp | Xpos::Vbz)
        });
        let is_modal =
            auxiliaries.iter().any(|&at| self.text.tokens[at].xpos == Xpos::Md || self.is(at, "to"));
        has_have && !is_modal
    }
}
