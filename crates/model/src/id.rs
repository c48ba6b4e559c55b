//! Ids made of what they name, so that the same input gives the same ids anywhere.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The id of one line of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub String);

impl Id {
    /// It as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Id {
    fn from(id: &str) -> Self {
        Id(id.to_owned())
    }
}

impl From<String> for Id {
    fn from(id: String) -> Self {
        Id(id)
    }
}

/// An id derived from content: `prefix`, a dash and 80 bits of BLAKE3 in hexadecimal.
///
/// The parts are hashed with their lengths, so that moving a letter from one to the next
/// gives another id.
///
/// ```
/// use dateline_model::derive_id;
/// assert_eq!(derive_id("s", &["a", "bc"]), derive_id("s", &["a", "bc"]));
/// assert_ne!(derive_id("s", &["a", "bc"]), derive_id("s", &["ab", "c"]));
/// ```
pub fn derive_id(prefix: &str, parts: &[&str]) -> Id {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hash = hasher.finalize();
    let mut id = String::with_capacity(prefix.len() + 21);
    id.push_str(prefix);
    id.push('-');
    for byte in &hash.as_bytes()[..10] {
        id.push(char::from(b"0123456789abcdef"[usize::from(byte >> 4)]));
        id.push(char::from(b"0123456789abcdef"[usize::from(byte & 15)]));
    }
    Id(id)
}
