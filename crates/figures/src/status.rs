//! Whether somebody gives a figure as true: negation and its scope, denials, what is planned, what is
//! only thought of. The clause that tells the figure is read first, then those above it, each of which
//! may take it back: "the army *denied* that …", "*reports* that … *are false*".

mod clauses;
mod presupposed;
mod sayings;

use super::counted::Counted;
use super::lexicon::StatusWords;
use super::quantity::Quantity;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::FigureStatus;

/// How many clauses are climbed.
const CLAUSES: usize = 7;
/// How many words a noun may stand below its verb.
const NOUNS: usize = 5;

/// The status of a figure that a word tells.
pub(super) fn status(
    text: &Annotated<'_>,
    words: &StatusWords,
    quantity: &Quantity,
    counted: &Counted,
) -> FigureStatus {
    let mut reader = Reader { text, words, counted, own: None };
    if reader.is_presupposed(quantity) {
        return FigureStatus::Given;
    }
    let own = reader.verb_above(counted.told_by, quantity);
    reader.own = own;
    let status = reader.climbed(own, quantity);
    // "asked to strike a line *noting that there had been* five raids": what had been was not to come.
    let is_done = own.is_some_and(|clause| reader.is_perfect(clause));
    match status {
        FigureStatus::Planned if is_done => FigureStatus::Given,
        FigureStatus::Given if reader.is_projected() => FigureStatus::Planned,
        status => status,
    }
}

struct Reader<'r, 't> {
    text: &'r Annotated<'t>,
    words: &'r StatusWords,
    /// What the figure counts.
    counted: &'r Counted,
    /// The verb of the clause that tells it.
    own: Option<usize>,
}

impl Reader<'_, '_> {
    /// What the clause that tells the figure makes of it, or those above.
    fn climbed(&self, own: Option<usize>, quantity: &Quantity) -> FigureStatus {
        let mut at = own;
        // "a plan to kill 20": whatever stands between the number and its verb may say so too.
        if let Some(status) = self.below_noun(self.counted.told_by, at) {
            return status;
        }
        for depth in 0..CLAUSES {
            let Some(clause) = at else { break };
            if let Some(status) = self.of_clause(clause, quantity, depth == 0) {
                return status;
            }
            let (status, next) = self.above(clause);
            if let Some(status) = status {
                return status;
            }
            at = next;
        }
        FigureStatus::Given
    }

    fn lemma(&self, at: usize) -> &str {
        &self.text.tokens[at].lemma
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.text.tokens.get(at).is_some() && self.text.form(at).eq_ignore_ascii_case(word)
    }

    fn head(&self, at: usize) -> Option<usize> {
        self.text.tokens[at].head.map(|head| head as usize)
    }

    /// The verb of the clause that holds a word: itself, or the one it hangs on.
    fn verb_above(&self, told_by: usize, quantity: &Quantity) -> Option<usize> {
        let mut at = told_by;
        for _ in 0..NOUNS {
            let token = &self.text.tokens[at];
            let is_clause = token.upos == Upos::Verb
                || self.text.children(at).any(|child| self.text.tokens[child].deprel == Deprel::Cop)
                || token.deprel == Deprel::Root;
            // A participle before its noun ("five killed soldiers") tells no clause.
            let is_attribute = token.deprel == Deprel::Amod;
            if is_clause && !is_attribute && !(quantity.words.start..quantity.words.end).contains(&at) {
                return Some(at);
            }
            at = self.head(at)?;
        }
        Some(at)
    }

    /// What the nouns between a figure and its verb say: "an attempt on 20 lives", "threats against".
    fn below_noun(&self, told_by: usize, verb: Option<usize>) -> Option<FigureStatus> {
        let mut at = told_by;
        for _ in 0..NOUNS {
            let head = self.head(at)?;
            if Some(head) == verb || Some(at) == verb {
                return None;
            }
            // "was tried for an attempt on his life *and 10 thefts*": joined to it, and none of it.
            if self.text.tokens[at].deprel.is(Deprel::Conj) && self.text.tokens[head].upos == Upos::Noun {
                at = head;
                continue;
            }
            // "the release of 20 is planned" is the verb's; "plans for the release of 20" the noun's.
            if self.text.tokens[head].upos == Upos::Noun {
                if self.words.plan.nouns.contains(self.lemma(head)) && self.has_case(at, &["for", "on", "to"])
                {
                    return Some(FigureStatus::Planned);
                }
                if self.words.suppose.nouns.contains(self.lemma(head)) && !self.is_only_met(at, head) {
                    return Some(FigureStatus::Hypothetical);
                }
                if let Some(status) = self.of_saying_noun(head) {
                    return Some(status);
                }
            }
            at = head;
        }
        None
    }

    fn has_case(&self, noun: usize, cases: &[&str]) -> bool {
        self.text.children(noun).any(|child| {
            self.text.tokens[child].deprel.is(Deprel::Case) && cases.iter().any(|case| self.is(child, case))
        })
    }

    /// What the words above a clause make of it, and the clause to go on with.
    fn above(&self, clause: usize) -> (Option<FigureStatus>, Option<usize>) {
        let Some(head) = self.head(clause) else { return (None, None) };
        let relation = self.text.tokens[clause].deprel;
        // "denied planning to invade, *despite having massed* 900 soldiers": that is a fact beside.
        const BESIDE: [&str; 5] = ["despite", "although", "though", "because", "since"];
        let is_beside = relation.base() == Deprel::Advcl
            && self
                .text
                .children(clause)
                .any(|mark| mark < clause && BESIDE.iter().any(|word| self.is(mark, word)));
        if is_beside {
            return (None, None);
        }
        // "asked whether a man *accused* of killing six had fled": he is accused of it.
        if self.is_bare_participle(clause) || self.is_of_charged(clause) {
            return (None, None);
        }
        let lemma = self.lemma(head);
        let token = &self.text.tokens[head];
        match relation.base() {
            Deprel::Ccomp
            | Deprel::Xcomp
            | Deprel::Csubj
            | Deprel::Advcl
            | Deprel::Acl
            | Deprel::Obl
            | Deprel::Nsubj
            | Deprel::Obj
                if relation != Deprel::AclRelcl || self.is_said_clause(clause, head) =>
            {
                let is_complement = relation.base() != Deprel::Advcl;
                if self.is_left_open(clause, head) {
                    return (Some(FigureStatus::Hypothetical), None);
                }
                // "acquitted him of murdering four"; but "cleared the village, killing four".
                let is_acquitted = |at: usize| {
                    self.words.acquit.verbs.contains(self.lemma(at)) && !self.is_negated(at, None)
                };
                let has_of = self.text.children(clause).any(|child| child < clause && self.is(child, "of"));
                // The tree may hang the killing on whoever is acquitted.
                let is_of_acquitted = is_acquitted(head)
                    || relation.base() == Deprel::Acl && self.head(head).is_some_and(is_acquitted);
                if has_of && is_of_acquitted && self.text.tokens[clause].xpos == Xpos::Vbg {
                    return (Some(FigureStatus::Denied), None);
                }
                if is_complement && self.words.deny.verbs.contains(lemma) && !self.is_negated(head, None) {
                    return (Some(FigureStatus::Denied), None);
                }
                if matches!(token.upos, Upos::Adj | Upos::Noun) && relation.base() != Deprel::Acl
                    || relation.base() == Deprel::Csubj
                {
                    let is_true = matches!(lemma, "true" | "correct" | "accurate" | "case" | "right");
                    let is_false = self.words.untrue.words.contains(lemma);
                    let is_negated = self.is_negated(head, None);
                    if is_true && is_negated || is_false && !is_negated {
                        return (Some(FigureStatus::Denied), None);
                    }
                }
                let has_to = self.text.children(clause).any(|child| child < clause && self.is(child, "to"))
                    || self.text.tokens[clause].xpos == Xpos::Vbg;
                // "claimed to have killed": what is behind is told as done.
                let is_perfect = self.auxiliaries(clause).any(|at| self.lemma(at) == "have");
                if has_to && !is_perfect && is_complement {
                    if self.words.fail.verbs.contains(lemma)
                        && self.is_brought_about(self.own.unwrap_or(clause))
                    {
                        return (Some(FigureStatus::Denied), None);
                    }
                    if self.words.suppose.verbs.contains(lemma) || self.words.suppose.nouns.contains(lemma) {
                        return (Some(FigureStatus::Hypothetical), None);
                    }
                    let is_wanted =
                        self.words.plan.verbs.contains(lemma) || self.words.plan.nouns.contains(lemma);
                    if is_wanted && self.text.tokens[clause].xpos != Xpos::Vbg {
                        return (Some(FigureStatus::Planned), None);
                    }
                }
                // "looks for 12 people *to give* $200", "needs 40 men to build it": what they are wanted for.
                let is_infinitive = has_to && self.text.tokens[clause].xpos == Xpos::Vb;
                let wants = |verb: usize| {
                    self.text.tokens[verb].upos == Upos::Verb
                        && self.words.wanting.verbs.contains(self.lemma(verb))
                };
                let is_wanted_for = is_infinitive
                    && (relation.base() == Deprel::Acl && self.head(head).is_some_and(wants)
                        || relation.base() == Deprel::Advcl && clause > head && wants(head)
                        || relation.base() == Deprel::Xcomp && self.is_of_wanted(clause) && wants(head));
                if is_wanted_for {
                    return (Some(FigureStatus::Planned), None);
                }
                if token.upos == Upos::Noun
                    && self.words.saying.nouns.contains(lemma)
                    && let Some(status) = self.of_saying_noun(head)
                {
                    return (Some(status), None);
                }
                (self.warned(clause, head), self.verb_of(head))
            }
            Deprel::Conj | Deprel::Parataxis => (None, Some(head)),
            _ => (None, None),
        }
    }

    /// The clause of a noun or verb.
    fn verb_of(&self, at: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..NOUNS {
            let token = &self.text.tokens[at];
            if token.upos == Upos::Verb || token.upos == Upos::Adj || token.deprel == Deprel::Root {
                return Some(at);
            }
            at = self.head(at)?;
        }
        None
    }
}
