//! One report with all that was found in it.

use crate::{Ask, AskError};
use dateline_model::{Id, Reading, Report};
use dateline_record::StoryLine;
use serde::Serialize;

/// One report with all that was found in it.
#[derive(Clone, Debug, Serialize)]
pub struct ReportAnswer {
    /// The report.
    pub report: Report,
    /// What it says.
    #[serde(skip)]
    pub reading: Reading,
    /// The story it belongs to.
    pub story: Option<StoryLine>,
    /// The texts it had before, the oldest first.
    pub versions: Vec<Report>,
}

impl Ask<'_> {
    /// A report by its id.
    ///
    /// # Errors
    /// If there is none, or the record cannot be read.
    pub fn report(&self, id: &Id) -> Result<ReportAnswer, AskError> {
        let no_such = || AskError::NoSuch { what: "report", beginning: id.to_string() };
        let (report, reading) = self.store.reading(id)?.ok_or_else(no_such)?;
        Ok(ReportAnswer {
            report,
            reading,
            story: self.store.story_of(id)?,
            versions: self.store.versions(id)?,
        })
    }
}
