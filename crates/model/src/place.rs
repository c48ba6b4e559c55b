//! Places on the map.

use crate::{Excerpt, Id};
use serde::{Deserialize, Serialize};

/// A place name with its point on the earth; ids and point are none where the gazetteer does not know it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Derived from content.
    pub id: Id,
    /// The report it stands in.
    pub report: Id,
    /// Where it stands.
    pub span: Excerpt,
    /// The gazetteer's name, else the words.
    pub name: String,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// country, region, city, water, continent, facility …
    pub kind: Option<String>,
}

/// Where something happened: the words and the place they name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRef {
    /// The words.
    pub span: Excerpt,
    /// The id of the place.
    pub place: Option<Id>,
}
