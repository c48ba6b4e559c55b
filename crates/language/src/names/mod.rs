//! Names: a trained tagger, what the lexicons know, and what the rest of the text shows.

mod bodies;
mod datelines;
mod discourse;
mod features;
mod finder;
mod found;
mod glued;
mod introduced;
mod lexical;
mod lexicon;
mod tagger;
mod titled;

pub use features::{Features, Lexical};
pub use finder::{Source, find};
pub use lexical::lexical;
pub use lexicon::Lexicon;
pub use tagger::{Stretch, TAGS, Tagger, UNSEEN, best_path, may_follow, stretches};
