//! Places, countries and peoples: compact, embedded, searchable. It knows nothing of text.
//!
//! ```
//! use dateline_gazetteer::{CountryWord, Gazetteer};
//! let gazetteer = Gazetteer::embedded();
//! let kremlin = gazetteer.country_named("the Kremlin").unwrap();
//! assert_eq!((kremlin.iso3(), kremlin.word), ("RUS", CountryWord::Seat));
//! assert_eq!(gazetteer.body_named("United Nations").unwrap().name, "UN");
//! ```

mod countries;
mod fold;
mod general;
mod pack;
mod places;
mod spellings;

pub use countries::{Body, Country, CountryNamed, CountryWord};
pub use fold::fold;
pub use pack::pack;
pub use places::{KnownPlace, NamedPlace, PlaceKind};

use countries::Countries;
use places::Places;
use spellings::Spellings;
use std::sync::OnceLock;

/// The places, countries and peoples that dateline knows.
#[derive(Debug)]
pub struct Gazetteer {
    countries: Countries,
    places: Places,
    spellings: Spellings,
    /// By the number of a first division: its row.
    regions: OnceLock<Vec<u32>>,
}

impl Gazetteer {
    /// The gazetteer in the binary, unpacked at first use.
    pub fn embedded() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(|| Gazetteer {
            countries: Countries::embedded(),
            places: Places::open(include_bytes!("../data/places.bin"))
                .expect("the file in the binary is whole: the tests open it"),
            spellings: Spellings::embedded(),
            regions: OnceLock::new(),
        })
    }

    /// All states and territories, former ones too, by their code.
    pub fn countries(&self) -> &[Country] {
        self.countries.all()
    }

    /// A state by its ISO 3166-1 alpha-3 code.
    pub fn country(&self, iso3: &str) -> Option<&Country> {
        self.countries.country(iso3)
    }

    /// The state that a name, people, capital or seat of government points at: "U.S.", "Russian",
    /// "Moscow", "the Kremlin". Case, diacritics, points, "the" and "'s" make no difference, but a
    /// name has a capital ("turkey" is a bird) and an abbreviation only capitals ("us").
    pub fn country_named(&self, name: &str) -> Option<CountryNamed<'_>> {
        self.countries.named(name)
    }

    /// The body of states, court or organisation of a name: "NATO", "the United Nations".
    pub fn body_named(&self, name: &str) -> Option<&Body> {
        self.countries.body_named(name)
    }

    /// The places that bear a name, the most prominent first. Case and diacritics make no difference; a
    /// general word by itself names none ([`Self::is_general`]).
    ///
    /// ```
    /// use dateline_gazetteer::Gazetteer;
    /// let paris = Gazetteer::embedded().places_named("Paris");
    /// assert_eq!(paris[0].place.country, Some("FRA"));
    /// assert!(paris.iter().any(|paris| paris.place.country == Some("USA")));
    /// ```
    pub fn places_named(&self, name: &str) -> Vec<NamedPlace<'static>> {
        let folded = fold(name);
        if self.is_general(&folded) { Vec::new() } else { self.places_folded(&folded).collect() }
    }

    /// As [`Self::places_named`], of a name that is [`fold`]ed already, general words too.
    pub fn places_folded<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = NamedPlace<'static>> + 'a {
        let spelled = self.spellings.of(folded).filter(|_| !self.places.has(folded));
        let (name, country) = spelled.map_or((folded, None), |(name, country)| (name, Some(country)));
        self.places
            .named(name)
            .filter(move |named| country.is_none_or(|country| named.place.country == Some(country)))
    }

    /// Whether any place bears a folded name.
    pub fn is_place(&self, folded: &str) -> bool {
        self.places.has(folded) || self.spellings.of(folded).is_some()
    }

    /// Whether a folded name is a general word that means the place of its name only with what that is beside it:
    /// "West", but "the North region of Burkina Faso".
    pub fn is_general(&self, folded: &str) -> bool {
        general::is_general(folded)
    }

    /// A place by its row.
    pub fn place(&self, row: u32) -> Option<KnownPlace<'static>> {
        self.places.place(row)
    }

    /// The name of the state or province that a place lies in; none of a country, and none where it
    /// is not known.
    ///
    /// ```
    /// use dateline_gazetteer::Gazetteer;
    /// let gazetteer = Gazetteer::embedded();
    /// let dayton = gazetteer.places_named("Dayton")[0].place;
    /// assert_eq!(gazetteer.region_of(&dayton), Some("Ohio"));
    /// ```
    pub fn region_of(&self, place: &KnownPlace<'_>) -> Option<&'static str> {
        const NONE: u32 = u32::MAX;
        if place.region == 0 || matches!(place.kind, PlaceKind::Country | PlaceKind::Continent) {
            return None;
        }
        let rows = self.regions.get_or_init(|| {
            let mut rows = vec![NONE; usize::from(u16::MAX) + 1];
            for row in (0..self.places.len() as u32).rev() {
                if let Some(place) = self.places.place(row)
                    && place.kind == PlaceKind::Region
                {
                    rows[usize::from(place.region)] = row;
                }
            }
            rows
        });
        let row = rows[usize::from(place.region)];
        self.places.place(row).filter(|_| row != NONE).map(|region| region.name)
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places.len()
    }
}
