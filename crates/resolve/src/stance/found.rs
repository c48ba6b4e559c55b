//! What has been found so far in a sentence.

use crate::stand::{Holder, Stand};

/// The stands of a sentence, and what speaks against reading one more.
#[derive(Default)]
pub(super) struct Found {
    pub(super) stands: Vec<Stand>,
    /// Whether somebody else than the speaker takes a stand in what is said.
    pub(super) is_told_of_others: bool,
    /// Whether what is said is no stand: thought possible, failed at, charged.
    pub(super) is_void: bool,
}

impl Found {
    /// Whether a stand of theirs is among those found.
    pub(super) fn has(&self, holder: &Holder) -> bool {
        self.stands.iter().any(|stand| stand.holder.as_ref() == Some(holder))
    }

    /// Whether the speaker's own is.
    pub(super) fn has_speakers(&self) -> bool {
        self.stands.iter().any(|stand| stand.holder.is_none())
    }

    /// The same for their side.
    pub(super) fn has_side_of(&self, holder: &Holder) -> bool {
        let is_theirs = |stand: &Stand| stand.holder.as_ref().is_some_and(|one| one.is_of_one_side(holder));
        self.stands.iter().any(is_theirs)
    }
}
