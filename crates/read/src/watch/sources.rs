//! What is watched: a file in TOML.

use crate::Failure;
use serde::Deserialize;
use std::path::Path;

/// A file of sources.
///
/// ```
/// let sources = dateline_read::Sources::from_toml(r#"
///     [settings]
///     every = 600
///     [[source]]
///     name = "Valley Wire"
///     url = "https://wire.example/feed.xml"
/// "#).unwrap();
/// assert_eq!(sources.source[0].name.as_deref(), Some("Valley Wire"));
/// assert_eq!(sources.settings.every, 600);
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// How all of them are watched.
    #[serde(default)]
    pub settings: Settings,
    /// What is watched.
    #[serde(default)]
    pub source: Vec<Source>,
}

/// One feed, sitemap or page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The outlet's name, where the pages should not say it themselves.
    pub name: Option<String>,
    /// Its address. Whether it is a feed, a sitemap or a page is told by what comes.
    pub url: String,
    /// Seconds between two looks, if other than in the settings.
    pub every: Option<u64>,
    /// Only links that contain one of these are followed.
    #[serde(default)]
    pub only: Vec<String>,
    /// Whether a feed's own text is enough where it is whole, so that no page is fetched.
    #[serde(default)]
    pub feed_text: bool,
}

/// How sources are watched.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Seconds between two looks at a source.
    pub every: u64,
    /// The least seconds between two requests to one host.
    pub pause: f64,
    /// Seconds that an answer may take.
    pub patience: u64,
    /// The most megabytes of an answer.
    pub largest: u64,
    /// The most new pages of one source in one look.
    pub most: usize,
    /// For so many hours after it was first seen, a page is looked at again for changes.
    pub recheck: u64,
    /// How one is called, if not by dateline's own name.
    pub user_agent: Option<String>,
    /// Hosts that may have a private or loopback address.
    pub allow: Vec<String>,
    /// Whether robots.txt is obeyed; say no only for servers of your own.
    pub robots: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            every: 900,
            pause: 2.0,
            patience: 30,
            largest: 32,
            most: 200,
            recheck: 48,
            user_agent: None,
            allow: Vec::new(),
            robots: true,
        }
    }
}

impl Sources {
    /// Reads a file of sources.
    ///
    /// # Errors
    /// If it cannot be read, or is not TOML of this form.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let place = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| Failure::io(place.clone(), &error))?;
        Self::from_toml(&text).map_err(|reason| Failure::new(place, reason))
    }

    /// Reads sources from text.
    ///
    /// # Errors
    /// What is wrong, with its line.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let sources: Sources = toml::from_str(text).map_err(|error| wrong_in_toml(text, &error))?;
        if sources.source.is_empty() {
            return Err("names no source; add [[source]] with a url".to_owned());
        }
        Ok(sources)
    }
}

/// What is wrong with some TOML, on one line, and on which line of it.
pub fn wrong_in_toml(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map(|before| format!("line {}: ", before.matches('\n').count() + 1));
    format!("{}{}", line.unwrap_or_default(), error.message().replace('\n', "; "))
}
