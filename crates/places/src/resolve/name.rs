//! One name of a report, and how well known each place is that bears it.

use super::shares::softmax;
use super::weights::Weights;
use dateline_gazetteer::{Gazetteer, KnownPlace, NamedPlace, PlaceKind, fold};

/// The people of a region, as a power of ten, that make it no better known than a town of its size.
const SMALL_REGION: f64 = 5.5;
/// How many times larger a town is than those of that usual name to be meant by its other name.
const EXONYM: f64 = 4.0;
/// How much less a state is meant by what it was once called, where a town is called so now.
const FORMER: f64 = 0.45;
/// The people of a town that the world knows of.
const TOWN: u32 = 100_000;
/// The people of a capital that is no mere namesake of it.
const LARGE: u32 = 20_000;
/// The most places of one name that are weighed.
const MOST: usize = 120;

/// One name of a report, wherever it stands.
pub(super) struct Name {
    pub weight: f64,
    pub places: Vec<KnownPlace<'static>>,
    pub prior: Vec<f64>,
    pub share: Vec<f64>,
    /// Whether each may be told by what else lies in its second division; not where a land of that name stands for it too.
    pub takes_district: Vec<bool>,
    /// Whether each is the capital of its state.
    pub is_capital: Vec<bool>,
    /// Whether something that the world knows is called by it.
    pub is_famed: bool,
}

impl Name {
    /// A country's bare name rarely stands before "woman" or "mayor"; a town's does.
    pub(super) fn be_local(&mut self) {
        const LESS: f64 = 7.0;
        for (place, prior) in self.places.iter().zip(&mut self.prior) {
            if place.kind == PlaceKind::Country {
                *prior -= LESS;
            }
        }
        self.share = softmax(&self.prior);
    }

    /// It is the province of that name, where the state has one.
    pub(super) fn be_province_of(&mut self, state: &str) {
        const MORE: f64 = 3.0;
        let best = self.prior.iter().copied().fold(f64::MIN, f64::max);
        let found = (0..self.places.len())
            .find(|&at| self.places[at].kind == PlaceKind::Region && self.places[at].country == Some(state));
        if let Some(at) = found {
            self.prior[at] = best + MORE;
            self.share = softmax(&self.prior);
        }
    }

    /// Whom the world calls by it is the largest of that name.
    pub(super) fn be_famed(&mut self) {
        const MORE: f64 = 16.0;
        let largest = (0..self.places.len())
            .filter(|&at| self.places[at].kind == PlaceKind::City)
            .max_by_key(|&at| self.places[at].population);
        if let Some(largest) = largest.filter(|_| !self.is_famed) {
            self.is_famed = true;
            self.prior[largest] += MORE;
            self.share = softmax(&self.prior);
        }
    }

    /// The name with its noun is the region's, so that the bare one is rather a town's, if there is one of
    /// some size.
    pub(super) fn be_no_region(&mut self) {
        const LESS: f64 = 5.0;
        let has_town =
            self.places.iter().any(|place| place.kind == PlaceKind::City && place.population >= TOWN);
        for (place, prior) in self.places.iter().zip(&mut self.prior).filter(|_| has_town) {
            if place.kind == PlaceKind::Region {
                *prior -= LESS;
            }
        }
        self.share = softmax(&self.prior);
    }

    /// The place that its name alone speaks for most.
    pub(super) fn likeliest(&self) -> Option<&KnownPlace<'static>> {
        let best = (0..self.places.len())
            .max_by(|&one, &other| self.prior[one].total_cmp(&self.prior[other]).then(other.cmp(&one)))?;
        self.places.get(best)
    }

    pub(super) fn of(gazetteer: &Gazetteer, weights: &Weights, key: &str, kind: &str) -> Self {
        let bearers: Vec<_> = gazetteer.places_folded(key).collect();
        let fits = |of: PlaceKind| match kind {
            "region" => of == PlaceKind::Region || of == PlaceKind::District || of == PlaceKind::Area,
            "district" => of == PlaceKind::District,
            "city" | "quarter" => of == PlaceKind::City || of == PlaceKind::Quarter,
            "water" => of == PlaceKind::Water,
            "mountain" => of == PlaceKind::Mountain,
            "island" => {
                matches!(of, PlaceKind::Island | PlaceKind::Country | PlaceKind::Region | PlaceKind::Area)
            }
            "street" | "facility" => of == PlaceKind::Facility,
            _ => true,
        };
        let is_capital_name = |place: &KnownPlace<'_>| {
            let country = place.country.and_then(|iso3| gazetteer.country(iso3));
            country.is_some_and(|country| country.capital.iter().any(|capital| fold(capital) == key))
        };
        let is_named_like_its_town = |region: &KnownPlace<'_>| {
            bearers.iter().any(|named| {
                let town = named.place;
                town.kind == PlaceKind::City
                    && town.region == region.region
                    && town.country == region.country
                    && town.population >= 50_000
            })
        };
        let is_district_of_its_town = |district: &KnownPlace<'_>| {
            bearers.iter().any(|named| {
                let town = named.place;
                town.kind == PlaceKind::City
                    && town.country == district.country
                    && town.population >= 10_000
                    && (town.lat - district.lat).hypot(town.lon - district.lon) < 0.5
            })
        };
        let has_land = |district: &KnownPlace<'_>| {
            bearers.iter().any(|named| {
                named.place.kind == PlaceKind::Area
                    && named.place.country == district.country
                    && (named.place.lat - district.lat).hypot(named.place.lon - district.lon) < 1.0
            })
        };
        // "Mexico", "Guatemala": the state before the capital that is called by its name too.
        let is_called_by_state = |town: &NamedPlace<'_>| {
            town.place.kind == PlaceKind::City
                && fold(town.place.name) != key
                && bearers.iter().any(|named| {
                    named.is_usual
                        && named.place.kind == PlaceKind::Country
                        && named.place.country == town.place.country
                })
        };
        let has_town = bearers.iter().any(|named| {
            named.is_usual && named.place.kind == PlaceKind::City && named.place.population >= TOWN
        });
        let has_own_row = |country: KnownPlace<'_>| {
            bearers.iter().any(|named| {
                named.is_usual
                    && named.place.kind == PlaceKind::Region
                    && named.place.country == country.country
            })
        };
        let has_fit = bearers.iter().any(|named| fits(named.place.kind));
        let mut name = Name {
            weight: 0.7,
            places: Vec::new(),
            prior: Vec::new(),
            share: Vec::new(),
            takes_district: Vec::new(),
            is_capital: Vec::new(),
            is_famed: false,
        };
        // A river or street that the gazetteer lacks is not the town of that name.
        if !has_fit && matches!(kind, "water" | "street" | "mountain") {
            return name;
        }
        let usual = bearers
            .iter()
            .filter(|named| named.is_usual)
            .map(|named| f64::from(named.place.population.max(1)))
            .fold(1.0, f64::max);
        for &named in bearers.iter().filter(|named| !has_fit || fits(named.place.kind)).take(MOST) {
            let place = named.place;
            let people = f64::from(place.population.max(1)).log10();
            let mut prior = weights.population * people;
            prior += match place.kind {
                PlaceKind::Country | PlaceKind::Continent => weights.country,
                // Provinces of few people are known to those around them alone.
                PlaceKind::Region => weights.region * (people - SMALL_REGION).clamp(-1.0, 1.0),
                PlaceKind::District => weights.district,
                PlaceKind::Water | PlaceKind::Mountain | PlaceKind::Island | PlaceKind::Facility => {
                    weights.land
                }
                PlaceKind::Area if place.population == 0 => weights.land,
                PlaceKind::Area | PlaceKind::City => 0.0,
                PlaceKind::Quarter => -0.5,
            };
            // "Bruges" is what English calls a town that is many times larger than the ones which call
            // themselves so.
            if named.is_usual || place.kind == PlaceKind::City && f64::from(place.population) > EXONYM * usual
            {
                prior += weights.usual;
            }
            // "the Gold Coast": what a state was once called, and a town of some size is now.
            if place.kind == PlaceKind::Country && fold(place.name) != key && has_town {
                prior -= FORMER * weights.country;
            }
            if is_called_by_state(&named) {
                prior -= weights.country;
            }
            // "the Gaza Strip" has a row of its own beside the state of which it is a part.
            if place.kind == PlaceKind::Country && fold(place.name) != key && has_own_row(place) {
                prior -= weights.country;
            }
            // "Lviv", "Washington": the town before the province or state of its name.
            if place.kind == PlaceKind::Region && kind != "region" {
                prior -= weights.namesake
                    * f64::from(u8::from(is_named_like_its_town(&place) || is_capital_name(&place)));
            }
            // "Gorkha", "Jenin": the town before the district that is named for it.
            if place.kind == PlaceKind::District && kind.is_empty() && is_district_of_its_town(&place) {
                prior -= weights.namesake;
            }
            let capital =
                place.country.and_then(|iso3| gazetteer.country(iso3)).map(|country| &country.capital);
            let is_capital = place.kind == PlaceKind::City
                && place.population >= LARGE
                && capital.is_some_and(|capital| capital.iter().any(|capital| fold(capital) == key));
            if is_capital {
                prior += weights.capital;
            }
            name.is_capital.push(is_capital);
            name.takes_district.push(place.kind != PlaceKind::District || !has_land(&place));
            name.places.push(place);
            name.prior.push(prior);
        }
        name.share = softmax(&name.prior);
        name
    }
}
