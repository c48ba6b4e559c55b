//! Places, countries and peoples: compact, embedded, searchable. It knows nothing of text.

use std::sync::OnceLock;

/// The places, countries and peoples that dateline knows.
#[derive(Debug)]
pub struct Gazetteer {}

impl Gazetteer {
    /// The gazetteer in the binary, unpacked at first use.
    pub fn embedded() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(|| Gazetteer {})
    }
}
