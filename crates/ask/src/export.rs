//! The whole record, line by line.

use crate::{Ask, AskError};
use dateline_model::Record;

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
        for line in stories {
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
        self.store
            .differences(None)
            .map_err(asked)?
            .into_iter()
            .map(Record::Difference)
            .try_for_each(&mut each)
    }
}
