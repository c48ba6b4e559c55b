//! One linear scorer: for each class the sum of what the features that are there weigh.
//!
//! Weights are found by the hash of a feature, in a table of a power of two (features that meet in
//! one place share it) or by a list of those that training has met. They are kept as whole numbers
//! of one grain, or as they are.

use crate::{Damaged, Reader, Writer};
use rustc_hash::FxHashMap;

/// Weights as they are kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Eight bits each.
    Small(Vec<i8>),
    /// Sixteen bits each.
    Middle(Vec<i16>),
    /// As they are.
    Whole(Vec<f32>),
}

/// Where the weights of a feature stand.
#[derive(Clone, Debug, PartialEq)]
enum Rows {
    /// At the last bits of its hash.
    Table,
    /// At the place of its hash in a list.
    List(FxHashMap<u32, u32>),
}

/// Trained weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    classes: usize,
    /// What one of a cell is worth.
    grain: f32,
    rows: Rows,
    cells: Cells,
}

const LISTED: usize = 1;

impl Linear {
    /// Weights in a table of a power of two; `cells` are those of a row after those of the row before.
    pub fn table(classes: usize, grain: f32, cells: Cells) -> Self {
        Linear { classes: classes.max(1), grain, rows: Rows::Table, cells }
    }

    /// Weights of the features that were met, by their hashes, in the order of the cells.
    pub fn list(classes: usize, grain: f32, hashes: &[u32], cells: Cells) -> Self {
        let rows = hashes.iter().zip(0..).map(|(&hash, row)| (hash, row)).collect();
        Linear { classes: classes.max(1), grain, rows: Rows::List(rows), cells }
    }

    /// What one of a cell is worth.
    pub fn grain(&self) -> f32 {
        self.grain
    }

    /// Whether nothing was learnt.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Whether training has met a feature.
    pub fn knows(&self, feature: u32) -> bool {
        match &self.rows {
            Rows::Table => !self.is_empty(),
            Rows::List(rows) => rows.contains_key(&feature),
        }
    }

    /// What some features weigh together, where there is one class.
    pub fn score(&self, features: &[u32]) -> f32 {
        let mut sum = [0.0];
        self.add(features, &mut sum);
        sum[0] * self.grain
    }

    /// Adds, for each class, the cells of some features; gives how many of these training has met.
    /// Multiplied by the grain they are scores.
    pub fn add(&self, features: &[u32], sums: &mut [f32]) -> usize {
        match &self.cells {
            Cells::Small(cells) => self.add_cells(features, cells, sums),
            Cells::Middle(cells) => self.add_cells(features, cells, sums),
            Cells::Whole(cells) => self.add_cells(features, cells, sums),
        }
    }

    fn add_cells<T: Copy + Into<f32>>(&self, features: &[u32], cells: &[T], sums: &mut [f32]) -> usize {
        let mut known = 0;
        let mask = (cells.len() / self.classes).wrapping_sub(1);
        for &feature in features {
            let row = match &self.rows {
                Rows::Table => Some(feature as usize & mask),
                Rows::List(rows) => rows.get(&feature).map(|&row| row as usize),
            };
            let Some(cells) = row.and_then(|row| cells.get(row * self.classes..(row + 1) * self.classes))
            else {
                continue;
            };
            known += 1;
            for (sum, &cell) in sums.iter_mut().zip(cells) {
                *sum += cell.into();
            }
        }
        known
    }

    /// Reads what [`Linear::write`] wrote.
    ///
    /// # Errors
    /// If it is cut short or its parts do not fit together.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes);
        let (is_list, size, classes) = (reader.number()? == LISTED, reader.number()?, reader.number()?);
        let grain = f32::from_le_bytes((reader.number()? as u32).to_le_bytes());
        let count = reader.number()?;
        let too_large = Damaged::new("a length is too large");
        let mut four = |_| reader.number().map(|hash| hash as u32);
        let hashes =
            if is_list { (0..count).map(&mut four).collect::<Result<Vec<u32>, _>>()? } else { Vec::new() };
        let length = count.checked_mul(classes).ok_or(too_large.clone())?;
        let bytes = reader.take(length.checked_mul(size).ok_or(too_large)?)?;
        let cells = match size {
            1 => Cells::Small(bytes.iter().map(|byte| byte.cast_signed()).collect()),
            2 => {
                Cells::Middle(bytes.chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]])).collect())
            }
            4 => Cells::Whole(
                bytes
                    .chunks_exact(4)
                    .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
                    .collect(),
            ),
            _ => return Err(Damaged::new("weights are of no known size")),
        };
        if classes == 0 || !(is_list || count.is_power_of_two()) {
            return Err(Damaged::new("weights are of no known shape"));
        }
        Ok(if is_list {
            Linear::list(classes, grain, &hashes, cells)
        } else {
            Linear::table(classes, grain, cells)
        })
    }

    /// As bytes: list or table, bytes of a cell, classes, grain, rows, the hashes of a list, the cells.
    pub fn write(&self) -> Vec<u8> {
        let size = match self.cells {
            Cells::Small(_) => 1,
            Cells::Middle(_) => 2,
            Cells::Whole(_) => 4,
        };
        let hashes = match &self.rows {
            Rows::Table => Vec::new(),
            Rows::List(rows) => {
                let mut hashes = vec![0; rows.len()];
                for (&hash, &row) in rows {
                    hashes[row as usize] = hash;
                }
                hashes
            }
        };
        let mut writer = Writer::default();
        writer.number(usize::from(matches!(self.rows, Rows::List(_))));
        writer.number(size);
        writer.number(self.classes);
        writer.number(self.grain.to_bits() as usize);
        writer.number(self.cells.len() / self.classes);
        for hash in hashes {
            writer.number(hash as usize);
        }
        match &self.cells {
            Cells::Small(cells) => writer.bytes.extend(cells.iter().map(|cell| cell.cast_unsigned())),
            Cells::Middle(cells) => writer.bytes.extend(cells.iter().flat_map(|cell| cell.to_le_bytes())),
            Cells::Whole(cells) => writer.bytes.extend(cells.iter().flat_map(|cell| cell.to_le_bytes())),
        }
        writer.bytes
    }
}

impl Cells {
    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Cells::Small(cells) => cells.len(),
            Cells::Middle(cells) => cells.len(),
            Cells::Whole(cells) => cells.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_scores_the_same() {
        let table = Linear::table(1, 0.5, Cells::Small(vec![1, -2, 4, 0]));
        let list = Linear::list(2, 1.0, &[70_000, 9], Cells::Whole(vec![0.25, 1.0, -3.0, 2.0]));
        let middle = Linear::table(1, 1.0 / 256.0, Cells::Middle(vec![256, -512]));
        for linear in [&table, &list, &middle] {
            assert_eq!(&Linear::read(&linear.write()).unwrap(), linear);
        }
        // 5 is found at its last two bits.
        assert_eq!(table.score(&[0, 5, 2]), 1.5);
        assert_eq!(middle.score(&[0, 1]), -1.0);
        let mut sums = [0.0; 2];
        assert_eq!(list.add(&[9, 70_000, 1], &mut sums), 2);
        assert_eq!(sums, [-2.75, 3.0]);
        assert!(list.knows(9) && !list.knows(1));
    }

    #[test]
    fn what_is_cut_short_is_an_error() {
        let bytes = Linear::list(1, 1.0, &[1, 2], Cells::Small(vec![3, 4])).write();
        for length in 0..bytes.len() {
            assert!(Linear::read(&bytes[..length]).is_err());
        }
        let mut three = Linear::table(1, 1.0, Cells::Small(vec![1, 2])).write();
        three[16] = 3;
        three.push(0);
        assert!(Linear::read(&three).is_err());
    }
}
