//! Who and what is mentioned, and which mentions are one.
//!
//! Noun phrases are read from tags and names; what each says of an office, a state, a part of
//! society stays with it; then sieves join them, the surest first (after Lee et al. 2013,
//! "Deterministic coreference resolution based on entity-centric, precision-ranked rules").

mod affiliations;
mod appositions;
mod called;
mod clusters;
mod documents;
mod entities;
mod groups;
mod homes;
mod interviews;
mod introduced;
mod lexicon;
mod names;
mod offices;
mod phrases;
mod pronouns;
mod resolved;
mod resumed;
mod roles;
mod spellings;
mod telling;
mod titles;
mod translated;

use affiliations::{Affiliation, Affiliations};
use clusters::Clusters;
use dateline_gazetteer::Gazetteer;
use dateline_language::Annotated;
use dateline_scene::{Entities, Scene};
use lexicon::Lexicon;
use resolved::Resolved;

/// Finds parties and places and joins the mentions of one thing.
#[derive(Debug)]
pub struct Resolver {
    lexicon: Lexicon,
    gazetteer: &'static Gazetteer,
}

impl Resolver {
    /// With the lexicons in the binary.
    pub fn embedded() -> Self {
        Resolver { lexicon: Lexicon::embedded(), gazetteer: Gazetteer::embedded() }
    }

    /// All of them, in text order.
    pub fn resolve(&self, scene: &Scene<'_>) -> Entities {
        let resolved = self.join(scene.annotated);
        entities::compose(scene, &resolved, &self.lexicon, self.gazetteer)
    }

    /// The phrases of one thing, things that are no party among them.
    pub fn chains(&self, annotated: &Annotated<'_>) -> Vec<Vec<std::ops::Range<usize>>> {
        let Resolved { phrases, clusters, .. } = self.join(annotated);
        let mut chains: Vec<Vec<std::ops::Range<usize>>> = vec![Vec::new(); phrases.len()];
        for (number, phrase) in phrases.iter().enumerate() {
            chains[clusters.find(number)].push(phrase.head..phrase.head + 1);
        }
        chains.retain(|chain| !chain.is_empty());
        chains
    }

    fn join(&self, annotated: &Annotated<'_>) -> Resolved {
        let phrases = phrases::find(annotated, &self.lexicon);
        let phrases = titles::join(phrases, annotated, &self.lexicon);
        let reader = Affiliations::new(annotated, self.gazetteer, &self.lexicon, &phrases);
        let mut affiliations: Vec<Affiliation> =
            (0..phrases.len()).map(|number| reader.of(&phrases, number)).collect();
        groups::share_titles(annotated, &phrases, &mut affiliations);
        appositions::past_offices(annotated, &phrases, &mut affiliations);
        let mut clusters = Clusters::new(&phrases, &affiliations);
        names::join(annotated, &phrases, &reader, &self.lexicon, &mut clusters);
        appositions::join(annotated, &phrases, &reader, &mut clusters);
        names::leaders(annotated, &phrases, &self.lexicon, &mut clusters);
        inherit(&affiliations, &mut clusters);
        let lexicon = &self.lexicon;
        roles::join(annotated, &phrases, &affiliations, lexicon, &mut clusters);
        pronouns::join(annotated, &phrases, lexicon, &mut clusters);
        called::join(annotated, &phrases, lexicon, &mut clusters);
        inherit(&affiliations, &mut clusters);
        homes::settle(annotated, &phrases, &affiliations, &reader, lexicon, &mut clusters);
        inherit(&affiliations, &mut clusters);
        // Now that it is known whose they are: "its director", "the Latvian president".
        roles::holders(annotated, &phrases, &affiliations, lexicon, &mut clusters);
        inherit(&affiliations, &mut clusters);
        Resolved { phrases, affiliations, clusters }
    }
}

/// "Mr Carter's envoy Alfred Atherton": whose state is known gives it to those who are theirs.
fn inherit(affiliations: &[Affiliation], clusters: &mut Clusters) {
    for (number, affiliation) in affiliations.iter().enumerate() {
        let Some(via) = affiliation.via else { continue };
        if clusters.traits(number).of.is_none()
            && let Some(of) = clusters.traits(via).of.clone()
        {
            clusters.set_of(number, of);
        }
    }
}
