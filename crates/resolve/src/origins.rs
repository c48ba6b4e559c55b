//! One text printed by several papers.

use dateline_model::{Excerpt, Id, Report};

/// The passages of `report` that stand in none of `others`, in text order.
pub fn additions(_report: &Report, _others: &[&Report]) -> Vec<Excerpt> {
    Vec::new()
}

/// For each report of one origin, what it added to what the ones published before it print.
pub fn added_by_each(_reports: &[&Report]) -> Vec<(Id, Vec<Excerpt>)> {
    Vec::new()
}
