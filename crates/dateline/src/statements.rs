//! `dateline statements`: who said what, on which day, in which office.

use crate::acts::{Tone, style};
use crate::asked::nothing;
use crate::database::Database;
use crate::print::{BOLD, DIM, Page, Rows, origin, padded, quoted, speakers, styled};
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, Kept, StatementFilter, TableName};
use dateline_model::Statement;
use std::process::ExitCode;

/// Who said what: statements by day, with their speakers and the words they rest on.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline statements --by Marek --since 1995-11\n  dateline statements --act deny\n  \
                        dateline statements --about ceasefire --format csv > ceasefire.csv"
)]
pub struct Statements {
    /// Words of the speaker's name, office or state (Serbia, Serbian or SRB).
    #[arg(long, value_name = "NAME", value_parser = crate::asked::words)]
    by: Option<String>,
    /// Only this act: state, accuse, demand, pledge, deny …
    #[arg(long, value_parser = crate::asked::act)]
    act: Option<String>,
    /// Words of what was said, or of the sentence around it.
    #[arg(long, value_name = "WORDS", value_parser = crate::asked::words)]
    about: Option<String>,
    /// From this day (or month, or year) on.
    #[arg(long, value_name = "DAY", value_parser = crate::asked::day)]
    since: Option<String>,
    /// Up to this day (or month, or year).
    #[arg(long, value_name = "DAY", value_parser = crate::asked::day)]
    until: Option<String>,
    /// Only those at least so sure, from 0 to 1.
    #[arg(long, value_name = "0…1", value_parser = crate::asked::share)]
    confidence: Option<f32>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Statements {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let is_narrowed = self.by.is_some()
            || self.act.is_some()
            || self.about.is_some()
            || self.since.is_some()
            || self.until.is_some()
            || self.confidence.is_some();
        let name = self.by.clone();
        let statements = ask.statements(&StatementFilter {
            by: self.by,
            act: self.act,
            about: self.about,
            since: self.since,
            until: self.until.map(|day| dateline_ask::last_day(&day)),
            confidence: self.confidence,
            ..StatementFilter::default()
        })?;
        print(&ask, &statements, &self.rows, if is_narrowed { "" } else { "no statement is kept" })?;
        if is_narrowed && statements.is_empty() {
            let told = "no such statement; try fewer words, or `dateline who NAME`";
            return nothing(&ask, told, name.as_deref());
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes statements in the form wanted.
fn print(ask: &Ask<'_>, statements: &[Kept<Statement>], rows: &Rows, empty: &str) -> Result<()> {
    rows.print_kept(
        statements,
        TableName::Statements,
        |statements| Ok(ask.statement_rows(statements)),
        table,
        empty,
    )
}

/// How a plain value is written in the record.
pub fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// One statement on a page.
pub fn table(page: &mut Page, one: &Kept<Statement>) -> Result<()> {
    let statement = &one.record;
    let tone = Tone::of_statement(statement.act);
    let told = statement.said.as_ref().and_then(|said| said.edtf.as_ref()).map(ToString::to_string);
    // The report's day where it gives none for the saying itself: dim, since nobody says it was that day.
    let day = told.map_or_else(
        || styled(DIM, padded(one.from.day.as_deref().unwrap_or("no day"), 10)),
        |day| padded(&day, 10),
    );
    let act = format!("{} {}", tone.shape(), padded(&word(&statement.act), 9));
    let who = if statement.speakers.is_empty() {
        styled(DIM, "nobody named")
    } else {
        styled(BOLD, speakers(&statement.speakers))
    };
    let to = if statement.addressee.is_empty() {
        String::new()
    } else {
        format!(
            " → {}",
            statement.addressee.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
        )
    };
    let not = if statement.negated { "not: " } else { "" };
    page.hanging(2, 26, &format!("{day}  {}  {not}{who}{to}", styled(style(tone), act)))?;
    let content = statement.content.iter().map(|piece| quoted(&piece.text)).collect::<Vec<_>>().join(" … ");
    let venue = statement.venue.as_ref().map_or_else(String::new, |venue| format!(" · {}", venue.span.text));
    page.hanging(14, 14, &format!("{content}{}  {}", styled(DIM, venue), styled(DIM, origin(&one.from))))
}
