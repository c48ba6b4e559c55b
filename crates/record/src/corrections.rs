//! What people said is wrong: kept beside what was read, and laid over it whenever it is looked at,
//! so that it outlives another reading.

use crate::lines::{Beside, line_of};
use crate::{RecordError, Store};
use dateline_model::{Correction, Does, Id, shares_most};
use rusqlite::params;
use rusqlite::types::Value as Sql;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl Store {
    /// Keeps a correction; what its story shows is due to be looked at again. False if it was
    /// there already.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn correct(&mut self, correction: &Correction) -> Result<bool, RecordError> {
        let correction = correction.clone().with_id();
        let report = correction.target.report.as_ref().map(Id::as_str);
        let body = serde_json::to_string(&correction).unwrap_or_default();
        self.whole(|store| {
            let sql = &store.connection;
            let new = sql
                .prepare_cached(
                    "insert into correction (id, report, kind, at, body) values ($1, $2, $3, $4, $5) \
                     on conflict (id) do nothing",
                )?
                .execute(params![
                    correction.id.as_str(),
                    report,
                    correction.target.kind,
                    correction.at,
                    body
                ])?;
            sql.prepare_cached(
                "insert into story_due (story, step) select story, 2 from story_report \
                 join report on report.number = story_report.report where report.id = $1 \
                 on conflict (story) do update set step = 2",
            )?
            .execute([report])?;
            Ok(new > 0)
        })
    }

    /// Takes a correction back, by its id. False if there is none.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn uncorrect(&mut self, id: &Id) -> Result<bool, RecordError> {
        self.whole(|store| {
            let sql = &store.connection;
            sql.prepare_cached(
                "insert into story_due (story, step) select story, 2 from story_report \
                 join report on report.number = story_report.report \
                 join correction on correction.report = report.id where correction.id = $1 \
                 on conflict (story) do update set step = 2",
            )?
            .execute([id.as_str()])?;
            Ok(sql.prepare_cached("delete from correction where id = $1")?.execute([id.as_str()])? > 0)
        })
    }

    /// All corrections, in the order they were made.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, RecordError> {
        let bodies =
            self.rows("select body from correction order by at, id", &[0; 0], |row| row.get::<_, String>(0))?;
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// Those about persons, in the order they were made.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn corrections_of_people(&self) -> Result<Vec<Correction>, RecordError> {
        let sql = "select body from correction where kind in ('person', 'authority') order by at, id";
        let bodies = self.rows(sql, &[0; 0], |row| row.get::<_, String>(0))?;
        bodies.iter().map(|body| self.parsed(body)).collect()
    }

    /// Whether there is any: most records have none, and nothing need be looked up for each item.
    pub(crate) fn has_corrections(&self) -> Result<bool, RecordError> {
        let sql = "select exists (select 1 from correction)";
        let found = self.rows(sql, &[0; 0], |row| row.get::<_, bool>(0))?;
        Ok(found == [true])
    }

    /// An item as people corrected it, with the corrections; none if it was rejected.
    pub(crate) fn corrected<T: DeserializeOwned>(
        &self,
        kind: &str,
        report: &str,
        body: &str,
    ) -> Result<Option<(T, Vec<Correction>)>, RecordError> {
        let sql = "select body from correction where report = $1 and kind = $2 order by at, id";
        let known = self.rows(sql, &[report, kind], |row| row.get::<_, String>(0))?;
        if known.is_empty() {
            return Ok(Some((self.parsed(body)?, Vec::new())));
        }
        let mut value: Value = self.parsed(body)?;
        let (start, end) = place(&value);
        let mut applied = Vec::new();
        for body in &known {
            let correction: Correction = self.parsed(body)?;
            if !correction.is_about(kind, start, end) {
                continue;
            }
            match correction.does {
                Does::Reject => return Ok(None),
                Does::Set => {
                    let Some(changed) = set(&value, &correction) else { continue };
                    // A value that does not fit its field is left out.
                    if serde_json::from_value::<T>(changed.clone()).is_err() {
                        continue;
                    }
                    value = changed;
                }
                _ => {}
            }
            applied.push(correction);
        }
        let item = serde_json::from_value(value).map_err(|error| self.damaged(&error))?;
        Ok(Some((item, applied)))
    }

    /// Groups of items that are one, as people joined and parted them.
    pub(crate) fn regrouped(&self, kind: &str, groups: Vec<Vec<Id>>) -> Result<Vec<Vec<Id>>, RecordError> {
        if !self.has_corrections()? {
            return Ok(groups);
        }
        let mut groups: Vec<BTreeSet<Id>> =
            groups.into_iter().map(|group| group.into_iter().collect()).collect();
        for correction in self.corrections()?.iter().filter(|one| one.target.kind == kind) {
            if !matches!(correction.does, Does::Same | Does::NotSame) {
                continue;
            }
            let (Some(report), Some(span)) = (&correction.target.report, &correction.target.span) else {
                continue;
            };
            let (other, other_place) = (&correction.value["report"], place_of(&correction.value));
            let first = self.item_at(kind, report.as_str(), (span.start, span.end))?;
            let second = self.item_at(kind, other.as_str().unwrap_or_default(), other_place)?;
            let (Some(first), Some(second)) = (first, second) else { continue };
            if correction.does == Does::NotSame {
                for group in groups.iter_mut().filter(|group| group.contains(&first)) {
                    group.remove(&second);
                }
            } else {
                let mut whole: BTreeSet<Id> = [first.clone(), second.clone()].into();
                groups.retain(|group| {
                    let is_joined = group.contains(&first) || group.contains(&second);
                    if is_joined {
                        whole.extend(group.iter().cloned());
                    }
                    !is_joined
                });
                groups.push(whole);
            }
        }
        groups.retain(|group| group.len() > 1);
        Ok(groups.into_iter().map(|group| group.into_iter().collect()).collect())
    }

    /// The item of a kind that stands at some words of a report.
    pub(crate) fn item_at(
        &self,
        kind: &str,
        report: &str,
        at: (u32, u32),
    ) -> Result<Option<Id>, RecordError> {
        if !matches!(kind, "statement" | "event" | "figure") {
            return Ok(None);
        }
        let sql = format!(
            "select {kind}.id, {kind}.body, report.id, report.text from {kind} \
             join report on report.number = {kind}.report where report.id = $1 order by {kind}.number"
        );
        let columns = Beside { item: Some(0), report: 2, text: Some(3) };
        let found = self.rows(&sql, &[Sql::Text(report.to_owned())], |row| {
            Ok((row.get::<_, String>(0)?, line_of(row, 1, columns)?))
        })?;
        for (id, body) in found {
            let value: Value = self.parsed(&body)?;
            if shares_most(place(&value), at) {
                return Ok(Some(Id(id)));
            }
        }
        Ok(None)
    }
}

/// Where an item stands.
fn place(item: &Value) -> (u32, u32) {
    let span = if item["evidence"].is_object() { &item["evidence"] } else { &item["span"] };
    place_of(span)
}

fn place_of(span: &Value) -> (u32, u32) {
    let number = |name: &str| span[name].as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
    (number("start"), number("end"))
}

/// The item with a field set otherwise; none where there is no such field.
pub(crate) fn set(item: &Value, correction: &Correction) -> Option<Value> {
    let field = correction.field.as_deref()?;
    let mut changed = item.clone();
    match changed.pointer_mut(&format!("/{}", field.replace('.', "/"))) {
        Some(place) => *place = correction.value.clone(),
        // The day of what has none yet: it is people's, and stands at the words of the whole.
        None if matches!(field, "said.edtf" | "when.edtf") => {
            let (of, _) = field.split_once('.')?;
            let when = json!({ "span": item["evidence"], "edtf": correction.value });
            changed.as_object_mut()?.insert(of.to_owned(), when);
        }
        // A field that is left out where it is empty.
        None if !field.contains('.') => {
            changed.as_object_mut()?.insert(field.to_owned(), correction.value.clone());
        }
        None => return None,
    }
    Some(changed)
}
