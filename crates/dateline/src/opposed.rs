//! `dateline opposed`: what one claims and another denies.

use crate::database::Database;
use crate::print::{BOLD, DIFFER, DIM, Page, Rows, quoted, state, styled};
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, Kept, OpposedAnswer, Table};
use dateline_model::{Statement, StatementAct};
use std::process::ExitCode;

/// Claims with their denials, both sentences side by side.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline opposed\n  dateline opposed --story story-3f2a")]
pub struct Opposed {
    /// Only in this story (the beginning of its id).
    #[arg(long, value_name = "ID")]
    story: Option<String>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Opposed {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let story = self.story.map(|story| ask.id(Table::Story, &story)).transpose()?;
        let found = ask.opposed_whole(story.as_ref())?;
        let columns = |one: &OpposedAnswer| {
            let told = |kept: &Kept<Statement>| [names(kept), said(&kept.record), kept.from.id.to_string()];
            told(&one.claim).into_iter().chain(told(&one.denial)).collect()
        };
        self.rows.print(
            &found,
            &["claimed_by", "claim", "claim_report", "denied_by", "denial", "denial_report"],
            columns,
            line,
            "no claim with a denial is known",
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

fn line(page: &mut Page, one: &OpposedAnswer) -> Result<()> {
    // What a denial holds is what is denied, and the verb says so; but "denied it, saying that there was no plan".
    let denied = said(&one.denial.record).to_lowercase();
    let is_turned = [" no ", " not ", "n't ", "n’t ", " never "].iter().any(|word| denied.contains(word));
    let against = match one.denial.record.act {
        StatementAct::Deny if !is_turned => "▲ denies",
        StatementAct::Reject if !is_turned => "▲ rejects",
        _ => "▲ against it",
    };
    for (kept, word, style) in [(&one.claim, "claims", BOLD), (&one.denial, against, DIFFER)] {
        page.hanging(2, 4, &format!("{} {}", styled(BOLD, names(kept)), styled(style, word)))?;
        page.hanging(4, 4, &format!("{}  {}", quoted(&said(&kept.record)), styled(DIM, &kept.from.id)))?;
    }
    page.gap()
}

fn names(kept: &Kept<Statement>) -> String {
    let name = |speaker: &dateline_model::Speaker| {
        let of = speaker.of.as_deref().map(|of| format!(", {}", state(of))).unwrap_or_default();
        format!("{}{of}", speaker.name)
    };
    kept.record.speakers.iter().map(name).collect::<Vec<_>>().join("; ")
}

fn said(statement: &Statement) -> String {
    statement.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" … ")
}
