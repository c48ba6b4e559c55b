//! What a story can be called by: its headline, or else what it opens with, what was done in it, and who
//! speaks most.

use crate::{Ask, AskError};
use dateline_model::{Edtf, Event, Id, Speaker, Statement, Status, Story};
use dateline_record::{EventFilter, Kept, ReportLine, StatementFilter, StoryLine};
use std::collections::BTreeMap;

/// What a story can be called by: the first of these that it has, for the others are not looked for.
#[derive(Clone, Debug, Default)]
pub struct Called {
    /// Whether the title is a headline; else it is the first words of a report.
    pub has_headline: bool,
    /// The first sentence of its first report, less its dateline, where it is no longer than [`LONGEST_TITLE`].
    pub opening: Option<String>,
    /// A deed that it tells of and that is sure enough: done, in its days, by and to somebody named.
    pub deed: Option<Kept<Event>>,
    /// Whoever is named and speaks, the most often first, of equals those who hold an office.
    pub speakers: Vec<String>,
}

/// The longest sentence of a report that is a title.
pub const LONGEST_TITLE: usize = 220;

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
        self.called_with(line, &self.store.reports_of(&line.story.id)?, None)
    }

    /// The same, of a story whose reports are at hand, and perhaps what is said in it.
    pub(crate) fn called_with(
        &self,
        line: &StoryLine,
        reports: &[ReportLine],
        said: Option<&[Kept<Statement>]>,
    ) -> Result<Called, AskError> {
        let story = &line.story;
        // Without a headline it is the first words of a report.
        if reports.iter().any(|report| report.title.as_deref() == Some(story.title.as_str())) {
            return Ok(Called { has_headline: true, ..Called::default() });
        }
        let text = story.reports.first().map(|report| self.store.text(report)).transpose()?.flatten();
        let opening = text.as_deref().and_then(dateline_resolve::first_sentence);
        let opening = opening.map(|opening| without_dateline(&opening).to_owned());
        if let Some(opening) = opening.filter(|opening| opening.chars().count() <= LONGEST_TITLE) {
            return Ok(Called { opening: Some(opening), ..Called::default() });
        }
        if let Some(deed) = self.deed_of(story)? {
            return Ok(Called { deed: Some(deed), ..Called::default() });
        }
        let speakers = match said {
            Some(said) => by_times(speakers(said)),
            None => by_times(speakers(&self.said_in(&story.id)?)),
        };
        Ok(Called { speakers, ..Called::default() })
    }

    /// What is said in a story, as far as it is looked through.
    pub(crate) fn said_in(&self, story: &Id) -> Result<Vec<Kept<Statement>>, AskError> {
        let of_story = Some(story.clone());
        let filter =
            StatementFilter { story: of_story, limit: Some(STATEMENTS), ..StatementFilter::default() };
        Ok(self.store.statements(&filter)?)
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
}

fn speakers(said: &[Kept<Statement>]) -> impl Iterator<Item = &Speaker> {
    said.iter().flat_map(|one| &one.record.speakers)
}

/// Those who are named, the most often first, of equals those who hold an office, then by their names.
fn by_times<'s>(speakers: impl Iterator<Item = &'s Speaker>) -> Vec<String> {
    let mut times: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for speaker in speakers.filter(|one| is_named(&one.name) && one.entity.is_some()) {
        let (count, has_office) = times.entry(&speaker.name).or_default();
        *count += 1;
        *has_office |= speaker.office.is_some();
    }
    let mut names: Vec<(&str, (usize, bool))> = times.into_iter().collect();
    names.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
    names.into_iter().map(|(name, _)| name.to_owned()).collect()
}

/// Less the place, agency and dash that a report opens with: "LAKE CITY, Ohio (Valley Wire) — ".
#[must_use]
pub fn without_dateline(opening: &str) -> &str {
    let dashes = [" — ", " – ", " - ", " -- ", "— "];
    let cut = dashes.iter().filter_map(|dash| opening.find(dash).map(|at| (at, at + dash.len()))).min();
    match cut {
        Some((at, behind)) if is_dateline(&opening[..at]) => &opening[behind..],
        _ => opening,
    }
}

/// Few words, of which the first is a name in capitals.
fn is_dateline(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let letters = || first.chars().filter(|letter| letter.is_alphabetic());
    text.split_whitespace().count() <= 8 && letters().count() > 1 && letters().all(char::is_uppercase)
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
    use super::*;
    use dateline_model::Excerpt;

    #[test]
    fn who_speaks_most_comes_first_and_of_equals_who_holds_an_office() {
        let speaker = |name: &str, office: Option<&str>, is_known: bool| Speaker {
            span: Excerpt { start: 0, end: 0, text: name.into() },
            name: name.to_owned(),
            entity: is_known.then(|| "e".into()),
            office: office.map(str::to_owned),
            of: None,
        };
        let said = [
            speaker("Ana Horvat", None, true),
            speaker("the Lake League", None, true),
            speaker("Ludwig van Beck", Some("mayor"), true),
            speaker("Ivo Marek", None, true),
            speaker("a woman", None, true),
            speaker("a woman", None, true),
            speaker("Jon Berg", None, false),
            speaker("Ivo Marek", None, true),
        ];
        let order = ["Ivo Marek", "Ludwig van Beck", "Ana Horvat", "the Lake League"];
        assert_eq!(by_times(said.iter()), order);
        // In whatever order they speak.
        assert_eq!(by_times(said.iter().rev()), order);
        // Whose office is told once holds it.
        let later = [
            speaker("Ana Horvat", None, true),
            speaker("Ivo Marek", None, true),
            speaker("Ana Horvat", None, true),
            speaker("Ivo Marek", Some("Foreign Minister"), true),
        ];
        assert_eq!(by_times(later.iter()), ["Ivo Marek", "Ana Horvat"]);
    }

    #[test]
    fn a_name_is_told_from_a_description() {
        let names = ["Ivo Marek", "the Kremlin", "Bank of Lake City", "Ludwig van Beck", "NATO"];
        assert!(names.iter().all(|name| is_named(name)));
        let others = ["I", "officials", "The Lake City deputies", "a woman", "He", "NATO’s top official"];
        assert!(!others.iter().any(|name| is_named(name)));
    }
}
