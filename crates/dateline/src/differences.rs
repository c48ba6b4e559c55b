//! `dateline differences`: one fact, several accounts.

use crate::database::Database;
use crate::print::{BOLD, DIFFER, DIM, Page, Rows, padded, styled};
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, Table, account_in, bounds};
use dateline_model::{Account, Difference, Verdict};
use std::process::ExitCode;

/// Where accounts of one fact differ: two of one time that cannot both be true, and whose they are.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline differences\n  dateline differences --story story-1a2b --format jsonl\n  \
                  dateline differences --all             # facts on which the accounts agree, too"
)]
pub struct Differences {
    /// Only those of this story (an id, or the first letters of one).
    #[arg(long, value_name = "ID")]
    story: Option<String>,
    /// Facts whose accounts are the same, can all be true, or come later, too.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Differences {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let story = self.story.as_deref().map(|id| ask.id(Table::Story, id)).transpose()?;
        let mut differences = ask.differences(story.as_ref())?;
        differences.retain(|one| self.all || one.verdict == Verdict::Differ);
        differences.sort_by_key(|one| (one.compatible, one.about.when.clone(), one.id.clone()));
        let columns = |one: &Difference| {
            let accounts = one.accounts.iter().map(|account| {
                let by = account.by.as_deref().unwrap_or("report itself");
                format!("{} ({by}, {})", amount(account), account.report)
            });
            vec![
                one.about.what.clone(),
                one.about.place.clone().unwrap_or_default(),
                one.about.when.clone().unwrap_or_default(),
                one.compatible.to_string(),
                accounts.collect::<Vec<_>>().join("; "),
                one.id.to_string(),
            ]
        };
        let header = ["what", "place", "when", "compatible", "accounts", "id"];
        self.rows.print(
            &differences,
            &header,
            columns,
            table,
            "no two accounts of one fact that cannot both be true; `--all` shows facts on which they agree",
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

fn amount(account: &Account) -> String {
    account_in(account, bounds, |day| day.as_str().to_owned())
}

fn table(page: &mut Page, one: &Difference) -> Result<()> {
    let about = &one.about;
    let verdict = match one.verdict {
        Verdict::Differ => styled(DIFFER, "▲ differ"),
        Verdict::Update => styled(DIM, "later count"),
        Verdict::Compatible => styled(DIM, "compatible"),
        Verdict::Same => styled(DIM, "the same"),
    };
    // A day is that of a deed.
    let of = about.of.as_ref().filter(|_| matches!(about.what.as_str(), "day" | "age"));
    let what = [Some(&about.what), of, about.place.as_ref(), about.when.as_ref()];
    let what = what.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
    page.hanging(2, 4, &format!("{}  {verdict}", styled(BOLD, what)))?;
    for account in &one.accounts {
        let by = account.by.as_deref().unwrap_or("report itself");
        let amount = match (&account.low, &account.high) {
            (None, None) => String::new(),
            _ => amount(account),
        };
        page.hanging(4, 20, &format!("{}  {by}  {}", padded(&amount, 14), styled(DIM, &account.report)))?;
    }
    Ok(())
}
