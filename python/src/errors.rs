//! What goes wrong, as exceptions of one clear line each.

use dateline_ask::AskError;
use dateline_record::RecordError as Unkept;
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

create_exception!(
    dateline,
    DatelineError,
    PyException,
    "Something could not be done; the message says what, and what to do."
);
create_exception!(
    dateline,
    RecordError,
    DatelineError,
    "The record's file could not be opened, read or written."
);
create_exception!(dateline, RecordMissing, RecordError, "There is no record at that path.");
create_exception!(
    dateline,
    RecordBusy,
    RecordError,
    "Another process is writing the record, and has been for long."
);
create_exception!(dateline, NotFound, DatelineError, "Nothing in the record has that id or name.");
create_exception!(dateline, Ambiguous, DatelineError, "More than one thing has an id that begins so.");
create_exception!(
    dateline,
    WrongQuestion,
    DatelineError,
    "An argument is not one that can be asked or read."
);

/// What asking or reading can end in.
pub enum Wrong {
    /// The record, or the question to it.
    Ask(AskError),
    /// An argument.
    Argument(String),
    /// Nothing is there of that name.
    NotFound(String),
    /// Arrow, or Python.
    Other(String),
}

impl From<AskError> for Wrong {
    fn from(error: AskError) -> Self {
        Wrong::Ask(error)
    }
}

impl From<Unkept> for Wrong {
    fn from(error: Unkept) -> Self {
        Wrong::Ask(AskError::Record(error))
    }
}

impl From<arrow_schema::ArrowError> for Wrong {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Wrong::Other(error.to_string())
    }
}

impl From<Wrong> for PyErr {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Argument(line) => WrongQuestion::new_err(line),
            Wrong::NotFound(line) => NotFound::new_err(line),
            Wrong::Other(line) => DatelineError::new_err(line),
            Wrong::Ask(error) => {
                let line = error.to_string();
                match error {
                    AskError::NoSuch { .. } => NotFound::new_err(line),
                    AskError::Several { .. } => Ambiguous::new_err(line),
                    AskError::Record(Unkept::Missing { .. }) => RecordMissing::new_err(line),
                    AskError::Record(Unkept::Busy { .. }) => RecordBusy::new_err(line),
                    AskError::Record(_) => RecordError::new_err(line),
                }
            }
        }
    }
}

pub fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("DatelineError", py.get_type::<DatelineError>())?;
    module.add("RecordError", py.get_type::<RecordError>())?;
    module.add("RecordMissing", py.get_type::<RecordMissing>())?;
    module.add("RecordBusy", py.get_type::<RecordBusy>())?;
    module.add("NotFound", py.get_type::<NotFound>())?;
    module.add("Ambiguous", py.get_type::<Ambiguous>())?;
    module.add("WrongQuestion", py.get_type::<WrongQuestion>())
}
