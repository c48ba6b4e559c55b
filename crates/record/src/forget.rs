//! Forgetting reports: every trace of them goes, and what is left is due to be linked anew.
//!
//! Here rows go, and what SQLite frees of its pages is overwritten. The index of words holds on to
//! words until it is made smaller, which [`compact`](Store::compact) does.

use crate::keep::{LAST_NUMBER, set_aside};
use crate::{RecordError, Store};
use dateline_model::Id;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use std::collections::HashSet;
use std::ops::AddAssign;

/// What went with forgotten reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each counts what it is called")]
pub struct Forgotten {
    pub reports: usize,
    /// Texts that stood under their ids before.
    pub versions: usize,
    pub statements: usize,
    pub events: usize,
    pub figures: usize,
    /// What people had said of them.
    pub corrections: usize,
}

impl AddAssign for Forgotten {
    fn add_assign(&mut self, more: Self) {
        self.reports += more.reports;
        self.versions += more.versions;
        self.statements += more.statements;
        self.events += more.events;
        self.figures += more.figures;
        self.corrections += more.corrections;
    }
}

impl Store {
    /// The reports of an outlet, or of days before one, or both; the earliest kept first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports_of_outlet(
        &self,
        source: Option<&str>,
        before: Option<&str>,
    ) -> Result<Vec<Id>, RecordError> {
        self.rows(
            "select id from report where ($1 is null or source = $1) and ($2 is null or day < $2) order by number",
            &[source, before],
            |row| row.get(0).map(Id),
        )
    }

    /// Takes the reports of these numbers from the index by which others find them. To be done before
    /// they are forgotten, so that nothing is left where that is cut off.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn forget_keys(&mut self, reports: &HashSet<u32>) -> Result<(), RecordError> {
        self.batch("pragma secure_delete = on")?;
        self.whole(|store| {
            let Store { connection, postings, .. } = store;
            postings.forget(connection, reports)
        })
    }

    /// Forgets reports: their texts and earlier texts, what was read in them, what was said of them,
    /// what they showed together with others. The reports that stood beside them are due to be placed
    /// anew.
    ///
    /// # Errors
    /// If the file cannot be written; then none of them is forgotten.
    pub fn forget(&mut self, reports: &[u32]) -> Result<Forgotten, RecordError> {
        self.batch("pragma secure_delete = on")?;
        self.whole(|store| {
            let mut gone = Forgotten::default();
            store.connection.execute(
                "insert into setting (name, value) select $1, coalesce(max(number), 0) from report where true \
                 on conflict (name) do update \
                 set value = max(cast(value as integer), cast(excluded.value as integer))",
                [LAST_NUMBER],
            )?;
            for &report in reports {
                gone += forget_one(&store.connection, report)?;
            }
            Ok(gone)
        })
    }

    /// Forgets the texts that reports had before, and keeps those they have now. How many there were.
    ///
    /// # Errors
    /// If the file cannot be written; then none of them is forgotten.
    pub fn forget_versions(&mut self, reports: &[Id]) -> Result<usize, RecordError> {
        self.batch("pragma secure_delete = on")?;
        self.whole(|store| {
            let mut delete = store.connection.prepare_cached(
                "delete from report_version where report = (select number from report where id = $1)",
            )?;
            let mut gone = 0;
            for report in reports {
                gone += delete.execute([report.as_str()])?;
            }
            Ok(gone)
        })
    }
}

fn forget_one(sql: &Connection, number: u32) -> rusqlite::Result<Forgotten> {
    let count = |table: &str| {
        sql.prepare_cached(&format!("select count(*) from {table} where report = $1"))?
            .query_row([number], |row| row.get::<_, i64>(0))
            .map(|count| usize::try_from(count).unwrap_or(0))
    };
    let (statements, events, figures) = (count("statement")?, count("event")?, count("figure")?);
    // Who stood beside it is placed anew, for their likeness was weighed with it.
    sql.prepare_cached(
        "insert into report_due (report, step) select report, 1 from cluster \
         where cluster = (select cluster from cluster where report = $1) and report <> $1 \
         on conflict (report) do update set step = min(step, 1)",
    )?
    .execute([number])?;
    forget_story(sql, number)?;
    set_aside(sql, i64::from(number))?;
    let id: Option<String> = sql
        .prepare_cached("select id from report where number = $1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    let Some(id) = id else { return Ok(Forgotten::default()) };
    let corrections = sql
        .prepare_cached("delete from correction where report = $1 or body ->> '$.value.report' = $1")?
        .execute([&id])?;
    let versions = sql.prepare_cached("delete from report_version where report = $1")?.execute([number])?;
    for table in ["near", "cluster", "report_due", "story_report"] {
        sql.prepare_cached(&format!("delete from {table} where report = $1"))?.execute([number])?;
    }
    let reports = sql.prepare_cached("delete from report where number = $1")?.execute([number])?;
    sql.prepare_cached("update total set value = value - $1 where name = 'report'")?
        .execute([reports as i64])?;
    Ok(Forgotten { reports, versions, statements, events, figures, corrections })
}

/// The story it stands in goes, since its title and links may be of its words.
fn forget_story(sql: &Connection, number: u32) -> rusqlite::Result<()> {
    let story: Option<String> = sql
        .prepare_cached("select story from story_report where report = $1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    let Some(story) = story else { return Ok(()) };
    sql.prepare_cached(
        "insert into report_due (report, step) select report, 2 from story_report where story = $1 and report <> $2 \
         on conflict do nothing",
    )?
    .execute(params![story, number])?;
    sql.prepare_cached(
        "insert into story_due (story, step) select id, 1 from story where follows = $1 on conflict do nothing",
    )?
    .execute([&story])?;
    for gone in [
        "delete from link where scope = $1",
        "delete from story_report where story = $1",
        "delete from story where id = $1",
        "delete from story_due where story = $1",
    ] {
        sql.prepare_cached(gone)?.execute([&story])?;
    }
    Ok(())
}
