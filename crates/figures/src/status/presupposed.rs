//! Figures that hold even where their clause does not. "The town did not join the club of 30 towns": it did not join, and
//! the club has 30 towns. A plan, a condition or a "not" makes the deed uncertain, and not whom or what it would
//! be done to: "400 clerks did not come" is of 400 clerks. What only the deed would bring about is uncertain with it:
//! "they did not build 400 homes", "they plan to build the first 400 homes".

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
        self.is_known(quantity) && !self.is_fresh(quantity) && !self.is_created(head)
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

    /// "the *next* 400 homes", "its *first* 20 buses": known by nothing but what is said of them; but "its *new* $5m deal".
    fn is_fresh(&self, quantity: &Quantity) -> bool {
        if !self.counted.is_countable {
            return false;
        }
        let start = quantity.words.start;
        let first = self.text.sentence(start).words.start;
        let is_fresh = |at: usize| self.words.fresh.words.contains(&self.text.form(at).to_lowercase());
        (start.saturating_sub(BEFORE).max(first)..quantity.number_start).any(is_fresh)
            || self.text.children(self.top()).any(|child| {
                child > start && self.text.tokens[child].deprel.is(Deprel::Amod) && is_fresh(child)
            })
    }

    /// "to build *the 400 homes*", "when *the 400 homes* are built": there are none before that.
    fn is_created(&self, head: usize) -> bool {
        let is_of_deed = self.text.tokens[head].deprel.is(Deprel::Obj)
            || self.text.tokens[head].deprel == Deprel::NsubjPass;
        is_of_deed && self.head(head).is_some_and(|deed| self.words.create.verbs.contains(self.lemma(deed)))
    }

    /// "*the* top four scorers", "*its* final two games", "the two halls and *14 rooms*".
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

    /// "lost the lead *in 19 towns*", "near the border *with two lands*": where something is that is told of; but "plan
    /// strikes *in 12 towns*", "would open schools *in 12 towns*".
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
            && !self.is_to_be(head)
            && (self.has_case(head, &["in", "at", "from", "near", "across", "among"])
                || self.has_case(head, &["with", "of"]) && is_border())
    }

    /// "plan *strikes* in 12 towns", "a threat of *strikes* in 12 towns": what stands above is not there, or not yet.
    fn is_to_be(&self, head: usize) -> bool {
        let mut at = head;
        for _ in 0..NOUNS {
            let Some(above) = self.head(at) else { return false };
            let lemma = self.lemma(above);
            if self.text.tokens[above].upos == Upos::Verb {
                let is_of_deed = matches!(self.text.tokens[at].deprel.base(), Deprel::Obj | Deprel::Obl)
                    || self.text.tokens[at].deprel == Deprel::NsubjPass;
                return is_of_deed
                    && [
                        &self.words.plan.verbs,
                        &self.words.suppose.verbs,
                        &self.words.bring.verbs,
                        &self.words.create.verbs,
                    ]
                    .iter()
                    .any(|verbs| verbs.contains(lemma));
            }
            if self.words.plan.nouns.contains(lemma) || self.words.suppose.nouns.contains(lemma) {
                return true;
            }
            at = above;
        }
        false
    }

    /// "plan *12 strikes*", "plan strikes *in 12 towns*", "*400 homes* are planned"; but "plan talks *with six men*".
    pub(super) fn is_projected(&self) -> bool {
        const WHERE: [&str; 5] = ["in", "at", "across", "near", "of"];
        let mut at = self.top();
        for _ in 0..NOUNS {
            let Some(above) = self.head(at) else { return false };
            let token = &self.text.tokens[at];
            let is_project = self.text.tokens[above].upos == Upos::Verb
                && self.words.project.verbs.contains(self.lemma(above));
            match token.deprel.base() {
                Deprel::Nmod if self.has_case(at, &WHERE) => at = above,
                Deprel::Conj => at = above,
                Deprel::Obj => return is_project,
                Deprel::Nsubj => return is_project && token.deprel == Deprel::NsubjPass,
                // "plan strikes in 12 towns", where the tree has it that they are planned there.
                Deprel::Obl => {
                    let is_of_deed = |child: usize| {
                        let token = &self.text.tokens[child];
                        token.deprel.is(Deprel::Obj) || token.deprel == Deprel::NsubjPass
                    };
                    return is_project
                        && self.has_case(at, &WHERE)
                        && self.text.children(above).any(is_of_deed);
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether a no of the clause does not touch those who are counted: they stand before it ("*400 clerks* did not come"),
    /// below another noun ("would not drop the charge *against six men*"), or are met by a deed that brings nothing about
    /// ("did not see *two men*"); but "did not send two men", "*40 homes* were never built".
    pub(super) fn is_untouched(&self, clause: usize) -> bool {
        if self.counted.is_effect {
            return false;
        }
        let head = self.top();
        let is_there =
            self.text.children(clause).any(|child| self.text.tokens[child].deprel.is(Deprel::Expl));
        match self.text.tokens[head].deprel.base() {
            Deprel::Nsubj if self.head(head) == Some(clause) => {
                let is_passive = self.text.tokens[head].deprel == Deprel::NsubjPass;
                !(is_there || is_passive && !self.counted.is_people && self.is_brought_about(clause))
            }
            Deprel::Obj if self.head(head) == Some(clause) => !self.is_brought_about(clause),
            Deprel::Nmod => self.head(head).is_some_and(|above| self.text.tokens[above].upos == Upos::Noun),
            _ => false,
        }
    }

    /// "failed to *build* 20 homes": there are none; "failed to *note* 20 gifts": there are 20.
    pub(super) fn is_brought_about(&self, clause: usize) -> bool {
        self.counted.is_effect
            || self.text.tokens[clause].upos != Upos::Verb
            || [&self.words.bring, &self.words.create, &self.words.project]
                .iter()
                .any(|words| words.verbs.contains(self.lemma(clause)))
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

    /// "a smith accused of *killing* six": the same where the tagger takes "accused" for a noun.
    pub(super) fn is_of_charged(&self, clause: usize) -> bool {
        let is_gerund = self.text.tokens[clause].xpos == Xpos::Vbg
            && clause >= 2
            && self.is(clause - 1, "of")
            && self.text.tokens[clause].deprel.is(Deprel::Acl);
        is_gerund
            && self.text.tokens[clause - 2].upos == Upos::Noun
            && self.head(clause) == Some(clause - 2)
            && self.words.charged.words.contains(&self.text.form(clause - 2).to_lowercase())
            && clause >= 3
            && matches!(self.text.tokens[clause - 3].upos, Upos::Noun | Upos::Propn)
    }

    /// "looks *for 12 people to give* $200": those who are wanted are told of before what they are wanted for.
    pub(super) fn is_of_wanted(&self, clause: usize) -> bool {
        self.text.children(clause).any(|child| child < clause && self.is(child, "for"))
            && self
                .text
                .children(clause)
                .any(|child| child < clause && self.text.tokens[child].deprel.is(Deprel::Nsubj))
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
