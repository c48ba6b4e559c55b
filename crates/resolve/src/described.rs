//! What a report prints beside the name of somebody: the title before it, the description behind.

use crate::offices::{Standing, is_inside_a_title, left_office, standing_of};
use dateline_model::{Mention, MentionKind, TextIndex};

/// The title before a name ("Belarusian Foreign Minister"), the description behind it (", a professor
/// at Yale,"), what an office is of ("the leader of China").
pub(crate) fn beside(mention: &Mention, index: &TextIndex<'_>) -> Vec<String> {
    let (text, place) = (index.text(), index.bytes(mention.span.span()));
    let after = &text[place.end..];
    let is_break = |letter: char| {
        matches!(letter, ',' | '.' | ';' | ':' | '\n' | '(' | ')' | '"' | '”' | '“' | '–' | '—')
    };
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if mention.kind != MentionKind::Person {
        let of: Vec<&str> = after
            .split(is_break)
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .take_while(|word| is_capital(word) || matches!(*word, "of" | "the" | "for" | "and"))
            .take(7)
            .collect();
        let is_of = after.starts_with(" of ") || after.starts_with(" for ");
        let whole = format!("{} {}", mention.span.text, of.join(" "));
        return if is_of && of.len() > 1 { vec![whole] } else { Vec::new() };
    }
    let mut found = Vec::new();
    let before = text[..place.start].rsplit(is_break).next().unwrap_or_default();
    let is_titled =
        |word: &&str| is_capital(word) || is_inside_a_title(word) || standing_of(word) != Standing::Unknown;
    let mut title: Vec<&str> = before.split_whitespace().rev().take_while(is_titled).take(16).collect();
    title.reverse();
    let is_title = title.iter().rev().take(8).any(|word| standing_of(word) != Standing::Unknown);
    if is_title && before.ends_with(' ') {
        found.push(title.join(" "));
    }
    if let Some(was) = once_held(after) {
        found.push(was);
    }
    if let Some(described) = after.strip_prefix(", ") {
        let words: Vec<&str> =
            described.split(is_break).next().unwrap_or_default().split_whitespace().collect();
        let begins = words.first().is_some_and(|first| {
            matches!(*first, "the" | "a" | "an" | "former")
                || is_capital(first)
                || standing_of(first) != Standing::Unknown
        });
        let names = words.iter().take(7).any(|word| standing_of(word) != Standing::Unknown);
        if begins && names && words.len() <= 14 {
            found.push(words.join(" "));
        }
    }
    found
}

/// The office that somebody held and holds no more: ", who served as foreign minister", ", who was
/// chancellor until 1998".
fn once_held(after: &str) -> Option<String> {
    let told = after.strip_prefix(", who ")?;
    let clause = told.split([',', '.', ';', ':', '\n', '(']).next().unwrap_or_default();
    let office = left_office(clause)?;
    let words: Vec<&str> = office.split_whitespace().take(8).collect();
    let office = words.join(" ");
    (standing_of(&office) == Standing::Official).then(|| format!("former {office}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_held_an_office_holds_it_no_more() {
        let was = |after: &str| once_held(after).map(|office| standing_of(&office));
        assert_eq!(was(", who served as foreign minister in the seventies, said"), Some(Standing::Private));
        assert_eq!(was(", who was chancellor until 1998, spoke"), Some(Standing::Private));
        assert_eq!(was(", who was visiting Oslo from Monday, said"), None);
        assert_eq!(was(", the foreign minister, said"), None);
    }
}
