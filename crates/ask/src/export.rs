//! The whole record, line by line.

use crate::{Ask, AskError};
use dateline_model::{Id, Record, Story, Verdict, derive_id};
use std::collections::HashMap;

impl Ask<'_> {
    /// Every line of the record: each report with its reading, in the order they were kept,
    /// then what several reports show together.
    ///
    /// # Errors
    /// If the record cannot be read, or `each` says so.
    pub fn export<E: From<AskError>>(&self, mut each: impl FnMut(Record) -> Result<(), E>) -> Result<(), E> {
        let asked = |error| E::from(AskError::Record(error));
        for line in self.store.reports_kept().map_err(asked)? {
            let Some((report, reading)) = self.store.reading(&line).map_err(asked)? else { continue };
            each(Record::Report(report))?;
            reading.into_records().try_for_each(&mut each)?;
        }
        let mut people = self.settled(self.store.people().map_err(asked)?).map_err(E::from)?;
        people.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        for person in people {
            each(Record::Person(person))?;
        }
        let mut stories = self.store.stories(None, 0).map_err(asked)?;
        stories.sort_by(|a, b| (&a.story.first, &a.story.id).cmp(&(&b.story.first, &b.story.id)));
        let affairs = affairs(stories.iter().map(|line| &line.story));
        for mut line in stories {
            line.story.affair = affairs.get(&line.story.id).cloned();
            each(Record::Story(line.story))?;
        }
        self.store
            .same_statements(None)
            .map_err(asked)?
            .into_iter()
            .map(Record::SameStatement)
            .try_for_each(&mut each)?;
        self.store
            .same_events(None)
            .map_err(asked)?
            .into_iter()
            .map(Record::SameEvent)
            .try_for_each(&mut each)?;
        self.store
            .corrections()
            .map_err(asked)?
            .into_iter()
            .map(Record::Correction)
            .try_for_each(&mut each)?;
        self.store.opposed(None).map_err(asked)?.into_iter().map(Record::Opposed).try_for_each(&mut each)?;
        let facts = self.store.facts(None).map_err(asked)?;
        let differing =
            facts.iter().filter(|fact| fact.verdict == Verdict::Differ).cloned().collect::<Vec<_>>();
        facts.into_iter().map(Record::SameFigure).try_for_each(&mut each)?;
        differing.into_iter().map(|fact| Record::Difference(fact.into())).try_for_each(&mut each)
    }
}

/// The id of the affair that begins with a story.
pub(crate) fn affair_id(first: &Id) -> Id {
    derive_id("affair", &[first.as_str()])
}

/// The affairs of stories that follow on from another, and of those that others follow on from.
pub(crate) fn affairs<'s>(stories: impl Iterator<Item = &'s Story> + Clone) -> HashMap<Id, Id> {
    let follows: HashMap<&Id, Option<&Id>> =
        stories.clone().map(|story| (&story.id, story.follows.as_ref())).collect();
    let mut affairs = HashMap::new();
    for story in stories {
        let mut first = &story.id;
        // A story follows on from an earlier one, so that no way leads back; but files can be broken.
        for _ in 0..follows.len() {
            match follows.get(first) {
                Some(Some(earlier)) if follows.contains_key(earlier) => first = earlier,
                _ => break,
            }
        }
        if *first != story.id {
            affairs.insert(story.id.clone(), affair_id(first));
            affairs.insert(first.clone(), affair_id(first));
        }
    }
    affairs
}
