//! The places of the earth by name: one packed file that is read where it lies in the binary.
//!
//! Names are a finite-state map from folded names to the places that bear them, the most
//! prominent first; all that is known of a place is one row of a table.

#[cfg(test)]
use crate::fold::fold;
use fst::Map;

/// What kind of thing a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A town or village.
    City,
    /// A part of a town.
    Quarter,
    /// A state, province, first division of a country.
    Region,
    /// A county, second division.
    District,
    /// A land without government: "Middle East", "Siberia".
    Area,
    /// A state or territory.
    Country,
    /// A continent.
    Continent,
    /// A sea, river, lake.
    Water,
    /// A mountain or range.
    Mountain,
    /// An island or islands.
    Island,
    /// A square, park, base, building.
    Facility,
}

impl PlaceKind {
    /// All kinds, in the order of their numbers in the file.
    pub const ALL: [PlaceKind; 11] = [
        PlaceKind::City,
        PlaceKind::Quarter,
        PlaceKind::Region,
        PlaceKind::District,
        PlaceKind::Area,
        PlaceKind::Country,
        PlaceKind::Continent,
        PlaceKind::Water,
        PlaceKind::Mountain,
        PlaceKind::Island,
        PlaceKind::Facility,
    ];

    /// As written in the record: "city", "region", "water" …
    pub fn name(self) -> &'static str {
        match self {
            PlaceKind::City => "city",
            PlaceKind::Quarter => "quarter",
            PlaceKind::Region => "region",
            PlaceKind::District => "district",
            PlaceKind::Area => "area",
            PlaceKind::Country => "country",
            PlaceKind::Continent => "continent",
            PlaceKind::Water => "water",
            PlaceKind::Mountain => "mountain",
            PlaceKind::Island => "island",
            PlaceKind::Facility => "facility",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        PlaceKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownPlace<'g> {
    /// Its row: the same place has the same row.
    pub row: u32,
    /// Its usual name.
    pub name: &'g str,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north, to a hundredth.
    pub lat: f64,
    /// Degrees east, to a hundredth.
    pub lon: f64,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'g str>,
    /// What all places of one first division share, itself among them (0: none known).
    pub region: u16,
    /// What all places of one second division share (0: none known).
    pub district: u16,
    /// What it is.
    pub kind: PlaceKind,
    /// People living there, within a tenth (0: unknown).
    pub population: u32,
}

/// A place that bears a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedPlace<'g> {
    /// Which one.
    pub place: KnownPlace<'g>,
    /// Whether it is its usual name, not another one ("Kharkov").
    pub is_usual: bool,
}

pub(crate) const MAGIC: &[u8; 8] = b"places01";
/// Bytes of a row: id 3, name offset 3, lat 2, lon 2, region 2, district 2, country 1, kind 1, population 1.
pub(crate) const ROW: usize = 17;
/// A value of the map with this bit is an offset into the lists; without it, one place.
pub(crate) const IS_LIST: u64 = 1 << 32;
/// The bit of a place in a list, or of a value, that says the name is another than its usual one.
pub(crate) const IS_OTHER: u32 = 1 << 31;

/// The packed file.
#[derive(Debug)]
pub(crate) struct Places {
    names: Map<&'static [u8]>,
    lists: &'static [u8],
    rows: &'static [u8],
    texts: &'static [u8],
    countries: &'static [u8],
}

impl Places {
    /// The file in the binary. None if it is not a gazetteer of this form.
    pub(crate) fn open(file: &'static [u8]) -> Option<Self> {
        let mut rest = file.strip_prefix(MAGIC)?;
        let mut sections = [&[] as &[u8]; 5];
        for section in &mut sections {
            let (length, behind) = rest.split_first_chunk::<4>()?;
            let length = u32::from_le_bytes(*length) as usize;
            (*section, rest) = behind.split_at_checked(length)?;
        }
        let [names, lists, rows, texts, countries] = sections;
        Some(Places { names: Map::new(names).ok()?, lists, rows, texts, countries })
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len() / ROW
    }

    pub(crate) fn place(&self, row: u32) -> Option<KnownPlace<'static>> {
        let at = row as usize * ROW;
        let bytes = self.rows.get(at..at + ROW)?;
        let small = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        let three = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], 0]);
        let text = self.texts.get(three(3) as usize..)?;
        let (&length, text) = text.split_first()?;
        let name = std::str::from_utf8(text.get(..length as usize)?).ok()?;
        let country = bytes[14] as usize * 3;
        Some(KnownPlace {
            row,
            name,
            geonames: Some(three(0)).filter(|&id| id > 0),
            lat: f64::from(small(6) as i16) / 100.0,
            lon: f64::from(small(8) as i16) / 100.0,
            country: self
                .countries
                .get(country..country + 3)
                .and_then(|code| std::str::from_utf8(code).ok())
                .filter(|code| *code != "---"),
            region: small(10),
            district: small(12),
            kind: PlaceKind::ALL.get(bytes[15] as usize).copied()?,
            population: unpack_population(bytes[16]),
        })
    }

    /// The places of a folded name, the most prominent first.
    pub(crate) fn named(&self, folded: &str) -> impl Iterator<Item = NamedPlace<'static>> + '_ {
        let value = self.names.get(folded);
        let list = value.filter(|value| value & IS_LIST != 0).map_or(&[] as &[u8], |value| self.list(value));
        let single = value.filter(|value| value & IS_LIST == 0).map(|value| value as u32);
        let listed =
            list.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
        single.into_iter().chain(listed).filter_map(|entry| {
            let place = self.place(entry & !IS_OTHER)?;
            Some(NamedPlace { place, is_usual: entry & IS_OTHER == 0 })
        })
    }

    fn list(&self, value: u64) -> &'static [u8] {
        let at = value as u32 as usize;
        let Some(Some((count, rest))) = self.lists.get(at..).map(<[u8]>::split_first_chunk::<2>) else {
            return &[];
        };
        rest.get(..u16::from_le_bytes(*count) as usize * 4).unwrap_or(&[])
    }

    pub(crate) fn has(&self, folded: &str) -> bool {
        self.names.contains_key(folded)
    }

    #[cfg(test)]
    pub(crate) fn named_as_printed(&self, name: &str) -> Vec<NamedPlace<'static>> {
        self.named(&fold(name)).collect()
    }
}

/// A number of people in one byte: twelve steps to each doubling of tenfold.
pub(crate) fn pack_population(people: u64) -> u8 {
    if people == 0 {
        return 0;
    }
    (1.0 + (people as f64).log10() * 25.0).round().min(255.0) as u8
}

fn unpack_population(packed: u8) -> u32 {
    if packed == 0 {
        return 0;
    }
    10f64.powf(f64::from(packed - 1) / 25.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn populations_are_kept_within_a_tenth() {
        for people in [1, 9, 500, 12_345, 8_000_000, 1_400_000_000] {
            let kept = f64::from(unpack_population(pack_population(people)));
            assert!((kept / people as f64 - 1.0).abs() < 0.1, "{people}: {kept}");
        }
        assert_eq!(unpack_population(pack_population(0)), 0);
    }

    #[test]
    fn kinds_have_names() {
        for (at, kind) in PlaceKind::ALL.into_iter().enumerate() {
            assert_eq!((PlaceKind::named(kind.name()), kind as usize), (Some(kind), at));
        }
    }

    #[test]
    fn a_damaged_file_is_no_gazetteer() {
        assert!(Places::open(b"").is_none());
        assert!(Places::open(b"places01\xff\xff\xff\xff").is_none());
    }
}
