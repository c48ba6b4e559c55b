//! Rows of the record's tables as Arrow batches.

use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchOptions, StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use dateline_ask::{Column, Holds, Row, TableCell};
use std::collections::HashMap;
use std::sync::Arc;

/// The schema of some columns: every cell may be null, and each field's `meaning` stands in its metadata.
pub fn schema(columns: &[Column]) -> SchemaRef {
    let field = |column: &Column| {
        let holds = match column.holds {
            Holds::Text => DataType::Utf8,
            Holds::Whole => DataType::Int64,
            Holds::Number => DataType::Float64,
            Holds::Flag => DataType::Boolean,
        };
        let meaning = HashMap::from([("meaning".to_owned(), column.meaning.to_owned())]);
        Field::new(column.name, holds, true).with_metadata(meaning)
    };
    Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()))
}

/// Rows with these columns as a batch.
///
/// # Errors
/// Only where Arrow finds a fault in what was made here.
///
/// ```
/// use dateline_arrow::batch;
/// use dateline_ask::{TableCell, TableName};
/// let columns = &TableName::Stories.columns()[..2];
/// let rows = vec![vec![TableCell::Text("story-1".to_owned()), TableCell::Empty]];
/// let batch = batch(columns, &rows).unwrap();
/// assert_eq!((batch.num_rows(), batch.column(1).null_count()), (1, 1));
/// ```
pub fn batch(columns: &[Column], rows: &[Row]) -> Result<RecordBatch, ArrowError> {
    let array = |(at, column): (usize, &Column)| -> ArrayRef {
        let cells = rows.iter().map(|row| row.get(at).unwrap_or(&TableCell::Empty));
        match column.holds {
            Holds::Text => Arc::new(StringArray::from_iter(cells.map(|cell| match cell {
                TableCell::Text(text) => Some(text.as_str()),
                _ => None,
            }))),
            Holds::Whole => Arc::new(Int64Array::from_iter(cells.map(|cell| match cell {
                TableCell::Whole(number) => Some(*number),
                _ => None,
            }))),
            Holds::Number => Arc::new(Float64Array::from_iter(cells.map(|cell| match cell {
                TableCell::Number(number) => Some(*number),
                _ => None,
            }))),
            Holds::Flag => Arc::new(BooleanArray::from_iter(cells.map(|cell| match cell {
                TableCell::Flag(flag) => Some(*flag),
                _ => None,
            }))),
        }
    };
    let arrays = columns.iter().enumerate().map(array).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(schema(columns), arrays, &options)
}
