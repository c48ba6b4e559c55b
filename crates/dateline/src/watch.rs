//! `dateline watch`: looks at feeds, sitemaps and pages again and again, and keeps what is new.

use crate::database::Database;
use crate::print::{complain, harmless, say, some};
use crate::reader::ReaderChoice;
use anyhow::{Context, Result};
use clap::Args;
use dateline_pipeline::{Engine, Keeper, Progress};
use dateline_read::{Kept, News, Sources, Watcher};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Watch feeds, sitemaps and pages, and keep what is new in them.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline watch sources.toml\n  dateline watch sources.toml --once --db news.db\n\n\
                        sources.toml:\n  [settings]            # all of it may be left out\n  every = 900           # seconds between two looks at a source\n  \
                        pause = 2.0           # seconds between two requests to one host\n  recheck = 48          # hours for which a page is looked at again\n\n  \
                        [[source]]\n  name = \"Valley Wire\"\n  url = \"https://wire.example/feed.xml\"   # a feed, a sitemap or a page"
)]
pub struct Watch {
    /// The file that names the sources.
    sources: PathBuf,
    #[command(flatten)]
    database: Database,
    /// Look at everything that is due once, then end (for cron); with exit status 1 if no source could be
    /// looked at.
    #[arg(long)]
    once: bool,
    /// Where it is written down what was fetched (default: beside the record, with `.watch` behind).
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    #[command(flatten)]
    reader: ReaderChoice,
}

impl Watch {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let sources = Sources::read(&self.sources)?;
        let state = self.state.unwrap_or_else(|| state_beside(&self.database.db));
        let mut keeper = Keeper::with(&self.database.db, Engine::with(self.reader.reader)?)?;
        let mut watcher = Watcher::new(sources, state)?;
        // Ctrl-C ends after the page at hand, or leaves it; what was kept is whole, the rest comes again.
        let is_stopped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&is_stopped);
        ctrlc::set_handler(move || {
            stop.store(true, Ordering::Relaxed);
            std::thread::sleep(LAST_MOMENT);
            complain("interrupted; the page at hand is fetched the next time");
            std::process::exit(1);
        })
        .context("no way to watch for Ctrl-C")?;

        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.set_style(
            ProgressStyle::with_template("  {spinner} kept {pos}  {elapsed}  {wide_msg:.dim}")
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        let went = follow(&mut keeper, &mut watcher, self.once, &is_stopped, &bar)?;
        bar.finish_and_clear();
        say(format!("  kept {}", some(bar.position(), "report")));
        if went.lost > 0 && went.lost == went.looked {
            complain(format!("none of {} sources could be looked at", went.looked));
        }
        // A source that is away for an hour is no failure of the watch; all of them are, or a report not kept.
        Ok(if went.has_failed() { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }
}

/// Where it is written down what was fetched, unless it is said: beside the record.
pub fn state_beside(db: &Path) -> PathBuf {
    let mut beside = db.to_owned().into_os_string();
    beside.push(".watch");
    PathBuf::from(beside)
}

/// How the last look at the sources went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Went {
    /// Sources that were due.
    looked: usize,
    /// Those that could not be looked at.
    lost: usize,
    /// Whether a report could not be kept.
    is_not_kept: bool,
}

impl Went {
    fn has_failed(self) -> bool {
        self.is_not_kept || (self.lost > 0 && self.lost == self.looked)
    }
}

/// How long the page at hand may take when the watch is to end.
const LAST_MOMENT: Duration = Duration::from_millis(1_200);

/// Looks at the sources, again and again unless `once`, and keeps what is new.
pub fn follow(
    keeper: &mut Keeper,
    watcher: &mut Watcher,
    once: bool,
    is_stopped: &AtomicBool,
    bar: &ProgressBar,
) -> Result<Went> {
    let mut went = Went::default();
    loop {
        let (mut looked, mut lost, mut is_not_kept) = (0, 0, went.is_not_kept);
        let wait = watcher.round(
            |reports| keep(keeper, reports, bar, &mut is_not_kept),
            |news| {
                match news {
                    News::Looking(url) => {
                        looked += 1;
                        bar.set_message(harmless(url));
                    }
                    News::Fetching(url) => bar.set_message(harmless(url)),
                    News::Looked(url, count) if count > 0 => {
                        bar.suspend(|| say(format!("  {url}: {count} new or changed")));
                    }
                    News::Looked(..) => {}
                    News::Failed(failure) => bar.suspend(|| complain(failure)),
                    News::Lost(failure) => {
                        lost += 1;
                        bar.suspend(|| complain(failure));
                    }
                }
                bar.tick();
                !is_stopped.load(Ordering::Relaxed)
            },
        )?;
        went = Went { looked, lost, is_not_kept };
        let mut left = if once { 0 } else { wait };
        while left > 0 && !is_stopped.load(Ordering::Relaxed) {
            bar.set_message(format!("next look in {left} s"));
            bar.tick();
            std::thread::sleep(Duration::from_secs(1));
            left -= 1;
        }
        if once || is_stopped.load(Ordering::Relaxed) {
            return Ok(went);
        }
    }
}

fn keep(keeper: &mut Keeper, reports: Vec<Kept>, bar: &ProgressBar, is_not_kept: &mut bool) -> Result<()> {
    for kept in &reports {
        if let Some(changes) = &kept.changes {
            bar.suspend(|| {
                let url = kept.report.url.as_deref().unwrap_or("");
                say(format!("  changed: {url} (see `dateline report {}`)", kept.report.id));
                for line in changes.iter().take(12) {
                    say(format!("    {line}"));
                }
            });
        }
    }
    keeper.keep(reports.into_iter(), |kept| vec![Ok(kept.report)], None, &mut |progress| match progress {
        Progress::Report(_) => bar.inc(1),
        Progress::Failed(failure) => {
            *is_not_kept = true;
            bar.suspend(|| complain(failure));
        }
        Progress::Linking => {}
    })?;
    Ok(())
}
