//! What the words of an annotated text do for each other.

pub mod numbers;
