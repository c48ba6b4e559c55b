//! The file: opening it, making it, bringing it up to date.

use crate::RecordError;
use crate::functions;
use crate::lines::BrokenLine;
use crate::postings::{Postings, pack_blocks};
use crate::shorten::{FIRST_SHORT, shorten};
use dateline_model::Report;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// "date" in ASCII: SQLite's `application_id` of our files.
const APPLICATION: i64 = 0x6461_7465;

/// How long one waits for another process that writes, or brings the file up to date;
const PATIENCE: Duration = Duration::from_secs(30);
/// and how soon one asks again where SQLite does not wait itself.
const TRIED_AGAIN: Duration = Duration::from_millis(15);

/// Every form the file has had; the number of the newest is `user_version`.
const MIGRATIONS: [&str; 10] = [
    concat!(include_str!("../migrations/001-record.sql"), include_str!("../migrations/001-words.sql")),
    include_str!("../migrations/002-linking.sql"),
    include_str!("../migrations/003-lookups.sql"),
    concat!(
        include_str!("../migrations/004-words-by-day.sql"),
        include_str!("../migrations/004-values.sql"),
        include_str!("../migrations/004-people.sql")
    ),
    include_str!("../migrations/005-voices.sql"),
    include_str!("../migrations/006-corrections.sql"),
    include_str!("../migrations/007-reader.sql"),
    include_str!("../migrations/008-differences.sql"),
    concat!(include_str!("../migrations/009-packed.sql"), include_str!("../migrations/009-pack.sql")),
    include_str!("../migrations/010-short.sql"),
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

    /// Opens the record in a file to read it; several may, while one writes. It may lie where nothing
    /// can be written.
    ///
    /// # Errors
    /// If there is none, or as [`Store::open`].
    pub fn open_to_read(path: &Path) -> Result<Self, RecordError> {
        if matches!(path.try_exists(), Ok(false)) {
            return Err(RecordError::Missing { path: path.to_owned() });
        }
        let store = match Store::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE) {
            Err(RecordError::NotOpened { .. } | RecordError::NotWritten { .. }) if path.is_file() => {
                Store::unwritable(path)?
            }
            opened => opened?,
        };
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
        let mut store = Store::connected(path, path, flags)?;
        store.prepare(MIGRATIONS.len()).map_err(|error| match error {
            RecordError::Database { source, .. } => explain(path, source),
            other => other,
        })?;
        Ok(store)
    }

    /// A record on a disk or in a folder that is read-only. SQLite keeps beside a file what readers
    /// and the writer tell each other, unless it is told that the file will not change.
    fn unwritable(path: &Path) -> Result<Self, RecordError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let log = beside(path, "-wal");
        if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            return Err(RecordError::LogBehind { path: path.to_owned() });
        }
        let store = Store::connected(path, &unchanging(path), flags)?;
        store.settle()?;
        let found = store.form()?;
        let known = MIGRATIONS.len() as i64;
        if found < known {
            return Err(RecordError::Older { path: path.to_owned(), found, known });
        }
        Ok(store)
    }

    fn connected(path: &Path, address: &Path, flags: OpenFlags) -> Result<Self, RecordError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(address, flags).map_err(|error| explain(path, error))?;
        Ok(Store { connection, path: path.to_owned(), postings: Postings::default(), seen: -1 })
    }

    /// A new record of an older form, for [`Store::import`]; the file must not be there.
    pub(crate) fn of_form(path: &Path, form: usize) -> Result<Self, RecordError> {
        let mut store =
            Store::connected(path, path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        store.prepare(form)?;
        Ok(store)
    }

    /// How many forms this program knows.
    pub(crate) fn newest_form() -> usize {
        MIGRATIONS.len()
    }

    fn prepare(&mut self, form: usize) -> Result<(), RecordError> {
        self.settle()?;
        let found = self.form()?;
        let is_behind = found < form as i64;
        // A reader never waits for the writer in this mode, and a kill leaves whole transactions.
        match self.log_ahead() {
            Err(RecordError::NotWritten { .. }) if !is_behind => {}
            done => done?,
        }
        self.batch("pragma synchronous = normal; pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -128000; pragma wal_autocheckpoint = 8000")?;
        if is_behind {
            self.bring_up_to_date(form).map_err(|error| match error {
                RecordError::NotWritten { path, .. } if found > 0 && self.is_read_only() => {
                    RecordError::Older { path, found, known: form as i64 }
                }
                other => other,
            })?;
        }
        Ok(())
    }

    /// What holds for every connection.
    fn settle(&self) -> Result<(), RecordError> {
        self.connection.set_prepared_statement_cache_capacity(128);
        // Else SQLite plans a question anew for each value it is asked with.
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(|error| self.failed(error))?;
        functions::register(&self.connection).map_err(|error| self.failed(error))?;
        self.connection.busy_timeout(PATIENCE).map_err(|error| self.failed(error))
    }

    fn pragma(&self, name: &str) -> Result<i64, RecordError> {
        self.connection
            .query_row(&format!("pragma {name}"), [], |row| row.get(0))
            .map_err(|error| self.failed(error))
    }

    fn is_read_only(&self) -> bool {
        self.connection.is_readonly("main").unwrap_or(false)
    }

    /// The form of the file; 0 for a new one.
    fn form(&self) -> Result<i64, RecordError> {
        // All of one moment: another process may be making the file.
        self.batch("begin")?;
        let told = (|| {
            Ok((self.pragma("application_id")?, self.pragma("user_version")?, self.pragma("schema_version")?))
        })();
        self.batch("rollback")?;
        let (application, version, schema) = told?;
        let is_new = application == 0 && version == 0 && schema == 0;
        if !is_new && application != APPLICATION {
            return Err(RecordError::NotOurs { path: self.path.clone() });
        }
        let known = MIGRATIONS.len() as i64;
        if version > known {
            return Err(RecordError::Newer { path: self.path.clone(), found: version, known });
        }
        Ok(version)
    }

    /// Has changes written into a log beside the file. SQLite waits for nobody when it changes to that,
    /// so that of two that make a record the second is to try again.
    fn log_ahead(&self) -> Result<(), RecordError> {
        let ask = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, String>(0));
        let started = Instant::now();
        loop {
            let done = ask("pragma journal_mode").and_then(|mode| match mode.as_str() {
                "wal" | "memory" => Ok(mode),
                _ => ask("pragma journal_mode = wal"),
            });
            match done {
                Ok(_) => return Ok(()),
                Err(error) => match self.failed(error) {
                    RecordError::Busy { .. } if started.elapsed() < PATIENCE => sleep(TRIED_AGAIN),
                    other => return Err(other),
                },
            }
        }
    }

    /// Gives the file a later form, in one piece; others that want to wait, and find it done.
    pub(crate) fn bring_up_to_date(&mut self, form: usize) -> Result<(), RecordError> {
        self.batch("begin immediate")?;
        let done = self.pragma("user_version").and_then(|version| {
            let behind = MIGRATIONS.iter().take(form).skip(usize::try_from(version).unwrap_or(0));
            behind.into_iter().try_for_each(|migration| self.batch(migration))?;
            if version < FIRST_SHORT as i64 && form >= FIRST_SHORT {
                shorten(&self.connection)
                    .and_then(|()| pack_blocks(&self.connection))
                    .map_err(|error| self.failed(error))?;
            }
            let form = version.max(form as i64);
            self.batch(&format!(
                "pragma application_id = {APPLICATION}; pragma user_version = {form}; commit"
            ))
        });
        if done.is_err() {
            self.give_up();
        }
        done
    }

    /// Waits so long for another process that writes, and not half a minute.
    ///
    /// # Errors
    /// If SQLite refuses.
    pub fn wait_for(&self, patience: Duration) -> Result<(), RecordError> {
        self.connection.busy_timeout(patience).map_err(|error| self.failed(error))
    }

    /// Lets the file grow by so many pages at most, as if the disk had no more room.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn limit_pages(&self, more: i64) -> Result<(), RecordError> {
        let most = self.pragma("page_count")? + more;
        self.pragma(&format!("max_page_count = {most}")).map(|_| ())
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
            // Another program may have given the file a later form since it was opened here.
            let found = self.pragma("user_version")?;
            let known = MIGRATIONS.len() as i64;
            if found > known {
                self.give_up();
                return Err(RecordError::Newer { path: self.path.clone(), found, known });
            }
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

    pub(crate) fn batch(&self, sql: &str) -> Result<(), RecordError> {
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
    let reason = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => RecordError::NotOurs { path },
        Some(ErrorCode::DatabaseCorrupt) => RecordError::Corrupt { path, reason },
        Some(ErrorCode::DiskFull) => RecordError::NotWritten {
            path,
            reason: "the disk is full".to_owned(),
            advice: "make room and do it again",
        },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => RecordError::NotWritten {
            path,
            reason: "it may only be read".to_owned(),
            advice: "change its permissions, or work on a copy of it",
        },
        Some(ErrorCode::SystemIoFailure) => {
            RecordError::NotWritten { path, reason, advice: "look at the disk" }
        }
        Some(ErrorCode::CannotOpen) => {
            let reason = if path.is_dir() {
                "it is a folder".to_owned()
            } else if path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
                "there is no such folder".to_owned()
            } else {
                "the system does not let it".to_owned()
            };
            RecordError::NotOpened { path, reason }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => RecordError::Busy { path },
        // What a cell holds could not be unpacked, or is no text.
        _ => match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, why) => match why.downcast::<BrokenLine>() {
                Ok(line) => RecordError::Line { path, reason: line.why.to_string(), of: line.of },
                Err(why) => RecordError::Damaged { path, reason: format!("it cannot be unpacked ({why})") },
            },
            rusqlite::Error::Utf8Error(_, why) => RecordError::Damaged { path, reason: why.to_string() },
            source => RecordError::Database { path, source },
        },
    }
}

/// A file that SQLite keeps beside a record's.
pub(crate) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(end);
    PathBuf::from(name)
}

/// The address of a file, as SQLite takes it, that nobody will change while it is read.
fn unchanging(path: &Path) -> PathBuf {
    let mut address = String::from("file:");
    let named = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) && path.is_absolute() {
        address.push('/');
    }
    for &byte in named {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'/' | b'.' | b'_' | b'-' | b'~' | b':' => address.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            byte => address.push_str(&format!("%{byte:02x}")),
        }
    }
    address.push_str("?immutable=1");
    PathBuf::from(address)
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
