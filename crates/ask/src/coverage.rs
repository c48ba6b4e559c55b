//! What the record holds of which days, outlets and places, so that gaps are seen.

use crate::{Ask, AskError};
use dateline_record::{Covered, PlaceSeen, Stretch};
use jiff::civil::Date;

/// The days of one month, each with what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// The year, month or day as ISO writes it.
    pub day: String,
    /// Reports printed.
    pub reports: u64,
    /// Deeds that are told to have been done then.
    pub deeds: u64,
}

impl Ask<'_> {
    /// How many reports each outlet has on each day.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn coverage(&self, since: Option<&str>, until: Option<&str>) -> Result<Vec<Covered>, AskError> {
        Ok(self.store.coverage(since, until)?)
    }

    /// Each year, month or day between the first and the last report that has reports or deeds, in
    /// order; within a year or month, if one is given.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn calendar(&self, stretch: Stretch, within: Option<&str>) -> Result<Vec<DayCount>, AskError> {
        let reports = self.store.reports_by(stretch, within)?;
        let years = self.store.reports_by(Stretch::Year, None)?;
        let (Some((first, _)), Some((last, _))) = (years.first(), years.last()) else {
            return Ok(Vec::new());
        };
        let mut counts: Vec<DayCount> =
            reports.into_iter().map(|(day, reports)| DayCount { day, reports, deeds: 0 }).collect();
        // What is told of years from which no report is ("since 1878") is no news of this record.
        let deeds = self.store.deeds_by(stretch, within)?.into_iter();
        for (day, deeds) in deeds.filter(|(day, _)| {
            day.get(..4).is_some_and(|year| year >= first.as_str() && year <= last.as_str())
        }) {
            match counts.binary_search_by(|one| one.day.as_str().cmp(&day)) {
                Ok(at) => counts[at].deeds = deeds,
                Err(at) => counts.insert(at, DayCount { day, reports: 0, deeds }),
            }
        }
        Ok(counts)
    }

    /// Outlets and places whose names begin with what was typed, at most so many of each.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn outlets_and_places_like(
        &self,
        typed: &str,
        most: usize,
    ) -> Result<(Vec<String>, Vec<String>), AskError> {
        Ok(self.store.outlets_and_places_like(typed, most)?)
    }

    /// The places that the reports of some days name, by day of printing.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn places_by_day(
        &self,
        since: &str,
        until: &str,
        most: usize,
    ) -> Result<Vec<(String, PlaceSeen)>, AskError> {
        Ok(self.store.places_by_day(since, until, most)?)
    }
}

/// The days between two others of which there is nothing, as stretches of at least so many.
///
/// ```
/// let days = ["2025-04-01", "2025-04-02", "2025-04-09"];
/// assert_eq!(dateline_ask::gaps(&days, 3), [("2025-04-03".to_owned(), "2025-04-08".to_owned(), 6)]);
/// ```
pub fn gaps(days: &[&str], least: i32) -> Vec<(String, String, i32)> {
    let days: Vec<Date> = days.iter().filter_map(|day| day.parse().ok()).collect();
    let pairs = days.windows(2).filter_map(|pair| {
        let missing = pair[0].until(pair[1]).ok()?.get_days() - 1;
        let first = pair[0].tomorrow().ok()?;
        let last = pair[1].yesterday().ok()?;
        (missing >= least).then(|| (first.to_string(), last.to_string(), missing))
    });
    pairs.collect()
}
