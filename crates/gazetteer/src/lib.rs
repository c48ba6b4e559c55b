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

pub use countries::{Body, Country, CountryNamed, CountryWord};
pub use fold::fold;

use countries::Countries;
use std::sync::OnceLock;

/// The places, countries and peoples that dateline knows.
#[derive(Debug)]
pub struct Gazetteer {
    countries: Countries,
}

impl Gazetteer {
    /// The gazetteer in the binary, unpacked at first use.
    pub fn embedded() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(|| Gazetteer { countries: Countries::embedded() })
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
}
