//! Place names and the places they mean.

use crate::Found;
use crate::Scene;
use dateline_gazetteer::Gazetteer;
use dateline_model::Place;

/// Finds and resolves place names.
#[derive(Debug)]
pub struct Finder {
    #[expect(dead_code, reason = "the look-up comes with the gazetteer")]
    gazetteer: &'static Gazetteer,
}

impl Finder {
    /// With the lexicons in the binary.
    pub fn new(gazetteer: &'static Gazetteer) -> Self {
        Finder { gazetteer }
    }

    /// All of them, in text order.
    pub fn find(&self, _scene: &Scene<'_>) -> Vec<Found<Place>> {
        Default::default()
    }
}
