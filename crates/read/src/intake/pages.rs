//! The pages that a column of a Parquet file is made of, as far as they say how large they are: what unpacks
//! them takes as much memory as they claim, so that they are asked first. What could be understood in two
//! ways (a field told twice, a number of another kind) is damage: the claims looked at here are the ones that
//! are gone by.

use std::io::{self, Read};

/// How deep one value of a page's header may lie in another; real ones are three deep.
const DEEPEST: usize = 8;

/// Kinds of values.
const FLAGS: [u8; 2] = [1, 2];
const WHOLE: u8 = 5;
const STRUCTURE: u8 = 12;

/// A value in a dictionary has its length before it, or is a number; either is four bytes.
const LEAST_VALUE: u64 = 4;

/// Texts told by how they differ from the one before say themselves how many they are, where nobody can look.
const AS_DIFFERENCES: [u64; 2] = [6, 7];

/// The most bytes that a page of a column says it unpacks to. The column is `length` bytes long.
pub(super) fn largest_page(column: impl Read, length: u64) -> io::Result<u64> {
    Ok(claims(column, length)?.0)
}

/// The most bytes that the values of a column may be once each is a text of its own: as many as its pages say they
/// hold, each as large as the largest page.
pub(super) fn most_of_values(column: impl Read, length: u64) -> io::Result<u64> {
    let (largest, values) = claims(column, length)?;
    Ok(values.saturating_mul(largest))
}

/// How many bytes the largest page says it unpacks to, and how many values all of them say they hold.
fn claims(column: impl Read, length: u64) -> io::Result<(u64, u64)> {
    let mut stream = Counted { stream: io::BufReader::new(column.take(length)), count: 0, values: 0 };
    let mut largest = 0;
    while stream.count < length {
        let (unpacked, packed) = stream.page()?;
        largest = largest.max(unpacked);
        stream.pass(packed)?;
    }
    Ok((largest, stream.values))
}

/// A stream in Thrift's compact protocol, as far as the headers of pages need it.
struct Counted<R> {
    stream: R,
    count: u64,
    /// How many values the pages of data say they hold.
    values: u64,
}

impl<R: Read> Counted<R> {
    /// A page's header: how many bytes it unpacks to, and how many follow.
    fn page(&mut self) -> io::Result<(u64, u64)> {
        let mut sizes = [None; 5];
        let mut dictionary = None;
        let mut last = 0;
        while let Some((id, kind)) = self.field(last)? {
            match (id, kind) {
                // What kind of page it is, its sizes unpacked and packed, its checksum.
                (1..=4, WHOLE) => self.told_once(sizes.get_mut(id as usize))?,
                (5, STRUCTURE) => self.data_page([1, 2, 3, 4], 2)?,
                (6, STRUCTURE) => self.skip(kind, DEEPEST)?,
                (7, STRUCTURE) if dictionary.is_none() => {
                    let [values, ..] = self.numbers([1, 2], Some(3))?;
                    dictionary = Some(values.ok_or_else(damaged)?);
                }
                (8, STRUCTURE) => self.data_page([1, 2, 3, 4, 5, 6], 4)?,
                (1..=8, _) => return Err(damaged()),
                _ => self.skip(kind, DEEPEST)?,
            }
            last = id;
        }
        let [_, _, unpacked, packed, _] = sizes;
        let (unpacked, packed) = unpacked.zip(packed).ok_or_else(damaged)?;
        if dictionary.is_some_and(|values| values > unpacked / LEAST_VALUE) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a dictionary claims more values than it has bytes for",
            ));
        }
        Ok((unpacked, packed))
    }

    /// What is said of a page of data: these numbers, of which one is how its values are told.
    fn data_page<const N: usize>(&mut self, ids: [i64; N], telling: usize) -> io::Result<()> {
        let flag = (N == 6).then_some(7);
        let numbers = self.numbers(ids, flag)?;
        let values = numbers.first().copied().flatten().ok_or_else(damaged)?;
        self.values = self.values.saturating_add(values);
        let told = numbers.get(telling - 1).copied().flatten();
        if told.is_some_and(|told| AS_DIFFERENCES.contains(&told)) {
            let why = "its texts are told as differences, which is not read; write it again without delta encodings";
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        Ok(())
    }

    /// The numbers of a structure, which may hold a flag and more that is passed over.
    fn numbers<const N: usize>(&mut self, ids: [i64; N], flag: Option<i64>) -> io::Result<[Option<u64>; N]> {
        let mut told = [None; N];
        let mut last = 0;
        while let Some((id, kind)) = self.field(last)? {
            let place = ids.iter().position(|known| *known == id);
            match place.and_then(|at| told.get_mut(at)) {
                Some(_) if kind != WHOLE => return Err(damaged()),
                Some(place) => self.told_once(Some(place))?,
                None if flag == Some(id) && !FLAGS.contains(&kind) => return Err(damaged()),
                None => self.skip(kind, DEEPEST)?,
            }
            last = id;
        }
        Ok(told)
    }

    /// A number that fits into four bytes with its sign; counts and sizes below nothing there are none.
    fn told_once(&mut self, place: Option<&mut Option<u64>>) -> io::Result<()> {
        let number = i32::try_from(self.whole()?).map_err(|_| damaged())?;
        match place {
            Some(place @ None) => *place = Some(u64::try_from(number).unwrap_or(u64::MAX)),
            _ => return Err(damaged()),
        }
        Ok(())
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
        let id = i16::try_from(id).map_err(|_| damaged())?;
        Ok(Some((i64::from(id), head & 15)))
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
                if FLAGS.contains(&(head & 15)) {
                    // Some take a byte for each, some none.
                    return Err(damaged());
                }
                let count = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
                (0..count).try_for_each(|_| self.skip(head & 15, deepest))
            }
            11 => {
                let count = self.varint()?;
                let kinds = if count > 0 { self.byte()? } else { 0 };
                if FLAGS.contains(&(kinds >> 4)) || FLAGS.contains(&(kinds & 15)) {
                    return Err(damaged());
                }
                (0..count).try_for_each(|_| {
                    self.skip(kinds >> 4, deepest)?;
                    self.skip(kinds & 15, deepest)
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

    fn whole(number: u64) -> Vec<u8> {
        let (mut bytes, mut folded) = (Vec::new(), number << 1);
        while folded > 0x7F {
            bytes.push((folded & 0x7F) as u8 | 0x80);
            folded >>= 7;
        }
        bytes.push(folded as u8);
        bytes
    }

    /// A header: a page of such a kind, its sizes, and what else is said; four bytes follow.
    fn header(kind: u8, unpacked: u64, more: &[u8]) -> Vec<u8> {
        let claim = whole(unpacked);
        [&[0x15, kind << 1, 0x15], claim.as_slice(), &[0x15, 8], more, &[0], &[1, 2, 3, 4]].concat()
    }

    /// A page that says it unpacks to so many bytes, of four that follow, with statistics in its header.
    fn page(unpacked: u32) -> Vec<u8> {
        // Field 5, a structure of how many values there are, how they are told, and what the least is.
        let data = [0x2C, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 6, 0x1C, 0x18, 2, b'a', b'b', 0x11, 0, 0];
        header(0, u64::from(unpacked), &data)
    }

    /// A dictionary of so many values.
    fn dictionary(unpacked: u64, values: u64) -> Vec<u8> {
        header(2, unpacked, &[&[0x4C, 0x15], whole(values).as_slice(), &[0x15, 4, 0x11, 0]].concat())
    }

    fn largest(column: &[u8]) -> io::Result<u64> {
        largest_page(column, column.len() as u64)
    }

    #[test]
    fn a_dictionary_has_no_more_values_than_bytes() {
        assert_eq!(largest(&dictionary(400, 100)).unwrap(), 400);
        for values in [101, 400, 2_147_483_647] {
            let why = largest(&dictionary(400, values)).unwrap_err().to_string();
            assert!(why.contains("more values"), "{why}");
        }
        // Nor one below nothing, or one that is not told.
        assert!(largest(&header(2, 400, &[0x4C, 0x15, 1, 0x15, 4, 0])).is_err());
        assert!(largest(&header(2, 400, &[0x4C, 0x25, 4, 0])).is_err());
    }

    #[test]
    fn what_could_be_understood_in_two_ways_is_damage() {
        let data = [0x2C, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 6, 0];
        assert_eq!(largest(&header(0, 9, &data)).unwrap(), 9);
        for more in [
            // The size again, larger; by its full number, and by one that is the same in two bytes.
            [data.as_slice(), &[0x05, 4], &whole(2_000_000_000)].concat(),
            [data.as_slice(), &[0x05], &whole(65_538), &whole(2_000_000_000)].concat(),
            // The size, and what is said of data, as other kinds of values.
            [data.as_slice(), &[0x06, 4], &whole(2_000_000_000)].concat(),
            [data.as_slice(), &[0x05, 10, 2]].concat(),
            // How many values there are, as a larger kind, and twice.
            [0x2C, 0x16, 6, 0].to_vec(),
            [0x2C, 0x15, 6, 0x05, 2, 8, 0].to_vec(),
            // A list of flags, which is as long as its reader thinks.
            [data.as_slice(), &[0x59, 0x21, 1, 2]].concat(),
            // Texts told as differences say how many they are where nobody looks.
            [0x2C, 0x15, 6, 0x15, 12, 0x15, 6, 0x15, 6, 0].to_vec(),
            [0x5C, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 14, 0x15, 0, 0x15, 0, 0].to_vec(),
        ] {
            assert!(largest(&header(0, 9, &more)).is_err(), "{more:?}");
        }
        // A size that is larger than any, and one that is small only in its last four bytes.
        for size in [2_147_483_648, (1 << 32) + 9] {
            assert!(largest(&header(0, size, &data)).is_err(), "{size}");
        }
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
