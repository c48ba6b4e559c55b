//! How claims are denied: the lexicon, read once.

use crate::word_list::{WordList, spelled_out};
use crate::words::bare_name;
use dateline_vocabulary::compiled_in;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// See `lexicon/denials.toml`, which says what each list holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Denials {
    pub(crate) verbs: BTreeSet<String>,
    pub(crate) refusing: BTreeSet<String>,
    pub(crate) claims: BTreeSet<String>,
    pub(crate) accusations: BTreeSet<String>,
    #[serde(deserialize_with = "phrases")]
    pub(crate) untrue: Vec<String>,
    #[serde(deserialize_with = "phrases")]
    pub(crate) unbelieved: Vec<String>,
    pub(crate) nothing_more: BTreeSet<String>,
    pub(crate) claiming: Vec<String>,
    pub(crate) wrong: Vec<String>,
    pub(crate) charges: Vec<String>,
    pub(crate) charged: Vec<String>,
    pub(crate) pending: Vec<String>,
    pub(crate) cleared: Vec<String>,
    pub(crate) pointing: Vec<String>,
    pub(crate) turning: BTreeSet<String>,
    pub(crate) unlike: Vec<String>,
    pub(crate) differing: Vec<String>,
    pub(crate) being: BTreeSet<String>,
    pub(crate) wishes: BTreeSet<String>,
    pub(crate) duties: BTreeSet<String>,
    pub(crate) through: BTreeSet<String>,
    pub(crate) holding: BTreeSet<String>,
    pub(crate) taking: BTreeSet<String>,
    pub(crate) idle: Vec<String>,
    pub(crate) light: BTreeSet<String>,
    pub(crate) undone: BTreeSet<String>,
    pub(crate) beyond: BTreeSet<String>,
    pub(crate) not_only: BTreeSet<String>,
    pub(crate) one_thing: Vec<String>,
    pub(crate) kinds: Vec<String>,
    pub(crate) spokesmen: BTreeSet<String>,
    pub(crate) no_name: BTreeSet<String>,
    pub(crate) times: BTreeSet<String>,
    pub(crate) adverbial: BTreeSet<String>,
    pub(crate) amounts: BTreeSet<String>,
    pub(crate) behind_a_verb: BTreeSet<String>,
    pub(crate) corrective: Vec<String>,
    pub(crate) emphatic: WordList,
    pub(crate) own: WordList,
    pub(crate) theirs: WordList,
    pub(crate) nobody: WordList,
    pub(crate) somebody: WordList,
    pub(crate) definite: WordList,
    pub(crate) of_a_kind: WordList,
    pub(crate) doubtless: WordList,
    pub(crate) modal: WordList,
    pub(crate) none: WordList,
    pub(crate) opens_a_claim: WordList,
    pub(crate) elliptic_subjects: WordList,
    pub(crate) elliptic_verbs: WordList,
    pub(crate) elliptic_rest: WordList,
    pub(crate) beside_a_wish: WordList,
    pub(crate) opens_a_clause: WordList,
    pub(crate) clause_subjects: WordList,
    pub(crate) believing: WordList,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run them"))]
    pub(crate) example: Vec<Example>,
}

/// All that the phrases of a list stand for.
fn phrases<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let written = Vec::<String>::deserialize(from)?;
    Ok(written.iter().flat_map(|phrase| spelled_out(phrase)).collect())
}

/// A sentence that tells a claim and its denial.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "the tests run them"))]
pub(crate) struct Example {
    pub(crate) text: String,
    /// Who claims it, and who denies it.
    pub(crate) claims: String,
    pub(crate) denies: String,
    pub(crate) claim: String,
}

impl Denials {
    /// The dictionary form of a noun for what is claimed.
    pub(crate) fn claim_noun(&self, lower: &str) -> Option<&str> {
        self.claims.get(lower.strip_suffix('s').unwrap_or(lower)).map(String::as_str)
    }

    /// Which kind of people or body a phrase is the name of, by its head ("the *police* of Lipno"): two kinds are two.
    pub(crate) fn kind_of(&self, name: &str) -> Option<usize> {
        let bare = bare_name(name);
        let head = bare.split(" of ").next().unwrap_or_default();
        // "a *hospital* official", "the *army*'s spokesman" tell whom they speak for.
        let last = head
            .rsplit(' ')
            .map(|word| word.trim_end_matches("'s").trim_end_matches("’s"))
            .find(|word| !self.spokesmen.contains(*word))
            .unwrap_or_default();
        let is_it = |kind: &str| match kind.strip_suffix('!') {
            Some(alone) => alone == bare,
            None => kind == last,
        };
        self.kinds.iter().position(|set| set.split(' ').any(is_it))
    }

    /// The same, of those who are called by nothing but their kind: "the police".
    pub(crate) fn bare_kind_of(&self, name: &str) -> Option<usize> {
        self.kind_of(name).filter(|_| !bare_name(name).contains(' '))
    }

    /// Whether a word names a time: "*Monday's* claim" is nobody's.
    pub(crate) fn is_time(&self, lower: &str) -> bool {
        self.times.contains(lower) || lower.ends_with("day")
    }
}

pub(crate) fn denials() -> &'static Denials {
    static DENIALS: OnceLock<Denials> = OnceLock::new();
    DENIALS.get_or_init(|| compiled_in("denials.toml", include_str!("../lexicon/denials.toml")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_shows_one_of_its_words() {
        let lexicon = denials();
        for list in [
            &lexicon.emphatic,
            &lexicon.own,
            &lexicon.theirs,
            &lexicon.nobody,
            &lexicon.somebody,
            &lexicon.definite,
            &lexicon.of_a_kind,
            &lexicon.doubtless,
            &lexicon.modal,
            &lexicon.none,
            &lexicon.opens_a_claim,
            &lexicon.elliptic_subjects,
            &lexicon.elliptic_verbs,
            &lexicon.elliptic_rest,
            &lexicon.beside_a_wish,
            &lexicon.opens_a_clause,
            &lexicon.clause_subjects,
            &lexicon.believing,
        ] {
            assert!(list.is_shown(), "{list:?}");
        }
    }

    #[test]
    fn a_kind_is_told_by_the_head_of_a_name() {
        let kind = |name: &str| denials().kind_of(name);
        assert_eq!(kind("the police of Lipno"), kind("officers"));
        assert_eq!(kind("the Ministry of Defence"), kind("the ministry"));
        assert_ne!(kind("the Ministry of Defence"), kind("his lawyer"));
        assert_eq!(kind("the defence"), kind("his lawyer"));
        assert_eq!(kind("the union"), kind("workers"));
        assert_eq!(kind("a hospital official"), kind("doctors"));
        assert_eq!(kind("the army's spokeswoman"), kind("troops"));
        assert_eq!(kind("an official"), None);
        assert_eq!(kind("the Customs Union"), None);
        assert_eq!(kind("Civil Defence"), None);
        assert!(denials().bare_kind_of("the police").is_some());
        assert_eq!(denials().bare_kind_of("the Peruvian police"), None);
    }
}
