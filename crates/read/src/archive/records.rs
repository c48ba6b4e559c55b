//! An archive's records as a stream, whose lengths may be wrong.

use super::{Gzip, Input};
use std::io::{self, BufRead, Read};

/// The longest beginning of a record that is looked at to know it for one.
pub(super) const RECORD_HEAD: usize = 1024;

/// So much of a record is read before it is looked at, at the least
const SMALLEST_PIECE: u64 = 4 << 10;
/// and at the most.
const LARGEST_PIECE: u64 = 1 << 20;

/// The content of a record.
pub(super) struct Content {
    /// All of it, unless it is longer than was asked for.
    pub block: Vec<u8>,
    /// How many bytes it has in truth.
    pub length: u64,
    /// Whether another record began before it was to end.
    pub is_record_inside: bool,
}

/// A stream of records: plain, or gzipped member by member.
pub(crate) enum Records {
    Plain(Input),
    Gzip(Box<Gzip>),
}

impl Records {
    /// Where the next record begins in the file: for gzip, its member, and its place in what
    /// that holds where it is not the first.
    pub(super) fn place(&self) -> String {
        match self {
            Records::Plain(input) => input.position().to_string(),
            Records::Gzip(gzip) => match gzip.place() {
                (member, 0) => member.to_string(),
                (member, inside) => format!("{member}+{inside}"),
            },
        }
    }

    /// Gives bytes back that were read last.
    pub(super) fn put_back(&mut self, bytes: &[u8]) {
        match self {
            Records::Plain(input) => input.put_back(bytes),
            Records::Gzip(gzip) => gzip.put_back(bytes),
        }
    }

    /// Reads the content of a record, but no record that stands in it, as where its length is wrong:
    /// `inside` tells where the content ends then and the other begins. It is given as long as it is no
    /// longer than `most`.
    pub(super) fn content(
        &mut self,
        length: u64,
        most: u64,
        inside: impl Fn(&[u8]) -> Option<(usize, usize)>,
    ) -> io::Result<Content> {
        let mut block = Vec::new();
        let mut found = 0;
        while found < length {
            if found > most {
                // Only the end is looked at further, across whose edge a record may begin.
                block.drain(..block.len().saturating_sub(RECORD_HEAD));
            }
            let known = block.len().saturating_sub(RECORD_HEAD);
            // As much again as it is known to have, so that little is read twice if it ends soon.
            let wanted = (length - found).min(found.clamp(SMALLEST_PIECE, LARGEST_PIECE));
            let read = self.take(wanted).read_to_end(&mut block)? as u64;
            found += read;
            // The head of another record may lie across the end, if the length is a little wrong.
            let own = block.len();
            if found == length && memchr::memmem::find(&block[known..], b"\r\n\r\nW").is_some() {
                self.take(RECORD_HEAD as u64).read_to_end(&mut block)?;
            }
            match inside(&block[known..]).map(|(end, next)| (known + end, known + next)) {
                Some((end, next)) if next < own => {
                    self.put_back(&block[next..]);
                    block.truncate(end);
                    let length = found - (own - end) as u64;
                    return Ok(Content { block, length, is_record_inside: true });
                }
                _ => {
                    if own < block.len() {
                        self.put_back(&block[own..]);
                        block.truncate(own);
                    }
                }
            }
            if read < wanted {
                break;
            }
        }
        Ok(Content { block, length: found, is_record_inside: false })
    }
}

impl Read for Records {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Records::Plain(input) => input.read(into),
            Records::Gzip(gzip) => gzip.read(into),
        }
    }
}

impl BufRead for Records {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Records::Plain(input) => input.fill_buf(),
            Records::Gzip(gzip) => gzip.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        match self {
            Records::Plain(input) => input.consume(count),
            Records::Gzip(gzip) => gzip.consume(count),
        }
    }
}
