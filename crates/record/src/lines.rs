//! The cells in which lines of what was found in a report stand: in the short form beside its text (`terse`),
//! or as an older form of the file and an import have them.

use crate::held::with_text;
use crate::packed::{Packed, packed, unpacked};
use crate::terse::{Around, Firsts, Text, shortened, written_out};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, Value, ValueRef};
use rusqlite::{Error, Row};
use std::io;

/// What a cell in the short form begins with, where others have the number of their dictionary;
const SHORT: u8 = 128;
/// and what one that is packed on top of it.
const SHORT_AND_PACKED: u8 = 129;

/// From here on packing may save something.
const WORTH_PACKING: usize = 128;

/// A line as it is kept beside its report.
pub(crate) fn cell(line: String, around: &Around<'_>) -> rusqlite::Result<Value> {
    let Some(short) = shortened(&line, around).filter(|short| short.len() < line.len()) else {
        // What does not come out to the letter, or is no line, is kept as older forms had it.
        return Ok(match Packed(line).to_sql()? {
            ToSqlOutput::Owned(value) => value,
            ToSqlOutput::Borrowed(value) => {
                Value::try_from(value).map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))?
            }
            _ => Value::Null,
        });
    };
    let smaller = (short.len() >= WORTH_PACKING).then(|| packed(&short)).and_then(Result::ok);
    let (form, rest) = match &smaller {
        Some(smaller) if smaller.len() < short.len() => (SHORT_AND_PACKED, smaller),
        _ => (SHORT, &short),
    };
    Ok(Value::Blob([&[form], rest.as_slice()].concat()))
}

/// The line that a cell holds, which stands beside some strings and a report of this id and text.
pub(crate) fn line(
    cell: ValueRef<'_>,
    beside: &[&str],
    report: &str,
    text: Option<ValueRef<'_>>,
) -> FromSqlResult<String> {
    let wrong = || other(io::Error::new(io::ErrorKind::InvalidData, "a line does not fit its report"));
    let out = |short: &[u8]| {
        let firsts = Firsts::default();
        let line = |text: &Text| written_out(short, &Around { report, text, beside, firsts: &firsts });
        match text {
            Some(text) => with_text(text, line)?,
            None => line(&Text::default()),
        }
        .ok_or_else(wrong)
    };
    match cell {
        ValueRef::Blob([SHORT, short @ ..]) => out(short),
        ValueRef::Blob([SHORT_AND_PACKED, packed @ ..]) => out(&unpacked(packed).map_err(other)?),
        cell => Packed::column_result(cell).map(|line| line.0),
    }
}

fn other(error: io::Error) -> FromSqlError {
    FromSqlError::Other(Box::new(error))
}

/// The same of a row, by its columns.
pub(crate) fn line_of(row: &Row<'_>, cell: usize, columns: Beside) -> rusqlite::Result<String> {
    let item = columns.item.map(|at| row.get_ref(at)?.as_str_or_null().map_err(Error::from)).transpose()?;
    let report = row.get_ref(columns.report)?.as_str()?;
    let text = columns.text.map(|at| row.get_ref(at)).transpose()?;
    line(row.get_ref(cell)?, item.flatten().as_slice(), report, text).map_err(|error| match error {
        FromSqlError::Other(why) => Error::FromSqlConversionFailure(cell, Type::Blob, why),
        error => error.into(),
    })
}

/// The columns of a row that a line stands beside.
#[derive(Clone, Copy)]
pub(crate) struct Beside {
    /// What it is of: the id of the statement, event or figure, the day of a sighting.
    pub(crate) item: Option<usize>,
    /// The id of the report.
    pub(crate) report: usize,
    /// Its text, as it is kept, where the line is made of it.
    pub(crate) text: Option<usize>,
}
