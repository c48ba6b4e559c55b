//! Parquet: what data frames and lakes keep, whatever packed it, and what is wrong with it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dateline_model::Report;
use dateline_read::{Failure, Options, Topic, Weight, reports, reports_in};
use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::metadata::{ParquetMetaDataBuilder, ParquetMetaDataWriter};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::sync::Arc;

/// A column: its name, and what it holds.
enum Column<'c> {
    Texts(&'c str, &'c [&'c str]),
    Days(&'c str, &'c [i32]),
    Nanoseconds(&'c str, &'c [i64]),
}

fn file(columns: &[Column<'_>], packing: Compression) -> Vec<u8> {
    let field = |column: &Column<'_>| {
        let (name, physical, logical) = match column {
            Column::Texts(name, _) => (name, Physical::BYTE_ARRAY, LogicalType::String),
            Column::Days(name, _) => (name, Physical::INT32, LogicalType::Date),
            Column::Nanoseconds(name, _) => {
                (name, Physical::INT64, LogicalType::timestamp(false, TimeUnit::NANOS))
            }
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::REQUIRED)
            .with_logical_type(Some(logical));
        Arc::new(field.build().unwrap())
    };
    let fields = columns.iter().map(field).collect();
    let schema = Arc::new(Type::group_type_builder("table").with_fields(fields).build().unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(packing).build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for column in columns {
        let mut out = group.next_column().unwrap().unwrap();
        match column {
            Column::Texts(_, texts) => {
                let texts: Vec<ByteArray> = texts.iter().map(|text| ByteArray::from(*text)).collect();
                out.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
            }
            Column::Days(_, days) => {
                out.typed::<Int32Type>().write_batch(days, None, None).unwrap();
            }
            Column::Nanoseconds(_, instants) => {
                out.typed::<Int64Type>().write_batch(instants, None, None).unwrap();
            }
        }
        out.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

fn parted(found: Vec<Result<Report, Failure>>) -> (Vec<Report>, Vec<Failure>) {
    let (mut reports, mut failures) = (Vec::new(), Vec::new());
    for one in found {
        match one {
            Ok(report) => reports.push(report),
            Err(failure) => failures.push(failure),
        }
    }
    (reports, failures)
}

fn read(bytes: Vec<u8>) -> (Vec<Report>, Vec<Failure>) {
    parted(reports_in("news.parquet", bytes, &Options::default()))
}

const TEXTS: [&str; 2] = ["The talks ended on Tuesday, the envoy said.", "The map was drawn on Monday."];

#[test]
fn a_table_is_one_report_a_row_whatever_packed_it() {
    for packing in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::LZ4_RAW,
        Compression::ZSTD(parquet::basic::ZstdLevel::default()),
    ] {
        let columns = [
            Column::Texts("id", &["1", "2"]),
            Column::Days("seen_date", &[9_455, 9_468]),
            Column::Texts("body", &TEXTS),
            Column::Days("date", &[9_455, 9_468]),
            Column::Texts("outlet", &["Valley Wire", "Lake Courier"]),
        ];
        let (found, told) = read(file(&columns, packing));
        assert_eq!(found.len(), 2, "{packing:?}: {told:?}");
        assert_eq!(found[0].text, TEXTS[0]);
        assert_eq!(found[0].published.as_deref(), Some("1995-11-21"));
        assert_eq!(found[1].published.as_deref(), Some("1995-12-04"));
        assert_eq!(found[1].source.as_deref(), Some("Lake Courier"));
        // A number counts the rows of one table, and another table has the same.
        assert_ne!(found[0].id.as_str(), "1");
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].weight, Weight::Told(Topic::Columns));
        assert!(told[0].reason.contains("text ← body") && told[0].reason.contains("not used: seen_date"));
    }
}

#[test]
fn days_are_days_however_they_are_kept() {
    let instants = [816_912_000_000_000_000, 816_976_800_000_000_000];
    let columns = [Column::Nanoseconds("published", &instants), Column::Texts("text", &TEXTS)];
    let (found, _) = read(file(&columns, Compression::SNAPPY));
    assert!(found[0].published.as_deref().unwrap().starts_with("1995-11-21"));
    assert!(found[1].published.as_deref().unwrap().starts_with("1995-11-21"));
    // 21/11 shows that the day comes first, so that 04/12 is in December.
    let columns = [Column::Texts("day", &["04/12/1995", "21/11/1995"]), Column::Texts("text", &TEXTS)];
    let (found, _) = read(file(&columns, Compression::SNAPPY));
    assert_eq!(found[0].published.as_deref(), Some("1995-12-04"));
}

#[test]
fn a_file_and_a_stream_of_it_say_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.parquet");
    let bytes = file(&[Column::Texts("text", &TEXTS)], Compression::SNAPPY);
    std::fs::write(&path, &bytes).unwrap();
    let texts = |found: Vec<Report>| found.into_iter().map(|report| report.text).collect::<Vec<_>>();
    let (from_file, failures) = parted(reports(vec![path], &Options::default()).collect());
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(texts(from_file), texts(read(bytes).0));
}

#[test]
fn what_is_wrong_with_it_is_one_line() {
    let whole = file(&[Column::Texts("text", &TEXTS)], Compression::SNAPPY);
    for (bytes, words) in [
        (whole[..whole.len() - 6].to_vec(), "is Parquet that cannot be read"),
        (
            file(&[Column::Texts("x", &TEXTS)], Compression::SNAPPY),
            "no column is known to hold text (not used: x)",
        ),
        (
            file(
                &[
                    Column::Texts("report", &["a"]),
                    Column::Texts("reader", &["fast"]),
                    Column::Texts("record", &["{}"]),
                ],
                Compression::SNAPPY,
            ),
            "`dateline open`",
        ),
    ] {
        let (found, failures) = read(bytes);
        assert!(found.is_empty());
        assert_eq!(failures.len(), 1, "{failures:?}");
        assert!(failures[0].reason.contains(words), "{words}: {}", failures[0].reason);
    }
    // Whatever byte is wrong, it ends without a fault of ours.
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let (_, failures) = read(bytes);
        assert!(failures.iter().all(|failure| !failure.reason.contains("\n")), "{failures:?}");
    }
}

#[test]
fn a_text_that_stands_once_may_not_stand_in_too_many_rows() {
    let long = "The talks ended. ".repeat(10_000);
    let texts: Vec<&str> = std::iter::repeat_n(long.as_str(), 400).collect();
    let bytes = file(&[Column::Texts("text", &texts)], Compression::SNAPPY);
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    let (found, failures) = read(bytes);
    assert!(found.len() < 400 && !found.is_empty(), "{}", found.len());
    assert_eq!(failures.len(), 1, "{failures:?}");
    assert!(failures[0].reason.contains("--most-unpacked"), "{}", failures[0].reason);
}

/// The same file, in which a column's pages are said to begin elsewhere, and to be so much longer.
fn moved(whole: &[u8], longer: i64, says: impl Fn(i64) -> (Option<i64>, i64)) -> Vec<u8> {
    let held = bytes::Bytes::copy_from_slice(whole);
    let about = SerializedFileReader::new(held).unwrap().metadata().clone();
    let mut groups = Vec::new();
    for group in about.row_groups() {
        let mut columns = Vec::new();
        for column in group.columns() {
            let first = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
            let (dictionary, data) = says(first);
            let length = column.compressed_size() + longer;
            let column = column.clone().into_builder().set_total_compressed_size(length);
            let column = column.set_dictionary_page_offset(dictionary).set_data_page_offset(data);
            columns.push(column.build().unwrap());
        }
        groups.push(group.clone().into_builder().set_column_metadata(columns).build().unwrap());
    }
    let about = ParquetMetaDataBuilder::new(about.file_metadata().clone()).set_row_groups(groups).build();
    let length = u32::from_le_bytes(whole[whole.len() - 8..whole.len() - 4].try_into().unwrap());
    let mut bytes = whole[..whole.len() - 8 - length as usize].to_vec();
    ParquetMetaDataWriter::new(&mut bytes, &about).finish().unwrap();
    bytes
}

#[test]
fn pages_are_looked_at_where_they_are_read() {
    let whole = file(&[Column::Texts("text", &TEXTS)], Compression::UNCOMPRESSED);
    assert_eq!(read(moved(&whole, 0, |first| (Some(first), first + 40))).0.len(), 2);
    // The dictionary claims to unpack to much; what is before it in the file does not.
    let start = SerializedFileReader::new(bytes::Bytes::copy_from_slice(&whole)).unwrap();
    let start = start.metadata().row_group(0).column(0).dictionary_page_offset().unwrap() as usize;
    assert_eq!(whole[start..start + 3], [0x15, 4, 0x15], "a page of kind 2, and its size");
    let mut large = b"PAR1".to_vec();
    large.extend([0x15, 0, 0x15, 0, 0x15, 0, 0x00]);
    let place = large.len() as i64;
    large.extend([0x15, 4, 0x15, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F]);
    // Behind the size, which was one byte or two.
    let size = whole[start + 3..].iter().position(|byte| byte & 0x80 == 0).unwrap() + 1;
    large.extend(&whole[start + 3 + size..]);
    for decoy in [4, place] {
        let (found, failures) = read(moved(&large, 5 - size as i64, |_| (Some(place), decoy)));
        assert!(found.is_empty());
        assert!(failures[0].reason.contains("unpacks to more than 64 MB"), "{failures:?}");
    }
    // Places before the file begins.
    for (dictionary, data) in [(Some(-5), 4), (None, -5)] {
        let (found, failures) = read(moved(&whole, 0, |_| (dictionary, data)));
        assert!(found.is_empty());
        assert!(failures[0].reason.contains("cannot be read"), "{failures:?}");
    }
}

/// A report, and what is in a list beside it.
fn with_list(entry: &str, times: usize) -> Vec<u8> {
    let schema = "message table { required binary text (string); \
                  optional group authors (list) { repeated group list { optional binary element (string); } } }";
    let schema = Arc::new(parquet::schema::parser::parse_message_type(schema).unwrap());
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut out = group.next_column().unwrap().unwrap();
    out.typed::<ByteArrayType>().write_batch(&[ByteArray::from(TEXTS[0])], None, None).unwrap();
    out.close().unwrap();
    let mut out = group.next_column().unwrap().unwrap();
    let names = vec![ByteArray::from(entry); times];
    let repeated: Vec<i16> = (0..times).map(|at| i16::from(at > 0)).collect();
    out.typed::<ByteArrayType>().write_batch(&names, Some(&vec![3; times]), Some(&repeated)).unwrap();
    out.close().unwrap();
    group.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn lists_are_read_unless_they_tell_a_long_text_many_times() {
    let (found, told) = read(with_list("Mara Ilic", 2));
    assert_eq!(found[0].byline, ["Mara Ilic", "Mara Ilic"], "{told:?}");
    let (found, told) = read(with_list(&"Mara Ilic ".repeat(1000), 200_000));
    assert_eq!(found[0].text, TEXTS[0]);
    assert!(found[0].byline.is_empty());
    assert!(told[0].reason.contains("not used: authors (not plain values)"), "{told:?}");
}
