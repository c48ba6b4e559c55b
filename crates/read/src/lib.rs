//! From any form a report arrives in to a report. It knows nothing of language.
//!
//! [`reports`] takes paths and gives reports one after the other; [`pieces`] gives the same
//! undone, so that many threads can share the work of reading them.
//!
//! ```
//! use dateline_read::{Options, reports_in};
//! let dated = b"date 1995-11-21 DAYTON, Ohio (Valley Wire) - The talks ended on Tuesday.".to_vec();
//! let read = reports_in("dayton.txt", dated, &Options::default());
//! let report = read.into_iter().next().unwrap().unwrap();
//! assert_eq!(report.published.as_deref(), Some("1995-11-21"));
//! assert_eq!(report.dateline.unwrap().text, "DAYTON, Ohio");
//! ```

mod agency;
mod archive;
mod asides;
mod dated_text;
mod day;
mod decode;
mod docx;
mod failure;
mod feed;
mod fetch;
mod fields;
mod future;
mod intake;
mod json_lines;
mod mail;
pub mod markup;
pub mod page;
mod printed_day;
mod undated;
mod watch;
mod wide;
mod xml;

pub use asides::mark_asides;
pub use failure::{Failure, Topic, Weight};
pub use feed::{Address, Entry};
pub use fetch::{FetchOptions, Fetched, Fetcher, Refused, Robots, Validators, public_agent};
pub use fields::{Field, Mapping};
pub use intake::{Options, Piece, Pieces, Reports, Rows, Run, pieces, reports, reports_in};
pub use watch::{Kept, News, Settings, Source, Sources, Watcher, forget_watched, wrong_in_toml};
