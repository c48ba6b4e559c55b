//! A denial told right behind the claim in its sentence: "the dam is safe, he said, *a claim the engineers dispute*".

use crate::Read;
use crate::assertions::is_telling;
use crate::cues::is_auxiliary;
use crate::denials::{Denials, denials};
use crate::row::Row;
use crate::verbs::{is_form_of, may_be_past};
use crate::within::{ADJECTIVES, NAME, inside, is_one_of, speaker};
use dateline_model::{Byte, Cue, Excerpt, Part, Span, Statement, StatementAct, TextIndex, Told};

/// The denial that stands right behind a claim in its sentence, and the place of its verb.
pub(crate) fn denial_behind(
    read: Read<'_>,
    claim: &Statement,
    index: &TextIndex<'_>,
    of_text: &[Span<Byte>],
) -> Option<(Told, Excerpt)> {
    let lexicon = denials();
    let claims = is_telling(claim.act) || claim.act == StatementAct::Warn;
    if claim.negated || claim.speakers.is_empty() || !claims {
        return None;
    }
    let from = index.bytes(claim.content.first()?.span()).start;
    let sentence = of_text.get(of_text.partition_point(|sentence| sentence.end <= from))?;
    let row = Row::of(index.text().get(from..sentence.end)?);
    let starts = (1..row.words.len()).filter(|&at| row.before(at).contains([',', '–', '—']));
    for at in starts {
        let Some(opening) = opening(lexicon, &row, at) else { continue };
        let opens = opening.name;
        let is_claim = |verb: usize| opening.names_a_claim || is_called_untrue(lexicon, &row, verb);
        let verb = (opens + 1..row.words.len().min(opens + NAME + 2))
            .take_while(|&verb| row.is_unbroken(opens, verb + 1))
            .find(|&verb| denying(lexicon, &row.lower[verb], is_claim(verb)).is_some());
        let Some(verb) = verb.filter(|&verb| ends_behind(lexicon, &row, verb)) else { continue };
        if !opening.names_a_claim && (is_set_off(&row, at) || is_resumed(&row, verb)) {
            continue;
        }
        let helps = |at: usize| {
            let word = row.lower[at].as_str();
            matches!(word, "has" | "have" | "had" | "also" | "later" | "since" | "now")
                || word.ends_with("ly")
        };
        let Some(name_ends) = (opens..verb).rev().find(|&at| !helps(at)).map(|at| at + 1) else { continue };
        if (opens..name_ends).any(|at| lexicon.no_name.contains(&row.lower[at])) {
            continue;
        }
        let by = row.excerpt(index, from, opens..name_ends).and_then(|name| speaker(read, &name));
        let Some(by) = by.filter(|by| !is_one_of(by, &claim.speakers)) else { continue };
        let lemma = denying(lexicon, &row.lower[verb], is_claim(verb));
        let (Some(lemma), Some(span), Some(content)) =
            (lemma, row.excerpt(index, from, verb..verb + 1), row.excerpt(index, from, 0..at))
        else {
            continue;
        };
        let cue = Cue { span: span.clone(), lemma: lemma.to_owned() };
        let statement = inside(claim, by, cue, content, StatementAct::Deny);
        return Some((Told { as_the: Part::Denial, statement }, span));
    }
    None
}

/// How a denial opens behind a claim.
struct Opening {
    /// Where the name of whoever denies begins,
    name: usize,
    /// and whether what is denied is called a claim before it.
    names_a_claim: bool,
}

/// Whether a denial may open at a word: ", a claim *the* engineers", ", which *the* owner".
fn opening(lexicon: &Denials, row: &Row<'_>, at: usize) -> Option<Opening> {
    let behind_pronoun = |at: usize| {
        if row.is(at, "that") || row.is(at, "which") {
            at + 1
        } else if (row.is(at, "on") || row.is(at, "with")) && row.is(at + 1, "which") {
            at + 2
        } else {
            at
        }
    };
    let plain = |name: usize| Opening { name, names_a_claim: false };
    if row.is(at, "which") || row.is(at + 1, "which") {
        return Some(behind_pronoun(at)).filter(|&opens| opens > at).map(plain);
    }
    if row.is(at, "something") {
        return Some(plain(behind_pronoun(at + 1)));
    }
    if !["a", "an", "the"].iter().any(|article| row.is(at, article)) {
        return None;
    }
    let noun = (at + 1..row.words.len().min(at + 2 + ADJECTIVES))
        .find(|&noun| lexicon.claim_noun(&row.lower[noun]).is_some())?;
    Some(Opening { name: behind_pronoun(noun + 1), names_a_claim: true })
}

/// The verb of denying that a word is a form of. Who rejects what nobody calls a claim may only refuse it: "an offer,
/// which the union rejected".
fn denying<'l>(lexicon: &'l Denials, lower: &str, is_of_a_claim: bool) -> Option<&'l str> {
    let refusing = lexicon.refusing.iter().filter(|_| is_of_a_claim);
    lexicon.verbs.iter().chain(refusing).find(|verb| is_form_of(lower, verb)).map(String::as_str)
}

/// Whether a verb is followed by "as" and a word for what is untrue: "dismissed on Monday *as a lie*".
fn is_called_untrue(lexicon: &Denials, row: &Row<'_>, verb: usize) -> bool {
    const FAR: usize = 5;
    const NEAR: usize = 3;
    let is_untrue = |word: &str| {
        let is_it = |known: &String| match known.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => known == word || known.strip_prefix("a ") == Some(word),
        };
        word == "false" || lexicon.untrue.iter().any(is_it)
    };
    let mut behind = verb + 1..row.words.len().min(verb + FAR);
    behind.find(|&at| row.is(at, "as")).is_some_and(|at| {
        let ends = row.words.len().min(at + 1 + NEAR);
        (at + 1..ends).any(|word| is_untrue(&row.lower[word]) && row.is_unbroken(verb, word + 1))
    })
}

/// Whether "which" follows what another clause begins with, and is of that: "…, but the owner, *which* …".
fn is_set_off(row: &Row<'_>, which: usize) -> bool {
    let before = (1..which).rev().find(|&at| row.before(at).contains([',', ';', '–', '—']));
    before.is_some_and(|at| {
        matches!(
            row.lower[at].as_str(),
            "but" | "and" | "or" | "while" | "though" | "although" | "whereas" | "yet"
        )
    })
}

/// Whether the clause before goes on behind a verb: "the tax, which the union disputes, *will* rise".
fn is_resumed(row: &Row<'_>, verb: usize) -> bool {
    let comma = (verb + 1..row.words.len()).find(|&at| row.before(at).contains([',', '–', '—']));
    comma.is_some_and(|at| {
        let word = row.lower[at].as_str();
        is_auxiliary(word) || may_be_past(word) || word.ends_with('s')
    })
}

/// Whether a verb has no object behind it: what is denied stands before.
fn ends_behind(lexicon: &Denials, row: &Row<'_>, verb: usize) -> bool {
    let Some(next) = row.lower.get(verb + 1) else { return true };
    let is_adverbial = lexicon.behind_a_verb.contains(next) || next.ends_with("ly");
    !row.before(verb + 1).chars().all(char::is_whitespace) || is_adverbial
}
