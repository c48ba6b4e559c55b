//! How a sentence, or the saying of it, bears on an issue that it names: whether it is the one that is asked
//! about, and what the verb of saying does to it.

use crate::clauses::{Break, Sentence, Token};
use crate::holders::Actor;
use crate::issues::{Hit, Issue};
use dateline_model::{Byte, Manner, Span, Statement, StatementAct};

pub(crate) fn side_of(actor: &Actor) -> Option<&str> {
    actor.holder.as_ref()?.side.as_deref()
}

/// Whether another state joins than the one that is asked for, which is not named: "Norway wants to
/// join the alliance" says nothing of Chile.
pub(crate) fn is_anothers_joining(issue: &Issue, sentence: &Sentence, hit: Hit, actors: &[Actor]) -> bool {
    const JOINS: [&str; 6] = ["join", "appl", "acced", "becom", "enter", "be"];
    const TAKES_IN: [&str; 8] =
        ["inviting", "including", "admitting", "invited", "for", "of", "welcoming", "and"];
    let is_asked = |actor: &Actor| side_of(actor).is_some_and(|side| issue.states.contains(side));
    let is_other = |actor: &Actor| {
        side_of(actor).is_some_and(|side| side.len() == 3 && !issue.states.contains(side))
            && !actor.is_adjective
    };
    if actors.iter().any(is_asked) {
        return false;
    }
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let joins = JOINS.iter().any(|stem| word(hit.from).starts_with(stem));
    let before = actors.iter().rfind(|actor| actor.to <= hit.from);
    let is_pronoun = |at: usize| matches!(word(at), "it" | "they" | "he" | "she");
    let by_another =
        joins && before.is_some_and(|actor| is_other(actor) && !(actor.from..hit.from).any(is_pronoun));
    let takes_in = actors.iter().any(|actor| {
        actor.from >= hit.to && is_other(actor) && TAKES_IN.contains(&word(actor.from.wrapping_sub(1)))
    });
    by_another || takes_in
}

/// Whether what is spoken of are somebody's own talks with others than those who are asked for:
/// "Norway holds talks with Peru", "dialogue with the League".
pub(crate) fn is_with_another(issue: &Issue, sentence: &Sentence, hit: Hit, actors: &[Actor]) -> bool {
    const HOLDS: [&str; 11] =
        ["hold", "holds", "held", "holding", "have", "has", "had", "having", "phone", "conduct", "conducted"];
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
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
    let holds = holder.is_some_and(|holder| (holder.to..hit.from).any(|at| HOLDS.contains(&word(at))));
    is_third && holds
}

/// Whether somebody is whom a measure is on, further behind: "sanctions on *all six* Chilean *banks*", "sanctions it had
/// laid on the *timber of Chile*".
pub(crate) fn is_under(sentence: &Sentence, hit: Hit, actor: &Actor) -> bool {
    /// So many words may stand between a measure and the "on",
    const TO_ON: usize = 6;
    /// and so many behind it.
    const BEHIND: usize = 5;
    const LEADS_AWAY: [&str; 12] =
        ["by", "with", "as", "at", "after", "before", "if", "to", "that", "until", "alongside", "and"];
    let Some(between) = sentence.tokens.get(hit.to..actor.from) else { return false };
    let Some(on) = between.iter().position(|token| matches!(token.lower.as_str(), "on" | "against")) else {
        return false;
    };
    let behind = &between[on + 1..];
    // "sanctions on Monday", "on 4 May": a day.
    let is_plain = |token: &Token| {
        !token.is_capital
            && !token.lower.starts_with(|letter: char| letter.is_ascii_digit())
            && !LEADS_AWAY.contains(&token.lower.as_str())
    };
    on <= TO_ON
        && behind.len() <= BEHIND
        && behind.iter().all(is_plain)
        && sentence.tokens[hit.to..=actor.from].iter().all(|token| token.before == Break::None)
}

/// The demand, proposal or call that a sentence answers, with what it wanted.
pub(crate) fn answered(sentence: &Sentence, is_for: bool) -> Option<Hit> {
    const POINTS: [&str; 10] =
        ["the", "that", "those", "these", "this", "its", "their", "his", "such", "both"];
    const WANTED: [&str; 14] = [
        "demand",
        "demands",
        "proposal",
        "proposals",
        "call",
        "calls",
        "request",
        "requests",
        "appeal",
        "appeals",
        "plan",
        "offer",
        "idea",
        "condition",
    ];
    let at = (1..sentence.tokens.len()).find(|&at| {
        WANTED.contains(&sentence.tokens[at].lower.as_str())
            && POINTS.contains(&sentence.tokens[at - 1].lower.as_str())
    })?;
    Some(Hit {
        from: at,
        to: at + 1,
        stand: Some(is_for),
        is_owned: false,
        is_measure: false,
        is_deed: false,
    })
}

/// Who announces a measure takes it ("announced sweeping sanctions"): its name is all that is said.
pub(crate) fn announces(sentence: &Sentence, content: Span<Byte>, statement: &Statement, hit: Hit) -> bool {
    const NAME: usize = 4;
    let first = sentence.tokens_in(content).start;
    let is_clause = sentence.tokens.get(first).is_some_and(|token| token.lower == "that");
    let is_name =
        statement.act == StatementAct::Announce && !is_clause && hit.from.saturating_sub(first) <= NAME;
    hit.is_measure && is_name && statement.manner == Manner::Indirect
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
    const STATES: [&str; 10] = ["is", "was", "were", "are", "had", "has", "have", "would", "will", "could"];
    let first = sentence.tokens_in(content).start;
    let next = sentence.tokens.get(hit.to).map_or("", |token| token.lower.as_str());
    statement.act == StatementAct::Deny && hit.from.saturating_sub(first) <= BEFORE && STATES.contains(&next)
}

/// "warned Peru *against* lifting them": it is not to be done.
pub(crate) fn warns_against(sentence: &Sentence, content: Span<Byte>, statement: &Statement) -> bool {
    let first = sentence.tokens_in(content).start;
    let before = first.checked_sub(1).and_then(|at| sentence.tokens.get(at));
    matches!(statement.act, StatementAct::Warn | StatementAct::Threaten)
        && before.is_some_and(|token| token.lower == "against")
}

/// What a speaker does by saying it to the issue that is named in what they say, where the verb
/// does it and not the words alone.
pub(crate) fn sign_of(statement: &Statement) -> i8 {
    use StatementAct as A;
    const NEUTRAL: [&str; 21] = [
        "say",
        "tell",
        "add",
        "state",
        "write",
        "note",
        "according to",
        "explain",
        "stress",
        "claim",
        "argue",
        "report",
        "believe",
        "emphasize",
        "emphasise",
        "describe",
        "comment",
        "declare",
        "remark",
        "think",
        "suggest",
    ];
    let Some(cue) = &statement.cue else { return 0 };
    if NEUTRAL.contains(&cue.lemma.as_str()) {
        return 0;
    }
    if cue.lemma == "insist" {
        return 1;
    }
    // "spoke out in favour of": what kind of word it is, the words behind it tell.
    let behind = statement.content.first().map_or("", |piece| piece.text.as_str());
    if ["in favour of", "in favor of", "in support of"].iter().any(|phrase| behind.starts_with(phrase)) {
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
