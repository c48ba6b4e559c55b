//! `dateline compact`: the record's file, as small as what is in it.

use crate::database::Database;
use crate::print::{complain, megabytes, say};
use anyhow::Result;
use clap::Args;
use dateline_record::Store;
use std::process::ExitCode;

/// Make the record's file as small as what is in it; what was forgotten or replaced is gone from it then.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline compact\n  dateline forget r-1a2b3c --yes && dateline compact\n\n\
                  It needs as much room on the disk again while it works, and that nothing else writes."
)]
pub struct Compact {
    #[command(flatten)]
    database: Database,
}

impl Compact {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        drop(self.database.open()?);
        let done = Store::open(&self.database.db)?.compact()?;
        let path = self.database.db.display();
        say(format!("{path}: {}, was {}", megabytes(done.after), megabytes(done.before)));
        if done.is_held {
            complain(format!(
                "{path}-wal is in use by another dateline, and may still hold what was forgotten; end that and do it again"
            ));
            return Ok(ExitCode::from(1));
        }
        Ok(ExitCode::SUCCESS)
    }
}
