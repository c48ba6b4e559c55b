//! `dateline who`: one person or party.

use crate::acts::{Tone, style};
use crate::asked::nothing;
use crate::database::Database;
use crate::print::{BOLD, DIM, Format, Page, Rows, state, styled};
use crate::statements::{table, word};
use anyhow::Result;
use clap::Args;
use dateline_ask::Ask;
use std::process::ExitCode;

/// A person or party: offices over time, statements, whom they accuse, meet, support.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline who Marek\n  dateline who \"Ivo Marek\" --format jsonl")]
pub struct Who {
    /// Words of the name, in any spelling seen.
    #[arg(required = true)]
    name: Vec<String>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Who {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let name = self.name.join(" ");
        let ask = Ask::new(&store);
        let answer = ask.who(&name, None)?;
        if answer.people.is_empty() && answer.statements.is_empty() && answer.events.is_empty() {
            let told = format!(
                "nobody called {name} says or does anything in this record; try `dateline search {name}`"
            );
            return nothing(&ask, &told, Some(&name));
        }
        if self.rows.format() != Format::Table {
            crate::print::json_lines(&[answer])?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut page = Page::stdout();
        for person in &answer.people {
            page.line(2, &styled(BOLD, &person.name))?;
            if !person.aliases.is_empty() {
                page.hanging(4, 4, &format!("{} {}", styled(DIM, "also"), person.aliases.join(", ")))?;
            }
            for office in &person.offices {
                let of = office.of.as_deref().map(|of| format!(", {}", state(of))).unwrap_or_default();
                let seen = if office.first == office.last {
                    office.first.clone()
                } else {
                    format!("{} → {}", office.first, office.last)
                };
                page.hanging(4, 6, &format!("{}{of} · {} {seen}", office.title, styled(DIM, "seen")))?;
            }
            page.gap()?;
        }
        for relation in &answer.relations {
            let tone = Tone::of_event(relation.act);
            let act = format!("{} {}", tone.shape(), word(&relation.act).to_lowercase());
            page.line(4, &format!("{} {} · {}", styled(style(tone), act), relation.to, relation.times))?;
        }
        if !answer.relations.is_empty() {
            page.gap()?;
        }
        answer.statements.iter().try_for_each(|one| table(&mut page, one))?;
        page.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}
