use super::*;
use jiff::civil::date;

/// "[late Thursday|2025-04-03]" in an example: what must be found, and its TIMEX3 value.
#[test]
fn examples_of_the_lexicon() {
    let finder = Finder::new();
    let mut failures = Vec::new();
    let source = include_str!("../../lexicon/times.toml");
    for line in source.lines().filter_map(|line| line.strip_prefix("example = \"")) {
        let example = line.trim_end_matches('"');
        let (mut text, mut wanted) = (String::new(), Vec::new());
        for (number, piece) in example.split(['[', ']']).enumerate() {
            let (words, value) = piece.split_once('|').unwrap_or((piece, ""));
            if number % 2 == 1 {
                wanted.push((words.to_owned(), value.to_owned()));
            }
            text.push_str(words);
        }
        let found: Vec<_> = finder
            .read(&text, Some(date(2025, 4, 4)))
            .into_iter()
            .map(|(span, value)| (text[span.range()].to_owned(), value.timex))
            .collect();
        if wanted.iter().any(|wanted| !found.contains(wanted)) {
            failures.push(format!("{example}: {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
