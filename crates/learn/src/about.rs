//! What a trained file says of itself, and whether that is what the code wants.
//!
//! Weights mean nothing to code whose features have others names: a file that does not fit is refused,
//! with what to do, and never read as if it did.

use crate::{Container, Damaged, Reader, Writer};
use thiserror::Error;

/// The section that says it.
const SECTION: &str = "about";

/// What the code expects of a trained file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// What it is for: "events".
    pub name: &'static str,
    /// Counts up whenever its sections change.
    pub version: u32,
    /// Hash of the set of its features (see [`crate::set`]).
    pub features: u64,
}

/// A trained file that the code cannot use.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    /// It is no trained file, or cut short.
    #[error("{name}: {damage}; take it from the repository again, or train it anew: dateline-trainer {name}")]
    Damaged {
        /// What was wanted.
        name: &'static str,
        /// What is wrong.
        damage: Damaged,
    },
    /// It is for something else.
    #[error("{name}: the file is of {found:?}; name the file of {name}")]
    Other {
        /// What was wanted.
        name: &'static str,
        /// What it is for.
        found: String,
    },
    /// It was trained for other code.
    #[error(
        "{name}: the file is of version {found} with features {found_features:016x}, the program wants \
         version {version} with features {features:016x}; train it anew: dateline-trainer {name}"
    )]
    Older {
        /// What was wanted.
        name: &'static str,
        /// Which version.
        version: u32,
        /// Which features.
        features: u64,
        /// The version it is of.
        found: u32,
        /// The features it was trained on.
        found_features: u64,
    },
}

impl Expected {
    /// Opens a file that must be this one.
    ///
    /// # Errors
    /// If it is damaged, for something else, or trained for other code.
    pub fn open<'a>(&self, bytes: &'a [u8]) -> Result<Container<'a>, Unfit> {
        let damaged = |damage| Unfit::Damaged { name: self.name, damage };
        let container = Container::parse(bytes).map_err(damaged)?;
        let about = self.section(&container, SECTION)?;
        let mut reader = Reader::new(&about);
        let found = reader.text().map_err(damaged)?;
        if found != self.name {
            return Err(Unfit::Other { name: self.name, found });
        }
        let mut number = || reader.number().map_err(damaged);
        let (version, low, high) = (number()?, number()?, number()?);
        let (found, found_features) = (version as u32, low as u64 | (high as u64) << 32);
        if (found, found_features) != (self.version, self.features) {
            let Expected { name, version, features } = *self;
            return Err(Unfit::Older { name, version, features, found, found_features });
        }
        Ok(container)
    }

    /// A section that the file must have, unpacked.
    ///
    /// # Errors
    /// If it has none of that name, or that does not unpack.
    pub fn section(&self, container: &Container<'_>, section: &str) -> Result<Vec<u8>, Unfit> {
        let damaged = |damage| Unfit::Damaged { name: self.name, damage };
        container.section(section).map_err(damaged)?.ok_or(damaged(Damaged::new("a section is missing")))
    }

    /// An empty file of this kind, to put sections in.
    pub fn container(&self) -> Container<'static> {
        let mut about = Writer::default();
        about.text(self.name);
        for number in [u64::from(self.version), self.features & 0xffff_ffff, self.features >> 32] {
            about.number(number as usize);
        }
        let mut container = Container::default();
        container.insert(SECTION, &about.bytes);
        container
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: Expected = Expected { name: "events", version: 2, features: 0x1234_5678_9abc_def0 };

    #[test]
    fn a_file_opens_only_for_what_it_was_trained_for() {
        let mut container = EVENTS.container();
        container.insert("weights", b"12");
        let bytes = container.to_bytes();
        let opened = EVENTS.open(&bytes).unwrap();
        assert_eq!(EVENTS.section(&opened, "weights").unwrap(), b"12");
        assert!(EVENTS.section(&opened, "other").unwrap_err().to_string().contains("a section is missing"));

        let says = |expected: Expected| expected.open(&bytes).unwrap_err().to_string();
        let other = says(Expected { name: "deeds", ..EVENTS });
        assert_eq!(other, "deeds: the file is of \"events\"; name the file of deeds");
        let newer = says(Expected { version: 3, ..EVENTS });
        assert!(newer.contains("version 2") && newer.contains("dateline-trainer events"), "{newer}");
        let features = says(Expected { features: 7, ..EVENTS });
        assert!(features.contains("features 123456789abcdef0"), "{features}");
    }

    #[test]
    fn what_is_no_trained_file_is_refused() {
        for bytes in [&b""[..], b"DLEVENT1 of old", &Container::default().to_bytes()] {
            assert!(matches!(EVENTS.open(bytes), Err(Unfit::Damaged { name: "events", .. })));
        }
    }
}
