//! What a clause says of itself: negations, modals, what is to come, conditions.

use super::Reader;
use crate::quantity::Quantity;
use dateline_language::{Deprel, Upos, Xpos};
use dateline_model::FigureStatus;

impl Reader<'_, '_> {
    pub(super) fn is_negation(&self, at: usize) -> bool {
        ["not", "n't", "n’t", "never", "nor"].iter().any(|word| self.is(at, word))
            || self.is(at, "no") && self.is(at + 1, "longer")
    }

    /// Whether a clause is negated; "not only", "not just" negate nothing, nor does what stands in the
    /// quantity itself ("not more than 5").
    pub(super) fn is_negated(&self, clause: usize, quantity: Option<&Quantity>) -> bool {
        self.text.children(clause).any(|child| {
            let is_in_quantity = quantity.is_some_and(|quantity| quantity.words.range().contains(&child));
            let is_before_it = quantity.is_some_and(|quantity| child + 1 == quantity.words.start);
            let is_only = ["only", "just", "merely", "least"].iter().any(|word| self.is(child + 1, word));
            self.is_negation(child) && !is_in_quantity && !is_before_it && !is_only
        }) || self.has_none_as_subject(clause)
    }

    /// "Nobody *but two guards* was killed": these were.
    pub(super) fn is_excepted(&self, quantity: &Quantity) -> bool {
        let start = quantity.words.start;
        let before = |by: usize, words: &[&str]| {
            start.checked_sub(by).is_some_and(|at| words.iter().any(|word| self.is(at, word)))
        };
        before(1, &["but", "except", "save", "besides", "barring"])
            || before(1, &["for", "from"]) && before(2, &["except", "save", "apart", "aside"])
    }

    /// "Nobody was …", "No one has …", "Neither …".
    pub(super) fn has_none_as_subject(&self, clause: usize) -> bool {
        self.text.children(clause).any(|child| {
            self.text.tokens[child].deprel.base() == Deprel::Nsubj
                && (["nobody", "none", "neither", "nothing"].iter().any(|word| self.is(child, word))
                    || self.is(child, "one") && child > 0 && self.is(child - 1, "no"))
        })
    }

    pub(super) fn auxiliaries(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        // "From 3 May the army freed …" is a month.
        let is_month = |at: usize| self.text.form(at) == "May" && at > self.text.sentence(at).words.start;
        self.text.children(clause).filter(move |&child| {
            child < clause
                && !is_month(child)
                && (matches!(self.text.tokens[child].deprel.base(), Deprel::Aux | Deprel::Cop)
                    || self.text.tokens[child].upos == Upos::Aux)
        })
    }

    /// What a clause says of itself.
    pub(super) fn of_clause(&self, clause: usize, quantity: &Quantity, is_own: bool) -> Option<FigureStatus> {
        let is_negated = is_own && self.is_negated(clause, Some(quantity));
        if is_negated && !self.is_excepted(quantity) && !self.is_untouched(clause) {
            // "Had they come, we would not have 40 burnt shops": there are 40.
            let is_counterfactual = self.of_modal(clause) == Some(FigureStatus::Hypothetical)
                && self.auxiliaries(clause).any(|at| self.is(at, "would"))
                && self.text.children(clause).any(|child| {
                    self.text.tokens[child].deprel.base() == Deprel::Advcl
                        && self.is_condition(child)
                        && (self.is(child, "had") || self.auxiliaries(child).any(|at| self.is(at, "had")))
                });
            return Some(if is_counterfactual { FigureStatus::Given } else { FigureStatus::Denied });
        }
        // "Reports that 12 had died are false", where the tree hangs what is false on the dying.
        let is_called_false = self.text.children(clause).any(|child| {
            child > clause
                && self.words.untrue.words.contains(self.lemma(child))
                && (self.text.tokens[child].deprel.is(Deprel::Xcomp)
                    || self.text.children(child).any(|cop| self.text.tokens[cop].deprel == Deprel::Cop))
        });
        if is_called_false {
            return Some(FigureStatus::Denied);
        }
        if self.is_condition(clause) {
            return Some(FigureStatus::Hypothetical);
        }
        if !is_own {
            return None;
        }
        if let Some(status) = self.of_modal(clause) {
            return Some(status);
        }
        // "could kill 50 and injure 100": a bare verb that is joined has the first one's modal.
        let token = &self.text.tokens[clause];
        if token.deprel.is(Deprel::Conj)
            && matches!(token.xpos, Xpos::Vb)
            && let Some(first) = self.head(clause)
        {
            return self.of_modal(first).or_else(|| self.to_come(first));
        }
        self.to_come(clause)
    }

    pub(super) fn of_modal(&self, clause: usize) -> Option<FigureStatus> {
        let auxiliaries: Vec<usize> = self.auxiliaries(clause).collect();
        let is_perfect = auxiliaries.iter().any(|&at| self.lemma(at) == "have");
        // "“If it breaks, 40 will drown,” he said": the condition may hang on the saying.
        let is_told = matches!(self.text.tokens[clause].deprel.base(), Deprel::Ccomp | Deprel::Parataxis);
        let above = self.head(clause).filter(|_| is_told);
        let beside =
            above.into_iter().flat_map(|saying| self.text.children(saying)).filter(|&child| child < clause);
        let is_conditional =
            self.text.children(clause).chain(beside).any(|child| {
                self.text.tokens[child].deprel.base() == Deprel::Advcl && self.is_condition(child)
            }) || self.hangs_on_condition(clause);
        auxiliaries.iter().find_map(|&at| {
            let form = self.text.form(at).to_ascii_lowercase();
            match form.as_str() {
                // "may have died" is thought to be so.
                "may" | "might" if is_perfect => None,
                "could" | "would" | "'d" | "’d" | "should" if is_perfect && form != "'d" && form != "’d" => {
                    Some(FigureStatus::Hypothetical)
                }
                "could" | "may" | "might" | "can" | "should" | "must" | "ca" => {
                    Some(FigureStatus::Hypothetical)
                }
                "will" | "shall" | "wo" | "'ll" | "’ll" => {
                    Some(if is_conditional { FigureStatus::Hypothetical } else { FigureStatus::Planned })
                }
                "would" => Some(if is_conditional || !self.is_told_plan(clause) {
                    FigureStatus::Hypothetical
                } else {
                    FigureStatus::Planned
                }),
                _ => None,
            }
        })
    }

    /// "If they come, there will be soldiers here *who will march*": what those will do who are there only then.
    pub(super) fn hangs_on_condition(&self, clause: usize) -> bool {
        let Some(noun) = self.head(clause).filter(|_| self.text.tokens[clause].deprel == Deprel::AclRelcl)
        else {
            return false;
        };
        self.head(noun).is_some_and(|verb| {
            self.text.children(verb).any(|child| {
                self.text.tokens[child].deprel.base() == Deprel::Advcl && self.is_condition(child)
            })
        })
    }

    /// "said that it would release 20": what was to come then; "warned that it would kill six" is a
    /// threat, "would kill 50" alone only thought of.
    pub(super) fn is_told_plan(&self, clause: usize) -> bool {
        let Some(head) = self.head(clause) else { return false };
        let token = &self.text.tokens[clause];
        matches!(token.deprel.base(), Deprel::Ccomp | Deprel::Parataxis)
            && self.text.tokens[head].upos == Upos::Verb
            && !self.words.suppose.verbs.contains(self.lemma(head))
            && self.words.told.verbs.contains(self.lemma(head))
    }

    /// "4,000 people are to be evacuated", "the plan was to murder 20".
    pub(super) fn to_come(&self, clause: usize) -> Option<FigureStatus> {
        let to = self.text.children(clause).find(|&child| child < clause && self.is(child, "to"))?;
        let is_to_be = to > 0 && ["is", "are", "was", "were", "be"].iter().any(|word| self.is(to - 1, word));
        let subject =
            self.text.children(clause).find(|&child| self.text.tokens[child].deprel.base() == Deprel::Nsubj);
        if let Some(subject) = subject {
            if self.words.plan.nouns.contains(self.lemma(subject)) {
                return Some(FigureStatus::Planned);
            }
            if self.words.suppose.nouns.contains(self.lemma(subject)) {
                return Some(FigureStatus::Hypothetical);
            }
        }
        is_to_be.then_some(FigureStatus::Planned)
    }

    /// "if the dam breaks", "had it gone off", "unless they leave".
    pub(super) fn is_condition(&self, clause: usize) -> bool {
        let token = &self.text.tokens[clause];
        // "asked whether 12 had died", "nobody knows whether ten will come": a question that is left open.
        let is_open = matches!(token.deprel.base(), Deprel::Ccomp | Deprel::Csubj)
            && self
                .text
                .children(clause)
                .any(|child| child < clause && ["if", "whether"].iter().any(|word| self.is(child, word)));
        if is_open {
            return true;
        }
        let has_mark = self.text.children(clause).any(|child| {
            child < clause
                && (["if", "unless", "lest", "whether"].iter().any(|word| self.is(child, word)))
                && !(self.is(child, "if")
                    && child > 0
                    && (self.is(child - 1, "as") || self.is(child - 1, "even")))
        });
        if has_mark {
            return token.deprel.base() == Deprel::Advcl || token.deprel == Deprel::Root;
        }
        // "Had it gone off, …": the auxiliary stands before its subject, and no question is asked.
        if token.deprel.base() != Deprel::Advcl {
            return false;
        }
        let subject =
            self.text.children(clause).find(|&child| self.text.tokens[child].deprel.base() == Deprel::Nsubj);
        self.auxiliaries(clause).any(|at| {
            ["had", "were", "should"].iter().any(|word| self.is(at, word))
                && subject.is_some_and(|subject| at < subject)
        })
    }
}
