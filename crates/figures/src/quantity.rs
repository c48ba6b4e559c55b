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
    let is_between = form(from)
        .is_some_and(|word| word.eq_ignore_ascii_case("between") || word.eq_ignore_ascii_case("from"));
    if is_between {
        let (low, after) = plain(text, from + 1, end)?;
        let joint = form(after)?;
        if !(joint.eq_ignore_ascii_case("and") && text.form(from).eq_ignore_ascii_case("between")) {
            return None;
        }
        let (high, after) = plain(text, after + 1, end)?;
        let low = of_one_size(low, high);
        quantity.value = low.min(high);
        quantity.most = Some(high.max(low));
        return finish(quantity, after);
    }
    if let Some((code, length, rest)) = sign(lexicon, text, from, end) {
        quantity.currency = Some(code);
        from += length;
        if let Some(rest) = rest {
            let (value, after) = glued(rest, form(from), from)?;
            quantity.value = value;
            return finish(quantity, after);
        }
    }
    let (mut value, mut after) = plain(text, from, end)?;
    // "20 to 30 people", "$3-5 million".
    if let Some(joint) = form(after)
        && (joint.eq_ignore_ascii_case("to")
            || joint.eq_ignore_ascii_case("or")
            || matches!(joint, "-" | "–"))
        && let Some((most, behind)) = plain(text, after + 1, end).filter(|(most, _)| *most > value)
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
    finish(quantity, after)
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
    if first.eq_ignore_ascii_case("a") {
        if is(at + 1, "dozen") {
            return Some((12.0, at + 2));
        }
        if is(at + 1, "couple") {
            return Some((2.0, at + 2 + usize::from(is(at + 2, "of"))));
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
    if let Some(found) = number(|by| form(at + by)) {
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
    let form = (at < end).then(|| text.form(at))?;
    // "US $5" and "A$5"; but in "A $75 billion plan" the article stands apart.
    let is_near = form == "US" || form == "Can" || text.words(Span::new(at, (at + 2).min(end))).len() == 2;
    if at + 1 < end && text.form(at + 1) == "$" && is_near && matches!(form, "US" | "A" | "C" | "Can") {
        let code = match form {
            "A" => "AUD",
            "C" | "Can" => "CAD",
            _ => "USD",
        };
        return Some((code, 2, None));
    }
    let (sign, code) = lexicon.signs.iter().find(|(sign, _)| form.starts_with(sign.as_str()))?;
    let rest = &form[sign.len()..];
    if rest.is_empty() {
        return Some((*code, 1, None));
    }
    rest.as_bytes()[0].is_ascii_digit().then_some((*code, 0, Some(rest)))
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
