//! Keeping and finding what several reports show together. The links themselves are
//! the resolver's; here they are only put down and looked up.

use crate::find::line;
use crate::{RecordError, ReportLine, Store};
use dateline_model::{Difference, Id, Person, SameEvent, SameStatement, Story};
use rusqlite::{Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What changes among the links: whole stories with all that hangs on them, and all persons.
#[derive(Clone, Debug, Default)]
pub struct LinksUpdate {
    /// Stories that are no more.
    pub gone: Vec<Id>,
    /// Stories that are new or have changed, with what their reports show together.
    pub stories: Vec<StoryLinks>,
    /// Keys whose sightings have changed, with the persons found among them.
    pub people: Vec<(String, Vec<Person>)>,
}

/// A story and what its reports show together.
#[derive(Clone, Debug)]
pub struct StoryLinks {
    /// The story.
    pub story: Story,
    /// One saying in several reports.
    pub same_statements: Vec<SameStatement>,
    /// One deed in several reports.
    pub same_events: Vec<SameEvent>,
    /// One fact, several accounts.
    pub differences: Vec<Difference>,
}

/// A place, and how often it is named.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceSeen {
    /// The gazetteer's name, else the words.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How often.
    pub times: u32,
}

/// A story with how much there is of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryLine {
    /// The story.
    #[serde(flatten)]
    pub story: Story,
    /// How many of its differences are not compatible.
    pub differing: u64,
}

impl Store {
    /// The resolver's traces of all reports, in the order they were kept.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn traces(&self) -> Result<Vec<(Id, Vec<u8>)>, RecordError> {
        self.rows(
            "select report.id, trace.body from trace join report on report.number = trace.report order by report.number",
            &[0; 0],
            |row| Ok((Id(row.get(0)?), row.get(1)?)),
        )
    }

    /// The reports that no story holds yet: those kept when a run was cut off before linking.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn unlinked(&self) -> Result<Vec<Id>, RecordError> {
        self.rows(
            "select id from report where number not in (select report from story_report) order by number",
            &[0; 0],
            |row| row.get(0).map(Id),
        )
    }

    /// The people that reports name, under one key, as JSON.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn sightings(&self, key: &str) -> Result<Vec<String>, RecordError> {
        self.rows("select body from sighting where key = $1 order by report, rowid", &[key], |row| row.get(0))
    }

    /// The keys of the people that a report names.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn sighting_keys(&self, report: &Id) -> Result<Vec<String>, RecordError> {
        self.rows(
            "select distinct key from sighting where report = (select number from report where id = $1) order by key",
            &[report.as_str()],
            |row| row.get(0),
        )
    }

    /// Puts down what has changed among the links, all of it or nothing.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn link(&mut self, update: &LinksUpdate) -> Result<(), RecordError> {
        let path = self.path.clone();
        let put = |sql: Transaction<'_>| -> rusqlite::Result<()> {
            for id in update.gone.iter().chain(update.stories.iter().map(|links| &links.story.id)) {
                for gone in [
                    "delete from link where scope = $1",
                    "delete from story_report where story = $1",
                    "delete from story where id = $1",
                ] {
                    sql.prepare_cached(gone)?.execute([id.as_str()])?;
                }
            }
            for links in &update.stories {
                put_story(&sql, links)?;
            }
            for (key, people) in &update.people {
                sql.prepare_cached("delete from link where scope = $1")?.execute([key])?;
                for person in people {
                    put_link(&sql, "person", &person.id, key, Some(&person.name), person)?;
                }
            }
            sql.commit()
        };
        self.connection.transaction().and_then(put).map_err(|error| crate::store::explain(&path, error))
    }

    /// Stories, the latest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn stories(&self, limit: Option<usize>, offset: usize) -> Result<Vec<StoryLine>, RecordError> {
        let limit = limit.map_or(-1, |limit| limit as i64);
        self.story_lines("order by last desc, size desc, id limit $1 offset $2", &[limit, offset as i64])
    }

    /// The story of an id.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn story(&self, id: &Id) -> Result<Option<StoryLine>, RecordError> {
        Ok(self.story_lines("where id = $1", &[id.as_str()])?.pop())
    }

    /// The story that a report belongs to.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn story_of(&self, report: &Id) -> Result<Option<StoryLine>, RecordError> {
        let condition =
            "where id = (select story from story_report join report on number = report where report.id = $1)";
        Ok(self.story_lines(condition, &[report.as_str()])?.pop())
    }

    /// The reports of a story, by day.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports_of(&self, story: &Id) -> Result<Vec<ReportLine>, RecordError> {
        self.rows(
            "select report.number, report.id, report.day, report.source, report.url, report.title \
             from report join story_report on story_report.report = report.number where story = $1 \
             order by report.day, report.number",
            &[story.as_str()],
            line,
        )
    }

    /// How many texts there are, reports that carry one text counted once.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn accounts(&self) -> Result<u64, RecordError> {
        let sql = "select count(*) from (select distinct story, origin from story_report)";
        let counted = self.rows(sql, &[0; 0], |row| row.get::<_, i64>(0))?;
        Ok(counted.first().map_or(0, |&count| count as u64))
    }

    /// Differences: of one story, or of all.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn differences(&self, story: Option<&Id>) -> Result<Vec<Difference>, RecordError> {
        self.links("difference", story)
    }

    /// Some of the differences: first those that cannot all be true, the latest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn differences_page(&self, limit: usize, offset: usize) -> Result<Vec<Difference>, RecordError> {
        let bodies = self.rows(
            "select link.body from link left join story on story.id = link.scope where kind = 'difference' \
             order by name = 'compatible', story.last desc, link.id limit $1 offset $2",
            &[limit as i64, offset as i64],
            |row| row.get::<_, String>(0),
        )?;
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// Persons by name, at most so many.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people_page(&self, limit: usize) -> Result<Vec<Person>, RecordError> {
        let bodies = self.rows(
            "select body from link where kind = 'person' order by name limit $1",
            &[limit as i64],
            |row| row.get::<_, String>(0),
        )?;
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// Persons of whom one of the names holds some letters, in either case.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people_like(&self, letters: &str) -> Result<Vec<Person>, RecordError> {
        // SQLite folds ASCII alone; any other letter may be any.
        let pattern: String =
            letters.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
        let bodies = self.rows(
            "select body from link where kind = 'person' and (name like $1 or body like $1) order by name limit 500",
            &[format!("%{pattern}%")],
            |row| row.get::<_, String>(0),
        )?;
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// The places that a story's reports name, those named most first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn places_of(&self, story: &Id) -> Result<Vec<PlaceSeen>, RecordError> {
        self.rows(
            "select place.name, place.country, avg(place.lat), avg(place.lon), sum(place.times) from place \
             join story_report on story_report.report = place.report where story = $1 \
             group by place.name, place.country order by 5 desc, 1 limit 60",
            &[story.as_str()],
            |row| {
                Ok(PlaceSeen {
                    name: row.get(0)?,
                    country: row.get(1)?,
                    lat: row.get(2)?,
                    lon: row.get(3)?,
                    times: row.get(4)?,
                })
            },
        )
    }

    /// What was said once and told in several reports.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn same_statements(&self, story: Option<&Id>) -> Result<Vec<SameStatement>, RecordError> {
        self.links("same_statement", story)
    }

    /// What was done once and told in several reports.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn same_events(&self, story: Option<&Id>) -> Result<Vec<SameEvent>, RecordError> {
        self.links("same_event", story)
    }

    /// All persons, by name.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people(&self) -> Result<Vec<Person>, RecordError> {
        self.links("person", None)
    }

    fn links<T: DeserializeOwned>(&self, kind: &str, story: Option<&Id>) -> Result<Vec<T>, RecordError> {
        let bodies = match story {
            Some(story) => self.rows(
                "select body from link where kind = $1 and scope = $2 order by id",
                &[kind, story.as_str()],
                |row| row.get::<_, String>(0),
            )?,
            None => {
                self.rows("select body from link where kind = $1 order by name, scope, id", &[kind], |row| {
                    row.get(0)
                })?
            }
        };
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    fn story_lines(
        &self,
        condition: &str,
        values: &[impl rusqlite::ToSql],
    ) -> Result<Vec<StoryLine>, RecordError> {
        let sql = format!(
            "select body, (select count(*) from link where link.scope = story.id and kind = 'difference' \
             and name = 'differ') from (select id, body, last, size from story {condition}) story \
             order by last desc, size desc, id"
        );
        self.rows(&sql, values, |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?
            .into_iter()
            .map(|(body, differing)| {
                Ok(StoryLine { story: self.parsed(&body)?, differing: differing as u64 })
            })
            .collect()
    }
}

fn put_story(sql: &Transaction<'_>, links: &StoryLinks) -> rusqlite::Result<()> {
    let story = &links.story;
    let body = serde_json::to_string(story).unwrap_or_default();
    sql.prepare_cached("insert into story (id, first, last, size, body) values ($1, $2, $3, $4, $5)")?
        .execute(params![story.id.as_str(), story.first, story.last, story.reports.len() as i64, body])?;
    // SQLite numbers `$n` by where it first stands, so parameters stand in their order everywhere.
    let mut member = sql.prepare_cached(
        "insert into story_report (report, story, origin) select number, $1, $2 from report where id = $3 \
         on conflict (report) do update set story = excluded.story, origin = excluded.origin",
    )?;
    for (origin, reports) in story.origins.iter().enumerate() {
        for report in reports {
            member.execute(params![story.id.as_str(), origin as i64, report.as_str()])?;
        }
    }
    let scope = story.id.as_str();
    for one in &links.same_statements {
        put_link(sql, "same_statement", &one.id, scope, None, one)?;
    }
    for one in &links.same_events {
        put_link(sql, "same_event", &one.id, scope, None, one)?;
    }
    for one in &links.differences {
        let name = if one.compatible { "compatible" } else { "differ" };
        put_link(sql, "difference", &one.id, scope, Some(name), one)?;
    }
    Ok(())
}

fn put_link(
    sql: &Transaction<'_>,
    kind: &str,
    id: &Id,
    scope: &str,
    name: Option<&str>,
    body: &impl Serialize,
) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "insert into link (id, kind, scope, name, body) values ($1, $2, $3, $4, $5) \
         on conflict (id) do update set scope = excluded.scope, name = excluded.name, body = excluded.body",
    )?
    .execute(params![
        id.as_str(),
        kind,
        scope,
        name,
        serde_json::to_string(body).unwrap_or_default()
    ])?;
    Ok(())
}
