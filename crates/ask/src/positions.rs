//! Who stood where on an issue, and who moved.

use crate::{Ask, AskError, also_called, state_name};
use dateline_model::{Id, Kinds, MentionKind, Person, Reading, Report};
use dateline_record::ReportFilter;
use dateline_resolve::{Concept, Issue, Lane};
use std::collections::BTreeSet;

/// Whose position on what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionsQuestion {
    /// Any words ("ceasefire").
    pub about: String,
    /// Words of a side's or person's name; none for all.
    pub by: Option<String>,
    /// At most this many reports on it, the latest; none for all.
    pub most: Option<usize>,
    /// Issues of the user's own, which come before those that are known.
    pub own: Vec<Concept>,
}

impl Ask<'_> {
    /// A lane for each side, those that changed position first, private voices last.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn positions(&self, question: &PositionsQuestion) -> Result<Vec<Lane>, AskError> {
        let issue = Issue::of(&question.about, &question.own);
        let sayings = issue.finders();
        if sayings.is_empty() {
            return Ok(Vec::new());
        }
        let reports = self.store.reports(&ReportFilter {
            sayings,
            limit: question.most,
            latest_first: true,
            ..ReportFilter::default()
        })?;
        let readings = self.readings(reports.iter().map(|line| &line.id), Kinds::ALL)?;
        let people = self.people_named(&readings)?;
        let reads: Vec<_> = readings.iter().map(|(report, reading)| (report, reading)).collect();
        let mut lanes = dateline_resolve::positions(&reads, &issue, &people);
        if let Some(by) = &question.by {
            // Lanes are called by the names of states: "Serbian" and "SRB" mean that of Serbia.
            let state = std::iter::once(by.clone()).chain(also_called(by)).find_map(|code| state_name(&code));
            let by = state.unwrap_or(by);
            let words: Vec<String> = by.split_whitespace().map(str::to_lowercase).collect();
            let names = |lane: &Lane| {
                let marks = lane.marks.iter().map(|mark| mark.by.to_lowercase());
                std::iter::once(lane.actor.to_lowercase()).chain(marks).collect::<Vec<_>>()
            };
            lanes.retain(|lane| {
                names(lane).iter().any(|name| words.iter().all(|word| name.contains(word.as_str())))
            });
        }
        Ok(lanes)
    }

    /// The people whom some reports name, as all reports know them.
    pub(crate) fn people_named(&self, readings: &[(Report, Reading)]) -> Result<Vec<Person>, AskError> {
        let mentions = readings.iter().flat_map(|(_, reading)| &reading.mentions);
        let names = mentions.filter(|mention| mention.kind == MentionKind::Person);
        let keys: BTreeSet<String> =
            names.map(|mention| dateline_resolve::person_key(&mention.span.text)).collect();
        self.settled(self.store.people_of(&keys.into_iter().collect::<Vec<_>>())?)
    }

    pub(crate) fn readings<'i>(
        &self,
        ids: impl Iterator<Item = &'i Id>,
        kinds: Kinds,
    ) -> Result<Vec<(Report, Reading)>, AskError> {
        Ok(ids
            .filter_map(|id| self.store.reading_of_kinds(id, kinds).transpose())
            .collect::<Result<_, _>>()?)
    }
}
