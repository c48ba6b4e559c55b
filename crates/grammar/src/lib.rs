//! What the words of an annotated text do for each other, each thing said once: which verb is passive,
//! who its subject is and what its object, what a noun phrase holds, who owns a noun; and numbers.
//!
//! Words are given by their place in [`dateline_language::Annotated::tokens`]. Trees err; where a
//! slip of the parser's is common, it is mended here, so that nobody above has to know of it.

pub mod clause;
mod control;
mod dateline;
mod hours;
pub mod noun;
pub mod numbers;
pub mod pattern;
pub mod verb;
pub mod voice;

#[cfg(test)]
mod tests;
