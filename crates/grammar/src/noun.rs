//! Noun phrases: what belongs to one, its preposition, its owner, and those joined to it.

use dateline_language::{Annotated, Deprel, Upos, Word};
use dateline_model::Span;

/// The preposition of a noun phrase, in lower case; in "with Mr Ilic's envoy Ivo Marek" it may hang
/// on what describes the name.
pub fn case<'a>(text: &'a Annotated<'_>, noun: usize) -> Option<&'a str> {
    let own = |noun: usize| {
        text.children(noun)
            .take_while(|&child| child < noun)
            .find(|&child| text.tokens[child].deprel == Deprel::Case)
            .map(|child| text.tokens[child].lemma.as_str())
    };
    own(noun).or_else(|| {
        text.children(noun)
            .take_while(|&child| child < noun)
            .filter(|&child| text.tokens[child].deprel == Deprel::NmodDesc)
            .find_map(own)
    })
}

/// The owner of a noun: "Norway's pledge".
pub fn owner(text: &Annotated<'_>, noun: usize) -> Option<usize> {
    let owner = text.children(noun).find(|&child| text.tokens[child].deprel == Deprel::NmodPoss)?;
    // "On Friday *Peru's* claims", "its ally *Peru's* claims": the name that has the "'s", though the tree sets it
    // beside the word before.
    let named = owner + 1;
    let has_mark = |at: usize| {
        text.children(owner).any(|child| child == at && text.tokens[child].deprel == Deprel::Case)
    };
    let is_beside = text.tokens.get(named).is_some_and(|token| {
        token.head == Some(owner as u32) && token.deprel.is(Deprel::Appos) && token.upos == Upos::Propn
    });
    Some(if is_beside && has_mark(named + 1) { named } else { owner })
}

/// A noun and those joined to it: "Britain and France".
pub fn joined(text: &Annotated<'_>, noun: usize) -> Vec<usize> {
    let mut all = vec![noun];
    let mut at = 0;
    while at < all.len() && all.len() < 24 {
        let word = all[at];
        all.extend(text.children(word).filter(|&child| {
            text.tokens[child].deprel.is(Deprel::Conj)
                && matches!(
                    text.tokens[child].upos,
                    Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj
                )
        }));
        at += 1;
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// A noun phrase without what is only told beside it: relative clauses, appositions, what is
/// joined to it, prepositions before it.
pub fn phrase(text: &Annotated<'_>, noun: usize) -> Span<Word> {
    let (mut start, mut end) = (noun, noun + 1);
    for child in text.children(noun) {
        let relation = text.tokens[child].deprel;
        let inside = match relation.base() {
            Deprel::Det | Deprel::Amod | Deprel::Compound | Deprel::Flat | Deprel::Nummod | Deprel::Fixed => {
                true
            }
            Deprel::Nmod => child < noun || case(text, child).is_some_and(|case| case == "of"),
            _ => false,
        };
        if !inside {
            continue;
        }
        let below = if relation.is(Deprel::Nmod) && child > noun {
            phrase_with_case(text, child)
        } else {
            text.subtree(child)
        };
        if below.len() < 14 {
            start = start.min(below.start);
            end = end.max(below.end);
        }
    }
    Span::new(start, end)
}

fn phrase_with_case(text: &Annotated<'_>, noun: usize) -> Span<Word> {
    let mut end = noun + 1;
    let mut start = noun;
    for child in text.children(noun) {
        match text.tokens[child].deprel.base() {
            Deprel::Case | Deprel::Det | Deprel::Amod | Deprel::Compound | Deprel::Nummod => {
                start = start.min(text.subtree(child).start);
            }
            Deprel::Flat => end = end.max(text.subtree(child).end),
            Deprel::Nmod if child < noun => start = start.min(text.subtree(child).start),
            _ => {}
        }
    }
    Span::new(start, end)
}
