//! The forms of verbs, as far as a word alone tells them.

use dateline_vocabulary::compiled_in;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::OnceLock;

/// See `lexicon/strong_verbs.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    verbs: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run it"))]
    example: (String, String),
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| compiled_in("strong_verbs.toml", include_str!("../lexicon/strong_verbs.toml")))
}

/// A form of a strong verb.
#[derive(Clone, Copy)]
struct Form {
    verb: &'static str,
    is_past: bool,
}

fn strong() -> &'static FxHashMap<&'static str, Form> {
    static FORMS: OnceLock<FxHashMap<&'static str, Form>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms = FxHashMap::default();
        for row in &lexicon().verbs {
            let mut cells = row.split(' ');
            let Some(verb) = cells.next() else { continue };
            // The past goes before a participle of the same letters.
            for (is_past, cell) in [true, false].into_iter().zip(cells) {
                for form in cell.split('/') {
                    forms.entry(form).or_insert(Form { verb, is_past });
                }
            }
        }
        forms
    })
}

/// The ending that a verb is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// "talking"
    Ing,
    /// "talked", "sought"
    Past,
    /// "talks"
    S,
}

/// The form that a word in small letters is, if it is a verb; none of the dictionary form, and of one that is both
/// ("cut").
pub(crate) fn ending(lower: &str) -> Option<Ending> {
    if let Some(form) = strong().get(lower) {
        return (form.is_past && form.verb != lower).then_some(Ending::Past);
    }
    [("ing", Ending::Ing), ("ed", Ending::Past), ("s", Ending::S)]
        .into_iter()
        .find(|(letters, _)| lower.ends_with(letters))
        .map(|(_, ending)| ending)
}

/// Whether a word may be a past: "sought", "cut".
pub(crate) fn may_be_past(lower: &str) -> bool {
    lower.ends_with("ed") || strong().get(lower).is_some_and(|form| form.is_past)
}

/// The dictionary form of a strong verb in small letters: "won" is of "win".
pub(crate) fn strong_verb_of(lower: &str) -> Option<&'static str> {
    strong().get(lower).map(|form| form.verb)
}

/// Whether a word is a form of a verb that is given in its dictionary form: "denies", "denied", "rebutted", "held".
pub(crate) fn is_form_of(lower: &str, verb: &str) -> bool {
    let is_strong = || strong().get(lower).is_some_and(|form| form.verb == verb);
    let is_regular = |stem: &str, endings: &[&str]| {
        lower.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending))
    };
    let doubled = || {
        let last = verb.chars().last()?;
        let behind = lower.strip_prefix(verb)?.strip_prefix(last)?;
        Some(matches!(behind, "ed" | "ing"))
    };
    is_regular(verb, &["", "s", "es", "ed", "d", "ing"])
        || verb.strip_suffix('e').is_some_and(|stem| is_regular(stem, &["ing"]))
        || verb.strip_suffix('y').is_some_and(|stem| is_regular(stem, &["ies", "ied"]))
        || verb == "have" && lower == "has"
        || doubled() == Some(true)
        || is_strong()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strong_past_is_of_its_verb() {
        let (past, verb) = &lexicon().example;
        assert!(is_form_of(past, verb) && may_be_past(past));
        assert_eq!(ending(past), Some(Ending::Past));
    }

    #[test]
    fn every_row_is_a_verb_its_past_and_its_participle() {
        for row in &lexicon().verbs {
            assert_eq!(row.split(' ').count(), 3, "{row}");
        }
    }

    #[test]
    fn forms_are_told_by_their_endings() {
        let told = ["backs", "backed", "backing", "back", "broke", "broken", "cut"].map(ending);
        use Ending::{Ing, Past, S};
        assert_eq!(told, [Some(S), Some(Past), Some(Ing), None, Some(Past), None, None]);
        assert!(may_be_past("cut") && !may_be_past("broken") && !may_be_past("back"));
    }

    #[test]
    fn a_word_is_a_form_of_its_verb_only() {
        for (word, verb) in [
            ("denies", "deny"),
            ("denied", "deny"),
            ("disputed", "dispute"),
            ("disputing", "dispute"),
            ("rebutted", "rebut"),
            ("dismisses", "dismiss"),
            ("has", "have"),
            ("had", "have"),
            ("bore", "bear"),
        ] {
            assert!(is_form_of(word, verb), "{word}");
        }
        assert!(!is_form_of("held", "have") && !is_form_of("deniers", "deny"));
    }
}
