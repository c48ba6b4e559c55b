//! Whose doing an issue is, by who is named right behind or before it: "sanctions imposed by the union", "the union's
//! sanctions".

use crate::clause_words::clause_words;
use crate::clauses::{Break, Sentence};
use crate::cues::Cue;
use crate::holders::Actor;
use crate::issues::Hit;
use crate::stand::Holder;
use crate::ways::Does;

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

/// "EU sanctions", "America's new sanctions": whose they are.
pub(crate) fn owner(sentence: &Sentence, hit: Hit, actors: &[Actor]) -> Option<Holder> {
    let actor = actors.iter().rfind(|actor| actor.to <= hit.from && hit.from - actor.to <= 2)?;
    let between = sentence.tokens.get(actor.to..=hit.from)?;
    let is_near =
        between[..between.len() - 1].iter().all(|token| clause_words().kinds_of_measure.has(&token.lower))
            && between.iter().all(|token| token.before == Break::None);
    // "on the union's sanctions list": a list, and no sanctions.
    let is_head = sentence.tokens.get(hit.to).is_none_or(|next| {
        next.before != Break::None
            || next.lower.ends_with("ed")
            || next.lower.ends_with("ing")
            || clause_words().behind_heads.has(&next.lower)
    });
    if is_near && is_head { actor.holder.clone() } else { None }
}
