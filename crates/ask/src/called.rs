//! What a story can be called by: its headline, or else what it opens with, what was done in it, and who
//! speaks most.

use crate::{Ask, AskError};
use dateline_model::{Edtf, Event, Status, Story};
use dateline_record::{EventFilter, Kept, ReportLine, StatementFilter, StoryLine};
use std::collections::BTreeMap;

/// What a story can be called by. Where it has a headline, nothing else is looked for.
#[derive(Clone, Debug, Default)]
pub struct Called {
    /// Whether the title is a headline; else it is the first words of a report.
    pub has_headline: bool,
    /// The first sentence of its first report.
    pub opening: Option<String>,
    /// A deed that it tells of and that is sure enough: done, in its days, by and to somebody named.
    pub deed: Option<Kept<Event>>,
    /// Whoever is named and speaks, the most often first, of equals those who hold an office.
    pub speakers: Vec<String>,
}

/// How sure a deed must be that gives a story its name.
const SURE: f32 = 0.85;
/// Deeds and statements that are looked through.
const DEEDS: usize = 40;
const STATEMENTS: usize = 80;

impl Ask<'_> {
    /// What a story can be called by.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn called(&self, line: &StoryLine) -> Result<Called, AskError> {
        self.called_with(line, &self.store.reports_of(&line.story.id)?)
    }

    /// The same, of a story whose reports are at hand.
    pub(crate) fn called_with(&self, line: &StoryLine, reports: &[ReportLine]) -> Result<Called, AskError> {
        let story = &line.story;
        // Without a headline it is the first words of a report.
        if reports.iter().any(|report| report.title.as_deref() == Some(story.title.as_str())) {
            return Ok(Called { has_headline: true, ..Called::default() });
        }
        let text = story.reports.first().map(|report| self.store.text(report)).transpose()?.flatten();
        let opening = text.as_deref().and_then(dateline_resolve::first_sentence);
        Ok(Called {
            has_headline: false,
            opening,
            deed: self.deed_of(story)?,
            speakers: self.speakers_of(story)?,
        })
    }

    fn deed_of(&self, story: &Story) -> Result<Option<Kept<Event>>, AskError> {
        let of_story = Some(story.id.clone());
        let filter = EventFilter { story: of_story, limit: Some(DEEDS), ..EventFilter::default() };
        let mut events = self.store.events(&filter)?;
        let month = |day: &str| day.get(..7).map(str::to_owned);
        events.retain(|one| {
            let event = &one.record;
            let day = event.when.as_ref().and_then(|when| when.edtf.as_ref()).map(Edtf::as_str);
            // In the month it is told, or of a day that is not given.
            let is_near = day.is_none_or(|day| month(day) == story.first.as_deref().and_then(month));
            event.status == Status::Happened
                && is_near
                && event.confidence >= SURE
                && !event.by.is_empty()
                && !event.to.is_empty()
        });
        events.sort_by(|a, b| b.record.confidence.total_cmp(&a.record.confidence));
        Ok(events.into_iter().next())
    }

    fn speakers_of(&self, story: &Story) -> Result<Vec<String>, AskError> {
        let of_story = Some(story.id.clone());
        let filter =
            StatementFilter { story: of_story, limit: Some(STATEMENTS), ..StatementFilter::default() };
        let said = self.store.statements(&filter)?;
        let speakers = said.iter().flat_map(|one| &one.record.speakers);
        let mut times: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
        for speaker in speakers.filter(|one| is_named(&one.name) && one.entity.is_some()) {
            let (count, has_office) = times.entry(&speaker.name).or_default();
            *count += 1;
            *has_office |= speaker.office.is_some();
        }
        let mut names: Vec<(&str, (usize, bool))> = times.into_iter().collect();
        names.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
        Ok(names.into_iter().map(|(name, _)| name.to_owned()).collect())
    }
}

/// "Ivo Marek", "the Kremlin", "Bank of Lake City"; neither "I" nor "officials" nor "The Lake City deputies".
fn is_named(name: &str) -> bool {
    let mut words = name.split(' ');
    let is_small = |word: &str| word.starts_with(char::is_lowercase) && word.chars().count() <= 3;
    name.chars().count() > 2
        && name.chars().any(char::is_uppercase)
        && words.all(|word| word.starts_with(char::is_uppercase) || is_small(word))
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn a_name_is_told_from_a_description() {
        let names = ["Ivo Marek", "the Kremlin", "Bank of Lake City", "Ludwig van Beck", "NATO"];
        assert!(names.iter().all(|name| is_named(name)));
        let others = ["I", "officials", "The Lake City deputies", "a woman", "He", "NATO’s top official"];
        assert!(!others.iter().any(|name| is_named(name)));
    }
}
