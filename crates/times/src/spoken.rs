//! The days of a quotation count from the day on which it was spoken.
//!
//! "“We open the bridge today,” Ms Brill said on Tuesday" in Thursday's paper means Tuesday. That
//! day counts only where it plainly is that of the saying: a word of saying outside the quotation in the
//! same sentence, or in the one just before where the quotation stands alone, and a day beside it.

use super::meaning::{Expression, Meaning, Point};
use super::resolve::Value;
use super::tense::ends_sentence;
use super::words::{Word, WordKind};
use dateline_model::Edtf;
use jiff::ToSpan;
use jiff::civil::Date;

/// So many words are looked at on each side of a quotation.
const REACH: usize = 40;
/// So many words may stand between the word of saying and its day.
const BESIDE: usize = 8;
/// Within so many words somebody is named who said it.
const ATTRIBUTION: usize = 5;
/// A day told longer before the report is hardly that of a saying in it.
const DAYS: i32 = 6;

const SAYING: [&str; 16] = [
    "said",
    "told",
    "says",
    "spoke",
    "speech",
    "address",
    "addressed",
    "statement",
    "wrote",
    "posted",
    "tweeted",
    "interview",
    "briefing",
    "announced",
    "declared",
    "added",
];
/// What makes the day behind it that of another deed.
const OTHER: [&str; 11] =
    ["who", "which", "that", "after", "before", "since", "when", "where", "until", "ahead", "of"];

/// Moves what is "today" in a quotation to the day of the saying.
pub fn from_the_saying(words: &[Word<'_>], published: Option<Date>, found: &mut [(Expression, Value)]) {
    let Some(published) = published else { return };
    let quotations = quotations(words);
    if quotations.is_empty() {
        return;
    }
    let days: Vec<(usize, usize, Date)> = found
        .iter()
        .filter(|(expression, _)| !is_within(&quotations, expression.start))
        .filter_map(|(expression, value)| {
            let day = value.edtf.as_ref().filter(|edtf| edtf.is_day())?.first_day()?;
            Some((expression.start, expression.end, day))
        })
        .collect();
    for (expression, value) in found {
        let Meaning::Point(Point::FromToday(days_on)) = expression.meaning else { continue };
        let counted = |from: Date| from.checked_add(i64::from(days_on).days()).ok();
        let is_from_report = value.edtf.as_ref().and_then(Edtf::first_day) == counted(published);
        let place = quotations.partition_point(|&(_, close)| close <= expression.start);
        let Some(&quotation) = quotations.get(place).filter(|(open, _)| *open < expression.start) else {
            continue;
        };
        let said = said_on(words, quotation, &days).filter(|&said| {
            said < published && published.since(said).is_ok_and(|gap| gap.get_days() <= DAYS)
        });
        let Some(day) = said.and_then(counted).filter(|_| is_from_report) else { continue };
        let edtf = Edtf::day(day);
        value.timex = edtf.as_str().to_owned();
        value.edtf = Some(edtf);
        value.confidence = value.confidence.min(0.85);
    }
}

/// The day of the saying that a quotation belongs to.
fn said_on(words: &[Word<'_>], (open, close): (usize, usize), days: &[(usize, usize, Date)]) -> Option<Date> {
    let end = sentence_end(words, close);
    let start = sentence_start(words, open);
    beside_saying(words, close, end, days).or_else(|| beside_saying(words, start, open, days)).or_else(|| {
        // Nobody is named with the quotation: what was said before introduces it.
        let stands_alone = start == open && !(close..end).any(|at| words[at].kind == WordKind::Letters);
        let before = sentence_start(words, start.checked_sub(1)?);
        stands_alone.then(|| beside_saying(words, before, start, days)).flatten()
    })
}

/// The day beside a word of saying, in some words outside quotations.
fn beside_saying(words: &[Word<'_>], from: usize, to: usize, days: &[(usize, usize, Date)]) -> Option<Date> {
    let first = days.partition_point(|(start, ..)| *start < from);
    let within = days.get(first..).unwrap_or_default().iter().take_while(|(_, end, _)| *end <= to);
    within.copied().find_map(|(start, end, day)| {
        let is_near = (from..to).filter(|&at| words[at].is_any(&SAYING)).any(|saying| {
            let between = if saying < start { saying + 1..start } else { end..saying };
            // "On Tuesday, Ms Brill said": the comma belongs to the day.
            let commas = usize::from(saying >= end);
            between.len() <= BESIDE
                && between.clone().filter(|&at| words[at].is(",")).count() <= commas
                && !between.clone().any(|at| words[at].is_any(&OTHER))
        });
        is_near.then_some(day)
    })
}

/// From the opening mark to just behind the closing one; a quotation that its paragraph leaves open ends with it.
fn quotations(words: &[Word<'_>]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut open: Option<usize> = None;
    for (at, word) in words.iter().enumerate() {
        if word.opens_paragraph {
            all.extend(open.take().map(|from| (from, at)));
        }
        match (word.text, open) {
            ("“" | "\"", None) => open = Some(at),
            ("”" | "\"", Some(from)) => {
                all.push((from, at + 1));
                open = None;
            }
            _ => {}
        }
    }
    all.extend(open.map(|from| (from, words.len())));
    all
}

fn is_within(quotations: &[(usize, usize)], at: usize) -> bool {
    let place = quotations.partition_point(|&(_, close)| close <= at);
    quotations.get(place).is_some_and(|&(open, _)| open <= at)
}

/// Where the words behind a quotation end that belong to its sentence: none where its last mark ends it.
fn sentence_end(words: &[Word<'_>], close: usize) -> usize {
    let mark = close.checked_sub(2).map_or("", |last| words[last].text);
    let goes_on = words.get(close).is_some_and(|next| {
        // "“We sail!” Ms Brill said": behind such a mark a name and a word of saying may follow.
        let is_attributed = || (close..words.len()).take(ATTRIBUTION).any(|at| words[at].is_any(&SAYING));
        !next.opens_paragraph && (!is_over(words, close - 1) || matches!(mark, "!" | "?") && is_attributed())
    });
    if !goes_on {
        return close;
    }
    (close..words.len())
        .take(REACH)
        .find(|&at| words[at].opens_paragraph || is_mark_of_quotation(&words[at]) || is_over(words, at))
        .unwrap_or_else(|| words.len().min(close + REACH))
}

/// Whether a sentence ends with a word: a full stop, or the mark of a quotation behind one.
fn is_over(words: &[Word<'_>], at: usize) -> bool {
    let is_stop = |at: usize| words[at].is_any(&[".", "!", "?"]);
    let next = words.get(at + 1);
    let opens = next.is_none_or(|next| next.is_capital || next.opens_paragraph || is_mark_of_quotation(next));
    ends_sentence(words, at)
        || is_stop(at) && next.is_some_and(|next| is_mark_of_quotation(next) && !next.is_glued)
        || is_mark_of_quotation(&words[at]) && words[at].is_glued && at > 0 && is_stop(at - 1) && opens
}

fn is_mark_of_quotation(word: &Word<'_>) -> bool {
    matches!(word.text, "“" | "”" | "\"")
}

/// Where the sentence begins in which a word stands.
fn sentence_start(words: &[Word<'_>], at: usize) -> usize {
    let mut start = at;
    for _ in 0..REACH {
        let Some(before) = start.checked_sub(1) else { break };
        if words.get(start).is_some_and(|word| word.opens_paragraph) || is_over(words, before) {
            break;
        }
        start = before;
    }
    start
}
