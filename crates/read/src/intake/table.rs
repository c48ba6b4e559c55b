//! Tables of reports: CSV, TSV and their like, one report a row.

use super::piece::{Content, Piece};
use super::row::reader;
use crate::Failure;
use crate::failure::Topic;
use crate::fields::Columns;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The rows of a table, one held at a time.
pub(crate) fn table(
    name: String,
    stream: Box<dyn Read + Send>,
    (delimiter, columns): (u8, Columns),
    largest: u64,
) -> impl Iterator<Item = Result<Piece, Failure>> {
    let told = (!columns.is_plain())
        .then(|| Err(Failure::told(Topic::Columns, name.clone(), format!("columns: {}", columns.told()))));
    let columns = Arc::new(columns);
    // A quotation mark that is never closed would make one row of all that follows.
    let left = Arc::new(AtomicU64::new(largest));
    let mut reader = reader(Bounded { stream, left: Arc::clone(&left) }, delimiter);
    let mut is_over = false;
    let mut is_header = true;
    let rows = std::iter::from_fn(move || {
        while !is_over {
            left.store(largest, Ordering::Relaxed);
            let line = reader.position().line();
            let mut row = csv::ByteRecord::new();
            match reader.read_byte_record(&mut row) {
                Ok(true) if is_header => is_header = false,
                Ok(true) if row.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) => {
                    let line = row.position().map_or(line, csv::Position::line);
                    let content = Content::Row { row, columns: Arc::clone(&columns) };
                    return Some(Ok(Piece::new(format!("{name}:{line}"), content)));
                }
                Ok(false) => is_over = true,
                Err(error) => {
                    is_over = true;
                    let reason =
                        format!("is a row that cannot be read ({error}); left out with all that follows");
                    return Some(Err(Failure::new(format!("{name}:{line}"), reason)));
                }
            }
        }
        None
    });
    told.into_iter().chain(rows)
}

/// A stream that ends in an error where one row takes too much of it.
struct Bounded {
    stream: Box<dyn Read + Send>,
    left: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::Error::other("it has no end; a quotation mark may be missing"));
        }
        let count = self.stream.read(into)?;
        self.left.store(left.saturating_sub(count as u64), Ordering::Relaxed);
        Ok(count)
    }
}
