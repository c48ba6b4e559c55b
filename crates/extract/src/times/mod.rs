//! Expressions of time and the days they mean.

use crate::Found;
use crate::Scene;
use dateline_model::Time;

/// Finds and resolves expressions of time.
#[derive(Debug)]
pub struct Finder {}

impl Finder {
    /// With the lexicons in the binary.
    pub fn new() -> Self {
        Finder {}
    }

    /// All of them, in text order.
    pub fn find(&self, _scene: &Scene<'_>) -> Vec<Found<Time>> {
        Default::default()
    }
}
