//! Finding things in the record.

use crate::{RecordError, Store, words};
use dateline_model::{Event, Figure, Id, Mention, Place, Reading, Report, Statement, Time};
use rusqlite::types::{ToSql, Value};
use rusqlite::{OptionalExtension, Row, params_from_iter};
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

/// Which statements to find; what is none does not restrict.
#[derive(Clone, Debug, Default)]
pub struct StatementFilter {
    /// Words of the speaker's name, office or state.
    pub by: Option<String>,
    /// The speaker's whole name, to the letter.
    pub speaker: Option<String>,
    /// The act, as in the record.
    pub act: Option<String>,
    /// Words of what was said, or of the sentence around it.
    pub about: Option<String>,
    /// Whether the last of these words may go on.
    pub is_typing: bool,
    /// Name of a place that the report mentions.
    pub place: Option<String>,
    /// From this day on.
    pub since: Option<String>,
    /// Up to this day.
    pub until: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// A report.
    pub report: Option<Id>,
    /// A story.
    pub story: Option<Id>,
    /// The least confidence.
    pub confidence: Option<f32>,
    /// Only those in reports kept after the one of this number.
    pub after: Option<i64>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Leaving out this many.
    pub offset: usize,
    /// The latest first; else the earliest.
    pub latest_first: bool,
}

/// Which events to find; what is none does not restrict.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Words of a party's name or state.
    pub by: Option<String>,
    /// A party's whole name, to the letter.
    pub party: Option<String>,
    /// The PLOVER root.
    pub act: Option<String>,
    /// Words of the telling.
    pub about: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// From this day on.
    pub since: Option<String>,
    /// Up to this day.
    pub until: Option<String>,
    /// A report.
    pub report: Option<Id>,
    /// A story.
    pub story: Option<Id>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Leaving out this many.
    pub offset: usize,
    /// The latest first; else the earliest.
    pub latest_first: bool,
}

/// Which figures to find; what is none does not restrict.
#[derive(Clone, Debug, Default)]
pub struct FigureFilter {
    /// What is measured.
    pub what: Option<String>,
    /// From this day on.
    pub since: Option<String>,
    /// Up to this day.
    pub until: Option<String>,
    /// A report.
    pub report: Option<Id>,
    /// A story.
    pub story: Option<Id>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Leaving out this many.
    pub offset: usize,
}

/// Which reports to find; what is none does not restrict.
#[derive(Clone, Debug, Default)]
pub struct ReportFilter {
    /// Words of title or text.
    pub words: Option<String>,
    /// Whether the last word may go on.
    pub is_typing: bool,
    /// From this day on.
    pub since: Option<String>,
    /// Up to this day.
    pub until: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Name of a place that the report mentions.
    pub place: Option<String>,
    /// Only those kept after the one of this number.
    pub after: Option<i64>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Leaving out this many.
    pub offset: usize,
    /// The latest first; else the earliest.
    pub latest_first: bool,
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
                               case when report.title is null then substr(report.text, 1, 90) end";

/// A question being put together: its conditions and what they compare with.
#[derive(Default)]
pub(crate) struct Conditions {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    /// Adds `condition`, in which `?` stands for the value, where there is a value.
    pub(crate) fn add(&mut self, condition: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.values.push(Value::Text(value.to_string()));
            self.sql.push_str(" and ");
            self.sql.push_str(&condition.replace('?', &format!("${}", self.values.len())));
        }
    }

    /// Adds a full-text condition; words without a letter in them restrict nothing.
    fn add_words(&mut self, table: &str, key: &str, question: Option<String>) {
        self.add(&format!("{key} in (select rowid from {table} where {table} match ?)"), question);
    }

    fn page(&mut self, order: &str, limit: Option<usize>, offset: usize) {
        let limit = limit.map_or(-1, |limit| limit as i64);
        self.sql.push_str(&format!(" order by {order} limit {limit} offset {offset}"));
    }
}

fn in_columns(columns: &str, typed: Option<&String>, is_typing: bool) -> Option<String> {
    let question = if is_typing { words::all_of_so_far } else { words::all_of };
    typed.and_then(|typed| question(typed)).map(|terms| format!("{{{columns}}} : ({terms})"))
}

impl Store {
    /// Statements with the reports they stand in, by day.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn statements(&self, filter: &StatementFilter) -> Result<Vec<Kept<Statement>>, RecordError> {
        let mut conditions = Conditions::default();
        conditions.add_words(
            "statement_words",
            "statement.number",
            in_columns("speaker", filter.by.as_ref(), false),
        );
        conditions.add_words(
            "statement_words",
            "statement.number",
            in_columns("content context", filter.about.as_ref(), filter.is_typing),
        );
        conditions.add(
            "statement.number in (select statement from speaker where name = ?)",
            filter.speaker.as_ref(),
        );
        conditions.add("statement.act = ?", filter.act.as_ref());
        conditions.add("statement.day >= ?", filter.since.as_ref());
        conditions.add("statement.day <= ?", filter.until.as_ref());
        conditions.add("report.source = ?", filter.source.as_ref());
        conditions.add("report.id = ?", filter.report.as_ref());
        conditions
            .add("report.number in (select report from story_report where story = ?)", filter.story.as_ref());
        conditions.add("report.number in (select report from place where name = ?)", filter.place.as_ref());
        conditions.add("statement.confidence >= cast(? as real)", filter.confidence);
        conditions.add("report.number > cast(? as integer)", filter.after);
        let order = if filter.latest_first {
            "statement.day desc, statement.number desc"
        } else {
            "statement.day, statement.number"
        };
        conditions.page(order, filter.limit, filter.offset);
        self.kept("statement", &conditions)
    }

    /// Events with the reports they stand in, by day.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<Kept<Event>>, RecordError> {
        let mut conditions = Conditions::default();
        conditions.add_words("event_words", "event.number", in_columns("party", filter.by.as_ref(), false));
        conditions.add_words(
            "event_words",
            "event.number",
            in_columns("evidence", filter.about.as_ref(), false),
        );
        conditions.add("event.number in (select event from party where name = ?)", filter.party.as_ref());
        conditions.add("event.root = ?", filter.act.as_ref());
        conditions.add("event.day >= ?", filter.since.as_ref());
        conditions.add("event.day <= ?", filter.until.as_ref());
        conditions.add("report.source = ?", filter.source.as_ref());
        conditions.add("report.id = ?", filter.report.as_ref());
        conditions
            .add("report.number in (select report from story_report where story = ?)", filter.story.as_ref());
        let order =
            if filter.latest_first { "event.day desc, event.number desc" } else { "event.day, event.number" };
        conditions.page(order, filter.limit, filter.offset);
        self.kept("event", &conditions)
    }

    /// Figures with the reports they stand in, by day.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn figures(&self, filter: &FigureFilter) -> Result<Vec<Kept<Figure>>, RecordError> {
        let mut conditions = Conditions::default();
        conditions.add("figure.what = ?", filter.what.as_ref());
        conditions.add("figure.day >= ?", filter.since.as_ref());
        conditions.add("figure.day <= ?", filter.until.as_ref());
        conditions.add("report.id = ?", filter.report.as_ref());
        conditions
            .add("report.number in (select report from story_report where story = ?)", filter.story.as_ref());
        conditions.page("figure.day, figure.number", filter.limit, filter.offset);
        self.kept("figure", &conditions)
    }

    /// Reports without their texts, by day.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports(&self, filter: &ReportFilter) -> Result<Vec<ReportLine>, RecordError> {
        let mut conditions = Conditions::default();
        let typed = filter.words.as_deref();
        let question = typed.and_then(if filter.is_typing { words::all_of_so_far } else { words::all_of });
        conditions.add_words("report_words", "report.number", question);
        conditions.add("report.day >= ?", filter.since.as_ref());
        conditions.add("report.day <= ?", filter.until.as_ref());
        conditions.add("report.source = ?", filter.source.as_ref());
        conditions.add("report.number in (select report from place where name = ?)", filter.place.as_ref());
        conditions.add("report.number > cast(? as integer)", filter.after);
        let order = if filter.latest_first {
            "report.day desc, report.number desc"
        } else {
            "report.day, report.number"
        };
        conditions.page(order, filter.limit, filter.offset);
        self.rows(
            &format!("select {LINE} from report where true{}", conditions.sql),
            &conditions.values,
            line,
        )
    }

    /// A report with its text and all that was found in it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reading(&self, id: &Id) -> Result<Option<(Report, Reading)>, RecordError> {
        let found: Option<(i64, String, String)> = self
            .connection
            .prepare_cached("select number, text, body from report where id = $1")
            .and_then(|mut statement| {
                statement
                    .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                    .optional()
            })
            .map_err(|error| self.failed(error))?;
        let Some((number, text, body)) = found else { return Ok(None) };
        Ok(Some((self.report_of(text, &body)?, self.reading_of(number)?)))
    }

    /// The ids of all reports, in the order they were kept.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reports_kept(&self) -> Result<Vec<Id>, RecordError> {
        self.rows("select id from report order by number", &[0; 0], |row| row.get(0).map(Id))
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

    /// The text of a report.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn text(&self, id: &Id) -> Result<Option<String>, RecordError> {
        Ok(self.rows("select text from report where id = $1", &[id.as_str()], |row| row.get(0))?.pop())
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
        Ok(self.kept(table, &conditions)?.pop())
    }

    fn kept<T: DeserializeOwned>(
        &self,
        table: &str,
        conditions: &Conditions,
    ) -> Result<Vec<Kept<T>>, RecordError> {
        let sql = format!(
            "select {LINE}, {table}.body from {table} join report on report.number = {table}.report where true{}",
            conditions.sql
        );
        self.rows(&sql, &conditions.values, |row| Ok((line(row)?, row.get::<_, String>(7)?)))?
            .into_iter()
            .map(|(from, body)| Ok(Kept { from, record: self.parsed(&body)? }))
            .collect()
    }

    fn reading_of(&self, number: i64) -> Result<Reading, RecordError> {
        let key = [Value::Integer(number)];
        let text = |row: &Row<'_>| row.get::<_, String>(0);
        let bodies = |table: &str| {
            self.rows(&format!("select body from {table} where report = $1 order by number"), &key, text)
        };
        let part = |kind: &str| {
            self.rows(&format!("select body from reading where report = $1 and kind = '{kind}'"), &key, text)
        };
        let list = |kind: &str| part(kind).map(|mut part| part.pop().unwrap_or_else(|| "[]".to_owned()));
        Ok(Reading {
            mentions: self.parsed::<Vec<Mention>>(&list("mention")?)?,
            statements: bodies("statement")?
                .iter()
                .map(|body| self.parsed(body))
                .collect::<Result<_, _>>()?,
            events: bodies("event")?.iter().map(|body| self.parsed(body)).collect::<Result<_, _>>()?,
            figures: bodies("figure")?.iter().map(|body| self.parsed(body)).collect::<Result<_, _>>()?,
            times: self.parsed::<Vec<Time>>(&list("time")?)?,
            places: self.parsed::<Vec<Place>>(&list("place")?)?,
        })
    }

    pub(crate) fn report_of(&self, text: String, body: &str) -> Result<Report, RecordError> {
        Ok(Report { text, ..self.parsed::<Report>(body)? })
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
