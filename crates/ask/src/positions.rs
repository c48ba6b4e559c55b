//! Who stood where on an issue, and who moved.

use crate::standing::readings_of;
use crate::{Ask, AskError};
use dateline_model::{Id, Kinds, Reading, Report};
use dateline_record::{EventFilter, StatementFilter};
use dateline_resolve::{Issue, Lane};
use std::collections::BTreeSet;

/// Whose position on what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionsQuestion {
    /// Any words ("ceasefire").
    pub about: String,
    /// Words of an actor's name; none for all.
    pub by: Option<String>,
    /// At most this many statements and events about it, the latest; none for all.
    pub most: Option<usize>,
}

impl Ask<'_> {
    /// A lane for each actor, those who changed position first.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn positions(&self, question: &PositionsQuestion) -> Result<Vec<Lane>, AskError> {
        let about = Some(question.about.clone());
        let statements = self.store.statements(&StatementFilter {
            about: about.clone(),
            limit: question.most,
            latest_first: true,
            ..StatementFilter::default()
        })?;
        let events = self.store.events(&EventFilter {
            about,
            limit: question.most,
            latest_first: true,
            ..EventFilter::default()
        })?;
        // Of all there is, whole reports are looked through, since they may come back to the issue in
        // other words; of the latest, only what holds the words, which comes at once.
        let readings = if question.most.is_none() {
            let lines = statements.iter().map(|one| &one.from).chain(events.iter().map(|one| &one.from));
            let reports: BTreeSet<&Id> = lines.map(|line| &line.id).collect();
            self.readings(reports.into_iter(), Kinds::ALL)?
        } else {
            readings_of(&statements, &events)
        };
        let reads: Vec<_> = readings.iter().map(|(report, reading)| (report, reading)).collect();
        let mut lanes = dateline_resolve::positions(&reads, &Issue { words: question.about.clone() });
        if let Some(by) = &question.by {
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
