//! The file: opening it, making it, bringing it up to date.

use crate::RecordError;
use crate::postings::Postings;
use dateline_model::Report;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "date" in ASCII: SQLite's `application_id` of our files.
const APPLICATION: i64 = 0x6461_7465;

/// Every form the file has had; the number of the newest is `user_version`.
const MIGRATIONS: [&str; 8] = [
    concat!(include_str!("../migrations/001-record.sql"), include_str!("../migrations/001-words.sql")),
    include_str!("../migrations/002-linking.sql"),
    include_str!("../migrations/003-lookups.sql"),
    concat!(include_str!("../migrations/004-words-by-day.sql"), include_str!("../migrations/004-people.sql")),
    include_str!("../migrations/005-voices.sql"),
    include_str!("../migrations/006-corrections.sql"),
    include_str!("../migrations/007-reader.sql"),
    include_str!("../migrations/008-differences.sql"),
];

/// A record in a file.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) postings: Postings,
    /// SQLite's number for what other connections have written.
    seen: i64,
}

impl Store {
    /// Opens the record in a file, making it if there is none.
    ///
    /// # Errors
    /// If the file is not a record, is newer than this program, or cannot be written.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Store::with(path, flags)
    }

    /// Opens the record in a file to read it; several may, while one writes.
    ///
    /// # Errors
    /// If there is none, or as [`Store::open`].
    pub fn open_to_read(path: &Path) -> Result<Self, RecordError> {
        if !path.exists() {
            return Err(RecordError::Missing { path: path.to_owned() });
        }
        let store = Store::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // Several of these are open at once; what they read is in the system's memory anyway.
        store.batch("pragma query_only = on; pragma cache_size = -16000")?;
        Ok(store)
    }

    /// A record that is gone with the value: for tests and for looking at a few reports.
    ///
    /// # Errors
    /// If SQLite has no memory for it.
    pub fn in_memory() -> Result<Self, RecordError> {
        Store::with(Path::new(":memory:"), OpenFlags::default())
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<Self, RecordError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| explain(path, error))?;
        let mut store = Store { connection, path: path.to_owned(), postings: Postings::default(), seen: -1 };
        store.prepare().map_err(|error| match error {
            RecordError::Database { source, .. } => explain(path, source),
            other => other,
        })?;
        Ok(store)
    }

    fn prepare(&mut self) -> Result<(), RecordError> {
        self.connection.set_prepared_statement_cache_capacity(128);
        // Else SQLite plans a question anew for each value it is asked with.
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(|error| self.failed(error))?;
        self.connection.busy_timeout(Duration::from_secs(30)).map_err(|error| self.failed(error))?;
        let pragma =
            |name: &str| self.connection.query_row(&format!("pragma {name}"), [], |row| row.get::<_, i64>(0));
        let (application, version) = (
            pragma("application_id").map_err(|error| self.failed(error))?,
            pragma("user_version").map_err(|error| self.failed(error))?,
        );
        let is_new = application == 0
            && version == 0
            && pragma("schema_version").map_err(|error| self.failed(error))? == 0;
        if !is_new && application != APPLICATION {
            return Err(RecordError::NotOurs { path: self.path.clone() });
        }
        let known = MIGRATIONS.len() as i64;
        if version > known {
            return Err(RecordError::Newer { path: self.path.clone(), found: version, known });
        }
        // A reader never waits for the writer in this mode, and a kill leaves whole transactions.
        self.batch("pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -128000; pragma wal_autocheckpoint = 8000")?;
        for (number, migration) in MIGRATIONS.iter().enumerate().skip(version as usize) {
            self.batch(&format!(
                "begin immediate; {migration}; pragma application_id = {APPLICATION}; pragma user_version = {}; commit",
                number + 1
            ))?;
        }
        Ok(())
    }

    /// The file it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins to write: from here to [`commit`](Store::commit) all is kept or nothing. True if
    /// another process has written since this one last did.
    ///
    /// # Errors
    /// If another process has been writing for half a minute.
    pub fn begin(&mut self) -> Result<bool, RecordError> {
        self.batch("begin immediate")?;
        let version = self
            .connection
            .query_row("pragma data_version", [], |row| row.get::<_, i64>(0))
            .map_err(|error| self.failed(error))?;
        let is_news = self.seen != version;
        if is_news {
            self.postings = Postings::load(&self.connection).map_err(|error| self.failed(error))?;
            self.seen = version;
        }
        Ok(is_news)
    }

    /// Ends what was begun.
    ///
    /// # Errors
    /// If the file cannot be written; then nothing of it is kept.
    pub fn commit(&mut self) -> Result<(), RecordError> {
        let done = self.batch("commit");
        if done.is_err() {
            self.give_up();
        }
        done
    }

    /// Leaves what was begun undone.
    pub fn give_up(&mut self) {
        // SQLite may have done so already (a full disk).
        let _ = self.batch("rollback");
        self.seen = -1;
    }

    /// Does all of `work` or nothing.
    pub(crate) fn whole<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> rusqlite::Result<T>,
    ) -> Result<T, RecordError> {
        if !self.connection.is_autocommit() {
            return work(self).map_err(|error| self.failed(error));
        }
        self.begin()?;
        match work(self) {
            Ok(done) => {
                self.commit()?;
                Ok(done)
            }
            Err(error) => {
                self.give_up();
                Err(self.failed(error))
            }
        }
    }

    fn batch(&self, sql: &str) -> Result<(), RecordError> {
        self.connection.execute_batch(sql).map_err(|error| self.failed(error))
    }

    pub(crate) fn failed(&self, error: rusqlite::Error) -> RecordError {
        explain(&self.path, error)
    }

    pub(crate) fn damaged(&self, reason: &serde_json::Error) -> RecordError {
        RecordError::Damaged { path: self.path.clone(), reason: reason.to_string() }
    }
}

pub(crate) fn explain(path: &Path, error: rusqlite::Error) -> RecordError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => RecordError::NotOurs { path },
        Some(
            ErrorCode::DiskFull
            | ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::SystemIoFailure,
        ) => RecordError::NotWritten { path, reason: error.to_string() },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => RecordError::Busy { path },
        _ => RecordError::Database { path, source: error },
    }
}

/// What tells whether a report that comes again under its id has changed.
pub fn content_hash(report: &Report) -> String {
    let mut hasher = blake3::Hasher::new();
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    for part in [
        &report.text,
        &part(&report.title),
        &part(&report.published),
        &part(&report.source),
        &part(&report.url),
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
