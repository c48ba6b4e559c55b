//! Keeping and finding the record.
