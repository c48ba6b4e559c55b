//! Tags and trees by a small neural network.
//!
//! Word vectors and learned embeddings of form, affixes and shape go through layers of
//! simple recurrent units (Lei et al. 2018, "Simple Recurrent Units for Highly
//! Parallelizable Recurrence") in both directions; tags are read off a middle layer, heads
//! off the last by a bilinear form (Dozat and Manning 2017, "Deep Biaffine Attention for
//! Neural Dependency Parsing") with a term for distance, relations off both words.

pub mod decode;
pub mod features;
pub mod matrix;
pub mod network;

pub use network::{Analysis, Network, Parameters, Sizes};
