//! A key and a report that holds it; many of them, sorted, in few bytes.
//!
//! Each is kept as how far its key lies behind the one before it, and the report; of one key, how far the
//! report lies behind the one before. Numbers stand in sevens of bits, the lowest first.

/// A key and a report that holds it.
pub(crate) type Entry = (u64, u32);

/// So many bytes one is that is not packed.
pub(crate) const ENTRY: usize = 12;

#[inline]
pub(crate) fn entry_of(bytes: &[u8; ENTRY]) -> Entry {
    let [a, b, c, d, e, f, g, h, i, j, k, l] = *bytes;
    (u64::from_le_bytes([a, b, c, d, e, f, g, h]), u32::from_le_bytes([i, j, k, l]))
}

/// Sorted entries as a block.
pub(crate) fn packed(entries: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(entries.len() * ENTRY / 2);
    let mut before = (0, 0);
    for &(key, report) in entries {
        put(&mut bytes, key.wrapping_sub(before.0));
        let from = if key == before.0 { before.1 } else { 0 };
        put(&mut bytes, u64::from(report.wrapping_sub(from)));
        before = (key, report);
    }
    bytes
}

/// The entries of a block, one after another in as many bytes each; those up to where it is damaged.
pub(crate) fn unpacked(mut bytes: &[u8]) -> Vec<u8> {
    let mut entries = Vec::with_capacity(bytes.len() * 3);
    let mut before = (0_u64, 0_u32);
    while let (Some(more), Some(report)) = (take(&mut bytes), take(&mut bytes)) {
        let key = before.0.wrapping_add(more);
        let from = if more == 0 { before.1 } else { 0 };
        let report = from.wrapping_add(report as u32);
        entries.extend(key.to_le_bytes());
        entries.extend(report.to_le_bytes());
        before = (key, report);
    }
    entries
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(entries: &[Entry]) -> usize {
        let block = packed(entries);
        let back: Vec<Entry> = unpacked(&block).as_chunks().0.iter().map(entry_of).collect();
        assert_eq!(back, entries);
        // Damage is no panic.
        for at in 0..block.len() {
            assert!(unpacked(&block[..at]).len() < entries.len() * ENTRY);
        }
        block.len()
    }

    #[test]
    fn entries_come_out_as_they_were_and_are_less_than_half() {
        assert_eq!(there_and_back(&[]), 0);
        there_and_back(&[(0, 0), (0, 0), (0, 7), (7, 7), (7, u32::MAX), (u64::MAX, 0), (u64::MAX, u32::MAX)]);
        let mut spread: Vec<Entry> = (0..335_u32)
            .map(|report| (u64::from(report).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32, report))
            .collect();
        spread.sort_unstable();
        assert!(there_and_back(&spread) < 335 * ENTRY / 2);
    }
}
