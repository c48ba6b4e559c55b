//! Whose a stand is, of those who are named in a sentence.

use crate::beside::are_side_by_side;
use crate::chain::REACH;
use crate::clause_words::clause_words;
use crate::clauses::{Break, Sentence};
use crate::cues::{Cue, is_auxiliary};
use crate::stand::Holder;
use crate::ways::Does;

/// So many words may stand between whoever does something and the word that tells it, where a clause lies between.
const SUBJECT: usize = 20;

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
    // "sanctions imposed by the duke", "a call from the duke"; but "withdrew from the duchy".
    let is_from = word(cue.to) == "from" && clause_words().official_nouns.has(word(cue.from));
    if is_from || word(cue.to) == "by" {
        let starts = |actor: &&Actor| (cue.to + 1..=cue.to + 2).contains(&actor.from) && !actor.is_adjective;
        if let Some(actor) = actors.iter().find(starts) {
            return vec![actor];
        }
    }
    // "recognised the annexation": who annexed is another.
    let done = cast.doers.iter().filter(|doers| doers.from <= cue.from && cue.from < doers.to);
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
    if clause_words().before_a_deed.has(word(cue.from.wrapping_sub(1))) {
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
            if actor.to == cue.from && clause_words().official_nouns.has(word(cue.from)) {
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
        if clause_words().before_others.has(word(before))
            || !is_own && is_behind(&|other| other.takes_a_stand())
        {
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
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    if gerund == 0 || word(gerund - 1) != "and" {
        return false;
    }
    let is_open = |at: &usize| sentence.tokens[*at + 1].before == Break::None && !is_auxiliary(word(*at));
    (gerund.saturating_sub(FAR)..gerund - 1)
        .rev()
        .take_while(is_open)
        .any(|at| clause_words().tells_when.has(word(at)) && !word(at + 1).ends_with("ing"))
}

/// Where the word stands that rules what begins at a place, without its article.
fn in_front(sentence: &Sentence, at: usize) -> usize {
    let before = at.wrapping_sub(1);
    if clause_words().articles.has(sentence.word(before)) { at.wrapping_sub(2) } else { before }
}

/// Somebody, and those who are joined to them by "and" before them, the last first.
fn list_ending_at<'a>(sentence: &Sentence, actors: &'a [Actor], last: usize, from: usize) -> Vec<&'a Actor> {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let mut list = vec![&actors[last]];
    let mut first = actors[last].from;
    for other in actors[..last].iter().rev() {
        let between = sentence.tokens.get(other.to..first).unwrap_or_default();
        let has_and = between.iter().any(|token| matches!(token.lower.as_str(), "and" | "or"));
        let has_comma = sentence.tokens.get(other.to).is_some_and(|token| token.before == Break::Comma);
        // "Norway and more than thirty others"
        let is_joined = between.iter().all(|token| clause_words().joins_actors.has(&token.lower))
            && (has_and || list.len() > 1 && has_comma)
            && (has_comma || !clause_words().before_others.has(word(in_front(sentence, other.from))));
        if !is_joined || other.is_adjective || other.from < from {
            break;
        }
        list.push(other);
        first = other.from;
    }
    list
}
