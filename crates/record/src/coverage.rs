//! How much the record holds of which days, outlets and places.

use crate::{PlaceSeen, RecordError, Store};
use rusqlite::types::Value;

/// How many reports an outlet has on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The day; none where reports have none.
    pub day: Option<String>,
    /// The outlet; none where reports name none.
    pub source: Option<String>,
    /// How many reports.
    pub reports: u64,
}

/// How long the stretches are into which days are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the plain English word")]
pub enum Stretch {
    Year,
    Month,
    Day,
}

impl Stretch {
    /// The letters of an ISO day that tell it.
    fn letters(self) -> usize {
        match self {
            Stretch::Year => 4,
            Stretch::Month => 7,
            Stretch::Day => 10,
        }
    }
}

impl Store {
    /// How many reports each outlet has on each day from one day to another, by day and outlet; open
    /// where none is given.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn coverage(&self, since: Option<&str>, until: Option<&str>) -> Result<Vec<Covered>, RecordError> {
        self.rows(
            "select day, source, count(*) from report where ($1 is null or day >= $1) and ($2 is null or day <= $2) \
             group by day, source order by day, source",
            &[since, until],
            |row| {
                Ok(Covered {
                    day: row.get(0)?,
                    source: row.get(1)?,
                    reports: row.get::<_, i64>(2)?.unsigned_abs(),
                })
            },
        )
    }

    /// How many reports were printed in each year, month or day that has any, in order.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports_by(
        &self,
        stretch: Stretch,
        within: Option<&str>,
    ) -> Result<Vec<(String, u64)>, RecordError> {
        self.by_stretch("report", "", stretch, within)
    }

    /// How many deeds are told to have been done in each year, month or day, in order; only of those
    /// whose day is told to the day, and not of what is planned, denied or supposed.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn deeds_by(
        &self,
        stretch: Stretch,
        within: Option<&str>,
    ) -> Result<Vec<(String, u64)>, RecordError> {
        self.by_stretch("event", " and status = 'happened' and length(day) = 10", stretch, within)
    }

    fn by_stretch(
        &self,
        table: &str,
        condition: &str,
        stretch: Stretch,
        within: Option<&str>,
    ) -> Result<Vec<(String, u64)>, RecordError> {
        let (from, to) = (within.unwrap_or("").to_owned(), format!("{}~", within.unwrap_or("")));
        self.rows(
            &format!(
                "select substr(day, 1, {}), count(*) from {table} where day >= $1 and day <= $2{condition} \
                 group by 1 order by 1",
                stretch.letters()
            ),
            &[from, to],
            |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())),
        )
    }

    /// The places that the reports of some days name, with the day of printing: those named most first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn places_by_day(
        &self,
        since: &str,
        until: &str,
        most: usize,
    ) -> Result<Vec<(String, PlaceSeen)>, RecordError> {
        self.rows(
            "select report.day, place.name, place.country, avg(place.lat), avg(place.lon), sum(place.times) \
             from report cross join place on place.report = report.number \
             where report.day >= $1 and report.day <= $2 group by 1, 2, 3 order by 6 desc, 1, 2 limit $3",
            &[Value::Text(since.to_owned()), Value::Text(until.to_owned()), Value::Integer(most as i64)],
            |row| {
                let place = PlaceSeen {
                    name: row.get(1)?,
                    country: row.get(2)?,
                    lat: row.get(3)?,
                    lon: row.get(4)?,
                    times: row.get(5)?,
                };
                Ok((row.get(0)?, place))
            },
        )
    }

    /// Whether an outlet has this name, and whether a place has; in whichever case, as the record
    /// writes it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn outlet_or_place(&self, typed: &str) -> Result<(Option<String>, Option<String>), RecordError> {
        let first = |sql: &str| -> Result<Option<String>, RecordError> {
            for spelling in spellings(typed) {
                if let Some(name) = self.rows(sql, &[spelling], |row| row.get(0))?.pop() {
                    return Ok(Some(name));
                }
            }
            Ok(None)
        };
        Ok((
            first("select source from report where source = $1 limit 1")?,
            first("select name from place where name = $1 limit 1")?,
        ))
    }

    /// Outlets and places whose names begin with what was typed, at most so many of each.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn outlets_and_places_like(
        &self,
        typed: &str,
        most: usize,
    ) -> Result<(Vec<String>, Vec<String>), RecordError> {
        let found = |sql: &str| -> Result<Vec<String>, RecordError> {
            let mut names = Vec::new();
            for spelling in spellings(typed) {
                let end = format!("{spelling}\u{10FFFF}");
                let values = [Value::Text(spelling), Value::Text(end), Value::Integer(most as i64)];
                names.extend(self.rows(sql, &values, |row| row.get::<_, String>(0))?);
            }
            names.truncate(most);
            Ok(names)
        };
        Ok((
            found(
                "select distinct source from report where source >= $1 and source < $2 order by source limit $3",
            )?,
            found("select distinct name from place where name >= $1 and name < $2 order by name limit $3")?,
        ))
    }

    /// Reports whose text was changed after it was first read, the
    /// latest kept first, at most so many.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn rewritten(&self, since: &str, most: usize) -> Result<Vec<crate::ReportLine>, RecordError> {
        self.rows(
            &format!(
                "select {} from report where number in (select report from report_version) and day >= $1 \
                 order by number desc limit $2",
                crate::find::LINE
            ),
            &[Value::Text(since.to_owned()), Value::Integer(most as i64)],
            crate::find::line,
        )
    }
}

/// As it was typed, and with capitals, so that the index of names can be asked.
fn spellings(typed: &str) -> Vec<String> {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>())
    };
    let words: Vec<&str> = typed.split_whitespace().collect();
    let every = words.iter().map(|word| capital(word)).collect::<Vec<_>>().join(" ");
    let mut spellings = vec![words.join(" "), every, typed.trim().to_uppercase()];
    spellings.dedup();
    spellings.retain(|spelling| !spelling.is_empty());
    spellings
}
