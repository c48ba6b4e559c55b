use crate::Finder;
use dateline_gazetteer::Gazetteer;
use dateline_language::{Analyzer, Depth};
use dateline_model::Report;
use dateline_scene::Scene;

/// "[killed five civilians|5 killed]" in an example: what must be found, its bounds and what it tells.
#[test]
fn examples_of_the_lexicon() {
    let analyzer = Analyzer::embedded();
    let (parties, times) = (dateline_parties::Resolver::embedded(), dateline_times::Finder::embedded());
    let places = dateline_places::Finder::new(Gazetteer::embedded());
    let (statements, events) = (dateline_statements::Finder::embedded(), dateline_events::Finder::embedded());
    let figures = Finder::embedded();
    let mut failures = Vec::new();
    let source = include_str!("../lexicon/figures.toml");
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
        let mut scene = Scene::new(&report, &annotated);
        scene.entities = parties.resolve(&scene);
        scene.times = times.find(&scene);
        scene.places = places.find(&scene);
        scene.statements = statements.find(&scene);
        scene.events = events.find(&scene);
        let found: Vec<_> = figures
            .find(&scene)
            .into_iter()
            .map(|found| {
                let figure = found.record;
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
