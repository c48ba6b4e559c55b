//! From any form a report arrives in to a report. It knows nothing of language.

mod failure;
mod json_lines;

pub use failure::Failure;
pub use json_lines::json_lines;
