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
    /// The state or province it lies in, by its name: "Ohio".
    #[serde(default)]
    pub admin1: Option<String>,
    /// country, region, city, water, continent, facility …
    pub kind: Option<String>,
    /// How wide the land is that the point stands for.
    #[serde(default)]
    pub precision: Option<Precision>,
    /// How sure that it is a place and this one, from 0 to 1.
    #[serde(default)]
    pub confidence: f32,
}

/// Where something happened: the words and the place they name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRef {
    /// The words.
    pub span: Excerpt,
    /// The id of the place.
    pub place: Option<Id>,
}

/// How wide the land is that a point stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A building, a bridge, an airport.
    Point,
    /// A city, town or village.
    Town,
    /// A state or province, a county, a mountain range, an island, a continent.
    Region,
    /// A state of the world.
    Country,
    /// A sea, a strait, a bay.
    Sea,
}

impl Precision {
    /// As the record writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Precision::Point => "point",
            Precision::Town => "town",
            Precision::Region => "region",
            Precision::Country => "country",
            Precision::Sea => "sea",
        }
    }
}
