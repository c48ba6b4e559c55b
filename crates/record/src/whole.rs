//! A whole record as lines of JSON, and back: every row that is not made of others, so that what
//! is imported gives the same answers to the letter. Plain text outlives any one file format.
//!
//! The first line says what it is, the last one how many there were and what they hash to, so that a
//! file that was cut off or changed is refused.

use crate::lines::{Beside, line_of};
use crate::packed::{PACKED, Packed};
use crate::shorten::{FIRST_SHORT, shorten};
use crate::store::{beside, explain};
use crate::{Counts, RecordError, Store};
use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Error, Row};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::fs;
use std::io::{BufRead, ErrorKind, Write};
use std::path::Path;

/// What is written out, in an order in which what is pointed to comes first: the table, the order of
/// its rows, and whatever is to stand between both.
const TABLES: [(&str, &str); 22] = [
    ("setting", "order by name"),
    ("report", "order by number"),
    ("report_version", "order by report, version"),
    ("reading", "order by reading.report, kind"),
    ("statement", "order by statement.number"),
    ("speaker", "order by statement, turn"),
    ("event", "order by event.number"),
    ("party", "order by event, turn"),
    ("figure", "order by figure.number"),
    ("place", "order by report, turn"),
    ("trace", "order by report"),
    ("sighting", "order by sighting.rowid"),
    ("story", "order by rowid"),
    ("story_report", "order by report"),
    // People are numbered as they come.
    ("link", "left join person on person.id = link.id order by person.number, link.rowid"),
    ("near", "order by report"),
    ("posting_run", "order by number"),
    ("posting", "order by number"),
    ("cluster", "order by report"),
    ("report_due", "order by report"),
    ("story_due", "order by story"),
    ("people_due", "order by key"),
];
/// Those that stand alone.
const CORRECTIONS: (&str, &str) = ("correction", "order by at, id");

/// The first form of the file that was written out.
const FIRST_FORM: usize = 8;

/// Those whose lines stand beside a report: what each is of, and its text.
const BESIDE: [(&str, &str, &str); 5] = [
    ("reading", "null", "report.text"),
    ("statement", "statement.id", "report.text"),
    ("event", "event.id", "report.text"),
    ("figure", "figure.id", "report.text"),
    ("sighting", "report.day", "null"),
];

/// The first form in which texts are packed, and what packs them.
const FIRST_PACKED: usize = 9;
const PACK: &str = include_str!("../migrations/009-pack.sql");

/// What the full-text tables hold of the others.
const WORDS: &str = include_str!("../migrations/010-words.sql");

/// Why a whole record could not be written out or read in.
#[derive(Debug, thiserror::Error)]
pub enum WholeError {
    /// The record could not be read or written.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The lines could not be read or written.
    #[error("{0}")]
    Lines(#[from] std::io::Error),
    /// A line is not of a whole record.
    #[error("line {line} {reason}; nothing was imported")]
    Line {
        /// Which line.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Head {
    dateline: String,
    form: usize,
}

#[derive(Serialize, Deserialize)]
struct End {
    rows: usize,
    blake3: String,
}

#[derive(Deserialize)]
struct Line {
    table: String,
    row: Map<String, Value>,
}

const NAME: &str = "whole record";

/// How every file of SQLite's begins.
const SQLITE: &[u8] = b"SQLite format 3";

impl Store {
    /// Writes the whole record as lines. How many rows there were.
    ///
    /// # Errors
    /// If the record cannot be read, or the lines not be written.
    pub fn export_whole(&self, out: &mut dyn Write) -> Result<usize, WholeError> {
        // All of one moment, though others may write.
        self.batch("begin")?;
        let written = self.write_lines(out);
        self.batch("rollback")?;
        written
    }

    /// Why the text of a report, or what else is packed of it, cannot be written out.
    fn unreadable_in(&self, table: &str, row: &Row<'_>, error: Error) -> RecordError {
        let of = match table {
            "report" => row.get::<_, String>("id").map(|id| format!("report {id}")),
            _ => row.get::<_, i64>("report").map(|number| format!("{table} of report number {number}")),
        };
        match (self.failed(error), of) {
            (RecordError::Damaged { path, reason }, Ok(of)) => RecordError::Line { path, of, reason },
            (error, _) => error,
        }
    }

    fn write_lines(&self, out: &mut dyn Write) -> Result<usize, WholeError> {
        let mut hasher = blake3::Hasher::new();
        let mut put = |line: &Value| -> std::io::Result<()> {
            let mut line = line.to_string();
            line.push('\n');
            hasher.update(line.as_bytes());
            out.write_all(line.as_bytes())
        };
        put(&json!(Head { dateline: NAME.to_owned(), form: Store::newest_form() }))?;
        let mut count = 0;
        for (table, order) in TABLES.iter().chain([&CORRECTIONS]) {
            let failed = |error| WholeError::Record(self.failed(error));
            let beside = BESIDE.iter().find(|(name, ..)| name == table);
            let sql = match beside {
                Some((_, item, text)) => format!(
                    "select {item}, report.id, {text}, {table}.* from {table} \
                     join report on report.number = {table}.report {order}"
                ),
                None => format!("select {table}.* from {table} {order}"),
            };
            let mut asked = self.connection.prepare(&sql).map_err(failed)?;
            let names: Vec<String> = asked.column_names().map(str::to_owned).collect();
            let columns = beside.map(|(_, _, text)| Beside {
                item: Some(0),
                report: 1,
                text: (*text != "null").then_some(2),
            });
            let passed = if beside.is_some() { 3 } else { 0 };
            let mut rows = asked.query([]).map_err(failed)?;
            while let Some(row) = rows.next().map_err(failed)? {
                let mut fields = Map::new();
                for (at, name) in names.iter().enumerate().skip(passed) {
                    let value = if let Some(columns) = columns
                        && name == "body"
                    {
                        Value::String(line_of(row, at, columns).map_err(failed)?)
                    } else if is_packed(table, name) {
                        // Plain text outlives the way that this program packs it.
                        let text =
                            row.get::<_, Packed>(at).map_err(|error| self.unreadable_in(table, row, error));
                        Value::String(text?.0)
                    } else {
                        written(row.get_ref(at).map_err(failed)?)
                    };
                    fields.insert(name.clone(), value);
                }
                put(&json!({ "table": table, "row": fields }))?;
                count += 1;
            }
        }
        let end = End { rows: count, blake3: hasher.finalize().to_hex().to_string() };
        writeln!(out, "{}", json!(end))?;
        out.flush()?;
        Ok(count)
    }

    /// Makes a record of the lines that [`export_whole`](Store::export_whole) wrote, in a file that is
    /// not there yet. What was imported, counted.
    ///
    /// # Errors
    /// If there is such a file, it cannot be written, or the lines are not those of a whole record; then
    /// there is no file.
    pub fn import_whole(path: &Path, lines: &mut dyn BufRead) -> Result<Counts, WholeError> {
        if path.exists() {
            let advice = " with --db: a whole record is imported into a new one";
            return Err(RecordError::Taken { path: path.to_owned(), advice }.into());
        }
        let part = beside(path, ".part");
        let clear = || {
            for end in ["", "-wal", "-shm", "-journal"] {
                // Most are not there.
                let _ = fs::remove_file(beside(&part, end));
            }
        };
        clear();
        let counts = read_lines(&part, lines);
        let done = counts.and_then(|counts| {
            fs::rename(&part, path).map_err(|error| crate::copies::not_written(path, &error))?;
            Ok(counts)
        });
        if done.is_err() {
            clear();
        }
        done
    }
}

fn read_lines(part: &Path, lines: &mut dyn BufRead) -> Result<Counts, WholeError> {
    let wrong = |line: usize, reason: &str| WholeError::Line { line, reason: reason.to_owned() };
    let mut hasher = blake3::Hasher::new();
    let mut first = Vec::new();
    lines.read_until(b'\n', &mut first)?;
    if first.starts_with(SQLITE) {
        return Err(wrong(
            1,
            "begins a record itself, which is asked with --db and copied with `dateline backup`",
        ));
    }
    let mut text = String::from_utf8(first).unwrap_or_default();
    let head: Head = serde_json::from_str(&text)
        .ok()
        .filter(|head: &Head| head.dateline == NAME)
        .ok_or_else(|| wrong(1, "does not say that it is a whole record (dateline export --whole)"))?;
    let known = Store::newest_form();
    if head.form > known {
        let found = head.form as i64;
        return Err(RecordError::Newer { path: part.to_owned(), found, known: known as i64 }.into());
    }
    if head.form < FIRST_FORM {
        return Err(wrong(1, "names a form that there never was"));
    }
    hasher.update(text.as_bytes());
    let mut store = Store::of_form(part, head.form)?;
    let columns = Columns::of(&store)?;
    store.batch("begin immediate")?;
    let mut number = 1;
    let mut rows = 0;
    loop {
        text.clear();
        number += 1;
        let read = lines.read_line(&mut text).map_err(|error| match error.kind() {
            ErrorKind::InvalidData => wrong(number, "is no text"),
            _ => error.into(),
        })?;
        if read == 0 {
            return Err(wrong(number, "is not there: the file was cut off"));
        }
        if let Ok(end) = serde_json::from_str::<End>(&text) {
            if end.rows != rows || end.blake3 != hasher.finalize().to_hex().as_str() {
                return Err(wrong(number, "does not fit those before: the file was changed or cut"));
            }
            break;
        }
        hasher.update(text.as_bytes());
        let line: Line = serde_json::from_str(&text)
            .map_err(|error| wrong(number, &format!("is no row of a record ({error})")))?;
        columns.put(&store, &line).map_err(|reason| wrong(number, &reason))?;
        rows += 1;
    }
    store.batch(WORDS)?;
    if head.form >= FIRST_PACKED {
        store.batch(PACK)?;
    }
    if head.form >= FIRST_SHORT {
        shorten(&store.connection).map_err(|error| store.failed(error))?;
    }
    store.batch("commit")?;
    store.bring_up_to_date(known)?;
    let counts = store.counts()?;
    // Rows have become shorter where they stand.
    store.batch("vacuum")?;
    // One file, until it is opened again.
    store.batch("pragma journal_mode = delete")?;
    Ok(counts)
}

/// The columns of each table that lines are put into.
struct Columns(Vec<(&'static str, Vec<String>)>);

impl Columns {
    fn of(store: &Store) -> Result<Self, RecordError> {
        let mut all = Vec::new();
        for (table, _) in TABLES.iter().chain([&CORRECTIONS]) {
            let sql = "select name from pragma_table_info($1)";
            all.push((*table, store.rows(sql, &[table], |row| row.get(0))?));
        }
        Ok(Columns(all))
    }

    fn put(&self, store: &Store, line: &Line) -> Result<(), String> {
        let known = self.0.iter().find(|(table, _)| *table == line.table);
        let (table, columns) = known.ok_or_else(|| format!("is of no table: {}", line.table))?;
        if let Some(other) = line.row.keys().find(|name| !columns.contains(name)) {
            return Err(format!("has a field that {table} has not: {other}"));
        }
        let values: Vec<Sql> = columns
            .iter()
            .map(|name| line.row.get(name).map_or(Ok(Sql::Null), read))
            .collect::<Result<_, _>>()?;
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
        let sql = format!("insert into {table} ({}) values ({})", columns.join(", "), places.join(", "));
        store
            .connection
            .prepare_cached(&sql)
            .and_then(|mut insert| insert.execute(rusqlite::params_from_iter(values)))
            .map(|_| ())
            .map_err(|error| explain(store.path(), error).to_string())
    }
}

fn is_packed(table: &str, column: &str) -> bool {
    PACKED.iter().any(|(name, columns)| *name == table && columns.contains(&column))
}

/// A value as it stands in a line. Numbers that are not whole stand as text, which is read back exactly.
fn written(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => json!({ "real": number.to_string() }),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) => {
            let hex: String = bytes.iter().flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).collect();
            json!({ "hex": hex })
        }
    }
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0')
}

fn read(value: &Value) -> Result<Sql, String> {
    let broken = || format!("holds what no row can: {value}");
    Ok(match value {
        Value::Null => Sql::Null,
        Value::String(text) => Sql::Text(text.clone()),
        Value::Number(number) => Sql::Integer(number.as_i64().ok_or_else(broken)?),
        Value::Object(fields) => match (fields.get("real"), fields.get("hex")) {
            (Some(Value::String(real)), None) => Sql::Real(real.parse().map_err(|_| broken())?),
            (None, Some(Value::String(hex))) => Sql::Blob(bytes_of(hex).ok_or_else(broken)?),
            _ => return Err(broken()),
        },
        Value::Bool(_) | Value::Array(_) => return Err(broken()),
    })
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digit = |letter: u8| char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_written_out_or_made_of_others() {
        let store = Store::in_memory().unwrap();
        let all: Vec<String> = store
            .rows("select name from sqlite_master where type = 'table'", &[0; 0], |row| row.get(0))
            .unwrap();
        let is_made = |name: &str| {
            ["total", "person"].contains(&name)
                || ["report_words", "statement_words", "event_words", "person_words"]
                    .iter()
                    .any(|words| name.starts_with(words))
        };
        for name in all {
            let is_written = TABLES.iter().chain([&CORRECTIONS]).any(|(table, _)| *table == name);
            assert!(is_written != is_made(&name), "{name}");
        }
    }

    #[test]
    fn values_are_read_as_they_were_written() {
        let blob = vec![0, 255, 16];
        for value in [
            Sql::Null,
            Sql::Integer(-7),
            Sql::Real(f64::from(0.9_f32)),
            Sql::Real(3.0),
            Sql::Text("“é”\n".to_owned()),
            Sql::Blob(blob),
        ] {
            assert_eq!(read(&written(ValueRef::from(&value))), Ok(value));
        }
        assert!(read(&json!([1])).is_err() && read(&json!({ "hex": "0" })).is_err());
    }
}
