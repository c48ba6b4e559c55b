//! A story at a glance: its weightiest statements, its figures as ranges, its days.

use crate::{Ask, AskError, Called, Tone};
use dateline_model::{Account, Figure, Id, Manner, SameFigure, Statement, Verdict};
use dateline_record::{Facets, FigureFilter, Kept, ReportFilter, ReportLine, StoryFilter, StoryLine};
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
    /// What is counted: of each measure one fact, the one that most accounts give.
    pub figures: Vec<FigureRange>,
    /// Reports a day.
    pub days: Vec<(String, usize)>,
    /// Its reports that were not analysed, by their language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub unread: BTreeMap<String, u64>,
    /// The number of its report that was kept last: what comes later has a greater one.
    #[serde(skip)]
    pub newest: i64,
    /// What it can be called by.
    #[serde(skip)]
    pub called: Called,
    /// What is claimed and denied in it, at most two.
    #[serde(skip)]
    pub opposed: Vec<crate::OpposedAnswer>,
}

/// What one account gives for a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureGiven {
    /// The least.
    pub low: Option<f64>,
    /// The most.
    pub high: Option<f64>,
    /// Whether the words leave it open.
    pub approximate: bool,
    /// By whose word; none where the report itself says so.
    pub by: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The report it stands in.
    pub report: Id,
    /// The figure.
    pub figure: Id,
}

/// What several accounts give for one fact.
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
    /// Each account with whose it is, those that say the same once.
    #[serde(skip)]
    pub accounts: Vec<FigureGiven>,
    /// Whether not all of them can be true.
    #[serde(skip)]
    pub is_disputed: bool,
}

/// Measures that people look for first.
pub(crate) const WEIGHTY: [&str; 8] =
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
        self.stories_like(filter)?.into_iter().map(|line| self.card(line)).collect()
    }

    /// What occurs in some stories: places, outlets, speakers, acts, at most so many of each.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn facets(&self, stories: &[Id], most: usize) -> Result<Facets, AskError> {
        Ok(self.store.facets_of(stories, most)?)
    }

    /// Stories that fit, without what stands on their cards.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn stories_like(&self, filter: &StoryFilter) -> Result<Vec<StoryLine>, AskError> {
        let also_by = filter.by.as_deref().map(crate::also_called).unwrap_or_default();
        Ok(self.store.stories_like(&StoryFilter { also_by, ..filter.clone() })?)
    }

    fn card(&self, line: StoryLine) -> Result<StoryCard, AskError> {
        let id = line.story.id.clone();
        let said = self.said_in(&id)?;
        let reports = self.store.reports_of(&id)?;
        let mut days: BTreeMap<String, usize> = BTreeMap::new();
        for report in &reports {
            *days.entry(report.day.clone().unwrap_or_default()).or_default() += 1;
        }
        days.remove("");
        let mut opposed = crate::each_once(self.opposed_whole(Some(&id))?);
        opposed.truncate(2);
        let called = self.called_with(&line, &reports, Some(&said))?;
        Ok(StoryCard {
            unread: self.unread_of(&id)?,
            statements: weightiest(said),
            figures: self.figures_of(&id, &reports)?,
            days: days.into_iter().collect(),
            newest: reports.iter().map(|report| report.number).max().unwrap_or_default(),
            called,
            opposed,
            line,
        })
    }

    /// Of each weighty measure one fact: that on which accounts differ, else that which most give,
    /// else the first figure of one report. What is counted of other deeds is never added to it.
    fn figures_of(&self, story: &Id, reports: &[ReportLine]) -> Result<Vec<FigureRange>, AskError> {
        let source =
            |report: &Id| reports.iter().find(|line| line.id == *report).and_then(|line| line.source.clone());
        let mut facts = self.store.facts(Some(story))?;
        facts.sort_by_key(|fact| (fact.verdict != Verdict::Differ, std::cmp::Reverse(fact.accounts.len())));
        let mut ranges: Vec<FigureRange> = Vec::new();
        let is_new = |ranges: &[FigureRange], what: &str| {
            WEIGHTY.contains(&what) && !ranges.iter().any(|range| range.what == what)
        };
        for fact in facts {
            if is_new(&ranges, &fact.about.what) {
                ranges.extend(range(&fact, &source));
            }
        }
        let mut counted = self.store.figures(&FigureFilter {
            story: Some(story.clone()),
            limit: Some(80),
            ..Default::default()
        })?;
        // What belongs to a deed goes before what is only told along with it.
        counted.sort_by_key(|one| (one.record.part_of.is_some(), one.record.event.is_none()));
        for one in counted {
            if is_new(&ranges, &one.record.what) {
                let account =
                    one.record.account.as_ref().map(|id| self.store.statement(id)).transpose()?.flatten();
                let by = account.and_then(|one| Some(one.record.speakers.first()?.name.clone()));
                ranges.push(alone(&one, by));
            }
        }
        ranges.sort_by_key(|range| WEIGHTY.iter().position(|what| *what == range.what));
        ranges.truncate(4);
        Ok(ranges)
    }

    /// The last day on which reports were published; one that has not come yet, which is a mistake of whoever
    /// dated the report, only where there is no other.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn latest_day(&self) -> Result<Option<String>, AskError> {
        let latest = |until: Option<String>| -> Result<Option<String>, AskError> {
            let filter =
                ReportFilter { until, limit: Some(1), latest_first: true, ..ReportFilter::default() };
            Ok(self.store.reports(&filter)?.into_iter().next().and_then(|line| line.day))
        };
        match latest(crate::days::last_that_came())? {
            Some(day) => Ok(Some(day)),
            None => latest(None),
        }
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
        // "I" and "officials" tell a reader less than a name.
        let is_named =
            |name: &str| name.chars().next().is_some_and(char::is_uppercase) && name.chars().count() > 3;
        let named = if statement.speakers.iter().any(|one| is_named(&one.name)) { 0.0 } else { -3.0 };
        tone + manner + office + named + f64::from(statement.confidence)
    };
    statements.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let mut seen = BTreeSet::new();
    statements.retain(|one| seen.insert(one.record.speakers.first().map(|speaker| speaker.name.clone())));
    statements.truncate(3);
    statements
}

fn range(fact: &SameFigure, source: &dyn Fn(&Id) -> Option<String>) -> Option<FigureRange> {
    let first = fact.accounts.first()?;
    let mut accounts: Vec<FigureGiven> = Vec::new();
    let mut sources: Vec<String> = Vec::new();
    for account in &fact.accounts {
        let given = given(account, source(&account.report));
        sources.extend(given.source.clone().filter(|source| !sources.contains(source)));
        let is_known = accounts.iter().any(|one| {
            (one.low, one.high, &one.by) == (given.low, given.high, &given.by)
                && (given.by.is_some() || one.source == given.source)
        });
        if !is_known {
            accounts.push(given);
        }
    }
    let ends = |pick: fn(&Account) -> Option<f64>| fact.accounts.iter().filter_map(pick);
    Some(FigureRange {
        what: fact.about.what.clone(),
        low: ends(|one| one.least().or(one.most())).reduce(f64::min),
        high: ends(|one| one.most().or(one.least())).reduce(f64::max),
        figure: first.record.clone(),
        report: first.report.clone(),
        sources,
        accounts,
        is_disputed: fact.verdict == Verdict::Differ,
    })
}

fn given(account: &Account, source: Option<String>) -> FigureGiven {
    FigureGiven {
        low: account.least(),
        high: account.most(),
        approximate: account.approximate,
        by: account.by.clone(),
        source,
        report: account.report.clone(),
        figure: account.record.clone(),
    }
}

/// A figure that only one report gives.
fn alone(one: &Kept<Figure>, by: Option<String>) -> FigureRange {
    let figure = &one.record;
    FigureRange {
        what: figure.what.clone(),
        low: figure.low,
        high: figure.high,
        figure: figure.id.clone(),
        report: one.from.id.clone(),
        sources: one.from.source.iter().cloned().collect(),
        accounts: vec![FigureGiven {
            low: figure.low,
            high: figure.high,
            approximate: figure.approximate,
            by,
            source: one.from.source.clone(),
            report: one.from.id.clone(),
            figure: figure.id.clone(),
        }],
        is_disputed: false,
    }
}
