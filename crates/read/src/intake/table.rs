//! Tables of reports: CSV, TSV and their like, one report a row.

use super::piece::{Content, Piece};
use crate::failure::Topic;
use crate::fields::{Columns, Field, Mapping};
use crate::json_lines::{Fields, Held, content_id, order_of, split_people};
use crate::{Failure, asides, decode};
use serde_json::Value;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The marks that may stand between two cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The mark between the cells of a table whose head this is, and what its columns hold; none where
/// its first line names no columns that reports could be made of.
pub(crate) fn shape(name: &str, head: &[u8], mapping: &Mapping) -> Option<(u8, Columns)> {
    let first_line = head.split(|byte| *byte == b'\n').next()?;
    let by_name = match () {
        () if name.ends_with(".tsv") || name.ends_with(".tab") => Some(b'\t'),
        () => None,
    };
    let count = |mark: u8| first_line.iter().filter(|byte| **byte == mark).count();
    let delimiter = by_name
        .filter(|mark| count(*mark) > 0)
        .or_else(|| DELIMITERS.into_iter().filter(|mark| count(*mark) > 0).max_by_key(|mark| count(*mark)))
        .unwrap_or(b',');
    let mut rows = rows(head, delimiter);
    let names = cells(&rows.next()?);
    let mut columns = mapping.columns(&names);
    if let Some(at) = columns.at(Field::Published) {
        let days: Vec<String> = rows.take(200).filter_map(|row| cells(&row).get(at).cloned()).collect();
        columns.order = order_of(days.iter().map(String::as_str));
    }
    Some((delimiter, columns))
}

fn rows(bytes: &[u8], delimiter: u8) -> impl Iterator<Item = csv::ByteRecord> + '_ {
    reader(bytes, delimiter).into_byte_records().map_while(Result::ok)
}

fn reader<R: Read>(stream: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(stream)
}

fn cells(row: &csv::ByteRecord) -> Vec<String> {
    let text = |cell: &[u8]| String::from_utf8_lossy(cell).trim_start_matches('\u{FEFF}').trim().to_owned();
    row.iter().map(text).collect()
}

/// The rows of a table, one held at a time.
pub(crate) fn table(
    name: String,
    stream: Box<dyn Read + Send>,
    (delimiter, columns): (u8, Columns),
    largest: u64,
) -> impl Iterator<Item = Result<Piece, Failure>> {
    let told = (!columns.is_plain())
        .then(|| Err(Failure::told(Topic::Columns, name.clone(), format!("columns: {}", columns.told()))));
    let columns = Arc::new(columns);
    // A quotation mark that is never closed would make one row of all that follows.
    let left = Arc::new(AtomicU64::new(largest));
    let mut reader = reader(Bounded { stream, left: Arc::clone(&left) }, delimiter);
    let mut is_over = false;
    let mut is_header = true;
    let rows = std::iter::from_fn(move || {
        while !is_over {
            left.store(largest, Ordering::Relaxed);
            let line = reader.position().line();
            let mut row = csv::ByteRecord::new();
            match reader.read_byte_record(&mut row) {
                Ok(true) if is_header => is_header = false,
                Ok(true) if row.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) => {
                    let line = row.position().map_or(line, csv::Position::line);
                    let content = Content::Row { row, columns: Arc::clone(&columns) };
                    return Some(Ok(Piece::new(format!("{name}:{line}"), content)));
                }
                Ok(false) => is_over = true,
                Err(error) => {
                    is_over = true;
                    let reason =
                        format!("is a row that cannot be read ({error}); left out with all that follows");
                    return Some(Err(Failure::new(format!("{name}:{line}"), reason)));
                }
            }
        }
        None
    });
    told.into_iter().chain(rows)
}

/// A stream that ends in an error where one row takes too much of it.
struct Bounded {
    stream: Box<dyn Read + Send>,
    left: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::Error::other("it has no end; a quotation mark may be missing"));
        }
        let count = self.stream.read(into)?;
        self.left.store(left.saturating_sub(count as u64), Ordering::Relaxed);
        Ok(count)
    }
}

/// What a row holds.
pub(crate) fn row_held(place: &str, row: &csv::ByteRecord, columns: &Columns) -> (Held, Vec<Failure>) {
    let mut failures = Vec::new();
    let mut cell = |field: Field| -> Option<String> {
        let bytes = row.get(columns.at(field)?)?;
        let decoded = decode::decode(bytes.to_vec(), &[]);
        if decoded.is_guessed && field == Field::Text {
            let reason =
                format!("is not UTF-8; read as {}, which is a guess from its bytes", decoded.encoding);
            failures.push(Failure::doubt(place, reason));
        }
        let text = decoded.text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let fields = Fields {
        id: cell(Field::Id).map(Value::String),
        published: cell(Field::Published),
        source: cell(Field::Source),
        url: cell(Field::Url),
        title: cell(Field::Title),
        language: cell(Field::Language),
        byline: cell(Field::Byline).as_deref().map(split_people).unwrap_or_default(),
        text: cell(Field::Text),
        html: cell(Field::Html),
        order: columns.order,
    };
    let mut held = fields.held(place, &mut failures);
    if let Held::Report(report) = &mut held {
        // A number counts rows of one table, and another table has the same.
        if report.id.as_str().bytes().all(|byte| byte.is_ascii_digit()) {
            report.id = content_id(report);
        }
        asides::mark_asides(report);
    }
    (held, failures)
}
