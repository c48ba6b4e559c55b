//! `dateline import`: a record from the lines that `dateline export --whole` wrote.

use crate::database::Database;
use crate::inputs::reports;
use crate::print::{say, some};
use anyhow::{Context, Result};
use clap::Args;
use dateline_record::Store;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::ExitCode;

/// Make a new record of what `dateline export --whole` wrote: equal to the one it was written from.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline import record.whole --db again.db\n  \
                  dateline export --whole --db old.db | dateline import - --db new.db")]
pub struct Import {
    /// What was exported; `-`: standard input.
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

impl Import {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let name = self.file.display().to_string();
        let mut lines: Box<dyn BufRead> = if self.file.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::with_capacity(1 << 20, File::open(&self.file).context(name.clone())?))
        };
        let counts = Store::import_whole(&self.database.db, &mut *lines).context(name)?;
        say(format!(
            "{}: {} in {}, {}, {}, {}",
            self.database.db.display(),
            reports(usize::try_from(counts.reports).unwrap_or(usize::MAX)),
            some(counts.stories, "story"),
            some(counts.statements, "statement"),
            some(counts.events, "event"),
            some(counts.figures, "figure")
        ));
        Ok(ExitCode::SUCCESS)
    }
}
