//! Stands that are taken by doing it: "Chile freed the hostages", "the sanctions imposed by Chile", "Chile's sanctions".

use super::found::Found;
use super::sign::Along;
use super::view::View;
use crate::agents::{agent_behind, owner};
use crate::cues::Cue;
use crate::holders::{Actor, subjects};
use crate::stand::{Stance, Stand};
use crate::stand_words::stand_words;
use crate::ways::Does;

/// "Chile freed the hostages", "Chile never recognised the republic": who does it is for it.
pub(super) fn take(view: &View<'_>, along: &Along, found: &mut Found) {
    let hit = view.hit;
    // What is given is given to somebody: "sent tanks to the parade" is no stand.
    let is_refused = view.chain.iter().any(|cue| cue.does == Does::Turn);
    let is_given = !hit.is_owned || is_refused || has_receiver(view);
    let is_wanted = view.chain.iter().any(|cue| cue.takes_a_stand());
    if !hit.is_deed || !is_given || found.is_void || along.is_wish || is_wanted {
        return;
    }
    let deed = Cue { does: Does::For, from: hit.from, to: hit.to };
    for actor in subjects(view.sentence, &view.cues, deed, view.cast, view.main_from(hit.from)) {
        let Some(holder) = &actor.holder else {
            found.is_told_of_others |= actor.is_several;
            continue;
        };
        let is_speakers = view.is_speakers(holder);
        found.is_told_of_others |= !is_speakers;
        let sign = if is_of_none(view, actor) { -along.sign } else { along.sign };
        let stance = view.stance(sign, along.is_threat);
        // "negotiated for six hours": that they did is no stand yet.
        let is_slight = hit.is_slight && stance == Stance::For;
        if !is_slight && (view.is_told() || is_speakers) {
            let strength = if view.said.is_none() || is_speakers { 2.0 } else { 1.0 };
            found.stands.push(Stand {
                holder: Some(holder.clone()),
                stance,
                strength: strength + view.nearness,
                word: Some((hit.from, hit.to)),
            });
        }
    }
}

/// "neither Peru nor Chile"
fn is_of_none(view: &View<'_>, actor: &Actor) -> bool {
    let before = view.sentence.tokens[actor.from.saturating_sub(2)..actor.from].iter();
    before.rev().any(|token| stand_words().none_of.has(&token.lower))
}

/// "the sanctions imposed by the union": who did it, told behind.
pub(super) fn take_behind(view: &View<'_>, found: &mut Found) {
    let Some(agent) = agent_behind(view.sentence, &view.cues, view.hit, view.cast.actors) else { return };
    if !found.has(&agent.holder) {
        found.stands.push(Stand {
            holder: Some(agent.holder),
            stance: view.stance(agent.sign, false),
            strength: 2.0,
            word: Some(agent.word),
        });
    }
}

/// "the union's sanctions": whose they are, where nothing else is said of them.
pub(super) fn take_owned(view: &View<'_>, found: &mut Found) {
    let hit = view.hit;
    let is_named_only = view.said.is_none() && found.stands.is_empty();
    if !hit.is_owned || hit.is_deed || !is_named_only {
        return;
    }
    if let Some(holder) = owner(view.sentence, hit, view.cast.actors) {
        let stance = if view.is_conditional(1) { Stance::Conditional } else { Stance::For };
        found.stands.push(Stand { holder: Some(holder), stance, strength: 0.5, word: None });
    }
}

/// "sent tanks *to Peru*", "sent *Peru* tanks": whether somebody who is named receives what is named.
fn has_receiver(view: &View<'_>) -> bool {
    let (sentence, hit) = (view.sentence, view.hit);
    let is_led = |actor: &Actor| {
        let before = actor.from.wrapping_sub(1);
        let to = if sentence.word(before) == "the" { before.wrapping_sub(1) } else { before };
        stand_words().receives.has(sentence.word(to))
    };
    view.cast.actors.iter().any(|actor| {
        let is_inside = hit.from < actor.from && actor.to < hit.to;
        !actor.is_adjective && (is_inside || actor.from >= hit.to && is_led(actor))
    })
}
