//! Numbers as they stand in text: "1,200", "2 1/2", "twenty-four", "a hundred and fifty", "3.5 million".

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// A number and how it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// What it is.
    pub value: f64,
    /// How many words of the text it takes.
    pub words: usize,
    /// Whether it is written in digits only ("1,200", not "two" or "3 million").
    pub is_digits: bool,
}

/// The number that begins with the first of some words; `word` gives the words one after the
/// other, hyphens as words of their own or inside a word.
///
/// "two hundred and fifty thousand" is one number; "five" of "five-year" is one word of it.
pub fn number<'t>(word: impl Fn(usize) -> Option<&'t str>) -> Option<Number> {
    let first = word(0)?;
    if first.as_bytes().first()?.is_ascii_digit() {
        return digits(first, &word);
    }
    spelled(&word)
}

/// The number that an ordinal names: "third", "21st".
pub fn ordinal(word: &str) -> Option<u32> {
    if word.as_bytes().first()?.is_ascii_digit() {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let ending = word[digits.len()..].to_ascii_lowercase();
        return if matches!(ending.as_str(), "st" | "nd" | "rd" | "th") { digits.parse().ok() } else { None };
    }
    let lower = lower(word)?;
    if let Some(&value) = LEXICON.ordinal.get(lower.as_str()) {
        return Some(value);
    }
    let (tens, unit) = lower.split_once('-')?;
    let tens = *LEXICON.cardinal.get(tens)?;
    let unit = *LEXICON.ordinal.get(unit)?;
    ((20..=90).contains(&tens) && unit < 10).then_some(tens + unit)
}

/// A cardinal below a hundred, or a multiple, in one word: "nineteen", "thousand".
pub fn small_cardinal(word: &str) -> Option<u32> {
    let lower = lower(word)?;
    LEXICON.cardinal.get(lower.as_str()).copied()
}

/// "hundred", "million": what the number before it is multiplied by.
pub fn multiple(word: &str) -> Option<f64> {
    let lower = lower(word)?;
    let plain = lower.strip_suffix('s').unwrap_or(&lower);
    LEXICON.multiple.get(plain).copied().or(match plain {
        "m" | "mn" => Some(1e6),
        "bn" | "b" => Some(1e9),
        "tn" => Some(1e12),
        "k" => Some(1e3),
        _ => None,
    })
}

fn digits<'t>(first: &str, word: &impl Fn(usize) -> Option<&'t str>) -> Option<Number> {
    let mut value: f64 = plain_digits(first)?;
    let mut words = 1;
    // "2 1/2": whole and fraction.
    if let Some(part) = word(1).and_then(fraction) {
        value += part;
        words = 2;
    } else if let (Some(above), Some("/"), Some(below)) = (word(1), word(2), word(3))
        && let (Some(above), Some(below)) = (plain_digits(above), plain_digits(below))
        && above < below
        && below <= 16.0
    {
        value += above / below;
        words = 4;
    }
    let mut is_digits = words == 1;
    // "3 million", and "1.2 lakh crore", where the second multiplies once more; "of 30 millions" are
    // rare, "crores" are not.
    let mut size = 1.0;
    while let Some(times) = word(words).filter(|word| is_multiple(word)).and_then(multiple) {
        if times <= size {
            break;
        }
        value *= times;
        words += 1;
        is_digits = false;
        size = times;
    }
    words += half(&mut value, size, words, word);
    Some(Number { value, words, is_digits })
}

/// A word that multiplies the digits before it: "million", "bn", "crores"; "m" stands for metres too.
fn is_multiple(word: &str) -> bool {
    let is_indian = ["lakhs", "crores"].iter().any(|plural| word.eq_ignore_ascii_case(plural));
    word.len() > 1 && (!word.ends_with('s') || is_indian)
}

/// "… million and a half": how many words say so; the half is of the multiple.
fn half<'t>(value: &mut f64, size: f64, at: usize, word: &impl Fn(usize) -> Option<&'t str>) -> usize {
    let is = |by: usize, lower: &str| word(at + by).is_some_and(|word| word.eq_ignore_ascii_case(lower));
    if is(0, "and") && is(1, "a") && is(2, "half") && size >= 1e3 {
        *value += size / 2.0;
        return 3;
    }
    0
}

fn plain_digits(word: &str) -> Option<f64> {
    if let Some(part) = fraction(word) {
        return Some(part);
    }
    if !word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.') {
        return None;
    }
    // Commas only where they part thousands: "1,200", not "3,14"; in India the groups before the
    // last have two digits: "5,00,000".
    let mut groups: Vec<&str> = word.split('.').next()?.split(',').collect();
    let first = groups.remove(0);
    if let Some(last) = groups.pop() {
        let is_indian = !groups.is_empty() && groups.iter().all(|group| group.len() == 2);
        let fits = last.len() == 3 && (is_indian || groups.iter().all(|group| group.len() == 3));
        if !fits || first.is_empty() || first.len() > 3 {
            return None;
        }
    }
    word.replace(',', "").parse().ok()
}

fn fraction(word: &str) -> Option<f64> {
    Some(match word {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        _ => {
            let (above, below) = word.split_once('/')?;
            let (above, below): (f64, f64) = (above.parse().ok()?, below.parse().ok()?);
            return (above < below && below <= 16.0).then_some(above / below);
        }
    })
}

fn spelled<'t>(word: &impl Fn(usize) -> Option<&'t str>) -> Option<Number> {
    let (mut total, mut group, mut at) = (0.0, 0.0, 0);
    let mut last = 0.0f64; // the size of the last part, which bounds what may follow
    let mut is_any = false;
    loop {
        let skip = match word(at) {
            Some("-" | "‑") if is_any => 1,
            Some(and) if last >= 100.0 && and.eq_ignore_ascii_case("and") => 1,
            _ => 0,
        };
        let Some(next) = word(at + skip) else { break };
        if let Some((value, parts)) = small(next) {
            let fits =
                !is_any || ((20.0..100.0).contains(&last) && value < 10.0 && parts == 1) || last >= 100.0;
            if !fits || ((20.0..100.0).contains(&last) && value == 0.0) {
                break;
            }
            group += value;
            last = if value >= 20.0 && value % 10.0 == 0.0 { value } else { 1.0 };
        } else if let Some(times) = LEXICON.multiple.get(lower(next)?.as_str()).copied() {
            // "and thousand" is no number.
            if skip == 1 && word(at).is_some_and(|and| and.eq_ignore_ascii_case("and")) {
                break;
            }
            // "a hundred": the article stands before, at the caller's; here a bare multiple is one of it.
            if !is_any && at == 0 && times >= 100.0 {
                group = 1.0;
            }
            if times == 100.0 {
                group *= 100.0;
            } else {
                total += group.max(1.0) * times;
                group = 0.0;
            }
            last = times;
        } else {
            break;
        }
        is_any = true;
        at += skip + 1;
    }
    let mut value = total + group;
    // "one and a half million", "a million and a half".
    if is_any && last < 100.0 {
        let is = |by: usize, lower: &str| word(at + by).is_some_and(|word| word.eq_ignore_ascii_case(lower));
        if is(0, "and")
            && is(1, "a")
            && is(2, "half")
            && let Some(times) = word(at + 3).filter(|word| is_multiple(word)).and_then(multiple)
        {
            return Some(Number { value: (value + 0.5) * times, words: at + 4, is_digits: false });
        }
    } else if is_any {
        at += half(&mut value, last, at, word);
    }
    is_any.then_some(Number { value, words: at, is_digits: false })
}

/// A cardinal below a hundred in one word, and of how many parts: "twenty" 1, "twenty-four" 2.
fn small(word: &str) -> Option<(f64, u8)> {
    let lower = lower(word)?;
    if let Some(&value) = LEXICON.cardinal.get(lower.as_str()) {
        return Some((f64::from(value), 1));
    }
    let (tens, unit) = lower.split_once('-')?;
    let (tens, unit) = (*LEXICON.cardinal.get(tens)?, *LEXICON.cardinal.get(unit)?);
    (tens >= 20 && unit < 10).then_some((f64::from(tens + unit), 2))
}

fn lower(word: &str) -> Option<String> {
    (word.len() <= 16).then(|| word.to_ascii_lowercase())
}

#[derive(Deserialize)]
struct Lexicon {
    cardinal: FxHashMap<String, u32>,
    multiple: FxHashMap<String, f64>,
    ordinal: FxHashMap<String, u32>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    dateline_vocabulary::compiled_in("numbers.toml", include_str!("../lexicon/numbers.toml"))
});

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, usize)> {
        let words: Vec<&str> = text.split(' ').collect();
        number(|at| words.get(at).copied()).map(|number| (number.value, number.words))
    }

    #[test]
    fn written_in_any_way() {
        for (text, value, words) in [
            ("1,200 men", 1200.0, 1),
            ("2 1/2 hours", 2.5, 2),
            ("3.5 million people", 3.5e6, 2),
            ("twenty - four hours", 24.0, 3),
            ("twenty-four hours", 24.0, 1),
            ("twenty four hours", 24.0, 2),
            ("two hundred and fifty thousand men", 250_000.0, 5),
            ("hundred men", 100.0, 1),
            ("five six", 5.0, 1),
            ("nineteen years", 19.0, 1),
            ("one hundred and", 100.0, 2),
            ("twelve thousand three hundred", 12_300.0, 4),
            ("million and a half people", 1.5e6, 4),
            ("one and a half million people", 1.5e6, 5),
            ("three thousand and a half", 3500.0, 5),
            ("2.5 lakh people", 250_000.0, 2),
            ("1.2 lakh crore", 1.2e12, 3),
            ("35 crores", 3.5e8, 2),
            ("5,00,000 men", 500_000.0, 1),
            ("12,34,567 men", 1_234_567.0, 1),
        ] {
            assert_eq!(read(text), Some((value, words)), "{text}");
        }
        assert_eq!(read("men"), None);
        assert_eq!(read("3,14"), None);
    }

    #[test]
    fn every_word_of_the_lexicon_is_read() {
        for (word, &value) in &LEXICON.cardinal {
            assert_eq!(read(&format!("{word} men")), Some((f64::from(value), 1)), "{word}");
        }
        for (word, &value) in &LEXICON.multiple {
            assert_eq!(read(&format!("seven {word} men")), Some((7.0 * value, 2)), "{word}");
        }
        for (word, &value) in &LEXICON.ordinal {
            assert_eq!(ordinal(word), Some(value), "{word}");
        }
    }

    #[test]
    fn places_in_a_row() {
        assert_eq!(ordinal("21st"), Some(21));
        assert_eq!(ordinal("third"), Some(3));
        assert_eq!(ordinal("twenty-fifth"), Some(25));
        assert_eq!(ordinal("three"), None);
    }
}
