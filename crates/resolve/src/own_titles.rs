//! What is printed before and behind a name, taken apart: the office, whose it is, and the name alone.

use crate::institutions::pointed_at;
use crate::offices::{ends_like_a_calling, is_office, is_weekday};
use crate::personal_names::is_role;
use dateline_gazetteer::{CountryWord, Gazetteer};
use dateline_model::{Mention, MentionKind, Reading};
use dateline_vocabulary::titles;

/// An office less what is no part of its title: "texts disparaging President" is President;
/// none for what somebody is to somebody else ("son", "likely rival").
pub(crate) fn title_alone(office: &str) -> Option<&str> {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let has_capital = office.split_whitespace().any(is_capital);
    let mut title = office.trim();
    // Words before the title, if they are no part of it: of one in capitals all in small letters.
    while let Some((first, rest)) = title.split_once(' ') {
        let lower = first.to_lowercase();
        let is_small = has_capital && !is_capital(first) && !first.contains('-');
        if titles().parts.contains(&lower) || !(is_small || titles().passing.contains(first)) {
            break;
        }
        title = rest.trim_start();
    }
    let last = title.split_whitespace().next_back()?;
    let head = title.split(" of ").next()?.split_whitespace().next_back()?;
    let is_none =
        titles().of_others.contains(&last.to_lowercase()) || titles().organs.contains(&head.to_lowercase());
    // "the head of *my* office": whose, only who says it knows. "Counterpart CIA Director" is somebody else's.
    let is_of_whom_speaks = title.split(' ').any(|word| matches!(word, "my" | "our" | "your"));
    let title = title.strip_prefix("counterpart ").unwrap_or(title);
    (!is_none && !is_of_whom_speaks && is_title(title)).then_some(title)
}

/// Whether some words name an office or calling: "chief investment strategist", not "American
/// Conservative", "the Institute".
fn is_title(words: &str) -> bool {
    words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let lower = word.to_lowercase();
        is_role(&lower) || is_office(&lower) || ends_like_a_calling(&lower)
    })
}

/// "US President" is President, of the USA; "leader of Belarus" leader, of Belarus.
pub(crate) fn title_and_state(title: &str, of: Option<&String>) -> (String, Option<String>) {
    let Some((side, _, rest)) = pointed_at(title) else { return (title.to_owned(), of.cloned()) };
    let is_first = !title.starts_with(rest.split_whitespace().next().unwrap_or("\0"));
    let rest = rest.trim().trim_end_matches(" of").trim_end_matches(" of the").trim();
    if of.is_some_and(|of| *of != side) || !is_title(rest) || !(is_first || title.contains(" of ")) {
        return (title.to_owned(), of.cloned());
    }
    (rest.to_owned(), Some(side))
}

/// The title less the state or body before it: "British Foreign Secretary", "Britain's Foreign
/// Secretary", "NATO Secretary General"; none for "his counterpart".
pub(crate) fn own_title(printed: &str, start: u32, reading: &Reading) -> Option<String> {
    let inside = |mention: &&Mention| {
        matches!(
            mention.kind,
            MentionKind::Nationality | MentionKind::Country | MentionKind::Organization | MentionKind::Place
        ) && mention.span.start == start
            && printed.starts_with(&mention.span.text)
    };
    let before =
        reading.mentions.iter().filter(inside).map(|mention| mention.span.text.len()).max().unwrap_or(0);
    let mut title = printed[before..].trim_start_matches(['\'', '’']);
    if before > 0 {
        title = title.strip_prefix("s ").unwrap_or(title);
    }
    let title = title_alone(title)?;
    let is_own = title.starts_with(char::is_uppercase) && !title.contains("'s") && !title.contains("’s");
    is_own.then(|| title.to_owned())
}

/// "Mr Vance" is called Vance.
pub(crate) fn without_title(name: &str) -> &str {
    let first = name.split_whitespace().next().unwrap_or_default();
    let is_title = first.len() < name.len()
        && first.starts_with(char::is_uppercase)
        && titles().is_address(&first.trim_end_matches('.').to_lowercase());
    if is_title { name[first.len()..].trim_start() } else { name }
}

/// "Kremlin Aleksander Dugin" is called Aleksander Dugin; "Treasury Ama Okafor", "Sunday Ama Okafor" and "BNR Ama
/// Okafor" are Ama Okafor.
pub(crate) fn without_seat(name: &str) -> &str {
    let Some((first, rest)) = name.split_once(' ') else { return name };
    let named = Gazetteer::embedded().country_named(first);
    let is_seat = named.is_some_and(|named| matches!(named.word, CountryWord::Seat | CountryWord::Demonym));
    let lower = first.to_lowercase();
    let is_department = titles().departments.contains(&lower);
    let is_day = is_weekday(&lower);
    // A station or agency before the name of who works for it; "JD" is a name.
    let is_letters = (3..=4).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_before =
        rest.contains(' ') && (is_seat || is_department || is_letters && rest.contains(char::is_lowercase));
    if is_before || is_day { rest.trim_start() } else { name }
}

#[cfg(test)]
mod tests {
    use super::{title_alone, without_seat};

    #[test]
    fn an_office_is_no_more_than_its_title() {
        assert_eq!(title_alone("texts disparaging President"), Some("President"));
        assert_eq!(title_alone("former Secretary of State"), Some("former Secretary of State"));
        assert_eq!(title_alone("foreign minister"), Some("foreign minister"));
        assert_eq!(title_alone("likely rival"), None);
        assert_eq!(title_alone("newly elected prime minister"), Some("prime minister"));
        assert_eq!(title_alone("embattled Lake City mayor"), Some("Lake City mayor"));
        assert_eq!(title_alone("New Lake governor"), Some("New Lake governor"));
        assert_eq!(title_alone("Lake Ministry of Foreign Affairs"), None);
        assert_eq!(title_alone("head of the office"), Some("head of the office"));
        assert_eq!(title_alone("Head of my Office"), None);
        assert_eq!(title_alone("counterpart Foreign Minister"), Some("Foreign Minister"));
    }

    #[test]
    fn what_stands_before_a_name_is_none_of_it() {
        for (printed, name) in [
            ("Treasury Ama Okafor", "Ama Okafor"),
            ("Defense Ama Okafor", "Ama Okafor"),
            ("Sunday Okafor", "Okafor"),
            ("BNR Ama Okafor", "Ama Okafor"),
            ("Kremlin Ama Okafor", "Ama Okafor"),
            ("JD Okafor", "JD Okafor"),
            ("JD Vance Okafor", "JD Vance Okafor"),
            ("Justice Okafor", "Justice Okafor"),
            ("OKAFOR AMA", "OKAFOR AMA"),
        ] {
            assert_eq!(without_seat(printed), name);
        }
    }
}
