//! A story at a glance: its weightiest statements, its figures as ranges, its days.

use crate::{Ask, AskError, Tone};
use dateline_model::{Figure, Id, Manner, Statement};
use dateline_record::{Facets, FigureFilter, Kept, ReportFilter, StatementFilter, StoryFilter, StoryLine};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A story at a glance.
#[derive(Clone, Debug, Serialize)]
pub struct StoryCard {
    /// The story.
    #[serde(flatten)]
    pub line: StoryLine,
    /// The two or three weightiest statements, of different speakers.
    pub statements: Vec<Kept<Statement>>,
    /// What is counted, from the least to the most that anybody gives.
    pub figures: Vec<FigureRange>,
    /// Reports a day.
    pub days: Vec<(String, usize)>,
    /// Its reports that were not analysed, by their language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub unread: BTreeMap<String, u64>,
}

/// What several accounts give for one measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureRange {
    /// killed, injured …
    pub what: String,
    /// The least.
    pub low: Option<f64>,
    /// The most.
    pub high: Option<f64>,
    /// One of the figures, to click on.
    pub figure: dateline_model::Id,
    /// The report it stands in.
    pub report: dateline_model::Id,
    /// The outlets that give one, in the order of their reports.
    pub sources: Vec<String>,
}

/// Measures that people look for first.
const WEIGHTY: [&str; 8] =
    ["killed", "injured", "missing", "displaced", "detained", "drones", "missiles", "troops"];

impl Ask<'_> {
    /// Stories at a glance, the latest first.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn cards(&self, limit: usize, offset: usize) -> Result<Vec<StoryCard>, AskError> {
        self.cards_like(&StoryFilter { limit: Some(limit), offset, ..StoryFilter::default() })
    }

    /// Those that fit, the latest first.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn cards_like(&self, filter: &StoryFilter) -> Result<Vec<StoryCard>, AskError> {
        self.store.stories_like(filter)?.into_iter().map(|line| self.card(line)).collect()
    }

    /// What occurs in some stories: places, outlets, speakers, acts, at most so many of each.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn facets(&self, stories: &[Id], most: usize) -> Result<Facets, AskError> {
        Ok(self.store.facets_of(stories, most)?)
    }

    fn card(&self, line: StoryLine) -> Result<StoryCard, AskError> {
        let id = Some(line.story.id.clone());
        let said = self.store.statements(&StatementFilter {
            story: id.clone(),
            limit: Some(80),
            ..Default::default()
        })?;
        let counted =
            self.store.figures(&FigureFilter { story: id, limit: Some(80), ..Default::default() })?;
        let mut days: BTreeMap<String, usize> = BTreeMap::new();
        for report in self.store.reports_of(&line.story.id)? {
            *days.entry(report.day.unwrap_or_default()).or_default() += 1;
        }
        days.remove("");
        Ok(StoryCard {
            unread: self.unread_of(&line.story.id)?,
            line,
            statements: weightiest(said),
            figures: ranges(&counted),
            days: days.into_iter().collect(),
        })
    }

    /// The last days on which reports were published, with their numbers.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn latest_day(&self) -> Result<Option<String>, AskError> {
        let latest =
            self.store.reports(&ReportFilter { limit: Some(1), latest_first: true, ..Default::default() })?;
        Ok(latest.into_iter().next().and_then(|line| line.day))
    }
}

/// Statements that tell the most: conflict and denial before plain saying, own words before
/// the report's, offices before none; no speaker twice.
fn weightiest(mut statements: Vec<Kept<Statement>>) -> Vec<Kept<Statement>> {
    let weight = |one: &Kept<Statement>| {
        let statement = &one.record;
        let tone = match Tone::of_statement(statement.act) {
            Tone::Denial => 3.0,
            Tone::Conflict => 2.5,
            Tone::Cooperation => 2.0,
            Tone::Neutral => 0.5,
        };
        let manner = if statement.manner == Manner::Indirect { 0.0 } else { 1.0 };
        let office = if statement.speakers.iter().any(|one| one.office.is_some()) { 1.0 } else { 0.0 };
        let named = if statement.speakers.is_empty() { -3.0 } else { 0.0 };
        tone + manner + office + named + f64::from(statement.confidence)
    };
    statements.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let mut seen = BTreeSet::new();
    statements.retain(|one| seen.insert(one.record.speakers.first().map(|speaker| speaker.name.clone())));
    statements.truncate(3);
    statements
}

fn ranges(figures: &[Kept<Figure>]) -> Vec<FigureRange> {
    let mut ranges: Vec<FigureRange> = Vec::new();
    for one in figures {
        let figure = &one.record;
        if !WEIGHTY.contains(&figure.what.as_str()) {
            continue;
        }
        match ranges.iter_mut().find(|range| range.what == figure.what) {
            // A bound that one account leaves open may still be known from another.
            Some(range) => {
                let known = |a: Option<f64>, b: Option<f64>| a.into_iter().chain(b);
                range.low = known(range.low, figure.low.or(figure.high)).reduce(f64::min);
                range.high = known(range.high, figure.high.or(figure.low)).reduce(f64::max);
                range
                    .sources
                    .extend(one.from.source.clone().filter(|source| !range.sources.contains(source)));
            }
            None => ranges.push(FigureRange {
                what: figure.what.clone(),
                low: figure.low,
                high: figure.high,
                figure: figure.id.clone(),
                report: one.from.id.clone(),
                sources: one.from.source.iter().cloned().collect(),
            }),
        }
    }
    ranges.sort_by_key(|range| WEIGHTY.iter().position(|what| *what == range.what));
    ranges.truncate(4);
    ranges
}
