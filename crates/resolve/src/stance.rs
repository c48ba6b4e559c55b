//! Who stands where on what a sentence names: by the words that take, turn or condition a stand,
//! and by whose they are.
//!
//! A stand is read along the chain of such words between its holder and the issue: each takes the
//! next for its object, so that their signs multiply. In "the council rejected the tsar's demand
//! to bar the republic from joining", *demand* and *bar* make the tsar against it, and *rejected*
//! before them the council for it. Each way in which somebody comes to hold one is a file here.

mod by_act;
mod by_condition;
mod by_deed;
mod by_verb;
mod found;
mod of_others;
mod sign;
mod view;

use crate::clauses::Sentence;
use crate::holders::Cast;
use crate::issues::Hit;
use crate::stand::{Said, Stance, Stand};
use found::Found;
use view::View;

/// The stands that a sentence gives on what it names at `hit`.
pub(crate) fn stands(sentence: &Sentence, hit: Hit, cast: Cast<'_>, said: Option<&Said>) -> Vec<Stand> {
    let Some(view) = View::of(sentence, hit, cast, said) else { return Vec::new() };
    let mut found = Found::default();
    // "Chile rejected a truce"
    let along = by_verb::take(&view, &mut found);
    // "Chile withdrew its troops", "the sanctions imposed by Chile"
    by_deed::take(&view, &along, &mut found);
    by_deed::take_behind(&view, &mut found);
    // "a truce was needed, the minister said"
    by_act::take(&view, &along, &mut found);
    // "there will be no truce unless they leave, the minister said"
    by_condition::take(&view, &along, &mut found);
    // "Chile's sanctions"
    by_deed::take_owned(&view, &mut found);
    found.stands.retain(|stand| stand.stance != Stance::Unclear);
    found.stands
}

#[cfg(test)]
mod tests;
