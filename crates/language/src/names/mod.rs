//! Names: a trained tagger, what the lexicons know, and what the rest of the text shows.

mod features;
mod finder;
mod lexical;
mod tagger;

pub use features::{Features, Lexical};
pub use finder::find;
pub use lexical::lexical;
pub use tagger::{Stretch, TAGS, Tagger, UNSEEN, best_path, may_follow, stretches};
