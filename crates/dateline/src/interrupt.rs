//! What Ctrl-C and its like mean to a run: the first ends it, with what was read kept; the second at once.

use anyhow::{Context, Result};
use dateline_read::Run;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use tokio::runtime::{Builder, Runtime};

/// A run was ended by a signal.
#[derive(Debug)]
pub struct Stopped {
    /// What was read and what was not.
    pub told: String,
    /// 128 and the signal's number.
    pub status: u8,
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        form.write_str(&self.told)
    }
}

impl std::error::Error for Stopped {}

/// The exit status of the signal that ended a run, as shells have it: 128 and its number.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicU8>);

impl Interrupt {
    /// Stops a run at the first signal from now on, and ends the program at the second.
    pub fn of(run: &Run) -> Result<Self> {
        let interrupt = Interrupt::default();
        let (run, status) = (run.clone(), Arc::clone(&interrupt.0));
        let runtime = Builder::new_current_thread().enable_all().build();
        let watched = runtime.and_then(|runtime| {
            watch(runtime, move |signal| match status.swap(signal, Ordering::Relaxed) {
                0 => run.stop(),
                _ => std::process::exit(i32::from(signal)),
            })
        });
        watched.context("no way to watch for Ctrl-C")?;
        Ok(interrupt)
    }

    /// The exit status that says which signal came; none where none did.
    pub fn status(&self) -> Option<u8> {
        Some(self.0.load(Ordering::Relaxed)).filter(|status| *status != 0)
    }
}

/// Calls `each` with the exit status of every signal, on a thread of its own.
#[cfg(unix)]
fn watch(runtime: Runtime, each: impl Fn(u8) + Send + 'static) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let of = |kind| {
        let _inside = runtime.enter();
        signal(kind)
    };
    let mut interrupt = of(SignalKind::interrupt())?;
    let mut terminate = of(SignalKind::terminate())?;
    let mut hangup = of(SignalKind::hangup())?;
    std::thread::spawn(move || {
        runtime.block_on(async move {
            loop {
                let status = tokio::select! {
                    _ = interrupt.recv() => 130,
                    _ = terminate.recv() => 143,
                    _ = hangup.recv() => 129,
                };
                each(status);
            }
        });
    });
    Ok(())
}

/// Calls `each` with the exit status of every Ctrl-C, on a thread of its own.
#[cfg(not(unix))]
fn watch(runtime: Runtime, each: impl Fn(u8) + Send + 'static) -> io::Result<()> {
    std::thread::spawn(move || {
        runtime.block_on(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                each(130);
            }
        });
    });
    Ok(())
}
