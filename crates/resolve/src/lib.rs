//! Links between readings: copies, stories, people, differing accounts.
//!
//! Two layers, neither of which knows how anything is kept:
//!
//! * [`Linker`] groups reports as they arrive, from [`Features`] that fit in a few
//!   kilobytes and stand on a [`Shelf`], so that nothing is analysed twice and only what a
//!   report is like is looked at;
//! * plain functions over readings: [`people`], [`same_statements`], [`same_events`],
//!   [`facts`], [`differences`], [`voices`], [`positions`], [`timeline`], [`additions`].
//!
//! Nothing here fails for what a report may say. What a report is like is weighed against the reports
//! of the weeks around it that the record holds when it is placed; but for that, the order of arrival
//! does not show in the result where no more than 64 reports are like one and no more than 512 are
//! linked.

mod agents;
mod ages;
mod alignment;
mod answered_behind;
mod answers;
mod assertions;
mod authority;
mod background;
mod bearing;
mod beside;
mod called_untrue;
mod chain;
mod charged_parties;
mod charges;
mod claim_inside;
mod clause_words;
mod clauses;
mod clustering;
mod conditions;
mod contrast;
mod coordination;
mod cues;
mod days;
mod denial_behind;
mod denials;
mod described;
mod facts;
mod features;
mod fronted;
mod gathering;
mod given;
mod holders;
mod institutions;
mod issues;
mod known_people;
mod likeness;
mod linker;
mod looseness;
mod marks;
mod measures;
mod near;
mod offices;
mod opinions;
mod opposed;
mod origins;
mod own_titles;
mod pairs;
mod people;
mod personal_names;
mod placing;
mod positions;
mod predicate;
mod propositions;
mod publishers;
mod reach;
mod report_cast;
mod report_day;
mod report_issue;
mod report_stands;
mod rivals;
mod row;
mod same;
mod saying_evidence;
mod sayings;
mod sentences;
mod shelf;
mod sides;
mod sighting;
mod stance;
mod stand;
mod stand_words;
mod story_time;
mod surroundings;
mod tellings;
mod text_words;
mod timeline;
mod turning;
mod two_figures;
mod verbs;
mod voices;
mod ways;
mod within;
mod word_list;
mod words;

pub use authority::{Authority, settled};
pub use facts::{differences, facts};
pub use features::{Features, terms};
pub use issues::{Concept, Issue};
pub use linker::{LinkedStories, Linker};
pub use marks::Mark;
pub use near::{Edge, Near};
pub use opposed::opposed;
pub use origins::{added_by_each, additions};
pub use pairs::{LEAST_ALIKE, alike, one_text};
pub use people::{join, people};
pub use positions::{Change, Lane, positions, positions_on};
pub use publishers::{Publishers, PublishersError};
pub use same::same_events;
pub use sayings::same_statements;
pub use sentences::{first_sentence, sentence_around};
pub use shelf::{Cluster, Memory, Shelf, StoryAtAGlance, Touched};
pub use sighting::{Sighting, person_key};
pub use stand::Stance;
pub use timeline::{TimelineDay, TimelineEvidence, TimelineOptions, timeline};
pub use voices::voices;

use dateline_model::{Reading, Report};

/// A report with what it says.
pub type Read<'r> = (&'r Report, &'r Reading);
