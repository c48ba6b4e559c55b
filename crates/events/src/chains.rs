//! The way through a tree from a deed to what tells of it when and where, with what a step costs.

use super::where_words::WHERE;
use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Word};
use dateline_model::Span;

pub(super) const REACH: usize = 6;

/// The trigger and the verbs that share its clause; for a noun what carries it too ("held talks").
pub(super) fn own_chain(text: &Annotated<'_>, trigger: usize) -> Vec<usize> {
    let mut chain = vec![trigger];
    let mut at = trigger;
    while let Some(head) = text.tokens[at].head.map(|head| head as usize) {
        let is_noun = matches!(text.tokens[at].upos, Upos::Noun | Upos::Propn);
        let goes_on = match text.tokens[at].deprel.base() {
            Deprel::Conj => text.tokens[head].upos == text.tokens[at].upos,
            Deprel::Xcomp => true,
            Deprel::Obj | Deprel::Nsubj => is_noun && text.tokens[head].upos == Upos::Verb,
            Deprel::Obl => at == trigger && is_noun,
            _ => false,
        };
        if !goes_on || chain.len() > REACH {
            break;
        }
        chain.push(head);
        at = head;
    }
    chain
}

/// The trigger and what stands above it in the same clause, with what a step costs.
pub(super) fn chain(text: &Annotated<'_>, trigger: usize) -> Vec<(usize, usize)> {
    let mut chain = vec![(trigger, 0)];
    let (mut at, mut cost) = (trigger, 0);
    while let Some(head) = text.tokens[at].head.map(|head| head as usize) {
        let relation = text.tokens[at].deprel;
        // "promised help in March *following* the raid", "has lived in Peru *since* Chile fell": what stands above is of
        // another time and place.
        let marker = clause::case(text, at).or_else(|| clause::mark(text, at));
        if (at == trigger || relation.is(Deprel::Advcl))
            && marker.is_some_and(|marker| WHERE.elsewhen.contains(marker))
            || at == trigger && is_counted_from(text, at)
            || relation.is(Deprel::Advcl) && is_counted_from(text, at)
        {
            break;
        }
        cost += match relation.base() {
            Deprel::Obj
            | Deprel::Nsubj
            | Deprel::Nmod
            | Deprel::Obl
            | Deprel::Compound
            | Deprel::Flat
            | Deprel::Nummod => 1,
            Deprel::Conj => 2,
            Deprel::Xcomp => 2,
            Deprel::Advcl => 3,
            Deprel::Acl if relation != Deprel::AclRelcl => 3,
            _ => break,
        };
        chain.push((head, cost));
        if chain.len() > REACH {
            break;
        }
        at = head;
    }
    chain
}

/// "Left on Friday, *a day after* Marek resigned", "two weeks *before* the raid": so long before or after it, and not on that
/// day.
fn is_counted_from(text: &Annotated<'_>, word: usize) -> bool {
    text.children(word).take_while(|&child| child < word).any(|child| {
        matches!(text.tokens[child].deprel.base(), Deprel::Mark | Deprel::Case)
            && matches!(text.tokens[child].lemma.as_str(), "after" | "before")
            && child > 0
            && text.tokens[child - 1].upos == Upos::Noun
            && WHERE.span_of_time.contains(text.tokens[child - 1].lemma.as_str())
    })
}

/// What it costs to go from an expression to the trigger's clause; none where it stands in another.
pub(super) fn cost(text: &Annotated<'_>, chain: &[(usize, usize)], words: Span<Word>) -> Option<usize> {
    let mut at = head_of(text, words);
    let mut steps = 0;
    loop {
        if let Some((_, cost)) = chain.iter().find(|(word, _)| *word == at) {
            return Some(steps + cost);
        }
        if steps > 0 && clause::is_verbal(text, at) && text.tokens[at].upos == Upos::Verb {
            // Inside the trigger's own arguments a participle is no clause of its own
            // ("a bus carrying troops in Cali").
            if !text.tokens[at].deprel.is(Deprel::Acl) || text.tokens[at].deprel == Deprel::AclRelcl {
                return None;
            }
        }
        at = text.tokens[at].head? as usize;
        steps += 1;
        if steps > REACH {
            return None;
        }
    }
}

/// "To its ally *Peru*", "to states like *Peru*, such as *Chile*": the phrase that a name only fills.
pub(super) fn whole_of(text: &Annotated<'_>, name: usize) -> usize {
    let token = &text.tokens[name];
    let Some(above) = token.head.map(|above| above as usize) else { return name };
    // "To *neighbouring* Peru", taken for a verb.
    if token.deprel.is(Deprel::Obj) && matches!(text.form(above), "neighbouring" | "neighboring") {
        return above;
    }
    let is_example = token.deprel.is(Deprel::Nmod)
        && matches!(clause::case(text, name), Some("like" | "as" | "including"))
        || matches!(token.deprel.base(), Deprel::Appos | Deprel::Flat)
        || token.deprel.is(Deprel::Compound) && text.tokens[above].upos == Upos::Noun;
    if is_example && matches!(text.tokens[above].upos, Upos::Noun | Upos::Propn) { above } else { name }
}

/// The word of a stretch that hangs on none of the others.
pub(super) fn head_of(text: &Annotated<'_>, words: Span<Word>) -> usize {
    words
        .range()
        .filter(|&word| word < text.tokens.len())
        .find(|&word| text.tokens[word].head.is_none_or(|head| !words.range().contains(&(head as usize))))
        .unwrap_or_else(|| words.start.min(text.tokens.len().saturating_sub(1)))
}
