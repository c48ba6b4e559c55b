//! Keeping reports: whole or not at all, and once.

use crate::by_day::turn;
use crate::lines::cell;
use crate::packed::{Packed, packed};
use crate::terse::{Around, Text, firsts};
use crate::{RecordError, Store, content_hash};
use dateline_model::{Edtf, Event, Figure, Id, Reading, Report, Statement, When};
use rusqlite::{Connection, Error, OptionalExtension, params};
use serde::Serialize;
use std::collections::BTreeMap;

/// A report ready to be kept.
#[derive(Clone, Debug, Default)]
pub struct Keeping {
    /// The report.
    pub report: Report,
    /// What it says.
    pub reading: Reading,
    /// Who read it, with its version.
    pub reader: String,
    /// The language for which it was not analysed.
    pub unread: Option<&'static str>,
    /// Whether what it says is put in the place of what was read before.
    pub again: bool,
    /// Whether it comes out of the record itself, to be read again: it is kept only if the record still holds
    /// that text of it, for what was forgotten meanwhile stays forgotten.
    pub of_record: bool,
    /// What the resolver compares it by, in a form of its own.
    pub trace: Vec<u8>,
    /// The numbers under which others find it.
    pub keys: Vec<u64>,
    /// The people it names: the key they are compared under, and the sighting as JSON.
    pub sightings: Vec<(String, String)>,
}

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there before.
    New,
    /// It was there, just so.
    Unchanged,
    /// It was there, and was read again: what it says now is kept. What did not change keeps its id.
    Again,
    /// It was there with another text; both are kept, the newer one is the report's.
    Changed,
    /// It came out of the record, and the record does not hold it so any more: nothing was written.
    Gone,
}

impl Store {
    /// Whether a report is kept just so, and need not be read again.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn is_kept(&self, id: &Id, content: &str) -> Result<bool, RecordError> {
        let known = self.rows("select content from report where id = $1", &[id.as_str()], |row| {
            Ok(row.get_ref(0)?.as_str()? == content)
        })?;
        Ok(known == [true])
    }

    /// Keeps reports with all that hangs on them, every one of the batch or none. What links them
    /// is due then.
    ///
    /// # Errors
    /// If the file cannot be written; then nothing of the batch is kept.
    pub fn keep(&mut self, batch: &[Keeping]) -> Result<Vec<Outcome>, RecordError> {
        self.whole(|store| {
            let mut entries = Vec::new();
            let mut words = NewWords::default();
            let mut outcomes = Vec::with_capacity(batch.len());
            for keeping in batch {
                let (number, outcome) = keep_one(&store.connection, keeping, &mut words)?;
                if !matches!(outcome, Outcome::Unchanged | Outcome::Gone) {
                    entries.extend(keeping.keys.iter().map(|&key| (key, number as u32)));
                }
                outcomes.push(outcome);
            }
            let Store { connection, postings, .. } = store;
            words.put(connection)?;
            postings.add(connection, entries)?;
            Ok(outcomes)
        })
    }
}

/// What the full-text tables are to hold of a batch. They take rows in their order, or write out
/// what they have for each that is out of it.
#[derive(Default)]
struct NewWords<'k> {
    /// Turn, title, text.
    reports: Vec<(i64, Option<&'k str>, &'k str)>,
    /// Turn, speaker, content, context.
    statements: Vec<(i64, String, String, String)>,
    /// Turn, parties, evidence.
    events: Vec<(i64, String, &'k str)>,
}

impl NewWords<'_> {
    fn put(&mut self, sql: &Connection) -> rusqlite::Result<()> {
        let NewWords { reports, statements, events } = self;
        reports.sort_unstable();
        statements.sort_unstable();
        events.sort_unstable();
        let mut insert =
            sql.prepare_cached("insert into report_words (rowid, title, text) values ($1, $2, $3)")?;
        for (turn, title, text) in reports.drain(..) {
            insert.execute(params![turn, title, text])?;
        }
        let mut insert = sql.prepare_cached(
            "insert into statement_words (rowid, speaker, content, context) values ($1, $2, $3, $4)",
        )?;
        for (turn, speaker, content, context) in statements.drain(..) {
            insert.execute(params![turn, speaker, content, context])?;
        }
        let mut insert =
            sql.prepare_cached("insert into event_words (rowid, party, evidence) values ($1, $2, $3)")?;
        for (turn, parties, evidence) in events.drain(..) {
            insert.execute(params![turn, parties, evidence])?;
        }
        Ok(())
    }
}

fn keep_one<'k>(
    sql: &Connection,
    keeping: &'k Keeping,
    words: &mut NewWords<'k>,
) -> rusqlite::Result<(i64, Outcome)> {
    let Keeping { report, reading, reader, unread, again, of_record, trace, keys: _, sightings } = keeping;
    let content = content_hash(report);
    let kept: Option<(i64, String)> = sql
        .prepare_cached("select number, content from report where id = $1")?
        .query_row([report.id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (number, outcome) = match kept {
        Some((number, known)) if known == content && !again => return Ok((number, Outcome::Unchanged)),
        // Another process forgot it while it was read, or has a newer text of it.
        None if *of_record => return Ok((0, Outcome::Gone)),
        Some((_, known)) if known != content && *of_record => return Ok((0, Outcome::Gone)),
        Some((number, known)) => {
            // It may have come twice in one batch.
            words.put(sql)?;
            let is_same = known == content;
            if !is_same {
                keep_version(sql, number)?;
            }
            set_aside(sql, number)?;
            (Some(number), if is_same { Outcome::Again } else { Outcome::Changed })
        }
        None => (next_number(sql)?, Outcome::New),
    };
    let day = report.published.as_deref().and_then(|published| published.get(..10));
    // The text has a column of its own.
    let body = Packed(json(&Report { text: String::new(), ..report.clone() }));
    sql.prepare_cached(
        "insert into report (number, id, content, day, source, url, title, text, body, reader, unread) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         on conflict (id) do update set content = excluded.content, day = excluded.day, source = excluded.source, \
         url = excluded.url, title = excluded.title, text = excluded.text, body = excluded.body, \
         reader = excluded.reader, unread = excluded.unread",
    )?
    .execute(params![
        number, report.id.as_str(), content, day, report.source, report.url, report.title, Packed(report.text.clone()), body,
        reader, unread
    ])?;
    let number = number.unwrap_or_else(|| sql.last_insert_rowid());
    words.reports.push((turn(day, number), report.title.as_deref(), &report.text));
    let text = Text::new(report.text.clone());
    let mentions = json(&reading.mentions);
    let firsts = firsts(&mentions, &text);
    let around = Around { report: report.id.as_str(), text: &text, beside: &[], firsts: &firsts };
    let mut part = sql.prepare_cached("insert into reading (report, kind, body) values ($1, $2, $3)")?;
    part.execute(params![number, "mention", cell(mentions, &around)?])?;
    part.execute(params![number, "time", cell(json(&reading.times), &around)?])?;
    part.execute(params![number, "place", cell(json(&reading.places), &around)?])?;
    for statement in &reading.statements {
        keep_statement(sql, words, number, (day, report, &around), statement)?;
    }
    for event in &reading.events {
        keep_event(sql, words, number, (day, &around), event)?;
    }
    for figure in &reading.figures {
        keep_figure(sql, number, (day, &around), figure)?;
    }
    keep_places(sql, number, reading)?;
    sql.prepare_cached("insert into trace (report, body) values ($1, $2)")?.execute(params![
        number,
        packed(trace).map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))?
    ])?;
    let mut sighting = sql.prepare_cached("insert into sighting (report, key, body) values ($1, $2, $3)")?;
    let mut due =
        sql.prepare_cached("insert into people_due (key, since) values ($1, $2) on conflict do nothing")?;
    let (nothing, beside) = (Text::default(), day);
    // Who looks for a name in many reports does not ask for their texts.
    let around = Around { text: &nothing, beside: beside.as_slice(), ..around };
    for (key, body) in sightings {
        sighting.execute(params![number, key, cell(body.clone(), &around)?])?;
        due.execute(params![key, (outcome == Outcome::New).then_some(number)])?;
    }
    sql.prepare_cached(
        "insert into report_due (report, step) values ($1, 1) on conflict (report) do update set step = 1",
    )?
    .execute([number])?;
    Ok((number, outcome))
}

/// The setting that holds the greatest number that a report had, so that none has it again.
pub(crate) const LAST_NUMBER: &str = "last number";

/// A number that no report had, not even one that was forgotten; none where SQLite's own will do.
fn next_number(sql: &Connection) -> rusqlite::Result<Option<i64>> {
    sql.prepare_cached(
        "select max(cast(value as integer), coalesce((select max(number) from report), 0)) + 1 from setting where name = $1",
    )?
    .query_row([LAST_NUMBER], |row| row.get(0))
    .optional()
}

fn keep_statement<'k>(
    sql: &Connection,
    words: &mut NewWords<'k>,
    report: i64,
    (day, from, around): (Option<&str>, &Report, &Around<'_>),
    one: &'k Statement,
) -> rusqlite::Result<()> {
    let day = day_of(one.said.as_ref(), day);
    sql.prepare_cached(
        "insert into statement (id, report, act, day, confidence, body) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
    )?
    .execute(params![
        one.id.as_str(),
        report,
        word(&one.act),
        day,
        one.confidence,
        cell(json(one), &Around { beside: &[one.id.as_str()], ..*around })?
    ])?;
    if sql.changes() == 0 {
        return Ok(());
    }
    let number = sql.last_insert_rowid();
    let mut said_by = String::new();
    let mut speaker = sql
        .prepare_cached("insert into speaker (statement, turn, name, belongs_to) values ($1, $2, $3, $4)")?;
    for (at, one) in (0_i64..).zip(&one.speakers) {
        speaker.execute(params![number, at, one.name, one.of])?;
        for part in [Some(&one.name), one.office.as_ref(), one.of.as_ref()].into_iter().flatten() {
            said_by.push_str(part);
            said_by.push(' ');
        }
    }
    // What was said is not indexed once more where it stands in the words around it. (010-words.sql says the
    // same.)
    let pieces = one.content.iter().map(|piece| piece.text.as_str());
    let content = pieces.filter(|piece| !one.evidence.text.contains(piece)).collect::<Vec<_>>().join(" ");
    let context = format!("{} {}", one.evidence.text, from.title.as_deref().unwrap_or_default());
    words.statements.push((turn(day.as_deref(), number), said_by, content, context));
    Ok(())
}

fn keep_event<'k>(
    sql: &Connection,
    words: &mut NewWords<'k>,
    report: i64,
    (day, around): (Option<&str>, &Around<'_>),
    one: &'k Event,
) -> rusqlite::Result<()> {
    let day = day_of(one.when.as_ref(), day);
    sql.prepare_cached(
        "insert into event (id, report, root, status, day, body) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
    )?
    .execute(params![
        one.id.as_str(),
        report,
        word(&one.act),
        word(&one.status),
        day,
        cell(json(one), &Around { beside: &[one.id.as_str()], ..*around })?
    ])?;
    if sql.changes() == 0 {
        return Ok(());
    }
    let number = sql.last_insert_rowid();
    let mut parties = String::new();
    let mut party = sql
        .prepare_cached("insert into party (event, turn, side, name, country) values ($1, $2, $3, $4, $5)")?;
    let sides = one.by.iter().map(|one| ("by", one)).chain(one.to.iter().map(|one| ("to", one)));
    for (at, (side, one)) in (0_i64..).zip(sides) {
        party.execute(params![number, at, side, one.name, one.country])?;
        for part in [Some(&one.name), one.country.as_ref()].into_iter().flatten() {
            parties.push_str(part);
            parties.push(' ');
        }
    }
    words.events.push((turn(day.as_deref(), number), parties, &one.evidence.text));
    Ok(())
}

fn keep_figure(
    sql: &Connection,
    report: i64,
    (day, around): (Option<&str>, &Around<'_>),
    one: &Figure,
) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "insert into figure (id, report, what, day, status, body) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
    )?
    .execute(params![
        one.id.as_str(),
        report,
        one.what,
        day_of(one.when.as_ref(), day),
        one.status.name(),
        cell(json(one), &Around { beside: &[one.id.as_str()], ..*around })?
    ])?;
    Ok(())
}

fn keep_places(sql: &Connection, report: i64, reading: &Reading) -> rusqlite::Result<()> {
    let mut counted = BTreeMap::new();
    for place in &reading.places {
        let key = (place.name.as_str(), place.country.as_deref());
        counted.entry(key).or_insert((0u32, place.lat, place.lon)).0 += 1;
    }
    let mut insert = sql.prepare_cached(
        "insert into place (report, turn, name, country, lat, lon, times) values ($1, $2, $3, $4, $5, $6, $7)",
    )?;
    for (at, ((name, country), (times, lat, lon))) in (0_i64..).zip(counted) {
        insert.execute(params![report, at, name, country, lat, lon, times])?;
    }
    Ok(())
}

/// Keeps the text of a report among its versions, so that a newer one can take its place.
fn keep_version(sql: &Connection, number: i64) -> rusqlite::Result<()> {
    sql.execute(
        "insert into report_version (report, version, content, text, body) \
         select number, (select count(*) from report_version where report = number), content, text, body \
         from report where number = $1",
        [number],
    )
    .map(|_| ())
}

/// Takes out what was found in a report.
pub(crate) fn set_aside(sql: &Connection, number: i64) -> rusqlite::Result<()> {
    for (table, key) in [("report", "number"), ("statement", "report"), ("event", "report")] {
        let mut delete = sql.prepare_cached(&format!("delete from {table}_words where rowid = $1"))?;
        let mut of_report =
            sql.prepare_cached(&format!("select day, number from {table} where {key} = $1"))?;
        let mut rows = of_report.query([number])?;
        while let Some(row) = rows.next()? {
            let day: Option<String> = row.get(0)?;
            delete.execute([turn(day.as_deref(), row.get(1)?)])?;
        }
    }
    for gone in [
        "delete from speaker where statement in (select number from statement where report = $1)",
        "delete from party where event in (select number from event where report = $1)",
        "delete from statement where report = $1",
        "delete from event where report = $1",
        "delete from figure where report = $1",
        "delete from place where report = $1",
        "delete from reading where report = $1",
        "delete from trace where report = $1",
        "insert into people_due (key, since) select distinct key, null from sighting where report = $1 \
         on conflict (key) do update set since = null",
        "delete from sighting where report = $1",
    ] {
        sql.execute(gone, [number])?;
    }
    Ok(())
}

/// The first day something was said or done on, else the report's own.
fn day_of(when: Option<&When>, report: Option<&str>) -> Option<String> {
    let told = when.and_then(|when| when.edtf.as_ref()).and_then(Edtf::first_day);
    told.map(|day| day.to_string()).or_else(|| report.map(str::to_owned))
}

/// How a plain value is written in the record.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The nouns of the record always have a JSON form.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl Store {
    /// The texts that a report had before, the oldest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn versions(&self, report: &Id) -> Result<Vec<Report>, RecordError> {
        let rows = self
            .connection
            .prepare_cached(
                "select report_version.text, report_version.body from report_version join report on report = number \
                 where id = $1 order by version",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([report.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect::<rusqlite::Result<Vec<(Packed, Packed)>>>()
            })
            .map_err(|error| self.failed(error))?;
        rows.into_iter().map(|(text, body)| self.report_of(text.0, &body.0)).collect()
    }
}
