//! Whether words tell of somebody who is charged: "is accused of fraud", "the charges against him".

use crate::denials::denials;
use crate::words::words;

/// So many words before a charge may say that it is none ("has *not* yet been formally charged with").
const NEAR: usize = 5;

/// Whether a text in small letters tells that somebody is charged, and not that he is to be, is not, or is not any more.
pub(crate) fn tells_of_a_charge(lower: &str) -> bool {
    let lexicon = denials();
    !holds_one(lower, &lexicon.pending)
        && lexicon.charged.iter().any(|phrase| {
            lower.match_indices(phrase.as_str()).any(|(at, _)| {
                is_whole(lower, at, phrase) && stands(&lower[..at], phrase, &lower[at + phrase.len()..])
            })
        })
}

/// Whether a charge stands, by what is before it and behind it.
fn stands(before: &str, phrase: &str, behind: &str) -> bool {
    let lexicon = denials();
    let is_turned = |text: &str| words(text).any(|word| lexicon.turning.contains(word.text));
    let clause = before.rsplit([',', ';', ':', '.']).next().unwrap_or_default();
    let from = words(clause).map(|word| word.start).collect::<Vec<_>>().into_iter().rev().nth(NEAR - 1);
    let near = &clause[from.unwrap_or_default()..];
    if is_turned(near) || holds_one(near, &lexicon.cleared) {
        return false;
    }
    // "The charges against Kolar were dropped"; "charged with the theft, but acquitted". What somebody is charged with may
    // be told in the same words: "accused of not paying", "charged with dropping mines".
    let told = if phrase.ends_with("against") {
        Some(behind)
    } else {
        [" but ", " and ", ", ", "; "]
            .iter()
            .filter_map(|joint| behind.find(joint))
            .min()
            .map(|at| &behind[at..])
    };
    let Some(told) = told else { return true };
    let is_cleared = lexicon.cleared.iter().any(|phrase| {
        let letters = phrase.trim_end_matches('*');
        told.match_indices(letters).any(|(at, _)| {
            let word = told[at..].split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
            is_whole(told, at, phrase) && !word.ends_with("ing")
        })
    });
    !(is_cleared || phrase.ends_with("against") && is_turned(told))
}

fn holds_one(lower: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| has_phrase(lower, phrase))
}

/// Whether a phrase stands in a text in small letters; with a star it is open at its end.
pub(crate) fn has_phrase(lower: &str, phrase: &str) -> bool {
    lower.match_indices(phrase.trim_end_matches('*')).any(|(at, _)| is_whole(lower, at, phrase))
}

fn is_whole(lower: &str, at: usize, phrase: &str) -> bool {
    let behind = &lower[at + phrase.trim_end_matches('*').len()..];
    !lower[..at].ends_with(char::is_alphanumeric)
        && (phrase.ends_with('*') || !behind.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charge_is_one_until_it_is_dropped() {
        for charge in [
            "kolar was charged with ferry fraud",
            "kolar is accused of not paying the toll",
            "kolar was charged with dropping mines and withdrawing the funds",
            "the charges against kolar of dismissing the clerks unfairly",
            "the harbour was never safe, and kolar is accused of neglect",
            "they met, dropped anchor, and heard the allegations against kolar",
        ] {
            assert!(tells_of_a_charge(charge), "{charge}");
        }
        for none in [
            "kolar has not yet been formally charged with fraud",
            "kolar was never accused of fraud",
            "no charges against kolar were brought",
            "the court threw out all the charges against kolar",
            "the charges against kolar were quietly withdrawn",
            "the charges against kolar were never filed",
            "kolar was wrongly accused of fraud",
            "kolar was charged with fraud but acquitted in may",
            "kolar was accused of fraud, and cleared by the court",
        ] {
            assert!(!tells_of_a_charge(none), "{none}");
        }
    }
}
