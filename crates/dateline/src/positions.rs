//! `dateline positions`: who stood where on an issue, and who moved.

use crate::asked::nothing;
use crate::database::Database;
use crate::print::{BOLD, DIFFER, DIM, Page, Rows, padded, quoted, state, styled};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use dateline_ask::{Ask, Concept, Lane, PositionsQuestion, Stance};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Who said and did what about an issue, in order, with changes of position marked.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline positions --about ceasefire\n  dateline positions --about \"peace plan\" --by Marek"
)]
pub struct Positions {
    /// The issue: one that is known (ceasefire, negotiations, membership, sanctions, arms, withdrawal,
    /// recognition, prisoners, elections, aid, nuclear weapons) in any of its ways of saying, with
    /// whom it is about ("sanctions on Russia"); else any words.
    #[arg(long, value_name = "WORDS", value_parser = crate::asked::words)]
    about: String,
    /// Only this side or person (words of the name).
    #[arg(long, value_name = "NAME", value_parser = crate::asked::words)]
    by: Option<String>,
    /// Issues of your own, in the form of `crates/resolve/lexicon/issues.toml`.
    #[arg(long, value_name = "TOML")]
    issues: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Positions {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let own = self.issues.as_deref().map(own_issues).transpose()?.unwrap_or_default();
        let ask = Ask::new(&store);
        let name = self.by.clone();
        let lanes = ask.positions(&PositionsQuestion { about: self.about, by: self.by, most: None, own })?;
        let columns = |lane: &Lane| {
            let marks = lane.marks.iter().map(|mark| {
                format!("{} {} {} ({})", mark.day().unwrap_or("?"), mark.by, called(mark.stance), mark.report)
            });
            vec![lane.actor.clone(), lane.changes.len().to_string(), marks.collect::<Vec<_>>().join("; ")]
        };
        self.rows.print(&lanes, &["actor", "changes", "marks"], columns, table, "")?;
        if lanes.is_empty() {
            return nothing(&ask, "nobody says or does anything about that", name.as_deref());
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The user's issues in a file.
fn own_issues(path: &Path) -> Result<Vec<Concept>> {
    let written = std::fs::read_to_string(path)
        .with_context(|| format!("issues are not read: {} cannot be opened", path.display()))?;
    Concept::parse(&written).map_err(|reason| anyhow!("issues are not read: {}: {reason}", path.display()))
}

fn called(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "for",
        Stance::Against => "against",
        Stance::Conditional => "conditional",
        Stance::Unclear => "unclear",
    }
}

fn table(page: &mut Page, lane: &Lane) -> Result<()> {
    let lane = &lane.clone().told_once();
    let voice = if lane.official { "" } else { "  (speaks for nobody else)" };
    page.line(2, &format!("{}{}", styled(BOLD, state(&lane.actor)), styled(DIM, voice)))?;
    for (number, mark) in lane.marks.iter().enumerate() {
        if lane.changes.iter().any(|change| change.to == number) {
            page.line(4, &styled(DIFFER, "▲ changed"))?;
        }
        let shape = match mark.stance {
            Stance::For => '○',
            Stance::Against => '▲',
            Stance::Conditional | Stance::Unclear => '◇',
        };
        let day = padded(mark.held.as_deref().unwrap_or("no day"), 11);
        let stance = padded(called(mark.stance), 11);
        let office = mark.office.as_deref().map(|office| format!(", {office}")).unwrap_or_default();
        page.hanging(4, 17, &format!("{day}  {shape} {stance}  {}{office}", mark.by))?;
        page.hanging(17, 17, &format!("{}  {}", quoted(&mark.evidence.text), styled(DIM, &mark.report)))?;
    }
    page.gap()
}
