//! What is new since a day: stories, differences, denials, moves, rewritten texts.

use crate::{Ask, AskError, Called, OpposedAnswer, first_day};
use dateline_model::{Difference, Id, Kinds};
use dateline_record::{ReportFilter, ReportLine, StoryFilter, StoryLine};
use dateline_resolve::{Concept, Issue, Lane};
use serde::Serialize;

/// What is new since a day.
#[derive(Clone, Debug, Serialize)]
pub struct Changes {
    /// The day.
    pub since: String,
    /// The last day that the record has a report of.
    pub latest: Option<String>,
    /// Stories that have reports since then, the latest first.
    pub stories: Vec<StoryChange>,
    /// Whether there are more stories than are told.
    pub has_more: bool,
    /// Sides that moved on an issue since then.
    pub moved: Vec<Moved>,
    /// Reports of these days whose text was changed after it was first read.
    pub rewritten: Vec<ReportLine>,
}

/// A story that is new, or has grown.
#[derive(Clone, Debug, Serialize)]
pub struct StoryChange {
    /// The story.
    #[serde(flatten)]
    pub line: StoryLine,
    /// Whether it has no report from before.
    pub is_new: bool,
    /// What it can be called by.
    #[serde(skip)]
    pub called: Called,
    /// Its reports since the day.
    pub reports: Vec<ReportLine>,
    /// Facts on which its accounts differ.
    pub differences: Vec<Difference>,
    /// What one claims and another denies in it.
    pub opposed: Vec<OpposedAnswer>,
}

/// A side that turned from for to against, or back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    /// On what.
    pub issue: String,
    /// The side's stands; its changes are only those since the day.
    pub lane: Lane,
}

/// Stories that are told, and reports that are looked through for moves.
const STORIES: usize = 40;
const LOOKED_THROUGH: usize = 150;

impl Ask<'_> {
    /// What is new since a day (of a month or a year: its first); without one, since the day before the last that the record has a
    /// report of. A day here is the day of printing.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn changes(&self, since: Option<&str>) -> Result<Changes, AskError> {
        let latest = self.latest_day()?;
        let before =
            latest.as_deref().and_then(|day| day.parse::<jiff::civil::Date>().ok()?.yesterday().ok());
        let since = since.map(first_day).or(before.map(|day| day.to_string())).unwrap_or_default();
        let mut lines = self.store.stories_like(&StoryFilter {
            since: Some(since.clone()),
            limit: Some(STORIES + 1),
            ..StoryFilter::default()
        })?;
        let has_more = lines.len() > STORIES;
        lines.truncate(STORIES);
        let stories = lines.into_iter().map(|line| self.change(line, &since)).collect::<Result<_, _>>()?;
        Ok(Changes {
            stories,
            has_more,
            moved: self.moved(&since)?,
            rewritten: self.store.rewritten(&since, STORIES)?,
            since,
            latest,
        })
    }

    fn change(&self, line: StoryLine, since: &str) -> Result<StoryChange, AskError> {
        let id = line.story.id.clone();
        let mut reports = self.store.reports_of(&id)?;
        let all = reports.len();
        let called = self.called_with(&line, &reports, None)?;
        reports.retain(|report| report.day.as_deref().is_some_and(|day| day >= since));
        let mut differences = self.store.differences(Some(&id))?;
        differences.retain(|one| !one.compatible);
        Ok(StoryChange {
            is_new: reports.len() == all,
            called,
            reports,
            differences,
            opposed: crate::each_once(self.opposed_whole(Some(&id))?),
            line,
        })
    }

    /// The sides that moved on one of the known issues in the reports since a day.
    fn moved(&self, since: &str) -> Result<Vec<Moved>, AskError> {
        let lines = self.store.reports(&ReportFilter {
            limit: Some(LOOKED_THROUGH),
            latest_first: true,
            ..ReportFilter::default()
        })?;
        let readings = self.readings(lines.iter().map(|line| &line.id), Kinds::ALL)?;
        let people = self.people_named(&readings)?;
        let reads: Vec<_> = readings.iter().map(|(report, reading)| (report, reading)).collect();
        let issues: Vec<Issue> =
            Concept::shipped().iter().map(|concept| Issue::of(&concept.name, &[])).collect();
        let mut moved = Vec::new();
        for (issue, lanes) in issues.iter().zip(dateline_resolve::positions_on(&reads, &issues, &people)) {
            for mut lane in lanes.into_iter().filter(|lane| lane.official) {
                let marks = &lane.marks;
                lane.changes.retain(|change| {
                    let day = marks.get(change.to).and_then(dateline_resolve::Mark::day);
                    day.is_some_and(|day| day >= since)
                });
                if !lane.changes.is_empty() {
                    moved.push(Moved { issue: issue.name().to_owned(), lane });
                }
            }
        }
        Ok(moved)
    }

    /// The sentence that a figure or a statement stands in, on one line; none where there is no such
    /// line of the record.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn sentence_of(
        &self,
        record: &Id,
    ) -> Result<Option<(ReportLine, dateline_model::Excerpt, String)>, AskError> {
        let figure = self.store.figure(record)?.map(|one| (one.from, one.record.evidence));
        let found = match figure {
            Some(found) => Some(found),
            None => self.store.statement(record)?.map(|one| (one.from, one.record.evidence)),
        };
        let found = match found {
            Some(found) => Some(found),
            None => self.store.event(record)?.map(|one| (one.from, one.record.evidence)),
        };
        let Some((from, evidence)) = found else { return Ok(None) };
        let text = self.store.text(&from.id)?.unwrap_or_default();
        let sentence = dateline_resolve::sentence_around(&text, &evidence);
        Ok(Some((from, evidence, sentence)))
    }
}
