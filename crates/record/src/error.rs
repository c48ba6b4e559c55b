//! What can go wrong with a record's file.

use dateline_model::Id;
use std::path::PathBuf;

/// Why a record could not be opened, read or written, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The file is something else.
    #[error("{path} is not a dateline record; name another file with --db, or move this one away")]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a newer dateline.
    #[error(
        "{path} was written by a newer dateline (its form is {found}, this program knows up to {known}); update dateline"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The form it has.
        found: i64,
        /// The newest form known here.
        known: i64,
    },
    /// There is no such file, and it was only to be read.
    #[error("there is no record at {path}; make one with: dateline read PATH… --db {path}")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by an older dateline, and lies where it cannot be brought up to date.
    #[error(
        "{path} was written by an older dateline (its form is {found}, this program reads {known}) and cannot be brought up to date where it lies; copy it to a folder that can be written"
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// The form it has.
        found: i64,
        /// The form that can be read here.
        known: i64,
    },
    /// The file lies where nothing can be written, and its last changes stand in a file beside it.
    #[error(
        "{path} lies where nothing can be written, and its last changes are still in {path}-wal; copy both to a folder that can be written, or make a copy for such places with `dateline backup`"
    )]
    LogBehind {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full, or the file may not be written.
    #[error("{path} could not be written ({reason}); {advice}; what was kept before is whole")]
    NotWritten {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
        /// What can be done about it.
        advice: &'static str,
    },
    /// The file cannot be opened.
    #[error("{path} cannot be opened ({reason}); name another file with --db")]
    NotOpened {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file is broken: cut off, or changed by something else.
    #[error(
        "{path} is damaged ({reason}); put back a copy made with `dateline backup`, or read the reports into a new record (`dateline check` says what is wrong)"
    )]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// There is something already where a copy is to be written.
    #[error("{path} is there already; name another file{advice}")]
    Taken {
        /// The file.
        path: PathBuf,
        /// What else can be done.
        advice: &'static str,
    },
    /// Another process is writing, and has been for long.
    #[error("{path} is being written by another dateline; try again when that is done")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// Anything else that SQLite says.
    #[error("{path}: {source}")]
    Database {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: rusqlite::Error,
    },
    /// What was found in a report does not come out of the file as it was written.
    #[error(
        "{path} is damaged at {of}: {reason}; put back a copy made with `dateline backup`, or read that report again (`dateline check` says what else is wrong)"
    )]
    Line {
        /// The file.
        path: PathBuf,
        /// Of which item and report.
        of: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A line in the file does not have the form of the record.
    #[error("{path} holds a line that is not of the record ({reason}); restore it from a copy")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl RecordError {
    /// Names the report whose line it is that is damaged; there is one to look at then, or to read again.
    pub(crate) fn of(self, what: &str, report: &Id) -> Self {
        match self {
            RecordError::Damaged { path, reason } => {
                RecordError::Damaged { path, reason: format!("{what} of report {report}: {reason}") }
            }
            other => other,
        }
    }
}
