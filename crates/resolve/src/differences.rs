//! One fact, several accounts.

use crate::Read;
use dateline_model::{Account, Difference, SameEvent, Story};

/// The facts of a story that more than one account is given of, each with its accounts, whether
/// they can be true together or not. `events` is what [`same_events`](crate::same_events) found.
pub fn differences(_story: &Story, _readings: &[Read<'_>], _events: &[SameEvent]) -> Vec<Difference> {
    Vec::new()
}

/// Whether all of these can be true together.
pub fn compatible(_accounts: &[Account]) -> bool {
    true
}
