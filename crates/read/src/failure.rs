//! What can go wrong in reading.

/// One thing that was wrong with an input: where it stands, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Failure {
    /// File, and line or record where there is one.
    pub place: String,
    /// What was wrong and what to do.
    pub reason: String,
}

impl Failure {
    /// A failure at a place, for a reason.
    pub fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Failure { place: place.into(), reason: reason.into() }
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
