//! The rows of a table, for every form that they are written in.

use anyhow::Result;
use dateline_ask::{Ask, AskError, Column, Row, TableCell, TableName};
use serde_json::{Map, Value, json};

/// The rows of a table, one after the other.
pub fn rows(ask: &Ask<'_>, table: TableName, mut each: impl FnMut(Row) -> Result<()>) -> Result<()> {
    ask.table(table, |row| each(row).map_err(Stopped)).map_err(|stopped| stopped.0)
}

/// The same, by the names of the columns.
pub fn fields(ask: &Ask<'_>, table: TableName, mut each: impl FnMut(Fields) -> Result<()>) -> Result<()> {
    let columns = table.columns();
    rows(ask, table, |row| each(Fields { columns, row }))
}

/// A row by the names of its columns.
pub struct Fields {
    columns: &'static [Column],
    row: Row,
}

impl Fields {
    fn cell(&self, column: &str) -> Option<&TableCell> {
        self.columns.iter().position(|known| known.name == column).and_then(|at| self.row.get(at))
    }

    /// What stands in a column, where anything does.
    pub fn value(&self, column: &str) -> Option<Value> {
        self.cell(column).map(TableCell::to_json).filter(|value| !value.is_null())
    }

    /// The words in a column, where there are any.
    pub fn text(&self, column: &str) -> Option<String> {
        match self.cell(column)? {
            TableCell::Text(text) if !text.is_empty() => Some(text.clone()),
            _ => None,
        }
    }

    /// Whether a column says yes.
    pub fn is(&self, column: &str) -> bool {
        matches!(self.cell(column), Some(TableCell::Flag(true)))
    }

    /// Puts columns into an object under names of its own; what is empty is left out.
    pub fn copy(&self, into: &mut Map<String, Value>, columns: &[(&str, &str)]) {
        for (name, column) in columns {
            into.extend(self.text(column).map(|text| ((*name).to_owned(), json!(text))));
        }
    }
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
