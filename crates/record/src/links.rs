//! Keeping and finding what several reports show together. The links themselves are
//! the resolver's; here they are only put down and looked up.

use crate::find::{LINE, line};
use crate::lines::{Beside, line_of};
use crate::{RecordError, ReportLine, Store, words};
use dateline_model::{
    Difference, Id, Opposed, Person, SameEvent, SameFigure, SameStatement, Story, Verdict, derive_id,
};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// What the reports of a story show together.
#[derive(Clone, Debug, Default)]
pub struct StoryLinks {
    /// One saying in several reports.
    pub same_statements: Vec<SameStatement>,
    /// One deed in several reports.
    pub same_events: Vec<SameEvent>,
    /// One fact, several accounts.
    pub facts: Vec<SameFigure>,
    /// Claims and their denials.
    pub opposed: Vec<Opposed>,
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
    /// The people that reports name, under one key, as JSON.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn sightings(&self, key: &str) -> Result<Vec<String>, RecordError> {
        self.rows(&format!("{SIGHTING} where key = $1 order by report, sighting.rowid"), &[key], sighting)
    }

    /// Those of them in this report and later ones, in the same order.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn sightings_since(&self, key: &str, report: u32) -> Result<Vec<String>, RecordError> {
        self.rows(
            &format!("{SIGHTING} where key = $1 and report >= $2 order by report, sighting.rowid"),
            &[Value::Text(key.to_owned()), Value::Integer(i64::from(report))],
            sighting,
        )
    }

    /// Whether there are more than so many of them.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn has_more_sightings(&self, key: &str, most: usize) -> Result<bool, RecordError> {
        let sql = "select count(*) from (select 1 from sighting where key = $1 limit $2)";
        let values = [Value::Text(key.to_owned()), Value::Integer(most as i64 + 1)];
        let counted = self.rows(sql, &values, |row| row.get::<_, i64>(0))?;
        Ok(counted.into_iter().any(|counted| counted > most as i64))
    }

    /// Persons kept under a key, of whom a name holds these words side by side; at most so many.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people_called(&self, key: &str, name: &str, most: usize) -> Result<Vec<Person>, RecordError> {
        let Some(phrase) = words::phrase(name) else { return Ok(Vec::new()) };
        let bodies = self.rows(
            "select body from person_words cross join person on number = person_words.rowid \
             cross join link on link.id = person.id where person_words match $1 and scope = $2 limit $3",
            &[Value::Text(phrase), Value::Text(key.to_owned()), Value::Integer(most as i64)],
            |row| row.get::<_, String>(0),
        )?;
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// Persons kept under a key, at most so many.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people_under(&self, key: &str, most: usize) -> Result<Vec<Person>, RecordError> {
        let bodies = self.rows(
            "select body from link where scope = $1 and kind = 'person' limit $2",
            &[Value::Text(key.to_owned()), Value::Integer(most as i64)],
            |row| row.get::<_, String>(0),
        )?;
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// Puts down one person under a key, in the place of who was known under the id.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn put_person(&mut self, key: &str, person: &Person) -> Result<(), RecordError> {
        self.whole(|store| put_link(&store.connection, "person", &person.id, key, Some(&person.name), person))
    }

    /// Says that there is nothing new under a key any more.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_people_done(&mut self, key: &str) -> Result<(), RecordError> {
        self.whole(|store| {
            let sql = "delete from people_due where key = $1";
            store.connection.prepare_cached(sql)?.execute([key]).map(|_| ())
        })
    }

    /// Puts down what the reports of a story show together, in the place of what was known of it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn put_links(&mut self, story: &Id, links: &StoryLinks) -> Result<(), RecordError> {
        self.whole(|store| {
            let (sql, scope) = (&store.connection, story.as_str());
            sql.prepare_cached("delete from link where scope = $1")?.execute([scope])?;
            for one in &links.same_statements {
                put_link(sql, "same_statement", &one.id, scope, None, one)?;
            }
            for one in &links.same_events {
                put_link(sql, "same_event", &one.id, scope, None, one)?;
            }
            for one in &links.opposed {
                put_link(sql, "opposed", &one.id, scope, None, one)?;
            }
            for one in &links.facts {
                // What all accounts give alike is no difference, and asked for more seldom.
                let (kind, name) = match one.verdict {
                    Verdict::Same => ("same_figure", "same"),
                    Verdict::Compatible | Verdict::Update => ("difference", "compatible"),
                    Verdict::Differ => ("difference", "differ"),
                };
                let one = Difference::from(one.clone());
                put_link(sql, kind, &one.id, scope, Some(name), &one)?;
            }
            Ok(())
        })
    }

    /// Puts down the persons found under a key, in the place of those known.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn put_people(&mut self, key: &str, people: &[Person]) -> Result<(), RecordError> {
        self.whole(|store| {
            let sql = &store.connection;
            // Of many who share a surname few have changed.
            let mut before: HashMap<String, String> = sql
                .prepare_cached("select id, body from link where scope = $1")?
                .query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            for person in people {
                let body = serde_json::to_string(person).unwrap_or_default();
                if before.remove(person.id.as_str()).is_none_or(|before| before != body) {
                    put_link(sql, "person", &person.id, key, Some(&person.name), person)?;
                }
            }
            for id in before.keys() {
                sql.prepare_cached("delete from link where id = $1")?.execute([id])?;
            }
            sql.prepare_cached("delete from people_due where key = $1")?.execute([key])?;
            Ok(())
        })
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
            &format!(
                "select {LINE} from report join story_report on story_report.report = report.number where story = $1 \
                 order by report.day, report.number"
            ),
            &[story.as_str()],
            line,
        )
    }

    /// How many texts there are, reports that carry one text counted once.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn accounts(&self) -> Result<u64, RecordError> {
        self.total("accounts")
    }

    /// Differences: of one story, or of all.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn differences(&self, story: Option<&Id>) -> Result<Vec<Difference>, RecordError> {
        self.links("difference", story)
    }

    /// Claims and their denials: of one story, or of all.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn opposed(&self, story: Option<&Id>) -> Result<Vec<Opposed>, RecordError> {
        self.links("opposed", story)
    }

    /// Facts that several reports give a figure of, whether it is the same or not, each with how the
    /// accounts stand to each other: of one story, or of all.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn facts(&self, story: Option<&Id>) -> Result<Vec<SameFigure>, RecordError> {
        let mut facts: Vec<Difference> = self.links("difference", story)?;
        facts.extend(self.links::<Difference>("same_figure", story)?);
        Ok(facts.into_iter().map(SameFigure::from).collect())
    }

    /// Some of the differences: first those that cannot all be true, the latest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn differences_page(&self, limit: usize, offset: usize) -> Result<Vec<Difference>, RecordError> {
        // Stories are walked from the latest on and looked up by `link_scope`, so that a page never
        // sorts all there is: `cross join` keeps SQLite to this order.
        let some = |name: &str, limit: usize, offset: usize| {
            self.rows(
                "select link.body from story cross join link on link.scope = story.id and link.kind = 'difference' \
                 and link.name = $1 order by story.last desc, story.size desc, story.id, link.id limit $2 offset $3",
                &[Value::Text(name.to_owned()), Value::Integer(limit as i64), Value::Integer(offset as i64)],
                |row| row.get::<_, String>(0),
            )
        };
        let count = "select count(*) from link where kind = 'difference' and name = 'differ'";
        let differing = self.rows(count, &[0; 0], |row| row.get::<_, i64>(0))?.pop().unwrap_or(0) as usize;
        let mut bodies = if offset < differing { some("differ", limit, offset)? } else { Vec::new() };
        if bodies.len() < limit {
            let before = offset.saturating_sub(differing);
            bodies.extend(some("compatible", limit - bodies.len(), before)?);
        }
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// Persons by how many reports name them, at most so many, leaving out the first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people_page(&self, limit: usize, offset: usize) -> Result<Vec<Person>, RecordError> {
        let bodies = self.rows(
            "select body from link where kind = 'person' \
             order by coalesce(body ->> '$.weight', 0) desc, name limit $1 offset $2",
            &[limit as i64, offset as i64],
            |row| row.get::<_, String>(0),
        )?;
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// Persons kept under some keys (see `Sighting::key`), which are what a name ends in.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people_of(&self, keys: &[String]) -> Result<Vec<Person>, RecordError> {
        let mut people = Vec::new();
        for key in keys {
            let bodies = self.rows(
                "select body from link where scope = $1 and kind = 'person' order by name limit 200",
                &[key],
                |row| row.get::<_, String>(0),
            )?;
            for body in bodies {
                people.push(self.parsed(&body)?);
            }
        }
        Ok(people)
    }

    /// Persons of whom the names hold all of these words, of which the last may go on.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people_like(&self, typed: &str, limit: usize) -> Result<Vec<Person>, RecordError> {
        let Some(terms) = words::all_of_so_far(typed) else { return Ok(Vec::new()) };
        let bodies = self.rows(
            "select body from person_words cross join person on number = person_words.rowid \
             cross join link on link.id = person.id where person_words match $1 order by link.name limit $2",
            &[Value::Text(terms), Value::Integer(limit as i64)],
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
        let groups: Vec<SameStatement> = self.links("same_statement", story)?;
        let before = groups.iter().map(|group| group.statements.clone()).collect();
        let after = self.regrouped("statement", before)?;
        let group = |statements: Vec<Id>| {
            let known = groups.iter().find(|group| group.statements == statements);
            let parts: Vec<&str> = statements.iter().map(Id::as_str).collect();
            let id = known.map_or_else(|| derive_id("same-statement", &parts), |known| known.id.clone());
            SameStatement { id, statements }
        };
        Ok(after.into_iter().map(group).collect())
    }

    /// What was done once and told in several reports.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn same_events(&self, story: Option<&Id>) -> Result<Vec<SameEvent>, RecordError> {
        let groups: Vec<SameEvent> = self.links("same_event", story)?;
        let before = groups.iter().map(|group| group.events.clone()).collect();
        let after = self.regrouped("event", before)?;
        let group = |events: Vec<Id>| {
            let known = groups.iter().find(|group| group.events == events);
            let parts: Vec<&str> = events.iter().map(Id::as_str).collect();
            let id = known.map_or_else(|| derive_id("same-event", &parts), |known| known.id.clone());
            SameEvent { id, events }
        };
        Ok(after.into_iter().map(group).collect())
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

    pub(crate) fn story_lines(
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

/// Asks for sightings with what they stand beside.
const SIGHTING: &str =
    "select sighting.body, day, report.id from sighting cross join report on report.number = sighting.report";

fn sighting(row: &Row<'_>) -> rusqlite::Result<String> {
    line_of(row, 0, Beside { item: Some(1), report: 2, text: None })
}

fn put_link(
    sql: &Connection,
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
