//! What is only told of: reports, claims, warnings, and questions that are left open.

use super::Reader;
use dateline_language::Deprel;
use dateline_model::FigureStatus;

impl Reader<'_, '_> {
    /// "would neither deny nor confirm 12 deaths", "would not say whether nine were hurt": nobody gives it.
    pub(super) fn is_left_open(&self, clause: usize, head: usize) -> bool {
        const REACH: usize = 6;
        let is_clause = matches!(
            self.text.tokens[clause].deprel.base(),
            Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl | Deprel::Advcl
        );
        let mark = self
            .text
            .children(clause)
            .find(|&child| child < clause && self.text.tokens[child].deprel.is(Deprel::Mark));
        let is_asked = mark.is_some_and(|mark| {
            self.is(mark, "whether")
                || self.is(mark, "if")
                    && self.words.asking.verbs.contains(self.lemma(head))
                    && self.text.tokens[clause].deprel.base() != Deprel::Advcl
        });
        let is_either = matches!(self.lemma(head), "confirm" | "deny")
            && (head.saturating_sub(REACH)..head).any(|at| self.is(at, "neither"));
        // "could not confirm reports that", "declined to confirm that".
        let is_unconfirmed = self.lemma(head) == "confirm"
            && (self.is_negated(head, None)
                || self.head(head).is_some_and(|above| self.words.fail.verbs.contains(self.lemma(above))));
        is_clause && (is_asked || is_either || is_unconfirmed)
    }

    /// "reports that 30 had been killed": what the noun says, though it is parsed as a relative clause.
    pub(super) fn is_said_clause(&self, clause: usize, noun: usize) -> bool {
        self.words.saying.nouns.contains(self.lemma(noun))
            && self.text.children(clause).any(|child| self.text.tokens[child].deprel.is(Deprel::Mark))
    }

    /// "warned that 50 could die" says so itself; "warned that they would kill six" is a threat.
    pub(super) fn warned(&self, clause: usize, head: usize) -> Option<FigureStatus> {
        let is_future =
            self.auxiliaries(clause).any(|at| ["would", "will", "'ll"].iter().any(|word| self.is(at, word)));
        (is_future && matches!(self.lemma(head), "warn" | "threaten")).then_some(FigureStatus::Hypothetical)
    }

    /// "dismissed reports that …", "reports that … are false", "contrary to reports that …", "no
    /// evidence that …", "fears that … proved unfounded".
    pub(super) fn of_saying_noun(&self, noun: usize) -> Option<FigureStatus> {
        if !self.words.saying.nouns.contains(self.lemma(noun)) {
            return None;
        }
        let is_none = self.text.children(noun).any(|child| child < noun && self.is(child, "no"));
        if is_none || self.text.children(noun).any(|child| self.is(child, "contrary")) {
            return Some(FigureStatus::Denied);
        }
        // "false reports that".
        let is_false = self.text.children(noun).any(|child| {
            self.text.tokens[child].deprel.is(Deprel::Amod)
                && self.words.untrue.words.contains(self.lemma(child))
        });
        if is_false {
            return Some(FigureStatus::Denied);
        }
        let relation = self.text.tokens[noun].deprel;
        let head = self.head(noun)?;
        let lemma = self.lemma(head);
        if self.is(head, "contrary")
            || head > 0 && relation.base() == Deprel::Obl && self.has_case(noun, &["contrary"])
        {
            return Some(FigureStatus::Denied);
        }
        match relation.base() {
            Deprel::Obj | Deprel::Nsubj
                if self.words.deny.verbs.contains(lemma) && !self.is_negated(head, None) =>
            {
                // "the reports contradict …" deny something else.
                (relation.base() == Deprel::Obj || relation == Deprel::NsubjPass)
                    .then_some(FigureStatus::Denied)
            }
            // "proved false", "were wrong", "turned out to be unfounded", "called the reports false".
            Deprel::Nsubj | Deprel::Obj => {
                let is_false = |at: usize| self.words.untrue.words.contains(self.lemma(at));
                let below = self.text.children(head).any(|child| {
                    matches!(
                        self.text.tokens[child].deprel.base(),
                        Deprel::Xcomp | Deprel::Obj | Deprel::Ccomp | Deprel::Obl
                    ) && is_false(child)
                });
                ((is_false(head) || below) && !self.is_negated(head, None)).then_some(FigureStatus::Denied)
            }
            _ => None,
        }
    }
}
