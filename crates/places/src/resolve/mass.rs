//! How much of a report lies where, and what that says of each name in it.

use super::name::Name;
use super::shares::softmax;
use super::weights::Weights;
use dateline_gazetteer::{KnownPlace, PlaceKind};
use rustc_hash::FxHashMap;

const ROUNDS: usize = 4;

/// How much of the report lies where.
#[derive(Clone, Default)]
pub(super) struct Mass {
    pub country: FxHashMap<&'static str, f64>,
    pub region: FxHashMap<u16, f64>,
    district: FxHashMap<u16, f64>,
    cell: FxHashMap<(i16, i16), f64>,
}

impl Mass {
    fn add(&mut self, place: &KnownPlace<'static>, weight: f64) {
        if let Some(country) = place.country {
            *self.country.entry(country).or_default() += weight;
        }
        if place.region != 0 {
            *self.region.entry(place.region).or_default() += weight;
        }
        if place.district != 0 {
            *self.district.entry(place.district).or_default() += weight;
        }
        if is_point(place.kind) {
            *self.cell.entry(cell(place)).or_default() += weight;
        }
    }

    fn country(&self, place: &KnownPlace<'_>) -> f64 {
        place.country.and_then(|country| self.country.get(country)).copied().unwrap_or(0.0)
    }

    fn region(&self, place: &KnownPlace<'_>) -> f64 {
        self.region.get(&place.region).copied().filter(|_| place.region != 0).unwrap_or(0.0)
    }

    fn district(&self, place: &KnownPlace<'_>) -> f64 {
        self.district.get(&place.district).copied().filter(|_| place.district != 0).unwrap_or(0.0)
    }

    fn near(&self, place: &KnownPlace<'_>) -> f64 {
        if !is_point(place.kind) {
            return 0.0;
        }
        let (row, column) = cell(place);
        let mut sum = 0.0;
        for row in row - 1..=row + 1 {
            for column in column - 1..=column + 1 {
                sum += self.cell.get(&(row, column)).copied().unwrap_or(0.0);
            }
        }
        sum
    }
}

fn is_point(kind: PlaceKind) -> bool {
    !matches!(kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Region)
}

/// Squares of a degree, some 100 km.
fn cell(place: &KnownPlace<'_>) -> (i16, i16) {
    (place.lat.floor() as i16, place.lon.floor() as i16)
}

/// Weighs all names against each other for a few rounds.
pub(super) fn settle(weights: &Weights, hints: &Mass, names: &mut [Name]) {
    for _ in 0..ROUNDS {
        let mut mass = hints.clone();
        for name in names.iter() {
            for (place, share) in name.places.iter().zip(&name.share) {
                if *share > 0.01 {
                    mass.add(place, name.weight * share);
                }
            }
        }
        for name in names.iter_mut() {
            // What this name itself has put there says nothing.
            let mut own = Mass::default();
            for (place, share) in name.places.iter().zip(&name.share) {
                if *share > 0.01 {
                    own.add(place, name.weight * share);
                }
            }
            let beyond = |all: f64, own: f64| (1.0 + (all - own).max(0.0)).ln();
            let scores: Vec<f64> = name
                .places
                .iter()
                .enumerate()
                .map(|(at, place)| {
                    name.prior[at]
                        + weights.same_country * beyond(mass.country(place), own.country(place))
                        + weights.same_region * beyond(mass.region(place), own.region(place))
                        + if name.takes_district[at] {
                            weights.same_district * beyond(mass.district(place), own.district(place))
                        } else {
                            0.0
                        }
                        + if name.is_capital[at] {
                            weights.home_capital * beyond(mass.country(place), own.country(place))
                        } else {
                            0.0
                        }
                        + weights.near * beyond(mass.near(place), own.near(place))
                })
                .collect();
            name.share = softmax(&scores);
        }
    }
}
