//! Whose a stand is, of those who are named in a sentence.

use crate::clauses::{Break, Sentence};
use crate::cues::{Cue, Does, REACH, SUBJECT};
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
}

/// Whose a word of a chain is: who stands before it with nothing of its kind between, those
/// joined to them by "and" with them; else who stands behind "by".
pub(crate) fn subjects<'a>(
    sentence: &Sentence,
    cues: &[Cue],
    cue: Cue,
    actors: &'a [Actor],
    from: usize,
) -> Vec<&'a Actor> {
    const BEFORE_OTHERS: [&str; 22] = [
        "of", "in", "on", "with", "to", "against", "for", "from", "by", "between", "at", "into", "over",
        "about", "near", "upon", "towards", "toward", "through", "under", "after", "before",
    ];
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    if matches!(word(cue.to), "by" | "from") {
        let starts = |actor: &&Actor| (cue.to + 1..=cue.to + 2).contains(&actor.from) && !actor.is_adjective;
        if let Some(actor) = actors.iter().find(starts) {
            return vec![actor];
        }
    }
    // "accused them of breaking", "after rejecting": whoever does it is not who is named last.
    if matches!(
        word(cue.from.wrapping_sub(1)),
        "of" | "for" | "at" | "from" | "about" | "after" | "before" | "without"
    ) {
        return Vec::new();
    }
    let is_gerund = |cue: &Cue| word(cue.from).ends_with("ing");
    let in_front = |at: usize| match word(at.wrapping_sub(1)) {
        "the" | "a" | "an" | "its" | "their" | "all" => at.wrapping_sub(2),
        _ => at.wrapping_sub(1),
    };
    for (nearest, actor) in actors.iter().enumerate().rev() {
        if actor.to > cue.from || actor.from < from {
            continue;
        }
        if actor.is_adjective {
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
        });
        let wished = cues
            .iter()
            .any(|other| other.does == Does::Wish && other.from >= actor.to && other.to <= cue.from);
        let between = sentence.tokens.get(actor.to..=cue.from).unwrap_or_default();
        let is_cut = between.iter().any(|token| token.before == Break::Clause);
        let is_long = between.iter().any(|token| matches!(token.lower.as_str(), "that" | "which" | "who"));
        let reach = if is_long { SUBJECT } else { REACH };
        if has_between || wished || is_cut || cue.from - actor.to > reach {
            return Vec::new();
        }
        // "asked the duchy to back", "in the duchy", "inviting the duke and offering": not theirs.
        let before = in_front(actor.from);
        let is_own = actor.to == cue.from;
        let is_object =
            !is_own && cues.iter().any(|other| other.takes_a_stand() && other.to == before.wrapping_add(1));
        if BEFORE_OTHERS.contains(&word(before)) || is_object {
            continue;
        }
        let mut subjects = vec![actor];
        let mut first = actor.from;
        let mut is_list = false;
        for other in actors[..nearest].iter().rev() {
            let between = sentence.tokens.get(other.to..first).unwrap_or_default();
            let has_and = between.iter().any(|token| matches!(token.lower.as_str(), "and" | "or"));
            let has_comma = sentence.tokens.get(other.to).is_some_and(|token| token.before == Break::Comma);
            let is_joined = between.iter().all(|token| matches!(token.lower.as_str(), "and" | "or" | "the"))
                && (has_and || is_list && has_comma)
                && !BEFORE_OTHERS.contains(&word(in_front(other.from)));
            if !is_joined || other.is_adjective || other.from < from {
                break;
            }
            is_list = true;
            subjects.push(other);
            first = other.from;
        }
        return subjects;
    }
    Vec::new()
}

/// "Sanctions imposed by the union": who did it, told behind the issue.
pub(crate) fn agent_behind(
    sentence: &Sentence,
    cues: &[Cue],
    hit: Hit,
    actors: &[Actor],
) -> Option<(Holder, i8)> {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    // "sanctioned by the treasury"
    if hit.is_owned && word(hit.to - 1).ends_with("ed") && word(hit.to) == "by" {
        let actor = actors.iter().find(|actor| (hit.to + 1..=hit.to + 2).contains(&actor.from))?;
        return Some((actor.holder.clone().filter(|_| !actor.is_adjective)?, 1));
    }
    let cue = cues.iter().find(|cue| cue.from >= hit.to && cue.from <= hit.to + 5 && cue.takes_a_stand())?;
    let by =
        (cue.to..cue.to + 4).find(|&at| sentence.tokens.get(at).is_some_and(|token| token.lower == "by"))?;
    let between = sentence.tokens.get(hit.to..=by)?;
    if between.iter().any(|token| token.before == Break::Clause) {
        return None;
    }
    let actor = actors.iter().find(|actor| (by + 1..=by + 2).contains(&actor.from) && !actor.is_adjective)?;
    Some((actor.holder.clone()?, if cue.does == Does::Against { -1 } else { 1 }))
}

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
    if is_near { actor.holder.clone() } else { None }
}
