//! Lines of an older form of the file, or of an import, in the short form.

use crate::held::with_text;
use crate::lines::{cell, line};
use crate::terse::{Around, Firsts, Text, firsts};
use rusqlite::types::Value;
use rusqlite::{Connection, params};

/// The first form in which lines are short.
pub(crate) const FIRST_SHORT: usize = 10;

/// The tables of lines, what tells their rows apart, and what each line is of.
const TABLES: [(&str, &str, &str); 5] = [
    // Of these, mentions were put down first.
    ("reading", "rowid", "null"),
    ("statement", "number", "id"),
    ("event", "number", "id"),
    ("figure", "number", "id"),
    ("sighting", "rowid", "(select day from report where number = sighting.report)"),
];

/// Shortens all lines, in the transaction that is open.
pub(crate) fn shorten(sql: &Connection) -> rusqlite::Result<()> {
    let mut last = i64::MIN;
    loop {
        let next = sql
            .prepare_cached("select number, id, text from report where number > $1 order by number limit 1")?
            .query_map([last], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, Value>(2)?)))?
            .next()
            .transpose();
        // A text that is none in UTF-8 is passed over, with its lines.
        let (number, id, text) = match next {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(()),
            Err(_) => {
                last = sql
                    .prepare_cached("select min(number) from report where number > $1")?
                    .query_row([last], |row| row.get(0))?;
                continue;
            }
        };
        last = number;
        shorten_report(sql, number, &id, &text)?;
    }
}

fn shorten_report(sql: &Connection, number: i64, id: &str, kept: &Value) -> rusqlite::Result<()> {
    // What cannot be unpacked is said where it is asked for, and keeps nobody from the rest.
    let Ok(text) = with_text(kept.into(), |text| Text::new(text.as_str().to_owned())) else { return Ok(()) };
    let (mut known, nothing) = (Firsts::default(), Text::default());
    for (table, key, item) in TABLES {
        let asked = format!("select {key}, body, {item} from {table} where report = $1 order by {key}");
        let mut asked = sql.prepare_cached(&asked)?;
        let rows: Vec<(i64, Value, Option<String>)> = asked
            .query_map([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .filter_map(Result::ok)
            .collect();
        let beside = if table == "sighting" { (&nothing, None) } else { (&text, Some(kept.into())) };
        for (row, body, item) in rows {
            let item = item.as_deref();
            let Ok(line) = line((&body).into(), item.as_slice(), id, beside.1) else { continue };
            if table == "reading" && known.is_empty() {
                known = firsts(&line, &text);
            }
            let around = Around { report: id, text: beside.0, beside: item.as_slice(), firsts: &known };
            let shorter = cell(line, &around)?;
            if shorter != body {
                sql.prepare_cached(&format!("update {table} set body = $1 where {key} = $2"))?
                    .execute(params![shorter, row])?;
            }
        }
    }
    Ok(())
}
