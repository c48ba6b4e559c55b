//! Whether the words around an expression tell of what was or of what will be.
//!
//! "will meet on Thursday" is ahead, "met on Thursday" behind. The nearest sign before the
//! expression in its clause counts, else the nearest one behind it. The signs are a few words
//! and the ending -ed, so that no analysis is needed.

use super::resolve::Tense;
use super::words::{Word, WordKind};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// How many words are looked at on each side.
const REACH: usize = 40;

/// The tense around the words from `start` to `end`.
pub fn tense(words: &[Word<'_>], start: usize, end: usize) -> Tense {
    let before = |by: usize| start.checked_sub(by).map(|at| &words[at]);
    let is_before = |by: usize, any: &[&str]| before(by).is_some_and(|word| word.is_any(any));
    // "the year ended Jan. 31", "the first talks since October".
    if is_before(1, &["ended"]) || is_before(1, &["since"]) {
        return Tense::Over;
    }
    if is_compared_with(words, start) {
        return Tense::Over;
    }
    if looks_ahead(words, start) {
        return Tense::Future;
    }
    // "A vote was lost on Tuesday": where the clause tells of what was, nothing is on a timetable.
    let found = around(words, start, end);
    let is_past = matches!(found, Some(Sign { tense: Tense::Past, is_saying: false, .. }));
    if !is_past && is_timetabled(words, start) {
        return Tense::Future;
    }
    // "Wednesday's ruling" is there already.
    let is_possessive = words.get(end).is_some_and(|mark| mark.is_apostrophe() && mark.is_glued);
    if is_possessive && words.get(end + 1).is_some_and(|s| s.is("s") && s.is_glued) {
        return Tense::Past;
    }
    // "until Friday", "as early as Monday" look ahead, "by Tuesday" mostly; but "Until Thursday,
    // nobody had called" is told from behind.
    let opens = start < 2 || words[start - 1].opens_paragraph || ends_sentence(words, start - 2);
    let is_told = opens && is_past;
    if is_before(1, &["until", "till"]) && !is_told
        || is_before(1, &["as"]) && is_before(2, &["early", "soon"])
    {
        return Tense::Future;
    }
    match found {
        None if is_before(1, &["by", "before", "into"]) => Tense::Future,
        None => Tense::Unknown,
        // "In January, the court freed him": what the sentence tells was done then.
        Some(_) if is_told && is_before(1, &["in", "last"]) => Tense::Over,
        // "The bridge collapsed in June": what was done was not done later than the report.
        Some(sign) if is_before(1, &["in", "during"]) && is_done_then(words, &sign, start) => Tense::Over,
        Some(sign) => sign.tense,
    }
}

/// Whether a number stands just before with which another is compared: "stands at 42 percent, *up from 31* in March",
/// "*compared with 200* in June": what is known to compare with is behind.
fn is_compared_with(words: &[Word<'_>], start: usize) -> bool {
    const REACH: usize = 7;
    let Some(before) = start.checked_sub(1).filter(|&before| words[before].is_any(&["in", "during", "on"]))
    else {
        return false;
    };
    let is = |at: usize, any: &[&str]| words[at].is_any(any);
    let leads = (before.saturating_sub(REACH)..before).rev().find(|&at| is(at, &["from", "with", "to"]));
    let Some(leads) = leads.filter(|&leads| leads > 0) else { return false };
    let is_number = (leads + 1..before).any(|at| is_amount(&words[at]));
    let is_plain =
        (leads + 1..before).all(|at| words[at].kind != WordKind::Mark || is(at, &["$", "%", "£", "€", "."]));
    let is_base = is(leads, &["from"]) && is(leads - 1, &["up", "down"])
        || is(leads, &["with", "to"]) && is(leads - 1, &["compared"]);
    is_number && is_plain && is_base
}

/// "40,000", "$3bn": digits in it.
fn is_amount(word: &Word<'_>) -> bool {
    word.text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether the words just before a day look ahead to it: "ahead of Thursday's debate and Saturday's vote", "in the
/// run-up to May", "going into November", "an interview to air on Sunday".
fn looks_ahead(words: &[Word<'_>], start: usize) -> bool {
    let is = |at: usize, by: usize, any: &[&str]| {
        at.checked_sub(by).is_some_and(|before| words[before].is_any(any))
    };
    let leads = |at: usize| {
        is(at, 1, &["of"]) && is(at, 2, &["ahead"])
            || is(at, 1, &["to"]) && is(at, 2, &["up"])
            || is(at, 1, &["into"]) && is(at, 2, &["going", "heading", "go", "head"])
    };
    let from = start - usize::from(is(start, 1, &["on", "in", "the"]));
    // What is set to begin or be shown then; but "was to air", "had to open".
    let is_to_come = is(from, 1, &["air", "appear", "premiere", "begin", "start", "open", "close"])
        && is(from, 2, &["to"])
        && from.checked_sub(3).is_some_and(|noun| {
            let noun = &words[noun];
            noun.kind == WordKind::Letters && !noun.text.ends_with("ed") && !noun.is_any(&BEHIND)
        });
    // Of two that are joined, the second is as far ahead as the first.
    let joined = || {
        let and = start.checked_sub(1).filter(|&and| words[and].is_any(&["and", "or"]))?;
        let first = (and.saturating_sub(JOINED)..and).rev().find(|&at| leads(at))?;
        words[first..and].iter().all(|word| !word.is_any(&[",", ";", "."])).then_some(())
    };
    leads(start) || is(start, 1, &["the"]) && leads(start - 1) || is_to_come || joined().is_some()
}

/// So many words may stand in the first of two that are joined.
const JOINED: usize = 8;
/// Before "to", these tell of what was to be, or was.
const BEHIND: [&str; 14] = [
    "was", "were", "had", "have", "has", "began", "able", "unable", "chose", "sought", "came", "went", "got",
    "due",
];

/// Whether a verb just before a time tells what is on a timetable: "Polls open on the first Sunday in October", "The
/// truce ends in May", "He goes on trial on Monday", "The vote is on Friday".
fn is_timetabled(words: &[Word<'_>], start: usize) -> bool {
    const VERBS: [&str; 22] = [
        "open", "opens", "close", "closes", "begin", "begins", "start", "starts", "end", "ends", "expire",
        "expires", "resume", "resumes", "reopen", "reopens", "vote", "votes", "return", "returns",
        "finishes", "restarts",
    ];
    const OBJECTS: [&[&str]; 9] = [
        &["to", "the", "polls"],
        &["on", "trial"],
        &["on", "sale"],
        &["on", "strike"],
        &["effect"],
        &["office"],
        &["place"],
        &["into", "force"],
        &["into", "effect"],
    ];
    const WITH_OBJECTS: [&str; 6] = ["go", "goes", "take", "takes", "come", "comes"];
    let is = |at: usize, any: &[&str]| words.get(at).is_some_and(|word| word.is_any(any));
    let Some(mut at) = start.checked_sub(1) else { return false };
    let has_preposition = is(at, &["on", "in", "at", "from"]);
    if has_preposition {
        let Some(before) = at.checked_sub(1) else { return false };
        at = before;
    }
    if has_preposition && is(at, &["is", "are"]) {
        return true;
    }
    let verb = OBJECTS
        .iter()
        .find_map(|object| {
            let first = (at + 1).checked_sub(object.len())?;
            let verb = first.checked_sub(1)?;
            (object.iter().zip(first..).all(|(word, at)| is(at, &[word])) && is(verb, &WITH_OBJECTS))
                .then_some(verb)
        })
        .or_else(|| is(at, &VERBS).then_some(at));
    // "We leave on Monday": told of oneself in the present.
    let is_own = at > 0
        && has_preposition
        && is(at - 1, &["we", "they", "i", "you"])
        && words[at].kind == WordKind::Letters
        && !words[at].is_capital
        && !words[at].text.ends_with("ed")
        && !is_strong_past(&words[at])
        && !words[at].is_any(&[
            "cut", "set", "put", "hit", "shut", "hurt", "read", "beat", "let", "spread", "have", "do",
            "split", "bet",
        ]);
    if is_own {
        return true;
    }
    // "to open", "did not open", "the end", "an open".
    verb.and_then(|verb| verb.checked_sub(1)).is_some_and(|before| {
        let word = &words[before];
        word.kind == WordKind::Letters
            && !words[before + 1].opens_paragraph
            && !word.is_any(&[
                "to", "did", "didn", "not", "t", "the", "a", "an", "its", "his", "her", "their", "this",
                "that", "of", "s", "no", "could", "would", "year", "month", "week", "by", "for", "at", "in",
                "let", "helped", "front",
            ])
    })
}

/// Whether a verb tells of what was done at a time that stands close behind it in its clause: "The bridge collapsed in
/// June", but not "called an election in June" or "rejected plans for a vote in June".
fn is_done_then(words: &[Word<'_>], sign: &Sign, start: usize) -> bool {
    const CLOSE: usize = 8;
    const OF_WHAT_IS_TO_COME: [&str; 30] = [
        "announced",
        "called",
        "proposed",
        "planned",
        "scheduled",
        "promised",
        "pledged",
        "offered",
        "demanded",
        "expected",
        "forecast",
        "predicted",
        "agreed",
        "approved",
        "ordered",
        "urged",
        "asked",
        "invited",
        "warned",
        "delayed",
        "postponed",
        "threatened",
        "vowed",
        "projected",
        "intended",
        "hoped",
        "wanted",
        "needed",
        "booked",
        "slated",
    ];
    sign.tense == Tense::Past
        && !sign.is_saying
        && sign.at < start
        && start - sign.at <= CLOSE
        && !words[sign.at].is_any(&OF_WHAT_IS_TO_COME)
        && words[sign.at + 1..start].iter().all(|word| {
            (word.kind != WordKind::Mark || word.is_apostrophe() || word.is_dash() || word.is_any(&["$", "%", "£", "€"]))
                && !word.is_any(&[
                    "that", "for", "whether", "ahead", "before", "until", "if", "or", "could", "who",
                ])
        })
        // "rose *to* 40,000 in August", but "moved to call a vote in August".
        && (sign.at + 1..start).all(|at| {
            !words[at].is("to")
                || (at + 1..start.min(at + 3)).any(|next| is_amount(&words[next]))
        })
}

/// A word that tells the tense.
struct Sign {
    tense: Tense,
    /// Where it stands.
    at: usize,
    /// Whether it is only a word of saying, which tells nothing of what is said.
    is_saying: bool,
}

/// The sign nearest to an expression.
fn around(words: &[Word<'_>], start: usize, end: usize) -> Option<Sign> {
    let found = |tense: Tense, at: usize| {
        Some(Sign { tense, at, is_saying: words[at].is_any(&["said", "told", "asked", "added"]) })
    };
    let mut at = start;
    let mut closed = 0;
    for _ in 0..REACH {
        if at == 0 || words[at].opens_paragraph {
            break;
        }
        at -= 1;
        if ends_sentence(words, at) {
            break;
        }
        // What is said within quotation marks is not told by the "said" before them.
        match quotation_mark(words, at) {
            Some(true) if closed == 0 => break,
            Some(true) => closed -= 1,
            Some(false) => closed += 1,
            None => {}
        }
        if let Some(tense) = sign(words, at) {
            return found(tense, at);
        }
    }
    for at in (end..words.len()).take(REACH) {
        let leaves_quotation = quotation_mark(words, at) == Some(false)
            && !(end..at).any(|at| quotation_mark(words, at) == Some(true));
        if words[at].opens_paragraph || ends_sentence(words, at) || leaves_quotation {
            break;
        }
        if let Some(tense) = sign(words, at) {
            return found(tense, at);
        }
    }
    None
}

/// Whether a mark opens (or closes) a quotation; none for every other word.
fn quotation_mark(words: &[Word<'_>], at: usize) -> Option<bool> {
    let word = words.get(at)?;
    if word.is("\"") {
        return Some(words.get(at + 1).is_some_and(|next| next.is_glued) && !word.is_glued);
    }
    if word.is("“") { Some(true) } else { word.is("”").then_some(false) }
}

/// Whether a sentence ends with a mark.
pub fn ends_sentence(words: &[Word<'_>], at: usize) -> bool {
    words[at].is_any(&["?", "!", ";"])
        || words[at].is(".")
            && words.get(at + 1).is_none_or(|next| next.is_capital && !next.is_glued)
            && at > 0
            && !is_cut_short(&words[at - 1])
}

/// "Gen", "vs", "a.m": words that a full stop behind them shortens.
fn is_cut_short(word: &Word<'_>) -> bool {
    word.text.len() <= 3
        && (word.is_capital || word.text.len() == 1 || word.is_any(&["vs", "no", "pp", "etc"]))
}

/// Pasts that do not end in -ed: see `lexicon/pasts.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Pasts {
    pasts: FxHashSet<String>,
    derived: Vec<String>,
    underived: FxHashSet<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read it"))]
    example: String,
}

static PASTS: LazyLock<Pasts> =
    LazyLock::new(|| dateline_vocabulary::compiled_in("pasts.toml", include_str!("../lexicon/pasts.toml")));

/// "sat", "retook", "withdrew".
fn is_strong_past(word: &Word<'_>) -> bool {
    const LONGEST: usize = 12;
    const SHORTEST: usize = 2;
    if word.kind != WordKind::Letters || !(SHORTEST..=LONGEST).contains(&word.text.len()) {
        return false;
    }
    let lower = word.text.to_ascii_lowercase();
    let is_derived = |start: &String| {
        lower.strip_prefix(start.as_str()).is_some_and(|rest| {
            rest.len() > 2 && PASTS.pasts.contains(rest) && !PASTS.underived.contains(rest)
        })
    };
    PASTS.pasts.contains(&lower) || PASTS.derived.iter().any(is_derived)
}

/// What one word says of the tense.
fn sign(words: &[Word<'_>], at: usize) -> Option<Tense> {
    let word = &words[at];
    let before = |by: usize| at.checked_sub(by).map(|at| &words[at]);
    // "won't", and not "won" nor the end of what is quoted: "‘We won’ on Saturday".
    let is_refusal = word.is("won")
        && words.get(at + 1).is_some_and(|mark| mark.is_glued && mark.is_apostrophe())
        && words.get(at + 2).is_some_and(|not| not.is_glued && not.is("t"));
    if is_refusal || word.is_any(&[
        "will",
        "ll",
        "shall",
        "might",
        "upcoming",
        "tomorrow",
        "deadline",
        "expires",
        "effective",
    ]) || word.is("expire") && !before(1).is_some_and(|to| to.is("to"))
        || word.is_any(&["scheduled", "plans"])
        && !before(1).is_some_and(|was| was.is_any(&["was", "were", "had", "been", "as"]))
        && !(word.is("plans") && words.get(at + 1).is_some_and(|next| next.is("for")))
        || word.is_any(&["due", "slated", "expected", "set", "planned", "supposed", "likely", "forecast"])
            && words.get(at + 1).is_some_and(|next| {
                // "a record set on 6 August" is behind, "talks set for Friday" are ahead.
                next.is_any(&["to", "for"]) || !word.is("set") && next.is_any(&["on", "in"])
            })
            && !before(1).is_some_and(|was| was.is_any(&["was", "were", "had", "been"]))
        || word.is("to")
            && before(1).is_some_and(|is| {
                is.is_any(&[
                    "is", "are", "going", "plan", "plans", "agreed", "want", "wants", "hope", "hopes",
                    "aims", "vowed", "promised", "pledged", "expects", "expect", "intend", "intends",
                ])
            })
        || word.is("would")
        // "They planned a picnic on Sunday".
        || word.is_any(&["planned", "planning", "plan"])
            && words.get(at + 1).is_some_and(|next| next.is_any(&["a", "an", "another"]))
            && !before(1).is_some_and(|had| had.is_any(&["had", "a", "the"]))
        || word.is("planning") && words.get(at + 1).is_some_and(|next| next.is("to"))
        // What is on a timetable is told in the present: "The truce begins on Sunday".
        || word.is_any(&[
            "begins", "starts", "opens", "resumes", "expires", "arrives", "departs", "travels", "hosts", "meets",
        ])
        // "The two leaders meet on Monday", "agreed to meet"; but "did not meet".
        || word.is_any(&["meet", "resume", "reconvene"])
            && !(1..=3).any(|by| before(by).is_some_and(|did| did.is_any(&["did", "didn"])))
    {
        return Some(Tense::Future);
    }
    // "was due on", "were to meet": what was ahead then may be ahead still.
    if word.is_any(&["was", "were"])
        && words
            .get(at + 1)
            .is_some_and(|next| next.is_any(&["due", "scheduled", "slated", "supposed", "to"]))
    {
        return None;
    }
    // "would be held" looks ahead, though "held" alone looks back.
    // "is heard in May" does too.
    if is_strong_past(word) && !before(1).is_some_and(|be| be.is_any(&["be", "is", "are", "being"])) {
        return Some(Tense::Past);
    }
    // "to be voted on".
    if word.is("be") && before(1).is_some_and(|to| to.is("to")) {
        return Some(Tense::Future);
    }
    let is_past = word.text.len() > 4
        && word.text.ends_with("ed")
        && !word.is_any(&["indeed", "united", "hundred", "need", "speed", "proceed", "exceed", "succeed"])
        && !word.is_capital;
    // "to be published" looks ahead, "published" back.
    (is_past && !before(1).is_some_and(|be| be.is("be"))).then_some(Tense::Past)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn pasts_without_ed() {
        let lexicon = Lexicon::embedded();
        let pasts = |text: &str| {
            let words = crate::words::words(text, &lexicon);
            words
                .iter()
                .filter(|word| is_strong_past(word))
                .map(|word| word.text.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(pasts(&PASTS.example), ["retook", "sat"]);
        assert_eq!(pasts("She withdrew, overran and foresaw it."), ["withdrew", "overran", "foresaw"]);
        assert!(pasts("An outlay, its output and a rebound cut and set it.").is_empty());
    }
}
