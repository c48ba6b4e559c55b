//! What the columns of a table hold, and what a row of it.

use crate::fields::{Columns, Field, Mapping};
use crate::json_lines::{Fields, Held, content_id, split_people};
use crate::{Failure, asides, decode};
use serde_json::Value;
use std::io::Read;

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
        columns.see_days(days.iter().map(String::as_str));
    }
    Some((delimiter, columns))
}

fn rows(bytes: &[u8], delimiter: u8) -> impl Iterator<Item = csv::ByteRecord> + '_ {
    reader(bytes, delimiter).into_byte_records().map_while(Result::ok)
}

pub(crate) fn reader<R: Read>(stream: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(stream)
}

fn cells(row: &csv::ByteRecord) -> Vec<String> {
    let text = |cell: &[u8]| String::from_utf8_lossy(cell).trim_start_matches('\u{FEFF}').trim().to_owned();
    row.iter().map(text).collect()
}

/// What a row of a file holds.
pub(crate) fn row_held<'c>(
    place: &str,
    cell_at: impl Fn(usize) -> Option<&'c [u8]>,
    columns: &Columns,
) -> (Held, Vec<Failure>) {
    let (mut held, failures) = cells_held(place, cell_at, columns);
    if let Held::Report(report) = &mut held {
        // A number counts rows of one table, and another table has the same.
        if report.id.as_str().bytes().all(|byte| byte.is_ascii_digit()) {
            report.id = content_id(report);
        }
    }
    (held, failures)
}

/// What the cells of a row hold, found by the numbers of their columns.
pub(crate) fn cells_held<'c>(
    place: &str,
    cell_at: impl Fn(usize) -> Option<&'c [u8]>,
    columns: &Columns,
) -> (Held, Vec<Failure>) {
    let mut failures = Vec::new();
    let mut cell = |field: Field| -> Option<String> {
        let bytes = cell_at(columns.at(field)?)?;
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
        asides::mark_asides(report);
    }
    (held, failures)
}
