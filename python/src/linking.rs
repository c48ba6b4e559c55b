//! What two reports are joined by, and how a pair is judged: for links that are made on many machines.

use crate::errors::Wrong;
use crate::table::{Batches, taken};
use arrow_array::builder::{BinaryBuilder, Int64Builder, ListBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use dateline_arrow::Incoming;
use dateline_model::Reading;
use dateline_read::Options;
use dateline_resolve::{Features, LEAST_ALIKE, alike, one_text};
use pyo3::prelude::*;
use std::sync::Arc;

/// What the reports of a table are joined by: id, published, day (days since 1970-01-01), copies and topics
/// (keys), trace (what a pair is judged by).
#[pyfunction]
fn features(py: Python<'_>, table: &Bound<'_, PyAny>) -> PyResult<Batches> {
    let batches = taken(table)?;
    Ok(Batches::of(py.detach(|| -> Result<RecordBatch, Wrong> {
        let mut found = Vec::new();
        for batch in &batches {
            // What cannot be read has failed in the extraction, which says so.
            let Ok(incoming) = Incoming::new(batch, "table", 0, &Options::default()) else { continue };
            let reports = (0..incoming.len()).flat_map(|at| incoming.row(at).reports).flatten();
            found.extend(reports.map(|report| Features::of(&report, &Reading::default())));
        }
        Ok(joined_by(&found)?)
    })?))
}

fn joined_by(found: &[Features]) -> Result<RecordBatch, ArrowError> {
    let (mut copies, mut topics) =
        (ListBuilder::new(Int64Builder::new()), ListBuilder::new(Int64Builder::new()));
    let mut traces = BinaryBuilder::new();
    for features in found {
        // Keys are only compared, so that their sign says nothing.
        copies.append_value(features.copy_keys().into_iter().map(|key| Some(key.cast_signed())));
        topics.append_value(features.topics().iter().map(|topic| Some(i64::from(*topic))));
        traces.append_value(features.to_bytes());
    }
    let ids: StringArray = found.iter().map(|features| Some(features.report.as_str())).collect();
    let published: StringArray = found.iter().map(|features| features.published.as_deref()).collect();
    let days: Int64Array = found.iter().map(|features| features.day().map(i64::from)).collect();
    RecordBatch::try_from_iter_with_nullable([
        ("id", Arc::new(ids) as ArrayRef, false),
        ("published", Arc::new(published) as ArrayRef, true),
        ("day", Arc::new(days) as ArrayRef, true),
        ("copies", Arc::new(copies.finish()) as ArrayRef, true),
        ("topics", Arc::new(topics.finish()) as ArrayRef, true),
        ("trace", Arc::new(traces.finish()) as ArrayRef, false),
    ])
}

/// Judges pairs: a table of `a`, `b` (ids) and `trace_a`, `trace_b` in, the same ids with `copied` (how much of
/// the shorter text the longer holds; null where they are not one text) and `alike` (0 to 1) out.
#[pyfunction]
fn judged(py: Python<'_>, table: &Bound<'_, PyAny>) -> PyResult<Batches> {
    let batches = taken(table)?;
    Ok(Batches::of(py.detach(|| -> Result<RecordBatch, Wrong> {
        let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
        let (mut copied, mut likeness) = (Vec::new(), Vec::new());
        for batch in &batches {
            let [a, b] = [texts(batch, "a")?, texts(batch, "b")?];
            let [trace_a, trace_b] = [traces(batch, "trace_a")?, traces(batch, "trace_b")?];
            for row in 0..batch.num_rows() {
                let (Some(one), Some(other)) =
                    (trace_a.get(row).and_then(Option::as_ref), trace_b.get(row).and_then(Option::as_ref))
                else {
                    continue;
                };
                firsts.push(a.get(row).cloned().flatten());
                seconds.push(b.get(row).cloned().flatten());
                copied.push(one_text(one, other).map(f64::from));
                likeness.push(Some(f64::from(alike(one, other))));
            }
        }
        Ok(RecordBatch::try_from_iter_with_nullable([
            ("a", Arc::new(StringArray::from(firsts)) as ArrayRef, true),
            ("b", Arc::new(StringArray::from(seconds)) as ArrayRef, true),
            ("copied", Arc::new(Float64Array::from(copied)) as ArrayRef, true),
            ("alike", Arc::new(Float64Array::from(likeness)) as ArrayRef, true),
        ])?)
    })?))
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b ArrayRef, Wrong> {
    batch.column_by_name(name).ok_or_else(|| Wrong::Argument(format!("the table has no column {name}")))
}

fn texts(batch: &RecordBatch, name: &str) -> Result<Vec<Option<String>>, Wrong> {
    let texts = column(batch, name)?.as_string_opt::<i32>();
    let texts = texts.ok_or_else(|| Wrong::Argument(format!("column {name} is no text")))?;
    Ok(texts.iter().map(|text| text.map(str::to_owned)).collect())
}

fn traces(batch: &RecordBatch, name: &str) -> Result<Vec<Option<Features>>, Wrong> {
    let traces = column(batch, name)?.as_binary_opt::<i32>();
    let traces = traces.ok_or_else(|| Wrong::Argument(format!("column {name} holds no traces")))?;
    Ok(traces.iter().map(|trace| trace.and_then(Features::from_bytes)).collect())
}

pub fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("LEAST_ALIKE", LEAST_ALIKE)?;
    module.add_function(wrap_pyfunction!(features, module)?)?;
    module.add_function(wrap_pyfunction!(judged, module)?)
}
