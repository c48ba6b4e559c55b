//! A fault of ours in reading one input, told as the failure of that input.

use crate::Failure;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is said of an input that a fault of ours kept from being read.
const FAULT: &str = "a fault in dateline kept this from being read; please send us the file";

/// What `work` gives, or the failure that it panicked.
pub(super) fn whole<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Failure::new(name, FAULT))
}

/// Whether that is what a failure tells.
pub(super) fn is_fault(failure: &Failure) -> bool {
    failure.reason == FAULT
}
