//! Who stands in which place of a clause: subjects that are inherited, objects of passives,
//! the noun behind a relative pronoun.

pub use crate::noun::{case, joined, owner, phrase};
pub use crate::verb::{is_infinitive, is_verbal};
pub use crate::voice::{agent, is_passive};

use crate::control::{is_charging, is_controlling};
use crate::dateline::behind_dateline;
use crate::hours::is_time_of_day;
use crate::verb::governor;
use dateline_language::{Annotated, Deprel, Upos, Xpos};

/// How far a subject is looked for up the tree ("said it planned to begin to withdraw").
const DEPTH: usize = 6;

/// The head of the noun phrase that does what a verb in the active voice says.
pub fn subject(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    subject_within(text, verb, DEPTH)
}

fn subject_within(text: &Annotated<'_>, verb: usize, depth: usize) -> Option<usize> {
    let depth = depth.checked_sub(1)?;
    if let Some(subject) = behind_dateline(text, verb) {
        return Some(subject);
    }
    if let Some(own) = own_subject(text, verb) {
        return Some(antecedent(text, own).unwrap_or(own));
    }
    let token = &text.tokens[verb];
    let head = above(text, verb)?;
    match token.deprel.base() {
        Deprel::Conj | Deprel::Parataxis if is_verbal(text, head) => {
            if is_passive(text, head) && !is_passive(text, verb) {
                // "was arrested and told police": what the one suffers the other does.
                object(text, head).or_else(|| subject_within(text, head, depth))
            } else {
                subject_within(text, head, depth)
            }
        }
        Deprel::Conj if text.tokens[verb].upos == Upos::Verb && text.tokens[head].upos == Upos::Noun => None,
        Deprel::Xcomp | Deprel::Ccomp if !has_mark(text, verb, &["of", "for", "with", "from"]) => {
            // "forced the villagers to leave": the one who is forced leaves.
            let controller = text.child(head, Deprel::Obj).filter(|_| token.deprel.is(Deprel::Xcomp));
            match controller.or_else(|| text.child(head, Deprel::Iobj)) {
                Some(object) => Some(object),
                None if is_passive(text, head) => {
                    self::object(text, head).or_else(|| subject_within(text, head, depth))
                }
                None => subject_within(text, head, depth),
            }
        }
        // "accused the guards *of stealing*": the one who is accused.
        Deprel::Advcl | Deprel::Ccomp
            if has_mark(text, verb, &["of", "for", "with", "from"]) && object(text, head).is_some() =>
        {
            object(text, head)
        }
        // "accused the bank *of hiding losses*", where the tree hangs the deed on the accused.
        Deprel::Acl
            if has_mark(text, verb, &["of", "for", "with", "from"])
                && text.tokens[head].deprel.is(Deprel::Obj)
                && above(text, head).is_some_and(|charge| is_charging(&text.tokens[charge].lemma)) =>
        {
            Some(head)
        }
        // "ordered the guards *to release* …", where the tree takes it for a purpose.
        Deprel::Advcl
            if has_mark(text, verb, &["to"])
                && is_controlling(&text.tokens[head].lemma)
                && text.child(head, Deprel::Obj).is_some() =>
        {
            text.child(head, Deprel::Obj)
        }
        // "Went as *far* as to threaten them", hung on the adverb.
        Deprel::Advcl
            if text.tokens[head].upos == Upos::Adv && text.tokens[head].deprel.is(Deprel::Advmod) =>
        {
            subject_within(text, above(text, head)?, depth)
        }
        Deprel::Advcl if text.tokens[verb].xpos != Xpos::Vbd => {
            if is_passive(text, head) {
                agent(text, head).or_else(|| object(text, head))
            } else {
                subject_within(text, head, depth)
            }
        }
        Deprel::Acl if token.deprel == Deprel::AclRelcl => Some(head),
        Deprel::Acl => {
            if text.tokens[verb].xpos == Xpos::Vbg {
                Some(head)
            } else {
                // "the army's plan to attack", "made an effort to free".
                owner(text, head).or_else(|| {
                    let above = text.tokens[head].head? as usize;
                    if is_verbal(text, above) { subject_within(text, above, depth) } else { None }
                })
            }
        }
        _ => None,
    }
}

fn has_mark(text: &Annotated<'_>, verb: usize, marks: &[&str]) -> bool {
    text.children(verb).any(|child| {
        matches!(text.tokens[child].deprel.base(), Deprel::Mark | Deprel::Case)
            && marks.contains(&text.tokens[child].lemma.as_str())
    })
}

/// The subject that hangs on the verb itself: the nearest before it, else the first behind it; in
/// "GENEVA -- The council extended …" the parser may take the dateline for one.
pub fn own_subject(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let subjects = || {
        text.children(verb).filter(|&child| {
            matches!(text.tokens[child].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
        })
    };
    subjects().take_while(|&child| child < verb).last().or_else(|| subjects().next())
}

/// The first word that hangs on a verb as its subject.
pub fn first_subject(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    text.child(verb, Deprel::Nsubj)
}

/// The subject of a verb or of the verb that it shares its subject with, whoever controls it: of
/// "ordered the guards to *leave*" the one who ordered.
pub fn shared_subject(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..DEPTH {
        if let Some(subject) = first_subject(text, at) {
            return Some(subject);
        }
        at = governor(text, at)?;
    }
    None
}

/// The noun a relative pronoun stands for: "the envoy *who* visited Oslo".
pub fn antecedent(text: &Annotated<'_>, pronoun: usize) -> Option<usize> {
    let token = &text.tokens[pronoun];
    let is_relative = matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss)
        || token.lemma == "that" && (token.upos == Upos::Pron || has_place_in_clause(token.deprel));
    if !is_relative {
        return None;
    }
    let mut verb = token.head? as usize;
    for _ in 0..DEPTH {
        let above = &text.tokens[verb];
        let head = above.head? as usize;
        if above.deprel == Deprel::AclRelcl {
            return Some(head);
        }
        if !matches!(above.deprel.base(), Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp) {
            return None;
        }
        verb = head;
    }
    None
}

/// A "that" which is subject or object of its clause is a pronoun, whatever its tag.
fn has_place_in_clause(relation: Deprel) -> bool {
    matches!(relation.base(), Deprel::Nsubj | Deprel::Obj)
}

/// The head of the noun phrase that it is done to, whatever the voice.
pub fn object(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    object_within(text, verb, DEPTH)
}

fn object_within(text: &Annotated<'_>, verb: usize, depth: usize) -> Option<usize> {
    let depth = depth.checked_sub(1)?;
    let token = &text.tokens[verb];
    if is_passive(text, verb) {
        let own = text
            .children(verb)
            .find(|&child| matches!(text.tokens[child].deprel, Deprel::NsubjPass | Deprel::Nsubj));
        if let Some(own) = own {
            return Some(antecedent(text, own).unwrap_or(own));
        }
        let head = token.head? as usize;
        return match token.deprel.base() {
            Deprel::Acl | Deprel::Amod => Some(head),
            Deprel::Conj => object_within(text, head, depth),
            Deprel::Advcl | Deprel::Xcomp => subject_within(text, verb, depth),
            _ => None,
        };
    }
    if let Some(own) = text.child(verb, Deprel::Obj) {
        return Some(antecedent(text, own).unwrap_or(own));
    }
    // "Called out *Peru*", taken for what it was called.
    if let Some(named) = named_behind_particle(text, verb) {
        return Some(named);
    }
    // A second subject behind the verb is a parser's slip: "Riga on Friday accused President Ilic".
    if behind_dateline(text, verb).is_some()
        && let Some(object) = text.child(verb, Deprel::Nsubj).filter(|&child| child > verb)
    {
        return Some(object);
    }
    if token.deprel == Deprel::Amod && token.xpos == Xpos::Vbd {
        return token.head.map(|head| head as usize).filter(|&head| head > verb);
    }
    let mut subjects = text.children(verb).filter(|&child| text.tokens[child].deprel == Deprel::Nsubj);
    if let (Some(first), Some(second)) = (subjects.next(), subjects.next())
        && first < verb
        && second > verb
    {
        return Some(second);
    }
    let head = token.head.map(|head| head as usize)?;
    match token.deprel {
        // "the town that the rebels attacked", "the village rebels burned".
        Deprel::AclRelcl => {
            let subject = text.child(verb, Deprel::Nsubj)?;
            antecedent(text, subject).is_none().then_some(head)
        }
        // "attacked and burned the village": the object stands with the last.
        _ => text
            .children(verb)
            .find(|&child| text.tokens[child].deprel.is(Deprel::Conj) && is_verbal(text, child))
            .filter(|&next| text.child(next, Deprel::Nsubj).is_none() && !is_passive(text, next))
            .filter(|_| {
                text.children(verb).all(|child| child < verb || !text.tokens[child].deprel.is(Deprel::Obl))
            })
            .and_then(|next| text.child(next, Deprel::Obj)),
    }
}

/// A name right behind a verb's particle, which trees may take for a predicate: "called out *Peru*"; but "ended up in
/// Peru", "turned out to be Peru".
fn named_behind_particle(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let particle = text.children(verb).find(|&child| text.tokens[child].deprel == Deprel::CompoundPrt)?;
    let named = text.child(verb, Deprel::Xcomp)?;
    let is_bare = text.children(named).all(|child| {
        !matches!(text.tokens[child].deprel.base(), Deprel::Case | Deprel::Mark | Deprel::Cop | Deprel::Aux)
    });
    (particle == verb + 1
        && text.subtree(named).start == particle + 1
        && text.tokens[named].upos == Upos::Propn
        && is_bare)
        .then_some(named)
}

/// The word above another. A finite verb goes on from a finite verb: in "blamed the board for
/// hiding a letter meant to end the strike and *demanded* an answer" from "blamed", whatever the
/// parser hangs it on.
pub fn above(text: &Annotated<'_>, word: usize) -> Option<usize> {
    let head = text.tokens[word].head? as usize;
    let token = &text.tokens[word];
    let is_second = token.deprel.is(Deprel::Conj)
        && matches!(token.xpos, Xpos::Vbd | Xpos::Vbz)
        && head < word
        && own_subject(text, word).is_none()
        && !text.children(word).any(|child| text.tokens[child].deprel.is(Deprel::Aux));
    if !is_second {
        return Some(head);
    }
    // "Has blamed Peru for draining the lake and *rejects* it": from "has blamed".
    if token.xpos == Xpos::Vbz {
        return Some(finite_above(text, head, word).unwrap_or(head));
    }
    if !is_open_form(text, head) {
        return Some(head);
    }
    let mut at = head;
    for _ in 0..DEPTH {
        let Some(next) = text.tokens[at].head.map(|next| next as usize) else { break };
        if text.tokens[next].xpos == Xpos::Vbd && next < word {
            return Some(next);
        }
        at = next;
    }
    Some(head)
}

/// The nearest finite verb above an open form, that form left out.
fn finite_above(text: &Annotated<'_>, open: usize, before: usize) -> Option<usize> {
    if !is_open_form(text, open) {
        return None;
    }
    let is_finite = |verb: usize| {
        matches!(text.tokens[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || text.tokens[verb].upos == Upos::Verb
                && text.children(verb).any(|child| text.tokens[child].deprel.is(Deprel::Aux))
    };
    std::iter::successors(Some(open), |&at| text.tokens[at].head.map(|next| next as usize))
        .skip(1)
        .take(DEPTH)
        .find(|&at| is_finite(at))
        .filter(|&at| at < before)
}

/// "halting", "to halt": no finite verb, and none with an auxiliary.
fn is_open_form(text: &Annotated<'_>, verb: usize) -> bool {
    matches!(text.tokens[verb].xpos, Xpos::Vbg | Xpos::Vb)
        && !text.children(verb).any(|child| text.tokens[child].deprel.is(Deprel::Aux))
}

/// The conjunction of a clause: "*since* Peru left".
pub fn mark<'a>(text: &'a Annotated<'_>, verb: usize) -> Option<&'a str> {
    text.children(verb)
        .find(|&child| text.tokens[child].deprel.is(Deprel::Mark))
        .map(|child| text.tokens[child].lemma.as_str())
}

/// How many noun phrases a word may stand in, one within the other.
const NESTED: usize = 6;

/// A word and the nouns above it that it stands under, the nearest first: "Peru's *March* 3 *raid*".
pub fn phrases_above<'a>(text: &'a Annotated<'_>, word: usize) -> impl Iterator<Item = usize> + 'a {
    std::iter::successors(Some(word), |&at| {
        let above = text.tokens[at].head? as usize;
        matches!(text.tokens[above].upos, Upos::Noun | Upos::Propn | Upos::Num).then_some(above)
    })
    .take(NESTED)
}

/// Whether a preposition or conjunction puts what is told before the phrase that it opens: "*before* the vote",
/// "*ahead of* Friday's talks", "*until* Monday". "Before dawn on Friday" is on Friday.
pub fn comes_later(text: &Annotated<'_>, word: usize) -> bool {
    text.children(word).take_while(|&child| child < word).any(|marker| {
        matches!(text.tokens[marker].deprel.base(), Deprel::Case | Deprel::Mark)
            && matches!(
                text.form(marker).to_lowercase().as_str(),
                "before" | "until" | "till" | "ahead" | "prior" | "pending"
            )
    }) && !is_time_of_day(text, word)
}
