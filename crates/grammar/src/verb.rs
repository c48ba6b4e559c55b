//! Verbs: what counts as one, infinitives, negation and modal verbs.

use dateline_language::{Annotated, Deprel, Upos, Xpos};

/// Verbs, and what stands in their place with a copula ("is ready").
pub fn is_verbal(text: &Annotated<'_>, word: usize) -> bool {
    text.tokens[word].upos == Upos::Verb
        || text.child(word, Deprel::Cop).is_some()
        || text.tokens[word].upos == Upos::Aux
}

/// "to lift": an infinitive with its "to".
pub fn is_infinitive(text: &Annotated<'_>, verb: usize) -> bool {
    text.children(verb).any(|child| {
        text.tokens[child].deprel.is(Deprel::Mark) && text.tokens[child].lemma.eq_ignore_ascii_case("to")
    })
}

/// The negation that hangs before a verb or adjective: "did *not* say", "*never* said".
pub fn negation(text: &Annotated<'_>, word: usize) -> Option<usize> {
    text.children(word).take_while(|&child| child < word).find(|&child| {
        let token = &text.tokens[child];
        token.upos != Upos::Punct && matches!(token.lemma.as_str(), "not" | "never" | "n't" | "no")
    })
}

/// The modal verb of a verb: "*will* say", "*would* not comment".
pub fn modal(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    text.children(verb)
        .find(|&child| text.tokens[child].deprel.is(Deprel::Aux) && text.tokens[child].xpos == Xpos::Md)
}

/// The preposition or conjunction that begins a phrase or a clause: "*after* the talks", "*that* he came".
pub fn marker(text: &Annotated<'_>, head: usize) -> Option<usize> {
    text.children(head)
        .take_while(|&child| child < head)
        .find(|&child| matches!(text.tokens[child].deprel, Deprel::Case | Deprel::Mark))
}

/// The verb or noun that a verb stands beside or under without a subject of its own:
/// "accused … and *demanded*", "left, *saying*", "refused to *say*".
pub fn governor(text: &Annotated<'_>, word: usize) -> Option<usize> {
    let token = &text.tokens[word];
    let shares = token.deprel.is(Deprel::Conj)
        || token.deprel.is(Deprel::Xcomp)
        || token.deprel == Deprel::Advcl
        || token.deprel == Deprel::Acl
        || token.deprel.is(Deprel::Parataxis);
    token.head.filter(|_| shares).map(|head| head as usize)
}
