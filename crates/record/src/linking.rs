//! What the resolver puts down while it links reports, by their numbers, and what is still due.

use crate::packed::{packed, unpacked};
use crate::{RecordError, Store};
use dateline_model::{Id, Story};
use rusqlite::{Error, params};
use serde::Serialize;
use std::collections::HashSet;

/// What a report is like, in the resolver's form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NearKept {
    /// When the report was published.
    pub published: Option<String>,
    /// The reports it is like.
    pub body: Vec<u8>,
}

/// A cluster of reports with the stories they tell.
#[derive(Clone, Debug, Default)]
pub struct ClusterKept {
    /// Its number.
    pub number: u32,
    /// Its reports.
    pub members: Vec<u32>,
    /// Its stories.
    pub stories: Vec<Story>,
}

/// A story without its reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoryOutline {
    /// Its id.
    pub id: Id,
    /// The first day it was reported.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
    /// How many reports it has.
    pub reports: usize,
}

/// What is still to be done for a report before it is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Others cannot find it yet.
    Keys = 0,
    /// It is not placed among the others.
    Place = 1,
    /// It stands in no story.
    Story = 2,
}

impl Store {
    /// The reports for which this is the next thing to do, at most so many of them.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn due(&self, step: Due, most: usize) -> Result<Vec<u32>, RecordError> {
        self.rows(
            "select report from report_due where step = $1 order by report limit $2",
            &[step as i64, most as i64],
            |row| row.get(0),
        )
    }

    /// How many reports wait to be linked, where none is yet; 0 where some are.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn unlinked(&self) -> Result<usize, RecordError> {
        let sql =
            "select case when exists (select 1 from story) then 0 else (select count(*) from report_due) end";
        let waiting = self.rows(sql, &[0; 0], |row| row.get::<_, i64>(0))?.pop().unwrap_or(0);
        Ok(usize::try_from(waiting).unwrap_or(0))
    }

    /// Puts down what is next to do for a report.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_due(&mut self, report: u32, step: Due) -> Result<(), RecordError> {
        self.whole(|store| {
            store
                .connection
                .prepare_cached("update report_due set step = $1 where report = $2")?
                .execute(params![step as i64, report])
                .map(|_| ())
        })
    }

    /// The stories that are to be looked at again, and whether only at what they follow on from;
    /// at most so many of them.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn stories_due(&self, most: usize) -> Result<Vec<(Id, bool)>, RecordError> {
        self.rows("select story, step from story_due limit $1", &[most as i64], |row| {
            Ok((Id(row.get(0)?), row.get::<_, i64>(1)? == 1))
        })
    }

    /// Says that what a story follows on from is to be looked at again.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_story_due(&mut self, story: &Id) -> Result<(), RecordError> {
        self.whole(|store| {
            store
                .connection
                .prepare_cached("insert into story_due (story, step) values ($1, 1) on conflict do nothing")?
                .execute([story.as_str()])
                .map(|_| ())
        })
    }

    /// Says that all stories are to be looked at again, with what their reports show together.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_all_stories_due(&mut self) -> Result<(), RecordError> {
        self.whole(|store| {
            store.connection.execute(
                "insert into story_due (story, step) select id, 2 from story where true \
                 on conflict (story) do update set step = 2",
                [],
            )?;
            Ok(())
        })
    }

    /// The stories of the affair that one belongs to, the earliest first; that one alone if it
    /// follows on from none and none from it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn affair_of(&self, story: &Id) -> Result<Vec<StoryOutline>, RecordError> {
        self.rows(
            "with recursive up (id, follows) as ( \
                 select id, follows from story where id = $1 \
                 union select story.id, story.follows from story join up on story.id = up.follows \
             ), down (id) as ( \
                 select up.id from up left join story on story.id = up.follows where story.id is null \
                 union select story.id from story join down on story.follows = down.id \
             ) select story.id, first, last, size from story join down on down.id = story.id \
             order by first, story.id limit 500",
            &[story.as_str()],
            |row| {
                Ok(StoryOutline {
                    id: Id(row.get(0)?),
                    first: row.get(1)?,
                    last: row.get(2)?,
                    reports: row.get::<_, i64>(3)? as usize,
                })
            },
        )
    }

    /// What people set under a name.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, RecordError> {
        Ok(self.rows("select value from setting where name = $1", &[name], |row| row.get(0))?.pop())
    }

    /// Sets something under a name.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), RecordError> {
        self.whole(|store| {
            store
                .connection
                .prepare_cached(
                    "insert into setting (name, value) values ($1, $2) \
                     on conflict (name) do update set value = excluded.value",
                )?
                .execute([name, value])
                .map(|_| ())
        })
    }

    /// The keys of people of whom there are new sightings, at most so many of them, each with the
    /// first report that has some; none where sightings are gone and all are to be looked at.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people_due(&self, most: usize) -> Result<Vec<(String, Option<u32>)>, RecordError> {
        self.rows("select key, since from people_due limit $1", &[most as i64], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// How many reports there are.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports_counted(&self) -> Result<usize, RecordError> {
        self.total("report").map(|reports| reports as usize)
    }

    /// The number of a report.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn number_of(&self, report: &Id) -> Result<Option<u32>, RecordError> {
        let sql = "select number from report where id = $1";
        Ok(self.rows(sql, &[report.as_str()], |row| row.get(0))?.pop())
    }

    /// When a report was published, and its id.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn order_of(&self, report: u32) -> Result<(Option<String>, Id), RecordError> {
        let sql = "select published, id from report left join near on near.report = number where number = $1";
        let found = self.rows(sql, &[report], |row| Ok((row.get(0)?, Id(row.get(1)?))))?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    /// The resolver's trace of a report.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn trace(&self, report: u32) -> Result<Option<Vec<u8>>, RecordError> {
        let kept = self.rows("select body from trace where report = $1", &[report], |row| {
            Ok(unpacked(row.get_ref(0)?.as_blob()?))
        })?;
        // One that is damaged is made again.
        Ok(kept.into_iter().next().and_then(Result::ok))
    }

    /// Puts another trace in the place of a report's, with the keys under which others find it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_trace(&mut self, report: u32, trace: &[u8], keys: &[u64]) -> Result<(), RecordError> {
        self.whole(|store| {
            let Store { connection, postings, .. } = store;
            let trace = packed(trace).map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))?;
            connection
                .prepare_cached(
                    "insert into trace (report, body) values ($1, $2) on conflict (report) do update set body = excluded.body",
                )?
                .execute(params![report, trace])?;
            postings.add(connection, keys.iter().map(|&key| (key, report)).collect())
        })
    }

    /// What a report is like.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn near(&self, report: u32) -> Result<Option<NearKept>, RecordError> {
        let near = self.rows("select published, body from near where report = $1", &[report], |row| {
            Ok(NearKept { published: row.get(0)?, body: row.get(1)? })
        })?;
        Ok(near.into_iter().next())
    }

    /// Puts down what a report is like.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_near(&mut self, report: u32, near: &NearKept) -> Result<(), RecordError> {
        self.whole(|store| {
            store
                .connection
                .prepare_cached(
                    "insert into near (report, published, body) values ($1, $2, $3) on conflict (report) \
                     do update set published = excluded.published, body = excluded.body",
                )?
                .execute(params![report, near.published, near.body])
                .map(|_| ())
        })
    }

    /// The cluster that a report stands in.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn cluster_of(&self, report: u32) -> Result<Option<u32>, RecordError> {
        Ok(self.rows("select cluster from cluster where report = $1", &[report], |row| row.get(0))?.pop())
    }

    /// The reports of a cluster.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn members(&self, cluster: u32) -> Result<Vec<u32>, RecordError> {
        self.rows("select report from cluster where cluster = $1 order by report", &[cluster], |row| {
            row.get(0)
        })
    }

    /// The stories of a cluster.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn stories_in(&self, cluster: u32) -> Result<Vec<Story>, RecordError> {
        let bodies = self.rows(
            "select body from story where id in (select story from story_report \
             where report in (select report from cluster where cluster = $1)) order by id",
            &[cluster],
            |row| row.get::<_, String>(0),
        )?;
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// The reports of a story, by number.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn numbers_of(&self, story: &Id) -> Result<Vec<u32>, RecordError> {
        let sql = "select report from story_report where story = $1 order by report";
        self.rows(sql, &[story.as_str()], |row| row.get(0))
    }

    /// The story of a report.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn story_at(&self, report: u32) -> Result<Option<StoryOutline>, RecordError> {
        let found = self.rows(
            "select id, first, last, size from story_report join story on id = story where report = $1",
            &[report],
            |row| {
                Ok(StoryOutline {
                    id: Id(row.get(0)?),
                    first: row.get(1)?,
                    last: row.get(2)?,
                    reports: row.get::<_, i64>(3)? as usize,
                })
            },
        )?;
        Ok(found.into_iter().next())
    }

    /// Puts clusters in the place of others: their reports stand in a story then, and what the
    /// changed stories show is due, as is what those that followed on from gone ones follow now.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn replace_clusters(
        &mut self,
        before: &[u32],
        made: &[ClusterKept],
        changed: &[Id],
        gone: &[Id],
    ) -> Result<(), RecordError> {
        self.whole(|store| {
            let sql = &store.connection;
            let is_changed: HashSet<&Id> = changed.iter().collect();
            for number in before {
                sql.prepare_cached("delete from cluster where cluster = $1")?.execute([number])?;
            }
            for id in gone.iter().chain(changed) {
                for gone in [
                    "delete from link where scope = $1",
                    "delete from story_report where story = $1",
                    "delete from story where id = $1",
                    "delete from story_due where story = $1",
                ] {
                    sql.prepare_cached(gone)?.execute([id.as_str()])?;
                }
            }
            for id in gone {
                sql.prepare_cached(
                    "insert into story_due select id, 1 from story where follows = $1 on conflict do nothing",
                )?
                .execute([id.as_str()])?;
            }
            for cluster in made {
                for member in &cluster.members {
                    sql.prepare_cached(
                        "insert into cluster (report, cluster) values ($1, $2) \
                         on conflict (report) do update set cluster = excluded.cluster",
                    )?
                    .execute([*member, cluster.number])?;
                    sql.prepare_cached("delete from report_due where report = $1")?.execute([member])?;
                }
                for story in &cluster.stories {
                    if is_changed.contains(&story.id) {
                        put_story(sql, story)?;
                    }
                }
            }
            Ok(())
        })
    }

    /// Puts down what a story follows on from and whose voices it holds; nothing more is due for it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn set_follows(&mut self, story: &Story) -> Result<(), RecordError> {
        self.whole(|store| {
            let sql = &store.connection;
            let body = serde_json::to_string(story).unwrap_or_default();
            sql.prepare_cached("update story set follows = $1, body = $2, accounts = $3 where id = $4")?
                .execute(params![
                    story.follows.as_ref().map(Id::as_str),
                    body,
                    story.accounts() as i64,
                    story.id.as_str()
                ])?;
            sql.prepare_cached("delete from story_due where story = $1")?
                .execute([story.id.as_str()])
                .map(|_| ())
        })
    }
}

fn put_story(sql: &rusqlite::Connection, story: &Story) -> rusqlite::Result<()> {
    let body = serde_json::to_string(story).unwrap_or_default();
    sql.prepare_cached(
        "insert into story (id, first, last, size, body, follows, accounts) values ($1, $2, $3, $4, $5, $6, $7)",
    )?
    .execute(params![
        story.id.as_str(),
        story.first,
        story.last,
        story.reports.len() as i64,
        body,
        story.follows.as_ref().map(Id::as_str),
        story.accounts() as i64
    ])?;
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
    sql.prepare_cached(
        "insert into story_due (story, step) values ($1, 2) on conflict (story) do update set step = 2",
    )?
    .execute([story.id.as_str()])?;
    Ok(())
}
