//! Any text gives places whose spans read back, in order and apart.

use super::Finder;
use dateline_gazetteer::Gazetteer;
use dateline_language::{Analyzer, Depth};
use dateline_model::Report;
use dateline_scene::Scene;

const PIECES: &[&str] = &[
    "Paris",
    "Texas",
    ",",
    ".",
    " ",
    "\n\n",
    "W.Va",
    "St.",
    "Louis",
    "in",
    "the",
    "Democratic",
    "Republic",
    "of",
    "Congo",
    "“",
    "”",
    "’s",
    "'",
    "-",
    "Guinea",
    "Bissau",
    "É",
    "İ",
    "ﬁ",
    "漢字",
    "\u{301}",
    "🏔",
    "Lake",
    "Lake",
    "River",
    "Highway",
    "19",
    "U.S",
    "US",
    "us",
    "County",
    "and",
    "Counties",
    "Mr",
    "Jordan",
    "(",
    ")",
    "\t",
    "\u{a0}",
    "New",
    "York",
    "City",
    "said",
    "of",
    "Saint",
    "Ternivka",
    "region",
    "ß",
    "ẞ",
    "…",
    "—",
    "\u{200b}",
    "Å",
];

#[derive(serde::Deserialize)]
struct Examples {
    example: Vec<Example>,
}

#[derive(serde::Deserialize)]
struct Example {
    of: String,
    text: String,
}

#[test]
fn examples_of_the_lexicon() {
    let analyzer = Analyzer::embedded();
    let finder = Finder::new(Gazetteer::embedded());
    let examples: Examples = toml::from_str(include_str!("../lexicon/places.toml")).unwrap();
    for Example { of, text } in examples.example {
        let (mut plain, mut wanted) = (String::new(), Vec::new());
        for (number, piece) in text.split(['[', ']']).enumerate() {
            plain.push_str(piece.split('|').next().unwrap_or_default());
            if number % 2 == 1 {
                wanted.push(piece.to_owned());
            }
        }
        let report = Report { id: "r".into(), text: plain, ..Report::default() };
        let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
        let places = finder.find(&Scene::new(&report, &annotated));
        let found = places.into_iter().map(|place| {
            let place = place.record;
            [place.span.text, place.kind.unwrap_or_default(), place.country.unwrap_or_default()].join("|")
        });
        assert_eq!(found.collect::<Vec<_>>(), wanted, "{of}: {text}");
    }
}

#[test]
fn spans_read_back_whatever_the_text() {
    let analyzer = Analyzer::embedded();
    let finder = Finder::new(Gazetteer::embedded());
    let mut seed = 7u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    for round in 0..200 {
        let mut text = String::new();
        for _ in 0..round % 60 {
            text.push_str(PIECES[next() % PIECES.len()]);
            if next() % 3 > 0 {
                text.push(' ');
            }
        }
        let report = Report { id: "r".into(), text, ..Report::default() };
        let annotated = analyzer.analyze(&report.text, &[], Depth::Names);
        let places = finder.find(&Scene::new(&report, &annotated));
        let letters: Vec<char> = report.text.chars().collect();
        let mut end = 0;
        for place in &places {
            let span = &place.record.span;
            assert!(span.start >= end, "{:?} overlaps the one before: {:?}", span, report.text);
            end = span.end;
            let read: String = letters[span.start as usize..span.end as usize].iter().collect();
            assert_eq!(read, span.text, "{:?}", report.text);
            assert!(!read.is_empty() && read.trim() == read);
            assert_eq!(place.record.lat.is_some(), place.record.lon.is_some());
        }
    }
}

// What a long text costs is measured by `cargo bench -p dateline-extract --bench growth`.
#[test]
fn a_long_text_gives_as_many_places_to_a_sentence_as_a_short_one() {
    let analyzer = Analyzer::embedded();
    let finder = Finder::new(Gazetteer::embedded());
    let sentence = "A man from San Jose met one from Santa Maria in Springfield, near San Antonio. ";
    let places = |times: usize| {
        let report = Report { id: "r".into(), text: sentence.repeat(times), ..Report::default() };
        let annotated = analyzer.analyze(&report.text, &[], Depth::Words);
        finder.find(&Scene::new(&report, &annotated)).len()
    };
    let (few, many) = (places(50), places(1000));
    assert!(many >= few * 19, "{few} {many}");
}
