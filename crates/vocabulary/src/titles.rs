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
    /// "Colonel".
    pub ranks: HashSet<String>,
    /// "Inspector".
    pub police: HashSet<String>,
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
    /// "Former", "deputy": part of an office.
    pub parts: HashSet<String>,
    /// "Current", "newly", "embattled": before an office, and no part of it.
    pub passing: HashSet<String>,
    /// "Son", "friend", "member": no office.
    pub of_others: HashSet<String>,
    /// "Ministry", "court": no office.
    pub organs: HashSet<String>,
    /// Ministries that stand last in an office: "Secretary of the *Treasury* Ama Okafor".
    pub departments: HashSet<String>,
    /// "Uncle".
    pub kin: HashSet<String>,
    /// "Jr", behind a name.
    pub suffixes: HashSet<String>,
    /// "Head", "private": of these, those that are as often another word.
    pub ambiguous: HashSet<String>,
}

impl Titles {
    /// Whether a word with a name behind it is a title: of any class, save what somebody is to somebody else
    /// and what is as often another word.
    pub fn is_title(&self, word: &str) -> bool {
        let is_any = self.is_address(word) || self.is_office(word) || self.kin.contains(word);
        is_any && !self.ambiguous.contains(word)
    }

    /// Whether a word is a form of address alone, short or long, which says nothing of an office.
    pub fn is_address(&self, word: &str) -> bool {
        [&self.address, &self.short, &self.short_ranks].iter().any(|class| class.contains(word))
    }

    /// Whether a word is a soldier's rank, whole or cut short.
    pub fn is_rank(&self, word: &str) -> bool {
        self.ranks.contains(word) || self.short_ranks.contains(word)
    }

    /// Whether a word says what somebody is: an office, a rank, a calling.
    pub fn is_office(&self, word: &str) -> bool {
        [&self.ranks, &self.police, &self.crowns, &self.clergy, &self.offices, &self.callings]
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
        assert!(list.is_office("head") && !list.is_title("head"));
        assert!(list.is_title("inspector") && !list.is_rank("inspector") && list.is_rank("maj"));
        assert!(!list.is_title("counterpart") && !list.is_title("table"));
    }
}
