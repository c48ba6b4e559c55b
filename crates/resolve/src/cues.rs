//! The words that take, turn or condition a stand, and how they lead from one to the next up to what
//! it is taken on.

use crate::clauses::{Break, Pattern, Sentence, Token};
use crate::issues::Hit;
use crate::stand_words::stand_words;
use crate::verbs::{ending, may_be_past};
use crate::word_list::WordList;
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Way {
    words: Pattern,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are run by the tests"))]
    example: String,
}

/// The lexicon: see `lexicon/stance.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ways {
    carried_out: WordList,
    #[serde(rename = "for")]
    is_for: Vec<Way>,
    against: Vec<Way>,
    none_to_come: Vec<Way>,
    bounding: Vec<Way>,
    good: Vec<Way>,
    bad: Vec<Way>,
    ready: Vec<Way>,
    wish: Vec<Way>,
    threat: Vec<Way>,
    weigh: Vec<Way>,
    turn: Vec<Way>,
    void: Vec<Way>,
    #[serde(rename = "if")]
    opens_condition: Vec<Way>,
    until: Vec<Way>,
    condition: Vec<Way>,
    object: Vec<Way>,
    poll: Vec<Way>,
}

fn ways() -> &'static Ways {
    static WAYS: OnceLock<Ways> = OnceLock::new();
    WAYS.get_or_init(|| {
        toml::from_str(include_str!("../lexicon/stance.toml"))
            .expect("the lexicon in the binary is whole: the tests read it")
    })
}

/// Whether a word tells as done what was threatened or promised: "imposed".
pub(crate) fn is_carried_out(word: &str) -> bool {
    ways().carried_out.has(word)
}

/// What a word does to a stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Does {
    For,
    Against,
    Good,
    Bad,
    Ready,
    Wish,
    Threat,
    /// Nothing is decided yet.
    Weigh,
    Turn,
    /// What follows is no stand.
    Void,
    /// Opens a clause of condition.
    If,
    Until,
    /// Names a condition.
    Condition,
    /// Its object does what follows.
    Object,
}

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
        let word = sentence.tokens.get(self.from).map_or("", |token| token.lower.as_str());
        word.starts_with("accus") || word.starts_with("blam")
    }

    /// Whether it takes a stand of whoever says it.
    pub(crate) fn judges(self) -> bool {
        matches!(self.does, Does::Good | Does::Bad)
    }
}

/// How many words may lie between two of a chain, and between a word and whose it is.
pub(crate) const REACH: usize = 9;
pub(crate) const SUBJECT: usize = 20;

/// The same for words that only turn, wish or doubt.
const NEAR_REACH: usize = 4;

/// All such words of a sentence but those that name the issue.
pub(crate) fn cues(sentence: &Sentence, hit: Hit) -> Vec<Cue> {
    let ways = ways();
    let kinds = [
        (Does::If, &ways.opens_condition),
        (Does::Until, &ways.until),
        (Does::Condition, &ways.condition),
        (Does::Against, &ways.against),
        (Does::Against, &ways.none_to_come),
        (Does::For, &ways.is_for),
        (Does::Bad, &ways.bad),
        (Does::Good, &ways.good),
        (Does::Ready, &ways.ready),
        (Does::Threat, &ways.threat),
        (Does::Weigh, &ways.weigh),
        (Does::Turn, &ways.turn),
        (Does::Void, &ways.void),
        (Does::Wish, &ways.wish),
        (Does::Object, &ways.object),
    ];
    let is_bounded = is_bounded(sentence, hit);
    let is_meant = |way: &Way| !(is_bounded && ways.none_to_come.iter().any(|one| std::ptr::eq(one, way)));
    let mut cues: Vec<Cue> = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        if at >= hit.from && at < hit.to {
            at = hit.to;
            continue;
        }
        let mut best: Option<Cue> =
            is_inverted(sentence, at).then_some(Cue { does: Does::If, from: at, to: at + 1 });
        for (does, ways) in kinds {
            for way in ways.iter().filter(|way| is_meant(way)) {
                let Some(to) = way.words.ends(&sentence.tokens, at) else { continue };
                let is_apart = (to <= hit.from || at >= hit.to) && !is_month(sentence, at);
                if is_apart && best.is_none_or(|known| to > known.to) {
                    best = Some(Cue { does, from: at, to });
                }
            }
        }
        match best {
            Some(cue) => {
                cues.push(cue);
                // A gap in a pattern ("in the event of") may hold others.
                at = cue.to.max(at + 1);
            }
            None => at += 1,
        }
    }
    cues
}

/// Whether a clause that says what something is or does begins among some words: "that will", "that imposed".
pub(crate) fn has_relative(words: &[Token]) -> bool {
    words.windows(2).any(|pair| match pair {
        [that, next] if that.lower == "that" => {
            AUXILIARY.contains(&next.lower.as_str()) || next.lower.ends_with("ed")
        }
        _ => false,
    })
}

/// Whether a noun for a deed is joined to what stands before it, of which what follows is ("the raid and *confirmation of*").
pub(crate) fn has_noun_beside(words: &[Token]) -> bool {
    words.windows(3).any(|three| {
        let deed = three[1].lower.as_str();
        matches!(three[0].lower.as_str(), "and" | "or")
            && ["tion", "sion", "ment", "ance"].iter().any(|end| deed.ends_with(end))
            && three[2].lower == "of"
    })
}

/// "Should the army invade, …": a condition without a word for it.
fn is_inverted(sentence: &Sentence, at: usize) -> bool {
    const BEGINS: [&str; 24] = [
        "the", "a", "an", "it", "they", "he", "she", "we", "you", "any", "this", "that", "these", "those",
        "such", "either", "both", "its", "his", "her", "their", "our", "anyone", "anybody",
    ];
    const ASKS: [&str; 8] = ["how", "why", "what", "when", "where", "who", "which", "whether"];
    let is_should = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.lower == "should");
    let asks = at.checked_sub(1).is_some_and(|before| ASKS.contains(&sentence.tokens[before].lower.as_str()));
    is_should(at)
        && !asks
        && sentence.tokens.get(at + 1).is_some_and(|next| {
            next.before == Break::None && (next.is_capital || BEGINS.contains(&next.lower.as_str()))
        })
}

/// Whether what is said of the issue is said for a time or on terms: "no talks with Chile *this week*".
fn is_bounded(sentence: &Sentence, hit: Hit) -> bool {
    const FAR: usize = 8;
    (hit.to..sentence.tokens.len().min(hit.to + FAR))
        .take_while(|&at| sentence.tokens[at].before == Break::None)
        .any(|at| ways().bounding.iter().any(|way| way.words.ends(&sentence.tokens, at).is_some()))
}

/// "May", the month.
fn is_month(sentence: &Sentence, at: usize) -> bool {
    at > 0 && sentence.tokens.get(at).is_some_and(|token| token.is_capital && token.lower == "may")
}

/// Whether a sentence tells what people answered who were asked ("six in ten voters want a truce").
pub(crate) fn is_of_a_poll(sentence: &Sentence) -> bool {
    ways()
        .poll
        .iter()
        .any(|way| (0..sentence.tokens.len()).any(|at| way.words.ends(&sentence.tokens, at).is_some()))
}

/// The words before the issue that take, turn or wish, the nearest first, as far as one leads to
/// the next.
pub(crate) fn chain(sentence: &Sentence, cues: &[Cue], hit: Hit, from: usize) -> Vec<Cue> {
    // What begins another clause, or is only when it was ("*during* the talks").
    const BEGINS: [&str; 19] = [
        "during",
        "amid",
        "throughout",
        "but",
        "while",
        "although",
        "though",
        "because",
        "whereas",
        "after",
        "before",
        "when",
        "since",
        "which",
        "who",
        "where",
        "whose",
        "as",
        "so",
    ];
    let mut chain = Vec::new();
    let mut at = hit.from;
    for cue in cues.iter().rev().filter(|cue| cue.to <= hit.from && cue.from >= from) {
        if matches!(cue.does, Does::If | Does::Until | Does::Condition | Does::Object) {
            continue;
        }
        let between = sentence.tokens.get(cue.to..=at.min(sentence.tokens.len() - 1)).unwrap_or_default();
        // "the duke, who refused to pay, may come to the talks": behind the comma another verb rules.
        let is_resumed = between
            .iter()
            .any(|token| token.before == Break::Comma && AUXILIARY.contains(&token.lower.as_str()));
        let is_cut = is_resumed
            || between
                .iter()
                .any(|token| token.before == Break::Clause || BEGINS.contains(&token.lower.as_str()));
        // "rejecting the toll, backing talks": two of a list, neither the other's object.
        let is_listed = chain.last().is_some_and(|inner: &Cue| {
            let word = |cue: &Cue| sentence.tokens[cue.from].lower.as_str();
            sentence.tokens[inner.from].before == Break::Comma
                && ["ing", "ed"].iter().any(|end| word(inner).ends_with(end) && word(cue).ends_with(end))
        });
        let is_cut = is_cut || stops_short(sentence, *cue, chain.last().copied());
        // What turns, wishes or doubts stands near: "will not talk", "must talk", "may talk".
        let is_modal = AUXILIARY.contains(&sentence.tokens[cue.from].lower.as_str());
        let is_small = match cue.does {
            Does::Turn | Does::Wish => true,
            Does::Void => is_modal,
            _ => false,
        };
        let reach = if is_small { NEAR_REACH } else { REACH };
        // "the raid must end and he backs a truce": a clause with a doer of its own.
        let opens_clause = between.windows(2).any(|pair| {
            matches!(pair[0].lower.as_str(), "and" | "but" | "or")
                && matches!(pair[1].lower.as_str(), "he" | "she" | "it" | "they" | "we" | "i" | "you")
        });
        // "the fund that will end the drought": what is said of it, and none of its own wants.
        let is_cut = is_cut || is_listed || opens_clause || has_relative(between) || has_noun_beside(between);
        if at.saturating_sub(cue.to) > reach || is_cut {
            break;
        }
        // "to *end* the raids and to leave the isles": the issue is itself a deed beside it.
        if chain.is_empty() && is_beside_the_issue(sentence, *cue, hit) {
            at = cue.from;
            continue;
        }
        // "to *end* the raids and resume the talks": two side by side, each with an object of its own.
        if chain.last().is_some_and(|inner| are_side_by_side(sentence, *cue, *inner)) {
            at = cue.from;
            continue;
        }
        // "to prevent and end the war": two side by side, neither the other's object.
        let words = between.split_last().map_or(&[][..], |(_, words)| words);
        let is_beside =
            !words.is_empty() && words.iter().all(|token| matches!(token.lower.as_str(), "and" | "or"));
        if !is_beside {
            chain.push(*cue);
        }
        at = cue.from;
    }
    chain
}

/// Whether two verbs are joined by "and", in one form, the first with an object of its own between: "condemned
/// the raid and welcomed", "to drop its claims and back".
pub(crate) fn are_side_by_side(sentence: &Sentence, outer: Cue, inner: Cue) -> bool {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let Some(and) = joined_by(sentence, inner) else { return false };
    if !(outer.takes_a_stand() && inner.takes_a_stand() && outer.to < and) {
        return false;
    }
    let (outer_word, inner_word) = (word(outer.from), word(inner.from));
    let of_one_form = ending(outer_word) == ending(inner_word);
    // "opposed the toll and cut the talks": a form that is the past too.
    let are_past = may_be_past(outer_word) && may_be_past(inner_word);
    // "refused to leave and accept": a plain form is that of a verb only behind "to" or "must", and behind "that" in what is
    // wanted ("demanded that Norway lift the toll and accept").
    let is_led = outer.from.checked_sub(1).is_some_and(|before| {
        word(before) == "to" || AUXILIARY.contains(&word(before)) && !matches!(word(before), "not" | "need")
    });
    let is_wanted = || {
        let that =
            (outer.from.saturating_sub(SUBJECT_OF_A_WISH)..outer.from).rev().find(|&at| word(at) == "that");
        let subject = that.and_then(|that| sentence.tokens.get(that + 1..=outer.from)).unwrap_or_default();
        let is_one =
            |token: &Token| token.before == Break::None && !AUXILIARY.contains(&token.lower.as_str());
        subject.len() > 1 && subject.iter().all(is_one) && word(outer.to) != "to"
    };
    are_past || of_one_form && (ending(outer_word).is_some() || is_led || is_wanted())
}

/// "needed to *stop* and the troops had to end the raids": a verb with no object before the "and", behind which another
/// clause begins and not a verb beside it.
fn stops_short(sentence: &Sentence, cue: Cue, inner: Option<Cue>) -> bool {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let Some(inner) = inner.filter(|_| matches!(cue.does, Does::For | Does::Against)) else { return false };
    let and = (cue.to..inner.from).find(|&at| !word(at).ends_with("ly")).unwrap_or(cue.to);
    let behind = and + 1 + usize::from(word(and + 1) == "to");
    let is_adverb =
        matches!(word(behind), "then" | "also" | "instead" | "thus") || word(behind).ends_with("ly");
    matches!(word(and), "and" | "but") && behind < inner.from && !is_auxiliary(word(behind)) && !is_adverb
}

/// Whether a verb with an object of its own is joined to the issue's own verb: "to *end* the raids and to *withdraw* the
/// troops", "to *stop* the war, and *withdraw* the troops".
fn is_beside_the_issue(sentence: &Sentence, cue: Cue, hit: Hit) -> bool {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let is_to = hit.from > 0 && word(hit.from - 1) == "to";
    let Some(and) = hit.from.checked_sub(1 + usize::from(is_to)) else { return false };
    let is_joined = matches!(word(and), "and" | "or" | "but");
    let is_led = cue.from > 0 && word(cue.from - 1) == "to" && cue.takes_a_stand();
    // "to agree and to withdraw" has one object for both.
    let has_object = and > cue.to;
    // "to end talks": a noun; only a verb in its plain form is one of the two.
    let is_plain = ending(word(hit.from)).is_none();
    is_joined
        && is_led
        && has_object
        && is_plain
        && (hit.stand.is_none() || hit.is_deed)
        && (is_to || is_a_deed(sentence, hit))
}

/// Whether an issue is named by a verb and its object ("withdraw its troops").
fn is_a_deed(sentence: &Sentence, hit: Hit) -> bool {
    hit.to - hit.from > 1
        && sentence.tokens[hit.from..hit.to]
            .iter()
            .any(|token| matches!(token.lower.as_str(), "its" | "his" | "her" | "their" | "the" | "all"))
}

/// So many words may stand between "that" and what whoever is named there is to do.
const SUBJECT_OF_A_WISH: usize = 5;

/// The "and" or "but" that a word follows, but for "to", "then" or an adverb.
pub(crate) fn joined_by(sentence: &Sentence, cue: Cue) -> Option<usize> {
    const BETWEEN: usize = 2;
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    let mut before = (0..cue.from).rev().take(BETWEEN + 1);
    let and = before.find(|&at| {
        !(matches!(word(at), "to" | "then" | "also" | "instead" | "thus") || word(at).ends_with("ly"))
    })?;
    matches!(word(and), "and" | "but" | "or").then_some(and)
}

/// What is said of the issue behind it.
pub(crate) enum Predicate {
    /// "Sanctions must be lifted", "the talks will not resume".
    Stand(i8),
    /// "denounced the sanctions as illegal": why it is done, and no other stand; by itself a stand ("sees them as a threat").
    As(i8),
    /// "Sanctions should be published".
    Wish(i8),
}

pub(crate) fn predicate(sentence: &Sentence, cues: &[Cue], hit: Hit) -> Option<Predicate> {
    let mut sign = 1;
    // "called the sanctions an act of war": said of them without a verb.
    let is_named =
        sentence.tokens[..hit.from].iter().rev().take(3).any(|token| stand_words().naming.has(&token.lower));
    let mut is_predicate = is_named;
    let mut is_judged = is_named;
    let mut is_wished = false;
    let mut is_as = is_named;
    for at in hit.to..sentence.tokens.len().min(hit.to + REACH + 4) {
        let token = &sentence.tokens[at];
        let is_end = token.before != Break::None
            || matches!(
                token.lower.as_str(),
                "that" | "which" | "who" | "because" | "until" | "if" | "and" | "but"
            );
        if is_end {
            break;
        }
        // "sees the talks as a threat": said of them without a verb.
        is_predicate |= AUXILIARY.contains(&token.lower.as_str()) || token.lower == "as";
        // "made no sense", "only hurt the poor": a judgement; "only resumed" is none, and no stand.
        is_judged |= is_predicate || stand_words().links.has(&token.lower);
        is_as |= token.lower == "as";
        is_as &= !AUXILIARY.contains(&token.lower.as_str());
        let Some(cue) = cues.iter().find(|cue| cue.from == at) else { continue };
        match cue.does {
            Does::Turn => sign = -sign,
            Does::Wish => is_wished = true,
            // "Sanctions may be lifted"
            Does::Void => return None,
            Does::Good if is_as => return Some(Predicate::As(sign)),
            Does::Bad if is_as => return Some(Predicate::As(-sign)),
            Does::Good if is_judged => return Some(Predicate::Stand(sign)),
            Does::Bad if is_judged => return Some(Predicate::Stand(-sign)),
            // "Talks are planned for June": on the calendar, and nobody's wish.
            Does::For if token.lower == "planned" => {}
            // "must be lifted"; but "could end the drought" has an object of its own.
            Does::For if is_predicate && is_undergone(sentence, hit, at) => {
                return Some(Predicate::Stand(sign));
            }
            Does::Against if is_predicate && is_undergone(sentence, hit, at) => {
                return Some(Predicate::Stand(-sign));
            }
            // "sanctions against", "talks on"
            _ => {}
        }
    }
    // "should not delay the harvest": what it should not do is not what it should not be.
    (is_wished && sign > 0).then_some(Predicate::Wish(sign))
}

/// Verbs that only help another.
const AUXILIARY: [&str; 27] = [
    "is", "are", "was", "were", "be", "been", "being", "will", "would", "should", "must", "shall", "can",
    "cannot", "could", "may", "might", "has", "have", "had", "do", "does", "did", "remain", "remains", "not",
    "need",
];

/// Whether a word is a verb that only helps another, or turns it.
pub(crate) fn is_auxiliary(lower: &str) -> bool {
    AUXILIARY.contains(&lower)
}

/// Whether a verb behind the issue is done to it ("must be *lifted*"), or stands alone ("will
/// *resume*").
fn is_undergone(sentence: &Sentence, hit: Hit, verb: usize) -> bool {
    const BE: [&str; 8] = ["be", "been", "being", "is", "are", "was", "were", "get"];
    let is_passive = (hit.to..verb).rev().take(2).any(|at| BE.contains(&sentence.tokens[at].lower.as_str()));
    let is_last = sentence.tokens.get(verb + 1).is_none_or(|next| {
        next.before != Break::None
            || matches!(
                next.lower.as_str(),
                "in" | "on"
                    | "at"
                    | "with"
                    | "within"
                    | "by"
                    | "next"
                    | "this"
                    | "today"
                    | "tomorrow"
                    | "soon"
                    | "immediately"
                    | "now"
                    | "until"
                    | "before"
                    | "after"
                    | "and"
                    | "or"
                    | "as"
                    | "without"
            )
    });
    is_passive || is_last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::sentences_of;

    #[test]
    fn every_way_is_found_in_its_example() {
        assert!(ways().carried_out.is_shown());
        let ways = ways();
        let all = [
            &ways.is_for,
            &ways.against,
            &ways.none_to_come,
            &ways.bounding,
            &ways.good,
            &ways.bad,
            &ways.ready,
            &ways.wish,
            &ways.threat,
            &ways.weigh,
            &ways.turn,
            &ways.void,
            &ways.opens_condition,
            &ways.until,
            &ways.condition,
            &ways.object,
            &ways.poll,
        ];
        for way in all.into_iter().flatten() {
            let sentence = &sentences_of(&way.example)[0];
            assert!(
                (0..sentence.tokens.len()).any(|at| way.words.ends(&sentence.tokens, at).is_some()),
                "{:?} in {}",
                way.words,
                way.example
            );
        }
    }
}
