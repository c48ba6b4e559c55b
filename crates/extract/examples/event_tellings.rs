//! What could tell of a deed in each report, and what became of it: for those who work on events.
//!
//!     cargo run --profile quick -p dateline-extract --example event_tellings < reports.jsonl

use dateline_extract::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Excerpt, Report};
use std::error::Error;
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let names = |all: &[Excerpt]| all.iter().map(|one| one.text.clone()).collect::<Vec<String>>().join("; ");
    for line in std::io::stdin().lock().lines() {
        let fields: serde_json::Value = serde_json::from_str(&line?)?;
        let report = Report {
            text: fields["text"].as_str().unwrap_or_default().to_owned(),
            published: serde_json::from_value(fields["published"].clone()).unwrap_or_default(),
            ..Report::default()
        };
        let annotated = analyzer.analyze(&report.text, &[], Depth::Trees);
        for telling in extractor.event_candidates(&report, &annotated) {
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{:?}\t{:?}\t{:.2}\t{:.2}\t{}\t{}",
                fields["id"].as_str().unwrap_or_default(),
                telling.trigger.start,
                telling.trigger.text,
                if telling.is_sure { "kept" } else { "-" },
                telling.act,
                telling.status,
                telling.confidence,
                telling.told,
                names(&telling.by),
                names(&telling.to),
            )?;
        }
    }
    Ok(())
}
