//! `dateline reports`: which reports the record holds.

use crate::asked::{self, nothing};
use crate::database::Database;
use crate::print::{BOLD, DIM, Page, Rows, padded, styled};
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, ReportFilter, ReportLine, TableName};
use std::process::ExitCode;

/// Which reports the record holds: by day, with outlet and headline.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline reports --since 1995-11\n  dateline reports --source wire --words ceasefire --format csv"
)]
pub struct Reports {
    /// Only of this outlet.
    #[arg(long, value_name = "OUTLET", value_parser = crate::asked::words)]
    source: Option<String>,
    /// Words of the headline or the text.
    #[arg(long, value_name = "WORDS", value_parser = crate::asked::words)]
    words: Option<String>,
    /// From this day (or month, or year) on.
    #[arg(long, value_name = "DAY", value_parser = asked::day)]
    since: Option<String>,
    /// Up to this day (or month, or year).
    #[arg(long, value_name = "DAY", value_parser = asked::day)]
    until: Option<String>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Reports {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let is_narrowed =
            self.source.is_some() || self.words.is_some() || self.since.is_some() || self.until.is_some();
        let reports = ask.reports(&ReportFilter {
            source: self.source,
            words: self.words,
            since: self.since,
            until: self.until.map(|day| dateline_ask::last_day(&day)),
            ..ReportFilter::default()
        })?;
        let rows = |lines: &[ReportLine]| Ok(ask.report_rows(lines)?);
        let empty = if is_narrowed { "" } else { "no report is kept" };
        self.rows.print_kept(&reports, TableName::Reports, rows, table, empty)?;
        if is_narrowed && reports.is_empty() {
            return nothing(&ask, "no such report; `dateline reports` without narrowing shows all", None);
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn table(page: &mut Page, line: &ReportLine) -> Result<()> {
    let day = line.day.as_deref().map_or_else(|| styled(DIM, padded("no day", 10)), |day| padded(day, 10));
    let title = line.title.as_deref().or(line.opening.as_deref()).unwrap_or("no title");
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let source = line.source.as_deref().unwrap_or("outlet unknown");
    page.hanging(
        2,
        14,
        &format!("{day}  {}  {}", styled(BOLD, title), styled(DIM, format!("{source} · {}", line.id))),
    )
}
