//! Participles that the tree takes for the other voice: "the bishops *called for* his dismissal" is no passive, "the guard
//! *charged with* theft" is one.

use super::lexicon::{Entry, Lexicon};
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::EventAct;

/// Who does what a participle tells that only looks passive: "the *bishops* called for it", "*clerks* opposed to him".
pub(super) fn doer_of_mistaken_passive(text: &Annotated<'_>, word: usize, entry: &Entry) -> Option<usize> {
    let token = &text.tokens[word];
    let has_auxiliary = text.children(word).any(|child| {
        matches!(text.tokens[child].deprel.base(), Deprel::Aux) || text.tokens[child].lemma == "be"
    });
    let next = text.tokens.get(word + 1)?;
    // "Is *opposed to* it"
    let is_against = entry.lemma == "oppose" && next.lemma.eq_ignore_ascii_case("to");
    if token.xpos != Xpos::Vbn || has_auxiliary && !is_against || clause::agent(text, word).is_some() {
        return None;
    }
    let is_bare =
        matches!(token.deprel.base(), Deprel::Acl | Deprel::Amod) && token.deprel != Deprel::AclRelcl;
    let noun = match clause::own_subject(text, word) {
        Some(own) => own,
        None => token.head.map(|head| head as usize).filter(|_| is_bare)?,
    };
    if noun > word {
        return None;
    }
    let behind = text.tokens.get(word + 2)?;
    let opens_phrase =
        matches!(behind.upos, Upos::Noun | Upos::Propn | Upos::Det | Upos::Adj | Upos::Pron | Upos::Num);
    // "Called *for* an inquiry", "lashed out *at* the press": with its preposition no verb takes an object.
    let is_intransitive = entry.after.last().is_some_and(|after| {
        next.lemma.eq_ignore_ascii_case(after)
            && matches!(after.as_str(), "for" | "on" | "upon" | "at" | "against" | "with")
    });
    (opens_phrase && (is_intransitive || is_against)).then_some(noun)
}

/// "The guard *charged with* theft has been jailed", with the participle taken for a verb in the past: who is charged.
pub(super) fn charged_in_short(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    word: usize,
    entry: &Entry,
) -> Option<usize> {
    let token = &text.tokens[word];
    if !lexicon.is("accusing", &entry.lemma)
        || !matches!(token.xpos, Xpos::Vbd | Xpos::Vbn)
        || clause::is_passive(text, word)
        || text.child(word, Deprel::Obj).is_some()
        || text.children(word).any(|child| text.tokens[child].deprel.is(Deprel::Aux))
    {
        return None;
    }
    let next = text.tokens.get(word + 1)?;
    matches!(next.lemma.as_str(), "with" | "of" | "over")
        .then(|| clause::subject(text, word))
        .flatten()
        .filter(|&subject| subject < word)
}

/// "Is *armed*", "are blockaded": a participle that is taken for an adjective; not "is *committed* to it".
pub(super) fn is_participle(text: &Annotated<'_>, word: usize, entry: &Entry) -> bool {
    let is_upon_others = matches!(
        entry.act,
        EventAct::Aid | EventAct::Coerce | EventAct::Assault | EventAct::Sanction | EventAct::Support
    );
    text.tokens[word].upos == Upos::Adj
        && is_upon_others
        && !entry.lemma.ends_with("ed")
        && text.form(word).to_lowercase().ends_with("ed")
        && text.child(word, Deprel::Cop).is_some()
}
