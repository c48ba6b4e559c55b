//! Days and stretches of days as people write them down: EDTF (ISO 8601-2:2019).

use serde::{Deserialize, Serialize};
use std::fmt;

/// A date in the Extended Date/Time Format: `2025-04-04`, `2025-11`, `2025-03-14~`,
/// `2025-03-31/2025-04-06`, `199X`, `2024-24` (winter), `-0489`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edtf(String);

impl Edtf {
    /// Takes a value that is already in the format.
    pub fn new(value: impl Into<String>) -> Self {
        Edtf(value.into())
    }

    /// It as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
