//! Names in a line of authors, and what is none.

use super::lexicon::LEXICON;

/// The names in a printed line of authors.
pub(super) fn names_in(line: &str, looks_like: fn(&str) -> bool) -> Vec<String> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = without_openings(&line);
    let line = with_suffixes_joined(&line);
    let mut names: Vec<String> = Vec::new();
    for part in line
        .split([',', ';', '&', '|', '/', '•', '·', '–', '—', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" with "))
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" och "))
    {
        let part = part.trim().trim_start_matches("and ").trim_start_matches("By ").trim_start_matches("by ");
        let part = part.trim_matches(|letter: char| {
            matches!(letter, ':' | '-' | '"' | '“' | '”' | '(' | ')' | '@' | ' ')
        });
        let part = if part.ends_with("Jr.") || part.ends_with("Sr.") { part } else { part.trim_matches('.') };
        let part = without_closing(part);
        let part = if part.contains(") ") { part } else { part.split(" (").next().unwrap_or(part).trim() };
        if part.is_empty() {
            continue;
        }
        let plain = part.split(JOINED).next().unwrap_or(part);
        if !looks_like(plain) {
            // What follows the names is no name, and nothing after it is.
            if names.is_empty() {
                continue;
            }
            break;
        }
        names.push(part.replace(JOINED, ", "));
        if names.len() > 11 {
            break;
        }
    }
    names
}

/// Stands for the comma between a name and what belongs to it.
const JOINED: char = '\u{1f}';

/// "Ivo Marek, Jr., Mara Ilic": the comma before "Jr." parts no two people.
fn with_suffixes_joined(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(", ") {
        let (before, behind) = (&rest[..at], &rest[at + 2..]);
        let word = behind.split([' ', ',']).next().unwrap_or("");
        out.push_str(before);
        if ["Jr.", "Jr", "Sr.", "Sr", "II", "III"].contains(&word) {
            out.push(JOINED);
        } else {
            out.push_str(", ");
        }
        rest = behind;
    }
    out + rest
}

/// "By Mara Ilic" without the first word.
pub(super) fn without_openings(line: &str) -> String {
    let mut line = line.trim_start_matches(['|', ' ']).to_owned();
    loop {
        let lower = line.to_lowercase();
        let opening = LEXICON.openings.iter().filter(|opening| {
            lower.strip_prefix(opening.as_str()).is_some_and(|rest| {
                rest.starts_with([' ', ':', '|', '\u{A0}'])
                    || opening.ends_with(':')
                    || !opening.ends_with(|letter: char| letter.is_alphabetic())
            })
        });
        let Some(length) = opening.map(String::len).max() else { break };
        if length >= line.len() || !line.is_char_boundary(length) {
            return String::new();
        }
        line = line[length..].trim_start_matches([':', ' ', '|', '\u{A0}']).to_owned();
    }
    line
}

/// "Mara Ilic Published 3 May" without what follows the name.
pub(super) fn without_closing(part: &str) -> &str {
    let lower = part.to_lowercase();
    if lower.len() != part.len() {
        return part;
    }
    let cut = LEXICON.closings.iter().filter_map(|closing| closes_at(&lower, closing)).min();
    let digit = part.find(|letter: char| letter.is_ascii_digit());
    let end = [cut, digit].into_iter().flatten().min().unwrap_or(part.len());
    part.get(..end).unwrap_or(part).trim()
}

/// Where a closing stands in a line, from the space before it on; "editor" is not in "editorial".
pub(super) fn closes_at(line: &str, closing: &str) -> Option<usize> {
    let is_whole = |at: &usize| {
        let behind = line[at + 1 + closing.len()..].chars().next();
        closing.ends_with(' ') || !behind.is_some_and(char::is_alphabetic)
    };
    let spaced = line.match_indices(closing).filter(|(at, _)| line[..*at].ends_with(' '));
    spaced.map(|(at, _)| at - 1).find(is_whole)
}

/// "Written by" as a label of its own.
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', ' ']).to_lowercase();
    LEXICON.labels.contains(&text)
}

pub(super) fn looks_like_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_particle = |word: &&str| {
        matches!(
            *word,
            "de" | "van"
                | "von"
                | "der"
                | "den"
                | "del"
                | "la"
                | "le"
                | "da"
                | "dos"
                | "di"
                | "al"
                | "el"
                | "bin"
                | "ter"
                | "du"
                | "y"
                | "zu"
                | "af"
                | "e"
        )
    };
    (1..=5).contains(&words.len())
        && name.len() < 60
        && !name.contains(['@', '#', '?', '!', '{', '=', '_', '<', '[', '©', '→', '…', ':'])
        && !name.bytes().any(|byte| byte.is_ascii_digit())
        && words.iter().all(|word| {
            is_particle(word) || word.starts_with(|first: char| first.is_uppercase() || !first.is_ascii())
        })
        && name.chars().filter(|letter| letter.is_alphabetic()).count() > 2
}

/// What a page claims to be an author's name need not be printed in capitals.
pub(super) fn looks_like_claim(name: &str) -> bool {
    (1..=5).contains(&name.split(' ').count())
        && name.len() < 60
        && !name.contains(['@', '#', '?', '!', '{', '=', '_', '<', '[', '©', '→', '…', ':', '/'])
        && name.chars().filter(|letter| letter.is_alphabetic()).count() > 2
        && !name.bytes().any(|byte| byte.is_ascii_digit())
}

/// Not a desk, an agency or a part of the page.
pub(super) fn is_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
    looks_like_claim(name) && !words.any(|word| LEXICON.nobody.iter().any(|nobody| nobody == word))
}

/// The same of a name that is only printed: two words at least, none of them a month's.
pub(super) fn is_printed_person(name: &str) -> bool {
    let has_month = name.split([' ', '.']).any(crate::printed_day::is_month);
    let lower = name.to_lowercase();
    let has_calling = lower.split(' ').any(|word| LEXICON.callings.iter().any(|calling| calling == word));
    is_person(name) && looks_like_name(name) && name.contains(' ') && !has_month && !has_calling
}

/// "Valley Wire Staff", "Team Harbour", "Our Editors".
pub(super) fn is_collective(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    let is_known =
        |word: Option<&&str>| word.is_some_and(|word| LEXICON.collectives.iter().any(|known| known == word));
    (2..=6).contains(&words.len())
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '&' | '.' | '\'' | '’' | '-'))
        && (is_known(words.last()) || words[0] == "team")
}

/// An outlet or a body that is given as the author by its name.
pub(super) fn is_body(name: &str) -> bool {
    let generic = |word: &str| {
        matches!(
            word,
            "admin"
                | "administrator"
                | "editor"
                | "staff"
                | "redaktion"
                | "redacción"
                | "redazione"
                | "webmaster"
                | "author"
                | "guest"
                | "anonymous"
                | "unknown"
                | "team"
                | "news"
                | "user"
        )
    };
    !name.is_empty()
        && name.len() < 60
        && !name.contains("://")
        && !name.starts_with('#')
        && !generic(&name.to_lowercase())
}
