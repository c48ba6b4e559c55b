//! `dateline search`: words anywhere in the record.

use crate::asked::{Wrong, nothing};
use crate::database::Database;
use crate::print::{BOLD, DIM, Format, Page, Rows, origin, styled};
use crate::statements::table;
use anyhow::Result;
use clap::Args;
use dateline_ask::Ask;
use std::process::ExitCode;

/// Words anywhere in the record: reports and statements that hold all of them.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline search ceasefire\n  dateline search '\"buffer zone\" withdrawal'"
)]
pub struct Search {
    /// Words that must all occur; words in quotation marks side by side.
    #[arg(required = true)]
    words: Vec<String>,
    /// At most this many of each.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Search {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let words = self.words.join(" ");
        if !words.chars().any(char::is_alphanumeric) {
            return Err(Wrong("say which words to look for".to_owned()).into());
        }
        let ask = Ask::new(&store);
        let answer = ask.search(&words, self.limit)?;
        if answer.reports.is_empty() && answer.statements.is_empty() {
            return nothing(&ask, "nothing holds all of these words; try fewer of them", None);
        }
        if self.rows.format() != Format::Table {
            crate::print::json_lines(&answer.reports)?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut page = Page::stdout();
        for hit in &answer.reports {
            let title = hit.report.title.as_deref().unwrap_or("no title");
            page.hanging(
                2,
                14,
                &format!(
                    "{}  {}  {}",
                    hit.report.day.as_deref().unwrap_or("no day    "),
                    styled(BOLD, title),
                    styled(DIM, origin(&hit.report))
                ),
            )?;
            let snippet = hit.snippet.split_whitespace().collect::<Vec<_>>().join(" ");
            page.hanging(14, 14, &format!("{} {snippet} …", styled(DIM, "…")))?;
        }
        if !answer.statements.is_empty() {
            page.gap()?;
            answer.statements.iter().try_for_each(|one| table(&mut page, one))?;
        }
        page.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}
