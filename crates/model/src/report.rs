//! A report as it came in: text with a day.

use crate::{Excerpt, Id};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One news report. `text` is kept to the character; what is no part of the reporting
/// is marked in `asides`, never removed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Given by the input, else derived from the content.
    pub id: Id,
    /// What it came under: path, URL, or file and record offset in a feed or archive.
    pub given: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The people who wrote it.
    pub byline: Vec<String>,
    /// Where it says it was written ("BRUSSELS —").
    pub dateline: Option<Excerpt>,
    /// A day (`2025-04-04`) or an RFC 3339 instant; none leaves relative dates unresolved.
    pub published: Option<String>,
    /// BCP 47 tag of the language it is in, where known.
    pub language: Option<String>,
    /// The text, to the character.
    pub text: String,
    /// Stretches that are no part of the reporting, in order.
    pub asides: Vec<Aside>,
}

impl Report {
    /// The day that [`Report::published`] is or falls on, as it is printed there.
    pub fn day(&self) -> Option<Date> {
        self.published.as_deref()?.get(..10)?.parse().ok()
    }
}

/// A stretch of a report's text that is no part of the reporting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Where it stands; in JSON its `start`, `end` and `text` stand beside `kind`.
    #[serde(flatten)]
    pub span: Excerpt,
}

/// What an aside is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsideKind {
    /// The words under a picture.
    Caption,
    /// Whose picture or text it is.
    Credit,
    /// A title or summary standing in the text.
    Headline,
    /// Who wrote it, standing in the text.
    Byline,
    /// The day or time it was put out, standing in the text.
    Datestamp,
    /// "Read more", next stories, newsletter boxes.
    Teaser,
    /// "(Reporting by …)", copyright lines.
    SignOff,
}
