//! Whether words judge: give a thing a good or bad name, or lay a wrong on somebody.

use super::super::contents::Content;
use super::super::context::Context;
use super::doing::ActReader;
use dateline_language::{Deprel, Upos, Word, Xpos};
use dateline_model::{Span, StatementAct};

impl ActReader<'_, '_> {
    /// The act of giving a thing a good or bad name.
    pub(super) fn judgement(&self, content: &Content) -> Option<StatementAct> {
        content.pieces.iter().find_map(|&piece| self.judged(piece))
    }

    pub(super) fn judged(&self, words: Span<Word>) -> Option<StatementAct> {
        let negated = |at: usize| {
            (at.saturating_sub(3).max(words.start)..at)
                .any(|word| matches!(self.context.lemma(word), "not" | "no" | "never" | "n't"))
        };
        match (self.words.bad.find(self.context, words), self.words.good.find(self.context, words)) {
            (Some(bad), Some(good)) if good < bad && !negated(good) => Some(StatementAct::Praise),
            (Some(bad), _) if !negated(bad) => Some(StatementAct::Criticize),
            (None, Some(good)) if !negated(good) => Some(StatementAct::Praise),
            _ => None,
        }
    }

    /// The same of a sentence, where a word says it of somebody or something: "The vote was a *farce*",
    /// "We *applaud* them"; not "a *dangerous* road to the north", which only tells which.
    pub(super) fn judged_in_sentence(&self, words: Span<Word>) -> Option<StatementAct> {
        let act = self.judged(words)?;
        let list = if act == StatementAct::Praise { &self.words.good } else { &self.words.bad };
        list.find(self.context, words).is_some_and(|at| self.is_asserted(at, words)).then_some(act)
    }

    pub(super) fn is_asserted(&self, at: usize, words: Span<Word>) -> bool {
        let context = self.context;
        // "heart failure", "power loss": a thing of its kind.
        if context.upos(at) == Upos::Noun && context.has_child(at, Deprel::Compound) {
            return false;
        }
        let mut word = at;
        for _ in 0..4 {
            let relation = context.deprel(word);
            if context.has_child(word, Deprel::Cop) || relation.is(Deprel::Xcomp) {
                return true;
            }
            if context.upos(word) == Upos::Verb {
                let is_own =
                    crate::subjects::subject(context, word).is_some_and(|subject| self.is_own(subject));
                // "was left in a dangerous state" is done to a thing; "had reached a dangerous point" tells where it is.
                // "has sent a bad message" judges what was sent.
                let is_object = context.head(at).is_some_and(|noun| {
                    context.head(noun) == Some(word) && context.deprel(noun).is(Deprel::Obj)
                });
                let is_done_to =
                    context.xpos(word) == Xpos::Vbn && (is_object || !is_perfect(self.context, word));
                return is_own || is_done_to || self.is_naming_object(at, word);
            }
            let goes_up = matches!(
                relation.base(),
                Deprel::Amod | Deprel::Compound | Deprel::Conj | Deprel::Advmod | Deprel::Nmod | Deprel::Obj
            );
            match context.head(word).filter(|&head| words.start <= head && head < words.end) {
                Some(head) if goes_up => word = head,
                Some(_) => return false,
                // The head of what is said.
                None => return true,
            }
        }
        false
    }

    /// "did a *great job*", "is making a *mistake*", "tells *nonsense*".
    pub(super) fn is_naming_object(&self, at: usize, verb: usize) -> bool {
        let context = self.context;
        at > verb
            && matches!(
                context.lemma(verb),
                "do" | "make"
                    | "commit"
                    | "have"
                    | "show"
                    | "tell"
                    | "call"
                    | "find"
                    | "consider"
                    | "constitute"
                    | "represent"
                    | "remain"
                    | "become"
                    | "see"
                    | "bring"
                    | "face"
                    | "suffer"
            )
    }

    /// Whether a blaming word is asserted of somebody else.
    pub(super) fn blames(&self, at: usize, words: Span<Word>) -> bool {
        let context = self.context;
        // "could amount to a war crime" asserts enough.
        let amounts = (words.start..at).any(|word| matches!(context.lemma(word), "amount" | "constitute"));
        let hypothetical = !amounts
            && (words.start..at)
                .any(|word| matches!(context.lemma(word), "if" | "could" | "might" | "whether"));
        let own = crate::subjects::subject(context, at).is_some_and(|subject| self.is_own(subject));
        // "never lend to a neighbour who robs others": which one is not said.
        let is_of_some = context.deprel(at) == Deprel::AclRelcl
            && context.head(at).is_some_and(|noun| {
                context
                    .annotated
                    .children(noun)
                    .any(|child| matches!(context.lower(child).as_str(), "a" | "an" | "any"))
            });
        !is_of_some && !hypothetical && !own && (context.upos(at) != Upos::Noun || self.is_laid_on(at))
    }

    /// "This was a *massacre*", "Norland's *aggression*", "they commit *crimes*": a noun blames where it is
    /// said of something, or is somebody's; not in "those who flee the *atrocities*".
    pub(super) fn is_laid_on(&self, noun: usize) -> bool {
        let context = self.context;
        // "help them defend themselves from Norland's aggression", "since its invasion": told beside the matter.
        let is_beside = context.marker(noun).is_some_and(|marker| {
            matches!(
                context.lower(marker).as_str(),
                "from"
                    | "against"
                    | "amid"
                    | "after"
                    | "during"
                    | "since"
                    | "before"
                    | "following"
                    | "despite"
                    | "about"
            )
        });
        if is_beside {
            return false;
        }
        if context.has_child(noun, Deprel::Cop) || context.head(noun).is_none() {
            return true;
        }
        let is_owned = context.annotated.children(noun).any(|child| {
            context.deprel(child) == Deprel::NmodPoss && !self.is_own(child)
                || child < noun && context.names[child].is_some()
                || context.marker(child).is_some_and(|marker| context.lower(marker) == "by")
        });
        let is_done = context.head(noun).is_some_and(|head| {
            matches!(
                context.lemma(head),
                "commit"
                    | "perpetrate"
                    | "constitute"
                    | "amount"
                    | "carry"
                    | "be"
                    | "continue"
                    | "show"
                    | "spread"
                    | "use"
                    | "launch"
                    | "wage"
                    | "stage"
                    | "plan"
                    | "engage"
                    | "involve"
                    | "call"
            )
        });
        is_owned || is_done
    }
}

/// "had *reached*": a participle of what somebody has done.
fn is_perfect(context: &Context<'_>, verb: usize) -> bool {
    !context.is_passive(verb)
        && context.annotated.children(verb).any(|child| {
            child < verb && context.deprel(child).is(Deprel::Aux) && context.lemma(child) == "have"
        })
}
