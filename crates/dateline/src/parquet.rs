//! Rows as Parquet: a typed column each, so many rows held at a time.

use anyhow::Result;
use dateline_ask::{Column, Holds, Row, TableCell};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

/// So many rows make a row group; as many are held in memory.
const ROWS: usize = 50_000;

/// A Parquet file being written.
pub struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: &'static [Column],
    rows: Vec<Row>,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file with these columns.
    pub fn new(out: W, name: &str, columns: &'static [Column]) -> Result<Self> {
        let fields = columns
            .iter()
            .map(|column| {
                let physical = match column.holds {
                    Holds::Text => Physical::BYTE_ARRAY,
                    Holds::Whole => Physical::INT64,
                    Holds::Number => Physical::DOUBLE,
                    Holds::Flag => Physical::BOOLEAN,
                };
                let logical = (column.holds == Holds::Text).then_some(LogicalType::String);
                let field = Type::primitive_type_builder(column.name, physical)
                    .with_repetition(Repetition::OPTIONAL)
                    .with_logical_type(logical);
                Ok(Arc::new(field.build()?))
            })
            .collect::<Result<Vec<_>>>()?;
        let schema = Arc::new(Type::group_type_builder(name).with_fields(fields).build()?);
        let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
        Ok(Writer { file: SerializedFileWriter::new(out, schema, properties)?, columns, rows: Vec::new() })
    }

    /// Adds a row.
    pub fn add(&mut self, row: Row) -> Result<()> {
        self.rows.push(row);
        if self.rows.len() >= ROWS { self.write_group() } else { Ok(()) }
    }

    /// Writes what is held, and the end of the file.
    pub fn finish(mut self) -> Result<()> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        self.file.close()?;
        Ok(())
    }

    fn write_group(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.file.next_row_group()?;
        for (at, column) in self.columns.iter().enumerate() {
            let cells = || rows.iter().filter_map(|row| row.get(at));
            // One where a cell holds something, as the format wants it.
            let levels: Vec<i16> = cells().map(|cell| i16::from(*cell != TableCell::Empty)).collect();
            let Some(mut writer) = group.next_column()? else { break };
            match column.holds {
                Holds::Text => {
                    let values: Vec<ByteArray> = cells()
                        .filter_map(|cell| match cell {
                            TableCell::Text(text) => Some(ByteArray::from(text.as_bytes().to_vec())),
                            _ => None,
                        })
                        .collect();
                    writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
                }
                Holds::Whole => {
                    let values: Vec<i64> = cells()
                        .filter_map(|cell| match cell {
                            TableCell::Whole(number) => Some(*number),
                            _ => None,
                        })
                        .collect();
                    writer.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
                }
                Holds::Number => {
                    let values: Vec<f64> = cells()
                        .filter_map(|cell| match cell {
                            TableCell::Number(number) => Some(*number),
                            _ => None,
                        })
                        .collect();
                    writer.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
                }
                Holds::Flag => {
                    let values: Vec<bool> = cells()
                        .filter_map(|cell| match cell {
                            TableCell::Flag(flag) => Some(*flag),
                            _ => None,
                        })
                        .collect();
                    writer.typed::<BoolType>().write_batch(&values, Some(&levels), None)?;
                }
            }
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_ask::TableName;

    #[test]
    fn however_many_rows_come_few_are_held() {
        let columns = TableName::Places.columns();
        let mut writer = Writer::new(Vec::new(), "places", columns).unwrap();
        for number in 0..2 * ROWS + 1 {
            let mut row = vec![TableCell::Empty; columns.len()];
            row[0] = TableCell::Text(format!("place-{number}"));
            writer.add(row).unwrap();
            assert!(writer.rows.len() < ROWS);
        }
        assert_eq!((writer.file.flushed_row_groups().len(), writer.rows.len()), (2, 1));
        writer.finish().unwrap();
    }
}
