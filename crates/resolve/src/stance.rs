//! Who stands where on what a sentence names: by the words that take, turn or condition a stand,
//! and by whose they are.
//!
//! A stand is read along the chain of such words between its holder and the issue: each takes the
//! next for its object, so that their signs multiply. In "the council rejected the tsar's demand
//! to bar the republic from joining", *demand* and *bar* make the tsar against it, and *rejected*
//! before them the council for it.

use crate::clauses::{Break, Sentence};
use crate::conditions::conditions;
use crate::cues::{
    Cue, Does, Predicate, REACH, chain, cues, has_noun_beside, has_relative, joined_by, predicate,
};
use crate::holders::{Actor, Cast, agent_behind, owner, subjects};
use crate::issues::Hit;
use crate::sides::Holder;
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
            .any(|token| matches!(token.lower.as_str(), "we" | "i" | "our"))
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
    let mut is_told_of_others = false;
    // "The union may lift the sanctions", a minister said: no stand of hers either. But "he welcomed talks
    // that could end the war".
    let is_of_others = chain.iter().find(|cue| cue.takes_a_stand()).is_some_and(|cue| {
        let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
        let is_relative = cue.from > 0 && matches!(word(cue.from - 1), "that" | "who" | "which");
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
            (_, act) if act < 0 && is_listed_apart(sentence, hit, said) => None,
            // "they impose a ban on his country": not what he wants.
            _ if sign > 0 && said.sign == 0 && hit.is_measure && is_on_own(sentence, hit) => None,
            _ if is_void || is_weighed && !conditions.is_set => None,
            // "thanked the isles for grain *as* the war goes on": not what is thanked for.
            (_, act) if act != 0 && is_aside(sentence, hit, said) => None,
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

/// What others answer in the same sentence to what is wanted there: "proposed a truce, which the
/// isles have refused".
pub(crate) fn answers_behind(sentence: &Sentence, hit: Hit, cast: Cast<'_>, is_for: bool) -> Vec<Stand> {
    const NEAR: usize = 3;
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let Some(which) = (hit.to..sentence.tokens.len()).find(|&at| matches!(word(at), "which" | "something"))
    else {
        return Vec::new();
    };
    let cues = cues(sentence, hit);
    let takes = |cue: &&Cue| cue.from > which && matches!(cue.does, Does::For | Does::Against);
    let Some(cue) = cues.iter().find(takes) else { return Vec::new() };
    // "which the isles have refused", and nothing more; "which the king refused as futile".
    let is_last = sentence.tokens.get(cue.to).is_none_or(|next| {
        next.before != Break::None || matches!(next.lower.as_str(), "as" | "by" | "in" | "on" | "so")
    });
    let subjects = subjects(sentence, &cues, *cue, cast, which);
    let is_near = subjects.iter().all(|actor| {
        actor.from > which && (actor.from > cue.to || cue.from.saturating_sub(actor.to) <= NEAR)
    });
    if !is_last || !is_near || cues.iter().any(|other| other.does == Does::Void && other.from > which) {
        return Vec::new();
    }
    let turns =
        cues.iter().filter(|other| other.does == Does::Turn && other.from > which && other.to <= cue.from);
    let is_turned = (turns.count() % 2 == 1) != (cue.does == Does::Against);
    let stance = if is_for == is_turned { Stance::Against } else { Stance::For };
    let stand = |actor: &Actor| Stand {
        holder: actor.holder.clone(),
        stance,
        strength: 2.5,
        word: Some((cue.from, cue.to)),
    };
    subjects.into_iter().filter(|actor| actor.holder.is_some()).map(stand).collect()
}

/// Whether what is said joins a noun for a deed to another by "and", and the issue is of that noun alone.
fn is_listed_apart(sentence: &Sentence, hit: Hit, said: &Said) -> bool {
    let before = sentence.tokens.get(said.within.start..hit.from).unwrap_or_default();
    has_noun_beside(before)
}

/// Whether the issue stands in a clause that only tells when, why or of whom ("*as* it hopes to end the war", "*who* blocked
/// the talks"): what somebody does by the words before does not reach there.
fn is_aside(sentence: &Sentence, hit: Hit, said: &Said) -> bool {
    const OPENS: [&str; 12] = [
        "as", "while", "when", "because", "since", "although", "though", "whereas", "who", "whose", "which",
        "where",
    ];
    const NO_CLAUSE: [&str; 15] = [
        "well", "soon", "long", "part", "a", "an", "far", "of", "much", "many", "if", "though", "possible",
        "to", "for",
    ];
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    (said.within.start..hit.from).rev().take_while(|&at| sentence.tokens[at + 1].before == Break::None).any(
        |at| {
            let is_as = word(at) == "as";
            OPENS.contains(&word(at))
                && at > said.within.start
                && !(is_as && (NO_CLAUSE.contains(&word(at + 1)) || word(at - 1) == "such"))
        },
    )
}

/// Whether a measure is one on whoever speaks: "on his country", "against our people".
fn is_on_own(sentence: &Sentence, hit: Hit) -> bool {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let is_own = matches!(word(hit.to + 1), "his" | "her" | "its" | "their" | "our" | "my");
    let is_state = matches!(
        word(hit.to + 2),
        "country" | "nation" | "state" | "people" | "republic" | "government" | "economy"
    );
    matches!(word(hit.to), "on" | "against") && (is_own && is_state || word(hit.to + 1) == "us")
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
                is_several: false,
            })
            .collect();
        let issue = Issue::of(about, &[]);
        let hit = issue.hits(sentence)[0];
        stands(sentence, hit, Cast { actors: &actors, doers: &[] }, None)
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
    fn verbs_side_by_side_take_each_its_own_object() {
        let is_for = |name: &str| (name.to_owned(), Stance::For);
        let against = |name: &str| (name.to_owned(), Stance::Against);
        assert_eq!(
            read("Norway urged Peru to end the raids and resume talks", "negotiations"),
            [is_for("norway")]
        );
        assert_eq!(
            read("Norway asked Peru to drop its claims and to back talks", "negotiations"),
            [is_for("norway")]
        );
        assert_eq!(
            read("Norway refused to leave the isles and accept talks", "negotiations"),
            [against("norway")]
        );
        assert_eq!(read("Norway rejected the toll and backed talks", "negotiations"), [is_for("norway")]);
        assert_eq!(
            read("Norway wants Peru to halt its raids and return to talks", "negotiations"),
            [is_for("norway")]
        );
    }

    #[test]
    fn who_is_to_do_two_things_is_to_do_both() {
        let is_for = |name: &str| (name.to_owned(), Stance::For);
        for text in [
            "Peru demanded that Norway lift the toll and accept talks",
            "Peru asked that the northern isles drop their claims and resume talks",
            "Peru opposed the toll and sought talks",
            "Peru broke off the siege and sought talks",
            "Peru rejected the toll and stuck to the talks",
        ] {
            assert_eq!(read(text, "negotiations"), [is_for("peru")], "{text}");
        }
    }

    #[test]
    fn what_cannot_be_under_a_thing_is_against_it() {
        let is_for = |name: &str| (name.to_owned(), Stance::For);
        let against = |name: &str| (name.to_owned(), Stance::Against);
        for (text, about, stand) in [
            ("Peru insists there can be no peace under sanctions", "sanctions", against("peru")),
            ("Peru insists there can be no stability with sanctions", "sanctions", against("peru")),
            ("Peru insists there can be no security without sanctions", "sanctions", is_for("peru")),
            ("Peru insists there can be no alternative to sanctions", "sanctions", is_for("peru")),
            ("Peru insists there can be no way out of it without talks", "negotiations", is_for("peru")),
        ] {
            assert_eq!(read(text, about), [stand], "{text}");
        }
        for text in ["Peru knew there would be no talks this week", "Peru sees no end to the talks"] {
            assert_eq!(read(text, "negotiations"), [], "{text}");
        }
        for text in [
            "Peru made clear there will be no talks with Norway",
            "Peru made clear there could be no talks with Norway",
            "Peru made clear there would be no talks",
        ] {
            assert_eq!(read(text, "negotiations"), [against("peru")], "{text}");
        }
        for text in [
            "Peru made clear there will be no talks with Norway this week",
            "Peru made clear there would be no talks on Monday",
            "Peru made clear there could be no talks without a vote",
        ] {
            assert_eq!(read(text, "negotiations"), [], "{text}");
        }
    }

    #[test]
    fn without_any_conditions_is_unconditional() {
        for text in [
            "Chile demanded talks without any preconditions",
            "Chile demanded talks without any further preconditions",
            "Chile demanded talks and did not set any preconditions",
            "Chile demanded talks, setting no conditions",
        ] {
            assert_eq!(read(text, "negotiations"), [("chile".to_owned(), Stance::For)], "{text}");
        }
        assert_eq!(
            read("Chile agreed to talks on one condition", "negotiations"),
            [("chile".to_owned(), Stance::Conditional)]
        );
    }

    #[test]
    fn whoever_never_joins_is_not_wanted() {
        let against = |name: &str| (name.to_owned(), Stance::Against);
        assert_eq!(
            read("Peru demanded a guarantee that Chile would never join NATO", "membership"),
            [against("peru")]
        );
        assert_eq!(
            read("Peru's demand that the isles guarantee Chile will not join NATO", "membership"),
            [against("peru")]
        );
    }

    #[test]
    fn what_is_only_thought_possible_or_failed_at_is_no_stand() {
        for text in [
            "Chile failed to agree to a truce",
            "Chile may reject the truce",
            "Norway is expected to accept a truce",
            "Analysts predict that Norway will reject the truce",
            "The clerk asked whether Norway would accept a truce",
            "Chile has yet to accept the ceasefire",
            "Norway appears to reject a truce",
        ] {
            assert_eq!(read(text, "truce"), [], "{text}");
        }
        for text in [
            "Chile is considering sanctions",
            "Norway accused Peru of evading the sanctions",
            "Norway welcomed a fund that will end the war",
        ] {
            let about = if text.contains("sanctions") { "sanctions" } else { "truce" };
            assert_eq!(read(text, about), [], "{text}");
        }
        assert_eq!(
            read("Chile is weighing sanctions if the fleet sails", "sanctions"),
            [("chile".to_owned(), Stance::Conditional)]
        );
        assert_eq!(
            read("Norway could not accept a truce", "truce"),
            [("norway".to_owned(), Stance::Against)]
        );
    }

    #[test]
    fn whose_object_it_is_who_does_it_takes_no_stand() {
        for text in [
            "The harvest helped Chile refuse the sanctions",
            "The duke travelled to coax Norway and Chile to reject the sanctions",
            "The pope told Chile to reject the sanctions",
            "The duke insists that Chile lift the sanctions",
        ] {
            assert_eq!(read(text, "sanctions"), [], "{text}");
        }
        assert_eq!(
            read(
                "Norway sent a ship to flatter Chile, praising Peru and rejecting the sanctions",
                "sanctions"
            ),
            [("norway".to_owned(), Stance::Against)]
        );
    }

    #[test]
    fn only_a_condition_of_its_own_clause_makes_a_stand_conditional() {
        let conditional = |name: &str| (name.to_owned(), Stance::Conditional);
        let is_for = |name: &str| (name.to_owned(), Stance::For);
        assert_eq!(read("If the army leaves, Chile would accept a truce", "truce"), [conditional("chile")]);
        assert_eq!(
            read("Should the army invade, Norway would impose sanctions", "sanctions"),
            [conditional("norway")]
        );
        assert_eq!(read("Chile rejected talks until the army leaves", "talks"), [conditional("chile")]);
        assert_eq!(
            read("Chile supports the sanctions until the army leaves", "sanctions"),
            [is_for("chile")]
        );
        assert_eq!(read("Chile demanded a truce without preconditions", "truce"), [is_for("chile")]);
        assert_eq!(
            read("Norway called for a truce, adding that the harvest would be lost if it rained", "truce"),
            [is_for("norway")]
        );
        assert_eq!(read("If Norway rejects the truce the army will march", "truce"), []);
    }

    #[test]
    fn what_others_answer_in_a_relative_clause() {
        let text = "Chile proposed a truce, which Norway and Peru have refused";
        let sentence = &sentences_of(text)[0];
        let actor = |name: &str, at: usize| Actor {
            from: at,
            to: at + 1,
            holder: Some(Holder { side: Some(name.to_owned()), name: name.to_owned(), office: None }),
            is_adjective: false,
            is_several: false,
        };
        let actors = [actor("chile", 0), actor("norway", 5), actor("peru", 7)];
        let hit = Issue::of("truce", &[]).hits(sentence)[0];
        let found: Vec<(String, Stance)> =
            answers_behind(sentence, hit, Cast { actors: &actors, doers: &[] }, true)
                .into_iter()
                .filter_map(|stand| Some((stand.holder?.name, stand.stance)))
                .collect();
        assert_eq!(found, [("peru".to_owned(), Stance::Against), ("norway".to_owned(), Stance::Against)]);
    }

    #[test]
    fn what_is_talked_about_is_no_stand() {
        for text in [
            "Chile and Norway talked about support for the farmers and the sanctions",
            "The ministers spoke of help, sanctions and the harvest",
            "Peru touched on the extension of the sanctions",
            "The topics included aid and the lifting of the sanctions",
        ] {
            assert_eq!(read(text, "sanctions"), [], "{text}");
        }
        // Who will not even talk of it is against it.
        assert_eq!(
            read("Peru refused to talk about a truce", "truce"),
            [("peru".to_owned(), Stance::Against)]
        );
    }

    #[test]
    fn what_others_are_to_want_is_wanted_by_whoever_wants_it_of_them() {
        let is_for = |name: &str| (name.to_owned(), Stance::For);
        assert_eq!(
            read("Chile and Norway want the envoys to issue calls for more sanctions", "sanctions"),
            [is_for("norway"), is_for("chile")]
        );
    }

    #[test]
    fn a_deed_that_only_tells_when_is_not_done_by_who_is_named() {
        for text in [
            "Peru after the raid and imposing sanctions looked to the east",
            "Peru, following the vote and extending sanctions, is poor",
        ] {
            assert_eq!(read(text, "sanctions"), [], "{text}");
        }
        assert_eq!(
            read("Peru is closing its ports and imposing sanctions", "sanctions"),
            [("peru".to_owned(), Stance::For)]
        );
    }

    #[test]
    fn of_two_deeds_side_by_side_the_first_does_not_turn_the_second() {
        let is_for = |name: &str| (name.to_owned(), Stance::For);
        for text in [
            "Chile urges Peru to end its raids, and to withdraw its troops",
            "Chile called on Peru to stop the war and withdraw its troops",
            "Chile told the isles it wants Peru to halt the raids and to withdraw its army",
        ] {
            assert_eq!(read(text, "withdrawal"), [is_for("chile")], "{text}");
        }
        let against = ("chile".to_owned(), Stance::Against);
        assert_eq!(read("Chile refused to withdraw its troops", "withdrawal"), [against]);
    }

    #[test]
    fn what_is_held_ready_against_others_is_so_on_a_condition() {
        let conditional = ("norway".to_owned(), Stance::Conditional);
        for text in ["Norway is ready to impose sanctions", "Norway has prepared new sanctions"] {
            assert_eq!(read(text, "sanctions"), std::slice::from_ref(&conditional), "{text}");
        }
        assert_eq!(read("Norway is ready for talks", "negotiations"), [("norway".to_owned(), Stance::For)]);
    }

    #[test]
    fn a_verb_without_an_object_before_another_clause_takes_none_of_its() {
        let text =
            "Peru made clear that the duke needed to halt swiftly and the isles needed to end hostilities";
        assert!(read(text, "truce").iter().all(|(_, stance)| *stance != Stance::Against), "{text}");
        assert_eq!(
            read("Peru wants to prevent and end the war", "truce"),
            [("peru".to_owned(), Stance::For)]
        );
    }

    #[test]
    fn what_stands_on_the_calendar_is_no_stand() {
        for text in ["Peru said talks are planned for June", "Peru knew that talks were planned"] {
            assert_eq!(read(text, "negotiations"), [], "{text}");
        }
        let planned = read("Peru planned talks with the isles", "negotiations");
        assert_eq!(planned, [("peru".to_owned(), Stance::For)]);
    }

    #[test]
    fn who_is_told_to_leave_a_land_is_no_army() {
        let issue = Issue::of("withdrawal", &[]);
        let hits = |text: &str| issue.hits(&sentences_of(text)[0]).len();
        for text in [
            "The ministry urges all visitors to leave the country",
            "The king told the families of the clerks to leave the land",
        ] {
            assert_eq!(hits(text), 0, "{text}");
        }
        assert_eq!(hits("The king demanded that the army leave the territory"), 1);
    }

    #[test]
    fn what_is_only_named_is_no_stand() {
        assert_eq!(read("Chile spoke of sanctions", "sanctions"), []);
        assert_eq!(read("The minister must hear whether Peru has sanctions", "sanctions"), []);
    }
}
