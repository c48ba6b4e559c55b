//! Rows of a table that somebody else holds, in memory: which column is which, and reports of its rows.

use super::options::Options;
use super::piece::{finished, leave_out_longer};
use super::row::cells_held;
use crate::Failure;
use crate::fields::{Columns, Field};
use dateline_model::Report;

/// So many days are looked at to see which of day and month comes first in them.
const DAYS_LOOKED_AT: usize = 200;

/// How the columns of a table are understood: guessed from their names, as in a file.
///
/// ```
/// use dateline_read::{Options, Rows};
/// let names = ["day", "body"].map(str::to_owned);
/// let rows = Rows::new("table", &names, &Options::default()).unwrap();
/// let cells = ["1995-11-21", "The talks ended on Tuesday."];
/// let report = rows.reports("table:1", |at| Some(cells[at])).remove(0).unwrap();
/// assert_eq!(report.published.as_deref(), Some("1995-11-21"));
/// ```
#[derive(Clone, Debug)]
pub struct Rows {
    columns: Columns,
    largest_text: usize,
}

impl Rows {
    /// A table whose columns have these names.
    ///
    /// # Errors
    /// If no column is known to hold text, a page or a headline.
    pub fn new(name: &str, columns: &[String], options: &Options) -> Result<Self, Failure> {
        let columns = options.mapping.columns(columns);
        if !columns.has_text() {
            let told = columns.told();
            let told = told.trim_start_matches("; ");
            let reason = format!(
                "is a table in which no column is known to hold text ({told}); say which (text=COLUMN)"
            );
            return Err(Failure::new(name, reason));
        }
        Ok(Rows { columns, largest_text: options.largest_text })
    }

    /// With the days of the table seen, so that "03/04/1995" is understood as the others are.
    #[must_use]
    pub fn with_days<'d>(mut self, days: impl Iterator<Item = &'d str>) -> Self {
        self.columns.see_days(days.take(DAYS_LOOKED_AT));
        self
    }

    /// How they are understood, for rows that are read on other threads.
    pub(crate) fn into_columns(self) -> Columns {
        self.columns
    }

    /// The number of the column that holds a field.
    pub fn at(&self, field: Field) -> Option<usize> {
        self.columns.at(field)
    }

    /// Which column was taken for which field, where that is worth telling.
    pub fn told(&self) -> Option<String> {
        (!self.columns.is_plain()).then(|| format!("columns: {}", self.columns.told()))
    }

    /// The report of a row, given its cells by the numbers of their columns; an id is taken as it is. A
    /// failure stands before the report that it is about, where that is kept.
    pub fn reports<'c>(
        &self,
        place: &str,
        cell: impl Fn(usize) -> Option<&'c str>,
    ) -> Vec<Result<Report, Failure>> {
        let (held, failures) = cells_held(place, |at| cell(at).map(str::as_bytes), &self.columns);
        let mut reports = finished(place, held, failures);
        leave_out_longer(&mut reports, self.largest_text);
        reports
    }
}
