//! `dateline forget`: reports that must go, with every trace of them.

use crate::asked::wrong;
use crate::database::Database;
use crate::inputs::reports;
use crate::print::{quoted, rendered, say, some};
use crate::watch::state_beside;
use anyhow::{Result, bail};
use clap::Args;
use dateline_ask::{Ask, Table};
use dateline_model::Id;
use dateline_pipeline::Keeper;
use dateline_record::Store;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// Forget reports: texts, earlier texts, what was read in them, what people said of them. What is left is
/// linked anew.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline forget r-1a2b3c\n  dateline forget --source \"Valley Wire\" --before 1995-11-01 --yes\n  \
                  dateline forget --versions r-1a2b3c      # only what its text was before; the one it has now stays\n  \
                  dateline compact                         # then: no word of it is left in the file\n\n\
                  Copies (`dateline backup`, `dateline export`), the files that the reports came from, and saved answers \
                  elsewhere are yours to delete. End `dateline watch` before: it does not fetch a forgotten page again."
)]
pub struct Forget {
    /// Reports, by id or the first letters of it.
    reports: Vec<String>,
    /// All reports of this outlet.
    #[arg(long, value_name = "OUTLET", conflicts_with = "reports")]
    source: Option<String>,
    /// All reports of days before this one.
    #[arg(long, value_name = "DAY", conflicts_with = "reports", value_parser = crate::asked::day)]
    before: Option<String>,
    /// Only the texts that the reports had before they changed.
    #[arg(long)]
    versions: bool,
    /// Do not ask whether it is meant.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    database: Database,
}

impl Forget {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let chosen = self.chosen()?;
        if chosen.is_empty() {
            bail!("there is no such report; `dateline reports` lists them");
        }
        if !self.yes && !self.is_meant(&chosen)? {
            say("nothing was forgotten");
            return Ok(ExitCode::from(1));
        }
        if self.versions {
            let gone = Store::open(&self.database.db)?.forget_versions(&chosen)?;
            say(format!("forgotten: {} of {}", some(gone, "earlier text"), reports(chosen.len())));
        } else {
            let gone = Keeper::open(&self.database.db)?.forget(&chosen)?;
            say(format!(
                "forgotten: {}, {}, {}, {}, {}, {}",
                reports(gone.reports),
                some(gone.versions, "earlier text"),
                some(gone.statements, "statement"),
                some(gone.events, "event"),
                some(gone.figures, "figure"),
                some(gone.corrections, "correction")
            ));
        }
        let watched = dateline_read::forget_watched(&state_beside(&self.database.db), &chosen)?;
        if watched > 0 {
            say(format!("  and what `dateline watch` remembers of {watched} pages, but for their addresses"));
        }
        say(format!(
            "  next: `{}`, so that no word of it is left in the file",
            self.database.command("compact")
        ));
        Ok(ExitCode::SUCCESS)
    }

    fn chosen(&self) -> Result<Vec<Id>> {
        let store = self.database.open()?;
        if self.source.is_some() || self.before.is_some() {
            return Ok(store.reports_of_outlet(self.source.as_deref(), self.before.as_deref())?);
        }
        if self.reports.is_empty() {
            return wrong("say which: REPORT…, --source OUTLET or --before DAY");
        }
        let ask = Ask::new(&store);
        let mut chosen = Vec::new();
        for typed in &self.reports {
            let id = ask.id(Table::Report, typed)?;
            if !chosen.contains(&id) {
                chosen.push(id);
            }
        }
        Ok(chosen)
    }

    /// Asks the person at the terminal.
    fn is_meant(&self, chosen: &[Id]) -> Result<bool> {
        if !io::stdin().is_terminal() {
            bail!("{} would be forgotten for good; say --yes if that is meant", reports(chosen.len()));
        }
        let store = self.database.open()?;
        for id in chosen.iter().take(10) {
            if let Some(line) = store.line(id)? {
                let title = line.title.or(line.opening).unwrap_or_default();
                let head = [line.day, line.source].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                say(format!("  {id}  {head}  {}", quoted(&title)));
            }
        }
        if chosen.len() > 10 {
            say(format!("  … and {} more", chosen.len() - 10));
        }
        let what = if self.versions { "the earlier texts of " } else { "" };
        let question = format!("Forget {what}{} for good? [y/N] ", reports(chosen.len()));
        let mut out = io::stderr();
        out.write_all(rendered(&question).as_bytes())?;
        out.flush()?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }
}
