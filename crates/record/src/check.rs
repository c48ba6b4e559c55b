//! Whether a record is whole: the file, the links in it, and every span against its report's text.

use crate::lines::{Beside, is_changed, line_of};
use crate::packed::{Packed, unpacked};
use crate::postings::broken_blocks;
use crate::{RecordError, Store};
use dateline_model::{Id, Report};
use serde::Serialize;
use serde_json::Value;
use std::collections::HashSet;

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each counts what it is called")]
pub struct Checked {
    pub reports: usize,
    /// Statements, events and figures.
    pub items: usize,
    pub spans: usize,
    pub links: usize,
    pub faults: usize,
    /// Reports and stories of which the links are still to be told; these were not looked at.
    pub due: usize,
}

/// So many faults of the file itself are told.
const MOST_OF_FILE: i64 = 50;

/// The day of a row as its turn in the full-text tables begins with (see `by_day`).
const TURN: &str = "coalesce(cast(julianday(day) - 1721059.5 as integer), 0) << 32 | number";

impl Store {
    /// Looks through the whole record, and says to `fault` what is wrong with it, a line each.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn check(&self, fault: &mut dyn FnMut(&str)) -> Result<Checked, RecordError> {
        let mut check = Check { store: self, fault, seen: Checked::default() };
        self.batch("begin")?;
        let done = check.all();
        let seen = check.seen;
        self.batch("rollback")?;
        done.map(|()| seen)
    }
}

struct Check<'c> {
    store: &'c Store,
    fault: &'c mut dyn FnMut(&str),
    seen: Checked,
}

impl Check<'_> {
    fn all(&mut self) -> Result<(), RecordError> {
        if !self.file()? {
            return Ok(());
        }
        self.counts()?;
        let mut last = 0;
        loop {
            let some = self.store.reports_behind(last, 512)?;
            let Some((greatest, _)) = some.last() else { break };
            last = *greatest;
            for (number, id) in some {
                self.report(number, &id)?;
                self.compared(number, &id)?;
            }
        }
        let broken = broken_blocks(&self.store.connection).map_err(|error| self.store.failed(error))?;
        for block in broken {
            self.say(&format!(
                "block {block} of the keys by which reports are compared is not what was written"
            ));
        }
        self.links()
    }

    fn say(&mut self, line: &str) {
        self.seen.faults += 1;
        (self.fault)(line);
    }

    /// SQLite's own look at the file; whether the rest can be looked at.
    fn file(&mut self) -> Result<bool, RecordError> {
        let told = self
            .store
            .rows(&format!("pragma integrity_check({MOST_OF_FILE})"), &[0; 0], |row| row.get::<_, String>(0));
        match told {
            Ok(lines) if lines == ["ok"] => {}
            Ok(lines) => {
                lines
                    .iter()
                    .flat_map(|line| line.lines())
                    .for_each(|line| self.say(&format!("the file: {line}")));
                return Ok(false);
            }
            Err(RecordError::Corrupt { reason, .. }) => {
                self.say(&format!("the file: {reason}"));
                return Ok(false);
            }
            Err(other) => return Err(other),
        }
        let dangling = self.store.rows("pragma foreign_key_check", &[0; 0], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, String>(2)?))
        })?;
        for (table, row, parent) in dangling {
            let row = row.map_or_else(String::new, |row| format!(" {row}"));
            self.say(&format!("{table}{row} points to a {parent} that is not there"));
        }
        Ok(true)
    }

    /// What is counted, and what is found by words, beside what is there.
    fn counts(&mut self) -> Result<(), RecordError> {
        for (name, sql) in [
            ("report", "select count(*) from report"),
            ("statement", "select count(*) from statement"),
            ("event", "select count(*) from event"),
            ("figure", "select count(*) from figure"),
            ("story", "select count(*) from story"),
            ("difference", "select count(*) from link where kind = 'difference' and name = 'differ'"),
        ] {
            let there = self.number(sql)?;
            let counted = self.number(&format!("select value from total where name = '{name}'"))?;
            if there != counted {
                self.say(&format!("{name}: {there} are there, and {counted} are counted"));
            }
        }
        for table in ["report", "statement", "event"] {
            let missing = self.store.rows(
                &format!(
                    "select id from {table} where ({TURN}) not in (select rowid from {table}_words) order by number"
                ),
                &[0; 0],
                |row| row.get::<_, String>(0),
            )?;
            for id in missing {
                self.say(&format!("{table} {id} is not found by its words"));
            }
            let left = self.number(&format!(
                "select count(*) from {table}_words where rowid not in (select {TURN} from {table})"
            ))?;
            if left > 0 {
                self.say(&format!("the index of words holds {left} {table}s that are not there"));
            }
        }
        let nameless = self.number(
            "select count(*) from person left join link on link.id = person.id where link.id is null \
             or person.number not in (select rowid from person_words)",
        )?;
        if nameless > 0 {
            self.say(&format!("the index of names holds {nameless} persons that are not there"));
        }
        Ok(())
    }

    fn number(&self, sql: &str) -> Result<i64, RecordError> {
        Ok(self.store.rows(sql, &[0; 0], |row| row.get(0))?.pop().unwrap_or(0))
    }

    fn report(&mut self, number: i64, id: &Id) -> Result<(), RecordError> {
        self.seen.reports += 1;
        let found = self.store.rows(
            "select text, body, content from report where number = $1",
            &[number],
            |row| Ok((whole(row, 0), whole(row, 1), row.get::<_, String>(2)?)),
        )?;
        let Some((text, body, content)) = found.into_iter().next() else { return Ok(()) };
        let name = format!("report {id}");
        let text = self.unpacked(&format!("{name}: its text"), text);
        let body = self.unpacked(&name, body);
        let mut text_is_kept = text.is_some();
        match body.as_deref().map(serde_json::from_str::<Report>) {
            Some(Ok(report)) if report.id == *id => {
                let is_kept = text.as_ref().is_none_or(|text| {
                    crate::content_hash(&Report { text: text.clone(), ..report }) == content
                });
                if !is_kept {
                    text_is_kept = false;
                    self.say(&format!("report {id}: its text is not the one that was kept"));
                }
            }
            Some(Ok(report)) => self.say(&format!("report {id} says that it is {}", report.id)),
            Some(Err(error)) => self.say(&format!("report {id} is no report ({error})")),
            None => {}
        }
        let letters: Option<Vec<char>> = text.map(|text| text.chars().collect());
        let letters = letters.as_deref();
        self.parts(&name, None, body, letters);
        let readings =
            self.store.rows(
                "select kind, reading.body, id, text from reading join report on number = report where report = $1",
                &[number],
                |row| {
                    let columns = Beside { item: None, report: 2, text: Some(3) };
                    Ok((row.get::<_, String>(0)?, line_of(row, 1, columns)))
                },
            )?;
        for (kind, body) in readings {
            let name = format!("{name}, {kind}s");
            let body = self.beside(&name, body, text_is_kept);
            self.parts(&name, None, body, letters);
        }
        for table in ["statement", "event", "figure"] {
            let sql = format!(
                "select {table}.id, {table}.body, report.id, text from {table} \
                 join report on report.number = report where report = $1"
            );
            let columns = Beside { item: Some(0), report: 2, text: Some(3) };
            let items = self
                .store
                .rows(&sql, &[number], |row| Ok((row.get::<_, String>(0)?, line_of(row, 1, columns))))?;
            for (item, body) in items {
                self.seen.items += 1;
                let name = format!("{table} {item} of report {id}");
                let body = self.beside(&name, body, text_is_kept);
                let Some(value) = self.parts(&name, Some(&item), body, letters) else { continue };
                if value["report"].as_str() != Some(id.as_str()) {
                    self.say(&format!("{name} says that it is of another report"));
                }
                for (field, of) in [("account", "statement"), ("continues", "statement"), ("event", "event")]
                {
                    if let Some(other) = value[field].as_str() {
                        self.points(&name, of, other)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// What is kept of a report to compare it and its people with others.
    fn compared(&mut self, number: i64, id: &Id) -> Result<(), RecordError> {
        let sightings = self.store.rows(
            "select sighting.body, day, id from report join sighting on report = number where number = $1",
            &[number],
            |row| Ok(line_of(row, 0, Beside { item: Some(1), report: 2, text: None })),
        )?;
        for line in sightings {
            let name = format!("report {id}, a person seen in it");
            let line = self.beside(&name, line, true);
            self.parts(&name, None, line, None);
        }
        let traces = self.store.rows("select body from trace where report = $1", &[number], |row| {
            Ok(unpacked(row.get_ref(0)?.as_blob()?).is_ok())
        })?;
        if traces.contains(&false) {
            self.say(&format!("report {id}: what it is compared by cannot be unpacked"));
        }
        Ok(())
    }

    /// What a cell holds; said once where it cannot be unpacked.
    fn unpacked(&mut self, name: &str, cell: Option<String>) -> Option<String> {
        if cell.is_none() {
            self.say(&format!("{name} cannot be unpacked"));
        }
        cell
    }

    /// The same of a line that stands beside a text: without the one that was kept, nothing can be said of it.
    fn beside(&mut self, name: &str, line: rusqlite::Result<String>, is_kept: bool) -> Option<String> {
        match line {
            Err(error) if is_kept && is_changed(&error) => {
                self.say(&format!("{name} is not what was written there"));
                None
            }
            line if is_kept => self.unpacked(name, line.ok()),
            line => line.ok(),
        }
    }

    /// Looks at the spans of a line of the record.
    fn parts(
        &mut self,
        name: &str,
        id: Option<&str>,
        body: Option<String>,
        letters: Option<&[char]>,
    ) -> Option<Value> {
        let value: Value = match serde_json::from_str(&body?) {
            Ok(value) => value,
            Err(error) => {
                self.say(&format!("{name}: is no line of the record ({error})"));
                return None;
            }
        };
        if id.is_some_and(|id| value["id"].as_str() != Some(id)) {
            self.say(&format!("{name} says that it is {}", value["id"]));
        }
        // Where the text cannot be unpacked there is nothing to hold its spans against.
        if let Some(letters) = letters {
            self.spans(name, &value, letters);
        }
        Some(value)
    }

    fn spans(&mut self, name: &str, value: &Value, letters: &[char]) {
        match value {
            Value::Object(fields) => {
                if let (Some(start), Some(end), Some(text)) =
                    (fields.get("start"), fields.get("end"), fields.get("text").and_then(Value::as_str))
                {
                    self.seen.spans += 1;
                    let place = |at: &Value| at.as_u64().and_then(|at| usize::try_from(at).ok());
                    let piece = place(start).zip(place(end)).and_then(|(start, end)| letters.get(start..end));
                    if !piece.is_some_and(|piece| piece.iter().copied().eq(text.chars())) {
                        self.say(&format!("{name}: the text has other words at {start} to {end}"));
                    }
                }
                fields.values().for_each(|value| self.spans(name, value, letters));
            }
            Value::Array(items) => items.iter().for_each(|value| self.spans(name, value, letters)),
            _ => {}
        }
    }

    fn points(&mut self, name: &str, table: &str, id: &str) -> Result<(), RecordError> {
        let sql = format!("select exists (select 1 from {table} where id = $1)");
        if self.store.rows(&sql, &[id], |row| row.get::<_, bool>(0))? != [true] {
            self.say(&format!("{name} points to {table} {id}, which is not there"));
        }
        Ok(())
    }

    /// What several reports show together, but for what is still to be told.
    fn links(&mut self) -> Result<(), RecordError> {
        let texts = |sql: &str| self.store.rows(sql, &[0; 0], |row| row.get::<_, String>(0));
        let due: HashSet<String> = texts(
            "select story from story_due union \
             select story from story_report join report_due on report_due.report = story_report.report",
        )?
        .into_iter()
        .collect();
        let people_due: HashSet<String> = texts("select key from people_due")?.into_iter().collect();
        let reports_due = self.number("select count(*) from report_due")?;
        self.seen.due = due.len() + people_due.len() + usize::try_from(reports_due).unwrap_or(0);
        let lost = texts(
            "select id from report left join story_report on story_report.report = number \
             where story is null and number not in (select report from report_due) order by number",
        )?;
        for id in lost {
            self.say(&format!("report {id} stands in no story"));
        }
        for story in
            texts("select distinct story from story_report where story not in (select id from story)")?
        {
            self.say(&format!("there are reports of story {story}, which is not there"));
        }
        let kinds = "kind in ('same_statement', 'same_event', 'difference', 'same_figure', 'opposed')";
        for scope in texts(&format!(
            "select distinct scope from link where {kinds} and scope not in (select id from story)"
        ))? {
            self.say(&format!("there are links of story {scope}, which is not there"));
        }
        for (id, body) in self.bodies("select id, body from story order by id")? {
            self.seen.links += 1;
            if !due.contains(&id) {
                self.story(&id, &body)?;
            }
        }
        let links =
            self.store.rows("select kind, id, scope, body from link order by kind, id", &[0; 0], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, String>(3)?,
                ))
            })?;
        for (kind, id, scope, body) in links {
            self.seen.links += 1;
            let is_due = due.contains(&scope) || (kind == "person" && people_due.contains(&scope));
            if !is_due {
                self.link(&kind, &format!("{} {id}", kind.replace('_', " ")), &body)?;
            }
        }
        Ok(())
    }

    fn bodies(&self, sql: &str) -> Result<Vec<(String, String)>, RecordError> {
        self.store.rows(sql, &[0; 0], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn story(&mut self, id: &str, body: &str) -> Result<(), RecordError> {
        let name = format!("story {id}");
        let Ok(story) = serde_json::from_str::<dateline_model::Story>(body) else {
            self.say(&format!("{name} is no story"));
            return Ok(());
        };
        let members: HashSet<String> = self
            .store
            .rows(
                "select id from report join story_report on story_report.report = number where story = $1",
                &[id],
                |row| row.get::<_, String>(0),
            )?
            .into_iter()
            .collect();
        let told: HashSet<String> = story.reports.iter().map(ToString::to_string).collect();
        if members != told {
            self.say(&format!("{name} names other reports than stand in it"));
        }
        let groups = story.origins.iter().chain(story.voices.iter().map(|voice| &voice.reports));
        for report in groups.flatten() {
            if !told.contains(report.as_str()) {
                self.say(&format!("{name} has an account of report {report}, which does not stand in it"));
            }
        }
        match &story.follows {
            Some(earlier) => self.points(&name, "story", earlier.as_str()),
            None => Ok(()),
        }
    }

    fn link(&mut self, kind: &str, name: &str, body: &str) -> Result<(), RecordError> {
        let Ok(value) = serde_json::from_str::<Value>(body) else {
            self.say(&format!("{name} is no link"));
            return Ok(());
        };
        let ids = |list: &Value| -> Vec<String> {
            list.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
        };
        match kind {
            "same_statement" | "opposed" => {
                // What is told inside another's sentence stands in the link itself.
                let own = value["told"]["statement"]["id"].as_str();
                let statements = ids(&value["statements"]);
                let others = statements.iter().filter(|id| Some(id.as_str()) != own);
                others.into_iter().try_for_each(|id| self.points(name, "statement", id))
            }
            "same_event" => ids(&value["events"]).iter().try_for_each(|id| self.points(name, "event", id)),
            "person" => {
                let offices: Vec<Value> = value["offices"].as_array().cloned().unwrap_or_default();
                let reports = offices.iter().flat_map(|office| ids(&office["reports"]));
                reports.collect::<Vec<_>>().iter().try_for_each(|id| self.points(name, "report", id))
            }
            _ => {
                for account in value["accounts"].as_array().into_iter().flatten() {
                    for (field, table) in [("report", "report"), ("account", "statement")] {
                        if let Some(id) = account[field].as_str() {
                            self.points(name, table, id)?;
                        }
                    }
                }
                Ok(())
            }
        }
    }
}

/// What a cell holds; nothing where it cannot be unpacked.
fn whole(row: &rusqlite::Row<'_>, at: usize) -> Option<String> {
    row.get::<_, Packed>(at).ok().map(|cell| cell.0)
}
