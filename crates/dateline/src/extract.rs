//! `dateline extract`: the record of some reports as JSON Lines, keeping nothing.

use anyhow::{Context, Result};
use clap::Args;
use dateline_model::{Kind, Kinds, Reading, Record, Report};
use dateline_pipeline::Engine;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the record of reports as JSON Lines, keeping nothing.
#[derive(Args)]
pub struct Extract {
    /// Reports in any form: files, folders, globs; `-` or nothing: standard input.
    paths: Vec<PathBuf>,
    /// Only these kinds: report, mention, statement, event, figure, time, place.
    #[arg(long, value_name = "TYPE,…", value_delimiter = ',')]
    only: Vec<String>,
}

impl Extract {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let mut kinds = if self.only.is_empty() { Kinds::ALL } else { Kinds::NONE };
        for name in &self.only {
            kinds = kinds.with(Kind::named(name).with_context(|| format!("--only {name}: no such type"))?);
        }
        let engine = Engine::embedded();
        let mut out = BufWriter::new(io::stdout().lock());
        let mut code = ExitCode::SUCCESS;
        for report in dateline_read::reports(self.paths, &dateline_read::Options::default()) {
            match report.and_then(|report| engine.read(report, kinds)) {
                Ok((report, reading)) => write(&mut out, report, reading, kinds)?,
                Err(failure) => {
                    eprintln!("dateline: {failure}");
                    code = ExitCode::from(1);
                }
            }
        }
        out.flush()?;
        Ok(code)
    }
}

fn write(out: &mut impl Write, report: Report, reading: Reading, kinds: Kinds) -> Result<()> {
    let mut line = |record: Record| -> Result<()> {
        serde_json::to_writer(&mut *out, &record)?;
        Ok(out.write_all(b"\n")?)
    };
    if kinds.has(Kind::Report) {
        line(Record::Report(report))?;
    }
    let Reading { mentions, statements, events, figures, times, places } = reading;
    mentions.into_iter().map(Record::Mention).try_for_each(&mut line)?;
    statements.into_iter().map(Record::Statement).try_for_each(&mut line)?;
    events.into_iter().map(Record::Event).try_for_each(&mut line)?;
    figures.into_iter().map(Record::Figure).try_for_each(&mut line)?;
    times.into_iter().map(Record::Time).try_for_each(&mut line)?;
    places.into_iter().map(Record::Place).try_for_each(&mut line)
}
