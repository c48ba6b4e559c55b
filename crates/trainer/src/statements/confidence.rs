//! Whether the confidence of statements means what it says, on hand-marked attributions:
//!
//! ```sh
//! dateline-trainer confidence ../shared/bench/quotes/data/dev.jsonl
//! ```
//!
//! A statement is right where its content overlaps a marked one by half, in letters and digits, one
//! to one, best first. Prints, for each tenth of confidence, how many statements have it, what it
//! says and what share is right; then the mean difference (expected calibration error, Guo et al.
//! 2017).

use anyhow::{Context, Result};
use dateline_extract::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Kind, Kinds, Report};
use dateline_statements::MarkedAttribution;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

/// Measures whether the confidence of statements means what it says; trains nothing.
#[derive(clap::Args)]
pub struct Confidence {
    /// Marked reports, JSON Lines.
    marked: PathBuf,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    attributions: Vec<MarkedAttribution>,
}

/// Letters and digits before each code point.
fn sums(text: &str) -> Vec<usize> {
    let mut sums = vec![0];
    sums.extend(text.chars().scan(0, |sum, letter| {
        *sum += usize::from(letter.is_alphanumeric());
        Some(*sum)
    }));
    sums
}

/// Letters in both over letters in either.
fn overlap(sums: &[usize], one: &[(usize, usize)], other: &[(usize, usize)]) -> f64 {
    let count = |start: usize, end: usize| if end > start { sums[end] - sums[start] } else { 0 };
    let whole = |spans: &[(usize, usize)]| spans.iter().map(|&(start, end)| count(start, end)).sum::<usize>();
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    let both: usize = pairs.map(|(a, b)| count(a.0.max(b.0), a.1.min(b.1))).sum();
    let either = whole(one) + whole(other) - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

#[derive(Clone, Copy, Default)]
struct Tenth {
    count: usize,
    right: usize,
    said: f64,
}

impl Confidence {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let marked = File::open(&self.marked).with_context(|| self.marked.display().to_string())?;
        let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
        let mut tenths = [Tenth::default(); 10];
        for line in BufReader::new(marked).lines() {
            let line: Line = serde_json::from_str(&line?)?;
            let report = Report { id: line.id.as_str().into(), text: line.text, ..Report::default() };
            let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
            let statements =
                extractor.read(&report, &annotated, Kinds::NONE.with(Kind::Statement)).statements;
            let sums = sums(&report.text);
            let contents: Vec<Vec<(usize, usize)>> = statements
                .iter()
                .map(|one| {
                    one.content.iter().map(|piece| (piece.start as usize, piece.end as usize)).collect()
                })
                .collect();
            let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
            for (at, content) in contents.iter().enumerate() {
                for (number, marked) in line.attributions.iter().enumerate() {
                    let overlap = overlap(&sums, content, &marked.content);
                    if overlap >= 0.5 {
                        pairs.push((overlap, at, number));
                    }
                }
            }
            pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
            let (mut right, mut taken) =
                (vec![false; statements.len()], vec![false; line.attributions.len()]);
            for (_, at, number) in pairs {
                if !right[at] && !taken[number] {
                    (right[at], taken[number]) = (true, true);
                }
            }
            for (statement, right) in statements.iter().zip(right) {
                let tenth = &mut tenths[((statement.confidence * 10.0) as usize).min(9)];
                tenth.count += 1;
                tenth.right += usize::from(right);
                tenth.said += f64::from(statement.confidence);
            }
        }
        println!("confidence  statements  said   right");
        let (mut all, mut error) = (0, 0.0);
        for (number, tenth) in tenths.iter().enumerate().filter(|(_, tenth)| tenth.count > 0) {
            let count = tenth.count as f64;
            let (said, right) = (tenth.said / count, tenth.right as f64 / count);
            println!("0.{number}–         {:10}  {said:.3}  {right:.3}", tenth.count);
            all += tenth.count;
            error += (said - right).abs() * count;
        }
        println!("expected calibration error {:.4} over {all} statements", error / all.max(1) as f64);
        Ok(())
    }
}
