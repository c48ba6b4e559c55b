//! Place names and the places they mean.
//!
//! Candidates come from the gazetteer and from the words around (`candidates`), a small model
//! says which of them are places (`accept`), and all names of a report together say which place
//! each one means (`resolve`). Peoples and their adjectives ("Russian") are no places; a state
//! that stands for its government ("China said") is still named as a place, and who spoke or
//! acted is kept apart, with the parties of statements and events.

mod accept;
mod candidates;
mod lexicon;
mod named_for;
mod namesakes;
mod resolve;
mod rows;
#[cfg(test)]
mod tests;

pub use accept::{SIZE as MODEL_SIZE, trained};
pub use candidates::Candidate;
pub use resolve::Weights;

use accept::Model;
use dateline_gazetteer::{Gazetteer, KnownPlace, PlaceKind};
use dateline_learn::Unfit;
use dateline_model::{Id, Place, Precision, derive_id};
use dateline_scene::Found;
use dateline_scene::Scene;
use lexicon::Lexicon;

/// Finds and resolves place names.
#[derive(Debug)]
pub struct Finder {
    gazetteer: &'static Gazetteer,
    lexicon: Lexicon,
    model: Model,
    weights: Weights,
}

impl Finder {
    /// With the lexicons in the binary.
    pub fn new(gazetteer: &'static Gazetteer) -> Self {
        Finder {
            gazetteer,
            lexicon: Lexicon::embedded(),
            model: Model::embedded(),
            weights: Weights::default(),
        }
    }

    /// With other weights for resolving, to try them.
    #[must_use]
    pub fn with_weights(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }

    /// With another model, just trained.
    ///
    /// # Errors
    /// If the file is none of places, or one of other features.
    pub fn with_model(mut self, trained: &[u8]) -> Result<Self, Unfit> {
        self.model = Model::read(trained)?;
        Ok(self)
    }

    /// All of them, in text order.
    pub fn find(&self, scene: &Scene<'_>) -> Vec<Found<Place>> {
        let candidates = candidates::candidates(self.gazetteer, &self.lexicon, scene);
        let features = accept::features(self.gazetteer, &self.lexicon, scene, &candidates);
        let score = |(candidate, features): (&Candidate, &Vec<u32>)| {
            self.model.score(features) + accept::certainty(self.gazetteer, &self.lexicon, scene, candidate)
        };
        let scores: Vec<f32> = candidates.iter().zip(&features).map(score).collect();
        let chosen = best(&candidates, &scores);
        let accepted: Vec<Candidate> = chosen.iter().map(|&at| candidates[at].clone()).collect();
        let source = scene.report.source.as_deref();
        let meant = resolve::resolve(
            self.gazetteer,
            &self.lexicon,
            &self.weights,
            scene.annotated,
            source,
            &accepted,
        );
        let sure = chosen.iter().map(|&at| scores[at]);
        accepted
            .iter()
            .zip(meant)
            .zip(sure)
            .map(|((candidate, (place, share)), score)| {
                found(scene, candidate, place, confidence(score, share))
            })
            .collect()
    }

    /// All candidates of a report with their scores and the weight of each feature, to look at.
    pub fn scores(&self, scene: &Scene<'_>) -> Vec<(Candidate, f32, Vec<f32>)> {
        self.examples(scene)
            .into_iter()
            .map(|(candidate, features)| {
                let parts = features.iter().map(|&feature| self.model.score(&[feature])).collect();
                (candidate, self.model.score(&features), parts)
            })
            .collect()
    }

    /// All candidates of a report with their features, to train the model on.
    pub fn examples(&self, scene: &Scene<'_>) -> Vec<(Candidate, Vec<u32>)> {
        let candidates = candidates::candidates(self.gazetteer, &self.lexicon, scene);
        let features = accept::features(self.gazetteer, &self.lexicon, scene, &candidates);
        candidates.into_iter().zip(features).collect()
    }
}

/// The candidates that are places: of those that overlap, the set with the highest sum of scores
/// (weighted interval scheduling). A name inside another one that is a place is none of its own:
/// "Guinea" and "Bissau" in "Guinea-Bissau".
pub fn best(candidates: &[Candidate], scores: &[f32]) -> Vec<usize> {
    // Candidates come by their first word, the longer before the shorter, so that the ones that
    // hold another stand before it, no more than a name's length away.
    let holds_another = |outer: usize, inner: usize| {
        let (outer_words, inner_words) = (candidates[outer].words, candidates[inner].words);
        scores[outer] > 0.0
            && outer_words.contains(&inner_words)
            && outer_words != inner_words
            && candidates[outer].origin != candidates::Origin::Unknown
    };
    let is_held = |at: usize| {
        (0..at)
            .rev()
            .take_while(|&outer| candidates[outer].words.start + 8 > candidates[at].words.start)
            .any(|outer| holds_another(outer, at))
    };
    let mut order: Vec<usize> =
        (0..candidates.len()).filter(|&at| scores[at] > 0.0 && !is_held(at)).collect();
    order.sort_by_key(|&at| (candidates[at].words.end, candidates[at].words.start));
    // best_until[k]: the highest sum with the first k of them.
    let mut sums = vec![0.0f32; order.len() + 1];
    let mut taken = vec![None; order.len() + 1];
    for (at, &candidate) in order.iter().enumerate() {
        let words = candidates[candidate].words;
        let before = order.partition_point(|&other| candidates[other].words.end <= words.start);
        let sum = sums[before.min(at)] + scores[candidate];
        if sum > sums[at] {
            sums[at + 1] = sum;
            taken[at + 1] = Some((before.min(at), candidate));
        } else {
            sums[at + 1] = sums[at];
        }
    }
    let mut chosen = Vec::new();
    let mut at = order.len();
    while at > 0 {
        match taken[at] {
            Some((before, candidate)) => {
                chosen.push(candidate);
                at = before;
            }
            None => at -= 1,
        }
    }
    chosen.reverse();
    chosen
}

/// How sure a place is: that it is one, by its score, and that it is this one of its name, by its share.
fn confidence(score: f32, share: f64) -> f32 {
    let is_one = 1.0 / (1.0 + (-score).exp());
    (is_one * (0.4 + 0.6 * share as f32)).clamp(0.01, 0.99)
}

fn found(
    scene: &Scene<'_>,
    candidate: &Candidate,
    place: Option<KnownPlace<'static>>,
    confidence: f32,
) -> Found<Place> {
    let span = scene.annotated.excerpt(candidate.words);
    let kind = match (place, candidate.kind) {
        (Some(place), _) => Some(place.kind.name().to_owned()),
        (None, Some("street")) => Some("facility".to_owned()),
        (None, kind) => kind.filter(|kind| !kind.is_empty()).map(str::to_owned),
    };
    let report: Id = scene.report.id.clone();
    let record = Place {
        id: derive_id("p", &[report.as_str(), &span.start.to_string(), &span.end.to_string()]),
        report,
        name: place.map_or_else(|| span.text.clone(), |place| place.name.to_owned()),
        geonames: place.and_then(|place| place.geonames),
        lat: place.map(|place| place.lat),
        lon: place.map(|place| place.lon),
        country: place.and_then(|place| place.country).map(str::to_owned),
        admin1: place.and_then(|place| Gazetteer::embedded().region_of(&place)).map(str::to_owned),
        precision: precision(place.as_ref(), kind.as_deref()),
        kind,
        confidence,
        span,
    };
    Found { words: candidate.words, record }
}

/// How wide the land is that a place stands for.
fn precision(place: Option<&KnownPlace<'_>>, kind: Option<&str>) -> Option<Precision> {
    let kind = place.map(|place| place.kind).or_else(|| PlaceKind::named(kind?))?;
    Some(match kind {
        PlaceKind::City | PlaceKind::Quarter => Precision::Town,
        PlaceKind::Region
        | PlaceKind::District
        | PlaceKind::Area
        | PlaceKind::Continent
        | PlaceKind::Mountain
        | PlaceKind::Island => Precision::Region,
        PlaceKind::Country => Precision::Country,
        PlaceKind::Facility => Precision::Point,
        // Rivers run through a land, seas lie beside it: both are water.
        PlaceKind::Water => Precision::Sea,
    })
}
