//! A number alone, in digits or words, and the sign of money before it: "20", "a dozen", "5m", "10 000", "US$".

use super::lexicon::Lexicon;
use dateline_grammar::numbers::{self, number};
use dateline_language::Annotated;

/// A number in digits or words, with "dozen" and "a hundred".
pub(super) fn plain(text: &Annotated<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
    let form = |at: usize| (at < end).then(|| text.form(at));
    let first = form(at)?;
    // ".38": less than one, with the nought left out.
    if let Some(rest) = first.strip_prefix('.')
        && rest.len() <= 3
        && !rest.is_empty()
        && rest.bytes().all(|byte| byte.is_ascii_digit())
    {
        return first.parse().ok().map(|value| (value, at + 1));
    }
    let is = |at: usize, word: &str| form(at).is_some_and(|form| form.eq_ignore_ascii_case(word));
    // "a couple of people", "couple hundred", "a couple of dozen".
    let couple = |at: usize| {
        let from = at + usize::from(is(at, "of"));
        if is(from, "dozen") {
            return Some((24.0, from + 1));
        }
        let times =
            form(from).filter(|word| word.len() > 2 && !word.ends_with('s')).and_then(numbers::multiple);
        Some(times.map_or((2.0, from), |times| (2.0 * times, from + 1)))
    };
    if first.eq_ignore_ascii_case("couple") {
        return couple(at + 1).filter(|(value, _)| *value > 2.0);
    }
    if first.eq_ignore_ascii_case("a") {
        if is(at + 1, "dozen") {
            return Some((12.0, at + 2));
        }
        if is(at + 1, "couple") {
            return couple(at + 2);
        }
        numbers::multiple(form(at + 1)?)
            .filter(|_| form(at + 1).is_some_and(|word| word.len() > 2 && !word.ends_with('s')))?;
        let found = number(|by| form(at + 1 + by))?;
        return Some((found.value, at + 1 + found.words));
    }
    if is(at, "half") && is(at + 1, "a") {
        // "half a dozen", "half a million".
        if is(at + 2, "dozen") {
            return Some((6.0, at + 3));
        }
        if let Some(times) = form(at + 2).filter(|word| word.len() > 3).and_then(numbers::multiple) {
            return Some((times / 2.0, at + 3));
        }
    }
    if let Some(found) = spaced(text, at, end).or_else(|| number(|by| form(at + by))) {
        let after = at + found.words;
        if is(after, "dozen") {
            return Some((found.value * 12.0, after + 1));
        }
        return Some((found.value, after));
    }
    glued(first, form(at + 1), at)
}

/// "20bn", "5m", "10k": digits with what they are multiplied by.
pub(super) fn glued(word: &str, next: Option<&str>, at: usize) -> Option<(f64, usize)> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    if digits.is_empty() || !digits.as_bytes()[0].is_ascii_digit() {
        return None;
    }
    let found = number(|by| (by == 0).then_some(digits))?;
    let letters = &word[digits.len()..];
    if letters.is_empty() {
        let times = next.filter(|next| next.len() > 1).and_then(numbers::multiple);
        return Some(times.map_or((found.value, at + 1), |times| (found.value * times, at + 2)));
    }
    numbers::multiple(letters).map(|times| (found.value * times, at + 1))
}

/// A sign of money: its code, how many words it takes, and what is written together with it.
pub(super) fn sign<'t>(
    lexicon: &Lexicon,
    text: &Annotated<'t>,
    at: usize,
    end: usize,
) -> Option<(&'static str, usize, Option<&'t str>)> {
    let first = text.tokens.get(at).filter(|_| at < end)?;
    let raw = &text.index.text()[first.span.start..];
    // "A $75 billion plan": the article stands apart, the "A" of "A$75" does not.
    let (sign, code) = lexicon.signs.iter().find(|(sign, _)| {
        raw.strip_prefix(sign.as_str()).is_some_and(|rest| {
            let is_letters = sign.ends_with(char::is_alphabetic);
            // "euro110 billion" in the wires; "the euro 20 years ago" is the money itself.
            if sign.starts_with(char::is_lowercase) {
                return rest.starts_with(|letter: char| letter.is_ascii_digit());
            }
            let rest = rest.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(rest);
            let rest = if is_letters {
                rest.strip_prefix(". ").or(rest.strip_prefix('.')).unwrap_or(rest)
            } else {
                rest
            };
            rest.starts_with(|letter: char| letter.is_ascii_digit())
        })
    })?;
    let behind = first.span.start + sign.len();
    let mut next = at;
    while next < end && text.tokens[next].span.end <= behind {
        next += 1;
    }
    if next < end && text.form(next) == "." {
        next += 1;
    }
    let token = text.tokens.get(next).filter(|_| next < end)?;
    if token.span.start < behind {
        let rest = text.form(next).get(behind - token.span.start..)?;
        return Some((*code, next - at, Some(rest)));
    }
    Some((*code, next - at, None))
}

/// "10 000", "1 943": thousands parted by a space, as one number.
pub(super) fn spaced(text: &Annotated<'_>, at: usize, end: usize) -> Option<numbers::Number> {
    let is_digits = |form: &str| form.bytes().all(|byte| byte.is_ascii_digit());
    let first = (at < end).then(|| text.form(at)).filter(|form| form.len() <= 3 && is_digits(form))?;
    let mut digits = first.to_owned();
    let mut next = at + 1;
    let mut is_last = false;
    while !is_last && next < end {
        let (before, token) = (&text.tokens[next - 1], &text.tokens[next]);
        let form = text.form(next);
        let (whole, rest) = form.split_once(['.', ',']).unwrap_or((form, ""));
        let is_near = token.span.start == before.span.end + 1 || {
            let gap = &text.index.text()[before.span.end..token.span.start];
            gap.chars().count() == 1
        };
        if whole.len() != 3 || !is_digits(whole) || !is_digits(rest) || !is_near {
            break;
        }
        is_last = !rest.is_empty();
        digits.push_str(whole);
        if is_last {
            digits.push('.');
            digits.push_str(rest);
        }
        next += 1;
    }
    if next == at + 1 || first.starts_with('0') {
        return None;
    }
    let found = number(|by| match by {
        0 => Some(digits.as_str()),
        by => (at + by + next - at - 1 < end).then(|| text.form(next + by - 1)),
    })?;
    Some(numbers::Number { words: found.words + next - at - 1, ..found })
}

/// The longest of some phrases that stands here, and how many words it takes.
pub(super) fn longest<'t, T: Copy>(
    phrases: &[(Vec<String>, T)],
    form: impl Fn(usize) -> Option<&'t str>,
) -> Option<(T, usize)> {
    let first = form(0)?;
    phrases
        .iter()
        .find(|(words, _)| {
            words[0].eq_ignore_ascii_case(first)
                && words
                    .iter()
                    .enumerate()
                    .skip(1)
                    .all(|(by, word)| form(by).is_some_and(|form| form.eq_ignore_ascii_case(word)))
        })
        .map(|(words, meaning)| (*meaning, words.len()))
}
