//! The state or body that words point at, and institutions that act for one.

use crate::offices::{Standing, implied_by, is_together, speaks_for, standing_of};
use crate::stand::Holder;
use dateline_gazetteer::{CountryWord, Gazetteer};

/// The state or body that some words point at, and what is left of them: "the Russian Foreign
/// Ministry" is RUS and "Foreign Ministry".
pub(crate) fn pointed_at(words: &str) -> Option<(String, CountryWord, String)> {
    let gazetteer = Gazetteer::embedded();
    let trimmed = words.trim().trim_end_matches("'s").trim_end_matches("’s");
    let whole = trimmed.strip_prefix("the ").or_else(|| trimmed.strip_prefix("The ")).unwrap_or(trimmed);
    if let Some(body) = gazetteer.body_named(whole) {
        return Some((speaks_for(&body.name), CountryWord::Name, String::new()));
    }
    if let Some(named) = gazetteer.country_named(whole) {
        return Some((named.iso3().to_owned(), named.word, String::new()));
    }
    let parts: Vec<&str> = whole.split_whitespace().collect();
    let strip = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
        word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word).to_owned()
    };
    // The first name, and of those that begin there the longest: "Chile's ambassador to the United
    // States" is Chile's.
    for start in 0..parts.len() {
        for length in (1..=3.min(parts.len() - start)).rev() {
            let name = strip(&parts[start..start + length].join(" "));
            if !name.starts_with(char::is_uppercase) && !name.starts_with(|l: char| l.is_ascii_digit()) {
                continue;
            }
            let rest = || {
                let kept = parts[..start].iter().chain(&parts[start + length..]);
                kept.copied().collect::<Vec<_>>().join(" ")
            };
            if let Some(body) = gazetteer.body_named(&name) {
                // "the Security Council of Chile" is not the United Nations'.
                let is_generic = name.eq_ignore_ascii_case("Security Council");
                let of_state = pointed_at(&rest()).filter(|(side, ..)| is_generic && side.len() == 3);
                return Some(of_state.unwrap_or_else(|| (speaks_for(&body.name), CountryWord::Name, rest())));
            }
            if let Some(named) = gazetteer.country_named(&name) {
                return Some((named.iso3().to_owned(), named.word, rest()));
            }
        }
    }
    // "the pope", "a member of the Knesset": there is but one.
    let implied = parts.iter().find_map(|word| implied_by(&strip(word).to_lowercase()))?;
    Some((implied.to_owned(), CountryWord::Name, whole.to_owned()))
}

/// "the Kremlin", "Kyiv", "Poland", "Ukraine's Foreign Ministry", "Russian officials"; not "Russian
/// media", "the Russians", "Chechnya".
pub(crate) fn institution(words: &str, is_place: bool) -> Option<Holder> {
    let (side, word, rest) = pointed_at(words)?;
    let is_alone = rest.split_whitespace().all(|word| matches!(word, "the" | "of" | "The"));
    let is_official = if is_alone {
        match word {
            CountryWord::Name | CountryWord::Seat => true,
            CountryWord::Capital => is_place || !words.contains(' '),
            _ => false,
        }
    } else {
        let is_together = Gazetteer::embedded().country(&side).is_none()
            && rest.split_whitespace().any(|word| is_together(&word.to_lowercase()));
        word != CountryWord::Part && (is_together || standing_of(&rest) == Standing::Official)
    };
    is_official.then(|| Holder { side: Some(side), name: words.trim().to_owned(), office: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn institutions_and_seats_are_their_states() {
        let side = |words: &str| institution(words, false).and_then(|holder| holder.side);
        assert_eq!(side("the Kremlin").as_deref(), Some("RUS"));
        assert_eq!(side("Norwegian officials").as_deref(), Some("NOR"));
        assert_eq!(side("the Foreign Ministry of Chile").as_deref(), Some("CHL"));
        assert_eq!(side("NATO").as_deref(), Some("NATO"));
        assert_eq!(side("the Knesset").as_deref(), Some("ISR"));
        assert_eq!(pointed_at("Pope").map(|(side, ..)| side).as_deref(), Some("VAT"));
        assert_eq!(side("Norwegian media"), None);
        assert_eq!(side("the Norwegians"), None);
    }
}
