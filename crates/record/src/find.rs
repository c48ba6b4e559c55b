//! Finding things in the record.

use crate::conditions::{Conditions, Page};
use crate::filters::{EventFilter, FigureFilter, ReportFilter, StatementFilter};
use crate::lines::{Beside, line_of};
use crate::{RecordError, Store};
use dateline_model::{Correction, Event, Figure, Id, Kind, Statement};
use rusqlite::types::{ToSql, Value};
use rusqlite::{Row, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something kept, with the report it stands in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Kept<T> {
    /// The report.
    pub from: ReportLine,
    /// What was found.
    #[serde(flatten)]
    pub record: T,
    /// What people corrected in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Correction>,
}

/// A report without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportLine {
    /// Its place in the order of keeping; pages go on behind it.
    #[serde(skip)]
    pub number: i64,
    /// Its id.
    pub id: Id,
    /// The day it was published.
    pub day: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its first words, where it has no headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening: Option<String>,
}

/// How much there is of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each counts what it is called")]
pub struct Counts {
    pub reports: u64,
    pub statements: u64,
    pub events: u64,
    pub figures: u64,
    pub stories: u64,
    pub differences: u64,
}

pub(crate) const LINE: &str = "report.number, report.id, report.day, report.source, report.url, report.title, \
                               case when report.title is null then opening(report.text) end";

impl Store {
    /// Statements with the reports they stand in, by day.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn statements(&self, filter: &StatementFilter) -> Result<Vec<Kept<Statement>>, RecordError> {
        let mut conditions = Conditions::default();
        conditions.add_any("speaker", filter.by.as_ref(), &filter.also_by);
        conditions.add_names("speaker", &filter.names);
        conditions.add_words("content context", filter.about.as_ref(), filter.is_typing);
        conditions.add(
            "statement.number in (select statement from speaker where name = ?)",
            filter.speaker.as_ref(),
        );
        conditions.add("statement.act = ?", filter.act.as_ref());
        conditions.add_days("statement", filter.since.as_ref(), filter.until.as_ref());
        self.add_source(&mut conditions, filter.source.as_ref())?;
        conditions.add("report.id = ?", filter.report.as_ref());
        conditions
            .add("report.number in (select report from story_report where story = ?)", filter.story.as_ref());
        self.add_place(&mut conditions, "statement.report", filter.place.as_ref())?;
        conditions.add("statement.confidence >= cast(? as real)", filter.confidence);
        conditions.add("report.number > cast(? as integer)", filter.after);
        conditions.add("report.number <= cast(? as integer)", filter.through);
        let page = Page { limit: filter.limit, offset: filter.offset, latest_first: filter.latest_first };
        self.kept("statement", conditions, &page)
    }

    /// Events with the reports they stand in, by day.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<Kept<Event>>, RecordError> {
        let mut conditions = Conditions::default();
        conditions.add_any("party", filter.by.as_ref(), &filter.also_by);
        conditions.add_names("party", &filter.names);
        conditions.add_words("evidence", filter.about.as_ref(), false);
        conditions.add("event.number in (select event from party where name = ?)", filter.party.as_ref());
        conditions.add("event.root = ?", filter.act.as_ref());
        conditions.add_days("event", filter.since.as_ref(), filter.until.as_ref());
        self.add_source(&mut conditions, filter.source.as_ref())?;
        conditions.add("report.id = ?", filter.report.as_ref());
        conditions
            .add("report.number in (select report from story_report where story = ?)", filter.story.as_ref());
        let page = Page { limit: filter.limit, offset: filter.offset, latest_first: filter.latest_first };
        self.kept("event", conditions, &page)
    }

    /// Figures with the reports they stand in, by day; those that nobody gives as true only if asked for.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn figures(&self, filter: &FigureFilter) -> Result<Vec<Kept<Figure>>, RecordError> {
        let mut conditions = Conditions::default();
        conditions.add("figure.what = ?", filter.what.as_ref());
        let given = (!filter.with_not_given).then_some("given");
        conditions.add("figure.status = ?", given);
        conditions.add_days("figure", filter.since.as_ref(), filter.until.as_ref());
        conditions.add("report.id = ?", filter.report.as_ref());
        conditions
            .add("report.number in (select report from story_report where story = ?)", filter.story.as_ref());
        let page = Page { limit: filter.limit, offset: filter.offset, latest_first: false };
        self.kept("figure", conditions, &page)
    }

    /// What the record's figures measure.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn measures(&self) -> Result<Vec<String>, RecordError> {
        self.rows("select distinct what from figure order by what", &[0; 0], |row| row.get(0))
    }

    /// Reports without their texts, by day.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports(&self, filter: &ReportFilter) -> Result<Vec<ReportLine>, RecordError> {
        let mut conditions = Conditions::default();
        conditions.add_words("title text", filter.words.as_ref(), filter.is_typing);
        conditions.add_sayings("title text", &filter.sayings);
        conditions.add_days("report", filter.since.as_ref(), filter.until.as_ref());
        self.add_source(&mut conditions, filter.source.as_ref())?;
        self.add_place(&mut conditions, "report.number", filter.place.as_ref())?;
        conditions.add("report.number > cast(? as integer)", filter.after);
        conditions.add("report.number <= cast(? as integer)", filter.through);
        let page = Page { limit: filter.limit, offset: filter.offset, latest_first: filter.latest_first };
        let from = conditions.end("report", &page);
        self.rows(
            &format!("select {LINE} from {from} where true{}", conditions.sql),
            &conditions.values,
            line,
        )
    }

    /// Few reports of an outlet are looked up one by one and sorted; where there are many, all
    /// reports are gone through in order until enough are found. `+` keeps SQLite from the index.
    fn add_source(&self, conditions: &mut Conditions, source: Option<&String>) -> Result<(), RecordError> {
        let is_common = self.is_common("report where source = $1", source)?;
        conditions.add(if is_common { "+report.source = ?" } else { "report.source = ?" }, source);
        Ok(())
    }

    /// The same with the place that reports mention.
    fn add_place(
        &self,
        conditions: &mut Conditions,
        report: &str,
        place: Option<&String>,
    ) -> Result<(), RecordError> {
        let plus = if self.is_common("place where name = $1", place)? { "+" } else { "" };
        conditions.add(&format!("{plus}{report} in (select report from place where name = ?)"), place);
        Ok(())
    }

    /// Whether more than a thousand rows have this value.
    pub(crate) fn is_common(&self, rows: &str, value: Option<&String>) -> Result<bool, RecordError> {
        let Some(value) = value else { return Ok(false) };
        let sql = format!("select count(*) > 1000 from (select 1 from {rows} limit 1001)");
        Ok(self.rows(&sql, &[value], |row| row.get::<_, bool>(0))? == [true])
    }

    /// The ids of all reports, in the order they were kept.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports_kept(&self) -> Result<Vec<Id>, RecordError> {
        self.rows("select id from report order by number", &[0; 0], |row| row.get(0).map(Id))
    }

    /// The same, each with how many items of a kind were found in it, where that is known without reading
    /// it: not of times and places, nor where people corrected some.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn items_of_reports(&self, kind: Kind) -> Result<Vec<(Id, Option<usize>)>, RecordError> {
        if !matches!(kind, Kind::Statement | Kind::Event | Kind::Figure) {
            return Ok(self.reports_kept()?.into_iter().map(|id| (id, None)).collect());
        }
        let kind = kind.name();
        let sql = format!(
            "select id, case when not exists (select 1 from correction where correction.report = report.id and kind = '{kind}') \
             then (select count(*) from {kind} where {kind}.report = report.number) end from report order by number"
        );
        let counted = |row: &Row<'_>| {
            let count = row.get::<_, Option<i64>>(1)?;
            Ok((Id(row.get(0)?), count.and_then(|count| usize::try_from(count).ok())))
        };
        self.rows(&sql, &[0; 0], counted)
    }

    /// The number of the report that was kept last; 0 where none is.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn newest(&self) -> Result<i64, RecordError> {
        let newest =
            self.rows("select max(number) from report", &[0; 0], |row| row.get::<_, Option<i64>>(0))?;
        Ok(newest.into_iter().flatten().next().unwrap_or(0))
    }

    /// A report without its text.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn line(&self, id: &Id) -> Result<Option<ReportLine>, RecordError> {
        Ok(self.rows(&format!("select {LINE} from report where id = $1"), &[id.as_str()], line)?.pop())
    }

    /// The reports kept behind one, by their numbers, at most so many.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports_behind(&self, number: i64, most: usize) -> Result<Vec<(i64, Id)>, RecordError> {
        self.rows(
            "select number, id from report where number > $1 order by number limit $2",
            &[number, i64::try_from(most).unwrap_or(i64::MAX)],
            |row| Ok((row.get(0)?, Id(row.get(1)?))),
        )
    }

    /// The ids that begin with some letters: for people who type the first few.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn ids_like(&self, table: IdTable, beginning: &str) -> Result<Vec<Id>, RecordError> {
        let table = match table {
            IdTable::Report => "report",
            IdTable::Story => "story",
            IdTable::Statement => "statement",
            IdTable::Event => "event",
            IdTable::Figure => "figure",
        };
        let end = format!("{beginning}\u{10FFFF}");
        self.rows(
            &format!("select id from {table} where id >= $1 and id <= $2 order by id limit 20"),
            &[Value::Text(beginning.to_owned()), Value::Text(end)],
            |row| row.get::<_, String>(0).map(Id),
        )
    }

    /// How much there is of everything.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn counts(&self) -> Result<Counts, RecordError> {
        Ok(Counts {
            reports: self.total("report")?,
            statements: self.total("statement")?,
            events: self.total("event")?,
            figures: self.total("figure")?,
            stories: self.total("story")?,
            differences: self.total("difference")?,
        })
    }

    pub(crate) fn total(&self, name: &str) -> Result<u64, RecordError> {
        let value =
            self.rows("select value from total where name = $1", &[name], |row| row.get::<_, i64>(0))?;
        Ok(value.first().map_or(0, |&value| value.max(0) as u64))
    }

    /// The statement of an id, with the report it stands in.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn statement(&self, id: &Id) -> Result<Option<Kept<Statement>>, RecordError> {
        self.one("statement", id)
    }

    /// The event of an id, with the report it stands in.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn event(&self, id: &Id) -> Result<Option<Kept<Event>>, RecordError> {
        self.one("event", id)
    }

    /// The figure of an id, with the report it stands in.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn figure(&self, id: &Id) -> Result<Option<Kept<Figure>>, RecordError> {
        self.one("figure", id)
    }

    fn one<T: DeserializeOwned>(&self, table: &str, id: &Id) -> Result<Option<Kept<T>>, RecordError> {
        let mut conditions = Conditions::default();
        conditions.add(&format!("{table}.id = ?"), Some(id));
        let page = Page { limit: Some(1), offset: 0, latest_first: false };
        Ok(self.kept(table, conditions, &page)?.pop())
    }

    fn kept<T: DeserializeOwned>(
        &self,
        table: &str,
        mut conditions: Conditions,
        page: &Page,
    ) -> Result<Vec<Kept<T>>, RecordError> {
        let is_corrected = self.has_corrections()?;
        let from = conditions.end(table, page);
        let sql = format!(
            "select {LINE}, {table}.body, {table}.id, report.text from {from} where true{}",
            conditions.sql
        );
        let columns = Beside { item: Some(8), report: 1, text: Some(9) };
        self.rows(&sql, &conditions.values, |row| Ok((line(row)?, line_of(row, 7, columns))))?
            .into_iter()
            .filter_map(|(from, body)| {
                let body = match body {
                    Ok(body) => body,
                    Err(error) => return Some(Err(self.unreadable(table, &from.id, error))),
                };
                if !is_corrected {
                    let parsed = self.parsed(&body).map_err(|error| error.of(table, &from.id));
                    return Some(parsed.map(|record| Kept { from, record, corrected: Vec::new() }));
                }
                match self.corrected(table, from.id.as_str(), &body) {
                    Ok(Some((record, corrected))) => Some(Ok(Kept { from, record, corrected })),
                    Ok(None) => None,
                    Err(error) => Some(Err(error.of(table, &from.id))),
                }
            })
            .collect()
    }

    /// What is said of a line that is not read as it was kept.
    fn unreadable(&self, what: &str, report: &Id, error: rusqlite::Error) -> RecordError {
        self.failed(error).of(what, report)
    }

    pub(crate) fn parsed<T: DeserializeOwned>(&self, body: &str) -> Result<T, RecordError> {
        serde_json::from_str(body).map_err(|error| self.damaged(&error))
    }

    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        values: &[impl ToSql],
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, RecordError> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_map(params_from_iter(values), row)?.collect())
            .map_err(|error| self.failed(error))
    }
}

/// What an id can be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the noun")]
pub enum IdTable {
    Report,
    Story,
    Statement,
    Event,
    Figure,
}

pub(crate) fn line(row: &Row<'_>) -> rusqlite::Result<ReportLine> {
    Ok(ReportLine {
        number: row.get(0)?,
        id: Id(row.get(1)?),
        day: row.get(2)?,
        source: row.get(3)?,
        url: row.get(4)?,
        title: row.get(5)?,
        opening: row.get(6)?,
    })
}
