//! What to find.

use dateline_model::Id;

/// Which statements to find; what is none does not restrict.
#[derive(Clone, Debug, Default)]
pub struct StatementFilter {
    /// Words of the speaker's name, office or state.
    pub by: Option<String>,
    /// The same said otherwise, of which any will do ("SRB" for "Serbia").
    pub also_by: Vec<String>,
    /// Names of which the speaker has one, word by word; none for any.
    pub names: Vec<String>,
    /// The speaker's whole name, to the letter.
    pub speaker: Option<String>,
    /// The act, as in the record.
    pub act: Option<String>,
    /// Words of what was said, or of the sentence around it.
    pub about: Option<String>,
    /// Whether the last of these words may go on.
    pub is_typing: bool,
    /// Name of a place that the report mentions.
    pub place: Option<String>,
    /// From this day on.
    pub since: Option<String>,
    /// Up to this day.
    pub until: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// A report.
    pub report: Option<Id>,
    /// A story.
    pub story: Option<Id>,
    /// The least confidence.
    pub confidence: Option<f32>,
    /// Only those in reports kept after the one of this number.
    pub after: Option<i64>,
    /// Only those in reports kept up to the one of this number.
    pub through: Option<i64>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Leaving out this many.
    pub offset: usize,
    /// The latest first; else the earliest.
    pub latest_first: bool,
}

/// Which events to find; what is none does not restrict.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Words of a party's name or state.
    pub by: Option<String>,
    /// The same said otherwise, of which any will do ("SRB" for "Serbia").
    pub also_by: Vec<String>,
    /// Names of which a party has one, word by word; none for any.
    pub names: Vec<String>,
    /// A party's whole name, to the letter.
    pub party: Option<String>,
    /// The PLOVER root.
    pub act: Option<String>,
    /// Words of the telling.
    pub about: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// From this day on.
    pub since: Option<String>,
    /// Up to this day.
    pub until: Option<String>,
    /// A report.
    pub report: Option<Id>,
    /// A story.
    pub story: Option<Id>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Leaving out this many.
    pub offset: usize,
    /// The latest first; else the earliest.
    pub latest_first: bool,
}

/// Which figures to find; what is none does not restrict.
#[derive(Clone, Debug, Default)]
pub struct FigureFilter {
    /// What is measured.
    pub what: Option<String>,
    /// Whether those are wanted too that nobody gives as true: denied, planned, supposed, superseded.
    pub with_not_given: bool,
    /// From this day on.
    pub since: Option<String>,
    /// Up to this day.
    pub until: Option<String>,
    /// A report.
    pub report: Option<Id>,
    /// A story.
    pub story: Option<Id>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Leaving out this many.
    pub offset: usize,
}

/// Which reports to find; what is none does not restrict.
#[derive(Clone, Debug, Default)]
pub struct ReportFilter {
    /// Words of title or text.
    pub words: Option<String>,
    /// Whether the last word may go on.
    pub is_typing: bool,
    /// Ways of saying of which title or text hold one: all words of it, of each word one form (with
    /// whether it may go on); none for any.
    pub sayings: Vec<Vec<Vec<(String, bool)>>>,
    /// From this day on.
    pub since: Option<String>,
    /// Up to this day.
    pub until: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Name of a place that the report mentions.
    pub place: Option<String>,
    /// Only those kept after the one of this number.
    pub after: Option<i64>,
    /// Only those kept up to the one of this number.
    pub through: Option<i64>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Leaving out this many.
    pub offset: usize,
    /// The latest first; else the earliest.
    pub latest_first: bool,
}
