//! `dateline positions`: who stood where on an issue, and who moved.

use crate::database::Database;
use crate::print::{BOLD, DIFFER, DIM, Page, Rows, padded, quoted, state, styled};
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, Lane, PositionsQuestion};
use std::process::ExitCode;

/// Who said and did what about an issue, in order, with changes of position marked.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline positions --about ceasefire\n  dateline positions --about \"peace plan\" --by Marek"
)]
pub struct Positions {
    /// The issue, in any words.
    #[arg(long, value_name = "WORDS")]
    about: String,
    /// Only this actor (words of the name).
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Positions {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let lanes =
            Ask::new(&store).positions(&PositionsQuestion { about: self.about, by: self.by, most: None })?;
        let columns = |lane: &Lane| {
            let marks = lane.marks.iter().map(|mark| {
                format!("{} {} {} ({})", mark.day.as_deref().unwrap_or("?"), mark.by, mark.act, mark.report)
            });
            vec![lane.actor.clone(), lane.changes.len().to_string(), marks.collect::<Vec<_>>().join("; ")]
        };
        self.rows.print(
            &lanes,
            &["actor", "changes", "marks"],
            columns,
            table,
            "nobody says or does anything about that",
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

fn table(page: &mut Page, lane: &Lane) -> Result<()> {
    page.line(2, &styled(BOLD, state(&lane.actor)))?;
    for (number, mark) in lane.marks.iter().enumerate() {
        if lane.changes.iter().any(|change| change.to == number) {
            page.line(4, &styled(DIFFER, "▲ changed"))?;
        }
        let shape = if mark.stance > 0.0 {
            '○'
        } else if mark.stance < 0.0 {
            '▲'
        } else {
            '◇'
        };
        let day = padded(mark.day.as_deref().unwrap_or("no day"), 10);
        let act = padded(&mark.act.to_lowercase(), 9);
        let office = mark.office.as_deref().map(|office| format!(", {office}")).unwrap_or_default();
        page.hanging(4, 16, &format!("{day}  {shape} {act}  {}{office}", mark.by))?;
        page.hanging(16, 16, &format!("{}  {}", quoted(&mark.evidence.text), styled(DIM, &mark.report)))?;
    }
    page.gap()
}
