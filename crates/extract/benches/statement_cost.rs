//! What statements cost beside the language analysis that they stand on:
//!
//! ```sh
//! cargo bench -p dateline-extract --bench statement_cost [-- REPORTS.jsonl]
//! ```
//!
//! One report a line, `{text}`; without a file, the reports of the readings, joined to longer
//! ones. Times are of one thread, in microseconds a word.

use dateline_extract::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Kind, Kinds, Report};
use serde::Deserialize;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::time::{Duration, Instant};

#[derive(Deserialize)]
struct Line {
    text: String,
}

/// The texts of the readings, twenty to a report.
fn readings() -> Result<Vec<String>, Box<dyn Error>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("readings");
    let mut texts: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = std::fs::read_to_string(entry?.path())?;
        for block in file.split("```report\n").skip(1) {
            let report = block.split("\n```").next().unwrap_or_default();
            texts.push(report.split_once('\n').map_or(report, |(_, text)| text).to_owned());
        }
    }
    texts.sort();
    Ok(texts.chunks(20).map(|some| some.join("\n\n")).collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let texts = match path {
        Some(path) => BufReader::new(std::fs::File::open(path)?)
            .lines()
            .map(|line| Ok(serde_json::from_str::<Line>(&line?)?.text))
            .collect::<Result<Vec<_>, Box<dyn Error>>>()?,
        None => readings()?,
    };
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let base = Kinds::NONE.with(Kind::Mention).with(Kind::Time);
    let (mut analysis, mut before, mut all) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let (mut words, mut statements) = (0, 0);
    for text in texts {
        let report = Report { text, ..Report::default() };
        let start = Instant::now();
        let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
        analysis += start.elapsed();
        words += annotated.tokens.len();
        // Entities and times are found for statements too: what those cost is shown apart.
        let start = Instant::now();
        extractor.read(&report, &annotated, base);
        before += start.elapsed();
        let start = Instant::now();
        statements += extractor.read(&report, &annotated, base.with(Kind::Statement)).statements.len();
        all += start.elapsed();
    }
    let per_word = |time: Duration| time.as_secs_f64() * 1e6 / words.max(1) as f64;
    let own = all.saturating_sub(before);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{words} words, {statements} statements; microseconds a word:")?;
    writeln!(out, "  analysis            {:8.2}", per_word(analysis))?;
    writeln!(out, "  mentions and times  {:8.2}", per_word(before))?;
    writeln!(out, "  statements          {:8.2}", per_word(own))?;
    writeln!(out, "statements cost {:.2} of the analysis", own.as_secs_f64() / analysis.as_secs_f64())?;
    Ok(())
}
