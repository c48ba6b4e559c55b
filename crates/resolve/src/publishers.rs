//! Who publishes what: groups of outlets, agencies and their names, in a table that users extend.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

/// The table that comes with the program; each entry names its source.
const SHIPPED: &str = include_str!("../lexicon/publishers.toml");

/// Outlets by their publishers, and agencies by what their reports are credited by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publishers {
    groups: BTreeMap<String, Entry>,
    agencies: BTreeMap<String, Entry>,
    platforms: Vec<String>,
}

/// Why a table of publishers could not be taken.
#[derive(Debug)]
pub struct PublishersError(toml::de::Error);

impl fmt::Display for PublishersError {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            form,
            "this is no table of publishers: {}; it has [[group]] and [[agency]] entries with name, names and hosts",
            self.0.message()
        )
    }
}

impl std::error::Error for PublishersError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    hosts: Vec<String>,
    /// Where the publisher says so; for people who look after the table.
    #[serde(default)]
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    group: Vec<Entry>,
    #[serde(default)]
    agency: Vec<Entry>,
    #[serde(default)]
    platform: Vec<Platform>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Platform {
    hosts: Vec<String>,
}

impl Publishers {
    /// The table that comes with the program.
    pub fn shipped() -> Publishers {
        Publishers::default().and(SHIPPED).unwrap_or_default()
    }

    /// The same with another table put before it: what has the same name is put in its place.
    ///
    /// ```
    /// use dateline_resolve::Publishers;
    /// let table = "[[group]]\nname = \"Lake Media\"\nnames = [\"Lake Courier\", \"Meridian Post\"]";
    /// let publishers = Publishers::shipped().and(table).unwrap();
    /// assert_eq!(publishers.group_of(Some("The Lake Courier"), None), Some("Lake Media"));
    /// assert_eq!(publishers.group_of(None, Some("https://www.usatoday.com/news/1")), Some("Gannett"));
    /// assert!(Publishers::shipped().and("[[group]]\nnom = 1").is_err());
    /// ```
    ///
    /// # Errors
    /// If it is no such table.
    pub fn and(mut self, table: &str) -> Result<Publishers, PublishersError> {
        let table: Table = toml::from_str(table).map_err(PublishersError)?;
        self.groups.extend(table.group.into_iter().map(|entry| (entry.name.clone(), entry)));
        self.agencies.extend(table.agency.into_iter().map(|entry| (entry.name.clone(), entry)));
        self.platforms.extend(table.platform.into_iter().flat_map(|platform| platform.hosts));
        Ok(self)
    }

    /// The publisher of an outlet, by its name or its address.
    pub fn group_of(&self, source: Option<&str>, url: Option<&str>) -> Option<&str> {
        self.entry(&self.groups, source, url)
    }

    /// The agency that an outlet is.
    pub fn agency_of(&self, source: Option<&str>, url: Option<&str>) -> Option<&str> {
        self.entry(&self.agencies, source, url)
    }

    fn entry<'p>(
        &self,
        entries: &'p BTreeMap<String, Entry>,
        source: Option<&str>,
        url: Option<&str>,
    ) -> Option<&'p str> {
        let name = source.map(letters).filter(|name| !name.is_empty());
        let hosts: Vec<&str> = url.and_then(host_of).into_iter().chain(source.and_then(as_host)).collect();
        let is = |entry: &&Entry| {
            name.as_deref().is_some_and(|name| {
                letters(&entry.name) == name || entry.names.iter().any(|known| letters(known) == name)
            }) || entry.hosts.iter().any(|known| hosts.iter().any(|host| is_under(host, known)))
        };
        entries.values().find(is).map(|entry| entry.name.as_str())
    }

    /// The agencies with the names that their reports are credited by.
    pub(crate) fn agencies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.agencies
            .values()
            .flat_map(|entry| entry.names.iter().map(|name| (name.as_str(), entry.name.as_str())))
    }

    /// The outlets of groups with their groups.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&str, &str)> {
        self.groups
            .values()
            .flat_map(|entry| entry.names.iter().map(|name| (name.as_str(), entry.name.as_str())))
    }

    /// The outlet of a report: the site it stands on, else its name.
    pub(crate) fn outlet(&self, source: Option<&str>, url: Option<&str>) -> Option<String> {
        let site = |host: &str| {
            let is_platform = self.platforms.iter().any(|platform| is_under(host, platform));
            if is_platform { host.to_owned() } else { site_of(host).to_owned() }
        };
        url.and_then(host_of)
            .map(site)
            .or_else(|| source.and_then(as_host).map(site))
            .or_else(|| source.map(letters).filter(|name| !name.is_empty()))
    }
}

/// Whether a name is that of an outlet or agency of the table that comes with the program.
pub(crate) fn is_outlet(name: &str) -> bool {
    static NAMES: OnceLock<BTreeSet<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let shipped = Publishers::shipped();
        let entries = shipped.groups.values().chain(shipped.agencies.values());
        entries
            .flat_map(|entry| std::iter::once(&entry.name).chain(&entry.names))
            .map(|name| letters(name))
            .collect()
    });
    names.contains(&letters(name))
}

/// "The Daily Star" and "DAILY STAR" are one name.
fn letters(name: &str) -> String {
    let name = name.trim();
    let name = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(crate::words::plain)
        .collect()
}

/// The host of an address, in lower case where it is printed so.
fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?;
    (host.contains('.') && !host.is_empty()).then(|| host.strip_prefix("www.").unwrap_or(host))
}

/// A source that is a host: "nydailynews.com".
fn as_host(source: &str) -> Option<&str> {
    let is_host = source.contains('.')
        && !source.contains(char::is_whitespace)
        && !source.ends_with('.')
        && source.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'));
    is_host.then(|| source.strip_prefix("www.").unwrap_or(source))
}

fn is_under(host: &str, known: &str) -> bool {
    host == known || host.strip_suffix(known).is_some_and(|before| before.ends_with('.'))
}

/// What of a host is one site: "edition.cnn.com" is cnn.com, "news.bbc.co.uk" bbc.co.uk.
fn site_of(host: &str) -> &str {
    const SECOND: [&str; 9] = ["co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"];
    let dots: Vec<usize> = host.rmatch_indices('.').map(|(at, _)| at).collect();
    let label = |at: usize| {
        let start = dots.get(at + 1).map_or(0, |dot| dot + 1);
        let end = dots[at];
        &host[start..end]
    };
    let Some(last) = dots.first() else { return host };
    let is_country = host.len() - last - 1 == 2;
    let labels = if is_country && dots.len() > 1 && SECOND.contains(&label(0)) { 3 } else { 2 };
    dots.get(labels - 1).map_or(host, |dot| &host[dot + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_table_names_its_source() {
        let table: toml::Table = toml::from_str(SHIPPED).unwrap();
        for kind in ["group", "agency"] {
            for entry in table[kind].as_array().unwrap() {
                let source = entry.get("source").and_then(toml::Value::as_str).unwrap_or_default();
                assert!(source.starts_with("https://"), "{entry}");
            }
        }
        let shipped = Publishers::shipped();
        assert!(shipped.groups.len() > 20 && shipped.agencies.len() > 15);
    }

    #[test]
    fn no_name_or_host_stands_in_two_groups() {
        let shipped = Publishers::shipped();
        let mut seen = BTreeMap::new();
        for entry in shipped.groups.values().chain(shipped.agencies.values()) {
            for name in entry.names.iter().map(|name| letters(name)).chain(entry.hosts.iter().cloned()) {
                let before = seen.insert(name.clone(), &entry.name);
                assert!(before.is_none_or(|before| *before == entry.name), "{name}: {before:?}");
            }
        }
    }

    #[test]
    fn an_outlet_is_its_site() {
        let shipped = Publishers::shipped();
        let outlet = |url: &str| shipped.outlet(None, Some(url)).unwrap();
        assert_eq!(outlet("https://edition.example.com/2007/US/"), "example.com");
        assert_eq!(outlet("http://news.paper.co.uk/2/hi"), "paper.co.uk");
        assert_eq!(outlet("http://mine.blogspot.com/2005/11"), "mine.blogspot.com");
        assert_eq!(shipped.outlet(Some("The Lake Courier"), None).unwrap(), "lakecourier");
        assert_eq!(shipped.outlet(Some("usatoday30.usatoday.com"), None).unwrap(), "usatoday.com");
        assert_eq!(shipped.outlet(Some(" "), None), None);
    }
}
