//! The native half of the Python package `dateline`: it reads reports, asks the record, and hands tables over
//! as Arrow. The half that people see is in `python/dateline`.

#![expect(
    clippy::needless_pass_by_value,
    reason = "what Python hands over is made for the call, and owned here"
)]

mod asking;
mod errors;
mod linking;
mod reading;
mod table;

use pyo3::prelude::*;
use std::ffi::OsString;

/// Does what the command line says and gives its exit status.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| dateline::run(arguments))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    errors::add(module)?;
    table::add(module)?;
    reading::add(module)?;
    linking::add(module)?;
    asking::add(module)
}
