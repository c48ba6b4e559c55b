//! `dateline read`: adds reports to the record.

use crate::database::Database;
use crate::inputs::{Inputs, Told, reports};
use crate::interrupt::{Interrupt, Stopped};
use crate::print::{BOLD, DIM, Page, harmless, say, some, styled};
use crate::reader::ReaderChoice;
use anyhow::{Context, Result};
use clap::Args;
use dateline_pipeline::{Engine, Keeper, Progress, Summary};
use dateline_read::Run;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Add reports to the record; reading the same report again changes nothing.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline read samples/\n  dateline read 'archive/1995-11-*.txt' --db dayton.db\n  \
                        zcat news.jsonl.gz | dateline read - --db news.db\n  dateline read https://wire.example/feed.xml\n  dateline read articles.parquet\n  dateline read articles.csv --map published=seen --map text=content\n  \
                        dateline read --again --reader deep --db dayton.db\n\n\
                        Limits, each with a line where it is met: a report's text 4 MB, a line or a page 16 MB, a document 64 MB, \
                        packed files 200 times their size (--most-unpacked).\n\
                        Ctrl-C ends it and keeps what was read: exit status 130, and 143 where it was asked to terminate."
)]
pub struct Read {
    /// Reports in any form: files, folders, globs, addresses (https://…); `-` or nothing: JSON Lines on standard input.
    paths: Vec<PathBuf>,
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    database: Database,
    /// Number of threads (default: all).
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    reader: ReaderChoice,
    /// Read reports again that are kept already; without PATHS, all of the record. What was found
    /// before and is found again keeps its id.
    #[arg(long)]
    again: bool,
    /// Who publishes what, beside the table that comes with the program (TOML: [[group]] and
    /// [[agency]] with name, names, hosts); kept with the record.
    #[arg(long, value_name = "FILE")]
    publishers: Option<PathBuf>,
}

impl Read {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let started = Instant::now();
        let options = self.inputs.options()?;
        let run = options.run.clone();
        let engine = Engine::with(self.reader.reader)?;
        let mut keeper = Keeper::with(&self.database.db, engine)?.again(self.again);
        if let Some(file) = &self.publishers {
            let table = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
            keeper.set_publishers(&table)?.with_context(|| file.display().to_string())?;
        }
        // Ctrl-C ends the input; what was read by then is kept and linked.
        let interrupt = Interrupt::of(&options.run)?;

        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.set_style(
            ProgressStyle::with_template("  {spinner}  {pos} read  {elapsed}  {pace}  {msg:.dim}")
                .unwrap_or_else(|_| ProgressStyle::default_bar())
                .with_key("pace", |state: &ProgressState, to: &mut dyn std::fmt::Write| {
                    // A terminal that cannot be written to is no reason to stop.
                    let _ = write!(to, "{:.0} a second", state.per_sec());
                }),
        );
        let mut told = Told::default();
        let mut progress = |progress: Progress<'_>| match progress {
            Progress::Report(report) => {
                told.see(report);
                bar.set_message(harmless(report.given.as_deref().unwrap_or_default()));
                bar.inc(1);
            }
            Progress::Failed(failure) => {
                if let Some(line) = told.hear(failure) {
                    bar.suspend(|| say(line));
                }
            }
            Progress::Linking => bar.set_message("linking"),
        };
        let summary = if self.again && self.paths.is_empty() {
            keeper.read_again(self.threads, &run, &mut progress)?
        } else {
            let pieces = dateline_read::pieces(self.paths, &options);
            keeper.keep_pieces(pieces, &run, self.threads, &mut progress)?
        };
        bar.finish_and_clear();
        told.rest().for_each(say);
        self.database.summarize(&keeper, &summary, &told, started)?;
        if run.is_stopped() {
            let status = interrupt.status().unwrap_or(1);
            return Err(Stopped { told: stopped(&run, &summary), status }.into());
        }
        Ok(if told.has_fault() { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }
}

/// What to say of a run that was stopped: what of it was not read.
fn stopped(run: &Run, summary: &Summary) -> String {
    let left = [
        (run.unread(), format!("{} inputs that were found", run.unread())),
        (run.begun(), format!("the rest of {}", run.begun())),
        (summary.given_up, format!("{} under way", summary.given_up)),
    ];
    let left: Vec<String> = left.into_iter().filter(|(count, _)| *count > 0).map(|(_, what)| what).collect();
    let left = if left.is_empty() { String::new() } else { format!("; not read: {}", left.join(", ")) };
    let links = if summary.is_unlinked { " (their links are made at the next `dateline read`)" } else { "" };
    format!("interrupted{left}; what was read so far is kept{links}; give the same inputs again to go on")
}

impl Database {
    fn summarize(&self, keeper: &Keeper, summary: &Summary, told: &Told, started: Instant) -> Result<()> {
        let mut page = Page::stdout();
        let counts = dateline_ask::Ask::new(keeper.store()).counts()?;
        let all = summary.new + summary.changed + summary.unchanged + summary.again;
        let seconds = started.elapsed().as_secs_f64();
        let linking = summary.linking.as_secs_f64() * 1e3;
        page.line(
            2,
            &format!(
                "{} {} {}",
                styled(BOLD, "read"),
                reports(all),
                styled(DIM, format!("in {seconds:.1} s, kept and linked in {linking:.1} ms"))
            ),
        )?;
        let changed =
            if summary.changed > 0 { format!(" · changed {}", summary.changed) } else { String::new() };
        let again = if summary.again > 0 { format!(" · again {}", summary.again) } else { String::new() };
        let gone = match summary.gone {
            0 => String::new(),
            gone => format!(" · forgotten or changed meanwhile {gone}"),
        };
        let doubtful =
            if summary.doubtful > 0 { format!(" · doubtful {}", summary.doubtful) } else { String::new() };
        page.line(
            2,
            &format!(
                "new {} · unchanged {}{changed}{again}{gone} · failed {}{doubtful}",
                summary.new, summary.unchanged, summary.failed
            ),
        )?;
        if !summary.unread.is_empty() {
            page.line(
                2,
                &format!(
                    "{} {} {}",
                    styled(BOLD, "not analysed:"),
                    dateline_ask::in_languages(
                        summary.unread.iter().map(|(language, count)| (*language, *count as u64))
                    ),
                    styled(DIM, "(only English is; the text is kept and found)")
                ),
            )?;
        }
        told.summary(&mut page)?;
        let found = summary.found;
        page.line(
            2,
            &format!(
                "found {} · {} · {} · {} · {}",
                some(found.statements, "statement"),
                some(found.events, "event"),
                some(found.figures, "figure"),
                some(found.times, "time"),
                some(found.places, "place")
            ),
        )?;
        let accounts = dateline_ask::Ask::new(keeper.store()).accounts()?;
        page.line(
            2,
            &format!(
                "in the record: {} in {}, {} ({}) · {}",
                some(counts.reports, "report"),
                some(counts.stories, "story"),
                some(accounts, "independent account"),
                some(counts.reports.saturating_sub(accounts), "reprint"),
                some(counts.differences, "difference")
            ),
        )?;
        if counts.reports > 0 {
            page.gap()?;
            let commands = ["timeline", "differences", "stories"].map(|name| self.command(name));
            page.line(2, &format!("{} {}", styled(DIM, "next:"), commands.join("   ")))?;
        }
        page.finish()
    }
}
