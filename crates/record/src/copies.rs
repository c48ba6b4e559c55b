//! A copy of the file while others write to it, and the file made small.

use crate::store::{beside, explain};
use crate::{RecordError, Store};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How large a file was and is, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    /// Before, with the log beside it.
    pub before: u64,
    /// After.
    pub after: u64,
    /// Whether another process still reads what was before, so that the log beside it keeps its size
    /// and what stood in it.
    pub is_held: bool,
}

/// How long the file may be locked before a copy is given up.
const PATIENCE: Duration = Duration::from_secs(30);

impl Store {
    /// Copies the record as it is at this moment into one file that needs no other beside it; others
    /// may write meanwhile. The copy is looked through before it is given its name. Its size in bytes.
    ///
    /// # Errors
    /// If there is a file of that name already and it is not to be replaced, or it cannot be written.
    pub fn backup(&self, to: &Path, replaces: bool) -> Result<u64, RecordError> {
        let taken = |advice| RecordError::Taken { path: to.to_owned(), advice };
        if to.exists() {
            let is_same = fs::canonicalize(to).ok() == fs::canonicalize(&self.path).ok();
            if is_same {
                return Err(taken(": it is the record itself"));
            }
            if !replaces {
                return Err(taken(", or say --force to replace it"));
            }
        }
        // What stands there would be taken for the copy's own.
        if beside(to, "-wal").exists() || beside(to, "-journal").exists() {
            return Err(taken(": another dateline is using it, or was cut off while it did"));
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            let reason = std::io::Error::new(std::io::ErrorKind::NotFound, "there is no such folder");
            return Err(not_written(to, &reason));
        }
        let part = beside(to, ".part");
        let done = self.copy(&part).and_then(|()| {
            fs::rename(&part, to)
                .and_then(|()| fs::metadata(to))
                .map(|data| data.len())
                .map_err(|error| not_written(to, &error))
        });
        if done.is_err() {
            // It may not have been made.
            let _ = fs::remove_file(&part);
        }
        done
    }

    fn copy(&self, part: &Path) -> Result<(), RecordError> {
        match fs::remove_file(part) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(not_written(part, &error));
            }
            _ => {}
        }
        let failed = |error| explain(part, error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut copy =
            Connection::open_with_flags(part, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
        {
            let backup = Backup::new(&self.connection, &mut copy).map_err(failed)?;
            let started = Instant::now();
            // All at once: a copy in pieces begins anew whenever somebody writes.
            loop {
                match backup.step(-1).map_err(failed)? {
                    StepResult::Done => break,
                    StepResult::Busy | StepResult::Locked if started.elapsed() > PATIENCE => {
                        return Err(RecordError::Busy { path: self.path.clone() });
                    }
                    _ => sleep(Duration::from_millis(20)),
                }
            }
        }
        // One file, which can be read where nothing can be written.
        copy.execute_batch("pragma journal_mode = delete").map_err(failed)?;
        let told: String = copy.query_row("pragma quick_check(1)", [], |row| row.get(0)).map_err(failed)?;
        if told == "ok" {
            Ok(())
        } else {
            Err(RecordError::Corrupt { path: self.path.clone(), reason: told })
        }
    }

    /// Makes the file as small as what is in it: what was deleted or replaced is gone from it then,
    /// word for word.
    ///
    /// # Errors
    /// If the file cannot be written; it takes as much room again while it is done.
    pub fn compact(&mut self) -> Result<Compacted, RecordError> {
        let before = self.size();
        self.batch("pragma secure_delete = on")?;
        // The index of words keeps those of what was deleted until its parts become one.
        for table in ["report_words", "statement_words", "event_words", "person_words"] {
            self.batch(&format!("insert into {table} ({table}) values ('optimize')"))?;
        }
        self.batch("vacuum")?;
        let is_held = self
            .connection
            .query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, i64>(0))
            .map_err(|error| self.failed(error))?
            != 0;
        Ok(Compacted { before, after: self.size(), is_held })
    }

    fn size(&self) -> u64 {
        let of = |path: &Path| fs::metadata(path).map_or(0, |data| data.len());
        of(&self.path) + of(&beside(&self.path, "-wal"))
    }
}

pub(crate) fn not_written(path: &Path, error: &std::io::Error) -> RecordError {
    let advice = match error.kind() {
        std::io::ErrorKind::StorageFull => "make room and do it again",
        _ => "name a file in a folder that can be written",
    };
    RecordError::NotWritten { path: path.to_owned(), reason: error.to_string(), advice }
}
