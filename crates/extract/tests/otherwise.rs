//! Runs the pairs of `otherwise/`: two ways of telling one thing give one record.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_extract::Extractor;
use dateline_language::Analyzer;
use dateline_model::{Kinds, Party, Reading, Report, TextIndex};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// One section of a file.
#[derive(Default)]
struct Pair {
    heading: String,
    kinds: Vec<String>,
    one: String,
    other: String,
    /// What stands for what in the second.
    names: Vec<(String, String)>,
}

const WISH: &str = "Not yet: ";

#[test]
fn pairs_give_one_record() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("otherwise");
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut count, mut wishes, mut failures) = (0, 0, String::new());
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        for pair in pairs(&fs::read_to_string(&path).unwrap()) {
            count += 1;
            let read = |text: &str| signature(&pair.kinds, &read(&analyzer, &extractor, text));
            let (mut one, other) = (read(&pair.one), read(&pair.other));
            for line in &mut one {
                for (from, to) in &pair.names {
                    *line = line.replace(from, to);
                }
            }
            one.sort();
            if env::var_os("OTHERWISE_SHOW").is_some() {
                println!(
                    "{name}: {}\n  one:   {}\n  other: {}",
                    pair.heading,
                    one.join(" | "),
                    other.join(" | ")
                );
            }
            let is_wish = pair.heading.starts_with(WISH);
            wishes += usize::from(is_wish);
            if is_wish && one == other {
                writeln!(failures, "\n{name}: {}\n  holds now: take “{WISH}” off", pair.heading).unwrap();
            } else if !is_wish && one != other {
                let lines = (one.join("\n    "), other.join("\n    "));
                writeln!(
                    failures,
                    "\n{name}: {}\n  one:\n    {}\n  other:\n    {}",
                    pair.heading, lines.0, lines.1
                )
                .unwrap();
            }
        }
    }
    println!("{count} pairs, {wishes} of them wishes");
    assert!(count >= 60, "only {count} pairs");
    assert!(failures.is_empty(), "of {count} pairs these do not hold:\n{failures}");
}

fn pairs(file: &str) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    let mut lines = file.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            found.push(Pair { heading: heading.to_owned(), ..Pair::default() });
        }
        let (Some(fence), Some(pair)) = (line.strip_prefix("```"), found.last_mut()) else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let mut words = fence.split(' ');
        match words.next() {
            Some("one") => {
                pair.kinds = words.map(str::to_owned).collect();
                pair.one = block.join("\n");
            }
            Some("other") => pair.other = block.join("\n"),
            Some("names") => {
                let pairs = block.iter().filter_map(|line| line.split_once(" = "));
                pair.names = pairs.map(|(from, to)| (from.to_owned(), to.to_owned())).collect();
            }
            _ => panic!("{}: a block of no known kind: {fence}", pair.heading),
        }
    }
    found
}

fn read(analyzer: &Analyzer, extractor: &Extractor, text: &str) -> Reading {
    let report =
        Report { published: Some("2031-05-14".to_owned()), text: text.to_owned(), ..Report::default() };
    let annotated = analyzer.analyze(&report.text, &[], Extractor::depth(Kinds::ALL));
    let index = TextIndex::new(&report.text);
    let reading = extractor.read(&report, &annotated, Kinds::ALL);
    for statement in &reading.statements {
        let span = statement.evidence.span();
        assert_eq!(&report.text[index.bytes(span).range()], statement.evidence.text.as_str());
    }
    reading
}

/// What has to be the same, a line each, sorted.
fn signature(kinds: &[String], reading: &Reading) -> Vec<String> {
    let wants = |kind: &str| kinds.iter().any(|wanted| wanted == kind);
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = Vec::new();
    if wants("statement") {
        for one in &reading.statements {
            let act = word(serde_json::to_value(one.act).unwrap());
            let not = if one.negated { "not " } else { "" };
            let speakers: Vec<String> = one
                .speakers
                .iter()
                .map(|speaker| {
                    let name = speaker
                        .name
                        .trim_start_matches("The ")
                        .trim_start_matches("the ")
                        .trim_start_matches("An ");
                    format!("{name} ({})", speaker.of.as_deref().unwrap_or("-"))
                })
                .collect();
            lines.push(format!("statement {not}{act} by {}", speakers.join(", ")));
        }
    }
    if wants("event") {
        for one in &reading.events {
            let root = word(serde_json::to_value(one.act).unwrap());
            let status = word(serde_json::to_value(one.status).unwrap());
            let when = one.when.as_ref().and_then(|when| when.edtf.as_ref());
            let when = when.map_or_else(|| "-".to_owned(), ToString::to_string);
            lines.push(format!(
                "event {root} {status} by {} to {} on {when}",
                parties(&one.by),
                parties(&one.to)
            ));
        }
    }
    if wants("figure") {
        for one in &reading.figures {
            let json = serde_json::to_value(one).unwrap();
            let status = json.get("status").and_then(|status| status.as_str()).unwrap_or("given").to_owned();
            // A figure that nobody gives may be left out, or be marked.
            if status != "given" || (one.low == Some(0.0) && one.high == Some(0.0)) {
                continue;
            }
            let bound = |bound: Option<f64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
            let about = if one.approximate { "about " } else { "" };
            lines.push(format!("figure {} {about}{}..{}", one.what, bound(one.low), bound(one.high)));
        }
    }
    if wants("time") {
        for one in &reading.times {
            lines.push(format!(
                "time {}",
                one.edtf.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)
            ));
        }
    }
    lines.sort();
    lines
}

fn parties(parties: &[Party]) -> String {
    let mut names: Vec<String> = parties
        .iter()
        .map(|party| match &party.country {
            Some(country) => country.clone(),
            None => {
                let head = party.name.rsplit(' ').next().unwrap_or(&party.name);
                head.to_lowercase()
            }
        })
        .collect();
    names.sort();
    names.join(", ")
}
