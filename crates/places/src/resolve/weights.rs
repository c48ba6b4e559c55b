//! How much each kind of evidence counts.

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
    /// Other names of the report in the same second division: "Mason County", where Shelton lies.
    pub same_district: f64,
    /// Words and numbers of telephones at home in one state or province.
    pub home: f64,
    /// A capital, by how much of the report lies in its country.
    pub home_capital: f64,
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
            same_district: 2.5,
            home: 1.3,
            home_capital: 0.9,
            first: 2.0,
        }
    }
}

impl Weights {
    /// How many there are.
    pub const FIELDS: usize = 17;

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
            13 => &mut self.same_district,
            14 => &mut self.home,
            15 => &mut self.home_capital,
            _ => &mut self.first,
        }
    }
}
