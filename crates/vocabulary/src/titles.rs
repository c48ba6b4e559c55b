//! What stands before, and behind, the names of people.

use crate::compiled_in;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::OnceLock;

/// The classes of titles, in small letters.
#[derive(Debug, Deserialize)]
pub struct Titles {
    /// "Mrs", "Dr".
    pub address: HashSet<String>,
    /// "Sen": offices cut short.
    pub short: HashSet<String>,
    /// "Col": ranks cut short.
    pub short_ranks: HashSet<String>,
    /// "Colonel", "Inspector".
    pub ranks: HashSet<String>,
    /// "Queen", "Emir".
    pub crowns: HashSet<String>,
    /// "Bishop", "Imam".
    pub clergy: HashSet<String>,
    /// "President", "Envoy".
    pub offices: HashSet<String>,
    /// "Economist", "Coach".
    pub callings: HashSet<String>,
    /// "Counterpart": what somebody is to somebody else.
    pub relations: HashSet<String>,
    /// "Uncle".
    pub kin: HashSet<String>,
    /// "Jr", behind a name.
    pub suffixes: HashSet<String>,
}

impl Titles {
    /// Whether a word stands before names: of any class, save what somebody is to somebody else.
    pub fn is_title(&self, word: &str) -> bool {
        self.is_address(word) || self.is_office(word) || self.kin.contains(word)
    }

    /// Whether a word is a form of address alone, short or long, which says nothing of an office.
    pub fn is_address(&self, word: &str) -> bool {
        [&self.address, &self.short, &self.short_ranks].iter().any(|class| class.contains(word))
    }

    /// Whether a word is a rank, whole or cut short.
    pub fn is_rank(&self, word: &str) -> bool {
        self.ranks.contains(word) || self.short_ranks.contains(word)
    }

    /// Whether a word says what somebody is: an office, a rank, a calling.
    pub fn is_office(&self, word: &str) -> bool {
        [&self.ranks, &self.crowns, &self.clergy, &self.offices, &self.callings]
            .iter()
            .any(|class| class.contains(word))
    }
}

/// The list.
pub fn titles() -> &'static Titles {
    static LIST: OnceLock<Titles> = OnceLock::new();
    LIST.get_or_init(|| compiled_in("titles.toml", include_str!("../lexicon/titles.toml")))
}

#[cfg(test)]
mod tests {
    use super::titles;

    #[test]
    fn each_class_is_what_it_says() {
        let list = titles();
        assert!(list.is_title("mrs") && list.is_address("mrs") && !list.is_office("mrs"));
        assert!(list.is_title("colonel") && list.is_office("colonel") && !list.is_address("colonel"));
        assert!(list.is_title("uncle") && !list.is_office("uncle"));
        assert!(!list.is_title("counterpart") && !list.is_title("table"));
    }
}
