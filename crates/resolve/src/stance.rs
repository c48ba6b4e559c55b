//! Who stands where on what a sentence names: by the words that take, turn or condition a stand,
//! and by whose they are.
//!
//! A stand is read along the chain of such words between its holder and the issue: each takes the
//! next for its object, so that their signs multiply. In "the council rejected the tsar's demand
//! to bar the republic from joining", *demand* and *bar* make the tsar against it, and *rejected*
//! before them the council for it.

use crate::clauses::{Break, Pattern, Sentence};
use crate::issues::Hit;
use crate::sides::Holder;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

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
    #[serde(rename = "for")]
    is_for: Vec<Way>,
    against: Vec<Way>,
    good: Vec<Way>,
    bad: Vec<Way>,
    ready: Vec<Way>,
    wish: Vec<Way>,
    threat: Vec<Way>,
    turn: Vec<Way>,
    #[serde(rename = "if")]
    condition: Vec<Way>,
}

fn ways() -> &'static Ways {
    static WAYS: OnceLock<Ways> = OnceLock::new();
    WAYS.get_or_init(|| {
        toml::from_str(include_str!("../lexicon/stance.toml"))
            .expect("the lexicon in the binary is whole: the tests read it")
    })
}

/// What a word does to a stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    For,
    Against,
    Good,
    Bad,
    Ready,
    Wish,
    Threat,
    Turn,
    If,
}

/// One word (or a few) that does it.
#[derive(Clone, Copy, Debug)]
struct Cue {
    does: Does,
    from: usize,
    to: usize,
}

impl Cue {
    /// Whether it takes a stand that is somebody's who is named before it.
    fn takes_a_stand(self) -> bool {
        matches!(self.does, Does::For | Does::Against | Does::Threat | Does::Ready)
    }

    /// Whether it takes a stand of whoever says it.
    fn judges(self) -> bool {
        matches!(self.does, Does::Good | Does::Bad)
    }
}

/// Somebody named in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// None where it is not known for whom they stand.
    pub(crate) holder: Option<Holder>,
    /// Whether it can only be said of something ("American sanctions").
    pub(crate) is_adjective: bool,
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

/// How many words may lie between two of a chain, and between a word and whose it is.
const REACH: usize = 9;
const SUBJECT: usize = 20;

fn cues(sentence: &Sentence, hit: Hit) -> Vec<Cue> {
    let ways = ways();
    let kinds = [
        (Does::If, &ways.condition),
        (Does::Against, &ways.against),
        (Does::For, &ways.is_for),
        (Does::Bad, &ways.bad),
        (Does::Good, &ways.good),
        (Does::Ready, &ways.ready),
        (Does::Threat, &ways.threat),
        (Does::Turn, &ways.turn),
        (Does::Wish, &ways.wish),
    ];
    let mut cues: Vec<Cue> = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        if at >= hit.from && at < hit.to {
            at = hit.to;
            continue;
        }
        let mut best: Option<Cue> = None;
        for (does, ways) in kinds {
            for way in ways {
                let Some(to) = way.words.ends(&sentence.tokens, at) else { continue };
                let is_apart = to <= hit.from || at >= hit.to;
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

/// The words before the issue that take, turn or wish, the nearest first, as far as one leads to
/// the next.
fn chain(sentence: &Sentence, cues: &[Cue], hit: Hit, from: usize) -> Vec<Cue> {
    const BEGINS: [&str; 16] = [
        "but", "while", "although", "though", "because", "whereas", "after", "before", "when", "since",
        "which", "who", "where", "whose", "as", "so",
    ];
    let mut chain = Vec::new();
    let mut at = hit.from;
    for cue in cues.iter().rev().filter(|cue| cue.to <= hit.from && cue.from >= from) {
        if cue.does == Does::If {
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
        // What turns or wishes stands near: "will not talk", "must talk".
        let reach = if cue.does == Does::Turn { 4 } else { REACH };
        if at.saturating_sub(cue.to) > reach || is_cut {
            break;
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

/// What is said of the issue behind it.
enum Predicate {
    /// "Sanctions must be lifted", "the talks will not resume".
    Stand(i8),
    /// "Sanctions should be published".
    Wish(i8),
}

fn predicate(sentence: &Sentence, cues: &[Cue], hit: Hit) -> Option<Predicate> {
    let mut sign = 1;
    let mut is_predicate = false;
    let mut is_wished = false;
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
        is_predicate |= AUXILIARY.contains(&token.lower.as_str());
        let Some(cue) = cues.iter().find(|cue| cue.from == at) else { continue };
        match cue.does {
            Does::Turn => sign = -sign,
            Does::Wish => is_wished = true,
            Does::Good if is_predicate => return Some(Predicate::Stand(sign)),
            Does::Bad if is_predicate => return Some(Predicate::Stand(-sign)),
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

/// Whether the sentence sets a condition: before the issue or behind it, in the same quotation.
fn is_conditional(sentence: &Sentence, cues: &[Cue], hit: Hit) -> bool {
    cues.iter().filter(|cue| cue.does == Does::If).any(|cue| {
        let (from, to) = if cue.to <= hit.from { (cue.to, hit.from) } else { (hit.to, cue.from) };
        // "He asked if": no condition.
        let is_question = cue.from.checked_sub(1).is_some_and(|before| {
            let before = sentence.tokens[before].lower.as_str();
            matches!(
                before,
                "ask" | "asks" | "asked" | "see" | "know" | "wonder" | "wondered" | "even" | "as"
            )
        });
        let between = sentence.tokens.get(from..to).unwrap_or_default();
        !is_question && between.iter().filter(|token| token.before == Break::Clause).count() == 0
    })
}

/// Whose a word of a chain is: who stands before it with nothing of its kind between, those
/// joined to them by "and" with them; else who stands behind "by".
fn subjects<'a>(
    sentence: &Sentence,
    cues: &[Cue],
    cue: Cue,
    actors: &'a [Actor],
    from: usize,
) -> Vec<&'a Actor> {
    const BEFORE_OTHERS: [&str; 22] = [
        "of", "in", "on", "with", "to", "against", "for", "from", "by", "between", "at", "into", "over",
        "about", "near", "upon", "towards", "toward", "through", "under", "after", "before",
    ];
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    if matches!(word(cue.to), "by" | "from") {
        let starts = |actor: &&Actor| (cue.to + 1..=cue.to + 2).contains(&actor.from) && !actor.is_adjective;
        if let Some(actor) = actors.iter().find(starts) {
            return vec![actor];
        }
    }
    // "accused them of breaking", "after rejecting": whoever does it is not who is named last.
    if matches!(
        word(cue.from.wrapping_sub(1)),
        "of" | "for" | "at" | "from" | "about" | "after" | "before" | "without"
    ) {
        return Vec::new();
    }
    let is_gerund = |cue: &Cue| word(cue.from).ends_with("ing");
    let in_front = |at: usize| match word(at.wrapping_sub(1)) {
        "the" | "a" | "an" | "its" | "their" | "all" => at.wrapping_sub(2),
        _ => at.wrapping_sub(1),
    };
    for (nearest, actor) in actors.iter().enumerate().rev() {
        if actor.to > cue.from || actor.from < from {
            continue;
        }
        if actor.is_adjective {
            // "Americans support": a people, and nobody's stand.
            if word(actor.to - 1).ends_with('s') {
                return Vec::new();
            }
            continue;
        }
        let has_between = cues.iter().any(|other| {
            other.takes_a_stand()
                && other.from >= actor.to
                && other.to <= cue.from
                && !(is_gerund(other) && is_gerund(&cue))
        });
        let wished = cues
            .iter()
            .any(|other| other.does == Does::Wish && other.from >= actor.to && other.to <= cue.from);
        let between = sentence.tokens.get(actor.to..=cue.from).unwrap_or_default();
        let is_cut = between.iter().any(|token| token.before == Break::Clause);
        let is_long = between.iter().any(|token| matches!(token.lower.as_str(), "that" | "which" | "who"));
        let reach = if is_long { SUBJECT } else { REACH };
        if has_between || wished || is_cut || cue.from - actor.to > reach {
            return Vec::new();
        }
        // "asked the duchy to back", "in the duchy", "inviting the duke and offering": not theirs.
        let before = in_front(actor.from);
        let is_own = actor.to == cue.from;
        let is_object =
            !is_own && cues.iter().any(|other| other.takes_a_stand() && other.to == before.wrapping_add(1));
        if BEFORE_OTHERS.contains(&word(before)) || is_object {
            continue;
        }
        let mut subjects = vec![actor];
        let mut first = actor.from;
        let mut is_list = false;
        for other in actors[..nearest].iter().rev() {
            let between = sentence.tokens.get(other.to..first).unwrap_or_default();
            let has_and = between.iter().any(|token| matches!(token.lower.as_str(), "and" | "or"));
            let has_comma = sentence.tokens.get(other.to).is_some_and(|token| token.before == Break::Comma);
            let is_joined = between.iter().all(|token| matches!(token.lower.as_str(), "and" | "or" | "the"))
                && (has_and || is_list && has_comma)
                && !BEFORE_OTHERS.contains(&word(in_front(other.from)));
            if !is_joined || other.is_adjective || other.from < from {
                break;
            }
            is_list = true;
            subjects.push(other);
            first = other.from;
        }
        return subjects;
    }
    Vec::new()
}

/// "Sanctions imposed by the union": who did it, told behind the issue.
fn agent_behind(sentence: &Sentence, cues: &[Cue], hit: Hit, actors: &[Actor]) -> Option<(Holder, i8)> {
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.lower.as_str());
    // "sanctioned by the treasury"
    if hit.is_owned && word(hit.to - 1).ends_with("ed") && word(hit.to) == "by" {
        let actor = actors.iter().find(|actor| (hit.to + 1..=hit.to + 2).contains(&actor.from))?;
        return Some((actor.holder.clone().filter(|_| !actor.is_adjective)?, 1));
    }
    let cue = cues.iter().find(|cue| cue.from >= hit.to && cue.from <= hit.to + 5 && cue.takes_a_stand())?;
    let by =
        (cue.to..cue.to + 4).find(|&at| sentence.tokens.get(at).is_some_and(|token| token.lower == "by"))?;
    let between = sentence.tokens.get(hit.to..=by)?;
    if between.iter().any(|token| token.before == Break::Clause) {
        return None;
    }
    let actor = actors.iter().find(|actor| (by + 1..=by + 2).contains(&actor.from) && !actor.is_adjective)?;
    Some((actor.holder.clone()?, if cue.does == Does::Against { -1 } else { 1 }))
}

/// "EU sanctions", "America's new sanctions": whose they are.
fn owner(sentence: &Sentence, hit: Hit, actors: &[Actor]) -> Option<Holder> {
    const BETWEEN: [&str; 14] = [
        "new",
        "economic",
        "tough",
        "tougher",
        "additional",
        "further",
        "financial",
        "severe",
        "massive",
        "s",
        "sweeping",
        "harsh",
        "existing",
        "latest",
    ];
    let actor = actors.iter().rfind(|actor| actor.to <= hit.from && hit.from - actor.to <= 2)?;
    let between = sentence.tokens.get(actor.to..=hit.from)?;
    let is_near = between[..between.len() - 1].iter().all(|token| BETWEEN.contains(&token.lower.as_str()))
        && between.iter().all(|token| token.before == Break::None);
    if is_near { actor.holder.clone() } else { None }
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

    #[test]
    fn every_way_is_found_in_its_example() {
        let ways = ways();
        let all = [
            &ways.is_for,
            &ways.against,
            &ways.good,
            &ways.bad,
            &ways.ready,
            &ways.wish,
            &ways.threat,
            &ways.turn,
            &ways.condition,
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
