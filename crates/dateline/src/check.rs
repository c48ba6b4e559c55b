//! `dateline check`: whether a record is whole.

use crate::database::Database;
use crate::print::{BOLD, Format, Page, Rows, complain, json_lines, some, styled};
use anyhow::Result;
use clap::Args;
use dateline_record::Store;
use std::process::ExitCode;

/// Look whether the record is whole: the file, the links in it, every span against its report's text.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline check\n  dateline check --db copy.db && echo whole\n\n\
                  Each fault is a line on standard error; the exit status is 1 if there is one.")]
pub struct Check {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Check {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = Store::open_to_read(&self.database.db)?;
        let path = self.database.db.display();
        let seen = store.check(&mut |fault| complain(format!("{path}: {fault}")))?;
        if self.rows.format() == Format::Jsonl && self.rows.format.is_some() {
            json_lines(&[seen])?;
        } else {
            let mut page = Page::stdout();
            let verdict =
                if seen.faults == 0 { "is whole".to_owned() } else { format!("has {} faults", seen.faults) };
            page.line(
                0,
                &format!(
                    "{path} {}: {}, {} statements, events and figures, {}, {}",
                    styled(BOLD, verdict),
                    some(seen.reports, "report"),
                    seen.items,
                    some(seen.spans, "span"),
                    some(seen.links, "link")
                ),
            )?;
            if seen.due > 0 {
                page.line(
                    0,
                    &format!("{} things are still to be linked (`dateline read` does so)", seen.due),
                )?;
            }
            page.finish()?;
        }
        Ok(if seen.faults == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}
