//! Text as it may stand in HTML and XML that no template makes.

/// What stands for a mark that HTML and XML read as their own.
pub(crate) fn entity(letter: char) -> Option<&'static str> {
    Some(match letter {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// Marks escaped, tabs and ends of lines as blanks; what neither HTML nor XML can hold is left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if entity(letter).is_some() => out.extend(entity(letter)),
            '\t' | '\n' | '\r' => out.push(' '),
            letter if letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}') => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escaped("<a b='c'>\n\u{1b}d & \"e\""), "&lt;a b=&#39;c&#39;&gt; d &amp; &quot;e&quot;");
    }
}
