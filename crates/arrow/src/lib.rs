//! The record as Arrow: a batch of reports in, a batch for each table out, with the columns that the same
//! tables have everywhere (`docs/tables.md`).
//!
//! What is wrong with a row is a row of [`FAILED`], never an error. Nothing here knows who holds the
//! batches: Python, Spark or a file.

mod cells;
mod extraction;
mod incoming;
mod lake;
mod shape;

pub use extraction::{Extraction, FAILED, ONE_REPORT, Output, RECORDS, extract, failed_row};
pub use incoming::{Incoming, Row};
pub use lake::Lake;
pub use shape::{batch, schema};

use dateline_pipeline::{Damaged, Engine, Reader};
use std::sync::OnceLock;

/// The engine with a reader, made once in a process and shared by all its threads.
///
/// # Errors
/// If the model file of the reader is not one that this program reads.
pub fn engine(reader: Reader) -> Result<&'static Engine, Damaged> {
    static FAST: OnceLock<Engine> = OnceLock::new();
    static DEEP: OnceLock<Engine> = OnceLock::new();
    let kept = match reader {
        Reader::Fast => &FAST,
        Reader::Deep => &DEEP,
    };
    if let Some(engine) = kept.get() {
        return Ok(engine);
    }
    let engine = Engine::with(reader)?;
    Ok(kept.get_or_init(|| engine))
}
