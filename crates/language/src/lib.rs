//! English analysis for news: tokens, sentences, quotations, tags, lemmas,
//! dependencies and names, exact to the byte.
//!
//! Everything behind [`Annotated`] may be replaced without anyone outside noticing:
//! what follows this crate sees words, relations and names, never features or weights.
//! Analysis is total: any text gives a value, none gives an error.

mod analyzer;
mod annotated;
mod certain;
mod complements;
pub mod conllu;
mod deep;
mod hash;
mod identify;
pub mod lemmas;
pub mod model;
mod named;
pub mod names;
mod reader;
mod segment;
pub mod syntax;
mod tags;
pub mod vectors;

pub use analyzer::{Analyzer, Depth, GivenWord};
pub use annotated::{Annotated, Name, Quotation, Said, Sentence, Token, Word};
pub use reader::Reader;
pub use tags::{Deprel, Features, Upos, Xpos};
