//! `dateline figures`: how many, of what, by whose account.

use crate::asked::{nothing, one_of};
use crate::database::Database;
use crate::print::{BOLD, DIM, Page, Rows, origin, padded, quoted, styled};
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, FigureFilter, Kept, TableName, bounds};
use dateline_model::{Figure, FigureStatus};
use std::process::ExitCode;

/// How many, of what, and by whose account: figures by day.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline figures --what killed\n  dateline figures --what killed --all\n  dateline figures --since 1995-11-01 --format csv"
)]
pub struct Figures {
    /// Only this measure: killed, injured, displaced, money …
    #[arg(long)]
    what: Option<String>,
    /// Also those that nobody gives as true: denied, planned, supposed, superseded.
    #[arg(long)]
    all: bool,
    /// From this day (or month, or year) on.
    #[arg(long, value_name = "DAY", value_parser = crate::asked::day)]
    since: Option<String>,
    /// Up to this day (or month, or year).
    #[arg(long, value_name = "DAY", value_parser = crate::asked::day)]
    until: Option<String>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Figures {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let is_narrowed = self.what.is_some() || self.since.is_some() || self.until.is_some();
        let what = self.what.clone();
        let figures = ask.figures(&FigureFilter {
            what: self.what,
            with_not_given: self.all,
            since: self.since,
            until: self.until.map(|day| dateline_ask::last_day(&day)),
            ..FigureFilter::default()
        })?;
        let by = |figure: &Figure| -> Option<String> {
            let statement = store.statement(figure.account.as_ref()?).ok()??.record;
            Some(statement.speakers.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", "))
        };
        let table = |page: &mut Page, one: &Kept<Figure>| {
            let figure = &one.record;
            let told = figure.when.as_ref().and_then(|when| when.edtf.as_ref()).map(ToString::to_string);
            let day = told.map_or_else(
                || styled(DIM, padded(one.from.day.as_deref().unwrap_or("no day"), 10)),
                |day| padded(&day, 10),
            );
            let about = if figure.approximate { "about " } else { "" };
            let amount = format!("{about}{}", bounds(figure.low, figure.high));
            let unit = figure.unit.as_deref().filter(|unit| *unit != figure.what).unwrap_or_default();
            let whose = by(figure).unwrap_or_else(|| "report itself".to_owned());
            let place =
                figure.place.as_ref().map_or_else(String::new, |place| format!(" · {}", place.span.text));
            let status = match figure.status {
                FigureStatus::Given => String::new(),
                status => styled(DIM, format!(" · {}", status.name())),
            };
            let rate = figure.rate.map_or_else(String::new, |rate| format!(" a {}", rate.name()));
            page.hanging(
                2,
                14,
                &format!(
                    "{day}  {} {} {unit}{rate}{place} · {whose}{status}",
                    padded(&figure.what, 10),
                    styled(BOLD, padded(&amount, 14))
                ),
            )?;
            page.hanging(
                14,
                14,
                &format!("{}  {}", quoted(&figure.evidence.text), styled(DIM, origin(&one.from))),
            )
        };
        let rows = |figures: &[Kept<Figure>]| Ok(ask.figure_rows(figures)?);
        let empty = if is_narrowed { "" } else { "no figure is kept" };
        self.rows.print_kept(&figures, TableName::Figures, rows, table, empty)?;
        if is_narrowed && figures.is_empty() {
            let measures = ask.measures()?;
            let known: Vec<&str> = measures.iter().map(String::as_str).collect();
            // A measure that no figure here has: those that there are.
            let other = what.and_then(|what| one_of(&what, &known).err().map(|why| format!("--what {why}")));
            let told = "no such figure; `dateline figures` without narrowing shows all";
            return nothing(
                &ask,
                &other.map_or_else(|| told.to_owned(), |why| format!("no such figure; {why}")),
                None,
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}
