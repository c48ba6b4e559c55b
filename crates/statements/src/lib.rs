//! Who said what, to whom, and what was done by saying it.
//!
//! Every word that could be a cue is an *anchor*; for each, the frames of English give the
//! stretches that could be its *content* and the noun phrases that could be its *source*; a
//! small trained model chooses, or chooses none. What overlaps is settled, quotations that go
//! on are joined to theirs, and each is written down with act, addressee, venue and day.

mod act;
mod anchors;
mod appositive;
mod circumstances;
mod constructions;
mod contents;
mod context;
mod day;
#[cfg(test)]
mod examples;
mod features;
mod free_relatives;
mod hints;
mod lexicon;
mod may_say;
mod model;
mod moods;
mod noun_phrases;
mod occasions;
mod one_occasion;
mod phrases;
mod sayable;
mod saying_words;
mod selection;
mod sources;
mod subjects;
#[cfg(test)]
mod tellings;
mod tells;
mod transcripts;
mod voices;
mod writing;

mod training;

pub use model::{TABLE, Trained};
pub use training::{Gatherer, Lesson, Lessons, MarkedAttribution};

use act::ActWords;
use constructions::Constructions;
use context::Context;
use dateline_model::Statement;
use dateline_scene::Found;
use dateline_scene::Scene;
use lexicon::Lexicon;
use model::Model;

/// Finds statements.
#[derive(Debug)]
pub struct Finder {
    lexicon: Lexicon,
    acts: ActWords,
    model: Model,
    constructions: Constructions,
}

impl Finder {
    /// With the lexicons and the model in the binary.
    pub fn embedded() -> Self {
        Finder {
            lexicon: Lexicon::embedded(),
            acts: ActWords::embedded(),
            model: Model::embedded(),
            constructions: Constructions::embedded(),
        }
    }

    /// All of them, in text order.
    pub fn find(&self, scene: &Scene<'_>) -> Vec<Found<Statement>> {
        let context = Context::new(scene, &self.lexicon);
        let anchors = anchors::anchors(&context);
        let selected = selection::select(&context, &self.model, anchors);
        let selected = writing::told(&context, &self.model, selected);
        let continuing = selection::continuing(&context, &selected);
        let mut found = writing::write(&context, &self.acts, &self.model, &selected, &continuing);
        self.constructions.add(&context, &mut found);
        transcripts::add(&context, &self.acts, &mut found);
        one_occasion::share(&context, &mut found);
        found
    }
}
