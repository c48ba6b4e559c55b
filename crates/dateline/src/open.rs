//! `dateline open`: takes what many machines read into one record.

use crate::database::Database;
use crate::print::{BOLD, DIM, Page, harmless, styled};
use anyhow::Result;
use clap::Args;
use dateline_arrow::Lake;
use std::path::PathBuf;
use std::process::ExitCode;

/// Take records that were written as Parquet (by dateline on Spark) into the record, and link them.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline open lake/ --db news.db         # every Parquet file below it that holds records\n  \
                  dateline open lake/records --db news.db\n\nHow they are written: docs/spark.md."
)]
pub struct Open {
    /// A folder of Parquet files, partitioned or not, or one file.
    lake: PathBuf,
    #[command(flatten)]
    database: Database,
}

impl Open {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let lake = Lake::open(&self.lake)?;
        let mut has_failed = false;
        let summary = lake.keep(&self.database.db, &mut |failure| {
            has_failed = true;
            anstream::eprintln!("dateline: {}", harmless(&failure.to_string()));
        })?;
        let mut page = Page::stdout();
        let linking = summary.linking.as_secs_f64();
        page.line(
            2,
            &format!(
                "{} new {} · unchanged {} · changed {} · failed {} {}",
                styled(BOLD, "opened"),
                summary.new,
                summary.unchanged,
                summary.changed,
                summary.failed,
                styled(DIM, format!("linked in {linking:.1} s"))
            ),
        )?;
        page.finish()?;
        Ok(if has_failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }
}
