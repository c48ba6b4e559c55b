//! A report in, a reading out, over many threads, in the order the reports came;
//! and the same kept in a record, with the links between reports brought up to date.
//!
//! Here the stages are joined: each of them takes values and returns values, and none
//! knows the next. This crate knows no screen.

mod batch;
mod engine;
mod keeper;
mod kept;
mod ordered;
mod step;
mod summary;

pub use dateline_language::Reader;
pub use dateline_language::model::Damaged;
pub use engine::{Done, Engine};
pub use keeper::Keeper;
pub use ordered::{in_order, in_order_until};
pub use summary::{Found, Progress, Summary};
