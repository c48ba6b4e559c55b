//! A claim told inside the sentence that denies it: "the army denied *the rebels' claim that it had shelled the
//! market*".

use crate::Read;
use crate::cues::is_auxiliary;
use crate::denials::denials;
use crate::row::Row;
use crate::verbs::may_be_past;
use crate::within::{ADJECTIVES, NAME, inside, is_one_of, speaker};
use dateline_model::{Cue, Mention, Part, Statement, StatementAct, TextIndex, Told};
use std::ops::Range;

/// So many words may stand before the noun for a claim,
const BEFORE_NOUN: usize = 9;
/// and so many letters before what is denied.
const FAR: usize = 60;

/// The claim that a denial names with whose it is.
pub(crate) fn claim_inside(read: Read<'_>, denial: &Statement, index: &TextIndex<'_>) -> Option<Told> {
    use StatementAct::{Accuse, Deny, Reject, State};
    let lexicon = denials();
    let verb = denial.cue.as_ref().map_or("", |cue| cue.lemma.as_str());
    let denies = matches!(denial.act, Deny | Reject)
        || lexicon.verbs.contains(verb)
        || lexicon.refusing.contains(verb);
    let [piece] = denial.content.as_slice() else { return None };
    if !denies || denial.negated || denial.act == Accuse {
        return None;
    }
    // "rejected *the allegation* that its ships …": what is denied may begin behind the noun.
    let content = index.bytes(piece.span());
    let cue = denial.cue.as_ref().map(|cue| index.bytes(cue.span.span()).end);
    let from = cue.filter(|&end| end <= content.start && content.start - end <= FAR).unwrap_or(content.start);
    let row = Row::of(index.text().get(from..content.end)?);
    // "denied *that* the union's claim was heard": what is denied is no claim of the union.
    if row.is(0, "that") {
        return None;
    }
    let noun =
        (0..row.lower.len().min(BEFORE_NOUN)).find(|&at| lexicon.claim_noun(&row.lower[at]).is_some())?;
    let lemma = lexicon.claim_noun(&row.lower[noun])?;
    let named = named_behind(&row, noun);
    let opens = named.as_ref().map_or(noun + 1, |named| named.end);
    // "claims *that* it had", "accusations *of* shelling".
    let is_clause = row.is(opens, "that")
        || row.is(opens, "of") && row.lower.get(opens + 1).is_some_and(|next| next.ends_with("ing"));
    if !is_clause || !row.is_unbroken(0, opens + 1) {
        return None;
    }
    let made_by = made_by(&row, opens);
    let ends = made_by.as_ref().map_or(row.words.len(), |made| made.start - 2);
    let owner = named.or_else(|| named_before(&row, noun, read, from, index)).or(made_by)?;
    let by = speaker(read, &row.excerpt(index, from, owner)?)?;
    if is_one_of(&by, &denial.speakers) || is_wish(row.lower.get(opens + 1..ends).unwrap_or_default()) {
        return None;
    }
    let content = row.excerpt(index, from, opens + 1..ends).filter(|content| content.text.contains(' '))?;
    let act = if lexicon.accusations.contains(lemma) { Accuse } else { State };
    let cue = Cue { span: row.excerpt(index, from, noun..noun + 1)?, lemma: lemma.to_owned() };
    Some(Told { as_the: Part::Claim, statement: inside(denial, by, cue, content, act) })
}

/// "claims *by her rival* that", "accusations made *by the rebels* that": the words of the name.
fn named_behind(row: &Row<'_>, noun: usize) -> Option<Range<usize>> {
    let at = noun + 1 + usize::from(["made", "put", "raised"].iter().any(|word| row.is(noun + 1, word)));
    if !(row.is(at, "by") || row.is(at, "from")) {
        return None;
    }
    let starts = at + 1;
    let ends = (starts + 1..row.words.len().min(starts + NAME + 1))
        .find(|&at| row.is(at, "that") || row.is(at, "of"))?;
    row.is_unbroken(noun, ends).then_some(starts..ends)
}

/// "*the union's* allegation", "*police* claims", "*Norwegian* accusations".
fn named_before(
    row: &Row<'_>,
    noun: usize,
    (_, reading): Read<'_>,
    from: usize,
    index: &TextIndex<'_>,
) -> Option<Range<usize>> {
    let nearest = noun.checked_sub(1)?;
    let genitive = (nearest.saturating_sub(ADJECTIVES)..=nearest).rev().find(|&at| row.is_genitive(at));
    if let Some(at) = genitive {
        return name_ending_at(row, at);
    }
    let end = index.code_point(from + row.words[nearest].end) as u32;
    let start_of = |at: usize| index.code_point(from + row.words[at].start) as u32;
    let is_party = |mention: &&Mention| mention.span.end == end && mention.span.start >= start_of(0);
    let mention = reading.mentions.iter().find(is_party).map(|mention| mention.span.start);
    let first = match mention {
        Some(start) => (0..=nearest).find(|&at| start_of(at) >= start)?,
        None if denials().kind_of(&row.lower[nearest]).is_some() => nearest,
        None => return None,
    };
    (!denials().no_name.contains(&row.lower[first])).then_some(first..noun)
}

/// The words of the name that ends in a genitive: not what stands before it ("on Monday *the rebels'* claim", "two of
/// *Peru's* claims").
fn name_ending_at(row: &Row<'_>, genitive: usize) -> Option<Range<usize>> {
    let lexicon = denials();
    let is_article = |at: usize| ["the", "a", "an"].iter().any(|article| row.is(at, article));
    if lexicon.is_time(&row.lower[genitive]) {
        return None;
    }
    let mut from = 0;
    if lexicon.adverbial.contains(&row.lower[0])
        || lexicon.is_time(&row.lower[0])
        || row.lower[0].ends_with("ly")
    {
        let behind_time = (0..genitive).rev().find(|&at| lexicon.is_time(&row.lower[at])).map(|at| at + 1);
        from = (0..genitive).find(|&at| is_article(at)).or(behind_time)?;
    }
    let amount = from + usize::from(is_article(from));
    if lexicon.amounts.iter().any(|word| row.is(amount, word)) && row.is(amount + 1, "of") {
        from = amount + 2;
    }
    let is_name = (from + 1..=genitive).all(|at| !lexicon.no_name.contains(&row.lower[at]));
    (from <= genitive && genitive - from < NAME && is_name).then_some(from..genitive + 1)
}

/// Whether some words wish for something and claim nothing: "talks should begin", "it accept lower wages", "the mine be
/// closed".
fn is_wish(lower: &[String]) -> bool {
    let is_adverb = |word: &str| denials().beside_a_wish.has(word) || word.ends_with("ly");
    let is_bare_be = |at: usize| {
        let before = lower[..at].iter().rev().find(|word| !is_adverb(word));
        lower[at] == "be" && !before.is_some_and(|word| word == "to" || word == "ll" || is_auxiliary(word))
    };
    let is_finite = |word: &str| {
        word.len() < 3 || word.ends_with('s') || may_be_past(word) || is_auxiliary(word) && word != "be"
    };
    let verb = match lower {
        [who, rest @ ..] if matches!(who.as_str(), "it" | "he" | "she") => {
            rest.iter().find(|word| !is_adverb(word))
        }
        _ => None,
    };
    // "should have known" is a reproach, and "knew that it must" is what somebody knew.
    let duties = &denials().duties;
    let first = verb.map(String::as_str).or_else(|| {
        let mut words = lower.iter().map(String::as_str);
        words.find(|&word| duties.contains(word) || is_auxiliary(word) || may_be_past(word))
    });
    let is_duty = first.filter(|&first| duties.contains(first)).is_some_and(|first| {
        let mut behind = lower.iter().skip_while(|&word| word != first).skip(1);
        behind.find(|word| !is_adverb(word)).is_none_or(|next| next != "have")
    });
    is_duty
        || (0..lower.len()).any(is_bare_be)
        || verb.is_some_and(|verb| !duties.contains(verb) && !is_finite(verb))
}

/// "…, made by Varn" at the end: the words of the name.
fn made_by(row: &Row<'_>, opens: usize) -> Option<Range<usize>> {
    let at = (opens + 2..row.words.len())
        .find(|&at| row.before(at).contains(',') && row.is(at, "made") && row.is(at + 1, "by"))?;
    let ends = (at + 3..row.words.len())
        .find(|&end| row.before(end).contains([',', ';']))
        .unwrap_or(row.words.len());
    (at + 2 < ends && ends - at - 2 <= NAME).then_some(at + 2..ends)
}
