//! How a sentence, or the saying of it, bears on an issue that it names: whether it is the one that is asked
//! about, and what the verb of saying does to it.

use crate::clauses::{Break, Sentence, Token};
use crate::holders::Actor;
use crate::issues::{Hit, Issue};
use crate::word_list::WordList;
use dateline_model::{Byte, Manner, Span, Statement, StatementAct};
use dateline_vocabulary::compiled_in;
use serde::Deserialize;
use std::sync::OnceLock;

/// See `lexicon/bearing.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bearing {
    joins: WordList,
    takes_in: WordList,
    holds: WordList,
    leads_away: WordList,
    points: WordList,
    wanted: WordList,
    states: WordList,
    neutral: WordList,
    wanting: WordList,
    in_favour: WordList,
}

fn bearing() -> &'static Bearing {
    static WORDS: OnceLock<Bearing> = OnceLock::new();
    WORDS.get_or_init(|| compiled_in("bearing.toml", TABLE))
}

const TABLE: &str = include_str!("../lexicon/bearing.toml");

pub(crate) fn side_of(actor: &Actor) -> Option<&str> {
    actor.holder.as_ref()?.side.as_deref()
}

/// Whether another state joins than the one that is asked for, which is not named: "Norway wants to
/// join the alliance" says nothing of Chile.
pub(crate) fn is_anothers_joining(issue: &Issue, sentence: &Sentence, hit: Hit, actors: &[Actor]) -> bool {
    let is_asked = |actor: &Actor| side_of(actor).is_some_and(|side| issue.states.contains(side));
    let is_other = |actor: &Actor| {
        side_of(actor).is_some_and(|side| side.len() == 3 && !issue.states.contains(side))
            && !actor.is_adjective
    };
    if actors.iter().any(is_asked) {
        return false;
    }
    let word = |at: usize| sentence.word(at);
    let joins = bearing().joins.each().any(|stem| word(hit.from).starts_with(stem));
    let before = actors.iter().rfind(|actor| actor.to <= hit.from);
    let is_pronoun = |at: usize| matches!(word(at), "it" | "they" | "he" | "she");
    let by_another =
        joins && before.is_some_and(|actor| is_other(actor) && !(actor.from..hit.from).any(is_pronoun));
    let takes_in = actors.iter().any(|actor| {
        actor.from >= hit.to && is_other(actor) && bearing().takes_in.has(word(actor.from.wrapping_sub(1)))
    });
    by_another || takes_in
}

/// Whether what is spoken of are somebody's own talks with others than those who are asked for:
/// "Norway holds talks with Peru", "dialogue with the League".
pub(crate) fn is_with_another(issue: &Issue, sentence: &Sentence, hit: Hit, actors: &[Actor]) -> bool {
    let word = |at: usize| sentence.word(at);
    let Some(with) = (hit.to..hit.to + 3).find(|&at| word(at) == "with") else { return false };
    let next =
        if matches!(word(with + 1), "the" | "his" | "her" | "its" | "their") { with + 2 } else { with + 1 };
    let named = actors.iter().find(|actor| actor.from <= next && next < actor.to);
    let named_side = named.and_then(side_of);
    let is_name = sentence.tokens.get(next).is_some_and(|token| token.is_capital);
    if is_name && named_side.is_none_or(|side| !issue.states.contains(side)) {
        return true;
    }
    let holder = actors.iter().rfind(|actor| actor.to <= hit.from && !actor.is_adjective);
    let is_third = holder.and_then(side_of).is_some_and(|side| !issue.states.contains(side));
    let holds = holder.is_some_and(|holder| (holder.to..hit.from).any(|at| bearing().holds.has(word(at))));
    is_third && holds
}

/// Whether somebody is whom a measure is on, further behind: "sanctions on *all six* Chilean *banks*", "sanctions it had
/// laid on the *timber of Chile*".
pub(crate) fn is_under(sentence: &Sentence, hit: Hit, actor: &Actor) -> bool {
    /// So many words may stand between a measure and the "on",
    const TO_ON: usize = 6;
    /// and so many behind it.
    const BEHIND: usize = 5;
    let Some(between) = sentence.tokens.get(hit.to..actor.from) else { return false };
    let Some(on) = between.iter().position(|token| matches!(token.lower.as_str(), "on" | "against")) else {
        return false;
    };
    let behind = &between[on + 1..];
    // "sanctions on Monday", "on 4 May": a day.
    let is_plain = |token: &Token| {
        !token.is_capital
            && !token.lower.starts_with(|letter: char| letter.is_ascii_digit())
            && !bearing().leads_away.has(&token.lower)
    };
    on <= TO_ON
        && behind.len() <= BEHIND
        && behind.iter().all(is_plain)
        && sentence.tokens[hit.to..=actor.from].iter().all(|token| token.before == Break::None)
}

/// The demand, proposal or call that a sentence answers, with what it wanted.
pub(crate) fn answered(sentence: &Sentence, is_for: bool) -> Option<Hit> {
    let at = (1..sentence.tokens.len()).find(|&at| {
        bearing().wanted.has(&sentence.tokens[at].lower)
            && bearing().points.has(&sentence.tokens[at - 1].lower)
    })?;
    Some(Hit {
        from: at,
        to: at + 1,
        stand: Some(is_for),
        is_owned: false,
        is_measure: false,
        is_deed: false,
        is_slight: false,
    })
}

/// Who announces a measure or a gift takes it ("announced sweeping sanctions"): its name is all that is said.
pub(crate) fn announces(sentence: &Sentence, content: Span<Byte>, statement: &Statement, hit: Hit) -> bool {
    const NAME: usize = 4;
    let first = sentence.tokens_in(content).start;
    let is_clause = sentence.tokens.get(first).is_some_and(|token| token.lower == "that");
    let is_name =
        statement.act == StatementAct::Announce && !is_clause && hit.from.saturating_sub(first) <= NAME;
    hit.is_owned && is_name && statement.manner == Manner::Indirect
}

/// Who denies that a truce "was over" or "had been broken" says how it stands, and is not against it.
pub(crate) fn denies_its_state(
    sentence: &Sentence,
    content: Span<Byte>,
    statement: &Statement,
    hit: Hit,
) -> bool {
    /// So many words may stand before the issue in what is denied ("that the new").
    const BEFORE: usize = 4;
    let first = sentence.tokens_in(content).start;
    let next = sentence.tokens.get(hit.to).map_or("", |token| token.lower.as_str());
    statement.act == StatementAct::Deny
        && hit.from.saturating_sub(first) <= BEFORE
        && bearing().states.has(next)
}

/// "warned Peru *against* lifting them": it is not to be done.
pub(crate) fn warns_against(sentence: &Sentence, content: Span<Byte>, statement: &Statement) -> bool {
    let first = sentence.tokens_in(content).start;
    let before = first.checked_sub(1).and_then(|at| sentence.tokens.get(at));
    matches!(statement.act, StatementAct::Warn | StatementAct::Threaten)
        && before.is_some_and(|token| token.lower == "against")
}

/// Whether the verb only tells that it is said ("said", "told").
pub(crate) fn only_says(statement: &Statement) -> bool {
    statement.cue.as_ref().is_some_and(|cue| bearing().neutral.has(&cue.lemma))
}

/// What a speaker does by saying it to the issue that is named in what they say, where the verb
/// does it and not the words alone.
pub(crate) fn sign_of(statement: &Statement) -> i8 {
    use StatementAct as A;
    let Some(cue) = &statement.cue else { return 0 };
    if only_says(statement) {
        return 0;
    }
    if bearing().wanting.has(&cue.lemma) {
        return 1;
    }
    // "spoke out in favour of": what kind of word it is, the words behind it tell.
    let behind = statement.content.first().map_or("", |piece| piece.text.as_str());
    if bearing().in_favour.each().any(|phrase| behind.starts_with(phrase)) {
        return 0;
    }
    match statement.act {
        A::Demand
        | A::Appeal
        | A::Propose
        | A::Offer
        | A::Pledge
        | A::Agree
        | A::Accept
        | A::Praise
        | A::Thank
        | A::Threaten => 1,
        A::Reject | A::Refuse | A::Deny | A::Criticize | A::Accuse => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_list_shows_one_of_its_words() {
        let lists: BTreeMap<String, WordList> = toml::from_str(TABLE).unwrap();
        for (name, list) in lists {
            let is_phrase = list.each().any(|phrase| list.example().starts_with(phrase));
            assert!(list.is_shown() || is_phrase, "{name}");
        }
        assert!(bearing().neutral.has("say"));
    }
}
