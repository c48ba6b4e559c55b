//! Offices and institutions: which speak for a state or body, and which never do.

use crate::word_list::WordList;
use dateline_vocabulary::compiled_in;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::OnceLock;

/// See `lexicon/offices.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offices {
    office: FxHashSet<String>,
    institution: FxHashSet<String>,
    together: FxHashSet<String>,
    private: FxHashSet<String>,
    organs: FxHashMap<String, String>,
    implied: FxHashMap<String, String>,
    callings: WordList,
    weekdays: WordList,
    left: WordList,
    until: WordList,
    inside_titles: WordList,
}

fn offices() -> &'static Offices {
    static OFFICES: OnceLock<Offices> = OnceLock::new();
    OFFICES.get_or_init(|| compiled_in("offices.toml", include_str!("../lexicon/offices.toml")))
}

/// What an office or the name of an institution says of whoever bears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Speaks for a state or body.
    Official,
    /// Never does.
    Private,
    /// Says nothing of it.
    Unknown,
}

/// Whether a word (in lower case) is an office's.
pub(crate) fn is_office(word: &str) -> bool {
    offices().office.contains(word)
}

/// Whether a word (in lower case) ends as words for callings do: "strategist".
pub(crate) fn ends_like_a_calling(word: &str) -> bool {
    const LETTERS: usize = 5;
    word.len() > LETTERS && offices().callings.each().any(|end| word.ends_with(end))
}

/// Whether a word (in lower case) is a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    offices().weekdays.has(word)
}

/// Whether an office ("deputy chairman of the Security Council", "opposition leader") speaks for
/// its state or body.
pub(crate) fn standing_of(office: &str) -> Standing {
    let known = offices();
    let lower = office.to_lowercase();
    let mut is_official = false;
    for word in lower.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
        if known.private.contains(word) || word.strip_prefix("ex-").is_some() {
            return Standing::Private;
        }
        let last = word.rsplit('-').next().unwrap_or(word);
        is_official |=
            known.office.contains(word) || known.office.contains(last) || known.institution.contains(word);
    }
    if is_official { Standing::Official } else { Standing::Unknown }
}

/// Whether a word (in lower case) is what the states of a body are called together: "allies".
pub(crate) fn is_together(word: &str) -> bool {
    offices().together.contains(word)
}

/// The body that an organ of it speaks for: the European Commission for the EU.
pub(crate) fn speaks_for(body: &str) -> String {
    offices().organs.get(body).map_or(body, String::as_str).to_owned()
}

/// Whose an office or house is of which there is but one (in lower case): "pope".
pub(crate) fn implied_by(word: &str) -> Option<&'static str> {
    offices().implied.get(word).map(String::as_str)
}

/// The office that is told behind a name as one that was left ("resigned as finance minister"), as it is printed.
pub(crate) fn left_office(clause: &str) -> Option<&str> {
    let behind = |phrase: &str| clause.strip_prefix(phrase)?.strip_prefix(' ');
    offices().left.each().find_map(behind).or_else(|| {
        let was = clause.strip_prefix("was ")?;
        offices().until.each().any(|until| was.contains(&format!(" {until} "))).then_some(was)
    })
}

/// Whether a word of a title before a name leads to another, and is none of a title by itself ("*of* the", "*deputy*").
pub(crate) fn is_inside_a_title(word: &str) -> bool {
    offices().inside_titles.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callings_and_weekdays_are_as_their_examples() {
        let ends = |word: &str| ends_like_a_calling(&word.to_lowercase());
        assert!(offices().callings.example().split(' ').any(ends));
        assert!(offices().weekdays.is_shown());
        assert!(offices().until.is_shown() && offices().inside_titles.is_shown());
        assert!(offices().left.each().any(|phrase| offices().left.example().contains(phrase)));
        assert!(!ends_like_a_calling("otter"));
    }

    #[test]
    fn who_speaks_for_a_state() {
        for office in ["Foreign Minister", "deputy chairman of the Security Council", "presidential adviser"]
        {
            assert_eq!(standing_of(office), Standing::Official, "{office}");
        }
        for office in ["former president", "opposition leader", "ex-minister", "Senator", "state television"]
        {
            assert_eq!(standing_of(office), Standing::Private, "{office}");
        }
        assert_eq!(standing_of("driver"), Standing::Unknown);
    }
}
