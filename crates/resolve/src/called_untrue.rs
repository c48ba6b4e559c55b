//! A claim told and called untrue in one breath: "The mayor *says that the toll is fair. That is nonsense*", "When they
//! tell us that the dam is safe, *nothing could be further from the truth*".

use crate::Read;
use crate::charges::has_phrase;
use crate::denials::denials;
use crate::row::Row;
use crate::sentences::sentences;
use crate::verbs::{is_form_of, may_be_past};
use crate::within::{NAME, inside, is_one_of, speaker};
use crate::words::{term_of, words};
use dateline_model::{Byte, Cue, Part, Span, Statement, StatementAct, TextIndex, Told};
use std::ops::Range;

/// So many words may stand between "tell" and its "that".
const HEARER: usize = 5;
/// So many words may say that it is untrue.
const LONGEST: usize = 12;
/// Fewer words claim nothing.
const FEWEST: usize = 3;

/// The claim of another that a statement tells and calls untrue right behind it.
pub(crate) fn called_untrue(read: Read<'_>, outer: &Statement, index: &TextIndex<'_>) -> Option<Told> {
    if outer.negated || outer.speakers.is_empty() {
        return None;
    }
    let said: Vec<Span<Byte>> = outer
        .content
        .iter()
        .flat_map(|piece| {
            let piece = index.bytes(piece.span());
            let of_piece = index.text().get(piece.range()).map(sentences).unwrap_or_default();
            of_piece.into_iter().map(move |one| Span::new(piece.start + one.start, piece.start + one.end))
        })
        .collect();
    said.iter().enumerate().find_map(|(at, sentence)| {
        let row = Row::of(index.text().get(sentence.range())?);
        let next = said.get(at + 1).and_then(|next| index.text().get(next.range()));
        let is_asked = |text: &str| text.trim_end_matches(['"', '”', '’', ' ']).ends_with('?');
        let clause =
            |text: &str| !is_asked(text) && is_untrue(text.split([',', ';']).next().unwrap_or_default());
        if is_asked(index.text().get(sentence.range())?) {
            return None;
        }
        // "…, nothing could be further from the truth"
        let tail = (1..row.words.len())
            .skip(row.words.len().saturating_sub(LONGEST))
            .filter(|&word| row.before(word).contains([',', ';', '–', '—']))
            .find(|&word| is_untrue(&index.text()[sentence.start + row.words[word].start..sentence.end]));
        let ends = tail.or_else(|| next.is_some_and(clause).then_some(row.words.len()))?;
        let (owner, verb, claimed) = claim(&row, ends)?;
        let by = speaker(read, &row.excerpt(index, sentence.start, owner)?)?;
        if is_one_of(&by, &outer.speakers) || denials().nobody.has(&by.name.to_lowercase()) {
            return None;
        }
        let lemma = denials().claiming.iter().find(|known| is_form_of(&row.lower[verb], known))?;
        let cue = Cue { span: row.excerpt(index, sentence.start, verb..verb + 1)?, lemma: lemma.to_owned() };
        let content = row.excerpt(index, sentence.start, claimed)?;
        Some(Told { as_the: Part::Claim, statement: inside(outer, by, cue, content, StatementAct::State) })
    })
}

/// Whether a clause says nothing but that what stands before it is untrue.
fn is_untrue(clause: &str) -> bool {
    let lexicon = denials();
    let lower = clause.to_lowercase().replace('’', "'");
    let rest = |phrase: &str| {
        let letters = phrase.trim_end_matches('*');
        let (before, behind) = lower.split_once(letters)?;
        Some(format!("{before} {}", behind.trim_start_matches(char::is_alphanumeric)))
    };
    let is_empty = |word: &str| {
        term_of(word).is_none()
            || lexicon.nothing_more.contains(word)
            || lexicon.pointing.iter().any(|known| known == word)
    };
    let is_turned =
        |text: &str| words(text).any(|word| matches!(word.text, "if" | "whether" | "not" | "never"));
    // "That is wrong": of what somebody demands a judgement, and no denial.
    let is_fact = |phrase: &&String| !phrase.contains("wrong");
    lexicon
        .untrue
        .iter()
        .chain(&lexicon.unbelieved)
        .filter(is_fact)
        .filter(|phrase| has_phrase(&lower, phrase))
        .any(|phrase| {
            rest(phrase).is_some_and(|rest| words(&rest).all(|word| is_empty(word.text)) && !is_turned(&rest))
        })
}

/// Who claims something before a word, by which verb, and what.
fn claim(row: &Row<'_>, ends: usize) -> Option<(Range<usize>, usize, Range<usize>)> {
    let lexicon = denials();
    let is_claiming = |at: usize| {
        let lower = row.lower[at].as_str();
        let is_finite = lower.ends_with('s')
            || may_be_past(lower)
            || matches!(lower, "say" | "claim" | "tell" | "argue" | "insist");
        is_finite && lexicon.claiming.iter().any(|known| is_form_of(lower, known))
    };
    let verb = (1..ends).find(|&at| is_claiming(at))?;
    let opens = (verb.saturating_sub(NAME)..verb)
        .rev()
        .find(|&at| {
            lexicon.opens_a_claim.each().any(|word| row.is(at, word))
                || row.before(at + 1).contains([',', ';', ':', '–', '—'])
        })
        .map(|at| at + 1)
        .or_else(|| (verb <= NAME).then_some(0))?;
    let owner = opens..verb;
    let is_name = |at: usize| !lexicon.no_name.contains(&row.lower[at]) || owner.len() == 1;
    if owner.is_empty() || !owner.clone().all(is_name) || !row.is_unbroken(opens, verb + 1) {
        return None;
    }
    let that = (verb + 1..ends.min(verb + 1 + HEARER)).find(|&at| row.is(at, "that"));
    let starts = match that {
        Some(that) if row.is_unbroken(verb, that + 1) => that + 1,
        _ if is_form_of(&row.lower[verb], "tell") => return None,
        _ => verb + 1,
    };
    (ends >= starts + FEWEST).then_some((owner, verb, starts..ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_that_only_calls_it_untrue() {
        for clause in [
            "That is a lie",
            "this is nonsense.",
            "Nothing could be further from the truth",
            "That’s simply not true",
            "The people don't buy it",
            "The public doesn't believe it",
            "Folks don't buy that",
            "That claim is baseless",
        ] {
            assert!(is_untrue(clause), "{clause}");
        }
        for clause in [
            "That is not a lie",
            "The price of bread is a lie",
            "We don't buy it from the mill",
            "That is fair",
            "if that is a lie",
        ] {
            assert!(!is_untrue(clause), "{clause}");
        }
    }

    #[test]
    fn who_claims_what() {
        let claimed = |text: &str| {
            let row = Row::of(text);
            claim(&row, row.words.len()).map(|(owner, _, said)| {
                let of = |range: Range<usize>| {
                    text[row.words[range.start].start..row.words[range.end - 1].end].to_owned()
                };
                (of(owner), of(said))
            })
        };
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(claimed("The mayor says that the toll is fair"), pair("The mayor", "the toll is fair"));
        assert_eq!(
            claimed("When the league tells us today that the dam is safe"),
            pair("the league", "the dam is safe")
        );
        assert_eq!(
            claimed("What we hold against Mr Kolar is how he claims his toll is fair"),
            pair("he", "his toll is fair")
        );
        assert_eq!(claimed("The league tells us lies"), None);
        assert_eq!(claimed("We would say the toll is fair"), None);
    }
}
