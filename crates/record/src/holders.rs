//! Which reports hold a key, asked of the record.

use crate::{RecordError, Store};
use std::ops::RangeInclusive;

impl Store {
    /// The reports that hold one of these keys, by number: the latest `most` of them.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn holders(&self, keys: RangeInclusive<u64>, most: usize) -> Result<Vec<u32>, RecordError> {
        self.postings.holders(&self.connection, keys, most).map_err(|error| self.failed(error))
    }

    /// Whether more than `most` reports hold one of these keys.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn has_more_holders(&self, keys: &RangeInclusive<u64>, most: usize) -> Result<bool, RecordError> {
        self.postings.has_more_holders(&self.connection, keys, most).map_err(|error| self.failed(error))
    }
}
