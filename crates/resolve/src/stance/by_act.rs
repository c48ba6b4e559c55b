//! Stands that a speaker takes by what is said: "the truce must hold, the minister said", "the minister rejected it".

use super::found::Found;
use super::of_others::{is_beside_the_act, is_of_others};
use super::sign::Along;
use super::view::View;
use crate::predicate::Predicate;
use crate::reach::{is_aside, is_listed_apart, is_on_own};
use crate::stand::{Said, Stand};

/// The speaker's own stand, unless another one of the side was found in the words.
pub(super) fn take(view: &View<'_>, along: &Along, found: &mut Found) {
    let Some(said) = view.said else { return };
    if found.has_side_of(&said.holder) || is_no_stand(view, along, said, found) {
        return;
    }
    let Some(sign) = sign(view, along, said) else { return };
    found.stands.push(Stand {
        holder: None,
        stance: view.stance(sign, along.is_threat || sign > 0 && said.is_threat),
        strength: if along.is_taken || said.sign != 0 { 2.5 } else { 1.0 } + view.nearness,
        word: None,
    });
}

/// Whether the words are no stand of whoever says them.
fn is_no_stand(view: &View<'_>, along: &Along, said: &Said, found: &Found) -> bool {
    let (sentence, hit) = (view.sentence, view.hit);
    // What another wants is only told.
    found.is_told_of_others && said.sign == 0
        // "accused the duchy of stalling the talks": a charge is about what they do.
        || said.is_charge && !view.is_own
        || said.charges && !view.is_own && !along.is_wish && !along.is_outright && !view.conditions.bear()
        // "traders who break the ban pay a fine": what others do.
        || is_of_others(view)
        // "condemning the raid and confirmation of the ban": nobody can tell what it is the object of.
        || said.sign < 0 && is_listed_apart(sentence, hit, &said.within)
        // "they impose a ban on his country": not what he wants.
        || along.sign > 0 && said.sign == 0 && hit.is_measure && is_on_own(sentence, hit)
        || found.is_void
        || along.is_weighed && !view.conditions.is_set
        // "thanked the isles for grain *as* the war goes on": not what is thanked for.
        || said.sign != 0 && is_aside(sentence, hit, &said.within)
}

/// What the words and the act of saying them come to; none where neither takes a stand.
fn sign(view: &View<'_>, along: &Along, said: &Said) -> Option<i8> {
    // "denied that the sanctions were working"
    if said.is_denial && matches!(view.predicate, Some(Predicate::Stand(_))) {
        return Some(-along.sign);
    }
    if along.is_taken {
        let is_turned = said.sign < 0 && !is_beside_the_act(view);
        return Some(if is_turned { -along.sign } else { along.sign });
    }
    match said.sign {
        _ if along.is_wish => Some(along.sign),
        0 => None,
        act => Some(act * along.sign),
    }
}
