//! The tagger of names: a linear chain over sparse features (a conditional random field, Lafferty
//! et al. 2001, in training), decoded with Viterbi.

use super::features::Features;
use crate::model::{Damaged, Reader, Writer};

/// O, and the beginning and inside of a person, an organization, a place.
pub const TAGS: usize = 7;
const ROW: usize = 8;
/// What speaks for no name where a word has no features.
pub const UNSEEN: f32 = 8.0;
/// What a pair of tags that cannot follow each other costs.
const NEVER: f32 = -1e9;

/// Weights by feature, in a table with open addressing.
#[derive(Debug, Default)]
pub struct Tagger {
    mask: usize,
    /// High bits of each key; 0 where the slot is free.
    marks: Vec<u32>,
    /// Weights in steps of `step`, `ROW` a slot.
    weights: Vec<i8>,
    step: f32,
    transitions: [[f32; TAGS]; TAGS],
}

/// The tags of one word's name: kind 0 person, 1 organization, 2 place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First word.
    pub start: usize,
    /// Just behind the last.
    pub end: usize,
    /// Kind of name.
    pub kind: usize,
}

/// Whether one tag may follow another: an inside only its own beginning or inside.
pub fn may_follow(before: usize, tag: usize) -> bool {
    tag == 0 || tag % 2 == 1 || before == tag || before + 1 == tag
}

impl Tagger {
    /// Lays weights out in a table of `1 << bits` slots; rows that find no room are left out.
    pub fn new(
        bits: u32,
        rows: impl IntoIterator<Item = (u64, [f32; TAGS])>,
        transitions: [[f32; TAGS]; TAGS],
        step: f32,
    ) -> Self {
        let size = 1usize << bits;
        let mut tagger =
            Tagger { mask: size - 1, marks: vec![0; size], weights: vec![0; size * ROW], step, transitions };
        let mut used = 0;
        for (key, row) in rows {
            if used * 10 >= size * 9 {
                break;
            }
            let mark = mark(key);
            let mut slot = key as usize & tagger.mask;
            while tagger.marks[slot] != 0 && tagger.marks[slot] != mark {
                slot = (slot + 1) & tagger.mask;
            }
            used += usize::from(tagger.marks[slot] == 0);
            tagger.marks[slot] = mark;
            for (out, weight) in tagger.weights[slot * ROW..].iter_mut().zip(row) {
                *out = (weight / step).round().clamp(-127.0, 127.0) as i8;
            }
        }
        tagger
    }

    /// Reads the section `names`.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes);
        let size = reader.number()?;
        let step = *reader.floats()?.first().ok_or(Damaged::new("names have no step"))?;
        let flat = reader.floats()?;
        if !size.is_power_of_two() || flat.len() != TAGS * TAGS {
            return Err(Damaged::new("names are not of the size they should be"));
        }
        let marks: Vec<u32> = reader
            .take(size.saturating_mul(4))?
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        if !marks.contains(&0) {
            return Err(Damaged::new("the table of names is full"));
        }
        let weights = reader.take(size.saturating_mul(ROW))?.iter().map(|&byte| byte.cast_signed()).collect();
        let mut transitions = [[0.0; TAGS]; TAGS];
        for (row, values) in transitions.iter_mut().zip(flat.chunks_exact(TAGS)) {
            row.copy_from_slice(values);
        }
        Ok(Tagger { mask: size - 1, marks, weights, step, transitions })
    }

    /// The section.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(self.marks.len());
        out.floats(&[self.step]);
        out.floats(&self.transitions.concat());
        out.bytes.extend(self.marks.iter().flat_map(|mark| mark.to_le_bytes()));
        out.bytes.extend(self.weights.iter().map(|weight| weight.cast_unsigned()));
        out.bytes
    }

    /// Whether it has been trained.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// How well each tag fits each word, without its neighbours' tags.
    pub fn emissions(&self, features: &Features, out: &mut Vec<[f32; TAGS]>) {
        out.clear();
        for word in 0..features.len() {
            if features.of(word).is_empty() {
                let mut row = [0.0; TAGS];
                row[0] = UNSEEN;
                out.push(row);
                continue;
            }
            let mut sums = [0i32; ROW];
            for &key in features.of(word) {
                let mark = mark(key);
                let mut slot = key as usize & self.mask;
                while self.marks[slot] != 0 {
                    if self.marks[slot] == mark {
                        for (sum, &weight) in sums.iter_mut().zip(&self.weights[slot * ROW..slot * ROW + ROW])
                        {
                            *sum += i32::from(weight);
                        }
                        break;
                    }
                    slot = (slot + 1) & self.mask;
                }
            }
            let mut row = [0.0; TAGS];
            for (out, sum) in row.iter_mut().zip(sums) {
                *out = sum as f32 * self.step;
            }
            out.push(row);
        }
    }

    /// The best tags.
    pub fn decode(&self, emissions: &[[f32; TAGS]]) -> Vec<u8> {
        best_path(emissions, &self.transitions)
    }
}

fn mark(key: u64) -> u32 {
    ((key >> 32) as u32).max(1)
}

/// The best sequence of tags (Viterbi).
pub fn best_path(emissions: &[[f32; TAGS]], transitions: &[[f32; TAGS]; TAGS]) -> Vec<u8> {
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(emissions.len());
    let mut scores = [0.0f32; TAGS];
    for (at, emission) in emissions.iter().enumerate() {
        let mut next = [NEVER; TAGS];
        let mut from = [0u8; TAGS];
        for tag in 0..TAGS {
            if at == 0 {
                next[tag] = emission[tag] + if may_follow(0, tag) { 0.0 } else { NEVER };
                continue;
            }
            for before in 0..TAGS {
                if may_follow(before, tag) {
                    let score = scores[before] + transitions[before][tag] + emission[tag];
                    if score > next[tag] {
                        next[tag] = score;
                        from[tag] = before as u8;
                    }
                }
            }
        }
        scores = next;
        back.push(from);
    }
    let mut tag = (0..TAGS).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0) as u8;
    let mut tags = vec![0; emissions.len()];
    for at in (0..emissions.len()).rev() {
        tags[at] = tag;
        tag = back[at][usize::from(tag)];
    }
    tags
}

/// The names that tags mark.
pub fn stretches(tags: &[u8]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (at, &tag) in tags.iter().enumerate() {
        if tag == 0 {
            continue;
        }
        let kind = usize::from(tag - 1) / 2;
        if tag % 2 == 0
            && let Some(last) = found.last_mut().filter(|last| last.end == at && last.kind == kind)
        {
            last.end = at + 1;
        } else {
            found.push(Stretch { start: at, end: at + 1, kind });
        }
    }
    found
}
