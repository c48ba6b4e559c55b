//! Who stands where on what a sentence names: by the words that take, turn or condition a stand,
//! and by whose they are.
//!
//! A stand is read along the chain of such words between its holder and the issue: each takes the
//! next for its object, so that their signs multiply. In "the council rejected the tsar's demand
//! to bar the republic from joining", *demand* and *bar* make the tsar against it, and *rejected*
//! before them the council for it.

use crate::clauses::{Break, Sentence};
use crate::conditions::conditions;
use crate::cues::{Cue, Does, Predicate, REACH, chain, cues, has_relative, joined_by, predicate};
use crate::holders::{Actor, Cast, agent_behind, owner, subjects};
use crate::issues::Hit;
use crate::reach::{is_aside, is_listed_apart, is_on_own};
use crate::sides::Holder;
use crate::stand_words::stand_words;
use crate::verbs::{Ending, ending};
use serde::{Deserialize, Serialize};

/// Where somebody stands on an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Wants it.
    For,
    /// Does not.
    Against,
    /// Only on a condition.
    Conditional,
    /// Takes no side that could be read.
    Unclear,
}

/// A stand as a sentence gives it.
#[derive(Clone, Debug)]
pub(crate) struct Stand {
    /// None where it is the speaker's.
    pub(crate) holder: Option<Holder>,
    pub(crate) stance: Stance,
    /// How plainly it is said.
    pub(crate) strength: f32,
    /// The word that takes it, as printed in the lexicon's sense; empty where an act does.
    pub(crate) word: Option<(usize, usize)>,
}

/// What a sentence says of the speaker of the words from `within` on: the sign of what they do by
/// saying it, if it has one.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) within: std::ops::Range<usize>,
    pub(crate) holder: Holder,
    /// 1, -1; 0 where saying it takes no stand.
    pub(crate) sign: i8,
    /// Whether what is wanted is said to follow from what others do.
    pub(crate) is_threat: bool,
    /// Whether the words only tell what others want.
    pub(crate) tells: bool,
    /// Whether it charges somebody with something.
    pub(crate) is_charge: bool,
    /// Whether it denies.
    pub(crate) is_denial: bool,
    /// The ending of the verb that tells it: a past or "ing".
    pub(crate) verb_ends: Option<Ending>,
}

/// The stands that a sentence gives on what it names at `hit`.
pub(crate) fn stands(sentence: &Sentence, hit: Hit, cast: Cast<'_>, said: Option<&Said>) -> Vec<Stand> {
    let actors = cast.actors;
    let cues = cues(sentence, hit);
    let conditions = conditions(sentence, &cues, hit);
    if conditions.is_within {
        return Vec::new();
    }
    let from = said.map_or(0, |said| said.within.start);
    let chain = chain(sentence, &cues, hit, from);
    let right = predicate(sentence, &cues, hit);
    let mut stands: Vec<Stand> = Vec::new();
    // What stands right beside the issue is meant for it most plainly.
    let nearest = chain.first().map_or(REACH, |cue| hit.from - cue.to).min(REACH);
    let is_own = said.is_some_and(|said| {
        sentence.tokens[said.within.start.min(hit.from)..hit.from]
            .iter()
            .any(|token| stand_words().own.has(&token.lower))
    });
    let near = 0.04 * (REACH - nearest) as f32 + if is_own { 0.3 } else { 0.0 };
    // "ready to impose sanctions": what one holds ready against others is for when they do something.
    let is_ready = |cue: &Cue| {
        cue.does == Does::Ready
            && sentence.tokens[cue.from..cue.to]
                .iter()
                .any(|token| token.lower.starts_with("read") || token.lower.starts_with("prepar"))
    };
    let is_held_ready = hit.is_measure
        && said.is_none_or(|said| said.sign <= 0)
        && chain.iter().any(is_ready)
        // "ready to join the sanctions" of others.
        && !chain.iter().any(|cue| sentence.tokens[cue.from].lower.starts_with("join"))
        && chain.iter().all(|cue| !matches!(cue.does, Does::Against | Does::Turn));
    let is_conditional =
        |sign: i8| conditions.is_set || is_held_ready && sign > 0 || sign < 0 && conditions.is_set_if_refused;
    let stance = |sign: i8, is_threat: bool| match (sign, is_conditional(sign) || is_threat) {
        (0, _) => Stance::Unclear,
        (_, true) => Stance::Conditional,
        (sign, false) if sign > 0 => Stance::For,
        _ => Stance::Against,
    };
    let mut sign: i8 = match hit.stand {
        Some(false) => -1,
        _ => 1,
    };
    let mut is_taken = hit.stand.is_some();
    let (mut is_threat, mut is_wish, mut is_weighed) = (false, false, false);
    if hit.stand.is_none() || hit.is_deed {
        match right {
            Some(Predicate::Stand(turned)) => {
                sign *= turned;
                is_taken = true;
            }
            Some(Predicate::As(turned)) => {
                let is_why =
                    chain.iter().any(|cue| cue.takes_a_stand()) || said.is_some_and(|said| said.sign != 0);
                if !is_why {
                    sign *= turned;
                    is_taken = true;
                }
            }
            Some(Predicate::Wish(turned)) => {
                sign *= turned;
                is_wish = true;
            }
            None => {}
        }
    }
    let mut is_told_of_others = false;
    // "The union may lift the sanctions", a minister said: no stand of hers either. But "he welcomed talks
    // that could end the war".
    let is_of_others = chain.iter().find(|cue| cue.takes_a_stand()).is_some_and(|cue| {
        let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
        let is_relative = cue.from > 0 && stand_words().relative.has(word(cue.from - 1));
        let behind = sentence.tokens.get(cue.to..=hit.from).unwrap_or_default();
        is_relative
            && !word(cue.from).ends_with("ing")
            && behind.iter().all(|token| token.before == Break::None)
    });
    // "blamed the isles for blocking a plan *that would* condemn the raid and back a truce": what the plan does; but
    // who asks for such a plan wants one.
    let is_of_a_thing = said.is_some_and(|said| said.sign <= 0)
        && chain.last().is_some_and(|cue| {
            let start = cue.from.saturating_sub(REACH).max(from);
            has_relative(sentence.tokens.get(start..=cue.from).unwrap_or_default())
        });
    let is_of_others = is_of_others || is_of_a_thing;
    // "condemned the raid and welcomed the talks": the second verb is no part of what is condemned.
    let is_beside_act = said.is_some_and(|said| {
        let takes = chain.iter().rfind(|cue| cue.takes_a_stand());
        takes.is_some_and(|cue| {
            let word = &sentence.tokens[cue.from].lower;
            joined_by(sentence, *cue).is_some_and(|and| and > said.within.start)
                && said.verb_ends.is_some_and(|end| ending(word) == Some(end))
        })
    });
    let void = chain.iter().position(|cue| cue.does == Does::Void);
    let mut is_void =
        void.is_some_and(|place| !chain[place..].iter().any(|cue| cue.takes_a_stand() || cue.judges()));
    for (place, cue) in chain.iter().enumerate() {
        match cue.does {
            Does::Turn | Does::Against | Does::Bad => sign = -sign,
            Does::Threat => is_threat = true,
            Does::Weigh => is_weighed = true,
            Does::Wish => is_wish = true,
            _ => {}
        }
        is_taken |= cue.takes_a_stand() || cue.judges();
        // "a raid by the isles would *lead to* sanctions": what brings them about does not threaten them.
        let is_of_a_deed = cue.does == Does::Threat && !sentence.tokens[cue.from].lower.starts_with("threat");
        if !cue.takes_a_stand() || is_of_a_deed {
            continue;
        }
        for actor in subjects(sentence, &cues, *cue, cast, from) {
            let Some(holder) = &actor.holder else {
                // "allies agreed to it", a minister said: not hers; but she warns of what she and hers would do.
                is_told_of_others |= actor.is_several && !said.is_some_and(|said| said.is_threat);
                continue;
            };
            if stands.iter().any(|other| other.holder.as_ref() == Some(holder)) {
                continue;
            }
            let is_speakers = said.is_some_and(|said| is_one_side(&said.holder, holder));
            // "will not accept": what turns the word stands between it and its subject.
            let behind = chain[place + 1..].iter().take_while(|other| !other.takes_a_stand());
            let behind: Vec<&Cue> = behind.collect();
            // "may reject", "predict that it will accept": thought possible, and not done.
            let is_doubtful = behind.iter().any(|other| other.does == Does::Void);
            // "accused the duchy of dodging the ban": a charge, and no wish for one.
            let is_charge = sign > 0 && cue.is_charge(sentence);
            if is_doubtful || is_charge || is_weighed && !conditions.is_set {
                is_void = true;
                continue;
            }
            // "“We will never accept it,” the duke said": named behind, by whose words it is.
            let is_turned =
                |other: &&&Cue| other.does == Does::Turn && (other.from >= actor.to || actor.from >= cue.to);
            let turns = behind.iter().filter(is_turned).count();
            let sign = if turns % 2 == 1 { -sign } else { sign };
            let is_told = said.is_none_or(|said| said.tells);
            if is_told || is_speakers {
                stands.push(Stand {
                    holder: Some(holder.clone()),
                    stance: stance(sign, is_threat),
                    strength: if said.is_none() || is_speakers { 3.0 } else { 1.5 } + near,
                    word: Some((cue.from, cue.to)),
                });
            }
            is_told_of_others |= !is_speakers;
        }
    }
    // "Peru freed the hostages", "Peru never recognised the republic": who does it is for it.
    // What is given is given to somebody: "sent tanks to the parade" is no stand.
    let is_given = !hit.is_owned || has_receiver(sentence, hit, actors);
    if hit.is_deed && is_given && !is_void && !is_wish && !chain.iter().any(|cue| cue.takes_a_stand()) {
        let deed = Cue { does: Does::For, from: hit.from, to: hit.to };
        for actor in subjects(sentence, &cues, deed, cast, from) {
            let Some(holder) = &actor.holder else {
                is_told_of_others |= actor.is_several;
                continue;
            };
            let is_speakers = said.is_some_and(|said| is_one_side(&said.holder, holder));
            is_told_of_others |= !is_speakers;
            // "neither Peru nor Chile"
            let before = sentence.tokens[actor.from.saturating_sub(2)..actor.from].iter();
            let is_none = before.rev().any(|token| stand_words().none_of.has(&token.lower));
            let sign = if is_none { -sign } else { sign };
            if said.is_none_or(|said| said.tells) || is_speakers {
                stands.push(Stand {
                    holder: Some(holder.clone()),
                    stance: stance(sign, is_threat),
                    strength: if said.is_none() || is_speakers { 2.0 } else { 1.0 } + near,
                    word: Some((hit.from, hit.to)),
                });
            }
        }
    }
    // "the sanctions imposed by the union"
    if let Some(agent) = agent_behind(sentence, &cues, hit, actors)
        && !stands.iter().any(|other| other.holder.as_ref() == Some(&agent.holder))
    {
        stands.push(Stand {
            holder: Some(agent.holder),
            stance: stance(agent.sign, false),
            strength: 2.0,
            word: Some(agent.word),
        });
    }
    if let Some(said) = said {
        let is_known = stands
            .iter()
            .any(|stand| stand.holder.as_ref().is_some_and(|holder| is_one_side(holder, &said.holder)));
        let own = match (is_told_of_others, said.sign) {
            // What another wants is only told.
            (true, 0) => None,
            // "accused the duchy of stalling the talks": a charge is about what they do.
            _ if said.is_charge && !is_own => None,
            // "traders who break the ban pay a fine": what others do.
            _ if is_of_others => None,
            // "condemning the raid and confirmation of the ban": nobody can tell what it is the object of.
            (_, act) if act < 0 && is_listed_apart(sentence, hit, &said.within) => None,
            // "they impose a ban on his country": not what he wants.
            _ if sign > 0 && said.sign == 0 && hit.is_measure && is_on_own(sentence, hit) => None,
            _ if is_void || is_weighed && !conditions.is_set => None,
            // "thanked the isles for grain *as* the war goes on": not what is thanked for.
            (_, act) if act != 0 && is_aside(sentence, hit, &said.within) => None,
            // "denied that the sanctions were working"
            _ if said.is_denial && matches!(right, Some(Predicate::Stand(_))) => Some(-sign),
            (_, act) if is_taken => Some(if act < 0 && !is_beside_act { -sign } else { sign }),
            (_, 0) if is_wish => Some(sign),
            (_, 0) => None,
            (_, act) => Some(if is_wish { sign } else { act * sign }),
        };
        if let (Some(sign), false) = (own, is_known) {
            stands.push(Stand {
                holder: None,
                stance: stance(sign, is_threat || sign > 0 && said.is_threat),
                strength: if is_taken || said.sign != 0 { 2.5 } else { 1.0 } + near,
                word: None,
            });
        }
    }
    if hit.is_owned
        && !hit.is_deed
        && said.is_none()
        && stands.is_empty()
        && let Some(holder) = owner(sentence, hit, actors)
    {
        let stance = if is_conditional(1) { Stance::Conditional } else { Stance::For };
        stands.push(Stand { holder: Some(holder), stance, strength: 0.5, word: None });
    }
    stands.retain(|stand| stand.stance != Stance::Unclear);
    stands
}

/// "sent tanks *to Peru*", "sent *Peru* tanks": whether somebody who is named receives what is named.
fn has_receiver(sentence: &Sentence, hit: Hit, actors: &[Actor]) -> bool {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    actors.iter().any(|actor| {
        let is_led = actor.from > 0
            && (matches!(word(actor.from - 1), "to" | "for")
                || actor.from > 1
                    && word(actor.from - 1) == "the"
                    && matches!(word(actor.from - 2), "to" | "for"));
        let is_inside = hit.from < actor.from && actor.to < hit.to;
        !actor.is_adjective && (is_inside || actor.from >= hit.to && is_led)
    })
}

fn is_one_side(a: &Holder, b: &Holder) -> bool {
    match (&a.side, &b.side) {
        (Some(a), Some(b)) => a == b,
        _ => a.name == b.name,
    }
}

#[cfg(test)]
mod tests;
