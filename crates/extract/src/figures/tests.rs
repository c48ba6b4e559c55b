use crate::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Kind, Kinds, Report};

/// "[killed five civilians|5 killed]" in an example: what must be found, its bounds and what it tells.
#[test]
fn examples_of_the_lexicon() {
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let mut failures = Vec::new();
    let source = include_str!("../../lexicon/figures.toml");
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
        let report = Report { text, published: Some("2025-04-04".to_owned()), ..Report::default() };
        let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
        let reading = extractor.read(&report, &annotated, Kinds::NONE.with(Kind::Figure));
        let found: Vec<_> = reading
            .figures
            .into_iter()
            .map(|figure| {
                let mark = if figure.approximate { "~" } else { "" };
                let bounds = match (figure.low, figure.high) {
                    (Some(low), Some(high)) if low == high => format!("{mark}{low}"),
                    (low, high) => {
                        let side = |side: Option<f64>| side.map_or(String::new(), |side| side.to_string());
                        format!("{mark}{}..{}", side(low), side(high))
                    }
                };
                (figure.evidence.text, format!("{bounds} {}", figure.what))
            })
            .collect();
        if wanted.iter().any(|wanted| !found.contains(wanted)) {
            failures.push(format!("{example}: {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
