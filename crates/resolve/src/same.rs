//! One saying, one deed, told in several reports.

use crate::Read;
use dateline_model::{SameEvent, SameStatement};

/// Statements of several of these reports (those of one story) that are one saying.
pub fn same_statements(_readings: &[Read<'_>]) -> Vec<SameStatement> {
    Vec::new()
}

/// Events of several of these reports (those of one story) that are one deed.
pub fn same_events(_readings: &[Read<'_>]) -> Vec<SameEvent> {
    Vec::new()
}
