//! What a run shares with whoever may end it: whether it is to stop, and what was not read then.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// One run of reading, which can be stopped from anywhere. Clones are the same run.
///
/// ```
/// use dateline_read::{Options, Run, pieces};
/// let folder = std::env::temp_dir().join(format!("dateline-run-{}", std::process::id()));
/// std::fs::create_dir_all(&folder)?;
/// for name in ["a.txt", "b.txt"] {
///     std::fs::write(folder.join(name), "date 1995-11-03\nThe pier is open.\n")?;
/// }
/// let run = Run::default();
/// run.stop();
/// let options = Options { run: run.clone(), ..Options::default() };
/// // Inputs are still found, to be counted, and none is opened.
/// let given = folder.to_string_lossy().into_owned();
/// assert_eq!(pieces(vec![given.into()], &options).count(), 0);
/// assert_eq!(run.unread(), 2);
/// std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Run(Arc<State>);

#[derive(Debug, Default)]
struct State {
    is_stopped: AtomicBool,
    unread: AtomicUsize,
    begun: AtomicUsize,
}

impl Run {
    /// Asks for the end: no input is opened any more, and none that is open read on.
    pub fn stop(&self) {
        self.0.is_stopped.store(true, Ordering::Relaxed);
    }

    /// Whether the end was asked for.
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped.load(Ordering::Relaxed)
    }

    /// How many of the inputs that were found were not opened.
    pub fn unread(&self) -> usize {
        self.0.unread.load(Ordering::Relaxed)
    }

    /// How many were begun and not read to their ends.
    pub fn begun(&self) -> usize {
        self.0.begun.load(Ordering::Relaxed)
    }

    pub(crate) fn leave_unread(&self) {
        self.0.unread.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn leave_begun(&self) {
        self.0.begun.fetch_add(1, Ordering::Relaxed);
    }
}
