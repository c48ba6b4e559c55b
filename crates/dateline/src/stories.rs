//! `dateline stories` and `dateline story`: what is being reported, and by how many accounts.

use crate::acts::{Tone, style};
use crate::database::Database;
use crate::print::{BOLD, DIFFER, DIM, Format, Page, Rows, origin, padded, quoted, some, speakers, styled};
use crate::statements::word;
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, FactRow, StoryAnswer, StoryLine, Table, in_languages};
use dateline_model::Verdict;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// What is being reported: stories, the latest first, with their independent accounts.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline stories\n  dateline stories --limit 5 --format jsonl")]
pub struct Stories {
    /// At most this many.
    #[arg(long, value_name = "N", value_parser = crate::asked::count)]
    limit: Option<usize>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Stories {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let stories = ask.stories(self.limit, 0)?;
        let columns = |line: &StoryLine| {
            let story = &line.story;
            vec![
                story.first.clone().unwrap_or_default(),
                story.last.clone().unwrap_or_default(),
                story.title.clone(),
                story.accounts().to_string(),
                story.reports.len().to_string(),
                line.differing.to_string(),
                story.id.to_string(),
            ]
        };
        let table = |page: &mut Page, line: &StoryLine| {
            page.hanging(2, 14, &format!("{}  {}", day(line), styled(BOLD, &line.story.title)))?;
            page.hanging(14, 14, &format!("{}  {}", accounts(line), styled(DIM, &line.story.id)))?;
            let unread = ask.unread_of(&line.story.id)?;
            if !unread.is_empty() {
                page.hanging(14, 14, &styled(DIM, not_analysed(&unread)))?;
            }
            Ok(())
        };
        let header = ["first", "last", "title", "accounts", "reports", "differing", "id"];
        self.rows.print(
            &stories,
            &header,
            columns,
            table,
            "nothing is kept yet; read some reports: dateline read PATH…",
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

/// "not analysed: 2 in Ukrainian".
fn not_analysed(unread: &BTreeMap<String, u64>) -> String {
    let counts = unread.iter().map(|(language, count)| (language.as_str(), *count));
    format!("not analysed, for dateline reads English: {}", in_languages(counts))
}

fn day(line: &StoryLine) -> String {
    padded(line.story.last.as_deref().or(line.story.first.as_deref()).unwrap_or("no day"), 10)
}

/// "2 accounts in 7 reports · 1 difference".
fn accounts(line: &StoryLine) -> String {
    let (accounts, reports) = (line.story.accounts(), line.story.reports.len());
    let mut text = format!("{} in {}", some(accounts, "account"), some(reports, "report"));
    if line.differing > 0 {
        text.push_str(&format!(" · {}", styled(DIFFER, some(line.differing, "difference"))));
    }
    text
}

/// One story: its accounts, where they differ, who said what.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline stories\n  dateline story story-1a2b3c\n  dateline story story-1a2b3c --format jsonl"
)]
pub struct Story {
    /// Its id, or the first letters of it.
    id: String,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Story {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let answer = ask.story(&ask.id(Table::Story, &self.id)?)?;
        if self.rows.format() != Format::Table {
            crate::print::json_lines(std::slice::from_ref(&answer))?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut page = Page::stdout();
        show(&mut page, &answer)?;
        page.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}

fn show(page: &mut Page, answer: &StoryAnswer) -> Result<()> {
    let story = &answer.story.story;
    page.hanging(2, 2, &styled(BOLD, &story.title))?;
    let days =
        [story.first.as_deref(), story.last.as_deref().filter(|last| Some(*last) != story.first.as_deref())];
    let days = days.into_iter().flatten().collect::<Vec<_>>().join(" – ");
    page.hanging(2, 2, &format!("{days} · {}", accounts(&answer.story)))?;
    page.gap()?;
    let names: Vec<String> = (1..=answer.accounts.len()).map(|number| format!("account {number}")).collect();
    for (name, account) in names.iter().zip(&answer.accounts) {
        let papers = account.reports.iter().map(origin).collect::<Vec<_>>().join(", ");
        let why = account.why.as_ref().map(|why| styled(DIM, format!("  ({why})"))).unwrap_or_default();
        page.hanging(2, 14, &format!("{}  {papers}{why}", padded(name, 10)))?;
    }
    if let [first, .., last] = answer.affair.as_slice() {
        let days = [first.first.as_deref(), last.last.as_deref()];
        let days = days.into_iter().flatten().collect::<Vec<_>>().join(" – ");
        page.hanging(
            2,
            14,
            &format!("{}  {}, {days}", padded("affair", 10), some(answer.affair.len(), "story")),
        )?;
    }
    if !answer.facts.is_empty() {
        page.gap()?;
        facts(page, &answer.facts, &names)?;
    }
    page.gap()?;
    for one in &answer.statements {
        let tone = Tone::of_statement(one.record.act);
        let content =
            one.record.content.iter().map(|piece| quoted(&piece.text)).collect::<Vec<_>>().join(" … ");
        let act = format!("{} {}", tone.shape(), padded(&word(&one.record.act), 9));
        page.hanging(
            2,
            15,
            &format!("{}  {}", styled(style(tone), act), styled(BOLD, speakers(&one.record.speakers))),
        )?;
        page.hanging(15, 15, &format!("{content}  {}", styled(DIM, origin(&one.from))))?;
    }
    Ok(())
}

/// Facts by account: what differs is said in words.
pub fn facts(page: &mut Page, rows: &[FactRow], names: &[String]) -> Result<()> {
    for row in rows {
        let about = &row.difference.about;
        let what = [Some(&about.what), about.place.as_ref(), about.when.as_ref()];
        let what = what.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
        let verdict = if row.difference.verdict == Verdict::Update {
            styled(DIM, "later count")
        } else if row.difference.compatible {
            styled(DIM, "compatible")
        } else {
            styled(DIFFER, "▲ differ")
        };
        page.hanging(2, 4, &format!("{}  {verdict}", styled(BOLD, what)))?;
        for (name, cells) in names.iter().zip(&row.cells) {
            for cell in cells {
                let by = cell.by.as_deref().unwrap_or("report itself");
                page.hanging(
                    4,
                    16,
                    &format!(
                        "{}  {}  {by}  {}",
                        padded(name, 10),
                        padded(&cell.text, 14),
                        styled(DIM, &cell.report)
                    ),
                )?;
            }
        }
    }
    Ok(())
}
