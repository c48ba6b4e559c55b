//! Parquet: tables kept by columns, as data frames and lakes have them; one report a row.

use super::options::Options;
use super::pages;
use super::piece::{Content, Piece, Pieces, just};
use super::rows::Rows;
use crate::Failure;
use crate::archive::Budget;
use crate::failure::Topic;
use crate::fields::Field;
use ::parquet::basic::{Compression, LogicalType, Repetition, TimeUnit};
use ::parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use ::parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use ::parquet::record::reader::RowIter;
use ::parquet::record::{Field as Cell, Row};
use ::parquet::schema::types::Type;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Columns that only a file of records has, as Spark writes them.
const OF_RECORDS: [&str; 3] = ["report", "reader", "record"];

/// So many bytes the values of a column of lists may be in a group of rows, each held as a text of its own.
const MOST_OF_LISTS: u64 = 1 << 30;

/// No day is longer; what is, need not be held to see which of day and month comes first.
const LONGEST_DAY: usize = 64;

/// The rows of a file, one held at a time.
pub(super) fn of_file(name: String, path: &Path, options: &Options) -> Pieces {
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    match opened {
        Ok((length, file)) => {
            let budget = Budget::of_file(length, options.most_unpacked);
            of(&name, file, budget, options)
        }
        Err(error) => just(Err(Failure::io(name, &error))),
    }
}

/// The same of one that is held whole.
pub(super) fn of_bytes(name: &str, bytes: Vec<u8>, budget: Budget, options: &Options) -> Pieces {
    of(name, bytes::Bytes::from(bytes), budget, options)
}

fn of<R: ChunkReader + 'static>(name: &str, source: R, budget: Budget, options: &Options) -> Pieces {
    pieces(name, source, budget, options).unwrap_or_else(|failure| just(Err(failure)))
}

fn pieces<R: ChunkReader + 'static>(
    name: &str,
    source: R,
    budget: Budget,
    options: &Options,
) -> Result<Pieces, Failure> {
    let damaged = |error: ::parquet::errors::ParquetError| {
        Failure::new(name, format!("is Parquet that cannot be read ({error}); left out"))
    };
    let source = Arc::new(source);
    let reader = SerializedFileReader::new(Shared(Arc::clone(&source))).map_err(damaged)?;
    let schema = reader.metadata().file_metadata().schema();
    let about = reader.metadata();
    let names: Vec<String> =
        schema.get_fields().iter().map(|field| name_of(source.as_ref(), about, field)).collect();
    if OF_RECORDS.iter().all(|column| names.iter().any(|name| name == column)) {
        let reason = "holds records that dateline has read already; `dateline open` takes them into a record";
        return Err(Failure::new(name, reason));
    }
    let rows = Rows::new(name, &names, options)?;
    let kept: Vec<(usize, Arc<Type>)> = schema
        .get_fields()
        .iter()
        .enumerate()
        .filter(|(at, _)| Field::ALL.iter().any(|field| rows.at(*field) == Some(*at)))
        .map(|(at, field)| (at, Arc::clone(field)))
        .collect();
    let of_columns = |columns: Vec<Arc<Type>>| {
        Type::group_type_builder(schema.name()).with_fields(columns).build().map_err(damaged)
    };
    let wanted = of_columns(kept.iter().map(|(_, field)| Arc::clone(field)).collect())?;
    is_held(name, source.as_ref(), reader.metadata(), &kept, &budget, options)?;

    // The days are looked at first: "21/11/1995" shows which of day and month comes first.
    let day = kept.iter().find(|(at, _)| rows.at(Field::Published) == Some(*at));
    let rows = match day {
        Some((_, field)) => {
            let days = of_columns(vec![Arc::clone(field)])?;
            let days = reader.get_row_iter(Some(days)).map_err(damaged)?.map_while(Result::ok).take(200);
            let days = days.filter_map(|row| first_text(&row, field));
            let days: Vec<String> = days.filter(|day| day.len() <= LONGEST_DAY).collect();
            rows.with_days(days.iter().map(String::as_str))
        }
        None => rows,
    };
    let told = rows.told().map(|told| Err(Failure::told(Topic::Columns, name, told)));
    let found = RowIter::from_file_into(Box::new(reader)).project(Some(wanted)).map_err(damaged)?;
    let (columns, name) = (Arc::new(rows.into_columns()), name.to_owned());
    let mut is_over = false;
    let found = found.enumerate().map_while(move |(number, row)| {
        if is_over {
            return None;
        }
        let place = format!("{name}:{number}");
        let mut cut_off = |reason: String| {
            is_over = true;
            Some(Err(Failure::new(&place, format!("{reason}; left out with all that follows"))))
        };
        let row = match row {
            Ok(row) => row,
            Err(error) => return cut_off(format!("is a row that cannot be read ({error})")),
        };
        let cells: Vec<(usize, Vec<u8>)> = row
            .get_column_iter()
            .zip(&kept)
            .filter_map(|((_, cell), (at, field))| Some((*at, as_text(cell, field)?)))
            .collect();
        // A text that stands once in the file may stand in a million rows.
        budget.spend(cells.iter().map(|(_, cell)| cell.len() as u64).sum());
        if budget.is_spent() {
            return cut_off(budget.reason());
        }
        Some(Ok(Piece::new(place, Content::Cells { cells, columns: Arc::clone(&columns) })))
    });
    Ok(Box::new(told.into_iter().chain(found)))
}

/// Whether what packed a column keeps to the size that its pages claim: the others unpack without end.
fn is_unpacked(packing: Compression) -> bool {
    matches!(
        packing,
        Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::LZ4_RAW | Compression::ZSTD(_)
    )
}

/// The name of a column; of one of structures, or of lists so large that a row of them may be as large as the whole
/// many times over, it is no name that a field has.
fn name_of<R: ChunkReader>(source: &R, about: &ParquetMetaData, field: &Type) -> String {
    let basic = field.get_basic_info();
    let is_plain =
        field.is_primitive() && !(basic.has_repetition() && basic.repetition() == Repetition::REPEATED);
    if is_plain || is_list(field) && are_small(source, about, field) {
        field.name().to_owned()
    } else {
        format!("{} (not plain values)", field.name())
    }
}

/// Whether a column holds lists of single values.
fn is_list(field: &Type) -> bool {
    let mut inner = field;
    while !inner.is_primitive() {
        let [only] = inner.get_fields() else { return false };
        inner = only;
    }
    !field.is_primitive()
}

/// Whether the values of a column are few and small enough to be held one by one: a few bytes may tell a long text of
/// a dictionary many times.
fn are_small<R: ChunkReader>(source: &R, about: &ParquetMetaData, field: &Type) -> bool {
    let columns = about.row_groups().iter().flat_map(RowGroupMetaData::columns);
    columns
        .filter(|column| column.column_path().parts().first().is_some_and(|path| path == field.name()))
        .all(|column| {
            let (start, length) = place_of(column);
            let stream = start.and_then(|start| source.get_read(start).ok());
            let most =
                stream.zip(length).and_then(|(stream, length)| pages::most_of_values(stream, length).ok());
            most.is_some_and(|most| most <= MOST_OF_LISTS)
        })
}

/// Where the reader of a column begins, wherever else pages are said to be, and how long it is.
fn place_of(column: &ColumnChunkMetaData) -> (Option<u64>, Option<u64>) {
    let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
    (u64::try_from(start).ok(), u64::try_from(column.compressed_size()).ok())
}

/// A file that is read by more than one.
struct Shared<R>(Arc<R>);

impl<R: ChunkReader> Length for Shared<R> {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl<R: ChunkReader> ChunkReader for Shared<R> {
    type T = R::T;

    fn get_read(&self, start: u64) -> ::parquet::errors::Result<R::T> {
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> ::parquet::errors::Result<bytes::Bytes> {
        self.0.get_bytes(start, length)
    }
}

/// Refuses what says of itself that its columns unpack to more than they may, or a page of them to more
/// than a document may have.
fn is_held<R: ChunkReader>(
    name: &str,
    source: &R,
    about: &ParquetMetaData,
    kept: &[(usize, Arc<Type>)],
    budget: &Budget,
    options: &Options,
) -> Result<(), Failure> {
    let is_kept = |path: &str| kept.iter().any(|(_, field)| field.name() == path);
    let columns = about.row_groups().iter().flat_map(RowGroupMetaData::columns);
    let columns =
        columns.filter(|column| column.column_path().parts().first().is_some_and(|path| is_kept(path)));
    let mut unpacked = 0u64;
    for column in columns {
        if !is_unpacked(column.compression()) {
            let packing = column.compression().to_string();
            let packing = packing.split('(').next().unwrap_or_default();
            let reason =
                format!("is packed with {packing}, which is not read; write it again with snappy or zstd");
            return Err(Failure::new(name, reason));
        }
        unpacked = unpacked.saturating_add(u64::try_from(column.uncompressed_size()).unwrap_or(u64::MAX));
        let (start, length) = place_of(column);
        let page = start.zip(length).ok_or_else(|| "a column has no place".to_owned()).and_then(
            |(start, length)| {
                let stream = source.get_read(start).map_err(|error| error.to_string())?;
                pages::largest_page(stream, length).map_err(|error| error.to_string())
            },
        );
        match page {
            Err(why) => {
                return Err(Failure::new(name, format!("is Parquet that cannot be read ({why}); left out")));
            }
            Ok(page) if page > options.largest_document => {
                let most = options.largest_document >> 20;
                let reason =
                    format!("has a page that unpacks to more than {most} MB; left out (write smaller ones)");
                return Err(Failure::new(name, reason));
            }
            Ok(_) => {}
        }
    }
    if budget.allows(unpacked) {
        return Ok(());
    }
    Err(Failure::new(name, format!("is left out ({})", budget.reason())))
}

fn first_text(row: &Row, field: &Type) -> Option<String> {
    let (_, cell) = row.get_column_iter().next()?;
    String::from_utf8(as_text(cell, field)?).ok()
}

/// A cell as text: days are `1995-11-21`, instants with a zone end in `Z`, those without have none; the
/// texts of a list have "; " between. None where it holds nothing, or what is no text.
fn as_text(cell: &Cell, field: &Type) -> Option<Vec<u8>> {
    let zone = match field.get_basic_info().logical_type_ref() {
        Some(LogicalType::Timestamp(about)) if !about.is_adjusted_to_u_t_c => "",
        _ => "Z",
    };
    let text = match cell {
        Cell::Str(text) => return Some(text.as_bytes().to_vec()),
        Cell::Bytes(bytes) => return Some(bytes.data().to_vec()),
        Cell::Date(days) => {
            Date::new(1970, 1, 1).ok()?.checked_add(Span::new().try_days(*days).ok()?).ok()?.to_string()
        }
        Cell::TimestampMillis(count) => instant(Timestamp::from_millisecond(*count).ok()?, zone),
        Cell::TimestampMicros(count) => instant(Timestamp::from_microsecond(*count).ok()?, zone),
        Cell::Long(count) => match field.get_basic_info().logical_type_ref() {
            Some(LogicalType::Timestamp(about)) if about.unit == TimeUnit::NANOS => {
                instant(Timestamp::from_nanosecond(i128::from(*count)).ok()?, zone)
            }
            _ => count.to_string(),
        },
        Cell::ListInternal(list) => {
            let texts: Vec<&str> = list
                .elements()
                .iter()
                .filter_map(|cell| match cell {
                    Cell::Str(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            texts.join("; ")
        }
        Cell::Byte(_)
        | Cell::Short(_)
        | Cell::Int(_)
        | Cell::UByte(_)
        | Cell::UShort(_)
        | Cell::UInt(_)
        | Cell::ULong(_) => cell.to_string(),
        _ => return None,
    };
    Some(text.into_bytes())
}

fn instant(instant: Timestamp, zone: &str) -> String {
    format!("{}{zone}", instant.strftime("%Y-%m-%d %H:%M:%S"))
}
