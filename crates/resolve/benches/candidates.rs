//! How fast the reports are found that may print one text, on one core, before any two of them are
//! compared: `cargo bench -p dateline-resolve --bench candidates -- REPORTS.jsonl`, where a line has
//! `id`, `text` and perhaps `title` and `published`.

#![expect(clippy::print_stdout, reason = "it is what a benchmark is for")]
#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use dateline_model::{Reading, Report};
use dateline_resolve::{Features, Linker, Memory};
use std::time::Instant;

fn main() {
    let Some(file) = std::env::args().skip(1).find(|word| !word.starts_with("--")) else {
        println!("give a file of reports: -- REPORTS.jsonl");
        return;
    };
    let text = std::fs::read_to_string(&file).unwrap();
    let reports: Vec<Report> = text
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let part = |name: &str| line[name].as_str().map(str::to_owned);
            Report {
                id: part("id").unwrap().as_str().into(),
                text: part("text").unwrap(),
                title: part("title"),
                published: part("published"),
                ..Report::default()
            }
        })
        .collect();
    let started = Instant::now();
    let features: Vec<Features> =
        reports.iter().map(|report| Features::of(report, &Reading::default())).collect();
    let prepared = started.elapsed().as_secs_f64();
    let mut linker = Linker::new(Memory::default());
    let mut pairs = 0;
    let started = Instant::now();
    for features in &features {
        let number = linker.shelf.put(features.clone());
        let Ok(found) = linker.may_be_copies(number, features);
        pairs += found.len();
    }
    let found = started.elapsed().as_secs_f64();
    let count = reports.len() as f64;
    println!(
        "{count} reports: prints and samples {:.0} a second, candidates {:.0} a second ({pairs} pairs), both {:.0} a second",
        count / prepared,
        count / found,
        count / (prepared + found)
    );
}
