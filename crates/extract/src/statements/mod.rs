//! Who said what, to whom, and what was done by saying it.

use crate::Found;
use crate::Scene;
use dateline_model::Statement;

/// Finds statements.
#[derive(Debug)]
pub struct Finder {}

impl Finder {
    /// With the lexicons in the binary.
    pub fn new() -> Self {
        Finder {}
    }

    /// All of them, in text order.
    pub fn find(&self, _scene: &Scene<'_>) -> Vec<Found<Statement>> {
        Default::default()
    }
}
