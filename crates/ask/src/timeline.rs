//! Which days mattered, and what happened on them.

use crate::{Ask, AskError};
use dateline_model::{Id, Kind, Kinds};
use dateline_record::ReportFilter;
use dateline_resolve::{TimelineDay, TimelineOptions};
use std::collections::HashSet;

impl Ask<'_> {
    /// The days that mattered, with the sentences that tell them best. Where it is about some
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
        let lines = self.store.reports(&ReportFilter {
            words: options.about.clone(),
            since: most.and(options.from.clone()),
            until: most.and(options.to.clone()),
            limit: most,
            latest_first: most.is_some(),
            ..ReportFilter::default()
        })?;
        let dated = Kinds::NONE.with(Kind::Time).with(Kind::Event);
        let readings = self.readings(lines.iter().map(|line| &line.id), dated)?;
        let reads: Vec<_> = readings.iter().map(|(report, reading)| (report, reading)).collect();
        let voices = self.voices(lines.iter().map(|line| &line.id))?;
        Ok(dateline_resolve::timeline(&reads, &TimelineOptions { voices, ..options.clone() }))
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
