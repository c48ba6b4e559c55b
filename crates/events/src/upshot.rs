//! What the words above a deed imply of it: who "had no choice but to leave" left, who "did not hesitate to shoot" shot,
//! who "went as far as to threaten" threatened; and of who "need not answer" nothing is told.

use super::lexicon::{Lexicon, StatusCues};
use super::modal::{Modality, would};
use super::own_words::own_words;
use dateline_grammar::{clause, verb};
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::Status;

/// What is implied of a deed by the word above it, where anything is.
pub(super) fn implied(cues: &StatusCues, text: &Annotated<'_>, word: usize) -> Option<Modality> {
    if text.tokens[word].upos != Upos::Verb || clause::own_subject(text, word).is_some() {
        return None;
    }
    let choice = left_no_choice(cues, text, word);
    let governor =
        choice.or_else(|| not_shrunk_from(cues, text, word)).or_else(|| gone_so_far(text, word))?;
    let mut found = Modality { is_implied: true, ..Modality::PLAIN };
    own_words(cues, text, governor, false, &mut found);
    // "Will *not* hesitate to use force": the negation is of the hesitating.
    if found.is_negated {
        found.status = match (found.is_ahead, verb::modal(text, governor)) {
            (true, Some(modal)) if text.form(modal).eq_ignore_ascii_case("would") => would(text, governor),
            (true, _) => Status::Planned,
            _ => Status::Happened,
        };
        found.is_negated = false;
        found.is_stand = false;
    }
    // "*Has* no choice but to leave": has not left.
    let is_now = matches!(text.tokens[governor].xpos, Xpos::Vbz | Xpos::Vbp);
    if choice.is_some() && is_now && found.status == Status::Happened {
        found.status = Status::Planned;
        found.is_ahead = true;
    }
    Some(found)
}

/// "*Had* no choice but to leave", "*was left* with no other option than to leave": the verb that says so.
fn left_no_choice(cues: &StatusCues, text: &Annotated<'_>, word: usize) -> Option<usize> {
    if !clause::is_infinitive(text, word) {
        return None;
    }
    let start = text.sentence(word).words.start.max(word.saturating_sub(5));
    let but = (start..word)
        .rev()
        .find(|&at| matches!(text.form(at).to_lowercase().as_str(), "but" | "except" | "than" | "save"))?;
    let noun = (start..but).rev().find(|&at| text.tokens[at].upos == Upos::Noun)?;
    let is_none_left = text.children(noun).any(|child| {
        child < noun && matches!(text.tokens[child].lemma.to_lowercase().as_str(), "no" | "little" | "any")
    });
    if !cues.choices.contains(text.tokens[noun].lemma.as_str()) || !is_none_left {
        return None;
    }
    let governor = text.tokens[noun].head? as usize;
    let is_had = text.tokens[governor].upos == Upos::Verb
        // "Left *Peru* no choice but to leave": Peru left.
        && (text.tokens[governor].lemma == "have" || clause::is_passive(text, governor));
    is_had.then_some(governor)
}

/// "Did not *hesitate* to shoot", "did not *shrink* from shooting".
fn not_shrunk_from(cues: &StatusCues, text: &Annotated<'_>, word: usize) -> Option<usize> {
    let above = text.tokens[word].head? as usize;
    let is_of_it = clause::is_infinitive(text, word)
        || text.tokens[word].xpos == Xpos::Vbg
            && matches!(clause::mark(text, word), Some("from" | "in" | "at"));
    (is_of_it
        && cues.shrinking.contains(text.tokens[above].lemma.as_str())
        && verb::negation(text, above).is_some())
    .then_some(above)
}

/// "*Went* as far as to threaten them", "went so far as to".
fn gone_so_far(text: &Annotated<'_>, word: usize) -> Option<usize> {
    let far = text.tokens[word].head? as usize;
    // The infinitive may hang on the "far" or on the verb above it.
    let above = if text.tokens[far].lemma == "far" { text.tokens[far].head? as usize } else { far };
    let is = |back: usize, form: &str| {
        word.checked_sub(back).is_some_and(|at| text.form(at).eq_ignore_ascii_case(form))
    };
    (text.tokens[above].lemma == "go" && is(1, "to") && is(2, "as") && is(3, "far")).then_some(above)
}

/// "Does not *have* to answer", "*need* not answer", "has no *need* to answer": who is free not to do it.
pub(super) fn is_needless(lexicon: &Lexicon, text: &Annotated<'_>, word: usize) -> bool {
    let mut at = word;
    for _ in 0..4 {
        let is_bare = text.children(at).any(|aux| {
            text.tokens[aux].deprel.is(Deprel::Aux)
                && text.tokens[aux].lemma.eq_ignore_ascii_case("need")
                && text.tokens[aux].xpos != Xpos::Vbd
        });
        if is_bare && verb::negation(text, at).is_some() {
            return true;
        }
        let Some(above) = text.tokens[at].head.map(|above| above as usize) else { return false };
        let lemma = text.tokens[above].lemma.to_lowercase();
        let relation = text.tokens[at].deprel;
        if clause::is_infinitive(text, at) && matches!(relation.base(), Deprel::Xcomp | Deprel::Advcl) {
            let is_bound = lexicon.is("needing", &lemma)
                && (matches!(lemma.as_str(), "have" | "need") || clause::is_passive(text, above));
            return is_bound && verb::negation(text, above).is_some();
        }
        if clause::is_infinitive(text, at) && relation.is(Deprel::Acl) {
            return lexicon.is("needs", &lemma)
                && text.children(above).any(|no| text.tokens[no].lemma.eq_ignore_ascii_case("no"));
        }
        if !relation.is(Deprel::Conj) {
            return false;
        }
        at = above;
    }
    false
}

/// "Is *unlikely* to attack", "is less *likely* to attack": what is said of the odds.
pub(super) fn is_doubted(cues: &StatusCues, text: &Annotated<'_>, odds: usize) -> bool {
    let lemma = text.tokens[odds].lemma.to_lowercase();
    cues.doubted.contains(lemma.as_str())
        || lemma == "likely"
            && text.children(odds).any(|child| {
                child < odds
                    && matches!(
                        text.tokens[child].lemma.to_lowercase().as_str(),
                        "less" | "little" | "hardly" | "scarcely" | "not" | "n't" | "never"
                    )
            })
}

/// "Is *not expected* to attend": nobody has refused to.
pub(super) fn is_not_foreseen(cues: &StatusCues, text: &Annotated<'_>, head: usize) -> bool {
    cues.scheduled.contains(text.tokens[head].lemma.as_str())
        && clause::is_passive(text, head)
        && verb::negation(text, head).is_some()
}

/// "Discussed trade, rebuilding ports and *sending* guards": what is only talked over.
pub(super) fn is_talked_over(cues: &StatusCues, text: &Annotated<'_>, verb: usize, above: usize) -> bool {
    text.tokens[verb].xpos == Xpos::Vbg
        && clause::mark(text, verb).is_none()
        && cues.deliberating.contains(text.tokens[above].lemma.as_str())
}

/// "Chad is *to blame* for the fire": who is charged is the subject of the word.
pub(super) fn who_is_to_blame(text: &Annotated<'_>, word: usize, lemma: &str) -> Option<usize> {
    let is_so = lemma == "blame"
        && clause::is_infinitive(text, word)
        && text.children(word).any(|be| be < word && text.tokens[be].lemma == "be")
        && text.child(word, Deprel::Obj).is_none();
    is_so.then(|| clause::own_subject(text, word)).flatten()
}
