//! From an annotated report to what it says: mentions, times, places,
//! statements, events and figures, each with the words it rests on.
//!
//! It knows one report at a time, and neither storage nor other reports.
//! Like the analysis it is total: what is uncertain is in the values.

pub use dateline_scene::{Entities, Scene};

use dateline_events::{DeedCandidate, EventCandidate};
use dateline_gazetteer::Gazetteer;
use dateline_language::{Annotated, Depth};
use dateline_model::{Kind, Kinds, Reading, Report};

/// What events are told from.
fn before_events() -> Kinds {
    Kinds::NONE.with(Kind::Place).with(Kind::Statement)
}

/// Reads what reports say. Made once, shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    parties: dateline_parties::Resolver,
    times: dateline_times::Finder,
    places: dateline_places::Finder,
    statements: dateline_statements::Finder,
    events: dateline_events::Finder,
    figures: dateline_figures::Finder,
}

impl Extractor {
    /// The extractor with the lexicons and models in the binary.
    pub fn embedded() -> Self {
        Extractor {
            parties: dateline_parties::Resolver::embedded(),
            times: dateline_times::Finder::embedded(),
            places: dateline_places::Finder::new(Gazetteer::embedded()),
            statements: dateline_statements::Finder::embedded(),
            events: dateline_events::Finder::embedded(),
            figures: dateline_figures::Finder::embedded(),
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
    pub fn with_event_weights(mut self, weights: dateline_events::Weights) -> Self {
        self.events.set_weights(weights);
        self
    }

    /// What the classifier of events is given to decide in a report.
    pub fn event_candidates(&self, report: &Report, annotated: &Annotated<'_>) -> Vec<EventCandidate> {
        self.events.candidates(&self.scene(report, annotated, before_events()))
    }

    /// The tellings of violence in a report, to learn which tell of deeds, and which of one.
    pub fn deed_candidates(&self, report: &Report, annotated: &Annotated<'_>) -> Vec<DeedCandidate> {
        self.events.deed_candidates(&self.scene(report, annotated, before_events()))
    }

    /// The parties and places of a report, with what it tells of each.
    pub fn entities(&self, report: &Report, annotated: &Annotated<'_>) -> Entities {
        self.parties.resolve(&Scene::new(report, annotated))
    }

    /// The noun phrases of a text that stand for one thing, as ranges of words: parties, places and
    /// things alike, for measuring coreference.
    pub fn chains(&self, annotated: &Annotated<'_>) -> Vec<Vec<std::ops::Range<usize>>> {
        self.parties.chains(annotated)
    }

    /// Reads the kinds that are wanted.
    pub fn read(&self, report: &Report, annotated: &Annotated<'_>, kinds: Kinds) -> Reading {
        self.scene(report, annotated, kinds).into_reading(kinds)
    }

    /// A report in which the kinds that are wanted are found, and what those stand on.
    pub fn scene<'a>(&self, report: &'a Report, annotated: &'a Annotated<'a>, kinds: Kinds) -> Scene<'a> {
        let wants = |kinds_of: &[Kind]| kinds_of.iter().any(|&kind| kinds.has(kind));
        let mut scene = Scene::new(report, annotated);
        if wants(&[Kind::Mention, Kind::Statement, Kind::Event, Kind::Figure, Kind::Place]) {
            scene.entities = self.parties.resolve(&scene);
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
        scene
    }
}
