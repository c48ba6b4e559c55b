//! What can go wrong in reading, and what a reader should know of how it went.

/// One thing to say of an input: where it stands, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Failure {
    /// File, and line or record where there is one.
    pub place: String,
    /// What was wrong and what to do.
    pub reason: String,
    /// How much it weighs.
    pub weight: Weight,
}

/// How much a [`Failure`] weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// What it is about was left out.
    LeftOut,
    /// What it is about was kept all the same, with a doubt.
    Doubt,
    /// Nothing went wrong: this is how an input was understood.
    Told(Topic),
}

/// What is told of how an input was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Which column or key was taken for which field.
    Columns,
    /// The day was taken from the name of the file.
    DayFromName,
    /// The day was taken from the first lines of the text.
    DayFromText,
    /// There was no text; the headline was kept as the text.
    HeadlineOnly,
    /// A text file held several reports.
    Several,
    /// A file in a folder that is no report was passed over.
    PassedOver,
}

impl Failure {
    /// What is left out at a place, and for what reason.
    pub fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Failure { place: place.into(), reason: reason.into(), weight: Weight::LeftOut }
    }

    /// A doubt about what is kept all the same.
    pub fn doubt(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Failure { weight: Weight::Doubt, ..Failure::new(place, reason) }
    }

    /// How an input was understood.
    pub fn told(topic: Topic, place: impl Into<String>, reason: impl Into<String>) -> Self {
        Failure { weight: Weight::Told(topic), ..Failure::new(place, reason) }
    }

    /// Whether something went wrong, even if it was kept.
    pub fn is_fault(&self) -> bool {
        !matches!(self.weight, Weight::Told(_))
    }

    /// A failure of the operating system, with what a person can do about it.
    pub(crate) fn io(place: impl Into<String>, error: &std::io::Error) -> Self {
        use std::io::ErrorKind::{NotFound, PermissionDenied};
        let reason = match error.kind() {
            NotFound => "there is no such file; check the path".to_owned(),
            PermissionDenied => "no permission to read it; change its mode or run as its owner".to_owned(),
            _ => error.to_string(),
        };
        Failure::new(place, reason)
    }
}
