//! How claims are denied: the lexicon, read once.

use serde::Deserialize;
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
    pub(crate) untrue: Vec<String>,
    pub(crate) wrong: Vec<String>,
    pub(crate) charges: Vec<String>,
    pub(crate) charged: Vec<String>,
    pub(crate) pending: Vec<String>,
    pub(crate) pointing: Vec<String>,
    pub(crate) turning: BTreeSet<String>,
    pub(crate) wishes: BTreeSet<String>,
    pub(crate) through: BTreeSet<String>,
    pub(crate) holding: BTreeSet<String>,
    pub(crate) light: BTreeSet<String>,
    pub(crate) undone: BTreeSet<String>,
    pub(crate) not_only: BTreeSet<String>,
    pub(crate) one_thing: Vec<String>,
    pub(crate) kinds: Vec<String>,
    pub(crate) corrective: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run them"))]
    pub(crate) example: Vec<Example>,
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
    /// Which kind of people or body a phrase ends in the name of: two kinds are two.
    pub(crate) fn kind_of(&self, name: &str) -> Option<usize> {
        let lower = name.to_lowercase();
        let last = lower.rsplit(' ').next().unwrap_or_default();
        self.kinds.iter().position(|set| set.split(' ').any(|kind| kind == last))
    }
}

pub(crate) fn denials() -> &'static Denials {
    static DENIALS: OnceLock<Denials> = OnceLock::new();
    DENIALS.get_or_init(|| {
        toml::from_str(include_str!("../lexicon/denials.toml"))
            .expect("the lexicon in the binary is whole: the tests read it")
    })
}
