//! What the words of an annotated text do for each other, each thing said once: which verb is passive,
//! who its subject is and what its object, what a noun phrase holds, who owns a noun; and numbers.

pub mod clause;
pub mod numbers;
