//! Which place of a name is meant.
//!
//! Every name of the report is weighed at once: how prominent each place of that name is, whether
//! the report says what it lies in ("Paris, Texas"), and how much else of the report lies in the
//! same country, the same region, or near by. A few rounds of this settle all names together
//! (mean-field inference over the names, as in collective entity linking); one name means one
//! place in one report, but for names whose container is given on the spot.

use super::candidates::{Candidate, Origin, is_capital};
use super::lexicon::Lexicon;
use dateline_gazetteer::{CountryWord, Gazetteer, KnownPlace, PlaceKind, fold};
use dateline_language::Annotated;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// How much each kind of evidence counts.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Tenfold population.
    pub population: f64,
    /// A country, a continent.
    pub country: f64,
    /// A first division.
    pub region: f64,
    /// What a first division loses to the town of its name in it.
    pub namesake: f64,
    /// A second division.
    pub district: f64,
    /// A capital.
    pub capital: f64,
    /// Its usual name.
    pub usual: f64,
    /// A thing of nature of the gazetteer's own list.
    pub land: f64,
    /// Other names of the report in the same region.
    pub same_region: f64,
    /// Other names of the report in the same country.
    pub same_country: f64,
    /// Other names of the report within a degree or two.
    pub near: f64,
    /// A container said on the spot.
    pub container: f64,
    /// Peoples and words at home in one country.
    pub hint: f64,
    /// How much more the first name of a report tells than the others.
    pub first: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            population: 0.9,
            country: 9.0,
            region: 0.9,
            namesake: 2.0,
            district: -1.0,
            capital: 0.5,
            usual: 1.4,
            land: 7.0,
            same_region: 1.9,
            same_country: 0.9,
            near: 1.2,
            container: 8.0,
            hint: 0.3,
            first: 2.0,
        }
    }
}

impl Weights {
    /// How many there are.
    pub const FIELDS: usize = 14;

    /// One of them by its number, to try other values.
    pub fn field(&mut self, number: usize) -> &mut f64 {
        match number {
            0 => &mut self.population,
            1 => &mut self.country,
            2 => &mut self.region,
            3 => &mut self.district,
            4 => &mut self.capital,
            5 => &mut self.usual,
            6 => &mut self.land,
            7 => &mut self.same_region,
            8 => &mut self.same_country,
            9 => &mut self.near,
            10 => &mut self.container,
            11 => &mut self.hint,
            12 => &mut self.namesake,
            _ => &mut self.first,
        }
    }
}

/// The people of a region, as a power of ten, that make it no better known than a town of its size.
const SMALL_REGION: f64 = 5.5;
/// How many times larger a town is than those of that usual name to be meant by its other name.
const EXONYM: f64 = 4.0;
/// The most places of one name that are weighed.
const MOST: usize = 120;
const ROUNDS: usize = 4;

/// One name of a report, wherever it stands.
struct Name {
    weight: f64,
    places: Vec<KnownPlace<'static>>,
    prior: Vec<f64>,
    share: Vec<f64>,
    /// Whether it was used as towns' names are.
    is_local: bool,
    /// Whether something that the world knows is called by it.
    is_famed: bool,
}

/// The place that each accepted candidate means, none where the gazetteer does not know it, and how much
/// speaks for it and not for another one of its name.
pub(super) fn resolve(
    gazetteer: &'static Gazetteer,
    lexicon: &Lexicon,
    weights: &Weights,
    annotated: &Annotated<'_>,
    source: Option<&str>,
    accepted: &[Candidate],
) -> Vec<(Option<KnownPlace<'static>>, f64)> {
    let mut keys: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut names: Vec<Name> = Vec::new();
    let mut name_of = Vec::with_capacity(accepted.len());
    for (at, candidate) in accepted.iter().enumerate() {
        let kind = if candidate.origin == Origin::Short { "region" } else { candidate.kind.unwrap_or("") };
        let name = *keys.entry((candidate.key.as_str(), kind)).or_insert_with(|| {
            names.push(Name::of(gazetteer, weights, &candidate.key, kind));
            names.len() - 1
        });
        // The dateline, and else the first name, says where the report is from.
        let is_dateline = is_dateline(annotated, candidate);
        names[name].weight += if is_dateline {
            2.0 * weights.first
        } else if at == 0 {
            weights.first
        } else {
            0.3
        };
        // "a Lebanon woman": of the state it would be "a Lebanese woman".
        let behind = annotated.tokens.get(candidate.words.end).map(|_| annotated.form(candidate.words.end));
        if behind.is_some_and(|behind| lexicon.locals.contains(behind)) && !names[name].is_local {
            names[name].be_local();
        }
        // "the Helsinki accords": of a town by that name that is nearer nobody would say so.
        let is_the = candidate.words.start > 0
            && annotated.form(candidate.words.start - 1).eq_ignore_ascii_case("the");
        if is_the && behind.is_some_and(|behind| lexicon.famed.contains(&behind.to_lowercase())) {
            names[name].be_famed();
        }
        name_of.push(name);
    }
    // Who writes "Washington state" means the town by "Washington".
    let told_apart: Vec<usize> = keys
        .iter()
        .filter(|((key, kind), _)| kind.is_empty() && keys.contains_key(&(*key, "region")))
        .map(|(_, &name)| name)
        .collect();
    for name in told_apart {
        names[name].be_no_region();
    }
    let rows = super::rows::rows(annotated, accepted);
    for row in &rows {
        let members: Vec<usize> = row.clone().map(|at| name_of[at]).collect();
        be_provinces_all(&mut names, &members);
    }
    let mut row_of: Vec<Option<usize>> = vec![None; accepted.len()];
    for (row, members) in rows.iter().enumerate() {
        row_of[members.clone()].fill(Some(row));
    }
    let is_in_row = |inner: usize, outer: usize| row_of[inner].is_some() && row_of[inner] == row_of[outer];
    // "Ternivka … the village": the bare name is the same place as the one with its noun.
    let pairs = containers(annotated, accepted);
    let mut fixed: Vec<Option<usize>> = vec![None; accepted.len()];
    let mut is_elsewhere = vec![false; accepted.len()];
    for &(inner, outer) in &pairs {
        let (inner_name, outer_name) = (name_of[inner], name_of[outer]);
        if inner_name == outer_name {
            continue;
        }
        // "China, Japan and Peru", "Ohio, Utah and Maine" stand beside each other, not in each other.
        let is_state =
            |name: &Name, kind: PlaceKind| name.likeliest().is_some_and(|place| place.kind == kind);
        let (one, two) = (&names[inner_name], &names[outer_name]);
        let are_states = is_state(one, PlaceKind::Country) && is_state(two, PlaceKind::Country);
        let are_regions = is_state(one, PlaceKind::Region) && is_state(two, PlaceKind::Region);
        if are_states || are_regions && is_in_row(inner, outer) {
            continue;
        }
        let pair = best_pair(&names[inner_name], &names[outer_name]);
        // "the village of Murom in the Belgorod region": a Murom elsewhere is not the one.
        is_elsewhere[inner] = pair.is_none()
            && accepted[outer].kind == Some("region")
            && !names[outer_name].places.is_empty()
            && names[inner_name].places.iter().all(|place| place.kind == PlaceKind::City);
        if let Some((one, other)) = pair {
            names[inner_name].prior[one] += weights.container;
            names[outer_name].prior[other] += weights.container / 2.0;
            fixed[inner] = Some(one);
            fixed[outer] = fixed[outer].or(Some(other));
        }
    }
    let outlet = source.map(|source| outlet_names(gazetteer, lexicon, weights, source)).unwrap_or_default();
    let emitted = names.len();
    names.extend(outlet);
    settle(weights, &hints(gazetteer, lexicon, weights, annotated), &mut names);
    names.truncate(emitted);
    accepted
        .iter()
        .enumerate()
        .map(|(at, _)| {
            if is_elsewhere[at] {
                return (None, 0.5);
            }
            let name = &names[name_of[at]];
            let best = fixed[at].or_else(|| {
                (0..name.places.len()).max_by(|&one, &other| {
                    // The more prominent comes first, and stays first where nothing tells.
                    name.share[one].total_cmp(&name.share[other]).then(other.cmp(&one))
                })
            });
            let share = best.map_or(0.5, |best| if fixed[at].is_some() { 1.0 } else { name.share[best] });
            (best.map(|best| name.places[best]), share)
        })
        .collect()
}

/// "SARAJEVO, Bosnia (Wire) — ", "DAYTON, Ohio —": a name in capitals that the report begins with.
pub(super) fn is_dateline(annotated: &Annotated<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 3;
    let words = candidate.words;
    let sentence = annotated.sentence(words.start).words;
    let printed = annotated.words(words);
    let is_upper = !printed.chars().any(char::is_lowercase) && printed.chars().count() > SHORTEST;
    // In a headline all is in capitals.
    let is_alone = annotated.tokens.get(words.end).is_some_and(|_| {
        matches!(annotated.form(words.end), "," | "(" | "-" | "–" | "—" | "--" | ":" | ";" | "/")
    });
    words.start == sentence.start && annotated.sentence_number(words.start) <= 2 && is_upper && is_alone
}

/// "Alabama, *Georgia*, Ohio and Maine": in a row of provinces of one state, what else may be a province of it is one.
fn be_provinces_all(names: &mut [Name], members: &[usize]) {
    let province = |name: &Name| {
        name.likeliest().filter(|place| place.kind == PlaceKind::Region).and_then(|place| place.country)
    };
    let Some(state) = members.iter().find_map(|&member| {
        let state = province(&names[member])?;
        let of_it = members.iter().filter(|&&other| province(&names[other]) == Some(state)).count();
        (of_it >= 2 && 2 * of_it >= members.len()).then_some(state)
    }) else {
        return;
    };
    for &member in members {
        names[member].be_province_of(state);
    }
}

impl Name {
    /// A country's bare name does not stand before "woman", "police" or "mayor"; a town's does.
    fn be_local(&mut self) {
        const LESS: f64 = 7.0;
        self.is_local = true;
        for (place, prior) in self.places.iter().zip(&mut self.prior) {
            if place.kind == PlaceKind::Country {
                *prior -= LESS;
            }
        }
        self.share = softmax(&self.prior);
    }

    /// It is the province of that name, where the state has one.
    fn be_province_of(&mut self, state: &str) {
        const MORE: f64 = 3.0;
        let best = self.prior.iter().copied().fold(f64::MIN, f64::max);
        let found = (0..self.places.len())
            .find(|&at| self.places[at].kind == PlaceKind::Region && self.places[at].country == Some(state));
        if let Some(at) = found.filter(|&at| self.prior[at] < best) {
            self.prior[at] = best + MORE;
            self.share = softmax(&self.prior);
        }
    }

    /// Whom the world calls by it is the largest of that name.
    fn be_famed(&mut self) {
        const MORE: f64 = 7.0;
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
    fn be_no_region(&mut self) {
        const LESS: f64 = 5.0;
        const TOWN: u32 = 100_000;
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
    fn likeliest(&self) -> Option<&KnownPlace<'static>> {
        let best = (0..self.places.len())
            .max_by(|&one, &other| self.prior[one].total_cmp(&self.prior[other]).then(other.cmp(&one)))?;
        self.places.get(best)
    }

    fn of(gazetteer: &Gazetteer, weights: &Weights, key: &str, kind: &str) -> Self {
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
            is_local: false,
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
            if place.kind == PlaceKind::City
                && capital.is_some_and(|capital| capital.iter().any(|capital| fold(capital) == key))
            {
                prior += weights.capital;
            }
            name.places.push(place);
            name.prior.push(prior);
        }
        name.share = softmax(&name.prior);
        name
    }
}

/// The names in an outlet's name, as evidence only: "Richmond Register".
fn outlet_names(gazetteer: &Gazetteer, lexicon: &Lexicon, weights: &Weights, source: &str) -> Vec<Name> {
    let words: Vec<&str> =
        source.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    let mut names = Vec::new();
    for length in (1..=3).rev() {
        for words in words.windows(length) {
            let key = fold(&words.join(" "));
            // "Harbor Post", "Valley Courier" are named for what all papers are.
            if key.len() > 3 && gazetteer.is_place(&key) && !lexicon.common.contains(&key) {
                let mut name = Name::of(gazetteer, weights, &key, "");
                name.weight = 1.5;
                names.push(name);
            }
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}

/// "Ukraine's eastern Donetsk region": whether a name has the next one for its own.
fn is_owner_of_next(annotated: &Annotated<'_>, accepted: &[Candidate], at: usize) -> bool {
    let (Some(owner), Some(owned)) = (accepted.get(at), accepted.get(at + 1)) else { return false };
    let between = owner.words.end..owned.words.start;
    (1..=2).contains(&between.len())
        && matches!(annotated.form(between.start), "'s" | "’s")
        && between
            .skip(1)
            .all(|word| annotated.form(word).ends_with("ern") || annotated.form(word) == "central")
}

/// Pairs of candidates of which the second says what the first lies in: "Paris, Texas",
/// "Ternivka in the Dnipropetrovsk region".
fn containers(annotated: &Annotated<'_>, accepted: &[Candidate]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (at, two) in accepted.windows(2).enumerate() {
        let between = two[0].words.end..two[1].words.start;
        if between.len() > 6
            || annotated.sentence_number(two[0].words.start) != annotated.sentence_number(two[1].words.start)
        {
            continue;
        }
        let mut is_comma = false;
        let mut is_in = false;
        let mut is_other = false;
        for word in between.clone() {
            match annotated.form(word) {
                "," | "(" => is_comma = true,
                "in" => is_in = true,
                // "the Gold Coast of Australia"
                "of" if between.len() == 1 => is_in = true,
                "the" | "northern" | "southern" | "eastern" | "western" | "central" | "'s" | "’s"
                | "province" | "region" | "district" | "county" | "village" | "town" | "city" | "north"
                | "south" | "east" | "west" | "southeastern" | "southwestern" | "northeastern"
                | "northwestern" => {}
                _ => is_other = true,
            }
        }
        if !is_other && ((is_comma && between.len() == 1) || is_in) {
            // "in Ukraine's eastern Donetsk region": the last of the row is the nearest around it.
            let is_owner = is_in && is_owner_of_next(annotated, accepted, at + 1);
            pairs.push((at, at + 1 + usize::from(is_owner)));
        }
    }
    pairs
}

/// Whether a place lies in another.
fn lies_in(inner: &KnownPlace<'_>, outer: &KnownPlace<'_>) -> bool {
    match outer.kind {
        PlaceKind::Country => inner.country == outer.country && inner.kind != PlaceKind::Country,
        PlaceKind::Region => {
            inner.country == outer.country
                && outer.region != 0
                && inner.region == outer.region
                && inner.kind != PlaceKind::Region
        }
        PlaceKind::District => {
            outer.district != 0 && inner.district == outer.district && inner.row != outer.row
        }
        _ => false,
    }
}

/// The most likely two places of two names of which the first lies in the second.
fn best_pair(inner: &Name, outer: &Name) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (other, container) in outer.places.iter().enumerate() {
        if !matches!(container.kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::District) {
            continue;
        }
        for (one, place) in inner.places.iter().enumerate() {
            let score = inner.prior[one] + outer.prior[other];
            if lies_in(place, container) && best.is_none_or(|(highest, ..)| score > highest) {
                best = Some((score, one, other));
            }
        }
    }
    best.map(|(_, one, other)| (one, other))
}

/// How much of the report lies where.
#[derive(Default)]
struct Mass {
    country: FxHashMap<&'static str, f64>,
    region: FxHashMap<u16, f64>,
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

/// How much the words of a report other than its places point at each country: peoples
/// ("Israeli"), and the way it spells ("colour").
fn hints(
    gazetteer: &'static Gazetteer,
    lexicon: &Lexicon,
    weights: &Weights,
    annotated: &Annotated<'_>,
) -> FxHashMap<&'static str, f64> {
    let mut counts: FxHashMap<&'static str, f64> = FxHashMap::default();
    let (mut american, mut british) = (0, 0);
    for word in 0..annotated.tokens.len() {
        let form = annotated.form(word);
        if is_capital(form)
            && let Some(found) = gazetteer.country_named(form)
            && found.word == CountryWord::Demonym
        {
            *counts.entry(&found.country.iso3).or_default() += 1.0;
        }
        let lower = form.to_lowercase();
        american += usize::from(lexicon.spelling.american.contains(&lower));
        british += usize::from(lexicon.spelling.british.contains(&lower));
    }
    // A report is spelled one way: the states that spell so.
    let states = match (american, british) {
        (1.., 0) => lexicon.spelling.american_states.as_slice(),
        (0, 1..) => lexicon.spelling.british_states.as_slice(),
        _ => &[],
    };
    for country in states.iter().filter_map(|state| gazetteer.country(state)) {
        *counts.entry(&country.iso3).or_default() += 0.5 * american.max(british) as f64;
    }
    counts.values_mut().for_each(|count| *count = weights.hint * (1.0 + *count).ln());
    counts
}

/// Weighs all names against each other for a few rounds.
fn settle(weights: &Weights, hints: &FxHashMap<&'static str, f64>, names: &mut [Name]) {
    for _ in 0..ROUNDS {
        let mut mass = Mass { country: hints.clone(), ..Mass::default() };
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
                        + weights.near * beyond(mass.near(place), own.near(place))
                })
                .collect();
            name.share = softmax(&scores);
        }
    }
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut shares: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let sum: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= sum);
    shares
}
