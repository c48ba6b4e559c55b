//! What can go wrong in reading.

/// One input that could not be read: where it stands, why, and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Failure {
    /// File, and line or record where there is one.
    pub place: String,
    /// What was wrong and what to do.
    pub reason: String,
}
