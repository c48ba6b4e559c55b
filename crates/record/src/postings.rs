//! Which reports hold a key: an index that is cheap to add to and cheap to ask, however large.
//!
//! Keys are spread evenly over all reports, so that a table with an index on them would write a
//! page for each. Here they are written as runs, sorted, in blocks of a page, and runs of like
//! size become one (a log-structured merge: O'Neil and others 1996). A report that was changed
//! leaves its old keys behind; who finds it compares it anyway.

use crate::blocks::Blocks;
use crate::entries::{ENTRY, Entry, entry_of, packed, unpacked};
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};

/// Entries of a block: as many as stood on one page of the file (4,096 bytes) when they were not packed.
const BLOCK: usize = 335;
/// Blocks of a run are numbered under its number.
const BLOCKS: i64 = 1 << 24;
/// A run is merged with the one before it unless that is so many times as large,
const APART: usize = 3;
/// or so large that the new entries are not worth it.
const SMALL: usize = 200_000;
const WORTH: usize = 256;

/// The runs of a file, as far as they are needed to find a block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Postings {
    runs: Vec<Run>,
    /// What was read of them.
    blocks: RefCell<Blocks>,
}

#[derive(Clone, Debug)]
struct Run {
    number: i64,
    entries: usize,
    /// The first key of each block.
    firsts: Vec<u64>,
}

impl Run {
    /// The places of the blocks that may hold one of these keys.
    fn blocks_of(&self, keys: &RangeInclusive<u64>) -> Range<usize> {
        // The block before the first that begins at the key may end with it.
        let from = self.firsts.partition_point(|first| first < keys.start()).saturating_sub(1);
        from..from + self.firsts[from..].iter().take_while(|first| *first <= keys.end()).count()
    }

    /// The number of its block at a place.
    fn block(&self, at: usize) -> i64 {
        self.number * BLOCKS + at as i64
    }
}

impl Postings {
    pub(crate) fn load(connection: &Connection) -> rusqlite::Result<Postings> {
        let mut statement =
            connection.prepare_cached("select number, entries, firsts from posting_run order by number")?;
        let runs = statement.query_map([], |row| {
            let firsts: Vec<u8> = row.get(2)?;
            Ok(Run {
                number: row.get(0)?,
                entries: row.get::<_, i64>(1)? as usize,
                firsts: firsts.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect(),
            })
        })?;
        Ok(Postings { runs: runs.collect::<rusqlite::Result<_>>()?, blocks: RefCell::default() })
    }

    /// Adds a run, in the transaction that is open.
    pub(crate) fn add(&mut self, connection: &Connection, mut entries: Vec<Entry>) -> rusqlite::Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        entries.sort_unstable();
        let worth = (entries.len() * WORTH).max(SMALL);
        while let Some(last) = self.runs.last()
            && last.entries < entries.len() * APART
            && last.entries <= worth
        {
            let before = read_run(connection, last)?;
            remove_run(connection, last)?;
            for at in 0..last.firsts.len() {
                self.blocks.get_mut().forget(last.block(at));
            }
            self.runs.pop();
            entries = merged(before, entries);
        }
        let number = self.runs.last().map_or(1, |last| last.number + 1);
        self.runs.push(write_run(connection, number, &entries)?);
        Ok(())
    }

    /// Takes reports out of all runs, in the transaction that is open.
    pub(crate) fn forget(&mut self, connection: &Connection, reports: &HashSet<u32>) -> rusqlite::Result<()> {
        let mut left = Vec::with_capacity(self.runs.len());
        for run in std::mem::take(&mut self.runs) {
            let before = read_run(connection, &run)?;
            let count = before.len();
            let entries: Vec<Entry> =
                before.into_iter().filter(|(_, report)| !reports.contains(report)).collect();
            if entries.len() == count {
                left.push(run);
                continue;
            }
            remove_run(connection, &run)?;
            if !entries.is_empty() {
                left.push(write_run(connection, run.number, &entries)?);
            }
        }
        self.runs = left;
        *self.blocks.get_mut() = Blocks::default();
        Ok(())
    }

    /// Whether more than `most` hold one of these keys.
    pub(crate) fn has_more_holders(
        &self,
        connection: &Connection,
        keys: &RangeInclusive<u64>,
        most: usize,
    ) -> rusqlite::Result<bool> {
        // Those in blocks that hold nothing else, and all in blocks that hold some.
        let (mut least, mut greatest) = (0, 0);
        for run in &self.runs {
            let blocks = run.blocks_of(keys);
            least += blocks.len().saturating_sub(2) * BLOCK;
            greatest += blocks.len() * BLOCK;
        }
        if least > most || greatest <= most {
            return Ok(least > most);
        }
        let mut held = 0;
        let mut blocks = self.blocks.borrow_mut();
        for run in &self.runs {
            let within = run.blocks_of(keys);
            held += within.len().saturating_sub(2) * BLOCK;
            let last = within.end.checked_sub(1).filter(|last| *last > within.start);
            for at in within.clone().next().into_iter().chain(last) {
                held += entries_within(block_of(&mut blocks, connection, run.block(at))?, keys).len();
            }
        }
        Ok(held > most)
    }

    /// The reports that hold one of these keys, the latest `most` of them.
    pub(crate) fn holders(
        &self,
        connection: &Connection,
        keys: RangeInclusive<u64>,
        most: usize,
    ) -> rusqlite::Result<Vec<u32>> {
        let mut holders = Vec::new();
        let mut blocks = self.blocks.borrow_mut();
        for run in &self.runs {
            for number in run.blocks_of(&keys).map(|at| run.block(at)) {
                let block = block_of(&mut blocks, connection, number)?;
                holders.extend(entries_within(block, &keys).iter().map(|entry| entry_of(entry).1));
            }
        }
        if holders.len() > most {
            let cut = holders.len() - most;
            holders.select_nth_unstable(cut);
            holders.drain(..cut);
        }
        Ok(holders)
    }
}

fn block_of<'b>(blocks: &'b mut Blocks, connection: &Connection, number: i64) -> rusqlite::Result<&'b [u8]> {
    blocks.get(number, || {
        let mut read = connection.prepare_cached("select body from posting where number = $1")?;
        let packed = read.query_row([number], |row| row.get::<_, Vec<u8>>(0)).optional()?.unwrap_or_default();
        Ok(unpacked(&packed))
    })
}

/// The entries of a block that are under one of these keys.
fn entries_within<'b>(block: &'b [u8], keys: &RangeInclusive<u64>) -> &'b [[u8; ENTRY]] {
    let entries = block.as_chunks().0;
    let from = &entries[entries.partition_point(|entry| entry_of(entry).0 < *keys.start())..];
    let is_within = |entry: &[u8; ENTRY]| entry_of(entry).0 <= *keys.end();
    // Most blocks hold none of one key, or nothing but what is within many.
    match (from.first(), from.last()) {
        (Some(first), Some(last)) if is_within(first) && !is_within(last) => {
            &from[..from.partition_point(is_within)]
        }
        (Some(first), _) if is_within(first) => from,
        _ => &[],
    }
}

fn read_run(connection: &Connection, run: &Run) -> rusqlite::Result<Vec<Entry>> {
    let mut entries = Vec::with_capacity(run.entries);
    let mut statement = connection
        .prepare_cached("select body from posting where number between $1 and $2 order by number")?;
    let mut rows = statement.query(params![run.number * BLOCKS, (run.number + 1) * BLOCKS - 1])?;
    while let Some(row) = rows.next()? {
        entries.extend(unpacked(row.get_ref(0)?.as_blob()?).as_chunks::<ENTRY>().0.iter().map(entry_of));
    }
    Ok(entries)
}

/// The blocks that do not hold what their runs say: other first keys, keys that are not in order, too few.
pub(crate) fn broken_blocks(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    let mut broken = Vec::new();
    let mut read = connection.prepare("select body from posting where number = $1")?;
    for run in Postings::load(connection)?.runs {
        let mut left = run.entries;
        for (at, first) in run.firsts.iter().enumerate() {
            let body = read.query_row([run.block(at)], |row| row.get::<_, Vec<u8>>(0)).optional()?;
            let body = unpacked(&body.unwrap_or_default());
            let entries: Vec<Entry> = body.as_chunks().0.iter().map(entry_of).collect();
            let is_whole = entries.len() == left.min(BLOCK)
                && entries.first().is_some_and(|(key, _)| key == first)
                && entries.is_sorted()
                && run
                    .firsts
                    .get(at + 1)
                    .is_none_or(|next| entries.last().is_some_and(|last| last.0 <= *next));
            if !is_whole {
                broken.push(run.block(at));
            }
            left = left.saturating_sub(BLOCK);
        }
    }
    Ok(broken)
}

fn remove_run(connection: &Connection, run: &Run) -> rusqlite::Result<()> {
    connection
        .prepare_cached("delete from posting where number between $1 and $2")?
        .execute(params![run.number * BLOCKS, (run.number + 1) * BLOCKS - 1])?;
    connection.prepare_cached("delete from posting_run where number = $1")?.execute([run.number])?;
    Ok(())
}

/// Writes a run of entries, which are sorted.
fn write_run(connection: &Connection, number: i64, entries: &[Entry]) -> rusqlite::Result<Run> {
    let mut firsts = Vec::with_capacity(entries.len() / BLOCK + 1);
    let mut insert = connection.prepare_cached("insert into posting (number, body) values ($1, $2)")?;
    for (block, at) in entries.chunks(BLOCK).zip(0..) {
        firsts.push(block[0].0);
        insert.execute(params![number * BLOCKS + at, packed(block)])?;
    }
    let bytes: Vec<u8> = firsts.iter().flat_map(|first| first.to_le_bytes()).collect();
    connection
        .prepare_cached("insert into posting_run (number, entries, firsts) values ($1, $2, $3)")?
        .execute(params![number, entries.len() as i64, bytes])?;
    Ok(Run { number, entries: entries.len(), firsts })
}

/// Packs the blocks of a file of an older form.
pub(crate) fn pack_blocks(connection: &Connection) -> rusqlite::Result<()> {
    let numbers: Vec<i64> = connection
        .prepare("select number from posting")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut read = connection.prepare("select body from posting where number = $1")?;
    let mut write = connection.prepare("update posting set body = $1 where number = $2")?;
    for number in numbers {
        let plain: Vec<u8> = read.query_row([number], |row| row.get(0))?;
        let entries: Vec<Entry> = plain.as_chunks().0.iter().map(entry_of).collect();
        write.execute(params![packed(&entries), number])?;
    }
    Ok(())
}

/// Both sorted lists as one.
fn merged(a: Vec<Entry>, b: Vec<Entry>) -> Vec<Entry> {
    let mut merged = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    while let (Some(first), Some(second)) = (a.peek(), b.peek()) {
        merged.extend(if first <= second { a.next() } else { b.next() });
    }
    merged.extend(a);
    merged.extend(b);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_found_in_any_order_and_number() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "create table posting_run (number integer primary key, entries integer, firsts blob); \
                 create table posting (number integer primary key, body blob)",
            )
            .unwrap();
        let mut postings = Postings::default();
        // Key 7 is held by all, more than a block of them; the others by one each.
        for report in 0..1000_u32 {
            let own = u64::from(report).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 8;
            postings.add(&connection, vec![(own, report), (7, report)]).unwrap();
        }
        assert!(postings.runs.len() < 12, "{}", postings.runs.len());
        assert_eq!(broken_blocks(&connection).unwrap(), [0_i64; 0]);
        let postings = Postings::load(&connection).unwrap();
        for report in 0..1000_u32 {
            let own = u64::from(report).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 8;
            assert_eq!(postings.holders(&connection, own..=own, 9).unwrap(), [report]);
        }
        let mut all = postings.holders(&connection, 7..=7, 5000).unwrap();
        all.sort_unstable();
        assert_eq!(all, (0..1000).collect::<Vec<_>>());
        let mut latest = postings.holders(&connection, 0..=7, 3).unwrap();
        latest.sort_unstable();
        assert_eq!(latest, [997, 998, 999]);
        assert!(postings.holders(&connection, 3..=6, 9).unwrap().is_empty());
        for (keys, held) in [(7..=7, 1000), (0..=7, 1000), (3..=6, 0), (0..=u64::MAX, 2000)] {
            assert!(!postings.has_more_holders(&connection, &keys, held).unwrap(), "{keys:?}");
            assert!(
                held == 0 || postings.has_more_holders(&connection, &keys, held - 1).unwrap(),
                "{keys:?}"
            );
        }
    }
}
