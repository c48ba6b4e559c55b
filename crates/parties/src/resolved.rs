//! The noun phrases of a text, joined.

use super::affiliations::Affiliation;
use super::clusters::Clusters;
use super::phrases::Phrase;

/// Phrases of a text with what they say and which of them are one.
pub(crate) struct Resolved {
    pub phrases: Vec<Phrase>,
    pub affiliations: Vec<Affiliation>,
    pub clusters: Clusters,
}
