//! `dateline digest`: what is new since a day, to print or to send.

use crate::database::Database;
use anyhow::Result;
use clap::{Args, ValueEnum};
use dateline_ask::Ask;
use dateline_serve::{DigestForm, digest};
use std::io::Write;
use std::process::ExitCode;

/// What is new since a day: stories, where accounts differ, what is denied, who moved.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline digest --since yesterday\n  \
                        dateline digest --since 1995-11-20 --format html > digest.html")]
pub struct Digest {
    /// A day (2025-04-04), a month, a year, `today` or `yesterday`; without it, the day before the record's last.
    #[arg(long, value_name = "DAY", value_parser = since)]
    since: Option<String>,
    /// Markdown, or a page that stands alone.
    #[arg(long, value_name = "FORM", default_value = "md")]
    format: Form,
    #[command(flatten)]
    database: Database,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Md,
    Html,
}

impl Digest {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let changes = Ask::new(&store).changes(self.since.as_deref())?;
        let form = match self.format {
            Form::Md => DigestForm::Markdown,
            Form::Html => DigestForm::Html,
        };
        std::io::stdout().write_all(digest(&changes).written(form).as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}

fn since(typed: &str) -> Result<String, String> {
    let today = jiff::Zoned::now().date();
    match typed.trim() {
        "today" => Ok(today.to_string()),
        "yesterday" => today.yesterday().map(|day| day.to_string()).map_err(|error| error.to_string()),
        typed => crate::asked::day(typed).map_err(|_| {
            "must be a day (2025-04-04), a month (2025-04), a year (2025), today or yesterday".to_owned()
        }),
    }
}
