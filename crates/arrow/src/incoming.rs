//! Reports out of a batch, whatever its columns are called and however their cells are kept.

use crate::cells::as_text;
use arrow_array::{Array, RecordBatch, StringArray};
use dateline_model::Report;
use dateline_read::{Failure, Field, Options, Rows};

/// A batch of reports, its columns understood as those of a file are.
#[derive(Debug)]
pub struct Incoming {
    rows: Rows,
    /// The columns that hold something of a report, by their numbers in the batch.
    cells: Vec<Option<StringArray>>,
    count: usize,
    name: String,
    first: u64,
}

/// One row of it: its number, and what it gives; a failure stands before the report it is about, where
/// that is kept.
pub struct Row {
    /// Its number, from 0.
    pub number: u64,
    /// The report, and what there is to say of it.
    pub reports: Vec<Result<Report, Failure>>,
}

impl Incoming {
    /// A batch that came under a name, of which the first row has the number `first` among all rows of its
    /// table.
    ///
    /// # Errors
    /// If no column is known to hold a text, a page or a headline, or one that is known cannot be read.
    pub fn new(batch: &RecordBatch, name: &str, first: u64, options: &Options) -> Result<Self, Failure> {
        let schema = batch.schema();
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let rows = Rows::new(name, &names, options)?;
        let mut cells = vec![None; names.len()];
        for field in Field::ALL {
            let Some(at) = rows.at(field) else { continue };
            let text = as_text(batch.column(at)).ok_or_else(|| {
                let kind = batch.column(at).data_type();
                let reason = format!("column {} ({kind}) cannot be read as text; cast it", names[at]);
                Failure::new(name, reason)
            })?;
            cells[at] = Some(text);
        }
        let days = rows.at(Field::Published).and_then(|at| cells[at].as_ref());
        let rows = rows.with_days(days.into_iter().flat_map(|days| days.iter().flatten()));
        Ok(Incoming { rows, cells, count: batch.num_rows(), name: name.to_owned(), first })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Which column was taken for which field, where that is worth telling.
    pub fn told(&self) -> Option<String> {
        self.rows.told()
    }

    /// The id that a row gives, by its place in the batch.
    pub fn id(&self, at: usize) -> Option<&str> {
        let cells = self.cells.get(self.rows.at(Field::Id)?)?.as_ref()?;
        cells.is_valid(at).then(|| cells.value(at))
    }

    /// A row, by its place in the batch.
    pub fn row(&self, at: usize) -> Row {
        let number = self.first + at as u64;
        let cell = |column: usize| -> Option<&str> {
            let cells = self.cells.get(column)?.as_ref()?;
            cells.is_valid(at).then(|| cells.value(at))
        };
        let mut reports = self.rows.reports(&format!("{}:{number}", self.name), cell);
        for report in reports.iter_mut().flatten() {
            // Where a row stands depends on who cut the table into parts, and the record must not.
            report.given = None;
        }
        Row { number, reports }
    }
}
