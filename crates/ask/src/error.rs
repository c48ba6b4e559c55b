//! Why a question has no answer.

use dateline_record::RecordError;

/// Why a question has no answer, and what to ask instead.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The record could not be read.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// Nothing has that id.
    #[error(
        "there is no {what} {beginning}; `dateline search WORDS` and `dateline stories` show the ids there are"
    )]
    NoSuch {
        /// report, story …
        what: &'static str,
        /// What was asked for.
        beginning: String,
    },
    /// More than one has an id that begins so.
    #[error("more than one {what} begins with {beginning} ({some} …); give more of the id")]
    Several {
        /// report, story …
        what: &'static str,
        /// What was asked for.
        beginning: String,
        /// A few of them.
        some: String,
    },
}
