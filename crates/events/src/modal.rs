//! What the words around a verb say of whether it is done: auxiliaries, negations, conditions.

use super::lexicon::StatusCues;
use dateline_grammar::{clause, verb};
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::Status;

/// What the words around a trigger say about whether the deed was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Modality {
    pub status: Status,
    /// "will", "plans to", "is ready to".
    pub is_ahead: bool,
    /// "not", "never", "refused to".
    pub is_negated: bool,
    /// Verbs or nouns above the deed were looked at ("urged … to release").
    pub is_governed: bool,
    /// It stands in somebody's diary, and nobody promises it: "is due to", "the upcoming".
    pub is_scheduled: bool,
    /// "tried to": begun, and not said to be done.
    pub is_attempt: bool,
    /// "does not recognise", "is not willing": it is not done, and that is a stand.
    pub is_stand: bool,
    /// "had no choice but to", "did not hesitate to": the word above implies it.
    pub is_implied: bool,
}

impl Modality {
    /// Told as done.
    pub const PLAIN: Modality = Modality {
        status: Status::Happened,
        is_ahead: false,
        is_negated: false,
        is_governed: false,
        is_scheduled: false,
        is_attempt: false,
        is_stand: false,
        is_implied: false,
    };
}

/// "must not", "should not": a rule.
pub(super) fn is_ruled(text: &Annotated<'_>, verb: usize) -> bool {
    text.children(verb).any(|child| {
        text.tokens[child].deprel.is(Deprel::Aux)
            && matches!(text.tokens[child].lemma.to_lowercase().as_str(), "should" | "must" | "ought")
    })
}

/// "Should Togo attack": the auxiliary before its subject is a condition, unless it asks.
pub(super) fn stands_before_subject(text: &Annotated<'_>, verb: usize, auxiliary: usize) -> bool {
    let sentence = text.sentence(verb).words;
    let asks = sentence.range().rev().take(2).any(|word| text.form(word) == "?");
    !asks
        && text
            .children(verb)
            .any(|child| text.tokens[child].deprel.is(Deprel::Nsubj) && child > auxiliary && child < verb)
}

/// "does not recognise it", "is not willing to": what one does not do as a rule, not once.
pub(super) fn is_present(text: &Annotated<'_>, word: usize) -> bool {
    if text.tokens[word].upos == Upos::Adj {
        return true;
    }
    let auxiliary = text.children(word).find(|&child| text.tokens[child].deprel.is(Deprel::Aux));
    match auxiliary {
        Some(auxiliary) => {
            matches!(text.tokens[auxiliary].lemma.as_str(), "do" | "can")
                && !text.form(auxiliary).eq_ignore_ascii_case("did")
        }
        None => matches!(text.tokens[word].xpos, Xpos::Vbp | Xpos::Vbz),
    }
}

/// "Agreed *never to* arm Chad", "vowed *not to*": of the infinitive behind it, whatever the parser hangs it on.
pub(super) fn is_before_to(text: &Annotated<'_>, no: usize) -> bool {
    text.tokens.len() > no + 1
        && matches!(text.form(no).to_lowercase().as_str(), "not" | "never")
        && text.form(no + 1).eq_ignore_ascii_case("to")
}

/// Whether an infinitive is one of what is not to be done: "*never* to arm Chad".
pub(super) fn is_not_to(text: &Annotated<'_>, verb: usize) -> bool {
    verb::negation(text, verb).is_some()
        || text.children(verb).any(|to| {
            to < verb
                && text.tokens[to].deprel.is(Deprel::Mark)
                && to.checked_sub(1).is_some_and(|no| is_before_to(text, no))
        })
}

/// "not only attacked but burned": no negation.
pub(super) fn is_not_only(text: &Annotated<'_>, not: usize) -> bool {
    text.tokens.get(not + 1).is_some_and(|next| {
        matches!(next.lemma.to_lowercase().as_str(), "only" | "merely" | "just" | "simply" | "solely")
    })
}

/// "Nobody", "none of the men", "no soldier", "neither Oslo nor Rome".
pub(super) fn is_nobody(text: &Annotated<'_>, noun: usize) -> bool {
    let says_no = |word: usize| {
        matches!(
            text.tokens[word].lemma.to_lowercase().as_str(),
            "nobody" | "none" | "neither" | "no-one" | "nothing"
        )
    };
    // "*Not a single* guard was hurt", "*not one* house was hit".
    let first = text.subtree(noun).start;
    // "*Not one but two* houses", "*not a few* guards": somebody. "Not a man to wait, the general …": what he is like.
    let has_rival = || {
        text.tokens[noun].head.is_some_and(|verb| {
            text.children(verb as usize)
                .any(|child| child > noun && text.tokens[child].deprel.is(Deprel::Nsubj))
        })
    };
    let starts_with_not = |at: usize| {
        text.form(at).eq_ignore_ascii_case("not")
            && ["a", "an", "one", "single"]
                .iter()
                .any(|word| text.tokens.get(at + 1).is_some() && text.form(at + 1).eq_ignore_ascii_case(word))
            && (at + 2..noun).all(|between| {
                matches!(text.tokens[between].upos, Upos::Adj | Upos::Noun | Upos::Propn)
                    && !text.form(between).eq_ignore_ascii_case("few")
            })
            && !(noun == at + 1 && text.tokens.get(at + 2).is_some_and(|next| next.lemma == "but"))
            && !has_rival()
    };
    says_no(noun)
        || starts_with_not(first)
        || first > 0 && starts_with_not(first - 1)
        || text.children(noun).any(|child| {
            let relation = text.tokens[child].deprel.base();
            child < noun
                && matches!(relation, Deprel::Det | Deprel::Cc | Deprel::Advmod | Deprel::Amod)
                && (says_no(child) || text.tokens[child].lemma.eq_ignore_ascii_case("no"))
        })
}

/// "said it would lift the ban" looks ahead; "would kill" by itself is no more than thought.
pub(super) fn would(text: &Annotated<'_>, word: usize) -> Status {
    let is_reported =
        text.tokens[word].deprel.is(Deprel::Ccomp) || text.tokens[word].deprel.is(Deprel::Parataxis);
    // "It would invade *if* Peru did"
    let is_condition = text.children(word).any(|child| {
        text.tokens[child].deprel.is(Deprel::Advcl)
            && text.children(child).any(|mark| {
                mark < child && matches!(text.form(mark).to_lowercase().as_str(), "if" | "unless")
            })
    });
    if is_reported && !is_condition { Status::Planned } else { Status::Hypothetical }
}

/// "That Serbia withdraw", "that he be freed", "that it should end"; but "insisted that he *had* left" tells.
pub(super) fn is_subjunctive(text: &Annotated<'_>, verb: usize) -> bool {
    let mut auxiliaries =
        text.children(verb).filter(|&child| text.tokens[child].deprel.is(Deprel::Aux)).peekable();
    if auxiliaries.peek().is_none() {
        return matches!(text.tokens[verb].xpos, Xpos::Vb | Xpos::Vbp);
    }
    auxiliaries
        .any(|word| matches!(text.form(word).to_lowercase().as_str(), "be" | "should" | "must" | "ought"))
}

/// "Would be", "will prove": said of what is only thought of.
pub(super) fn is_only_thought_of(cues: &StatusCues, text: &Annotated<'_>, word: usize) -> bool {
    text.children(word).any(|child| {
        text.tokens[child].deprel.is(Deprel::Aux)
            && cues.supposing_auxiliary.contains(text.tokens[child].lemma.to_lowercase().as_str())
    }) && !text
        .children(word)
        .any(|child| text.tokens[child].deprel.is(Deprel::Aux) && text.tokens[child].lemma == "have")
}

/// "*In case* Peru attacks": a condition.
pub(super) fn is_in_case(text: &Annotated<'_>, verb: usize) -> bool {
    let start = text.subtree(verb).start;
    let is =
        |at: usize, word: &str| text.tokens.get(at).is_some() && text.form(at).eq_ignore_ascii_case(word);
    is(start, "in") && is(start + 1, "case") && !is(start + 2, "of") && start < verb
        || start > 0 && is(start - 1, "in") && is(start, "case") && start < verb
}

/// "*As long as* Peru is not attacked", "so long as it is": a condition.
pub(super) fn is_as_long_as(text: &Annotated<'_>, verb: usize) -> bool {
    text.children(verb).filter(|&child| child < verb && text.form(child).eq_ignore_ascii_case("as")).any(
        |mark| {
            mark >= 2
                && text.form(mark - 1).eq_ignore_ascii_case("long")
                && matches!(text.form(mark - 2).to_lowercase().as_str(), "as" | "so")
        },
    )
}

/// "Ruled out", whatever dictionary form was guessed.
pub(super) fn is_rule(text: &Annotated<'_>, word: usize) -> bool {
    text.tokens[word].upos == Upos::Verb
        && matches!(text.form(word).to_lowercase().as_str(), "rule" | "rules" | "ruled" | "ruling")
        && text.children(word).any(|child| child > word && text.form(child).eq_ignore_ascii_case("out"))
}

/// "They would not wait and *threatened* to leave", "did not stay and *left*": a verb in the past shares no auxiliary
/// with a bare one, and no participle does.
pub(super) fn stands_apart(text: &Annotated<'_>, second: usize, first: usize) -> bool {
    matches!(text.tokens[second].xpos, Xpos::Vbd | Xpos::Vbn) && text.tokens[first].xpos == Xpos::Vb
        // "would have known it and *left*"
        || text.tokens[second].xpos == Xpos::Vbd && text.tokens[first].xpos == Xpos::Vbn
}

/// "*A* raid", "*any* attack", "raids": none that was told before.
pub(super) fn is_of_no_known_one(text: &Annotated<'_>, noun: usize) -> bool {
    let determiner =
        text.children(noun).find(|&child| child < noun && text.tokens[child].deprel.is(Deprel::Det));
    let is_owned = text.children(noun).any(|child| text.tokens[child].deprel == Deprel::NmodPoss);
    !is_owned
        && match determiner {
            Some(word) => matches!(text.form(word).to_lowercase().as_str(), "a" | "an" | "any" | "another"),
            None => text.tokens[noun].xpos == Xpos::Nns,
        }
}

/// "Is planned", "was scheduled", "are due": in somebody's diary.
pub(super) fn is_laid_down(cues: &StatusCues, text: &Annotated<'_>, word: usize) -> bool {
    let lemma = text.tokens[word].lemma.as_str();
    // "The resignation on Monday was expected": it came.
    let is_cue = lemma != "expect" && cues.scheduled.contains(lemma) || matches!(lemma, "plan" | "arrange");
    match text.tokens[word].upos {
        Upos::Verb => is_cue && clause::is_passive(text, word),
        Upos::Adj => is_cue && text.child(word, Deprel::Cop).is_some(),
        _ => false,
    }
}

/// "Will not leave until Peru *signs*"; but "did not leave until Peru signed" tells of a signing.
pub(super) fn is_awaited(cues: &StatusCues, text: &Annotated<'_>, word: usize) -> bool {
    let Some(above) = text.tokens[word].head else { return false };
    text.children(above as usize).any(|child| {
        text.tokens[child].deprel.is(Deprel::Aux)
            && cues.open_auxiliary.contains(text.tokens[child].lemma.to_lowercase().as_str())
    })
}

/// "Could happen", "may come", "is imminent", "is likely"; but "could lead to war" is told of what there is.
pub(super) fn is_only_possible(cues: &StatusCues, text: &Annotated<'_>, word: usize) -> bool {
    let lemma = text.tokens[word].lemma.to_lowercase();
    match text.tokens[word].upos {
        Upos::Verb => {
            cues.coming_about.contains(lemma.as_str())
                && text.children(word).any(|child| {
                    text.tokens[child].deprel.is(Deprel::Aux)
                        && cues.doubtful_auxiliary.contains(text.tokens[child].lemma.as_str())
                })
        }
        Upos::Adj => cues.open_predicate.contains(lemma.as_str()),
        _ => false,
    }
}

/// "It was not correct to say that …", "it is untrue that …".
pub(super) fn is_denied_above(cues: &StatusCues, text: &Annotated<'_>, saying: usize) -> bool {
    let Some(head) = text.tokens[saying].head.map(|head| head as usize) else { return false };
    let is_open = matches!(text.tokens[saying].deprel.base(), Deprel::Csubj | Deprel::Xcomp | Deprel::Advcl);
    let is_negated = |word: usize| {
        text.children(word)
            .any(|child| matches!(text.form(child).to_lowercase().as_str(), "not" | "n't" | "n’t" | "never"))
    };
    is_open
        && clause::is_infinitive(text, saying)
        && (is_negated(head) || cues.untrue.contains(text.tokens[head].lemma.as_str()))
}
