//! Who stands in which place of a clause: subjects that are inherited, objects of passives,
//! the noun behind a relative pronoun.

use dateline_language::{Annotated, Deprel, Upos, Word, Xpos};
use dateline_model::Span;

/// How far a subject is looked for up the tree ("said it planned to begin to withdraw").
const DEPTH: usize = 6;

/// Verbs that always have somebody they are done to.
const HARMING: [&str; 14] = [
    "kill",
    "wound",
    "injure",
    "murder",
    "assassinate",
    "kidnap",
    "abduct",
    "arrest",
    "detain",
    "hurt",
    "behead",
    "rob",
    "slay",
    "execute",
];

/// A verb in the passive voice: "was arrested", "a law criticized by Oslo".
pub(super) fn is_passive(text: &Annotated<'_>, verb: usize) -> bool {
    let token = &text.tokens[verb];
    if text.children(verb).any(|child| {
        matches!(text.tokens[child].deprel, Deprel::NsubjPass | Deprel::AuxPass | Deprel::CsubjPass)
    }) {
        return true;
    }
    if behind_dateline(text, verb).is_some() {
        return false;
    }
    let has_auxiliary = text.children(verb).any(|child| text.tokens[child].deprel.is(Deprel::Aux));
    if token.xpos == Xpos::Vbd && !has_auxiliary && HARMING.contains(&token.lemma.as_str()) {
        let has_other = text.children(verb).any(|child| {
            matches!(text.tokens[child].deprel.base(), Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp)
        });
        let is_cut_off = text.tokens.get(verb + 1).is_none_or(|next| {
            next.upos == Upos::Punct
                || matches!(
                    next.lemma.as_str(),
                    "in" | "by" | "near" | "when" | "as" | "after" | "during" | "on"
                )
        });
        return is_cut_off
            && !has_other
            && !token.deprel.is(Deprel::Conj)
            && text.child(verb, Deprel::Nsubj).is_some();
    }
    if token.xpos != Xpos::Vbn || text.children(verb).any(|child| text.tokens[child].deprel.is(Deprel::Aux)) {
        return false;
    }
    if token.deprel == Deprel::Acl || token.deprel == Deprel::Amod {
        return true;
    }
    // "Four soldiers killed": headlines leave the auxiliary out.
    if text.child(verb, Deprel::Obj).is_none() && HARMING.contains(&token.lemma.as_str()) {
        return true;
    }
    // "was arrested and charged": the auxiliary stands with the first.
    match token.head {
        Some(head) if token.deprel.is(Deprel::Conj) => {
            text.child(verb, Deprel::Nsubj).is_none() && is_passive(text, head as usize)
        }
        Some(_) if token.deprel.is(Deprel::Advcl) => text.child(verb, Deprel::Obj).is_none(),
        _ => false,
    }
}

/// The head of the noun phrase that does what a verb in the active voice says.
pub(super) fn subject(text: &Annotated<'_>, verb: usize) -> Option<usize> {
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

/// The subject of a verb that the parser hangs on the dateline: "GENEVA — Togo on Friday accused …".
fn behind_dateline(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let town = text.tokens[verb].head? as usize;
    let start = text.sentence(verb).words.start;
    if town >= verb || town > start + 3 {
        return None;
    }
    let dash = (town + 1..verb.min(town + 5)).find(|&at| matches!(text.form(at), "—" | "–" | "--" | "-"))?;
    let has_own =
        text.children(verb).any(|child| child < verb && text.tokens[child].deprel.is(Deprel::Nsubj));
    if has_own {
        return None;
    }
    text.children(town).find(|&child| {
        child > dash
            && child < verb
            && matches!(
                text.tokens[child].deprel.base(),
                Deprel::Appos | Deprel::Parataxis | Deprel::Conj | Deprel::Nmod | Deprel::List | Deprel::Dep
            )
    })
}

/// The subject nearest before the verb, else the first behind it: in "GENEVA -- The council
/// extended …" the parser may take the dateline for one.
fn own_subject(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    let subjects = || {
        text.children(verb).filter(|&child| {
            matches!(text.tokens[child].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
        })
    };
    subjects().take_while(|&child| child < verb).last().or_else(|| subjects().next())
}

/// The noun a relative pronoun stands for: "the envoy *who* visited Oslo".
pub(super) fn antecedent(text: &Annotated<'_>, pronoun: usize) -> Option<usize> {
    let token = &text.tokens[pronoun];
    let is_relative = matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss)
        || token.lemma == "that" && token.upos == Upos::Pron;
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

/// The head of the noun phrase that it is done to, whatever the voice.
pub(super) fn object(text: &Annotated<'_>, verb: usize) -> Option<usize> {
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

/// The head of the noun phrase behind "by" in a passive.
pub(super) fn agent(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    text.children(verb).find(|&child| {
        text.tokens[child].deprel == Deprel::OblAgent
            || text.tokens[child].deprel.is(Deprel::Obl)
                && case(text, child).is_some_and(|case| case == "by")
                && !is_time_like(text, child)
    })
}

fn is_time_like(text: &Annotated<'_>, word: usize) -> bool {
    matches!(
        text.tokens[word].lemma.as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "end"
            | "year"
            | "month"
            | "week"
            | "day"
            | "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "phone"
            | "telephone"
            | "train"
            | "air"
    )
}

/// The preposition of a noun phrase, in lower case; in "with Mr Ilic's envoy Ivo Marek" it may hang
/// on what describes the name.
pub(super) fn case<'a>(text: &'a Annotated<'_>, noun: usize) -> Option<&'a str> {
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

/// The word above another. A finite verb goes on from a finite verb: in "blamed the board for
/// hiding a letter meant to end the strike and *demanded* an answer" from "blamed", whatever the
/// parser hangs it on.
pub(super) fn above(text: &Annotated<'_>, word: usize) -> Option<usize> {
    let head = text.tokens[word].head? as usize;
    let token = &text.tokens[word];
    let is_second = token.deprel.is(Deprel::Conj)
        && token.xpos == Xpos::Vbd
        && head < word
        && own_subject(text, word).is_none()
        && !text.children(word).any(|child| text.tokens[child].deprel.is(Deprel::Aux));
    if !is_second || !is_open_form(text, head) {
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

/// "halting", "to halt": no finite verb, and none with an auxiliary.
fn is_open_form(text: &Annotated<'_>, verb: usize) -> bool {
    matches!(text.tokens[verb].xpos, Xpos::Vbg | Xpos::Vb)
        && !text.children(verb).any(|child| text.tokens[child].deprel.is(Deprel::Aux))
}

/// The owner of a noun: "Norway's pledge".
pub(super) fn owner(text: &Annotated<'_>, noun: usize) -> Option<usize> {
    text.children(noun).find(|&child| text.tokens[child].deprel == Deprel::NmodPoss)
}

/// "to lift": an infinitive with its "to".
pub(super) fn is_infinitive(text: &Annotated<'_>, verb: usize) -> bool {
    text.children(verb).any(|child| {
        text.tokens[child].deprel.is(Deprel::Mark) && text.tokens[child].lemma.eq_ignore_ascii_case("to")
    })
}

/// Verbs, and what stands in their place with a copula ("is ready").
pub(super) fn is_verbal(text: &Annotated<'_>, word: usize) -> bool {
    text.tokens[word].upos == Upos::Verb
        || text.child(word, Deprel::Cop).is_some()
        || text.tokens[word].upos == Upos::Aux
}

/// A noun and those joined to it: "Britain and France".
pub(super) fn joined(text: &Annotated<'_>, noun: usize) -> Vec<usize> {
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
pub(super) fn phrase(text: &Annotated<'_>, noun: usize) -> Span<Word> {
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
