//! Whether a deed happened: negation, modal verbs, conditions, and the verbs it depends on.

use super::clause;
use super::lexicon::StatusCues;
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
}

/// Reads them for one trigger.
pub(super) fn modality(cues: &StatusCues, text: &Annotated<'_>, word: usize, is_noun: bool) -> Modality {
    let mut found =
        Modality { status: Status::Happened, is_ahead: false, is_negated: false, is_governed: false };
    own_words(cues, text, word, is_noun, &mut found);
    let (mut at, mut steps) = (word, 0);
    while let Some(head) = clause::above(text, at) {
        steps += 1;
        if steps > 5 || found.status != Status::Happened && found.status != Status::Planned {
            break;
        }
        let relation = text.tokens[at].deprel;
        match relation.base() {
            Deprel::Conj => {
                // "is due to arrive and *hold* talks": a bare infinitive goes on with the one before.
                if text.tokens[at].xpos == Xpos::Vb
                    && steps == 1
                    && found.status == Status::Happened
                    && text.child(at, Deprel::Aux).is_none()
                    && text.child(at, Deprel::Nsubj).is_none()
                {
                    found.status = Status::Planned;
                    found.is_ahead = true;
                }
                // A subject or an auxiliary of its own cuts it off from what stands above the first.
                if text.child(at, Deprel::Nsubj).is_none()
                    && text.child(at, Deprel::Aux).is_none()
                    && text.tokens[head].upos == Upos::Verb
                {
                    own_words(cues, text, head, false, &mut found);
                }
            }
            // "the suggestion that the army had fired".
            Deprel::Acl
                if relation != Deprel::AclRelcl
                    && THOUGHTS.contains(&text.tokens[head].lemma.as_str())
                    && !clause::is_infinitive(text, at) =>
            {
                found.status = Status::Hypothetical;
                break;
            }
            Deprel::Xcomp | Deprel::Acl if relation != Deprel::AclRelcl => {
                let is_open = clause::is_infinitive(text, at);
                governed(cues, text, head, is_open, &mut found);
                if text.tokens[head].upos == Upos::Verb || text.tokens[head].upos == Upos::Adj {
                    own_words(cues, text, head, false, &mut found);
                }
                // "the time to bolster", "efforts to end": nobody says that it was done.
                let is_of_noun = relation.is(Deprel::Acl) && text.tokens[head].upos == Upos::Noun;
                if is_of_noun && is_open && found.status == Status::Happened {
                    found.status = Status::Hypothetical;
                }
            }
            Deprel::Ccomp => {
                let lemma = text.tokens[head].lemma.as_str();
                if cues.denied.contains(lemma) {
                    found.status = Status::Denied;
                } else if cues.proposed.contains(lemma) && is_subjunctive(text, at) {
                    found.status = Status::Proposed;
                } else if cues.threatened.contains(lemma) {
                    found.status = Status::Threatened;
                } else if is_denied_above(text, head) {
                    // "it was not correct to say that …".
                    found.status = Status::Denied;
                }
                break;
            }
            Deprel::Advcl => {
                if clause::is_infinitive(text, at) && found.status == Status::Happened {
                    found.status = Status::Planned;
                    found.is_ahead = true;
                }
                // "talks aimed at halting", "kept from leaving".
                if !clause::is_infinitive(text, at)
                    && mark(text, at)
                        .is_some_and(|mark| matches!(mark, "at" | "from" | "for" | "against" | "on"))
                {
                    governed(cues, text, head, true, &mut found);
                }
                if mark(text, at).is_some_and(|mark| cues.hypothetical.contains(mark)) {
                    found.status = Status::Hypothetical;
                } else if mark(text, at) == Some("without") {
                    found.status = Status::Denied;
                }
                break;
            }
            Deprel::Obj | Deprel::Obl if is_noun && steps == 1 => {
                let case = clause::case(text, at);
                let is_direct = relation.is(Deprel::Obj)
                    || case == Some("for")
                    || case == Some("to")
                    || case == Some("against")
                    || case == Some("of");
                if is_direct {
                    governed(cues, text, head, true, &mut found);
                }
                own_words(cues, text, head, false, &mut found);
            }
            Deprel::Nsubj if is_noun && steps == 1 => own_words(cues, text, head, false, &mut found),
            Deprel::Nmod if is_noun => {
                let lemma = text.tokens[head].lemma.as_str();
                if matches!(lemma, "threat") {
                    found.status = Status::Threatened;
                } else if matches!(
                    lemma,
                    "risk" | "possibility" | "danger" | "fear" | "prospect" | "likelihood"
                ) {
                    found.status = Status::Hypothetical;
                } else if matches!(lemma, "plan" | "proposal" | "call" | "demand") {
                    found.status = Status::Proposed;
                }
                if !matches!(text.tokens[head].upos, Upos::Noun) {
                    break;
                }
            }
            _ => break,
        }
        at = head;
    }
    found
}

fn own_words(cues: &StatusCues, text: &Annotated<'_>, word: usize, is_noun: bool, found: &mut Modality) {
    for child in text.children(word) {
        let token = &text.tokens[child];
        let lemma = token.lemma.to_lowercase();
        let form = text.form(child).to_lowercase();
        match token.deprel.base() {
            Deprel::Advmod | Deprel::Det
                if matches!(form.as_str(), "not" | "n't" | "n’t" | "never" | "no" | "neither") =>
            {
                found.status = Status::Denied;
                found.is_negated = true;
            }
            Deprel::Aux => match lemma.as_str() {
                "will" | "shall" | "'ll" | "’ll" | "wo" if found.status == Status::Happened => {
                    found.status = if form == "would" { would(text, word) } else { Status::Planned };
                    found.is_ahead = true;
                }
                "would" if found.status == Status::Happened => {
                    found.status = would(text, word);
                    found.is_ahead = true;
                }
                "could" | "may" | "might" if found.status == Status::Happened => {
                    found.status = Status::Hypothetical;
                }
                "can" if found.status == Status::Happened => found.status = Status::Hypothetical,
                "should" | "must" | "ought" if found.status == Status::Happened => {
                    found.status = Status::Proposed;
                }
                _ => {}
            },
            Deprel::Mark if matches!(lemma.as_str(), "if" | "unless" | "whether") => {
                found.status = Status::Hypothetical;
            }
            Deprel::Case if is_noun && lemma == "without" => found.status = Status::Denied,
            Deprel::Amod if is_noun => match lemma.as_str() {
                "plan" | "planned" | "upcoming" | "future" | "forthcoming" | "scheduled" | "schedule"
                | "next" => {
                    found.status = Status::Planned;
                    found.is_ahead = true;
                }
                "propose" | "proposed" => found.status = Status::Proposed,
                "threaten" | "threatened" => found.status = Status::Threatened,
                "possible" | "potential" | "hypothetical" | "imminent" | "any" => {
                    found.status = Status::Hypothetical;
                }
                _ => {}
            },
            _ => {}
        }
    }
    // "is to meet", "is going to meet", "is due to meet".
    if !is_noun
        && text.tokens[word].xpos == Xpos::Vb
        && clause::is_infinitive(text, word)
        && found.status == Status::Happened
    {
        let above = text.tokens[word].head.map(|head| &text.tokens[head as usize]);
        if above.is_none_or(|above| {
            matches!(above.lemma.as_str(), "go" | "be") || cues.planned.contains(above.lemma.as_str())
        }) {
            found.status = Status::Planned;
            found.is_ahead = true;
        }
    }
}

/// "said it would lift the ban" looks ahead; "would kill" by itself is no more than thought.
fn would(text: &Annotated<'_>, word: usize) -> Status {
    let is_reported =
        text.tokens[word].deprel.is(Deprel::Ccomp) || text.tokens[word].deprel.is(Deprel::Parataxis);
    if is_reported { Status::Planned } else { Status::Hypothetical }
}

fn governed(cues: &StatusCues, text: &Annotated<'_>, head: usize, is_open: bool, found: &mut Modality) {
    let lemma = text.tokens[head].lemma.as_str();
    found.is_governed = true;
    if !is_open {
        return;
    }
    if cues.denied.contains(lemma) {
        found.status = Status::Denied;
        found.is_negated = true;
    } else if cues.threatened.contains(lemma) {
        found.status = Status::Threatened;
    } else if cues.proposed.contains(lemma) {
        found.status = Status::Proposed;
    } else if cues.planned.contains(lemma) {
        found.status = Status::Planned;
        found.is_ahead = true;
    } else if cues.hypothetical.contains(lemma) {
        found.status = Status::Hypothetical;
    }
}

const THOUGHTS: [&str; 14] = [
    "suggestion",
    "claim",
    "rumour",
    "rumor",
    "notion",
    "idea",
    "speculation",
    "possibility",
    "hope",
    "fear",
    "allegation",
    "worry",
    "concern",
    "hint",
];

fn is_denied_above(text: &Annotated<'_>, saying: usize) -> bool {
    let Some(head) = text.tokens[saying].head.map(|head| head as usize) else { return false };
    let is_open = matches!(text.tokens[saying].deprel.base(), Deprel::Csubj | Deprel::Xcomp | Deprel::Advcl);
    let is_negated = |word: usize| {
        text.children(word)
            .any(|child| matches!(text.form(child).to_lowercase().as_str(), "not" | "n't" | "n’t" | "never"))
    };
    is_open
        && clause::is_infinitive(text, saying)
        && (is_negated(head)
            || matches!(text.tokens[head].lemma.as_str(), "wrong" | "incorrect" | "false" | "untrue"))
}

fn is_subjunctive(text: &Annotated<'_>, verb: usize) -> bool {
    matches!(text.tokens[verb].xpos, Xpos::Vb | Xpos::Vbp) || text.child(verb, Deprel::Aux).is_some()
}

fn mark<'a>(text: &'a Annotated<'_>, verb: usize) -> Option<&'a str> {
    text.children(verb)
        .find(|&child| text.tokens[child].deprel.is(Deprel::Mark))
        .map(|child| text.tokens[child].lemma.as_str())
}
