//! Names that something else bears: a weapon, a church, a river.

use super::candidates::{Candidate, bearers, is_capital};
use super::lexicon::Lexicon;
use dateline_gazetteer::{Gazetteer, PlaceKind};
use dateline_language::{Annotated, Upos, Word};
use dateline_model::{MentionKind, Span};

/// "Patriot, *Iskander* and Leopard systems": a weapon among others.
pub(super) fn is_in_list_of_weapons(lexicon: &Lexicon, annotated: &Annotated<'_>, words: Span<Word>) -> bool {
    const REACH: usize = 8;
    let sentence = annotated.sentence(words.start).words;
    let is_joint = |at: usize| matches!(annotated.form(at), "," | "and" | "or");
    let mut start = words.start;
    while start >= sentence.start + 2 && is_joint(start - 1) && is_capital(annotated.form(start - 2)) {
        start -= 2;
    }
    let is_behind_place =
        start > sentence.start && lexicon.words.locative.contains(annotated.form(start - 1));
    let end = sentence.end.min(words.end + REACH);
    let weapon = (words.end..end)
        .find(|&at| !is_joint(at) && !is_capital(annotated.form(at)) && annotated.form(at) != "-");
    !is_behind_place
        && words.end < sentence.end
        && is_joint(words.end)
        && weapon.is_some_and(|at| {
            at > words.end + 1
                && is_capital(annotated.form(at - 1))
                && lexicon.words.weapons.contains(annotated.form(at))
        })
}

/// "the church of *Saint George*": who it is named for.
pub(super) fn is_saint_of_church(lexicon: &Lexicon, annotated: &Annotated<'_>, words: Span<Word>) -> bool {
    let sentence = annotated.sentence(words.start).words;
    let is_saint = matches!(annotated.form(words.start), "Saint" | "St" | "St." | "Santa" | "San" | "Sankt");
    is_saint
        && words.start >= sentence.start + 2
        && annotated.form(words.start - 1) == "of"
        && lexicon.words.churches.contains(&annotated.form(words.start - 2).to_lowercase())
}

/// "*The Missouri* rose": with an article and no noun behind it such a state is the river of its name.
pub(super) fn is_river_of_a_state(
    gazetteer: &Gazetteer,
    annotated: &Annotated<'_>,
    candidate: &Candidate,
) -> bool {
    let words = candidate.words;
    let has_article = words.start > 0 && annotated.form(words.start - 1).eq_ignore_ascii_case("the");
    let is_state = candidate.kind.is_none()
        && bearers(gazetteer, candidate)
            .iter()
            .any(|named| named.place.kind == PlaceKind::Region && matches!(named.place.country, Some("USA")));
    let goes_on = annotated.tokens.get(words.end).is_some_and(|next| {
        matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Part)
            || annotated.form(words.end) == "-"
    });
    has_article && is_state && words.len() == 1 && !goes_on
}

/// "November 2, 1995 (PORT LOUIS) - The mayor …": a town in brackets behind nothing but the day.
pub(super) fn is_behind_day(annotated: &Annotated<'_>, words: Span<Word>) -> bool {
    let sentence = annotated.sentence(words.start).words;
    let Some(open) = words.start.checked_sub(1).filter(|&open| open > sentence.start) else { return false };
    let is_shouted = annotated.words(words).chars().all(|letter| !letter.is_lowercase());
    let is_day = |at: usize| {
        let form = annotated.form(at);
        form == "," || form.bytes().all(|byte| byte.is_ascii_digit()) || is_capital(form)
    };
    annotated.form(open) == "("
        && words.end < sentence.end
        && annotated.form(words.end) == ")"
        && is_shouted
        && open - sentence.start <= 5
        && (sentence.start..open).all(is_day)
        && (sentence.start..open).any(|at| annotated.form(at).bytes().all(|byte| byte.is_ascii_digit()))
        && annotated.form(sentence.start).chars().any(char::is_lowercase)
}

/// "Paris Holm, a singer, … *Paris* left": who was named whole before is called by the first name.
pub(super) fn is_first_name(annotated: &Annotated<'_>, words: Span<Word>) -> bool {
    const NEAR: usize = 200;
    let names = &annotated.names;
    let at = names.partition_point(|name| name.words.end <= words.start);
    let is_person = names.get(at).is_some_and(|name| name.words == words && name.kind == MentionKind::Person);
    is_person
        && words.len() == 1
        && names[..at].iter().rev().take(NEAR).any(|whole| {
            whole.kind == MentionKind::Person
                && whole.words.len() > 1
                && annotated.form(whole.words.start) == annotated.form(words.start)
        })
}

/// "Dayton-*based*", "Rep. Ann Holm, R-*Dayton*": who or what is from there.
pub(super) fn is_home(lexicon: &Lexicon, annotated: &Annotated<'_>, words: Span<Word>) -> bool {
    let sentence = annotated.sentence(words.start).words;
    let form = |word: Option<usize>| {
        word.filter(|word| sentence.range().contains(word)).map_or("", |word| annotated.form(word))
    };
    let behind = form(Some(words.end));
    let is_from_there = |at: usize| lexicon.words.from_there.contains(form(Some(at)));
    let is_based = behind == "-" && is_from_there(words.end + 1) || behind == "based";
    let before = form(words.start.checked_sub(1));
    let is_member = before == "-"
        && lexicon.words.parties.contains(form(words.start.checked_sub(2)))
        && matches!(form(words.start.checked_sub(3)), "," | "(" | "[");
    is_based || is_member
}
