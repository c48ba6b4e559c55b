//! Whether the words around an expression tell of what was or of what will be.
//!
//! "will meet on Thursday" is ahead, "met on Thursday" behind. The nearest sign before the
//! expression in its clause counts, else the nearest one behind it. The signs are a few words
//! and the ending -ed, so that no analysis is needed.

use super::resolve::Tense;
use super::words::{Word, WordKind};

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
    if looks_ahead(words, start) {
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
    let found = around(words, start, end);
    let is_told = opens && matches!(found, Some(Sign { tense: Tense::Past, is_saying: false }));
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
        Some(sign) => sign.tense,
    }
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
    let from = start - usize::from(is(start, 1, &["on", "in"]));
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
    leads(start) || is_to_come || joined().is_some()
}

/// So many words may stand in the first of two that are joined.
const JOINED: usize = 8;
/// Before "to", these tell of what was to be, or was.
const BEHIND: [&str; 14] = [
    "was", "were", "had", "have", "has", "began", "able", "unable", "chose", "sought", "came", "went", "got",
    "due",
];

/// A word that tells the tense.
struct Sign {
    tense: Tense,
    /// Whether it is only a word of saying, which tells nothing of what is said.
    is_saying: bool,
}

/// The sign nearest to an expression.
fn around(words: &[Word<'_>], start: usize, end: usize) -> Option<Sign> {
    let found = |tense: Tense, at: usize| {
        Some(Sign { tense, is_saying: words[at].is_any(&["said", "told", "asked", "added"]) })
    };
    let mut at = start;
    for _ in 0..REACH {
        if at == 0 || words[at].opens_paragraph {
            break;
        }
        at -= 1;
        if ends_sentence(words, at) {
            break;
        }
        if let Some(tense) = sign(words, at) {
            return found(tense, at);
        }
    }
    for at in (end..words.len()).take(REACH) {
        if words[at].opens_paragraph || ends_sentence(words, at) {
            break;
        }
        if let Some(tense) = sign(words, at) {
            return found(tense, at);
        }
    }
    None
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

/// What one word says of the tense.
fn sign(words: &[Word<'_>], at: usize) -> Option<Tense> {
    let word = &words[at];
    let before = |by: usize| at.checked_sub(by).map(|at| &words[at]);
    if word.is_any(&[
        "will",
        "ll",
        "shall",
        "won",
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
        || word.is_any(&["due", "slated", "expected", "set", "planned", "supposed", "likely"])
            && words.get(at + 1).is_some_and(|next| {
                // "a record set on 6 August" is behind, "talks set for Friday" are ahead.
                next.is_any(&["to", "for"]) || !word.is("set") && next.is_any(&["on", "in"])
            })
            && !before(1).is_some_and(|was| was.is_any(&["was", "were", "had", "been"]))
        || word.is("to")
            && before(1).is_some_and(|is| {
                is.is_any(&[
                    "is", "are", "going", "plan", "plans", "agreed", "want", "wants", "hope", "hopes",
                    "aims", "vowed", "promised", "pledged", "expects", "intend", "intends",
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
    const PAST: [&str; 48] = [
        "was", "were", "had", "did", "said", "told", "met", "took", "came", "went", "made", "began", "won",
        "lost", "fell", "rose", "left", "held", "gave", "found", "got", "saw", "became", "broke", "brought",
        "struck", "shot", "fought", "led", "sent", "spoke", "ran", "wrote", "grew", "stood", "threw",
        "drove", "flew", "blew", "bought", "sold", "paid", "kept", "put", "hit", "died", "knew", "thought",
    ];
    // "was due on", "were to meet": what was ahead then may be ahead still.
    if word.is_any(&["was", "were"])
        && words
            .get(at + 1)
            .is_some_and(|next| next.is_any(&["due", "scheduled", "slated", "supposed", "to"]))
    {
        return None;
    }
    // "would be held" looks ahead, though "held" alone looks back.
    if word.is_any(&PAST) && !before(1).is_some_and(|be| be.is("be")) {
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
