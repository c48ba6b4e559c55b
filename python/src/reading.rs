//! Reports in: kept in a record, or only taken apart.

use crate::errors::Wrong;
use crate::table::{Batches, taken};
use arrow_array::RecordBatch;
use dateline_arrow::{
    Extraction, FAILED, Incoming, Lake, Output, engine, extract as extract_batch, failed_row,
};
use dateline_ask::Row;
use dateline_model::Report;
use dateline_pipeline::{Engine, Keeper, Progress, Reader, Summary};
use dateline_read::{Failure, Mapping, Options};
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Rows of a table that are taken apart before Python is heard again (for Ctrl-C, and to be told).
const AT_ONCE: usize = 256;
/// So many reports are read before Python is told.
const TOLD_EACH: usize = 16;

/// How reports are read.
#[derive(FromPyObject)]
struct How {
    #[pyo3(item("map"))]
    mapping: Vec<String>,
    #[pyo3(item("from"))]
    export: Option<String>,
    #[pyo3(item)]
    reader: String,
    #[pyo3(item)]
    threads: Option<usize>,
    #[pyo3(item)]
    again: bool,
}

impl How {
    fn options(&self) -> Result<Options, Wrong> {
        let mut mapping = Mapping::default();
        if let Some(name) = &self.export {
            mapping.add_export(name).map_err(|why| Wrong::Argument(format!("from_: {why}")))?;
        }
        for pair in &self.mapping {
            mapping.add(pair).map_err(|why| Wrong::Argument(format!("map: {why}")))?;
        }
        Ok(Options { mapping, ..Options::default() })
    }

    fn reader(&self) -> Result<Reader, Wrong> {
        Reader::ALL
            .into_iter()
            .find(|reader| reader.name() == self.reader)
            .ok_or_else(|| Wrong::Argument(format!("reader={}: reader is fast or deep", self.reader)))
    }

    fn threads(&self) -> Option<NonZeroUsize> {
        self.threads.and_then(NonZeroUsize::new)
    }
}

/// What there is to read, each on its own.
enum Piece {
    Found(Result<dateline_read::Piece, Failure>),
    Text(String, String),
    Row(Arc<Incoming>, usize),
    Failed(Failure),
}

impl Piece {
    fn reports(self, options: &Options) -> Vec<Result<Report, Failure>> {
        match self {
            Piece::Found(Ok(piece)) => piece.reports(),
            Piece::Found(Err(failure)) | Piece::Failed(failure) => vec![Err(failure)],
            Piece::Text(name, text) => dateline_read::reports_in(&name, text.into_bytes(), options),
            Piece::Row(table, at) => table.row(at).reports,
        }
    }
}

/// Reads files, folders and patterns into a record.
#[pyfunction]
fn read_paths<'py>(
    py: Python<'py>,
    db: PathBuf,
    paths: Vec<PathBuf>,
    how: How,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    let options = how.options()?;
    let pieces = dateline_read::pieces(paths, &options).map(Piece::Found);
    keep(py, &db, pieces, &how, &options, progress)
}

/// Reads texts (dated text, JSON, pages …), each with the name under which it is spoken of, into a record.
#[pyfunction]
fn read_texts<'py>(
    py: Python<'py>,
    db: PathBuf,
    texts: Vec<(String, String)>,
    how: How,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    let options = how.options()?;
    let pieces = texts.into_iter().map(|(name, text)| Piece::Text(name, text));
    keep(py, &db, pieces, &how, &options, progress)
}

/// Reads the rows of an Arrow table into a record.
#[pyfunction]
fn read_table<'py>(
    py: Python<'py>,
    db: PathBuf,
    table: &Bound<'py, PyAny>,
    how: How,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    let options = how.options()?;
    let mut pieces = Vec::new();
    let mut first = 0;
    for batch in taken(table)? {
        match Incoming::new(&batch, "table", first, &options) {
            Ok(incoming) => {
                let incoming = Arc::new(incoming);
                pieces.extend((0..incoming.len()).map(|at| Piece::Row(Arc::clone(&incoming), at)));
            }
            Err(failure) => pieces.push(Piece::Failed(failure)),
        }
        first += batch.num_rows() as u64;
    }
    keep(py, &db, pieces.into_iter(), &how, &options, progress)
}

fn keep<'py>(
    py: Python<'py>,
    db: &std::path::Path,
    pieces: impl Iterator<Item = Piece> + Send,
    how: &How,
    options: &Options,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    let (reader, threads, again) = (how.reader()?, how.threads(), how.again);
    let is_stopped = AtomicBool::new(false);
    let mut raised = None;
    let mut failures: Vec<Row> = Vec::new();
    let mut count = 0_usize;
    let outcome = py.detach(|| -> Result<Summary, Wrong> {
        let engine = Engine::with(reader).map_err(|error| Wrong::Other(error.to_string()))?;
        let mut keeper = Keeper::with(db, engine)?.again(again);
        let mut heard = |heard: Progress<'_>| {
            match heard {
                Progress::Report(_) => count += 1,
                Progress::Failed(failure) => failures.extend(failed(failure)),
                Progress::Linking => {}
            }
            let is_told = matches!(heard, Progress::Linking) || count.is_multiple_of(TOLD_EACH);
            if is_told && raised.is_none() {
                let said = Python::attach(|py| -> PyResult<()> {
                    py.check_signals()?;
                    progress.as_ref().map_or(Ok(()), |told| told.call1(py, (count,)).map(|_| ()))
                });
                if let Err(error) = said {
                    // What is under way is kept and linked; then Python hears of it.
                    is_stopped.store(true, Ordering::Relaxed);
                    raised = Some(error);
                }
            }
        };
        let pieces = pieces.take_while(|_| !is_stopped.load(Ordering::Relaxed));
        Ok(keeper.keep(pieces, |piece| piece.reports(options), threads, &mut heard)?)
    });
    let summary = outcome?;
    if let Some(error) = raised {
        if error.is_instance_of::<PyKeyboardInterrupt>(py) {
            return Err(PyKeyboardInterrupt::new_err("what was read so far is kept; the rest was not read"));
        }
        return Err(error);
    }
    let told = PyDict::new(py);
    told.set_item("new", summary.new)?;
    told.set_item("unchanged", summary.unchanged)?;
    told.set_item("changed", summary.changed)?;
    told.set_item("again", summary.again)?;
    told.set_item("failed", summary.failed)?;
    told.set_item("doubtful", summary.doubtful)?;
    told.set_item("not_analysed", summary.unread.values().sum::<usize>())?;
    told.set_item("failures", Bound::new(py, Batches::rows(FAILED, &failures)?)?)?;
    Ok(told)
}

/// A row of `failed`; none for what is only told.
fn failed(failure: &Failure) -> Option<Row> {
    // "table:12" is row 12 of a table; of files, a line is no row.
    let row = failure.place.strip_prefix("table:").and_then(|row| row.parse().ok());
    failed_row(row.map(|row| (row, None)), failure)
}

/// Takes the rows of an Arrow table apart, keeping nothing: a table for each of the outputs named.
#[pyfunction]
fn extract<'py>(
    py: Python<'py>,
    table: &Bound<'py, PyAny>,
    outputs: Vec<String>,
    name: &str,
    first: u64,
    how: How,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    let options = how.options()?;
    let mut wanted = Vec::new();
    for name in &outputs {
        let output = Output::named(name).ok_or_else(|| {
            let names: Vec<&str> = Output::all().map(Output::name).collect();
            Wrong::Argument(format!("{name} is no table of single reports; there are {}", names.join(", ")))
        })?;
        wanted.push(output);
    }
    let (reader, threads) = (how.reader()?, how.threads());
    let batches = taken(table)?;
    let mut found = Extraction::of(&wanted);
    let mut first = first;
    for batch in pieces_of(&batches) {
        py.detach(|| -> Result<(), Wrong> {
            let engine = engine(reader).map_err(|error| Wrong::Other(error.to_string()))?;
            extract_batch(engine, &batch, (name, first), &options, threads, &mut found);
            Ok(())
        })?;
        first += batch.num_rows() as u64;
        py.check_signals()?;
        if let Some(progress) = &progress {
            progress.call1(py, (first,))?;
        }
    }
    let tables = PyDict::new(py);
    for (output, batch) in found.batches().map_err(Wrong::from)? {
        tables.set_item(output.name(), Bound::new(py, Batches::of(batch))?)?;
    }
    Ok(tables)
}

fn pieces_of(batches: &[RecordBatch]) -> impl Iterator<Item = RecordBatch> {
    batches.iter().flat_map(|batch| {
        let count = batch.num_rows();
        (0..count.div_ceil(AT_ONCE).max(1))
            .map(move |piece| batch.slice(piece * AT_ONCE, AT_ONCE.min(count - piece * AT_ONCE)))
    })
}

/// Takes the records that are kept as Parquet below a folder into a record.
#[pyfunction]
fn open_lake(py: Python<'_>, db: PathBuf, lake: PathBuf) -> PyResult<(usize, Bound<'_, Batches>)> {
    let mut failures: Vec<Row> = Vec::new();
    let summary = py.detach(|| -> Result<Summary, Wrong> {
        let lake = Lake::open(&lake).map_err(|failure| Wrong::NotFound(failure.to_string()))?;
        Ok(lake.keep(&db, &mut |failure| failures.extend(failed(failure)))?)
    })?;
    let kept = summary.new + summary.changed + summary.again + summary.unchanged;
    Ok((kept, Bound::new(py, Batches::rows(FAILED, &failures)?)?))
}

/// The table of failures with nothing in it.
#[pyfunction]
fn no_failures() -> PyResult<Batches> {
    Ok(Batches::rows(FAILED, &[])?)
}

pub fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(read_paths, module)?)?;
    module.add_function(wrap_pyfunction!(read_texts, module)?)?;
    module.add_function(wrap_pyfunction!(read_table, module)?)?;
    module.add_function(wrap_pyfunction!(open_lake, module)?)?;
    module.add_function(wrap_pyfunction!(no_failures, module)?)?;
    module.add_function(wrap_pyfunction!(extract, module)?)
}
