//! From words that a person types to a full-text question that cannot fail.

/// All words of `typed` must occur, those in quotation marks side by side;
/// none if there is no word in it.
pub(crate) fn all_of(typed: &str) -> Option<String> {
    let typed = typed.replace(['“', '”'], "\"");
    let mut terms = Vec::new();
    for (number, part) in typed.split('"').enumerate() {
        if number % 2 == 1 {
            terms.extend(phrase(part));
        } else {
            terms.extend(part.split_whitespace().filter_map(phrase));
        }
    }
    (!terms.is_empty()).then(|| terms.join(" "))
}

/// All words of `typed`, or all of one of the other ways to say it.
pub(crate) fn any_of(typed: &str, also: &[String]) -> Option<String> {
    let first = all_of(typed)?;
    let mut ways = vec![first];
    ways.extend(also.iter().filter_map(|way| all_of(way)));
    Some(ways.into_iter().map(|way| format!("({way})")).collect::<Vec<_>>().join(" OR "))
}

/// The same, of which the last word may go on: for results while one types.
pub(crate) fn all_of_so_far(typed: &str) -> Option<String> {
    let terms = all_of(typed)?;
    Some(if typed.ends_with(char::is_whitespace) { terms } else { format!("{terms}*") })
}

/// The words of one part as an FTS5 string, so that nothing in it is an operator.
pub(crate) fn phrase(part: &str) -> Option<String> {
    part.chars().any(char::is_alphanumeric).then(|| format!("\"{}\"", part.replace(['"', '\0'], " ").trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_words() {
        assert_eq!(all_of("peace OR war*"), Some("\"peace\" \"OR\" \"war*\"".to_owned()));
        assert_eq!(all_of("“Dayton accords” - 1995"), Some("\"Dayton accords\" \"1995\"".to_owned()));
        assert_eq!(all_of(" ?! "), None);
        let also = ["SRB".to_owned(), "?".to_owned()];
        assert_eq!(any_of("Serbia", &also), Some("(\"Serbia\") OR (\"SRB\")".to_owned()));
        assert_eq!(any_of("?", &also), None);
    }
}
