//! `dateline compare`: accounts side by side.

use crate::database::Database;
use crate::print::{BOLD, DIM, Format, Page, Rows, origin, padded, quoted, speakers, styled};
use crate::statements::word;
use crate::stories::facts;
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, Table};
use std::process::ExitCode;

/// Accounts side by side: the reports named, or one of each account of a story.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline compare story-1a2b3c\n  dateline compare r-0a1b r-2c3d")]
pub struct Compare {
    /// One story, or two and more reports: ids or the first letters of them.
    #[arg(required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Compare {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let ids = match self.ids.as_slice() {
            [story] => {
                let story = ask.story(&ask.id(Table::Story, story)?)?;
                story
                    .accounts
                    .iter()
                    .filter_map(|account| account.reports.first())
                    .map(|line| line.id.clone())
                    .collect()
            }
            reports => reports.iter().map(|id| ask.id(Table::Report, id)).collect::<Result<Vec<_>, _>>()?,
        };
        let comparison = ask.compare(&ids)?;
        if self.rows.format() != Format::Table {
            crate::print::json_lines(&[comparison])?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut page = Page::stdout();
        let names: Vec<String> = comparison
            .reports
            .iter()
            .map(|line| line.source.clone().unwrap_or_else(|| line.id.to_string()))
            .collect();
        for line in &comparison.reports {
            let title = line.title.as_deref().unwrap_or("no title");
            page.hanging(
                2,
                14,
                &format!(
                    "{}  {title}  {}",
                    line.day.as_deref().unwrap_or("no day"),
                    styled(DIM, origin(line))
                ),
            )?;
        }
        page.gap()?;
        facts(&mut page, &comparison.facts, &names)?;
        for (name, statements) in names.iter().zip(&comparison.statements) {
            page.gap()?;
            page.line(2, &styled(BOLD, name))?;
            for one in statements {
                let content = one
                    .record
                    .content
                    .iter()
                    .map(|piece| quoted(&piece.text))
                    .collect::<Vec<_>>()
                    .join(" … ");
                let act = padded(&word(&one.record.act), 9);
                page.hanging(4, 15, &format!("{act}  {}: {content}", speakers(&one.record.speakers)))?;
            }
        }
        page.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}
