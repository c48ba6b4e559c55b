//! A batch of reports in, a batch for each table out.

use crate::incoming::Incoming;
use crate::shape::batch;
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use dateline_ask::{Column, Holds, Row, TableCell, TableName, rows_of};
use dateline_model::{Kinds, Reading, Record, Report};
use dateline_pipeline::{Done, Engine, in_order};
use dateline_read::{Failure, Options, Weight};
use std::convert::Infallible;
use std::num::NonZeroUsize;

/// The tables that each report gives by itself. The others (persons, offices, stories, differences) are
/// what several reports show together: a record has them.
pub const ONE_REPORT: [TableName; 7] = [
    TableName::Reports,
    TableName::Statements,
    TableName::Events,
    TableName::Deeds,
    TableName::Figures,
    TableName::Times,
    TableName::Places,
];

const fn column(name: &'static str, holds: Holds, meaning: &'static str) -> Column {
    Column { name, holds, meaning }
}

/// What went wrong, or is doubtful, a row each.
pub const FAILED: &[Column] = &[
    column("row", Holds::Whole, "number of the row in the table given, from 0; empty where it is all of it"),
    column("id", Holds::Text, "the id that the row gives, where it gives one"),
    column("place", Holds::Text, "the name of the table and the number of the row"),
    column("reason", Holds::Text, "what was wrong and what to do"),
    column(
        "left_out",
        Holds::Flag,
        "true where the report was left out; false where it was kept with a doubt",
    ),
];

/// The record of each report whole, as `dateline open` takes it into a record of its own.
pub const RECORDS: &[Column] = &[
    column("report", Holds::Text, "id of the report"),
    column("published", Holds::Text, "day or instant the report was put out (ISO 8601)"),
    column("reader", Holds::Text, "who read it, with its version"),
    column("unread", Holds::Text, "the language for which it was not analysed"),
    column("record", Holds::Text, "the report and what it says, as JSON Lines"),
];

/// A batch that comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Output {
    /// A table of the record.
    Table(TableName),
    /// [`FAILED`].
    Failed,
    /// [`RECORDS`].
    Records,
}

impl Output {
    /// All that can come out of a batch of reports.
    pub fn all() -> impl Iterator<Item = Output> {
        ONE_REPORT.into_iter().map(Output::Table).chain([Output::Failed, Output::Records])
    }

    /// The output of a name.
    pub fn named(name: &str) -> Option<Output> {
        Output::all().find(|output| output.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Output::Table(table) => table.name(),
            Output::Failed => "failed",
            Output::Records => "records",
        }
    }

    /// Its columns.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Output::Table(table) => table.columns(),
            Output::Failed => FAILED,
            Output::Records => RECORDS,
        }
    }
}

/// What came out of some batches of reports.
#[derive(Debug)]
pub struct Extraction {
    rows: Vec<(Output, Vec<Row>)>,
}

impl Extraction {
    /// Nothing yet, of these outputs.
    pub fn of(outputs: &[Output]) -> Self {
        Extraction { rows: outputs.iter().map(|output| (*output, Vec::new())).collect() }
    }

    /// The batches, in the order in which they were asked for.
    ///
    /// # Errors
    /// Only where Arrow finds a fault in what was made here.
    pub fn batches(self) -> Result<Vec<(Output, RecordBatch)>, ArrowError> {
        self.rows.into_iter().map(|(output, rows)| Ok((output, batch(output.columns(), &rows)?))).collect()
    }

    fn failed(&mut self, row: Option<(u64, Option<&str>)>, failure: &Failure) {
        if let Some((_, rows)) = self.rows.iter_mut().find(|(output, _)| *output == Output::Failed) {
            rows.extend(failed_row(row, failure));
        }
    }
}

/// A row of [`FAILED`], given the number of the row that failed and its id; none for what is only told.
pub fn failed_row(row: Option<(u64, Option<&str>)>, failure: &Failure) -> Option<Row> {
    let is_left_out = match failure.weight {
        Weight::LeftOut => true,
        Weight::Doubt => false,
        Weight::Told(_) => return None,
    };
    let number = row.and_then(|(number, _)| i64::try_from(number).ok());
    Some(vec![
        number.map_or(TableCell::Empty, TableCell::Whole),
        row.and_then(|(_, id)| id).into(),
        failure.place.clone().into(),
        failure.reason.clone().into(),
        is_left_out.into(),
    ])
}

/// What one row gave.
struct Read {
    at: usize,
    number: u64,
    rows: Vec<Vec<Row>>,
    failures: Vec<Failure>,
}

/// Reads the reports of a batch on `threads` threads (none: one per core) and adds what they say to what
/// there is. `name` and `first` say where the batch came from: its table, and the number of its first row.
///
/// What is wrong with a row, or with the whole batch, is a row of [`FAILED`]. The order of rows is that of
/// the reports.
pub fn extract(
    engine: &Engine,
    reports: &RecordBatch,
    (name, first): (&str, u64),
    options: &Options,
    threads: Option<NonZeroUsize>,
    found: &mut Extraction,
) {
    let incoming = match Incoming::new(reports, name, first, options) {
        Ok(incoming) => incoming,
        Err(failure) => return found.failed(None, &failure),
    };
    let outputs: Vec<Output> = found.rows.iter().map(|(output, _)| *output).collect();
    let read = |at: usize| {
        let row = incoming.row(at);
        let mut read =
            Read { at, number: row.number, rows: vec![Vec::new(); outputs.len()], failures: Vec::new() };
        for report in row.reports {
            match report.and_then(|report| engine.read_whole(report, Kinds::ALL)) {
                Ok(done) => {
                    for (rows, output) in read.rows.iter_mut().zip(&outputs) {
                        rows.extend(rows_out(*output, &done, engine));
                    }
                }
                Err(failure) => read.failures.push(failure),
            }
        }
        read
    };
    let outcome = in_order(0..incoming.len(), threads, read, |read| -> Result<(), Infallible> {
        for failure in &read.failures {
            found.failed(Some((read.number, incoming.id(read.at))), failure);
        }
        for ((_, all), rows) in found.rows.iter_mut().zip(read.rows) {
            all.extend(rows);
        }
        Ok(())
    });
    let Ok(()) = outcome;
}

fn rows_out(output: Output, done: &Done, engine: &Engine) -> Vec<Row> {
    match output {
        Output::Table(table) => rows_of(table, &done.report, &done.reading),
        Output::Failed => Vec::new(),
        Output::Records => vec![vec![
            done.report.id.to_string().into(),
            done.report.published.clone().into(),
            engine.reader().into(),
            done.unread.into(),
            lines(&done.report, &done.reading).into(),
        ]],
    }
}

/// A report and its reading as JSON Lines.
fn lines(report: &Report, reading: &Reading) -> String {
    let records = std::iter::once(Record::Report(report.clone())).chain(reading.clone().into_records());
    // Writing the record's own types into memory cannot fail.
    let lines: Vec<String> = records.filter_map(|record| serde_json::to_string(&record).ok()).collect();
    lines.join("\n")
}
