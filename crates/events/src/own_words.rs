//! What the words that hang on a deed, and those above it, say of whether it was done.

use super::lexicon::StatusCues;
use super::modal::{
    Modality, is_as_long_as, is_awaited, is_before_to, is_in_case, is_nobody, is_not_only, is_present,
    is_rule, is_ruled, stands_before_subject, would,
};
use dateline_grammar::clause::{self, mark};
use dateline_grammar::verb;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::Status;

pub(super) fn own_words(
    cues: &StatusCues,
    text: &Annotated<'_>,
    word: usize,
    is_noun: bool,
    found: &mut Modality,
) {
    for child in text.children(word) {
        let token = &text.tokens[child];
        let lemma = token.lemma.to_lowercase();
        let form = text.form(child).to_lowercase();
        match token.deprel.base() {
            Deprel::Advmod | Deprel::Det | Deprel::Cc
                if matches!(form.as_str(), "not" | "n't" | "n’t" | "never" | "no" | "neither" | "nor")
                    && !is_not_only(text, child)
                    && !(child > word && is_before_to(text, child)) =>
            {
                // "must not be deported": what ought not to be, nobody says that it is not.
                found.status = if is_ruled(text, word) { Status::Proposed } else { Status::Denied };
                found.is_negated = true;
                found.is_stand |= is_present(text, word);
            }
            // "is *in no way* willing".
            Deprel::Obl
                if lemma == "way"
                    && text.children(child).any(|no| text.tokens[no].lemma.eq_ignore_ascii_case("no")) =>
            {
                found.status = Status::Denied;
                found.is_negated = true;
                found.is_stand |= is_present(text, word);
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
                // "Should Togo attack, …".
                "should" if found.status == Status::Happened && stands_before_subject(text, word, child) => {
                    found.status = Status::Hypothetical;
                }
                "should" | "must" | "ought" if found.status == Status::Happened => {
                    found.status = Status::Proposed;
                }
                _ => {}
            },
            Deprel::Mark if matches!(lemma.as_str(), "if" | "unless" | "whether") => {
                found.status = Status::Hypothetical;
            }
            Deprel::Mark if matches!(lemma.as_str(), "until" | "till") && is_awaited(cues, text, word) => {
                found.status = Status::Hypothetical;
            }
            Deprel::Case if is_noun && lemma == "without" => found.status = Status::Denied,
            Deprel::Amod if is_noun && cues.upcoming.contains(lemma.as_str()) => {
                found.status = Status::Planned;
                found.is_ahead = true;
                found.is_scheduled = true;
            }
            // "the exercise *planned* for May"
            Deprel::Acl
                if is_noun
                    && token.xpos == Xpos::Vbn
                    && child > word
                    && matches!(lemma.as_str(), "plan" | "schedule" | "envisage") =>
            {
                found.status = Status::Planned;
                found.is_ahead = true;
                found.is_scheduled = true;
            }
            // "Its *mission* is the conquest of Chile"
            Deprel::Nsubj
                if is_noun
                    && cues.aims.contains(lemma.as_str())
                    && text.child(word, Deprel::Cop).is_some() =>
            {
                found.status = Status::Planned;
                found.is_ahead = true;
            }
            Deprel::Amod if is_noun && cues.as_proposed.contains(lemma.as_str()) => {
                found.status = Status::Proposed;
            }
            Deprel::Amod if is_noun && cues.as_threatened.contains(lemma.as_str()) => {
                found.status = Status::Threatened;
            }
            // "*Any* raid will be answered"
            Deprel::Det if is_noun && form == "any" => found.status = Status::Hypothetical,
            Deprel::Amod if is_noun && cues.as_possible.contains(lemma.as_str()) => {
                found.status = Status::Hypothetical;
            }
            _ => {}
        }
    }
    // "*Would have* welcomed it", "could have fired": nobody did.
    let has = |form: &str| {
        text.children(word)
            .any(|aux| text.tokens[aux].deprel.is(Deprel::Aux) && text.form(aux).eq_ignore_ascii_case(form))
    };
    if !is_noun && !found.is_negated && has("have") && ["would", "’d", "'d"].iter().any(|form| has(form)) {
        found.status = Status::Hypothetical;
        found.is_ahead = false;
    }
    // "*In case* Peru attacks"
    if !is_noun && clause::is_verbal(text, word) && is_in_case(text, word) {
        found.status = Status::Hypothetical;
        found.is_negated = false;
    }
    // "If it is *not* freed", "as long as it is *not* attacked": a condition, whatever it denies.
    if !is_noun
        && found.status == Status::Denied
        && (matches!(mark(text, word), Some("if" | "unless")) || is_as_long_as(text, word))
    {
        found.status = Status::Hypothetical;
        found.is_negated = false;
    }
    // "has *yet to* reply".
    let before = |steps: usize| word.checked_sub(steps).map(|at| text.form(at).to_lowercase());
    if !is_noun && before(1).as_deref() == Some("to") && before(2).as_deref() == Some("yet") {
        found.status = Status::Denied;
        found.is_negated = true;
    }
    // "is *due to* meet", which trees may take for a preposition.
    if !is_noun
        && text.children(word).any(|child| {
            child < word
                && text.tokens[child].lemma.eq_ignore_ascii_case("due")
                && text.tokens.get(child + 1).is_some_and(|next| next.lemma.eq_ignore_ascii_case("to"))
        })
    {
        found.status = Status::Planned;
        found.is_ahead = true;
        found.is_scheduled = true;
    }
    // "*Neither* Oslo nor Rome recognised it", "*nobody* was arrested": the subject says no.
    if !is_noun && !found.is_negated && clause::is_verbal(text, word) {
        let subject = text.children(word).find(|&child| text.tokens[child].deprel.is(Deprel::Nsubj));
        if subject.is_some_and(|subject| is_nobody(text, subject)) {
            found.status = Status::Denied;
            found.is_negated = true;
            found.is_stand |= is_present(text, word);
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

pub(super) fn governed(
    cues: &StatusCues,
    text: &Annotated<'_>,
    head: usize,
    is_open: bool,
    found: &mut Modality,
) {
    let lemma = text.tokens[head].lemma.as_str();
    found.is_governed = true;
    if !is_open {
        return;
    }
    if cues.attempted.contains(lemma) {
        found.is_attempt = true;
    } else if is_rule(text, head) && verb::negation(text, head).is_some() {
        // "would not *rule out* sending them": it may be.
        found.status = Status::Hypothetical;
    } else if cues.unable.contains(lemma) {
        // "Was *unable* to visit them": not done, and not refused.
        found.status = Status::Denied;
    } else if cues.denied.contains(lemma) || is_rule(text, head) {
        found.status = Status::Denied;
        found.is_negated = true;
    } else if cues.scheduled.contains(lemma)
        && (text.tokens[head].upos != Upos::Verb || clause::is_passive(text, head))
    {
        found.status = Status::Planned;
        found.is_ahead = true;
        found.is_scheduled = true;
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
