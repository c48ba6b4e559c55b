//! What statements cost beside the analysis that they stand on:
//!
//! ```sh
//! cargo run --profile quick -p dateline-extract --example statement-cost -- REPORTS.jsonl
//! ```
//!
//! One report a line, `{text}`; times are of one thread.

use dateline_extract::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Kind, Kinds, Report};
use serde::Deserialize;
use std::io::{BufRead, BufReader, Write};
use std::time::{Duration, Instant};

#[derive(Deserialize)]
struct Line {
    text: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: statement-cost REPORTS.jsonl")?;
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let (mut analysis, mut before, mut all) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let (mut words, mut statements) = (0, 0);
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let report = Report { text: line.text, ..Report::default() };
        let start = Instant::now();
        let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
        analysis += start.elapsed();
        words += annotated.tokens.len();
        // Entities and times are found for statements too: what those cost is shown apart.
        let start = Instant::now();
        extractor.read(&report, &annotated, Kinds::NONE.with(Kind::Mention).with(Kind::Time));
        before += start.elapsed();
        let start = Instant::now();
        let kinds = Kinds::NONE.with(Kind::Statement).with(Kind::Mention).with(Kind::Time);
        statements += extractor.read(&report, &annotated, kinds).statements.len();
        all += start.elapsed();
    }
    let per_word = |time: Duration| time.as_secs_f64() * 1e6 / words as f64;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{words} words, {statements} statements; microseconds a word:")?;
    writeln!(out, "  analysis            {:8.2}", per_word(analysis))?;
    writeln!(out, "  mentions and times  {:8.2}", per_word(before))?;
    writeln!(out, "  statements          {:8.2}", per_word(all.saturating_sub(before)))?;
    Ok(())
}
