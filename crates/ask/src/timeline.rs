//! Which days mattered, and what happened on them.

use crate::{Ask, AskError, first_day, last_day};
use dateline_model::{Id, Kind, Kinds};
use dateline_record::ReportFilter;
use dateline_resolve::{TimelineDay, TimelineOptions};
use std::collections::HashSet;

impl Ask<'_> {
    /// The days that mattered, with the sentences that tell them best, from the first day of what it is to
    /// begin with (a day, a month, a year) to the last of what it is to end with. Where it is about some
    /// words, only reports that hold them are looked at; of those at most `most`, the latest
    /// (none: all), since each of them has to be read.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn timeline(
        &self,
        options: &TimelineOptions,
        most: Option<usize>,
    ) -> Result<Vec<TimelineDay>, AskError> {
        let options = TimelineOptions {
            from: options.from.as_deref().map(first_day),
            to: options.to.as_deref().map(last_day),
            ..options.clone()
        };
        // A day is told by reports of other days too; only where there are too many to read all are they
        // narrowed down by their own days.
        let is_narrowed = match most {
            Some(most) => self.store.counts()?.reports > most as u64,
            None => false,
        };
        let own = |day: &Option<String>| day.clone().filter(|_| is_narrowed);
        let lines = self.store.reports(&ReportFilter {
            words: options.about.clone(),
            since: own(&options.from),
            until: own(&options.to),
            limit: most,
            latest_first: most.is_some(),
            ..ReportFilter::default()
        })?;
        let dated = Kinds::NONE.with(Kind::Time).with(Kind::Event);
        let readings = self.readings(lines.iter().map(|line| &line.id), dated)?;
        let reads: Vec<_> = readings.iter().map(|(report, reading)| (report, reading)).collect();
        let voices = self.voices(lines.iter().map(|line| &line.id))?;
        Ok(dateline_resolve::timeline(&reads, &TimelineOptions { voices, ..options }))
    }

    /// Lists of reports that are one account, of the stories that some reports stand in.
    fn voices<'i>(&self, reports: impl Iterator<Item = &'i Id>) -> Result<Vec<Vec<Id>>, AskError> {
        let mut seen = HashSet::new();
        let mut voices = Vec::new();
        for report in reports {
            if seen.contains(report) {
                continue;
            }
            let Some(line) = self.store.story_of(report)? else { continue };
            seen.extend(line.story.reports.iter().cloned());
            let several = line.story.voices.into_iter().map(|voice| voice.reports);
            voices.extend(several.filter(|reports| reports.len() > 1));
        }
        Ok(voices)
    }
}
