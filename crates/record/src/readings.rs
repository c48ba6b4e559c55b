//! A report with what was found in it.

use crate::lines::{Beside, line_of};
use crate::packed::Packed;
use crate::{RecordError, Store};
use dateline_model::{Id, Kind, Kinds, Reading, Report};
use rusqlite::OptionalExtension;
use rusqlite::types::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Who read a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReadBy {
    /// The reader with its version; none where an older program read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
    /// The language for which it was not analysed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<String>,
}

impl Store {
    /// A report with its text and all that was found in it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reading(&self, id: &Id) -> Result<Option<(Report, Reading)>, RecordError> {
        self.reading_of_kinds(id, Kinds::ALL)
    }

    /// A report with its text and some of what was found in it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn reading_of_kinds(&self, id: &Id, kinds: Kinds) -> Result<Option<(Report, Reading)>, RecordError> {
        let read = || {
            let found: Option<(i64, Packed, Packed)> = self
                .connection
                .prepare_cached("select number, text, body from report where id = $1")
                .and_then(|mut statement| {
                    statement
                        .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                        .optional()
                })
                .map_err(|error| self.failed(error))?;
            let Some((number, Packed(text), Packed(body))) = found else { return Ok(None) };
            Ok(Some((self.report_of(text, &body)?, self.reading_of(number, kinds)?)))
        };
        read().map_err(|error: RecordError| error.of("something", id))
    }

    /// The text of a report.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn text(&self, id: &Id) -> Result<Option<String>, RecordError> {
        let sql = "select text from report where id = $1";
        let found = self.rows(sql, &[id.as_str()], |row| row.get::<_, Packed>(0));
        let found = found.map_err(|error| error.of("the text", id))?;
        Ok(found.into_iter().next().map(|text| text.0))
    }

    /// Who read a report and the language for which it was not analysed.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read_by(&self, id: &Id) -> Result<ReadBy, RecordError> {
        let found = self.rows("select reader, unread from report where id = $1", &[id.as_str()], |row| {
            Ok(ReadBy { reader: row.get(0)?, unread: row.get(1)? })
        })?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    /// How many of a story's reports were not analysed, by their language.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn unread_of(&self, story: &Id) -> Result<BTreeMap<String, u64>, RecordError> {
        let found = self.rows(
            "select unread, count(*) from report join story_report on story_report.report = report.number \
             where story = $1 and unread is not null group by unread",
            &[story.as_str()],
            |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())),
        )?;
        Ok(found.into_iter().collect())
    }

    fn reading_of(&self, number: i64, kinds: Kinds) -> Result<Reading, RecordError> {
        Ok(Reading {
            mentions: self.part_of(number, kinds, Kind::Mention)?,
            statements: self.part_of(number, kinds, Kind::Statement)?,
            events: self.part_of(number, kinds, Kind::Event)?,
            figures: self.part_of(number, kinds, Kind::Figure)?,
            times: self.part_of(number, kinds, Kind::Time)?,
            places: self.part_of(number, kinds, Kind::Place)?,
        })
    }

    /// What was found of one kind, where it is wanted.
    fn part_of<T: DeserializeOwned>(
        &self,
        number: i64,
        kinds: Kinds,
        kind: Kind,
    ) -> Result<Vec<T>, RecordError> {
        if !kinds.has(kind) {
            return Ok(Vec::new());
        }
        let (key, name) = ([Value::Integer(number)], kind.name());
        if matches!(kind, Kind::Statement | Kind::Event | Kind::Figure) {
            let sql = format!(
                "select {name}.body, {name}.id, report.id, text, {name}.number from report \
                 cross join {name} on report = report.number where report.number = $1"
            );
            let columns = Beside { item: Some(1), report: 2, text: Some(3) };
            // Sorted here: SQLite would carry the text along with each.
            let mut lines =
                self.rows(&sql, &key, |row| Ok((row.get::<_, i64>(4)?, line_of(row, 0, columns)?)))?;
            lines.sort_unstable_by_key(|(number, _)| *number);
            let bodies: Vec<String> = lines.into_iter().map(|(_, body)| body).collect();
            if !self.has_corrections()? {
                return bodies.iter().map(|body| self.parsed(body)).collect();
            }
            let report = self
                .rows("select id from report where number = $1", &key, |row| row.get::<_, String>(0))?
                .pop()
                .unwrap_or_default();
            let items = bodies.iter().map(|body| self.corrected(name, &report, body));
            return items.filter_map(|item| Some(item.transpose()?.map(|(item, _)| item))).collect();
        }
        let sql = format!(
            "select reading.body, id, text from reading join report on number = report \
             where report = $1 and kind = '{name}'"
        );
        let columns = Beside { item: None, report: 1, text: Some(2) };
        let body = self.rows(&sql, &key, |row| line_of(row, 0, columns))?.pop();
        body.map_or_else(|| Ok(Vec::new()), |body| self.parsed(&body))
    }

    pub(crate) fn report_of(&self, text: String, body: &str) -> Result<Report, RecordError> {
        Ok(Report { text, ..self.parsed::<Report>(body)? })
    }
}
