//! Whose a stand is, of those who are named in a sentence.

use crate::clauses::{Break, Sentence};
use crate::cues::{Cue, Does, REACH, SUBJECT, are_side_by_side, is_auxiliary};
use crate::issues::Hit;
use crate::sides::Holder;

/// Somebody named in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// None where it is not known for whom they stand.
    pub(crate) holder: Option<Holder>,
    /// Whether it can only be said of something ("American sanctions").
    pub(crate) is_adjective: bool,
    /// Whether several are meant that have no name ("allies").
    pub(crate) is_several: bool,
}

/// A word of a sentence that tells a deed, with those who do it, as the report was read.
#[derive(Clone, Debug)]
pub(crate) struct Doers {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) actors: Vec<Actor>,
}

/// Everybody whom a sentence names, and who does what in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cast<'a> {
    pub(crate) actors: &'a [Actor],
    pub(crate) doers: &'a [Doers],
}

/// What stands before somebody who is no subject ("in the duchy").
const BEFORE_OTHERS: [&str; 22] = [
    "of", "in", "on", "with", "to", "against", "for", "from", "by", "between", "at", "into", "over", "about",
    "near", "upon", "towards", "toward", "through", "under", "after", "before",
];

/// Whose a word of a chain is: who does it, where that was read; else who stands before it with nothing
/// of its kind between, those joined to them by "and" with them; else who stands behind "by".
pub(crate) fn subjects<'a>(
    sentence: &Sentence,
    cues: &[Cue],
    cue: Cue,
    cast: Cast<'a>,
    from: usize,
) -> Vec<&'a Actor> {
    let actors = cast.actors;
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    if matches!(word(cue.to), "by" | "from") {
        let starts = |actor: &&Actor| (cue.to + 1..=cue.to + 2).contains(&actor.from) && !actor.is_adjective;
        if let Some(actor) = actors.iter().find(starts) {
            return vec![actor];
        }
    }
    let done = cast.doers.iter().filter(|doers| doers.from < cue.to && cue.from < doers.to);
    let doers: Vec<&Actor> =
        done.flat_map(|doers| &doers.actors).filter(|actor| actor.from >= from).collect();
    if !doers.is_empty() {
        // "helped the duchy refuse": who does it only as another's object.
        let is_object = |actor: &Actor| {
            let before = in_front(sentence, actor.from);
            cues.iter().any(|other| other.does == Does::Object && other.to == before.wrapping_add(1))
        };
        return if doers.iter().any(|actor| is_object(actor)) { Vec::new() } else { doers };
    }
    // "accused them of breaking", "after rejecting": whoever does it is not who is named last.
    if matches!(
        word(cue.from.wrapping_sub(1)),
        "of" | "for" | "at" | "from" | "about" | "after" | "before" | "without"
    ) {
        return Vec::new();
    }
    let is_gerund = |cue: &Cue| word(cue.from).ends_with("ing");
    if is_gerund(&cue) && is_beside_a_deed(sentence, cue.from) {
        return Vec::new();
    }
    for (nearest, actor) in actors.iter().enumerate().rev() {
        if actor.to > cue.from || actor.from < from {
            continue;
        }
        if actor.is_adjective {
            // "Chilean demands for": the state's, told by a noun.
            if actor.to == cue.from && is_official_noun(word(cue.from)) {
                return vec![actor];
            }
            // "Americans support": a people, and nobody's stand.
            if word(actor.to - 1).ends_with('s') {
                return Vec::new();
            }
            continue;
        }
        let has_between = cues.iter().any(|other| {
            other.takes_a_stand()
                && other.from >= actor.to
                && other.to <= cue.from
                && !(is_gerund(other) && is_gerund(&cue))
                // "Norway rejected the toll and backed talks": of both.
                && !are_side_by_side(sentence, *other, cue)
        });
        let wished = cues
            .iter()
            .any(|other| other.does == Does::Wish && other.from >= actor.to && other.to <= cue.from);
        let between = sentence.tokens.get(actor.to..=cue.from).unwrap_or_default();
        let is_cut = between.iter().any(|token| token.before == Break::Clause);
        let is_long = is_gerund(&cue)
            || between.iter().any(|token| matches!(token.lower.as_str(), "that" | "which" | "who"));
        let reach = if is_long { SUBJECT } else { REACH };
        if has_between || wished || is_cut || cue.from - actor.to > reach {
            return Vec::new();
        }
        let list = list_ending_at(sentence, actors, nearest, from);
        let first = list.last().map_or(actor.from, |first| first.from);
        let before = in_front(sentence, first);
        let is_own = actor.to == cue.from;
        // "asked the duchy to back", "inviting the duke and offering": not theirs.
        let is_behind = |does: &dyn Fn(&Cue) -> bool| {
            let is_joined = sentence.tokens.get(first).is_some_and(|token| token.before == Break::None);
            is_joined && cues.iter().any(|other| does(other) && other.to == before.wrapping_add(1))
        };
        if BEFORE_OTHERS.contains(&word(before)) || !is_own && is_behind(&|other| other.takes_a_stand()) {
            continue;
        }
        // "demands that the duchy pay": what is wanted of them.
        let is_wanted = word(before) == "that"
            && cues.iter().any(|other| other.takes_a_stand() && (other.to..=other.to + 2).contains(&before));
        // "helped the duchy refuse", "to call the duchy and the isles to resume talks".
        let is_object = is_wanted
            || is_behind(&|other| other.does == Does::Object)
            || word(before.wrapping_sub(1)) == "to"
            || first > 0 && word(actor.to) == "to" && cue.from > actor.to;
        if is_object {
            if is_gerund(&cue) {
                continue;
            }
            return Vec::new();
        }
        return list;
    }
    Vec::new()
}

/// "After the raid and *imposing* a ban", "in spite of the vote and *raising* the tolls": joined to a deed that only tells
/// when or why, and not to what whoever is named first does.
fn is_beside_a_deed(sentence: &Sentence, gerund: usize) -> bool {
    const FAR: usize = 9;
    const LEADS: [&str; 8] = ["after", "before", "since", "following", "despite", "amid", "upon", "because"];
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    if gerund == 0 || word(gerund - 1) != "and" {
        return false;
    }
    let is_open = |at: &usize| sentence.tokens[*at + 1].before == Break::None && !is_auxiliary(word(*at));
    (gerund.saturating_sub(FAR)..gerund - 1)
        .rev()
        .take_while(is_open)
        .any(|at| LEADS.contains(&word(at)) && !word(at + 1).ends_with("ing"))
}

/// Where the word stands that rules what begins at a place, without its article.
fn in_front(sentence: &Sentence, at: usize) -> usize {
    let before = at.wrapping_sub(1);
    match sentence.tokens.get(before).map_or("", |token| token.lower.as_str()) {
        "the" | "a" | "an" | "its" | "their" | "all" | "both" => at.wrapping_sub(2),
        _ => before,
    }
}

/// Somebody, and those who are joined to them by "and" before them, the last first.
fn list_ending_at<'a>(sentence: &Sentence, actors: &'a [Actor], last: usize, from: usize) -> Vec<&'a Actor> {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    // "Norway and more than thirty others"
    const JOINS: [&str; 13] = [
        "and", "or", "the", "over", "more", "than", "some", "nearly", "almost", "about", "at", "least",
        "other",
    ];
    let mut list = vec![&actors[last]];
    let mut first = actors[last].from;
    for other in actors[..last].iter().rev() {
        let between = sentence.tokens.get(other.to..first).unwrap_or_default();
        let has_and = between.iter().any(|token| matches!(token.lower.as_str(), "and" | "or"));
        let has_comma = sentence.tokens.get(other.to).is_some_and(|token| token.before == Break::Comma);
        let is_joined = between.iter().all(|token| JOINS.contains(&token.lower.as_str()))
            && (has_and || list.len() > 1 && has_comma)
            && (has_comma || !BEFORE_OTHERS.contains(&word(in_front(sentence, other.from))));
        if !is_joined || other.is_adjective || other.from < from {
            break;
        }
        list.push(other);
        first = other.from;
    }
    list
}

/// What a state does, as a noun that stands beside its adjective ("Chilean demands").
fn is_official_noun(lower: &str) -> bool {
    const NOUNS: [&str; 24] = [
        "demand",
        "demands",
        "refusal",
        "rejection",
        "proposal",
        "proposals",
        "offer",
        "offers",
        "request",
        "requests",
        "appeal",
        "appeals",
        "call",
        "calls",
        "insistence",
        "veto",
        "pledge",
        "promise",
        "approval",
        "endorsement",
        "readiness",
        "willingness",
        "commitment",
        "objections",
    ];
    NOUNS.contains(&lower)
}

/// Who did something, told behind the issue.
pub(crate) struct Agent {
    pub(crate) holder: Holder,
    /// 1, -1.
    pub(crate) sign: i8,
    /// The words that tell what was done.
    pub(crate) word: (usize, usize),
}

/// "Sanctions imposed by the union": who did it, told behind the issue.
pub(crate) fn agent_behind(sentence: &Sentence, cues: &[Cue], hit: Hit, actors: &[Actor]) -> Option<Agent> {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    // "sanctioned by the treasury"
    if hit.is_owned && word(hit.to - 1).ends_with("ed") && word(hit.to) == "by" {
        let actor = actors.iter().find(|actor| (hit.to + 1..=hit.to + 2).contains(&actor.from))?;
        let holder = actor.holder.clone().filter(|_| !actor.is_adjective)?;
        return Some(Agent { holder, sign: 1, word: (hit.to - 1, hit.to) });
    }
    let cue = cues.iter().find(|cue| cue.from >= hit.to && cue.from <= hit.to + 5 && cue.takes_a_stand())?;
    let by =
        (cue.to..cue.to + 4).find(|&at| sentence.tokens.get(at).is_some_and(|token| token.lower == "by"))?;
    let between = sentence.tokens.get(hit.to..=by)?;
    if between.iter().any(|token| token.before == Break::Clause) {
        return None;
    }
    let actor = actors.iter().find(|actor| (by + 1..=by + 2).contains(&actor.from) && !actor.is_adjective)?;
    let sign = if cue.does == Does::Against { -1 } else { 1 };
    Some(Agent { holder: actor.holder.clone()?, sign, word: (cue.from, cue.to) })
}

/// What may follow a noun that is no part of another.
const BEHIND_HEADS: [&str; 34] = [
    "on", "against", "over", "for", "that", "which", "and", "or", "but", "in", "since", "as", "are", "were",
    "is", "was", "have", "has", "had", "will", "would", "to", "from", "by", "at", "of", "under", "because",
    "after", "before", "into", "remain", "until", "while",
];

/// "EU sanctions", "America's new sanctions": whose they are.
pub(crate) fn owner(sentence: &Sentence, hit: Hit, actors: &[Actor]) -> Option<Holder> {
    const BETWEEN: [&str; 14] = [
        "new",
        "economic",
        "tough",
        "tougher",
        "additional",
        "further",
        "financial",
        "severe",
        "massive",
        "s",
        "sweeping",
        "harsh",
        "existing",
        "latest",
    ];
    let actor = actors.iter().rfind(|actor| actor.to <= hit.from && hit.from - actor.to <= 2)?;
    let between = sentence.tokens.get(actor.to..=hit.from)?;
    let is_near = between[..between.len() - 1].iter().all(|token| BETWEEN.contains(&token.lower.as_str()))
        && between.iter().all(|token| token.before == Break::None);
    // "on the union's sanctions list": a list, and no sanctions.
    let is_head = sentence.tokens.get(hit.to).is_none_or(|next| {
        next.before != Break::None
            || next.lower.ends_with("ed")
            || next.lower.ends_with("ing")
            || BEHIND_HEADS.contains(&next.lower.as_str())
    });
    if is_near && is_head { actor.holder.clone() } else { None }
}
