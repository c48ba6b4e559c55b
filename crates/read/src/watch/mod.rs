//! Watching sources: feeds, sitemaps and pages, polled politely; what is new is fetched and kept.

mod article;
mod links;
mod polite;
mod round;
mod sources;
mod state;

pub(crate) use polite::Polite;
pub use round::{Kept, News, Watcher};
pub use sources::{Settings, Source, Sources, wrong_in_toml};
pub use state::forget_watched;
