//! The pages that a column of a Parquet file is made of, as far as they say how large they are: what unpacks
//! them takes as much memory as they claim, so that they are asked first.

use std::io::{self, Read};

/// How deep one value of a page's header may lie in another; real ones are three deep.
const DEEPEST: usize = 8;

/// The most bytes that a page of a column says it unpacks to. The column is `length` bytes long.
pub(super) fn largest_page(column: impl Read, length: u64) -> io::Result<u64> {
    let mut stream = Counted { stream: io::BufReader::new(column.take(length)), count: 0 };
    let mut largest = 0;
    while stream.count < length {
        let (unpacked, packed) = stream.page()?;
        largest = largest.max(unpacked);
        stream.pass(packed)?;
    }
    Ok(largest)
}

/// A stream in Thrift's compact protocol, as far as the headers of pages need it.
struct Counted<R> {
    stream: R,
    count: u64,
}

impl<R: Read> Counted<R> {
    /// A page's header: how many bytes it unpacks to, and how many follow.
    fn page(&mut self) -> io::Result<(u64, u64)> {
        let (mut unpacked, mut packed) = (None, None);
        let mut last = 0;
        while let Some((id, kind)) = self.field(last)? {
            match (id, kind) {
                (2, 5) => unpacked = u64::try_from(self.whole()?).ok(),
                (3, 5) => packed = u64::try_from(self.whole()?).ok(),
                _ => self.skip(kind, DEEPEST)?,
            }
            last = id;
        }
        unpacked.zip(packed).ok_or_else(damaged)
    }

    /// The number and the kind of the next field; none at the end of a structure.
    fn field(&mut self, last: i64) -> io::Result<Option<(i64, u8)>> {
        let head = self.byte()?;
        if head == 0 {
            return Ok(None);
        }
        let id = match head >> 4 {
            0 => self.whole()?,
            more => last.saturating_add(i64::from(more)),
        };
        Ok(Some((id, head & 15)))
    }

    fn skip(&mut self, kind: u8, deepest: usize) -> io::Result<()> {
        let deepest = deepest.checked_sub(1).ok_or_else(damaged)?;
        match kind {
            // Yes and no are kinds of their own.
            1 | 2 => Ok(()),
            3 => self.pass(1),
            4..=6 => self.varint().map(|_| ()),
            7 => self.pass(8),
            8 => {
                let length = self.varint()?;
                self.pass(length)
            }
            9 | 10 => {
                let head = self.byte()?;
                let count = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
                (0..count).try_for_each(|_| self.element(head & 15, deepest))
            }
            11 => {
                let count = self.varint()?;
                let kinds = if count > 0 { self.byte()? } else { 0 };
                (0..count).try_for_each(|_| {
                    self.element(kinds >> 4, deepest)?;
                    self.element(kinds & 15, deepest)
                })
            }
            12 => {
                let mut last = 0;
                while let Some((id, kind)) = self.field(last)? {
                    self.skip(kind, deepest)?;
                    last = id;
                }
                Ok(())
            }
            _ => Err(damaged()),
        }
    }

    /// One of a list, in which yes and no take a byte.
    fn element(&mut self, kind: u8, deepest: usize) -> io::Result<()> {
        if matches!(kind, 1 | 2) { self.pass(1) } else { self.skip(kind, deepest) }
    }

    fn whole(&mut self) -> io::Result<i64> {
        let folded = self.varint()?;
        Ok(i64::try_from(folded >> 1).unwrap_or_default() ^ -i64::from(folded & 1 == 1))
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut number = 0u64;
        for at in 0..10 {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << (7 * at).min(63);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(damaged())
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.stream.read_exact(&mut byte)?;
        self.count += 1;
        Ok(byte[0])
    }

    fn pass(&mut self, length: u64) -> io::Result<()> {
        let passed = io::copy(&mut (&mut self.stream).take(length), &mut io::sink())?;
        self.count += passed;
        if passed == length { Ok(()) } else { Err(damaged()) }
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a page is cut off or damaged")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page that says it unpacks to so many bytes, of four that follow, with statistics in its header.
    fn page(unpacked: u32) -> Vec<u8> {
        let mut bytes = vec![0x15, 0, 0x15];
        let mut folded = u64::from(unpacked) << 1;
        while folded > 0x7F {
            bytes.push((folded & 0x7F) as u8 | 0x80);
            folded >>= 7;
        }
        bytes.extend([folded as u8, 0x15, 8]);
        // Field 5, a structure of a whole number, a text of two letters, and a list of two flags.
        bytes.extend([0x2C, 0x15, 6, 0x18, 2, b'a', b'b', 0x19, 0x21, 1, 2, 0, 0]);
        bytes.extend([1, 2, 3, 4]);
        bytes
    }

    #[test]
    fn the_largest_claim_is_found() {
        let column = [page(10), page(2_000_000_000), page(300)].concat();
        assert_eq!(largest_page(column.as_slice(), column.len() as u64).unwrap(), 2_000_000_000);
    }

    #[test]
    fn damage_ends_it() {
        let column = [page(10), page(300)].concat();
        for at in 0..column.len() {
            let mut damaged = column.clone();
            damaged[at] ^= 0x5A;
            let _ = largest_page(damaged.as_slice(), damaged.len() as u64);
        }
        for length in 1..page(10).len() {
            assert!(largest_page(&column[..length], length as u64).is_err(), "{length}");
        }
        // Structures in structures without end.
        assert!(largest_page([0x1C; 100_000].as_slice(), 100_000).is_err());
    }
}
