//! What stands around a candidate.

use super::hashed::Features;
use crate::candidates::{Candidate, Origin, is_capital};
use crate::lexicon::Lexicon;
use dateline_gazetteer::{Gazetteer, PlaceKind};
use dateline_scene::Scene;
use dateline_vocabulary::titles;

/// What stands around a candidate.
pub(super) struct Around<'a> {
    before: &'a str,
    before_that: &'a str,
    behind: &'a str,
    behind_that: &'a str,
    is_first: bool,
    is_last: bool,
    pub is_locative: bool,
    pub before_state: bool,
    after_place: bool,
    pub after_given: bool,
    pub after_title: bool,
    pub before_institution: bool,
    before_capital: bool,
    after_capital: bool,
    noun: Option<&'a str>,
    origin: Origin,
}

impl<'a> Around<'a> {
    pub(super) fn of(
        gazetteer: &Gazetteer,
        lexicon: &'a Lexicon,
        scene: &Scene<'a>,
        candidate: &Candidate,
    ) -> Self {
        let annotated = scene.annotated;
        let sentence = annotated.sentence(candidate.words.start).words;
        let form = |word: Option<usize>| {
            word.filter(|word| sentence.range().contains(word)).map_or("", |word| annotated.form(word))
        };
        let (start, end) = (candidate.words.start, candidate.words.end);
        let before = form(start.checked_sub(1));
        let before_that = form(start.checked_sub(2));
        let (behind, behind_that) = (form(Some(end)), form(Some(end + 1)));
        let mut at = start;
        while at > sentence.start + 1 && lexicon.words.compass.contains(annotated.form(at - 1)) {
            at -= 1;
        }
        let is_locative = at > sentence.start && lexicon.words.locative.contains(annotated.form(at - 1));
        let is_state = |word: usize| {
            word < sentence.end && is_capital(annotated.form(word)) && {
                let state = |end: usize| {
                    let folded = dateline_gazetteer::fold(
                        annotated.words(dateline_model::Span::new(word, end.min(sentence.end))),
                    );
                    lexicon.short.contains_key(&folded)
                        || gazetteer
                            .places_folded(&folded)
                            .any(|named| matches!(named.place.kind, PlaceKind::Region | PlaceKind::Country))
                };
                state(word + 1) || state(word + 2)
            }
        };
        let before_lower = before.trim_end_matches('.').to_lowercase();
        let behind_lower = behind.trim_end_matches('.').to_lowercase();
        let is_initial = before.len() == 2 && before.ends_with('.') && is_capital(before);
        Around {
            before,
            before_that,
            behind,
            behind_that,
            is_first: start == sentence.start,
            is_last: end == sentence.end,
            is_locative,
            before_state: behind == "," && is_state(end + 1),
            after_place: before == "," && is_capital(before_that),
            after_given: is_capital(before) && (is_initial || lexicon.given.contains(&before_lower)),
            after_title: titles().is_title(&before_lower),
            before_institution: is_capital(behind) && lexicon.words.institutions.contains(&behind_lower),
            before_capital: is_capital(behind),
            after_capital: is_capital(before) && start > sentence.start + 1,
            noun: lexicon.nouns.get(behind).map(String::as_str),
            origin: candidate.origin,
        }
    }

    pub(super) fn write(&self, out: &mut Features<'_>) {
        let lower = |word: &str| if is_capital(word) { "Capital".to_owned() } else { word.to_lowercase() };
        let (before, behind) = (lower(self.before), lower(self.behind));
        out.add(format_args!("before={before}"));
        out.add(format_args!("before={before} origin={:?}", self.origin));
        out.add(format_args!("behind={behind}"));
        out.add(format_args!("behind={behind} first={}", self.is_first));
        out.add(format_args!("before that={} {before}", lower(self.before_that)));
        out.add(format_args!("behind that={behind} {}", lower(self.behind_that)));
        if self.before_capital {
            out.add(format_args!("behind capital={}", self.behind.to_lowercase()));
        }
        if self.after_capital {
            out.add(format_args!("before capital={}", self.before.to_lowercase()));
        }
        for (name, value) in [
            ("first", self.is_first),
            ("last", self.is_last),
            ("locative", self.is_locative),
            ("before state", self.before_state),
            ("after place", self.after_place),
            ("after given", self.after_given),
            ("after title", self.after_title),
            ("before institution", self.before_institution),
            ("before capital", self.before_capital),
            ("after capital", self.after_capital),
        ] {
            if value {
                out.add(format_args!("{name}"));
                out.add(format_args!("{name} {:?}", self.origin));
            }
        }
        out.add(format_args!(
            "capitals={}{} locative={}",
            self.after_capital, self.before_capital, self.is_locative
        ));
        if let Some(noun) = self.noun {
            out.add(format_args!("noun={noun}"));
        }
    }
}
