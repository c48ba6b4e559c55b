//! Word lists of English, as data, and the one way in which lists are read.
//!
//! A list is TOML that is compiled in. Whatever is wrong with one – a table that the code does not know,
//! a word where a list should be – is said with its file and place, and nothing goes on with half a
//! list: every crate's tests read its lists, so that none leaves broken.

mod titles;

use serde::de::DeserializeOwned;
use thiserror::Error;

pub use titles::{Titles, titles};

/// What tells whether a person is a man or a woman: honorifics, nouns, first names.
pub const GENDERS: &str = include_str!("../lexicon/genders.toml");

/// Keys that are for readers and tests: sentences where an entry holds, or must not.
const EXAMPLES: [&str; 4] = ["example", "examples", "but_not", "source"];

/// A list that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// It is no TOML, or not of the form that the code reads.
    #[error("{file}: {reason}")]
    Broken {
        /// Which list.
        file: String,
        /// Where and why.
        reason: String,
    },
    /// It holds keys that nothing reads: most often a slip in a key's name.
    #[error("{file}: nothing reads {}; mend the names, or take them out", keys.join(", "))]
    Unknown {
        /// Which list.
        file: String,
        /// Where the keys stand.
        keys: Vec<String>,
    },
}

/// Reads a list; keys that the form does not know are an error, save those of examples.
///
/// # Errors
/// If it is no TOML, not of that form, or holds what nothing reads.
pub fn parse<T: DeserializeOwned>(file: &str, source: &str) -> Result<T, Unreadable> {
    let broken = |error: toml::de::Error| Unreadable::Broken { file: file.into(), reason: error.to_string() };
    let mut keys = Vec::new();
    let list = serde_ignored::deserialize(toml::Deserializer::parse(source).map_err(broken)?, |path| {
        let path = path.to_string();
        if !path.rsplit('.').next().is_some_and(|key| EXAMPLES.contains(&key)) {
            keys.push(path);
        }
    });
    let list = list.map_err(broken)?;
    if keys.is_empty() { Ok(list) } else { Err(Unreadable::Unknown { file: file.into(), keys }) }
}

/// Reads a list that is compiled in.
///
/// # Panics
/// If the list is broken, with its file and place: a fault of the program's own source, which the
/// tests of its crate meet first.
pub fn compiled_in<T: DeserializeOwned>(file: &str, source: &str) -> T {
    match parse(file, source) {
        Ok(list) => list,
        Err(unreadable) => unreachable!("{unreadable}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    struct List {
        entry: Vec<Entry>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Entry {
        words: Vec<String>,
        #[serde(default)]
        is_plural: bool,
    }

    #[test]
    fn a_list_is_read_with_its_examples_left_aside() {
        let list: List = parse("a.toml", "[[entry]]\nwords = ['ship']\nexample = 'A ship sank.'").unwrap();
        assert_eq!(list, List { entry: vec![Entry { words: vec!["ship".into()], is_plural: false }] });
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let says = |source| parse::<List>("a.toml", source).unwrap_err().to_string();
        let slip = says("[[entry]]\nwords = ['ship']\nis_plurl = true");
        assert_eq!(slip, "a.toml: nothing reads entry.0.is_plurl; mend the names, or take them out");
        let form = says("[[entry]]\nwords = 'ship'");
        assert!(form.starts_with("a.toml: ") && form.contains("line 2"), "{form}");
        assert!(says("[[entry").contains("line 1"));
        assert!(says("").contains("missing field `entry`"));
    }
}
