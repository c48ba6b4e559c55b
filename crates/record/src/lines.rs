//! The cells in which lines of what was found in a report stand: in the short form beside its text (`terse`),
//! or as an older form of the file and an import have them.

use crate::crc::crc;
use crate::held::with_text;
use crate::packed::{Packed, packed, unpacked};
use crate::terse::{Around, Firsts, Text, shortened, written_out};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, Value, ValueRef};
use rusqlite::{Error, Row};
use std::io;

/// What a cell in the short form begins with, where others have the number of their dictionary;
const SHORT: u8 = 128;
/// and what one that is packed on top of it. Behind either stands the checksum of the line.
const SHORT_AND_PACKED: u8 = 129;

/// A place that is one bit off gives other words of the text, which are a line as well: so what comes out is held
/// against this many bytes of a checksum.
const CHECKSUM: usize = 2;

fn checksum(line: &str) -> [u8; CHECKSUM] {
    crc(line.as_bytes()).to_le_bytes()
}

/// Why a line does not come out of its cell.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    /// What comes out is not what was written: the cell or the text beside it was changed.
    #[error("it is not what was written there")]
    Changed,
    /// Nothing comes out.
    #[error("it cannot be unpacked ({0})")]
    Unpacked(#[from] io::Error),
}

/// The same, and of which line.
#[derive(Debug, thiserror::Error)]
#[error("{of}: {why}")]
pub(crate) struct BrokenLine {
    pub(crate) of: String,
    pub(crate) why: Broken,
}

/// From here on packing may save something.
const WORTH_PACKING: usize = 128;

/// A line as it is kept beside its report.
pub(crate) fn cell(line: String, around: &Around<'_>) -> rusqlite::Result<Value> {
    let Some(short) = shortened(&line, around).filter(|short| short.len() + CHECKSUM < line.len()) else {
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
    Ok(Value::Blob([&[form], checksum(&line).as_slice(), rest].concat()))
}

/// The line that a cell holds, which stands beside some strings and a report of this id and text.
pub(crate) fn line(
    cell: ValueRef<'_>,
    beside: &[&str],
    report: &str,
    text: Option<ValueRef<'_>>,
) -> FromSqlResult<String> {
    let out = |sum: &[u8; CHECKSUM], short: &[u8]| {
        let firsts = Firsts::default();
        let line = |text: &Text| written_out(short, &Around { report, text, beside, firsts: &firsts });
        match text {
            Some(text) => with_text(text, line)?,
            None => line(&Text::default()),
        }
        .filter(|line| checksum(line) == *sum)
        .ok_or_else(|| other(Broken::Changed))
    };
    match cell {
        ValueRef::Blob([SHORT, a, b, short @ ..]) => out(&[*a, *b], short),
        ValueRef::Blob([SHORT_AND_PACKED, a, b, packed @ ..]) => {
            out(&[*a, *b], &unpacked(packed).map_err(other)?)
        }
        cell => Packed::column_result(cell).map(|line| line.0),
    }
}

fn other(why: impl Into<Broken>) -> FromSqlError {
    FromSqlError::Other(Box::new(why.into()))
}

/// The same of a row, by its columns.
pub(crate) fn line_of(row: &Row<'_>, cell: usize, columns: Beside) -> rusqlite::Result<String> {
    let item = columns.item.map(|at| row.get_ref(at)?.as_str_or_null().map_err(Error::from)).transpose()?;
    let report = row.get_ref(columns.report)?.as_str()?;
    let text = columns.text.map(|at| row.get_ref(at)).transpose()?;
    line(row.get_ref(cell)?, item.flatten().as_slice(), report, text).map_err(|error| match error {
        FromSqlError::Other(why) => {
            let of = item.flatten().map_or_else(
                || format!("what was found in report {report}"),
                |item| format!("{item} of report {report}"),
            );
            let why = match why.downcast::<Broken>() {
                Ok(why) => *why,
                Err(why) => Broken::Unpacked(io::Error::other(why)),
            };
            Error::FromSqlConversionFailure(cell, Type::Blob, Box::new(BrokenLine { of, why }))
        }
        error => error.into(),
    })
}

/// Whether a line comes out, but not as it was written.
pub(crate) fn is_changed(error: &Error) -> bool {
    let Error::FromSqlConversionFailure(_, _, why) = error else { return false };
    why.downcast_ref::<BrokenLine>().is_some_and(|line| matches!(line.why, Broken::Changed))
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
