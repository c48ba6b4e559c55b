//! Who stands where on what a sentence names: by the words that take, turn or condition a stand,
//! and by whose they are.
//!
//! A stand is read along the chain of such words between its holder and the issue: each takes the
//! next for its object, so that their signs multiply. In "the council rejected the tsar's demand
//! to bar the republic from joining", *demand* and *bar* make the tsar against it, and *rejected*
//! before them the council for it.

use crate::clauses::Sentence;
use crate::conditions::is_conditional;
use crate::cues::{Cue, Does, Predicate, REACH, chain, cues, predicate};
use crate::holders::{Actor, agent_behind, owner, subjects};
use crate::issues::Hit;
use crate::sides::Holder;
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
}

/// The stands that a sentence gives on what it names at `hit`.
pub(crate) fn stands(sentence: &Sentence, hit: Hit, actors: &[Actor], said: Option<&Said>) -> Vec<Stand> {
    let cues = cues(sentence, hit);
    let is_conditional = is_conditional(sentence, &cues, hit);
    let from = said.map_or(0, |said| said.within.start);
    let chain = chain(sentence, &cues, hit, from);
    let right = predicate(sentence, &cues, hit);
    let mut stands: Vec<Stand> = Vec::new();
    // What stands right beside the issue is meant for it most plainly.
    let nearest = chain.first().map_or(REACH, |cue| hit.from - cue.to).min(REACH);
    let is_own = said.is_some_and(|said| {
        sentence.tokens[said.within.start.min(hit.from)..hit.from]
            .iter()
            .any(|token| matches!(token.lower.as_str(), "we" | "i" | "our"))
    });
    let near = 0.04 * (REACH - nearest) as f32 + if is_own { 0.3 } else { 0.0 };
    let stance = |sign: i8, is_threat: bool| match (sign, is_conditional || is_threat) {
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
    let (mut is_threat, mut is_wish) = (false, false);
    if hit.stand.is_none() {
        match right {
            Some(Predicate::Stand(turned)) => {
                sign *= turned;
                is_taken = true;
            }
            Some(Predicate::Wish(turned)) => {
                sign *= turned;
                is_wish = true;
            }
            None => {}
        }
    }
    let mut others: Option<(Holder, i8)> = None;
    for (place, cue) in chain.iter().enumerate() {
        match cue.does {
            Does::Turn | Does::Against | Does::Bad => sign = -sign,
            Does::Threat => is_threat = true,
            // "ready to join the sanctions": others impose them already.
            Does::Ready => is_threat |= hit.is_measure && !joins(sentence, &chain),
            Does::Wish => is_wish = true,
            Does::For | Does::Good | Does::If => {}
        }
        is_taken |= cue.takes_a_stand() || cue.judges();
        if !cue.takes_a_stand() {
            continue;
        }
        for actor in subjects(sentence, &cues, *cue, actors, from) {
            let Some(holder) = &actor.holder else { continue };
            if stands.iter().any(|other| other.holder.as_ref() == Some(holder)) {
                continue;
            }
            let is_speakers = said.is_some_and(|said| is_one_side(&said.holder, holder));
            // "will not accept": what turns the word stands between it and its subject.
            let behind = chain[place + 1..].iter().take_while(|other| !other.takes_a_stand());
            let turns = behind.filter(|other| other.does == Does::Turn && other.from >= actor.to).count();
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
            if !is_speakers {
                others = Some((holder.clone(), sign));
            }
        }
    }
    // "the sanctions imposed by the union"
    if let Some((holder, turned)) = agent_behind(sentence, &cues, hit, actors)
        && !stands.iter().any(|other| other.holder.as_ref() == Some(&holder))
    {
        stands.push(Stand { holder: Some(holder), stance: stance(turned, false), strength: 2.0, word: None });
    }
    if let Some(said) = said {
        let is_known = stands
            .iter()
            .any(|stand| stand.holder.as_ref().is_some_and(|holder| is_one_side(holder, &said.holder)));
        let own = match (&others, said.sign) {
            // What another wants is told: the speaker stands to it as the saying does.
            (Some(_), 0) => None,
            (Some((_, of_other)), act) if chain.is_empty() => Some(act * of_other),
            // "accused the duchy of stalling the talks": a charge is about what they do.
            _ if said.is_charge && !is_own => None,
            (_, act) if is_taken => Some(if act < 0 { -sign } else { sign }),
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
        && said.is_none()
        && stands.is_empty()
        && let Some(holder) = owner(sentence, hit, actors)
    {
        let stance = if is_conditional { Stance::Conditional } else { Stance::For };
        stands.push(Stand { holder: Some(holder), stance, strength: 0.5, word: None });
    }
    stands.retain(|stand| stand.stance != Stance::Unclear);
    stands
}

/// Whether it is joined, and not begun.
fn joins(sentence: &Sentence, chain: &[Cue]) -> bool {
    chain.iter().any(|cue| sentence.tokens[cue.from].lower.starts_with("join"))
}

fn is_one_side(a: &Holder, b: &Holder) -> bool {
    match (&a.side, &b.side) {
        (Some(a), Some(b)) => a == b,
        _ => a.name == b.name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::sentences_of;
    use crate::issues::Issue;

    /// Names with capitals are actors of sides called like them.
    fn read(text: &str, about: &str) -> Vec<(String, Stance)> {
        let sentence = &sentences_of(text)[0];
        let actors: Vec<Actor> = sentence
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| ["chile", "norway", "peru", "nato"].contains(&token.lower.as_str()))
            .map(|(at, token)| Actor {
                from: at,
                to: at + 1,
                holder: Some(Holder {
                    side: Some(token.lower.clone()),
                    name: token.lower.clone(),
                    office: None,
                }),
                is_adjective: false,
            })
            .collect();
        let issue = Issue::of(about, &[]);
        let hit = issue.hits(sentence)[0];
        stands(sentence, hit, &actors, None)
            .into_iter()
            .filter_map(|stand| Some((stand.holder?.name, stand.stance)))
            .collect()
    }

    #[test]
    fn signs_multiply_along_the_chain() {
        let against = |name: &str| (name.to_owned(), Stance::Against);
        let is_for = |name: &str| (name.to_owned(), Stance::For);
        assert_eq!(read("Chile rejected a ceasefire", "truce"), [against("chile")]);
        assert_eq!(read("Chile urged Peru to end the war", "truce"), [is_for("chile")]);
        assert_eq!(read("Chile did not agree to a truce", "truce"), [against("chile")]);
        assert_eq!(
            read("Chile and Peru lifted the sanctions", "sanctions"),
            [against("peru"), against("chile")]
        );
        assert_eq!(
            read("Norway rejected Chile's demand to bar Peru from joining NATO", "membership"),
            [against("chile"), is_for("norway")]
        );
        assert_eq!(read("Chile refuses to lift sanctions on Peru", "sanctions"), [is_for("chile")]);
        assert_eq!(read("Sanctions imposed by Norway hurt the farmers", "sanctions"), [is_for("norway")]);
    }

    #[test]
    fn a_condition_or_a_threat_is_neither() {
        let conditional = |name: &str| (name.to_owned(), Stance::Conditional);
        assert_eq!(read("Chile agreed to a truce only if the army leaves", "truce"), [conditional("chile")]);
        assert_eq!(read("Norway threatened sanctions", "sanctions"), [conditional("norway")]);
    }

    #[test]
    fn what_is_only_named_is_no_stand() {
        assert_eq!(read("Chile spoke of sanctions", "sanctions"), []);
        assert_eq!(read("The minister must hear whether Peru has sanctions", "sanctions"), []);
    }
}
