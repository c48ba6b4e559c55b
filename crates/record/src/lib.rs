//! Keeping and finding the record: one SQLite file that holds whole reports only,
//! whatever happens while it is written, and takes the same report twice without change.
//!
//! It knows nothing of HTML, and its callers nothing of SQL.

mod blocks;
mod by_day;
mod check;
mod conditions;
mod copies;
mod corrections;
mod coverage;
mod crc;
mod entries;
mod error;
mod filters;
mod find;
mod forget;
mod functions;
mod held;
mod holders;
mod keep;
mod lines;
mod linking;
mod links;
mod packed;
mod postings;
mod readings;
mod settable;
mod shorten;
mod store;
mod stories;
mod terse;
mod whole;
mod words;

pub use check::Checked;
pub use copies::Compacted;
pub use coverage::{Covered, Stretch};
pub use error::RecordError;
pub use filters::{EventFilter, FigureFilter, ReportFilter, StatementFilter};
pub use find::{Counts, IdTable, Kept, ReportLine};
pub use forget::Forgotten;
pub use keep::{Keeping, Outcome};
pub use linking::{ClusterKept, Due, NearKept, StoryOutline};
pub use links::{PlaceSeen, StoryLine, StoryLinks};
pub use readings::ReadBy;
pub use settable::{Settable, settable};
pub use store::{Store, content_hash};
pub use stories::{Facets, StoryFilter};
pub use whole::WholeError;
