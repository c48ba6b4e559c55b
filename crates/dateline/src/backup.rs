//! `dateline backup`: a copy of the record, while others write to it.

use crate::database::Database;
use crate::print::{megabytes, say};
use anyhow::Result;
use clap::Args;
use dateline_record::Store;
use std::path::PathBuf;
use std::process::ExitCode;

/// Copy the record into one file, while `serve` and `read` go on.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline backup copy.db\n  dateline backup --db news.db --force /mnt/safe/news.db     # every night, from cron\n\n\
                  To put a copy back: end what uses the record, and copy it over the record's file (take FILE-wal and \
                  FILE-shm away). A copy can be read where nothing can be written."
)]
pub struct Backup {
    /// Where the copy goes.
    file: PathBuf,
    /// Replace the file if there is one.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    database: Database,
}

impl Backup {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = Store::open_to_read(&self.database.db)?;
        let size = store.backup(&self.file, self.force)?;
        say(format!(
            "{} copied to {} ({})",
            self.database.db.display(),
            self.file.display(),
            megabytes(size)
        ));
        Ok(ExitCode::SUCCESS)
    }
}
