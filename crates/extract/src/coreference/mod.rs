//! Who and what is mentioned, and which mentions are one.

use crate::Entities;
use crate::Scene;

/// Finds parties and places and joins the mentions of one thing.
#[derive(Debug)]
pub struct Resolver {}

impl Resolver {
    /// With the lexicons in the binary.
    pub fn new() -> Self {
        Resolver {}
    }

    /// All of them, in text order.
    pub fn resolve(&self, _scene: &Scene<'_>) -> Entities {
        Default::default()
    }
}
