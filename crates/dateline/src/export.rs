//! `dateline export`: the whole record.

use crate::database::Database;
use anyhow::Result;
use clap::{Args, ValueEnum};
use dateline_ask::{Ask, AskError, StatementFilter};
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// The whole record, with what only several reports together show.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline export --format jsonl > record.jsonl\n  dateline export --format csv > statements.csv"
)]
pub struct Export {
    /// JSON Lines: everything; CSV: the statements.
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Form,
    #[command(flatten)]
    database: Database,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Jsonl,
    Csv,
}

impl Export {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        if self.format == Form::Csv {
            let rows = crate::print::Rows { format: Some(crate::print::Format::Csv) };
            crate::statements::print(&ask.statements(&StatementFilter::default())?, &rows)?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut out = BufWriter::new(io::stdout().lock());
        ask.export(|record| -> Result<(), Stopped> {
            serde_json::to_writer(&mut out, &record).map_err(anyhow::Error::from)?;
            out.write_all(b"\n").map_err(anyhow::Error::from)?;
            Ok(())
        })
        .map_err(|stopped| stopped.0)?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Why an export ended early: the record could not be read, or nobody takes the lines.
struct Stopped(anyhow::Error);

impl From<AskError> for Stopped {
    fn from(error: AskError) -> Self {
        Stopped(error.into())
    }
}

impl From<anyhow::Error> for Stopped {
    fn from(error: anyhow::Error) -> Self {
        Stopped(error)
    }
}
