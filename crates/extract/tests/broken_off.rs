//! A text may break off anywhere. Every report of the readings is cut behind some of its words, and what is read of the
//! rest must stand in it: nothing panics, and each span holds the words that it says.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_extract::Extractor;
use dateline_language::Analyzer;
use dateline_model::{Id, Kinds, Report};
use std::fs;
use std::path::Path;

#[test]
fn a_text_may_break_off_anywhere() {
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("readings");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut count = 0;
    for text in files.iter().flat_map(|path| reports(&fs::read_to_string(path).unwrap())) {
        for cut in cuts(&text) {
            let report = Report { id: Id::from("cut"), text: cut.to_owned(), ..Report::default() };
            let annotated = analyzer.analyze(&report.text, &[], Extractor::depth(Kinds::ALL));
            let reading = extractor.read(&report, &annotated, Kinds::ALL);
            let mut contents = reading.statements.iter().flat_map(|statement| &statement.content);
            assert!(contents.all(|piece| cut.contains(&piece.text)), "{cut}");
            assert!(reading.events.iter().all(|event| cut.contains(&event.evidence.text)), "{cut}");
            assert!(reading.figures.iter().all(|figure| cut.contains(&figure.evidence.text)), "{cut}");
            count += 1;
        }
    }
    assert!(count > 3000, "{count}");
}

/// The text of each report of a file of readings.
fn reports(file: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut is_in = false;
    for line in file.lines() {
        match line {
            "```report" => {
                is_in = true;
                found.push(String::new());
            }
            "```" => is_in = false,
            line if is_in && !line.starts_with("date ") => {
                let last = found.last_mut().unwrap();
                last.push_str(line);
                last.push('\n');
            }
            _ => {}
        }
    }
    found
}

/// Without its last mark, and behind its middle word.
fn cuts(text: &str) -> [&str; 2] {
    let whole = text.trim_end_matches(|mark: char| !mark.is_alphanumeric());
    let half = whole.char_indices().map(|(at, _)| at).find(|&at| at * 2 >= whole.len()).unwrap_or(0);
    let middle = whole[half..].find(' ').map_or(whole.len(), |by| half + by);
    [whole, &whole[..middle]]
}
