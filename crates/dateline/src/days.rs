//! A table as a folder of Parquet files by day (`day=1995-11-21/part-0.parquet`), as DuckDB, Spark, pandas
//! and polars read it.

use crate::parquet::Writer;
use anyhow::{Context, Result};
use dateline_ask::{Column, Row, TableCell, TableName};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// So many rows are held in memory, whatever their days are.
const ROWS: usize = 50_000;

/// What stands for no day. Hive's own sign for that is a null, which pyarrow cannot read beside days.
const NO_DAY: &str = "unknown";

/// Columns that hold a day, of which the first that holds one says where a row goes.
const DAYS: [&str; 5] = ["first_day", "published", "as_of", "first", "at"];

/// Such a folder, being written.
pub struct Days {
    folder: PathBuf,
    name: &'static str,
    columns: &'static [Column],
    /// The columns that hold a day.
    days: Vec<usize>,
    held: BTreeMap<String, Vec<Row>>,
    count: usize,
    most: usize,
    parts: usize,
}

impl Days {
    /// Of a table, in a folder that is empty or not there. None if it holds no days.
    pub fn new(folder: &Path, table: TableName) -> Result<Option<Self>> {
        let columns = table.columns();
        let at = |name: &str| columns.iter().position(|column| column.name == name);
        let days: Vec<usize> = DAYS.iter().filter_map(|name| at(name)).collect();
        if days.is_empty() {
            return Ok(None);
        }
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let is_empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
        // Rows of another run beside these would be counted with them.
        anyhow::ensure!(is_empty, "{} is not empty; name a folder of its own", folder.display());
        Ok(Some(Days {
            folder: folder.to_owned(),
            name: table.name(),
            columns,
            days,
            held: BTreeMap::new(),
            count: 0,
            most: ROWS,
            parts: 0,
        }))
    }

    /// Adds a row.
    pub fn add(&mut self, row: Row) -> Result<()> {
        let day = self.days.iter().find_map(|at| match row.get(*at) {
            Some(TableCell::Text(text)) => text.get(..10).filter(|day| is_day(day)).map(str::to_owned),
            _ => None,
        });
        self.held.entry(day.unwrap_or_else(|| NO_DAY.to_owned())).or_default().push(row);
        self.count += 1;
        // The fullest go first, so that few files are made of many rows.
        while self.count >= self.most {
            let fullest = self.held.iter().max_by_key(|(_, rows)| rows.len()).map(|(day, _)| day.clone());
            let Some(day) = fullest else { break };
            self.write(&day)?;
            if self.count <= self.most / 2 {
                break;
            }
        }
        Ok(())
    }

    /// Writes what is held.
    pub fn finish(mut self) -> Result<()> {
        for day in self.held.keys().cloned().collect::<Vec<_>>() {
            self.write(&day)?;
        }
        Ok(())
    }

    fn write(&mut self, day: &str) -> Result<()> {
        let rows = self.held.remove(day).unwrap_or_default();
        self.count -= rows.len();
        let folder = self.folder.join(format!("day={day}"));
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let path = folder.join(format!("part-{}.parquet", self.parts));
        self.parts += 1;
        let file = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        let mut writer = Writer::new(BufWriter::new(file), self.name, self.columns)?;
        rows.into_iter().try_for_each(|row| writer.add(row))?;
        writer.finish()
    }
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(day: Option<&str>) -> Row {
        let columns = TableName::Reports.columns();
        columns
            .iter()
            .map(|column| match (column.name, day) {
                ("published", Some(day)) => TableCell::Text(day.to_owned()),
                _ => TableCell::Empty,
            })
            .collect()
    }

    #[test]
    fn rows_lie_by_day_and_few_are_held() {
        let folder = tempfile::tempdir().unwrap();
        let mut days = Days::new(folder.path(), TableName::Reports).unwrap().unwrap();
        days.most = 100;
        for number in 0..1_000 {
            let day = format!("1995-11-{:02}T08:00:00Z", number % 7 + 1);
            days.add(row((number % 10 > 0).then_some(day.as_str()))).unwrap();
            assert!(days.held.values().map(Vec::len).sum::<usize>() < 100);
        }
        days.finish().unwrap();
        let mut names: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort_unstable();
        assert_eq!(names.len(), 8);
        assert_eq!((names[0].as_str(), names[7].as_str()), ("day=1995-11-01", "day=unknown"));
        // A folder that holds something is not mixed with.
        assert!(Days::new(folder.path(), TableName::Reports).is_err());
        assert!(Days::new(&folder.path().join("offices"), TableName::Persons).unwrap().is_none());
    }
}
