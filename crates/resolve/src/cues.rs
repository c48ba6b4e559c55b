//! Where the words that take, turn or condition a stand are in a sentence.

use crate::clause_words::clause_words;
use crate::clauses::{Break, Sentence};
use crate::issues::Hit;
use crate::stand_words::stand_words;
use crate::verbs::ending;
use crate::ways::{Does, bounds, ways_that};

/// One word (or a few) that does it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    pub(crate) does: Does,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Cue {
    /// Whether it takes a stand that is somebody's who is named before it.
    pub(crate) fn takes_a_stand(self) -> bool {
        matches!(self.does, Does::For | Does::Against | Does::Threat | Does::Weigh | Does::Ready)
    }

    /// Whether it charges somebody with what follows.
    pub(crate) fn is_charge(self, sentence: &Sentence) -> bool {
        stand_words().charging.has(sentence.word(self.from))
    }

    /// Whether it opens or names a condition, and is no part of a chain.
    pub(crate) fn is_of_a_condition(self) -> bool {
        matches!(self.does, Does::If | Does::OnlyIf | Does::Until | Does::While | Does::Condition)
    }

    /// Whether it takes a stand of whoever says it.
    pub(crate) fn judges(self) -> bool {
        matches!(self.does, Does::Good | Does::Bad)
    }
}

/// So many words at most stand before the verb of a clause.
const SUBJECT: usize = 6;

/// All such words of a sentence but those that name the issue.
pub(crate) fn cues(sentence: &Sentence, hit: Hit) -> Vec<Cue> {
    let ways = ways_that(is_bounded(sentence, hit));
    let mut cues: Vec<Cue> = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        if at >= hit.from && at < hit.to {
            at = hit.to;
            continue;
        }
        let mut best: Option<Cue> = (is_inverted(sentence, at) || is_once(sentence, at)).then_some(Cue {
            does: Does::If,
            from: at,
            to: at + 1,
        });
        for (does, way) in ways.iter().flat_map(|(does, ways)| ways.iter().map(move |way| (*does, way))) {
            let Some(to) = way.words.ends(&sentence.tokens, at) else { continue };
            let is_apart = (to <= hit.from || at >= hit.to) && !is_month(sentence, at);
            if is_apart && best.is_none_or(|known| to > known.to) {
                best = Some(Cue { does, from: at, to });
            }
        }
        match best {
            Some(mut cue) => {
                // "preparing *for* the sanctions" of others.
                if cue.does == Does::Ready && hit.is_measure && sentence.word(cue.to) == "for" {
                    cue.does = Does::Void;
                }
                cues.push(cue);
                // A gap in a pattern ("in the event of") may hold others.
                at = cue.to.max(at + 1);
            }
            None => at += 1,
        }
    }
    cues
}

/// "Should the army invade, …": a condition without a word for it.
fn is_inverted(sentence: &Sentence, at: usize) -> bool {
    let words = clause_words();
    let asks = at.checked_sub(1).is_some_and(|before| words.asking.has(sentence.word(before)));
    sentence.word(at) == "should"
        && !asks
        && sentence.tokens.get(at + 1).is_some_and(|next| {
            next.before == Break::None && (next.is_capital || words.begins_a_subject.has(&next.lower))
        })
}

/// "*once* the army has left": a condition; "once a week", "Lima, once the capital" are none.
fn is_once(sentence: &Sentence, at: usize) -> bool {
    let words = clause_words();
    let is_apart = sentence.tokens.get(at).is_some_and(|token| at == 0 || token.before == Break::None)
        && at.checked_sub(1).is_none_or(|before| !words.counts_once.has(sentence.word(before)));
    let has_verb = || {
        let clause = sentence.tokens.get(at + 2..).unwrap_or_default();
        let own = clause.iter().take_while(|token| token.before == Break::None).take(SUBJECT);
        own.into_iter().any(|token| is_auxiliary(&token.lower) || ending(&token.lower).is_some())
    };
    sentence.word(at) == "once"
        && is_apart
        && sentence.tokens.get(at + 1).is_some_and(|next| {
            next.before == Break::None
                && !matches!(next.lower.as_str(), "a" | "an")
                && (next.is_capital || words.begins_a_subject.has(&next.lower))
        })
        && has_verb()
}

/// Whether what is said of the issue is said for a time or on terms: "no talks with Chile *this week*".
fn is_bounded(sentence: &Sentence, hit: Hit) -> bool {
    const FAR: usize = 8;
    (hit.to..sentence.tokens.len().min(hit.to + FAR))
        .take_while(|&at| sentence.tokens[at].before == Break::None)
        .any(|at| bounds(sentence, at))
}

/// "May", the month.
fn is_month(sentence: &Sentence, at: usize) -> bool {
    at > 0 && sentence.tokens.get(at).is_some_and(|token| token.is_capital && token.lower == "may")
}

/// Whether a word is a verb that only helps another, or turns it.
pub(crate) fn is_auxiliary(lower: &str) -> bool {
    clause_words().helping.has(lower)
}
