//! What is learnt, whatever it is about: named features as hashes, linear scorers, choices and their
//! calibration, and one form of file for all that is trained.
//!
//! It knows neither text nor what a score is for. Fitting is the trainer's.

mod about;
mod choice;
mod container;
mod features;
mod linear;

pub use about::{Expected, Unfit};
pub use choice::{Choice, Logistic, choose};
pub use container::{Container, Damaged, Reader, Writer};
pub use features::{Features, hashed, set};
pub use linear::{Cells, Linear};
