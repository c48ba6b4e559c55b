//! `dateline timeline`: which days mattered, and what happened on them.

use crate::asked::nothing;
use crate::database::Database;
use crate::print::{BOLD, DIM, Page, Rows, styled};
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, TimelineDay, TimelineOptions};
use std::process::ExitCode;

/// Which days mattered, and what happened on them.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline timeline\n  dateline timeline --days 10 --about ceasefire\n  \
                        dateline timeline --from 1995-11-01 --to 1995-11-21 --format jsonl")]
pub struct Timeline {
    /// How many days at most.
    #[arg(long, value_name = "N", value_parser = crate::asked::count)]
    days: Option<usize>,
    /// Words that it is about.
    #[arg(long, value_name = "WORDS", value_parser = crate::asked::words)]
    about: Option<String>,
    /// From this day (or month, or year) on.
    #[arg(long, value_name = "DAY", value_parser = crate::asked::day)]
    from: Option<String>,
    /// Up to this day (or month, or year).
    #[arg(long, value_name = "DAY", value_parser = crate::asked::day)]
    to: Option<String>,
    /// Sentences a day.
    #[arg(long, value_name = "N", value_parser = crate::asked::count)]
    sentences: Option<usize>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

/// What is said where no day stands out.
const NO_DAY: &str =
    "no day of which a dated report of the record tells enough; `dateline events` shows every deed";

impl Timeline {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let is_narrowed =
            self.about.is_some() || self.from.is_some() || self.to.is_some() || self.days.is_some();
        let days = ask.timeline(
            &TimelineOptions {
                days: self.days,
                from: self.from,
                to: self.to,
                about: self.about,
                sentences: self.sentences,
                ..TimelineOptions::default()
            },
            None,
        )?;
        let columns = |day: &TimelineDay| {
            let reports = day.evidence.iter().map(|one| one.report.as_str()).collect::<Vec<_>>().join(" ");
            vec![day.date.clone(), day.text.clone(), reports]
        };
        let table = |page: &mut Page, day: &TimelineDay| {
            let mut indent = 2;
            let mut head = format!("{}  ", styled(BOLD, &day.date));
            for one in &day.evidence {
                let text = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
                page.hanging(indent, 14, &format!("{head}{text} {}", styled(DIM, &one.report)))?;
                head.clear();
                indent = 14;
            }
            Ok(())
        };
        self.rows.print(
            &days,
            &["date", "text", "reports"],
            columns,
            table,
            if is_narrowed { "" } else { NO_DAY },
        )?;
        if is_narrowed && days.is_empty() {
            return nothing(&ask, NO_DAY, None);
        }
        Ok(ExitCode::SUCCESS)
    }
}
