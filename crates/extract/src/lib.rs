//! From an annotated report to what it says: mentions, times, places,
//! statements, events and figures, each with the words it rests on.
//!
//! It knows one report at a time, and neither storage nor other reports.
//! Like the analysis it is total: what is uncertain is in the values.

mod coreference;
mod events;
mod figures;
mod numbers;
pub mod places;
mod scene;
mod statements;
mod times;

pub use events::{
    CLASSES as EVENT_CLASSES, DeedCandidate, DeedWeights, EventCandidate, Weights as EventWeights,
};
pub use scene::{Entities, Entity, EntityMention, Found, MentionForm, Scene, Thing};
pub use statements::training as statement_training;

use dateline_gazetteer::Gazetteer;
use dateline_language::{Annotated, Depth};
use dateline_model::{Kind, Kinds, Reading, Report};

/// Reads what reports say. Made once, shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    coreference: coreference::Resolver,
    times: times::Finder,
    places: places::Finder,
    statements: statements::Finder,
    events: events::Finder,
    figures: figures::Finder,
}

impl Extractor {
    /// The extractor with the lexicons and models in the binary.
    pub fn embedded() -> Self {
        Extractor {
            coreference: coreference::Resolver::new(),
            times: times::Finder::new(),
            places: places::Finder::new(Gazetteer::embedded()),
            statements: statements::Finder::new(),
            events: events::Finder::new(),
            figures: figures::Finder::new(),
        }
    }

    /// How far the analysis has to go for the kinds that are wanted.
    pub fn depth(kinds: Kinds) -> Depth {
        let needs_trees = [Kind::Mention, Kind::Statement, Kind::Event, Kind::Figure];
        if needs_trees.into_iter().any(|kind| kinds.has(kind)) {
            Depth::Trees
        } else if kinds.has(Kind::Place) {
            Depth::Names
        } else {
            // Times are read from the words of the text alone.
            Depth::Words
        }
    }

    /// The same with other weights for the roots of events, to measure what was learned.
    #[must_use]
    pub fn with_event_weights(mut self, weights: EventWeights) -> Self {
        self.events.set_weights(weights);
        self
    }

    /// What the classifier of events is given to decide in a report.
    pub fn event_candidates(&self, report: &Report, annotated: &Annotated<'_>) -> Vec<EventCandidate> {
        self.events.candidates(&self.scene_for_events(report, annotated))
    }

    /// The tellings of violence in a report, to learn which tell of deeds, and which of one.
    pub fn deed_candidates(&self, report: &Report, annotated: &Annotated<'_>) -> Vec<DeedCandidate> {
        self.events.deed_candidates(&self.scene_for_events(report, annotated))
    }

    fn scene_for_events<'a>(&self, report: &'a Report, annotated: &'a Annotated<'a>) -> Scene<'a> {
        let mut scene = Scene::new(report, annotated);
        scene.entities = self.coreference.resolve(&scene);
        scene.times = self.times.find(&scene);
        scene.places = self.places.find(&scene);
        scene.statements = self.statements.find(&scene);
        scene
    }

    /// The parties and places of a report, with what it tells of each.
    pub fn entities(&self, report: &Report, annotated: &Annotated<'_>) -> Entities {
        self.coreference.resolve(&Scene::new(report, annotated))
    }

    /// The noun phrases of a text that stand for one thing, as ranges of words: parties, places and
    /// things alike, for measuring coreference.
    pub fn chains(&self, annotated: &Annotated<'_>) -> Vec<Vec<std::ops::Range<usize>>> {
        self.coreference.chains(annotated)
    }

    /// Reads the kinds that are wanted, and what those stand on.
    pub fn read(&self, report: &Report, annotated: &Annotated<'_>, kinds: Kinds) -> Reading {
        let wants = |kinds_of: &[Kind]| kinds_of.iter().any(|&kind| kinds.has(kind));
        let mut scene = Scene::new(report, annotated);
        if wants(&[Kind::Mention, Kind::Statement, Kind::Event, Kind::Figure, Kind::Place]) {
            scene.entities = self.coreference.resolve(&scene);
        }
        if wants(&[Kind::Time, Kind::Statement, Kind::Event, Kind::Figure]) {
            scene.times = self.times.find(&scene);
        }
        if wants(&[Kind::Place, Kind::Event, Kind::Figure]) {
            scene.places = self.places.find(&scene);
        }
        if wants(&[Kind::Statement, Kind::Event, Kind::Figure]) {
            scene.statements = self.statements.find(&scene);
        }
        if wants(&[Kind::Event, Kind::Figure]) {
            scene.events = self.events.find(&scene);
        }
        if wants(&[Kind::Figure]) {
            scene.figures = self.figures.find(&scene);
        }
        scene.into_reading(kinds)
    }
}
