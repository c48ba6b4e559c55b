//! The rows of a table, for every form that they are written in.

use anyhow::Result;
use dateline_ask::{Ask, AskError, Row, TableName};

/// The rows of a table, one after the other.
pub fn rows(ask: &Ask<'_>, table: TableName, mut each: impl FnMut(Row) -> Result<()>) -> Result<()> {
    ask.table(table, |row| each(row).map_err(Stopped)).map_err(|stopped| stopped.0)
}

/// Why an export ended early: the record could not be read, or nobody takes the lines.
pub struct Stopped(pub anyhow::Error);

impl From<AskError> for Stopped {
    fn from(error: AskError) -> Self {
        Stopped(error.into())
    }
}

impl From<anyhow::Error> for Stopped {
    fn from(error: anyhow::Error) -> Self {
        Stopped(error)
    }
}
