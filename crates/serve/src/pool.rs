//! Connections to the record, a few, shared by all requests.

use crate::locale::carried;
use dateline_ask::{Ask, AskError, Counts};
use dateline_record::{RecordError, Store};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, UNIX_EPOCH};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How many questions are answered at once; others wait their turn.
const CONNECTIONS: usize = 8;

/// Connections to one record.
#[derive(Clone, Debug)]
pub struct Pool {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Store>>>,
    turns: Arc<Semaphore>,
    totals: Arc<Mutex<Option<(Instant, Stamp, Totals)>>>,
    may_write: bool,
}

/// How much there is in all.
#[derive(Clone, Copy, Debug)]
pub struct Totals {
    /// Of everything.
    pub counts: Counts,
    /// Texts, reports that carry one text counted once.
    pub accounts: u64,
}

/// What changes whenever the record's files do.
pub type Stamp = [u128; 4];

/// Counting takes a while in a large record, so a count may be this old while it grows.
const FRESH: Duration = Duration::from_secs(5);

impl Pool {
    /// Connections to the record in a file.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        let first = Store::open_to_read(path)?;
        Ok(Pool {
            path: path.to_owned(),
            idle: Arc::new(Mutex::new(vec![first])),
            turns: Arc::new(Semaphore::new(CONNECTIONS)),
            totals: Arc::default(),
            may_write: false,
        })
    }

    /// Something that changes whenever the record does: the times and sizes of its files.
    pub fn stamp(&self) -> Stamp {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        let of = |path: &Path| {
            let data = std::fs::metadata(path).ok();
            let written = data.as_ref().and_then(|data| data.modified().ok());
            let since = written.and_then(|written| written.duration_since(UNIX_EPOCH).ok());
            (since.map_or(0, |since| since.as_nanos()), data.map_or(0, |data| u128::from(data.len())))
        };
        let (file, log) = (of(&self.path), of(Path::new(&log)));
        [file.0, file.1, log.0, log.1]
    }

    /// How much there is in all.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub async fn totals(&self) -> Result<Totals, AskError> {
        let stamp = self.stamp();
        let known = *self.totals.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((counted, of, totals)) = known
            && (of == stamp || counted.elapsed() < FRESH)
        {
            return Ok(totals);
        }
        let totals = self.ask(|ask| Ok(Totals { counts: ask.counts()?, accounts: ask.accounts()? })).await?;
        *self.totals.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), stamp, totals));
        Ok(totals)
    }

    /// The same, that takes corrections from who may ask.
    #[must_use]
    pub fn writable(mut self, may_write: bool) -> Self {
        self.may_write = may_write;
        self
    }

    /// Whether corrections are taken.
    pub fn may_write(&self) -> bool {
        self.may_write
    }

    /// Where the record is.
    pub fn path(&self) -> PathBuf {
        self.path.clone()
    }

    /// The record's file, as a command would name it.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Asks the record on a thread where waiting for the disk holds nobody up.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(Ask<'_>) -> Result<T, AskError> + Send + 'static,
    ) -> Result<T, AskError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let pool = self.clone();
        let answer = spawn_blocking(carried(move || {
            let idle = pool.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = idle.map_or_else(|| Store::open_to_read(&pool.path), Ok)?;
            let answer = question(Ask::new(&store));
            pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            answer
        }))
        .await;
        drop(turn);
        match answer {
            Ok(answer) => answer,
            Err(stopped) => std::panic::resume_unwind(stopped.into_panic()),
        }
    }
}
