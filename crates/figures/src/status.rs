//! Whether somebody gives a figure as true: negation and its scope, denials, what is planned, what is
//! only thought of. The clause that tells the figure is read first, then those above it, each of which
//! may take it back: "the army *denied* that …", "*reports* that … *are false*".

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
    let reader = Reader { text, words };
    let mut at = reader.verb_above(counted.told_by, quantity);
    // "a plan to kill 20": whatever stands between the number and its verb may say so too.
    if let Some(status) = reader.below_noun(counted.told_by, at) {
        return status;
    }
    for depth in 0..CLAUSES {
        let Some(clause) = at else { break };
        if let Some(status) = reader.of_clause(clause, quantity, depth == 0) {
            return status;
        }
        let (status, next) = reader.above(clause);
        if let Some(status) = status {
            return status;
        }
        at = next;
    }
    FigureStatus::Given
}

struct Reader<'r, 't> {
    text: &'r Annotated<'t>,
    words: &'r StatusWords,
}

impl Reader<'_, '_> {
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
            // "the release of 20 is planned" is the verb's; "plans for the release of 20" the noun's.
            if self.text.tokens[head].upos == Upos::Noun {
                if self.words.plan.nouns.contains(self.lemma(head)) && self.has_case(at, &["for", "on", "to"])
                {
                    return Some(FigureStatus::Planned);
                }
                if self.words.suppose.nouns.contains(self.lemma(head)) {
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

    fn is_negation(&self, at: usize) -> bool {
        ["not", "n't", "n’t", "never", "nor"].iter().any(|word| self.is(at, word))
            || self.is(at, "no") && self.is(at + 1, "longer")
    }

    /// Whether a clause is negated; "not only", "not just" negate nothing, nor does what stands in the
    /// quantity itself ("not more than 5").
    fn is_negated(&self, clause: usize, quantity: Option<&Quantity>) -> bool {
        self.text.children(clause).any(|child| {
            let is_in_quantity = quantity.is_some_and(|quantity| quantity.words.range().contains(&child));
            let is_before_it = quantity.is_some_and(|quantity| child + 1 == quantity.words.start);
            let is_only = ["only", "just", "merely", "least"].iter().any(|word| self.is(child + 1, word));
            self.is_negation(child) && !is_in_quantity && !is_before_it && !is_only
        }) || self.has_none_as_subject(clause)
    }

    /// "Nobody *but two guards* was killed": these were.
    fn is_excepted(&self, quantity: &Quantity) -> bool {
        let start = quantity.words.start;
        let before = |by: usize, words: &[&str]| {
            start.checked_sub(by).is_some_and(|at| words.iter().any(|word| self.is(at, word)))
        };
        before(1, &["but", "except", "save", "besides", "barring"])
            || before(1, &["for", "from"]) && before(2, &["except", "save", "apart", "aside"])
    }

    /// "Nobody was …", "No one has …", "Neither …".
    fn has_none_as_subject(&self, clause: usize) -> bool {
        self.text.children(clause).any(|child| {
            self.text.tokens[child].deprel.base() == Deprel::Nsubj
                && (["nobody", "none", "neither", "nothing"].iter().any(|word| self.is(child, word))
                    || self.is(child, "one") && child > 0 && self.is(child - 1, "no"))
        })
    }

    fn auxiliaries(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
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
    fn of_clause(&self, clause: usize, quantity: &Quantity, is_own: bool) -> Option<FigureStatus> {
        if is_own && self.is_negated(clause, Some(quantity)) && !self.is_excepted(quantity) {
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

    fn of_modal(&self, clause: usize) -> Option<FigureStatus> {
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
    fn hangs_on_condition(&self, clause: usize) -> bool {
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
    fn is_told_plan(&self, clause: usize) -> bool {
        let Some(head) = self.head(clause) else { return false };
        let token = &self.text.tokens[clause];
        matches!(token.deprel.base(), Deprel::Ccomp | Deprel::Parataxis)
            && self.text.tokens[head].upos == Upos::Verb
            && !self.words.suppose.verbs.contains(self.lemma(head))
            && matches!(
                self.lemma(head),
                "say"
                    | "announce"
                    | "pledge"
                    | "promise"
                    | "vow"
                    | "agree"
                    | "decide"
                    | "confirm"
                    | "tell"
                    | "declare"
                    | "add"
                    | "state"
                    | "report"
                    | "plan"
                    | "expect"
                    | "hope"
            )
    }

    /// "4,000 people are to be evacuated", "the plan was to murder 20".
    fn to_come(&self, clause: usize) -> Option<FigureStatus> {
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
    fn is_condition(&self, clause: usize) -> bool {
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
                    if self.words.fail.verbs.contains(lemma) {
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

    /// "neither confirmed nor denied that 12 had died", "would not say whether nine were hurt": nobody gives it.
    fn is_left_open(&self, clause: usize, head: usize) -> bool {
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
                    && matches!(
                        self.lemma(head),
                        "say"
                            | "know"
                            | "confirm"
                            | "ask"
                            | "tell"
                            | "disclose"
                            | "clear"
                            | "reveal"
                            | "wonder"
                    )
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
    fn is_said_clause(&self, clause: usize, noun: usize) -> bool {
        self.words.saying.nouns.contains(self.lemma(noun))
            && self.text.children(clause).any(|child| self.text.tokens[child].deprel.is(Deprel::Mark))
    }

    /// "warned that 50 could die" says so itself; "warned that they would kill six" is a threat.
    fn warned(&self, clause: usize, head: usize) -> Option<FigureStatus> {
        let is_future =
            self.auxiliaries(clause).any(|at| ["would", "will", "'ll"].iter().any(|word| self.is(at, word)));
        (is_future && matches!(self.lemma(head), "warn" | "threaten")).then_some(FigureStatus::Hypothetical)
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

    /// "dismissed reports that …", "reports that … are false", "contrary to reports that …", "no
    /// evidence that …", "fears that … proved unfounded".
    fn of_saying_noun(&self, noun: usize) -> Option<FigureStatus> {
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
