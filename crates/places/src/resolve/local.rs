//! "A Lebanon woman", "Cuba Mayor Ann Holm": of the state it would be "a Lebanese woman", so that a town of that name is meant.
//! But "a Malta woman", "a Singapore family" are said too, so that the rest of the report must speak for such a town, and
//! nothing in it for the state.

use super::hints::Hints;
use super::name::Name;
use crate::candidates::is_capital;
use crate::lexicon::Lexicon;
use dateline_gazetteer::PlaceKind;

/// Whether a town's bare name stands before a word: "*woman*", "*Mayor*".
pub(super) fn is_of_locals(lexicon: &Lexicon, behind: &str) -> bool {
    let words = &lexicon.words;
    words.locals.contains(behind) || is_capital(behind) && words.civic.contains(&behind.to_lowercase())
}

/// Makes names local that stood so, where the other names or words of the report tell of a state that has a town of that name
/// and whose papers are in English, and none of the state of that name.
pub(super) fn be_local(
    lexicon: &Lexicon,
    local: &[usize],
    outlet: &[Name],
    hints: &Hints,
    names: &mut [Name],
) {
    for &one in local {
        let others = names.iter().enumerate().filter(|&(other, _)| other != one).map(|(_, name)| name);
        let mut states = hints.home.clone();
        states.extend(
            others
                .chain(outlet)
                .filter_map(Name::likeliest)
                .filter(|place| place.kind != PlaceKind::Country)
                .filter_map(|place| place.country),
        );
        let places = &names[one].places;
        let is_own_told = places
            .iter()
            .filter(|place| place.kind == PlaceKind::Country)
            .filter_map(|place| place.country)
            .any(|state| states.contains(state) || hints.peoples.contains(state));
        let has_town = places.iter().any(|place| {
            place.kind == PlaceKind::City
                && place.country.is_some_and(|state| states.contains(state) && lexicon.is_english(state))
        });
        if has_town && !is_own_told {
            names[one].be_local();
        }
    }
}
