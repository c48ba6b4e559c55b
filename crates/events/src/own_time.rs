//! Which times of a sentence are a deed's own: not that of what came before or is to come after it, but that of its purpose.

use dateline_grammar::clause;
use dateline_language::{Annotated, Deprel, Upos, Xpos};
use dateline_model::Edtf;

/// How far up a time is looked for the purpose that it hangs on.
const REACH: usize = 6;

/// "Before Peru's *March 3* raid", "ahead of *Friday's* vote", "until *Monday*": the day of something else, before which
/// the deed was done.
pub(super) fn is_beside(text: &Annotated<'_>, at: usize, trigger: usize) -> bool {
    // "long before 3 March, *when* the raid began"
    if text.subtree(at).range().contains(&trigger) {
        return false;
    }
    clause::phrases_above(text, at).take_while(|&at| at != trigger).any(|at| clause::comes_later(text, at))
}

/// "The first *since October*", "helped them *following* the raid in *May*": when something before it was. A day behind
/// "after" may well be the deed's own: "signed it after talks on Monday".
pub(super) fn is_of_another_deed(
    text: &Annotated<'_>,
    time: usize,
    trigger: usize,
    edtf: Option<&Edtf>,
) -> bool {
    if text.subtree(time).range().contains(&trigger) {
        return false;
    }
    let is_day = edtf.is_some_and(|edtf| edtf.first_day().is_some() && edtf.first_day() == edtf.last_day());
    let is_since = clause::case(text, time) == Some("since");
    let above = text.tokens[time].head.map(|above| above as usize);
    // "has held *talks* since May", "has been arming since May, *gathering troops* and *buying* guns": one stretch.
    let host = std::iter::successors(Some(trigger), |&at| text.tokens[at].head.map(|head| head as usize))
        .take(REACH)
        .find(|&at| text.tokens[at].upos == Upos::Verb)
        .unwrap_or(trigger);
    let token = &text.tokens[host];
    let goes_on = matches!(token.deprel.base(), Deprel::Conj | Deprel::Xcomp)
        || token.deprel.is(Deprel::Advcl) && token.xpos == Xpos::Vbg && clause::mark(text, host).is_none();
    let is_carried =
        above.is_some() && (above == Some(host) || goes_on && above == token.head.map(|head| head as usize));
    // "Helped them after the flood *in May*", hung on the helping: it is as likely the flood's.
    let is_right_behind = || {
        above.is_some_and(|above| {
            let start = text.subtree(time).start;
            text.children(above).any(|other| {
                other < time
                    && text.tokens[other].upos == Upos::Noun
                    && matches!(clause::case(text, other), Some("after" | "following" | "follow"))
                    && text.subtree(other).end == start
            })
        })
    };
    is_since && above != Some(trigger) && !is_carried
        || !is_day && is_right_behind()
        || clause::phrases_above(text, time).skip(1).take_while(|&at| at != trigger).any(|at| {
            match clause::case(text, at) {
                Some("since" | "despite") => true,
                Some("after" | "following" | "follow") => !is_day,
                _ => false,
            }
        })
}

/// "Will vote *to unseat him next week*", "will boycott a feast *to open the canal on Friday*": what is still to come comes
/// when its purpose does.
pub(super) fn cost_of_purpose(text: &Annotated<'_>, trigger: usize, time: usize) -> Option<usize> {
    let is_ahead = text.children(trigger).any(|child| {
        text.tokens[child].deprel.is(Deprel::Aux)
            && matches!(
                text.tokens[child].lemma.to_lowercase().as_str(),
                "will" | "shall" | "'ll" | "’ll" | "wo"
            )
    });
    if !is_ahead || time < trigger {
        return None;
    }
    let hosts = [Some(trigger), clause::object(text, trigger)];
    let mut at = time;
    for steps in 1..=REACH {
        let above = text.tokens[at].head? as usize;
        if clause::is_infinitive(text, above)
            && text.tokens[above].head.is_some_and(|host| hosts.contains(&Some(host as usize)))
        {
            return Some(steps + 4);
        }
        if clause::is_verbal(text, above) && text.tokens[above].upos == Upos::Verb {
            return None;
        }
        at = above;
    }
    None
}
