//! The word lists from which the act of a quotation is read.

use super::super::phrases::Phrases;
use serde::Deserialize;

/// The word lists, from `lexicon/acts.toml`.
#[derive(Debug)]
pub(crate) struct ActWords {
    pub(super) blame: Phrases,
    pub(super) bad: Phrases,
    pub(super) good: Phrases,
    pub(super) incident: Phrases,
    pub(super) consequence: Phrases,
    pub(super) danger: Phrases,
    pub(super) ruin: Phrases,
    pub(super) denial: Phrases,
    pub(super) help: Phrases,
    pub(super) knowing: Phrases,
    pub(super) alarm: Phrases,
    pub(super) measure: Phrases,
    pub(super) under_way: Phrases,
    pub(super) giving_in: Phrases,
    pub(super) consenting: Phrases,
    pub(super) claims: Phrases,
    pub(super) reporters: Phrases,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActFile {
    blame: Vec<String>,
    bad: Vec<String>,
    good: Vec<String>,
    incident: Vec<String>,
    consequence: Vec<String>,
    danger: Vec<String>,
    ruin: Vec<String>,
    denial: Vec<String>,
    help: Vec<String>,
    knowing: Vec<String>,
    alarm: Vec<String>,
    measure: Vec<String>,
    under_way: Vec<String>,
    giving_in: Vec<String>,
    consenting: Vec<String>,
    claims: Vec<String>,
    reporters: Vec<String>,
}

impl ActWords {
    /// The ones in the binary.
    pub fn embedded() -> Self {
        let file: ActFile =
            dateline_vocabulary::compiled_in("acts.toml", include_str!("../../lexicon/acts.toml"));
        ActWords {
            blame: Phrases::new(&file.blame),
            bad: Phrases::new(&file.bad),
            good: Phrases::new(&file.good),
            incident: Phrases::new(&file.incident),
            consequence: Phrases::new(&file.consequence),
            danger: Phrases::new(&file.danger),
            ruin: Phrases::new(&file.ruin),
            denial: Phrases::new(&file.denial),
            help: Phrases::new(&file.help),
            knowing: Phrases::new(&file.knowing),
            alarm: Phrases::new(&file.alarm),
            measure: Phrases::new(&file.measure),
            under_way: Phrases::new(&file.under_way),
            giving_in: Phrases::new(&file.giving_in),
            consenting: Phrases::new(&file.consenting),
            claims: Phrases::new(&file.claims),
            reporters: Phrases::new(&file.reporters),
        }
    }
}
