//! Keeping and finding the record: one SQLite file that holds whole reports only,
//! whatever happens while it is written, and takes the same report twice without change.
//!
//! It knows nothing of HTML, and its callers nothing of SQL.

mod error;
mod find;
mod keep;
mod linking;
mod links;
mod postings;
mod store;
mod stories;
mod words;

pub use error::RecordError;
pub use find::{Counts, EventFilter, FigureFilter, IdTable, Kept, ReportFilter, ReportLine, StatementFilter};
pub use keep::{Keeping, Outcome};
pub use linking::{ClusterKept, Due, NearKept, StoryOutline};
pub use links::{PlaceSeen, StoryLine, StoryLinks};
pub use store::{Store, content_hash};
pub use stories::{Facets, StoryFilter};
