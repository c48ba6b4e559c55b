//! Parts of a whole, as percent: "two-thirds of them", "one in five people", "eight out of ten".

use super::lexicon::Lexicon;
use super::plain::{longest, plain};
use dateline_language::{Annotated, Upos, Xpos};

/// "one in five people", "two in every three homes", "eight out of ten", "7 in 10 Democrats" as percent.
pub(super) fn one_in(text: &Annotated<'_>, value: f64, at: usize, end: usize) -> Option<(f64, usize)> {
    let is = |at: usize, word: &str| at < end && text.form(at).eq_ignore_ascii_case(word);
    let is_out_of = is(at, "out") && is(at + 1, "of");
    if !is(at, "in") && !is_out_of {
        return None;
    }
    let from = at + 1 + usize::from(is_out_of);
    let is_every = is(from, "every");
    let (whole, behind) = plain(text, from + usize::from(is_every), end)?;
    // "four out of 12 jurors" are counted.
    let is_ratio = (1.0..10.0).contains(&value)
        && value < whole
        && (whole <= 100.0 || value == 1.0)
        && (!is_out_of || is_every || whole == 10.0 || whole == 100.0);
    // "killed two in five days" is no share; nor are the "2 in 3 villages" that somebody burnt, or "five in 20 attacks";
    // but "killed one in five children" is.
    let is_spelled = !text.form(at - 1).starts_with(|letter: char| letter.is_ascii_digit());
    let is_done_to = at >= 2 && text.tokens[at - 2].upos == Upos::Verb;
    let is_of_some = of_some(text, behind, end) || whole == 10.0 && is_told_of(text, behind, end);
    (is_ratio && is_of_some && (!is_done_to || is_spelled && value == 1.0))
        .then(|| ((value / whole * 10_000.0).round() / 100.0, behind))
}

/// "five *people*", "three *Russian speakers*", "ten *of them*"; no length of time.
fn of_some(text: &Annotated<'_>, at: usize, end: usize) -> bool {
    const REACH: usize = 4;
    if at < end && text.form(at).eq_ignore_ascii_case("of") {
        return true;
    }
    (at..end.min(at + REACH))
        .take_while(|&at| matches!(text.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj))
        .find(|&at| {
            matches!(text.tokens[at].xpos, Xpos::Nns | Xpos::Nnps) || text.tokens[at].lemma == "people"
        })
        .is_some_and(|noun| {
            !matches!(
                text.tokens[noun].lemma.as_str(),
                "second" | "day" | "week" | "month" | "year" | "hour" | "minute" | "decade"
            )
        })
}

/// "nine in ten *say*", "eight out of ten *were*": what they do stands right behind.
fn is_told_of(text: &Annotated<'_>, at: usize, end: usize) -> bool {
    text.tokens.get(at).is_some_and(|next| at < end && matches!(next.upos, Upos::Verb | Upos::Aux))
}

/// How many words a sign for shares takes: "%", "percent", "per cent".
pub(super) fn share_sign<'t>(form: impl Fn(usize) -> Option<&'t str>) -> usize {
    match form(0) {
        Some(word)
            if word == "%" || word.eq_ignore_ascii_case("percent") || word.eq_ignore_ascii_case("pct") =>
        {
            1
        }
        Some(word)
            if word.eq_ignore_ascii_case("per")
                && form(1).is_some_and(|word| word.eq_ignore_ascii_case("cent")) =>
        {
            2
        }
        _ => 0,
    }
}

/// "between a third and a half of them", "from a quarter to a third of the homes".
pub(super) fn parts<'t>(
    lexicon: &Lexicon,
    form: &impl Fn(usize) -> Option<&'t str>,
) -> Option<(f64, f64, usize)> {
    let is = |by: usize, word: &str| form(by).is_some_and(|form| form.eq_ignore_ascii_case(word));
    let joint = if is(0, "between") {
        "and"
    } else if is(0, "from") {
        "to"
    } else {
        return None;
    };
    let (low, length) = part(lexicon, &|by| form(1 + by))?;
    let after = 1 + length;
    if !is(after, joint) {
        return None;
    }
    let (high, length) = part(lexicon, &|by| form(after + 1 + by))?;
    let after = after + 1 + length;
    (low < high && is(after, "of")).then_some((low, high, after))
}

/// A part of a whole: "two-thirds", "half", hyphens as words of their own or inside a word.
pub(super) fn part<'t>(lexicon: &Lexicon, form: &impl Fn(usize) -> Option<&'t str>) -> Option<(f64, usize)> {
    let first = form(0)?;
    if let Some((one, two)) = first.split_once('-') {
        let words = [one, two];
        return longest(&lexicon.parts, |by| words.get(by).copied())
            .filter(|(_, length)| *length == 2)
            .map(|(value, _)| (value, 1));
    }
    if form(1).is_some_and(|dash| dash == "-") {
        let words = [first, form(2)?];
        return longest(&lexicon.parts, |by| words.get(by).copied())
            .filter(|(_, length)| *length == 2)
            .map(|(value, _)| (value, 3));
    }
    longest(&lexicon.parts, form)
}
