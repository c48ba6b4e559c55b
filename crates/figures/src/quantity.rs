//! A number with the words that bound it: "at least four", "hundreds of millions", "between 20 and
//! 30", "as much as 5".

use super::lexicon::{Bound, Lexicon};
use dateline_grammar::numbers::{self, number};
use dateline_language::{Annotated, Word, Xpos};
use dateline_model::Span;

/// A number as it is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// From the first word that bounds it to its last.
    pub words: Span<Word>,
    /// Its first word less what bounds it.
    pub number_start: usize,
    /// The number, or the least of two.
    pub value: f64,
    /// The most, where two are given ("20 to 30").
    pub most: Option<f64>,
    /// What the words before it say.
    pub bound: Bound,
    /// Whether the words leave it open.
    pub is_approximate: bool,
    /// Whether it is "dozens", "several": so many and up.
    pub is_rough: bool,
    /// Whether it is a part of a whole, in percent.
    pub is_part: bool,
    /// ISO 4217 by its sign.
    pub currency: Option<&'static str>,
}

impl Quantity {
    /// A number in one word, with nothing that bounds it.
    pub fn plain_at(at: usize, value: f64) -> Self {
        Quantity {
            words: Span::new(at, at + 1),
            number_start: at,
            value,
            most: None,
            bound: Bound::Plain,
            is_approximate: false,
            is_rough: false,
            is_part: false,
            currency: None,
        }
    }

    /// Its bounds; things that are counted have no halves, so that more than 30 is at least 31.
    pub fn bounds(&self, is_counted: bool) -> (Option<f64>, Option<f64>) {
        let one = if is_counted && self.value.fract() == 0.0 { 1.0 } else { 0.0 };
        let high = self.most.unwrap_or(self.value);
        match self.bound {
            _ if self.is_rough => (Some(self.value), None),
            Bound::Least => (Some(self.value), None),
            Bound::Above => (Some(self.value + one), None),
            Bound::Most => (None, Some(high)),
            Bound::Below => (None, Some(high - one)),
            Bound::About | Bound::Plain => (Some(self.value), Some(high)),
        }
    }
}

/// The quantity that begins with a word, within a sentence.
pub(super) fn read(text: &Annotated<'_>, lexicon: &Lexicon, at: usize, end: usize) -> Option<Quantity> {
    let form = |at: usize| (at < end).then(|| text.form(at));
    let mut from = at;
    let (mut bound, mut is_approximate) = (Bound::Plain, false);
    for _ in 0..3 {
        let Some((kind, length)) = longest(&lexicon.bounds, |by| form(from + by)) else { break };
        match kind {
            Bound::About => is_approximate = true,
            Bound::Plain => {}
            kind => bound = kind,
        }
        from += length;
    }
    let number_start = from;
    let mut quantity = Quantity {
        words: Span::new(at, from),
        number_start,
        value: 0.0,
        most: None,
        bound,
        is_approximate,
        is_rough: false,
        is_part: false,
        currency: None,
    };
    let finish = |mut quantity: Quantity, end: usize| {
        quantity.words = Span::new(at, end);
        Some(quantity)
    };
    if let Some((value, length)) = longest(&lexicon.rough, |by| form(from + by)) {
        quantity.value = value;
        quantity.is_rough = true;
        // "some dozens" are no fewer than dozens.
        quantity.is_approximate = false;
        return finish(quantity, from + length);
    }
    let hyphenless = |by: usize| form(from + by);
    if let Some((value, length)) = part(lexicon, &hyphenless) {
        // "half of them", "two-thirds of the seats"; "half an hour" is no part.
        let is_part = form(from + length)
            .is_some_and(|next| next.eq_ignore_ascii_case("of") || next.eq_ignore_ascii_case("the"));
        if is_part {
            quantity.value = value;
            quantity.is_part = true;
            quantity.is_approximate = true;
            return finish(quantity, from + length);
        }
    }
    if let Some((low, high, after)) = range(text, lexicon, from, end) {
        quantity.value = low.min(high);
        quantity.most = Some(high.max(low));
        return finish(quantity, after);
    }
    // "from five": what was before a change, the number alone.
    if form(from).is_some_and(|word| word.eq_ignore_ascii_case("from")) {
        return None;
    }
    if let Some((code, length, rest)) = sign(lexicon, text, from, end) {
        quantity.currency = Some(code);
        from += length;
        if let Some(rest) = rest {
            // "$5m": the sign is part of the word.
            let (value, after) = glued(rest, form(from + 1), from)?;
            quantity.value = value;
            return finish(quantity, after);
        }
    }
    let (mut value, mut after) = plain(text, from, end)?;
    quantity.is_approximate |= is_couple_of_many(text, from, value);
    // "€27-million": a dash joins what the number is multiplied by.
    if matches!(form(after), Some("-" | "‑"))
        && let Some(times) = form(after + 1).filter(|word| word.len() > 3).and_then(numbers::multiple)
        && value < times
    {
        (value, after) = (value * times, after + 2);
    }
    // "20 to 30 people", "$3-5 million".
    if let Some(joint) = form(after)
        && (joint.eq_ignore_ascii_case("to")
            || joint.eq_ignore_ascii_case("or")
            || matches!(joint, "-" | "–"))
        && let Some((most, behind)) = plain(text, after + 1, end)
            // "two or three", but "seven or a hundred" are no bounds of one amount.
            .filter(|(most, _)| {
                // "30 or 40,000" are thousands both.
                let is_near = *most <= 2.0 * of_one_size(value, *most);
                *most > value && (!joint.eq_ignore_ascii_case("or") || is_near)
            })
    {
        let is_from = at > 0 && text.form(at - 1).eq_ignore_ascii_case("from");
        if !is_from {
            value = of_one_size(value, most);
            quantity.most = Some(most);
            after = behind;
        }
    }
    if quantity.currency.is_none()
        && let Some((share, behind)) = one_in(text, value, after, end)
    {
        quantity.value = share;
        quantity.is_part = true;
        quantity.is_approximate = true;
        return finish(quantity, behind);
    }
    // "$5m", as two words.
    if quantity.currency.is_some()
        && let Some(times) = form(after).filter(|word| word.len() == 1).and_then(numbers::multiple)
    {
        (value, after) = (value * times, after + 1);
    }
    quantity.value = value;
    if form(after).is_some_and(|or| or.eq_ignore_ascii_case("or")) {
        match form(after + 1).map(str::to_ascii_lowercase).as_deref() {
            Some("more") => (quantity.bound, after) = (Bound::Least, after + 2),
            Some("so") => (quantity.is_approximate, after) = (true, after + 2),
            _ => {}
        }
    }
    // "300+", "300-plus", "30-odd", "some 300 odd".
    let joint = usize::from(form(after) == Some("-"));
    match form(after + joint).map(str::to_ascii_lowercase).as_deref() {
        Some("+" | "plus") if joint == 1 || form(after) == Some("+") => {
            (quantity.bound, after) = (Bound::Least, after + joint + 1);
        }
        Some("odd") => (quantity.is_approximate, after) = (true, after + joint + 1),
        _ => {}
    }
    // "as few as ten and as many as 15": one amount with two bounds.
    if quantity.bound == Bound::Least
        && form(after)
            .is_some_and(|and| ["and", "or", "but", "to"].iter().any(|one| and.eq_ignore_ascii_case(one)))
        && let Some((Bound::Most, length)) = longest(&lexicon.bounds, |by| form(after + 1 + by))
        && let Some((most, behind)) =
            plain(text, after + 1 + length, end).filter(|(most, _)| *most > quantity.value)
    {
        (quantity.most, quantity.bound, after) = (Some(most), Bound::Plain, behind);
    }
    finish(quantity, after)
}

/// "a couple of hundred", "couple hundred": about so many.
fn is_couple_of_many(text: &Annotated<'_>, at: usize, value: f64) -> bool {
    let is = |at: usize| at < text.tokens.len() && text.form(at).eq_ignore_ascii_case("couple");
    value >= 24.0 && (is(at) || is(at + 1))
}

/// "between 20 and 30", "from 200 to 250", "anywhere from six to nine", "ranging from 5 to 8"; none
/// where "from" tells what was before a change ("rose from 200 to 250").
fn range(text: &Annotated<'_>, lexicon: &Lexicon, at: usize, end: usize) -> Option<(f64, f64, usize)> {
    let is = |at: usize, word: &str| at < end && text.form(at).eq_ignore_ascii_case(word);
    let opens = ["anywhere", "anything", "somewhere", "ranging"].iter().any(|word| is(at, word));
    let from = at + usize::from(opens);
    let joint = if is(from, "between") {
        "and"
    } else if is(from, "from") && (opens || !is_change(text, lexicon, from)) {
        "to"
    } else {
        return None;
    };
    let skip_sign = |at: usize| {
        sign(lexicon, text, at, end).filter(|sign| sign.2.is_none()).map_or(at, |sign| at + sign.1)
    };
    let (low, after) = plain(text, skip_sign(from + 1), end)?;
    if !is(after, joint) {
        return None;
    }
    let (high, after) = plain(text, skip_sign(after + 1), end)?;
    Some((of_one_size(low, high), high, after))
}

/// "rose from", "down from", "raised the toll from": a word of change stands shortly before.
fn is_change(text: &Annotated<'_>, lexicon: &Lexicon, from: usize) -> bool {
    const REACH: usize = 5;
    let sentence = text.sentences[text.sentence_number(from)].words;
    let first = from.saturating_sub(REACH).max(sentence.start);
    (first..from).any(|at| lexicon.changes.contains(text.tokens[at].lemma.as_str()))
}

/// "3 to 5 million": the less is of the size that is told with the more.
fn of_one_size(less: f64, most: f64) -> f64 {
    if most < 1e3 || less >= 1e3 || most % 1e3 != 0.0 {
        return less;
    }
    let times = [1e12, 1e9, 1e6, 1e3].into_iter().find(|times| most % times == 0.0 && most >= *times);
    less * times.filter(|times| most / times < 1e3 && most / times > less).unwrap_or(1.0)
}

/// "one in five people", "two in every three homes" as percent.
fn one_in(text: &Annotated<'_>, value: f64, at: usize, end: usize) -> Option<(f64, usize)> {
    let is = |at: usize, word: &str| at < end && text.form(at).eq_ignore_ascii_case(word);
    if !is(at, "in") {
        return None;
    }
    let (whole, behind) = plain(text, at + 1 + usize::from(is(at + 1, "every")), end)?;
    let is_ratio = (1.0..10.0).contains(&value) && value < whole && whole <= 100.0;
    // "killed two in five days" is no share.
    let noun = text.tokens.get(behind).filter(|_| behind < end)?;
    let is_of_some = noun.xpos == Xpos::Nns || noun.lemma == "people";
    let is_time = matches!(noun.lemma.as_str(), "day" | "week" | "month" | "year" | "hour" | "minute");
    let is_spelled = !text.form(at - 1).starts_with(|letter: char| letter.is_ascii_digit());
    (is_ratio && is_of_some && !is_time && is_spelled)
        .then(|| ((value / whole * 10_000.0).round() / 100.0, behind))
}

/// A number in digits or words, with "dozen" and "a hundred".
fn plain(text: &Annotated<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
    let form = |at: usize| (at < end).then(|| text.form(at));
    let first = form(at)?;
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
fn glued(word: &str, next: Option<&str>, at: usize) -> Option<(f64, usize)> {
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
fn sign<'t>(
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
fn spaced(text: &Annotated<'_>, at: usize, end: usize) -> Option<numbers::Number> {
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

/// A part of a whole: "two-thirds", "half", hyphens as words of their own or inside a word.
fn part<'t>(lexicon: &Lexicon, form: &impl Fn(usize) -> Option<&'t str>) -> Option<(f64, usize)> {
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
