//! Connections to the record, a few, shared by all requests.

use dateline_ask::{Ask, AskError};
use dateline_record::{RecordError, Store};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
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
}

impl Pool {
    /// Connections to the record in a file.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        let first = Store::open(path)?;
        Ok(Pool {
            path: path.to_owned(),
            idle: Arc::new(Mutex::new(vec![first])),
            turns: Arc::new(Semaphore::new(CONNECTIONS)),
        })
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
        let answer = spawn_blocking(move || {
            let idle = pool.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = idle.map_or_else(|| Store::open_to_read(&pool.path), Ok)?;
            let answer = question(Ask::new(&store));
            pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            answer
        })
        .await;
        drop(turn);
        match answer {
            Ok(answer) => answer,
            Err(stopped) => std::panic::resume_unwind(stopped.into_panic()),
        }
    }
}
