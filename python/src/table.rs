//! Tables as Python holds them: Arrow batches that any library takes over without a copy.

use crate::errors::Wrong;
use arrow_array::cast::AsArray;
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::{DataType, SchemaRef};
use dateline_ask::{Column, Row};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};

/// Batches of one schema.
#[pyclass(frozen, module = "dateline._native")]
pub struct Batches {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Batches {
    pub fn of(batch: RecordBatch) -> Self {
        Batches { schema: batch.schema(), batches: vec![batch] }
    }

    pub fn rows(columns: &[Column], rows: &[Row]) -> Result<Self, Wrong> {
        Ok(Batches::of(dateline_arrow::batch(columns, rows)?))
    }
}

#[pymethods]
impl Batches {
    /// The stream of the Arrow PyCapsule interface. A schema asked for is not looked at, as that interface
    /// allows.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, SchemaRef::clone(&self.schema));
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The schema of the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(Wrong::from)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Name, type (text, whole, number, flag) and meaning of each column.
    fn columns(&self) -> Vec<(String, &'static str, String)> {
        let told = |field: &arrow_schema::FieldRef| {
            let kind = match field.data_type() {
                DataType::Int64 => "whole",
                DataType::Float64 => "number",
                DataType::Boolean => "flag",
                _ => "text",
            };
            let meaning = field.metadata().get("meaning").cloned().unwrap_or_default();
            (field.name().clone(), kind, meaning)
        };
        self.schema.fields().iter().map(told).collect()
    }

    /// The cells of each column as a list, up to so many of each.
    #[pyo3(signature = (most=None))]
    fn lists<'py>(&self, py: Python<'py>, most: Option<usize>) -> PyResult<Vec<Bound<'py, PyList>>> {
        let most = most.unwrap_or(usize::MAX);
        let mut lists = Vec::new();
        for column in 0..self.schema.fields().len() {
            let list = PyList::empty(py);
            'rows: for batch in &self.batches {
                let array = batch.column(column);
                for row in 0..array.len() {
                    if list.len() >= most {
                        break 'rows;
                    }
                    match array.data_type() {
                        _ if array.is_null(row) => list.append(py.None())?,
                        DataType::Int64 => list.append(array.as_primitive::<Int64Type>().value(row))?,
                        DataType::Float64 => list.append(array.as_primitive::<Float64Type>().value(row))?,
                        DataType::Boolean => list.append(array.as_boolean().value(row))?,
                        DataType::Utf8 => list.append(array.as_string::<i32>().value(row))?,
                        _ => list.append(py.None())?,
                    }
                }
            }
            lists.push(list);
        }
        Ok(lists)
    }
}

/// The batches of anything that has `__arrow_c_stream__`.
pub fn taken(table: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    let stream = RecordBatchStreamReader::from_pyarrow_bound(table)?;
    let schema = stream.schema();
    let mut batches = Vec::new();
    for batch in stream {
        batches.push(batch.map_err(|error| Wrong::Argument(format!("the table cannot be read: {error}")))?);
    }
    if batches.is_empty() {
        batches.push(RecordBatch::new_empty(schema));
    }
    Ok(batches)
}

pub fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Batches>()
}
