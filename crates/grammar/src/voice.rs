//! Voice: which verbs are passive, and who then does it.

use crate::dateline::behind_dateline;
use crate::noun::case;
use dateline_language::{Annotated, Deprel, Upos, Xpos};

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

/// A participle close behind a form of "be", whatever the tree says of it: "was reportedly told".
pub fn follows_be(text: &Annotated<'_>, verb: usize) -> bool {
    let start = text.sentence(verb).words.start.max(verb.saturating_sub(3));
    text.tokens[verb].xpos == Xpos::Vbn
        && (start..verb)
            .rev()
            .take_while(|&word| matches!(text.tokens[word].upos, Upos::Adv | Upos::Aux | Upos::Part))
            .any(|word| text.tokens[word].lemma == "be")
}

/// A verb in the passive voice: "was arrested", "a law criticized by Oslo".
pub fn is_passive(text: &Annotated<'_>, verb: usize) -> bool {
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
                    "in" | "by"
                        | "near"
                        | "when"
                        | "as"
                        | "after"
                        | "during"
                        | "on"
                        | "at"
                        | "while"
                        | "outside"
                        | "inside"
                        | "before"
                        | "since"
                )
        });
        // "*with* five people killed and nine hurt"
        let is_with = text.children(verb).any(|child| {
            child < verb
                && text.tokens[child].deprel.is(Deprel::Mark)
                && text.tokens[child].lemma.eq_ignore_ascii_case("with")
        });
        return (is_cut_off || is_with)
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
            text.child(verb, Deprel::Nsubj).is_none()
                && (is_passive(text, head as usize) || is_adjective_of_passive(text, verb, head as usize))
        }
        Some(_) if token.deprel.is(Deprel::Advcl) => text.child(verb, Deprel::Obj).is_none(),
        _ => false,
    }
}

/// "The rebels are *armed*, trained and paid by Chad": the first participle may be taken for an adjective.
fn is_adjective_of_passive(text: &Annotated<'_>, verb: usize, first: usize) -> bool {
    text.tokens[first].upos == Upos::Adj
        && first < verb
        && text.form(first).to_lowercase().ends_with("ed")
        && text.child(first, Deprel::Cop).is_some()
        && text.child(verb, Deprel::Obj).is_none()
}

/// A passive that its words show: by its auxiliary, its subject or whoever does it ("was accused",
/// "accused by the board"); not "a law criticized", "four soldiers killed".
pub fn is_shown_passive(text: &Annotated<'_>, verb: usize) -> bool {
    text.tokens[verb].xpos == Xpos::Vbn
        && text.children(verb).any(|child| {
            matches!(
                text.tokens[child].deprel,
                Deprel::AuxPass | Deprel::NsubjPass | Deprel::OblAgent | Deprel::CsubjPass
            )
        })
}

/// The head of the noun phrase behind "by" in a passive.
pub fn agent(text: &Annotated<'_>, verb: usize) -> Option<usize> {
    text.children(verb).find(|&child| {
        (text.tokens[child].deprel == Deprel::OblAgent
            || text.tokens[child].deprel.is(Deprel::Obl)
                && case(text, child).is_some_and(|case| case == "by"))
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
