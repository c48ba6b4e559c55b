//! Records that many machines wrote as Parquet, taken into one record.

use crate::extraction::RECORDS;
use dateline_model::{Kinds, Reading, Record};
use dateline_pipeline::{Done, Engine, Keeper, Summary};
use dateline_read::Failure;
use dateline_record::RecordError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A folder of Parquet files, partitioned or not, some of which hold the output `records`.
#[derive(Debug)]
pub struct Lake {
    files: Vec<PathBuf>,
}

impl Lake {
    /// The files below a folder, or one file; of those below it, only such as have the columns of
    /// `records`, so that a folder with all tables side by side can be given.
    ///
    /// # Errors
    /// If there is nothing there that holds records.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let mut found = Vec::new();
        walk(path, &mut found)?;
        let mut files = Vec::new();
        for file in found {
            if reader(&file)?.is_some() {
                files.push(file);
            }
        }
        if files.is_empty() {
            let reason = "holds no Parquet file with records; write one with dateline.spark.extract(…), table “records”";
            return Err(Failure::new(path.display().to_string(), reason));
        }
        Ok(Lake { files })
    }

    /// Keeps all that there is in the record at `db` and brings its links up to date. What is wrong with a
    /// row is told, and the rest goes on. Reading the same again changes nothing.
    ///
    /// # Errors
    /// If the record cannot be written.
    pub fn keep(&self, db: &Path, tell: &mut dyn FnMut(&Failure)) -> Result<Summary, RecordError> {
        let mut keeper = Keeper::open(db)?;
        let mut engine = None;
        let mut failed = 0;
        let rows = self.files.iter().flat_map(|file| rows_of(file));
        let done = rows.filter_map(|row| {
            let read =
                row.and_then(|(place, row)| done(&place, &row, engine.get_or_insert_with(Engine::embedded)));
            read.map_err(|failure| {
                failed += 1;
                tell(&failure);
            })
            .ok()
        });
        let mut summary = keeper.keep_done(done)?;
        summary.failed += failed;
        Ok(summary)
    }
}

/// All Parquet files below a path, sorted; what is hidden, or still being written (`_temporary`), is not
/// looked at.
fn walk(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(path.display().to_string(), error.to_string());
    if !path.is_dir() {
        if !path.exists() {
            return Err(Failure::new(
                path.display().to_string(),
                "there is no such file or folder; check the path",
            ));
        }
        files.push(path.to_owned());
        return Ok(());
    }
    let mut inside = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        inside.push(entry.map_err(failed)?.path());
    }
    inside.sort_unstable();
    for path in inside {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(['.', '_']) {
            continue;
        }
        if path.is_dir() || name.ends_with(".parquet") {
            walk(&path, files)?;
        }
    }
    Ok(())
}

/// A file that has the columns of `records`; none if it has others.
fn reader(path: &Path) -> Result<Option<SerializedFileReader<File>>, Failure> {
    let failed = |why: String| {
        Failure::new(path.display().to_string(), format!("is no Parquet file that can be read: {why}"))
    };
    let file = File::open(path).map_err(|error| failed(error.to_string()))?;
    let reader = SerializedFileReader::new(file).map_err(|error| failed(error.to_string()))?;
    let schema = reader.metadata().file_metadata().schema();
    let has = |name: &str| schema.get_fields().iter().any(|field| field.name() == name);
    let is_ours = RECORDS.iter().filter(|column| column.name != "published").all(|column| has(column.name));
    Ok(is_ours.then_some(reader))
}

fn rows_of(file: &Path) -> Box<dyn Iterator<Item = Result<(String, Row), Failure>>> {
    let name = file.display().to_string();
    let wrong = |why: String| -> Box<dyn Iterator<Item = _>> {
        Box::new(std::iter::once(Err(Failure::new(name.clone(), why))))
    };
    let reader = match reader(file) {
        Ok(Some(reader)) => reader,
        Ok(None) => return Box::new(std::iter::empty()),
        Err(failure) => return Box::new(std::iter::once(Err(failure))),
    };
    let schema = reader.metadata().file_metadata().schema();
    let fields = schema.get_fields().iter().filter(|field| WANTED.contains(&field.name()));
    let wanted = Type::group_type_builder(schema.name()).with_fields(fields.cloned().collect()).build();
    let wanted = match wanted {
        Ok(wanted) => wanted,
        Err(error) => return wrong(error.to_string()),
    };
    match parquet::record::reader::RowIter::from_file_into(Box::new(reader)).project(Some(wanted)) {
        Ok(rows) => Box::new(rows.enumerate().map(move |(at, row)| {
            let place = format!("{name}:{at}");
            row.map(|row| (place.clone(), row)).map_err(|error| Failure::new(place, error.to_string()))
        })),
        Err(error) => wrong(error.to_string()),
    }
}

/// What is needed of a row.
const WANTED: [&str; 4] = ["report", "reader", "unread", "record"];

/// What a row holds.
fn done(place: &str, row: &Row, engine: &Engine) -> Result<(Done, String), Failure> {
    let text = |name: &str| {
        row.get_column_iter().find(|(column, _)| *column == name).and_then(|(_, field)| match field {
            Field::Str(text) => Some(text.as_str()),
            _ => None,
        })
    };
    let damaged = |why: String| Failure::new(place, format!("is no record of a report ({why}); left out"));
    let mut report = None;
    let mut reading = Reading::default();
    for line in text("record").unwrap_or_default().lines() {
        match serde_json::from_str(line).map_err(|error| damaged(error.to_string()))? {
            Record::Report(one) => report = Some(one),
            other => reading.extend([other]),
        }
    }
    let report = report.ok_or_else(|| damaged("it has no line of the report itself".to_owned()))?;
    let reader = text("reader").unwrap_or_default().to_owned();
    // Which language it was not analysed for is cheaply found again: only telling the language is done.
    if text("unread").is_some() {
        return engine.read_whole(report, Kinds::ALL).map(|done| (done, reader));
    }
    Ok((Done { report, reading, unread: None }, reader))
}
