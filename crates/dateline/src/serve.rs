//! `dateline serve`: the record on pages and over HTTP.

use crate::database::Database;
use crate::print::{BOLD, complain, say, styled};
use crate::reader::ReaderChoice;
use crate::watch::{follow, state_beside};
use anyhow::Result;
use clap::Args;
use dateline_pipeline::{Engine, Keeper, Reader};
use dateline_read::{Sources, Watcher};
use dateline_serve::{Hooks, Serving};
use indicatif::ProgressBar;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Show the record on pages and over HTTP, to this machine alone unless told otherwise.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  dateline serve\n  dateline serve --db dayton.db --addr 127.0.0.1:9000\n  \
                        dateline serve --watch sources.toml --hooks hooks.toml\n  \
                        dateline serve --addr 0.0.0.0:8420 --token \"$(openssl rand -hex 16)\"\n\n\
                        sources.toml: as `dateline watch --help` shows\n\n\
                        hooks.toml:\n  [settings]            # all of it may be left out\n  \
                        every = 5             # seconds between two looks at the record\n  \
                        attempts = 5          # how often one message is tried, with 1, 2, 4 … times `wait` between\n  \
                        wait = 1.0            # seconds\n  base = \"http://desk:8420\"   # what links in messages begin with\n  \
                        allow = [\"desk\"]      # receivers that have a private address\n\n  \
                        [[hook]]              # a saved search; what it finds from now on is sent\n  name = \"ceasefire\"\n  \
                        q = \"ceasefire\"       # also: speaker, act, place, source\n  \
                        url = \"https://desk.example/new\"\n  secret = \"…\"          # signs each message: Dateline-Signature: t=TIME,v1=HMAC-SHA256(secret, TIME.BODY)\n\n\
                        A message that is sent again, since no answer came, has the same Dateline-Delivery."
)]
pub struct Serve {
    #[command(flatten)]
    database: Database,
    /// Where to listen; an address that others can reach needs --token.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8420")]
    addr: SocketAddr,
    /// What requests must show: `Authorization: Bearer WORD`, or once `?token=WORD`. Better given in the
    /// environment than here, where other users of this machine can see it.
    #[arg(long, value_name = "WORD", env = "DATELINE_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// Watch the sources that this file names, and keep what is new while serving.
    #[arg(long, value_name = "SOURCES")]
    watch: Option<PathBuf>,
    /// Send what saved searches find anew to the addresses that this file names.
    #[arg(long, value_name = "HOOKS")]
    hooks: Option<PathBuf>,
    #[command(flatten)]
    reader: ReaderChoice,
}

impl Serve {
    /// Runs it.
    pub fn run(self) -> Result<ExitCode> {
        let is_stopped = Arc::new(AtomicBool::new(false));
        let hooks = self.hooks.as_deref().map(Hooks::read).transpose()?;
        let watching = match &self.watch {
            Some(sources) => Some(watch(sources, &self.database.db, self.reader.reader, &is_stopped)?),
            // A record that is not there is a mistake in the command, not an empty page.
            None => {
                drop(self.database.open()?);
                None
            }
        };
        let telling = hooks.map(|hooks| tell(hooks, &self.database.db, &is_stopped));
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let serving = Serving { db: self.database.db, address: self.addr, token: self.token };
        // What is wrong is said before anything else is.
        runtime.block_on(async { serving.router().map(drop) })?;
        let address = styled(BOLD, format!("http://{}/", serving.address));
        say(format!("dateline: serving {} at {address} (Ctrl-C ends it)", serving.db.display()));
        if let Some(token) = &serving.token {
            // A log is read by others than the one who gave the token.
            let word = if io::stderr().is_terminal() { token.as_str() } else { "that was given" };
            say(format!(
                "dateline: it asks for the token {word} (once as ?token=…, or as `Authorization: Bearer …`)"
            ));
        }
        let done = runtime.block_on(serving.run(asked_to_end()));
        is_stopped.store(true, Ordering::Relaxed);
        // Questions that are still being answered are nobody's any more.
        runtime.shutdown_background();
        let until = Instant::now() + LAST_MOMENT;
        for thread in watching.into_iter().chain(telling) {
            while !thread.is_finished() && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        done?;
        Ok(ExitCode::SUCCESS)
    }
}

/// How long what is under way may take when the program is to end; what was kept is whole, and the rest
/// comes again.
const LAST_MOMENT: Duration = Duration::from_millis(800);

/// Done when the program is asked to end.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Watches sources on a thread of its own, which ends after the page at hand.
fn watch(sources: &Path, db: &Path, reader: Reader, is_stopped: &Arc<AtomicBool>) -> Result<JoinHandle<()>> {
    let mut watcher = Watcher::new(Sources::read(sources)?, state_beside(db))?;
    let mut keeper = Keeper::with(db, Engine::with(reader)?)?;
    let is_stopped = Arc::clone(is_stopped);
    Ok(std::thread::spawn(move || {
        if let Err(error) = follow(&mut keeper, &mut watcher, false, &is_stopped, &ProgressBar::hidden()) {
            complain(format!("no longer watching: {error:#}"));
        }
    }))
}

/// Sends what saved searches find, on a thread of its own.
fn tell(hooks: Hooks, db: &Path, is_stopped: &Arc<AtomicBool>) -> JoinHandle<()> {
    let (db, is_stopped) = (db.to_owned(), Arc::clone(is_stopped));
    std::thread::spawn(move || {
        if let Err(error) = hooks.run(&db, &is_stopped, &|line| complain(line)) {
            complain(format!("hooks have stopped: {error}"));
        }
    })
}
