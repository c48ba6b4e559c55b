//! How far the words beside a number leave it open.

use serde::Deserialize;
use std::sync::LazyLock;

/// The table, with an example on each entry that the tests run.
static TABLE: LazyLock<Vec<Loose>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Table {
        loose: Vec<Loose>,
    }
    toml::from_str(include_str!("../lexicon/looseness.toml")).map_or_else(
        |error| unreachable!("lexicon/looseness.toml is read by a test: {error}"),
        |table: Table| table.loose,
    )
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Loose {
    name: String,
    words: Vec<String>,
    /// One of these must follow, a word or two behind: "about *half a* dozen".
    #[serde(default)]
    of: Vec<String>,
    low: f64,
    high: f64,
    /// Words, the number that they give, another, and whether it is within.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run them"))]
    examples: Vec<(String, f64, f64, bool)>,
}

impl Loose {
    /// Whether one of its phrases stands in a text in small letters.
    fn is_in(&self, text: &str) -> bool {
        /// So many words may stand before what must follow.
        const BETWEEN: usize = 2;
        let words = |text: &str| {
            text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
        };
        self.words.iter().any(|phrase| {
            text.match_indices(phrase.as_str()).any(|(at, _)| {
                let behind = &text[at + phrase.len()..];
                let is_whole = !text[..at].ends_with(char::is_alphanumeric)
                    && !behind.starts_with(char::is_alphanumeric);
                let follows = || {
                    let next = words(behind).into_iter().filter(|word| !word.is_empty()).take(BETWEEN + 1);
                    next.into_iter().any(|word| self.of.contains(&word))
                };
                is_whole && (self.of.is_empty() || follows())
            })
        })
    }
}

/// What leaves a number open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Looseness {
    /// The entry of the table; empty where the number is given exactly.
    pub(crate) name: &'static str,
    low: f64,
    high: f64,
}

impl Looseness {
    /// By the words of a figure and those just before it.
    pub(crate) fn of(before: &str, words: &str) -> Looseness {
        const LETTERS: usize = 22;
        let start = before.char_indices().rev().nth(LETTERS).map_or(0, |(at, _)| at);
        let text = format!("{} {words}", &before[start..]).to_lowercase();
        let found = TABLE.iter().find(|loose| loose.is_in(&text));
        found.map_or(Looseness { name: "", low: 1.0, high: 1.0 }, |loose| Looseness {
            name: &loose.name,
            low: loose.low,
            high: loose.high,
        })
    }

    /// Where the number can lie that has these bounds; `step` is what its last digit leaves open.
    pub(crate) fn range(
        &self,
        low: Option<f64>,
        high: Option<f64>,
        is_approximate: bool,
        step: f64,
    ) -> (f64, f64) {
        let (below, above) = match (self.name, is_approximate) {
            // Some other word that leaves it open.
            ("", true) => (0.9, 1.1),
            _ => (self.low, self.high),
        };
        let low = low.map_or(f64::NEG_INFINITY, |low| if low < 0.0 { low * above } else { low * below });
        let high = high.map_or(f64::INFINITY, |high| if high < 0.0 { high * below } else { high * above });
        (low - step, high + step)
    }
}

/// Half of what the last digit that is not 0 leaves open: 22.4 is 22.35 to 22.45, 60 is 55 to 65.
pub(crate) fn half_step(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return 0.0;
    }
    let text = format!("{:.6}", value.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.split_once('.') {
        Some((_, fraction)) => 0.5 * 10_f64.powi(-(fraction.len() as i32)),
        None => {
            let zeros = text.len() - text.trim_end_matches('0').len();
            0.5 * 10_f64.powi(zeros as i32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_holds_its_example() {
        for loose in TABLE.iter() {
            for (words, number, other, is_within) in &loose.examples {
                let (low, high) = match loose.name.as_str() {
                    "at least" => (Some(*number), None),
                    "more than" => (Some(number + 1.0), None),
                    "at most" => (None, Some(*number)),
                    _ => (Some(*number), Some(*number)),
                };
                let looseness = Looseness::of("", words);
                assert_eq!(looseness.name, loose.name, "{words}");
                let (low, high) = looseness.range(low, high, false, 0.0);
                assert_eq!(low <= *other && *other <= high, *is_within, "{words}");
            }
        }
    }

    #[test]
    fn an_exact_count_is_exact_and_a_measure_as_exact_as_its_last_digit() {
        let exact = Looseness::of("The blast killed ", "12 people");
        assert_eq!((exact.name, exact.range(Some(12.0), Some(12.0), false, 0.0)), ("", (12.0, 12.0)));
        assert_eq!(half_step(60.0), 5.0);
        assert_eq!(half_step(22.4), 0.05);
        assert_eq!(half_step(1500.0), 50.0);
        assert_eq!(Looseness::of("held in somewhere ", "40 ships").name, "", "no part of a word");
    }
}
