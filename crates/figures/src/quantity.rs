//! A number with the words that bound it: "at least four", "hundreds of millions", "between 20 and
//! 30", "as much as 5".

use super::lexicon::{Bound, Lexicon};
use super::plain::{glued, longest, plain, sign};
use super::shares::{one_in, part, parts, share_sign};
use dateline_grammar::numbers;
use dateline_language::{Annotated, Upos, Word, Xpos};
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

    /// The bore of a gun in inches: ".38", "38 calibre" and "a 357 Magnum" are told in hundredths or thousandths; "7.62
    /// calibre" and "155 calibre" are of millimetres.
    pub fn bore(&self, lexicon: &Lexicon) -> (Option<f64>, Option<f64>) {
        let is_one_of = |bores: &[u16]| bores.iter().any(|&bore| f64::from(bore) == self.value);
        let inches = if is_one_of(&lexicon.hundredths) {
            self.value / 100.0
        } else if is_one_of(&lexicon.thousandths) {
            self.value / 1000.0
        } else {
            self.value
        };
        (Some(inches), Some(inches))
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

/// How many times larger than a change a level is, where they are no two bounds of one amount.
const LEVEL: f64 = 3.0;

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
    if let Some((low, high, after)) = parts(lexicon, &hyphenless) {
        quantity.value = low;
        quantity.most = Some(high);
        (quantity.is_part, quantity.is_approximate) = (true, true);
        return finish(quantity, from + after);
    }
    if let Some((low, high, after)) = range(text, lexicon, from, end) {
        // "between $3 billion and $5 billion".
        quantity.currency =
            (from + 1..from + 3).find_map(|at| sign(lexicon, text, at, end)).map(|(code, ..)| code);
        let other = (from + 3..after).find_map(|at| sign(lexicon, text, at, end)).map(|(code, ..)| code);
        if other.is_some() && other != quantity.currency {
            return None;
        }
        quantity.value = low.min(high);
        quantity.most = Some(high.max(low));
        return finish(quantity, after);
    }
    // "from five": what was before a change, the number alone.
    if form(from).is_some_and(|word| word.eq_ignore_ascii_case("from")) {
        return None;
    }
    // "about a minute", "more than an hour": one, with what bounds it.
    let is_bounded = from > at && (quantity.bound != Bound::Plain || quantity.is_approximate);
    if is_bounded
        && form(from).is_some_and(|one| one.eq_ignore_ascii_case("a") || one.eq_ignore_ascii_case("an"))
        && longest(&lexicon.measures, |by| form(from + 1 + by))
            .is_some_and(|((what, _), _)| matches!(what, "duration" | "distance"))
    {
        quantity.value = 1.0;
        return finish(quantity, from + 1);
    }
    let (mut value, mut after) = if let Some((code, length, rest)) = sign(lexicon, text, from, end) {
        quantity.currency = Some(code);
        from += length;
        match rest {
            // "$5m": the sign is part of the word.
            Some(rest) => glued(rest, form(from + 1), from)?,
            None => plain(text, from, end)?,
        }
    } else {
        plain(text, from, end)?
    };
    // "3m people", "2.25m tonnes", "5m dollars": millions; not "a 3m wall".
    if form(after) == Some("m")
        && text.tokens[after].span.start == text.tokens[after - 1].span.end
        && let Some(next) = text.tokens.get(after + 1).filter(|_| after + 1 < end)
        && (are_people_behind(text, lexicon, after + 1, end)
            || lexicon.people.contains(next.lemma.to_lowercase().as_str())
            || lexicon.currencies.contains_key(next.lemma.to_lowercase().as_str())
            || longest(&lexicon.measures, |by| form(after + 1 + by)).is_some())
    {
        (value, after) = (value * 1e6, after + 1);
    }
    quantity.is_approximate |= is_couple_of_many(text, from, value);
    // "€27-million": a dash joins what the number is multiplied by.
    if matches!(form(after), Some("-" | "‑"))
        && let Some(times) = form(after + 1).filter(|word| word.len() > 3).and_then(numbers::multiple)
        && value < times
    {
        (value, after) = (value * times, after + 2);
    }
    // "20 to 30 people", "$3-5 million", "40 per cent to 70 per cent", "$3bn to $5bn", "a 20- to 25-foot sloop".
    let unit = share_sign(|by| form(after + by));
    let hanging = usize::from(
        form(after) == Some("-")
            && form(after + 1).is_some_and(|to| ["to", "or"].iter().any(|one| to.eq_ignore_ascii_case(one))),
    );
    let joint_at = after + unit + hanging;
    if let Some(joint) = form(joint_at)
        && (joint.eq_ignore_ascii_case("to")
            || joint.eq_ignore_ascii_case("or")
            || matches!(joint, "-" | "–"))
        && let Some((most, behind)) = same_sign(lexicon, text, quantity.currency, joint_at + 1, end)
            .filter(|(_, behind)| unit == 0 || share_sign(|by| form(behind + by)) > 0)
            // "two or three", but "seven or a hundred" are no bounds of one amount.
            .filter(|(most, _)| {
                // "30 or 40,000" are thousands both.
                let is_near = *most <= 2.0 * of_one_size(value, *most);
                *most > value && (!joint.eq_ignore_ascii_case("or") || is_near)
            })
    {
        let is_from = at > 0 && text.form(at - 1).eq_ignore_ascii_case("from");
        // "was down 0.6 percent to 13.1 percent": by how much, and to what.
        let is_change_to = unit > 0
            && joint.eq_ignore_ascii_case("to")
            && most >= LEVEL * value
            && (at.saturating_sub(2)..at).any(|at| lexicon.changes.contains(text.tokens[at].lemma.as_str()));
        if !is_from && !is_change_to {
            value = of_one_size(value, most) * dozens(value, most, form(behind - 1));
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
    if quantity.currency.is_some()
        && quantity.most.is_none()
        && let Some((sum, behind)) = and_less(text, lexicon, value, after, end)
    {
        (value, after) = (sum, behind);
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

/// "2m *email users*", "3m *Danish voters*": people in the plural, behind at most a few words.
fn are_people_behind(text: &Annotated<'_>, lexicon: &Lexicon, at: usize, end: usize) -> bool {
    const REACH: usize = 4;
    (at..end.min(at + REACH))
        .take_while(|&at| matches!(text.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj))
        .any(|at| {
            text.tokens[at].xpos == Xpos::Nns
                && lexicon.people.contains(text.tokens[at].lemma.to_lowercase().as_str())
        })
}

/// "2 billion *980 million*": the smaller part stands behind the greater.
fn and_less(
    text: &Annotated<'_>,
    lexicon: &Lexicon,
    value: f64,
    at: usize,
    end: usize,
) -> Option<(f64, usize)> {
    const LEAST: f64 = 1e6;
    let whole = [1e12, 1e9, 1e6].into_iter().find(|whole| value >= *whole && value % 1e3 == 0.0)?;
    let from = sign(lexicon, text, at, end)
        .map_or(at, |(_, length, rest)| if rest.is_some() { at } else { at + length });
    let (less, behind) = plain(text, from, end)?;
    let is_less = less < whole && less >= LEAST / 1e3 && behind > from + 1;
    (value >= LEAST && is_less).then_some((value + less, behind))
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
    let amount = |at: usize| match sign(lexicon, text, at, end) {
        Some((_, length, Some(rest))) => {
            let next = at + length + 1;
            glued(rest, (next < end).then(|| text.form(next)), at + length)
        }
        Some((_, length, None)) => plain(text, at + length, end),
        None => plain(text, at, end),
    };
    let (low, after) = amount(from + 1)?;
    let after = after + share_sign(|by| (after + by < end).then(|| text.form(after + by)));
    if !is(after, joint) {
        return None;
    }
    let (high, after) = amount(after + 1)?;
    let last = (after > 0).then(|| text.form(after - 1));
    Some((of_one_size(low, high) * dozens(low, high, last), high, after))
}

/// "rose from", "down from", "raised the toll from": a word of change stands shortly before.
fn is_change(text: &Annotated<'_>, lexicon: &Lexicon, from: usize) -> bool {
    const REACH: usize = 5;
    let sentence = text.sentences[text.sentence_number(from)].words;
    let first = from.saturating_sub(REACH).max(sentence.start);
    (first..from).any(|at| lexicon.changes.contains(text.tokens[at].lemma.as_str()))
}

/// "2 to 3 *dozen*": both are dozens; how much the less must be taken times.
fn dozens(less: f64, most: f64, last: Option<&str>) -> f64 {
    const DOZEN: f64 = 12.0;
    let is_of_dozens = last.is_some_and(|last| last.eq_ignore_ascii_case("dozen"));
    if is_of_dozens && less * DOZEN < most { DOZEN } else { 1.0 }
}

/// "3 to 5 million": the less is of the size that is told with the more.
fn of_one_size(less: f64, most: f64) -> f64 {
    if most < 1e3 || less >= 1e3 || most % 1e3 != 0.0 {
        return less;
    }
    let times = [1e12, 1e9, 1e6, 1e3].into_iter().find(|times| most % times == 0.0 && most >= *times);
    less * times.filter(|times| most / times < 1e3 && most / times > less).unwrap_or(1.0)
}

/// The second number of "$3bn to $5bn", with the sign of the first or with none.
fn same_sign(
    lexicon: &Lexicon,
    text: &Annotated<'_>,
    currency: Option<&'static str>,
    at: usize,
    end: usize,
) -> Option<(f64, usize)> {
    match sign(lexicon, text, at, end) {
        Some((code, length, rest)) if currency == Some(code) => match rest {
            Some(rest) => {
                let next = at + length + 1;
                glued(rest, (next < end).then(|| text.form(next)), at + length)
            }
            None => plain(text, at + length, end),
        },
        Some(_) => None,
        None => plain(text, at, end),
    }
}
