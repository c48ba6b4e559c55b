//! What each stage of the extraction costs beside the language analysis that it stands on:
//!
//! ```sh
//! cargo bench -p dateline-extract --bench extraction_cost [-- REPORTS.jsonl]
//! ```
//!
//! One report a line, `{text, published}`; without a file, the reports of the readings, joined to
//! longer ones. Times are of one thread, in microseconds a word: the best of three rounds, so that
//! other work on the machine is not counted.

use dateline_extract::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Kind, Kinds, Report};
use serde::Deserialize;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::time::{Duration, Instant};

/// The stages in the order in which the extractor runs them; each stands on those before it.
const STAGES: [(&str, Kind); 6] = [
    ("mentions", Kind::Mention),
    ("times", Kind::Time),
    ("places", Kind::Place),
    ("statements", Kind::Statement),
    ("events", Kind::Event),
    ("figures", Kind::Figure),
];

#[derive(Deserialize)]
struct Line {
    text: String,
    /// A day, or a day and a time.
    #[serde(default)]
    published: serde_json::Value,
}

/// A report of this text, with its day if that can be read: without one, fewer times have a value.
fn report(line: Line) -> Result<Report, Box<dyn Error>> {
    let mut fields = serde_json::to_value(Report::default())?;
    fields["text"] = line.text.into();
    let undated: Report = serde_json::from_value(fields.clone())?;
    fields["published"] = line.published;
    Ok(serde_json::from_value(fields).unwrap_or(undated))
}

/// The texts of the readings, twenty to a report.
fn readings() -> Result<Vec<Line>, Box<dyn Error>> {
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
    Ok(texts
        .chunks(20)
        .map(|some| Line { text: some.join("\n\n"), published: "2026-03-05".into() })
        .collect())
}

/// What one round took: the analysis, then the extraction up to and with each stage.
#[derive(Default)]
struct Round {
    analysis: Duration,
    up_to: [Duration; STAGES.len()],
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let lines = match path {
        Some(path) => BufReader::new(std::fs::File::open(path)?)
            .lines()
            .map(|line| Ok(serde_json::from_str::<Line>(&line?)?))
            .collect::<Result<Vec<_>, Box<dyn Error>>>()?,
        None => readings()?,
    };
    let reports = lines.into_iter().map(report).collect::<Result<Vec<_>, _>>()?;
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let mut best = Round { analysis: Duration::MAX, up_to: [Duration::MAX; STAGES.len()] };
    let mut words = 0;
    for _ in 0..3 {
        words = 0;
        let mut round = Round::default();
        for report in &reports {
            let start = Instant::now();
            let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
            round.analysis += start.elapsed();
            words += annotated.tokens.len();
            let mut kinds = Kinds::NONE;
            for ((_, kind), spent) in STAGES.into_iter().zip(&mut round.up_to) {
                kinds = kinds.with(kind);
                let start = Instant::now();
                extractor.read(report, &annotated, kinds);
                *spent += start.elapsed();
            }
        }
        best.analysis = best.analysis.min(round.analysis);
        for (best, spent) in best.up_to.iter_mut().zip(round.up_to) {
            *best = (*best).min(spent);
        }
    }

    let mut out = std::io::stdout().lock();
    let analysis = best.analysis.as_secs_f64();
    let mut line = |name: &str, seconds: f64| {
        let (each, share) = (seconds * 1e6 / words.max(1) as f64, seconds / analysis);
        writeln!(out, "  {name:18}{each:8.2}  {share:6.3}")
    };
    line("analysis", analysis)?;
    let mut before = 0.0;
    for ((name, _), up_to) in STAGES.into_iter().zip(best.up_to) {
        line(name, up_to.as_secs_f64() - before)?;
        before = up_to.as_secs_f64();
    }
    line("whole extraction", before)?;
    line("both", analysis + before)?;
    writeln!(out, "{words} words in {} reports; microseconds a word, and of the analysis", reports.len())?;
    Ok(())
}
