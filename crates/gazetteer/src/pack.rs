//! Writes the packed file of places from the table that `tools/gazetteer/gather.py` prints.

use crate::fold::fold;
use crate::places::{IS_LIST, IS_OTHER, MAGIC, PlaceKind, pack_population};
use std::collections::{BTreeMap, BTreeSet};

/// A line of the table.
struct Line<'t> {
    id: u32,
    name: &'t str,
    lat: f64,
    lon: f64,
    country: &'t str,
    region: &'t str,
    district: &'t str,
    kind: PlaceKind,
    people: u64,
    others: Vec<&'t str>,
}

impl<'t> Line<'t> {
    fn parse(line: &'t str) -> Option<Self> {
        let mut fields = line.split('\t');
        Some(Line {
            id: fields.next()?.parse().ok()?,
            name: fields.next()?,
            lat: fields.next()?.parse().ok()?,
            lon: fields.next()?.parse().ok()?,
            country: fields.next()?,
            region: fields.next()?,
            district: fields.next()?,
            kind: PlaceKind::named(fields.next()?)?,
            people: fields.next()?.parse().ok()?,
            others: fields.next()?.split('|').filter(|name| !name.is_empty()).collect(),
        })
    }

    /// Which of several places of one name is meant, where nothing else tells.
    fn prominence(&self) -> f64 {
        let people = (self.people.max(1) as f64).log10();
        match self.kind {
            PlaceKind::Country | PlaceKind::Continent => 20.0,
            PlaceKind::Water | PlaceKind::Mountain | PlaceKind::Island | PlaceKind::Facility => 9.0,
            PlaceKind::Area if self.people == 0 && self.id == 0 => 9.0,
            PlaceKind::Area => 2.0,
            PlaceKind::Region => people + 0.5,
            PlaceKind::District => people - 1.5,
            PlaceKind::City => people,
            PlaceKind::Quarter => people - 1.0,
        }
    }
}

/// The packed file of a table; lines that are not as they should be are given back by their number.
pub fn pack(table: &str) -> (Vec<u8>, Vec<usize>) {
    let mut lines = Vec::new();
    let mut refused = Vec::new();
    for (number, line) in table.lines().enumerate() {
        match Line::parse(line) {
            Some(line) => lines.push(line),
            None => refused.push(number + 1),
        }
    }
    lines.sort_by(|one, other| one.name.cmp(other.name).then(one.id.cmp(&other.id)));
    let countries = numbered(lines.iter().map(|line| line.country));
    let regions = numbered(lines.iter().map(|line| line.region));
    let districts = numbered(lines.iter().map(|line| line.district));

    let (mut rows, mut texts) = (Vec::new(), Vec::new());
    let mut bearers: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let (mut last, mut offset) = ("", 0);
    for (row, line) in lines.iter().enumerate() {
        if line.name != last || row == 0 {
            (last, offset) = (line.name, texts.len());
            let name = line.name.as_bytes();
            texts.push(name.len().min(255) as u8);
            texts.extend_from_slice(&name[..name.len().min(255)]);
        }
        rows.extend_from_slice(&line.id.to_le_bytes()[..3]);
        rows.extend_from_slice(&(offset as u32).to_le_bytes()[..3]);
        rows.extend_from_slice(&((line.lat * 100.0).round() as i16).to_le_bytes());
        rows.extend_from_slice(&((line.lon * 100.0).round() as i16).to_le_bytes());
        rows.extend_from_slice(&(regions[line.region] as u16).to_le_bytes());
        rows.extend_from_slice(&(districts[line.district] as u16).to_le_bytes());
        rows.push(countries[line.country] as u8);
        rows.push(line.kind as u8);
        rows.push(pack_population(line.people));
        let usual = fold(line.name);
        for other in &line.others {
            let other = fold(other);
            if other != usual && !other.is_empty() {
                // "Britain" and "U.S." are as usual as the names that stand in the table.
                let mark = if line.kind == PlaceKind::Country { 0 } else { IS_OTHER };
                bearers.entry(other).or_default().push(row as u32 | mark);
            }
        }
        bearers.entry(usual).or_default().push(row as u32);
    }

    let mut names = fst::MapBuilder::memory();
    let mut lists = Vec::new();
    for (name, mut bearing) in bearers {
        bearing.sort_by(|&one, &other| {
            let rank = |entry: u32| {
                let other_name = if entry & IS_OTHER == 0 { 0.0 } else { 1.0 };
                lines[(entry & !IS_OTHER) as usize].prominence() - other_name
            };
            rank(other).total_cmp(&rank(one)).then(one.cmp(&other))
        });
        bearing.dedup();
        let value = if let [one] = bearing[..] {
            u64::from(one)
        } else {
            let at = lists.len() as u64;
            lists.extend_from_slice(&(bearing.len() as u16).to_le_bytes());
            bearing.iter().for_each(|entry| lists.extend_from_slice(&entry.to_le_bytes()));
            at | IS_LIST
        };
        // Names come in the order of a BTreeMap, which is the order that the builder asks for.
        let _ = names.insert(name, value);
    }
    let codes: Vec<u8> = {
        let mut codes = vec![b'-'; countries.len() * 3];
        for (code, &number) in &countries {
            if code.len() == 3 {
                codes[number * 3..number * 3 + 3].copy_from_slice(code.as_bytes());
            }
        }
        codes
    };

    let mut file = MAGIC.to_vec();
    for section in [names.into_inner().unwrap_or_default(), lists, rows, texts, codes] {
        file.extend_from_slice(&(section.len() as u32).to_le_bytes());
        file.extend_from_slice(&section);
    }
    (file, refused)
}

/// Numbers for words; the empty word is 0.
fn numbered<'w>(words: impl Iterator<Item = &'w str>) -> BTreeMap<&'w str, usize> {
    let words: BTreeSet<&str> = words.chain([""]).collect();
    words.into_iter().enumerate().map(|(number, word)| (word, number)).collect()
}

#[cfg(test)]
mod tests {
    use super::pack;
    use crate::places::{PlaceKind, Places};

    #[test]
    fn what_is_packed_is_read() {
        let table = "2988507\tParis\t48.85\t2.35\tFRA\tFR.11\t\tcity\t2138551\t\n\
                     4717560\tParis\t33.66\t-95.56\tUSA\tUS.TX\tUS.TX.277\tcity\t24782\t\n\
                     0\tBlack Sea\t43.00\t34.00\t\t\t\twater\t0\tEuxine\nnonsense\n";
        let (file, refused) = pack(table);
        assert_eq!(refused, [4]);
        let places = Places::open(file.leak()).unwrap();
        let paris = places.named_as_printed("PARIS");
        assert_eq!(paris.len(), 2);
        assert_eq!((paris[0].place.country, paris[0].place.geonames), (Some("FRA"), Some(2988507)));
        assert_eq!((paris[1].place.lat, paris[1].place.lon), (33.66, -95.56));
        let sea = places.named_as_printed("Euxine");
        assert_eq!((sea[0].place.name, sea[0].is_usual, sea[0].place.country), ("Black Sea", false, None));
        assert_eq!(sea[0].place.kind, PlaceKind::Water);
        assert!(places.named_as_printed("Atlantis").is_empty());
    }
}
