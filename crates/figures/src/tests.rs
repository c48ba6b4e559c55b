use crate::Finder;
use dateline_gazetteer::Gazetteer;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Figure, Report};
use dateline_scene::Scene;

/// The stages before this one.
struct Stages {
    analyzer: Analyzer,
    parties: dateline_parties::Resolver,
    times: dateline_times::Finder,
    places: dateline_places::Finder,
    statements: dateline_statements::Finder,
    events: dateline_events::Finder,
    figures: Finder,
}

impl Stages {
    fn embedded() -> Self {
        Stages {
            analyzer: Analyzer::embedded(),
            parties: dateline_parties::Resolver::embedded(),
            times: dateline_times::Finder::embedded(),
            places: dateline_places::Finder::new(Gazetteer::embedded()),
            statements: dateline_statements::Finder::embedded(),
            events: dateline_events::Finder::embedded(),
            figures: Finder::embedded(),
        }
    }

    /// The figures of an example and what it wants, in square brackets.
    fn read(&self, example: &str) -> (Vec<Figure>, Vec<(String, String)>) {
        let (mut text, mut wanted) = (String::new(), Vec::new());
        for (number, piece) in example.split(['[', ']']).enumerate() {
            let (words, value) = piece.split_once('|').unwrap_or((piece, ""));
            if number % 2 == 1 {
                wanted.push((words.to_owned(), value.to_owned()));
            }
            text.push_str(words);
        }
        let report = Report { text, published: Some("2025-04-04".to_owned()), ..Report::default() };
        let annotated = self.analyzer.analyze(&report.text, &[], Depth::Trees);
        let mut scene = Scene::new(&report, &annotated);
        scene.entities = self.parties.resolve(&scene);
        scene.times = self.times.find(&scene);
        scene.places = self.places.find(&scene);
        scene.statements = self.statements.find(&scene);
        scene.events = self.events.find(&scene);
        (self.figures.find(&scene).into_iter().map(|found| found.record).collect(), wanted)
    }
}

fn failures(
    source: &str,
    told: impl Fn(&Figure) -> String,
    fits: impl Fn(&str, &str) -> bool,
) -> Vec<String> {
    let stages = Stages::embedded();
    let mut failures = Vec::new();
    for line in source.lines().filter_map(|line| line.strip_prefix("example = \"")) {
        let example = line.trim_end_matches('"');
        let (figures, wanted) = stages.read(example);
        let found: Vec<_> =
            figures.iter().map(|figure| (figure.evidence.text.clone(), told(figure))).collect();
        let is_missed = |(words, value): &(String, String)| {
            !found.iter().any(|(evidence, told)| told == value && fits(evidence, words))
        };
        if wanted.iter().any(is_missed) {
            failures.push(format!("{example}: {found:?}"));
        }
    }
    failures
}

/// "[killed five civilians|5 killed]" in an example: what must be found, its bounds and what it tells.
#[test]
fn examples_of_the_lexicon() {
    let bounds = |figure: &Figure| {
        let mark = if figure.approximate { "~" } else { "" };
        let bounds = match (figure.low, figure.high) {
            (Some(low), Some(high)) if low == high => format!("{mark}{low}"),
            (low, high) => {
                let side = |side: Option<f64>| side.map_or(String::new(), |side| side.to_string());
                format!("{mark}{}..{}", side(low), side(high))
            }
        };
        format!("{bounds} {}", figure.what)
    };
    let failures =
        failures(include_str!("../lexicon/figures.toml"), bounds, |evidence, words| evidence == words);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// "[600,000 Sudanese pounds|SDG]": which money it is.
#[test]
fn examples_of_the_currencies() {
    let unit = |figure: &Figure| figure.unit.clone().unwrap_or_default();
    let failures =
        failures(include_str!("../lexicon/currencies.toml"), unit, |evidence, words| evidence == words);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// "denied that it had killed [30|denied] villagers": whether anybody gives it.
#[test]
fn examples_of_the_status() {
    let status = |figure: &Figure| figure.status.name().to_owned();
    let failures = failures(include_str!("../lexicon/figures-status.toml"), status, |evidence, words| {
        evidence.contains(words)
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
