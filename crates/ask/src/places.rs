//! Which places the reports name.

use crate::{Ask, AskError};
use dateline_model::{Id, Kind, Kinds, Place};
use serde::Serialize;
use std::collections::BTreeMap;

/// A place with the reports that name it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlaceNamed {
    /// Its name in the gazetteer, else as printed.
    pub name: String,
    /// The state (ISO 3166-1 alpha-3).
    pub country: Option<String>,
    /// Kind of place.
    pub kind: Option<String>,
    /// Degrees north (WGS 84).
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<i64>,
    /// How often it is named.
    pub mentions: usize,
    /// In how many reports.
    pub reports: usize,
    #[serde(skip)]
    last_report: Id,
}

impl PlaceNamed {
    fn new(place: &Place) -> Self {
        PlaceNamed {
            name: if place.name.is_empty() {
                place.span.text.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                place.name.clone()
            },
            country: place.country.clone(),
            kind: place.kind.clone(),
            lat: place.lat,
            lon: place.lon,
            geonames: place.geonames.map(i64::from),
            ..PlaceNamed::default()
        }
    }
}

impl Ask<'_> {
    /// The places that reports name, those named in most reports first; only of one state (ISO 3166-1
    /// alpha-3), and at most so many, where that is said.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn places(&self, country: Option<&str>, limit: Option<usize>) -> Result<Vec<PlaceNamed>, AskError> {
        let mut named: BTreeMap<(Option<i64>, String), PlaceNamed> = BTreeMap::new();
        for id in self.store.reports_kept()? {
            let Some((_, reading)) = self.store.reading_of_kinds(&id, Kinds::NONE.with(Kind::Place))? else {
                continue;
            };
            for place in &reading.places {
                if country.is_some() && place.country.as_deref() != country {
                    continue;
                }
                let place = PlaceNamed::new(place);
                let name = if place.geonames.is_some() { String::new() } else { place.name.clone() };
                let known = named.entry((place.geonames, name)).or_insert(place);
                known.mentions += 1;
                if known.last_report != id {
                    known.reports += 1;
                    known.last_report = id.clone();
                }
            }
        }
        let mut places: Vec<PlaceNamed> = named.into_values().collect();
        places.sort_by(|a, b| (b.reports, b.mentions, &a.name).cmp(&(a.reports, a.mentions, &b.name)));
        places.truncate(limit.unwrap_or(usize::MAX));
        Ok(places)
    }
}
