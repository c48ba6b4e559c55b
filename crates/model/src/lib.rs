//! The nouns of the record: reports, spans, days, ids and everything that is
//! written down about a report, each with the words it rests on.
//!
//! This crate knows no other crate of dateline and does no input or output.
//! The JSON form of every type here is the contract that users' scripts rely on.

mod changes;
mod correction;
mod edtf;
mod event;
mod excerpt;
mod figure;
mod id;
mod links;
mod mention;
mod place;
mod reading;
mod report;
mod span;
mod statement;
mod time;

pub use changes::changed_paragraphs;
pub use correction::{Correction, Does, Target, shares_most};
pub use edtf::Edtf;
pub use event::{Event, EventAct, Mode, Party, Sector, Status};
pub use excerpt::{Excerpt, TextIndex};
pub use figure::{Figure, FigureStatus, Rate};
pub use id::{Id, derive_id};
pub use links::{
    Account, Bound, Difference, Fact, OfficeHeld, Opposed, Part, Person, SameEvent, SameFigure,
    SameStatement, Story, Told, Verdict, Voice,
};
pub use mention::{Mention, MentionKind};
pub use place::{Place, PlaceRef, Precision};
pub use reading::{Kind, Kinds, Reading, Record};
pub use report::{Aside, AsideKind, Report};
pub use span::{Byte, CodePoint, Span};
pub use statement::{Cue, Manner, Speaker, Statement, StatementAct, Venue};
pub use time::{Time, Timex3, TimexType, When};
