//! Where one person stood on the issues that dateline knows.

use crate::{Ask, AskError};
use dateline_model::{Id, Kinds, Statement};
use dateline_record::Kept;
use dateline_resolve::{Concept, Issue, Lane};
use serde::Serialize;
use std::collections::BTreeSet;

/// Somebody's position on something, over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// The issue.
    pub issue: String,
    /// The stands, and where the position changed.
    pub lane: Lane,
}

/// How many issues are told.
const ISSUES: usize = 5;
/// How many reports are looked through, the latest.
const REPORTS: usize = 200;

impl Ask<'_> {
    /// The issues on which whoever `is_meant` took a stand, in the reports of these statements:
    /// those with changes first, then those with most stands.
    pub(crate) fn standings(
        &self,
        statements: &[Kept<Statement>],
        is_meant: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<Standing>, AskError> {
        let mut seen = BTreeSet::new();
        let latest = statements.iter().rev().map(|one| &one.from.id).filter(|id| seen.insert((*id).clone()));
        let ids: Vec<&Id> = latest.take(REPORTS).collect();
        let readings = self.readings(ids.into_iter(), Kinds::ALL)?;
        let people = self.people_named(&readings)?;
        let reads: Vec<_> = readings.iter().map(|(report, reading)| (report, reading)).collect();
        let issues: Vec<Issue> =
            Concept::shipped().iter().map(|concept| Issue::of(&concept.name, &[])).collect();
        let mut standings: Vec<Standing> = Vec::new();
        for (issue, lanes) in issues.iter().zip(dateline_resolve::positions_on(&reads, &issues, &people)) {
            let own = lanes.into_iter().map(|lane| lane.only(|mark| is_meant(&mark.by)));
            if let Some(lane) = own.max_by_key(|lane| lane.marks.len()).filter(|lane| !lane.marks.is_empty())
            {
                standings.push(Standing { issue: issue.name().to_owned(), lane });
            }
        }
        standings.sort_by_key(|one| std::cmp::Reverse((one.lane.changes.len(), one.lane.marks.len())));
        standings.truncate(ISSUES);
        Ok(standings)
    }
}
