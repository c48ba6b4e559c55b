//! Reports as JSON Lines on standard input, their record on standard output: the extraction
//! without the rest of the program, for those who work on it.
//!
//!     cargo run --profile quick -p dateline-extract --example record -- event figure < reports.jsonl

use dateline_extract::Extractor;
use dateline_language::{Analyzer, Depth};
use dateline_model::{Kind, Kinds, Record, Report, TextIndex};
use serde::Deserialize;
use std::error::Error;
use std::io::{BufRead, Write};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    published: serde_json::Value,
    #[serde(default)]
    asides: serde_json::Value,
}

fn main() -> Result<(), Box<dyn Error>> {
    let named: Vec<Kind> = std::env::args().skip(1).filter_map(|name| Kind::named(&name)).collect();
    let kinds = if named.is_empty() { Kinds::ALL } else { named.into_iter().fold(Kinds::NONE, Kinds::with) };
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let mut fields = serde_json::to_value(Report::default())?;
        fields["id"] = line.id.into();
        fields["text"] = line.text.into();
        fields["published"] = line.published;
        if line.asides.is_array() {
            fields["asides"] = line.asides;
        }
        let report: Report = serde_json::from_value(fields)?;
        let index = TextIndex::new(&report.text);
        let asides: Vec<_> = report.asides.iter().map(|aside| index.bytes(aside.span.span())).collect();
        let annotated = analyzer.analyze(&report.text, &asides, Depth::Trees);
        let reading = extractor.read(&report, &annotated, kinds);
        let mut write = |record: Record| -> Result<(), Box<dyn Error>> {
            serde_json::to_writer(&mut out, &record)?;
            Ok(out.write_all(b"\n")?)
        };
        write(Record::Report(report.clone()))?;
        reading.mentions.into_iter().map(Record::Mention).try_for_each(&mut write)?;
        reading.statements.into_iter().map(Record::Statement).try_for_each(&mut write)?;
        reading.events.into_iter().map(Record::Event).try_for_each(&mut write)?;
        reading.figures.into_iter().map(Record::Figure).try_for_each(&mut write)?;
        reading.places.into_iter().map(Record::Place).try_for_each(&mut write)?;
        reading.times.into_iter().map(Record::Time).try_for_each(&mut write)?;
    }
    Ok(())
}
