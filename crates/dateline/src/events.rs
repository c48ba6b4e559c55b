//! `dateline events`: who did what to whom.

use crate::acts::{Tone, style};
use crate::asked::{self, nothing};
use crate::database::Database;
use crate::print::{BOLD, DIM, Page, Rows, origin, padded, quoted, styled};
use crate::statements::word;
use anyhow::Result;
use clap::Args;
use dateline_ask::{Ask, EventFilter, Kept, TableName};
use dateline_model::{Event, Party, Status};
use std::process::ExitCode;

/// Who did what to whom: events by day, with the words they rest on.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline events --act assault --since 1995-08\n  dateline events --by NATO --format csv > events.csv\n  \
                  dateline events --done                # only what is told as done"
)]
pub struct Events {
    /// Words of a party's name or state (Serbia, Serbian or SRB).
    #[arg(long, value_name = "NAME", value_parser = crate::asked::words)]
    by: Option<String>,
    /// Only this PLOVER root: consult, accuse, assault …
    #[arg(long, value_name = "ROOT", value_parser = asked::root)]
    act: Option<String>,
    /// Words of the telling.
    #[arg(long, value_name = "WORDS", value_parser = crate::asked::words)]
    about: Option<String>,
    /// From this day (or month, or year) on.
    #[arg(long, value_name = "DAY", value_parser = asked::day)]
    since: Option<String>,
    /// Up to this day (or month, or year).
    #[arg(long, value_name = "DAY", value_parser = asked::day)]
    until: Option<String>,
    /// Only deeds that are told as done: nothing planned, threatened, denied or only thought of.
    #[arg(long)]
    done: bool,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    rows: Rows,
}

impl Events {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let store = self.database.open()?;
        let ask = Ask::new(&store);
        let is_narrowed = self.by.is_some()
            || self.act.is_some()
            || self.about.is_some()
            || self.since.is_some()
            || self.until.is_some()
            || self.done;
        let name = self.by.clone();
        let mut events = ask.events(&EventFilter {
            by: self.by,
            act: self.act,
            about: self.about,
            since: self.since,
            until: self.until.map(|day| dateline_ask::last_day(&day)),
            ..EventFilter::default()
        })?;
        events.retain(|one| !self.done || one.record.status == Status::Happened);
        let rows = |events: &[Kept<Event>]| Ok(ask.event_rows(events)?);
        self.rows.print_kept(
            &events,
            TableName::Events,
            rows,
            table,
            if is_narrowed { "" } else { "no event is kept" },
        )?;
        if is_narrowed && events.is_empty() {
            let told = "no such event; `dateline events` without narrowing shows all";
            return nothing(&ask, told, name.as_deref());
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn table(page: &mut Page, one: &Kept<Event>) -> Result<()> {
    let event = &one.record;
    let told = event.when.as_ref().and_then(|when| when.edtf.as_ref()).map(ToString::to_string);
    let day = told.map_or_else(
        || styled(DIM, padded(one.from.day.as_deref().unwrap_or("no day"), 10)),
        |day| padded(&day, 10),
    );
    let tone = Tone::of_event(event.act);
    let act = format!("{} {}", tone.shape(), padded(&word(&event.act), 9));
    let names =
        |parties: &[Party]| parties.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    let by = if event.by.is_empty() { styled(DIM, "nobody named") } else { styled(BOLD, names(&event.by)) };
    let to = if event.to.is_empty() { String::new() } else { format!(" → {}", names(&event.to)) };
    let place = event.place.as_ref().map_or_else(String::new, |place| format!(" · {}", place.span.text));
    let status =
        if event.status == Status::Happened { String::new() } else { format!(" ({})", word(&event.status)) };
    page.hanging(2, 26, &format!("{day}  {}  {by}{to}{place}{status}", styled(style(tone), act)))?;
    page.hanging(14, 14, &format!("{}  {}", quoted(&event.evidence.text), styled(DIM, origin(&one.from))))
}
