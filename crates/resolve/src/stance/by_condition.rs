//! Stands that a speaker takes by naming the only condition on which something comes about: "the war will end only when they
//! leave", "if they attack there will be sanctions", "we will hold elections once the war is over".

use super::found::Found;
use super::sign::Along;
use super::view::View;
use crate::clause_words::clause_words;
use crate::clauses::Break;
use crate::holders::Actor;
use crate::stand::{Stance, Stand};
use crate::stand_words::stand_words;

/// So many words may stand between what rules a clause and the issue in it.
const NEAR: usize = 6;

/// The speaker's, where nothing else in the words takes a stand.
pub(super) fn take(view: &View<'_>, along: &Along, found: &mut Found) {
    let Some(said) = view.said else { return };
    let is_open = view.conditions.is_set && view.hit.stand != Some(false) && !found.is_void && along.sign > 0;
    if !is_open || said.sign < 0 || said.is_charge || found.has_side_of(&said.holder) || found.has_speakers()
    {
        return;
    }
    let Some(rules) = rules(view) else { return };
    let doer = doer(view, rules);
    let lets = stand_words().lets.has(view.sentence.word(rules));
    let is_own = doer.is_some_and(|actor| actor.holder.as_ref().is_some_and(|one| view.is_speakers(one)));
    let comes = match doer {
        // "Peru can join only if it pays", said by another.
        Some(_) if !is_own => {
            lets && view.conditions.is_strict && !view.hit.is_measure
                || view.hit.is_measure && is_brought(view, rules)
        }
        Some(_) => true,
        None => {
            view.conditions.is_strict && comes_about(view, rules)
                || view.hit.is_measure && is_brought(view, rules)
        }
    };
    if comes {
        found.stands.push(Stand {
            holder: None,
            stance: Stance::Conditional,
            strength: 1.0 + view.nearness,
            word: None,
        });
    }
}

/// The "will" or "can" of the clause that the issue stands in, right before it or right behind.
fn rules(view: &View<'_>) -> Option<usize> {
    /// So many words may stand between the issue and a "will" behind it.
    const BEHIND: usize = 1;
    let sentence = view.sentence;
    let start = view.main_from(view.hit.from);
    let from = view.hit.from.saturating_sub(NEAR).max(start);
    let is_rule = |at: &usize| clause_words().rules.has(sentence.word(*at));
    let is_joined = |at: usize| {
        (at + 1..=view.hit.from)
            .all(|one| sentence.tokens.get(one).is_some_and(|token| token.before == Break::None))
    };
    let before = (from..view.hit.from).rev().find(is_rule).filter(|&at| is_joined(at));
    // "the *war will end*": in the name of the issue itself.
    let inside = || (view.hit.from..view.hit.to).find(is_rule);
    before.or_else(inside).or_else(|| (view.hit.to..=view.hit.to + BEHIND).find(is_rule))
}

/// Who is named before what rules the clause, or behind it where it stands first ("only then will *Chile* talk").
fn doer<'a>(view: &View<'a>, rules: usize) -> Option<&'a Actor> {
    /// So many words may stand between somebody and what rules the clause.
    const BEFORE: usize = 2;
    let start = view.main_from(view.hit.from);
    view.cast.actors.iter().filter(|actor| !actor.is_adjective).find(|actor| {
        let is_before = actor.from >= start && actor.to <= rules && rules - actor.to <= BEFORE;
        let is_behind = actor.from > rules && actor.to <= view.hit.from && actor.from - rules <= BEFORE;
        is_before || is_behind
    })
}

/// "can talks *begin*", "there will *be* talks", "the war will *end*".
fn comes_about(view: &View<'_>, rules: usize) -> bool {
    let sentence = view.sentence;
    let is_there = (rules.saturating_sub(1)..=rules + 1).any(|at| sentence.word(at) == "there");
    let end = view.hit.to + NEAR;
    is_there || (rules + 1..end).any(|at| stand_words().comes_about.has(sentence.word(at)))
}

/// "there will be sanctions", "will *face* sanctions".
fn is_brought(view: &View<'_>, rules: usize) -> bool {
    let sentence = view.sentence;
    let is_there = (rules.saturating_sub(1)..=rules + 1).any(|at| sentence.word(at) == "there");
    let is_next = |at: usize| stand_words().brings.has(sentence.word(at));
    rules < view.hit.from && (is_there || (rules + 1..view.hit.from).any(is_next))
}
