//! `dateline extract`: the record of some reports as JSON Lines, keeping nothing.

use crate::inputs::{Inputs, Told};
use crate::print::{json_line, say};
use crate::reader::ReaderChoice;
use anyhow::{Context, Result};
use clap::Args;
use dateline_model::{Kind, Kinds, Record};
use dateline_pipeline::{Engine, in_order};
use dateline_read::Failure;
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the record of reports as JSON Lines, keeping nothing.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline extract report.txt\n  dateline extract --only statement,figure samples/\n  \
                        echo '{\"published\":\"1995-11-21\",\"text\":\"The talks ended on Tuesday.\"}' | dateline extract"
)]
pub struct Extract {
    /// Reports in any form: files, folders, globs, addresses (https://…); `-` or nothing: JSON Lines on standard input.
    paths: Vec<PathBuf>,
    #[command(flatten)]
    inputs: Inputs,
    /// Only these kinds, and only the work they need: report, mention, statement, event, figure, time, place.
    #[arg(long, value_name = "TYPE,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Number of threads (default: all).
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    reader: ReaderChoice,
}

impl Extract {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let mut kinds = if self.only.is_empty() { Kinds::ALL } else { Kinds::NONE };
        for name in &self.only {
            kinds = kinds.with(Kind::named(name).with_context(|| format!("--only {name}: no such type"))?);
        }
        let options = self.inputs.options()?;
        let engine = Engine::with(self.reader.reader)?;
        let mut told = Told::default();
        let mut out = BufWriter::new(io::stdout().lock());
        in_order(
            dateline_read::pieces(self.paths, &options),
            self.threads,
            |piece| {
                let reports = piece.map_or_else(|failure| vec![Err(failure)], dateline_read::Piece::reports);
                reports.into_iter().map(|report| lines(&engine, report, kinds)).collect::<Vec<_>>()
            },
            |read| -> Result<()> {
                for lines in read {
                    match lines {
                        Ok(lines) => out.write_all(&lines)?,
                        Err(failure) => {
                            if let Some(line) = told.hear(&failure) {
                                say(line);
                            }
                        }
                    }
                }
                // Whoever reads along gets a report as soon as it is read.
                Ok(out.flush()?)
            },
        )?;
        told.rest().for_each(say);
        Ok(if told.has_fault() { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }
}

/// The lines of one report, ready to be written.
fn lines(
    engine: &Engine,
    report: Result<dateline_model::Report, Failure>,
    kinds: Kinds,
) -> Result<Vec<u8>, Failure> {
    let (report, reading) = engine.read(report?, kinds)?;
    let report = kinds.has(Kind::Report).then_some(Record::Report(report));
    let mut lines = Vec::new();
    for record in report.into_iter().chain(reading.into_records()) {
        // Writing the record's own types into memory cannot fail.
        let whole = lines.len();
        if json_line(&mut lines, &record).is_err() {
            lines.truncate(whole);
        }
    }
    Ok(lines)
}
