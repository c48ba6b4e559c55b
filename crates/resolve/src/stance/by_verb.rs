//! Stands that a word takes for those who are named with it: "Chile rejected a truce".

use super::found::Found;
use super::sign::Along;
use super::view::View;
use crate::cues::Cue;
use crate::holders::{Actor, subjects};
use crate::stand::Stand;
use crate::stand_words::stand_words;
use crate::ways::Does;

/// Reads the chain from the issue outwards; whoever a word of it is said of holds what it has come to by then.
pub(super) fn take(view: &View<'_>, found: &mut Found) -> Along {
    let mut along = Along::begin(view);
    found.is_void = is_void(view);
    for (place, cue) in view.chain.iter().enumerate() {
        along.take(*cue);
        if !cue.takes_a_stand() || is_of_a_deed(view, *cue) {
            continue;
        }
        for actor in subjects(view.sentence, &view.cues, *cue, view.cast, view.main_from(cue.from)) {
            take_for(view, &along, place, actor, found);
        }
    }
    along
}

/// Whether what follows the outermost word is no stand at all ("failed to agree").
fn is_void(view: &View<'_>) -> bool {
    let void = view.chain.iter().position(|cue| cue.does == Does::Void);
    void.is_some_and(|place| !view.chain[place..].iter().any(|cue| cue.takes_a_stand() || cue.judges()))
}

/// "a raid by the isles would *lead to* sanctions": what brings them about does not threaten them.
fn is_of_a_deed(view: &View<'_>, cue: Cue) -> bool {
    cue.does == Does::Threat && !stand_words().threatens.has(view.sentence.word(cue.from))
}

/// What the chain comes to at `place` is the stand of somebody who is named.
fn take_for(view: &View<'_>, along: &Along, place: usize, actor: &Actor, found: &mut Found) {
    let cue = view.chain[place];
    let Some(holder) = &actor.holder else {
        // "allies agreed to it", a minister said: not hers; but she warns of what she and hers would do.
        found.is_told_of_others |= actor.is_several && !view.said.is_some_and(|said| said.is_threat);
        return;
    };
    if found.has(holder) {
        return;
    }
    // "will not accept": what turns the word stands between it and its subject.
    let behind = || view.chain[place + 1..].iter().take_while(|other| !other.takes_a_stand());
    // "may reject", "predict that it will accept": thought possible, and not done.
    let is_doubtful = behind().any(|other| other.does == Does::Void);
    // "accused the duchy of dodging the ban": a charge, and no wish for one.
    let is_charge = along.sign > 0 && cue.is_charge(view.sentence);
    if is_doubtful || is_charge || along.is_weighed && !view.conditions.is_set {
        found.is_void = true;
        return;
    }
    // "“We will never accept it,” the duke said": named behind, by whose words it is.
    let is_turned =
        |other: &&Cue| other.does == Does::Turn && (other.from >= actor.to || actor.from >= cue.to);
    let is_odd = behind().filter(is_turned).count() % 2 == 1;
    let sign = if is_odd { -along.sign } else { along.sign };
    let is_speakers = view.is_speakers(holder);
    if view.is_told() || is_speakers {
        let strength = if view.said.is_none() || is_speakers { 3.0 } else { 1.5 };
        found.stands.push(Stand {
            holder: Some(holder.clone()),
            stance: view.stance(sign, along.is_threat),
            strength: strength + view.nearness,
            word: Some((cue.from, cue.to)),
        });
    }
    found.is_told_of_others |= !is_speakers;
}
