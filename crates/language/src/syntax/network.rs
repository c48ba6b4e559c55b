//! The network as it runs, and its parameters as they are trained and kept.

use super::decode;
use super::features::{self, TABLES};
use super::matrix::{Inputs, Weights, sigmoid, tanh};
use crate::model::{Damaged, Reader, Writer};
use crate::vectors::{STEP, Vectors};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Classes of distance between a word and its head.
pub const DISTANCES: usize = 16;

/// How wide the parts of the network are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Values of a word vector.
    pub vector: usize,
    /// Values of a learned embedding.
    pub embedding: usize,
    /// Units of a layer in one direction; `vector + embedding` is twice as much.
    pub hidden: usize,
    /// Layers.
    pub layers: usize,
    /// The layer, counted from 1, that tags are read from.
    pub tag_layer: usize,
    /// Values by which heads are chosen.
    pub arc: usize,
    /// Values by which relations are chosen.
    pub label: usize,
}

/// One layer: both directions.
#[derive(Clone, Debug, Default)]
pub struct LayerParameters {
    /// `2 hidden × 6 hidden`: candidate, forget, output forwards; the same backwards.
    pub weights: Vec<f32>,
    /// `6 hidden`.
    pub bias: Vec<f32>,
    /// `4 hidden`: what the state adds to forget and output, forwards and backwards.
    pub state: Vec<f32>,
}

/// Everything that is trained.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// How wide the parts are.
    pub sizes: Sizes,
    /// Hashes of the known forms, in order.
    pub vocabulary: Vec<u32>,
    /// Pairs of universal and Penn tag, by name.
    pub tags: Vec<String>,
    /// Relations, by name.
    pub labels: Vec<String>,
    /// Embeddings of the unknown form and of each known one.
    pub forms: Vec<f32>,
    /// Embeddings of affixes and shapes, table after table.
    pub affixes: Vec<f32>,
    /// In place of the vector of a word that has none.
    pub missing: Vec<f32>,
    /// The layers.
    pub layers: Vec<LayerParameters>,
    /// `2 hidden × tags`.
    pub tag_weights: Vec<f32>,
    /// One for each tag.
    pub tag_bias: Vec<f32>,
    /// `2 hidden × (2 arc + 2 label)`: as dependent, as head; the same for relations.
    pub projection: Vec<f32>,
    /// One for each value of the projection.
    pub projection_bias: Vec<f32>,
    /// `arc × arc`.
    pub bilinear: Vec<f32>,
    /// `arc`: how likely a word is to be a head at all.
    pub head_prior: Vec<f32>,
    /// `DISTANCES × arc`.
    pub distance: Vec<f32>,
    /// The root of the sentence as a head: `arc`, then `label`.
    pub root: Vec<f32>,
    /// `label × labels`.
    pub label_weights: Vec<f32>,
    /// One for each relation.
    pub label_bias: Vec<f32>,
}

impl Parameters {
    /// The section `syntax`.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        let sizes = self.sizes;
        for number in [
            sizes.vector,
            sizes.embedding,
            sizes.hidden,
            sizes.layers,
            sizes.tag_layer,
            sizes.arc,
            sizes.label,
        ] {
            out.number(number);
        }
        out.number(self.vocabulary.len());
        out.bytes.extend(self.vocabulary.iter().flat_map(|hash| hash.to_le_bytes()));
        for names in [&self.tags, &self.labels] {
            out.number(names.len());
            for name in names {
                out.text(name);
            }
        }
        write_narrow(&mut out, &self.forms);
        write_narrow(&mut out, &self.affixes);
        for layer in &self.layers {
            for values in [&layer.weights, &layer.bias, &layer.state] {
                write_wide(&mut out, values);
            }
        }
        for values in [
            &self.missing,
            &self.tag_weights,
            &self.tag_bias,
            &self.projection,
            &self.projection_bias,
            &self.bilinear,
            &self.head_prior,
            &self.distance,
            &self.root,
            &self.label_weights,
            &self.label_bias,
        ] {
            write_wide(&mut out, values);
        }
        out.bytes
    }
}

/// Eight bits a value, as parts of the largest.
fn write_narrow(out: &mut Writer, values: &[f32]) {
    let step = values.iter().fold(1e-9f32, |most, value| most.max(value.abs())) / 127.0;
    out.floats(&[step]);
    out.number(values.len());
    out.bytes.extend(values.iter().map(|value| ((value / step).round() as i8).cast_unsigned()));
}

/// Sixteen bits a value, as parts of the largest.
fn write_wide(out: &mut Writer, values: &[f32]) {
    let step = values.iter().fold(1e-9f32, |most, value| most.max(value.abs())) / 32_767.0;
    out.floats(&[step]);
    out.number(values.len());
    out.bytes.extend(values.iter().flat_map(|value| ((value / step).round() as i16).to_le_bytes()));
}

fn read_narrow(reader: &mut Reader<'_>) -> Result<(f32, Vec<i8>), Damaged> {
    let step = reader.floats()?.first().copied().unwrap_or(0.0);
    let count = reader.number()?;
    Ok((step, reader.take(count)?.iter().map(|&byte| byte.cast_signed()).collect()))
}

fn read_wide(reader: &mut Reader<'_>, expected: usize) -> Result<Vec<f32>, Damaged> {
    let step = reader.floats()?.first().copied().unwrap_or(0.0);
    let count = reader.number()?;
    if count != expected {
        return Err(Damaged::new("a matrix is not of the size it should be"));
    }
    let bytes = reader.take(count.saturating_mul(2))?;
    Ok(bytes.chunks_exact(2).map(|two| f32::from(i16::from_le_bytes([two[0], two[1]])) * step).collect())
}

#[derive(Debug)]
struct Layer {
    weights: Weights,
    bias: Vec<f32>,
    state: Vec<f32>,
}

/// The network, ready to run.
#[derive(Debug)]
pub struct Network {
    sizes: Sizes,
    vocabulary: FxHashMap<u32, u32>,
    /// Pairs of universal and Penn tag.
    pub tags: Vec<String>,
    /// Relations.
    pub labels: Vec<String>,
    forms: (f32, Vec<i8>),
    affixes: (f32, Vec<i8>),
    missing: Vec<f32>,
    layers: Vec<Layer>,
    tag: (Weights, Vec<f32>),
    projection: (Weights, Vec<f32>),
    bilinear: (Weights, Vec<f32>),
    /// `arc × DISTANCES`.
    distance: Weights,
    root: Vec<f32>,
    label: (Weights, Vec<f32>),
}

/// What the network says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Index into [`Network::tags`].
    pub tag: u16,
    /// Index into [`Network::labels`].
    pub label: u16,
    /// 0 for the root, else 1 more than the head's place among all words.
    pub head: u32,
}

/// Words worked on together; sentences are never cut, except at [`LONGEST`].
const CHUNK: usize = 512;

/// Longer sentences are read in pieces, so that no cost grows with their length.
const LONGEST: usize = 512;

impl Network {
    /// Reads the section `syntax`.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes);
        let mut numbers = [0; 7];
        for number in &mut numbers {
            *number = reader.number()?;
        }
        let [vector, embedding, hidden, layers, tag_layer, arc, label] = numbers;
        let sizes = Sizes { vector, embedding, hidden, layers, tag_layer, arc, label };
        if numbers.iter().any(|&number| number > 4096)
            || vector + embedding != 2 * hidden
            || tag_layer > layers
        {
            return Err(Damaged::new("its layers do not fit together"));
        }
        let words = reader.number()?;
        let vocabulary: FxHashMap<u32, u32> = reader
            .take(words.saturating_mul(4))?
            .chunks_exact(4)
            .zip(1..)
            .map(|(four, at)| (u32::from_le_bytes([four[0], four[1], four[2], four[3]]), at))
            .collect();
        let mut lists = [Vec::new(), Vec::new()];
        for names in &mut lists {
            for _ in 0..reader.number()? {
                names.push(reader.text()?);
            }
        }
        let [tags, labels] = lists;
        let forms = read_narrow(&mut reader)?;
        let affixes = read_narrow(&mut reader)?;
        let rows = TABLES.iter().sum::<u32>() as usize;
        if forms.1.len() != (words + 1) * embedding || affixes.1.len() != rows * embedding {
            return Err(Damaged::new("a table is not of the size it should be"));
        }
        let mut read_layers = Vec::new();
        for _ in 0..layers {
            let weights = read_wide(&mut reader, 12 * hidden * hidden)?;
            let bias = read_wide(&mut reader, 6 * hidden)?;
            let state = read_wide(&mut reader, 4 * hidden)?;
            read_layers.push(Layer { weights: Weights::new(2 * hidden, 6 * hidden, &weights), bias, state });
        }
        let mut wide = |count| read_wide(&mut reader, count);
        let missing = wide(vector)?;
        let tag = (Weights::new(2 * hidden, tags.len(), &wide(2 * hidden * tags.len())?), wide(tags.len())?);
        let projected = 2 * arc + 2 * label;
        let projection =
            (Weights::new(2 * hidden, projected, &wide(2 * hidden * projected)?), wide(projected)?);
        let bilinear = (Weights::new(arc, arc, &wide(arc * arc)?), wide(arc)?);
        let by_distance = wide(DISTANCES * arc)?;
        let mut turned = vec![0.0; by_distance.len()];
        for class in 0..DISTANCES {
            for at in 0..arc {
                turned[at * DISTANCES + class] = by_distance[class * arc + at];
            }
        }
        let distance = Weights::new(arc, DISTANCES, &turned);
        let root = wide(arc + label)?;
        let label = (Weights::new(label, labels.len(), &wide(label * labels.len())?), wide(labels.len())?);
        Ok(Network {
            sizes,
            vocabulary,
            tags,
            labels,
            forms,
            affixes,
            missing,
            layers: read_layers,
            tag,
            projection,
            bilinear,
            distance,
            root,
            label,
        })
    }

    /// Reads words of whole sentences; `with_trees` is false where tags are enough.
    pub fn analyze(
        &self,
        vectors: &Vectors,
        forms: &[&str],
        sentences: &[Range<usize>],
        with_trees: bool,
    ) -> Vec<Analysis> {
        let mut found = vec![Analysis::default(); forms.len()];
        let mut buffers = Buffers::default();
        let mut chunk: Vec<Range<usize>> = Vec::new();
        let mut size = 0;
        for sentence in sentences {
            let mut start = sentence.start;
            while start < sentence.end {
                let end = sentence.end.min(start + LONGEST);
                if size + (end - start) > CHUNK && !chunk.is_empty() {
                    self.chunk(vectors, forms, &chunk, with_trees, &mut buffers, &mut found);
                    chunk.clear();
                    size = 0;
                }
                chunk.push(start..end);
                size += end - start;
                start = end;
            }
        }
        self.chunk(vectors, forms, &chunk, with_trees, &mut buffers, &mut found);
        if with_trees {
            for sentence in sentences.iter().filter(|sentence| sentence.len() > LONGEST) {
                self.join(sentence.clone(), &mut found);
            }
        }
        found
    }

    /// Hangs the later pieces of a long sentence on the first.
    fn join(&self, sentence: Range<usize>, found: &mut [Analysis]) {
        let parataxis = self.labels.iter().position(|label| label == "parataxis").unwrap_or(0);
        let mut root = None;
        for at in sentence {
            if found[at].head == 0 {
                match root {
                    None => root = Some(at),
                    Some(root) => {
                        found[at] = Analysis { head: root as u32 + 1, label: parataxis as u16, ..found[at] }
                    }
                }
            }
        }
    }

    fn chunk(
        &self,
        vectors: &Vectors,
        forms: &[&str],
        sentences: &[Range<usize>],
        with_trees: bool,
        buffers: &mut Buffers,
        found: &mut [Analysis],
    ) {
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { return };
        let words = first.start..last.end;
        let width = 2 * self.sizes.hidden;
        self.embed(vectors, &forms[words.clone()], &mut buffers.state);
        let layers = if with_trees { self.layers.len() } else { self.sizes.tag_layer };
        for (number, layer) in self.layers[..layers].iter().enumerate() {
            buffers.inputs.set(&buffers.state, width);
            layer.weights.apply(&buffers.inputs, &layer.bias, &mut buffers.gates);
            for sentence in sentences {
                let rows = sentence.start - words.start..sentence.end - words.start;
                self.recur(layer, rows, &buffers.gates, &mut buffers.state);
            }
            if number + 1 == self.sizes.tag_layer {
                buffers.inputs.set(&buffers.state, width);
                self.tag.0.apply(&buffers.inputs, &self.tag.1, &mut buffers.tags);
                for (row, at) in buffers.tags.chunks_exact(self.tags.len().max(1)).zip(words.clone()) {
                    found[at].tag = most(row) as u16;
                }
            }
        }
        debug_assert_eq!(buffers.state.len(), words.len() * width);
        if with_trees {
            buffers.inputs.set(&buffers.state, width);
            self.projection.0.apply(&buffers.inputs, &self.projection.1, &mut buffers.projected);
            for sentence in sentences {
                let rows = sentence.start - words.start..sentence.end - words.start;
                self.attach(rows, sentence.clone(), buffers, found);
            }
        }
    }

    /// Vectors and embeddings of words, in rows.
    fn embed(&self, vectors: &Vectors, forms: &[&str], out: &mut Vec<f32>) {
        let Sizes { vector, embedding, .. } = self.sizes;
        out.clear();
        for form in forms {
            match vectors.row(form) {
                Some(row) => out.extend(vectors.values(row).iter().map(|&value| f32::from(value) * STEP)),
                None => out.extend_from_slice(&self.missing),
            }
            let known = self.vocabulary.get(&features::form_hash(form)).map_or(0, |&at| at as usize);
            let start = out.len();
            let (step, values) = &self.forms;
            out.extend(
                values[known * embedding..(known + 1) * embedding]
                    .iter()
                    .map(|&value| f32::from(value) * step),
            );
            let (step, values) = &self.affixes;
            let mut base = 0;
            for (row, table) in features::rows(form).into_iter().zip(TABLES) {
                let row = (base + row) as usize;
                base += table;
                let values = &values[row * embedding..(row + 1) * embedding];
                for (out, &value) in out[start..].iter_mut().zip(values) {
                    *out += f32::from(value) * step;
                }
            }
        }
        debug_assert_eq!(out.len(), forms.len() * (vector + embedding));
    }

    /// Runs a layer over one sentence, both ways; `state` holds its input and then its output.
    fn recur(&self, layer: &Layer, rows: Range<usize>, gates: &[f32], state: &mut [f32]) {
        let hidden = self.sizes.hidden;
        let mut memory = vec![0.0f32; hidden];
        for direction in 0..2 {
            memory.fill(0.0);
            let (forget_state, output_state) =
                layer.state[direction * 2 * hidden..(direction + 1) * 2 * hidden].split_at(hidden);
            let count = rows.len();
            for step in 0..count {
                let row = if direction == 0 { rows.start + step } else { rows.end - 1 - step };
                let gates = &gates[(row * 6 + direction * 3) * hidden..][..3 * hidden];
                let (candidate, gates) = gates.split_at(hidden);
                let (forget, output) = gates.split_at(hidden);
                let state = &mut state[(row * 2 + direction) * hidden..][..hidden];
                let eights =
                    candidate.as_chunks::<8>().0.iter().zip(forget.as_chunks().0).zip(output.as_chunks().0);
                let states = forget_state.as_chunks().0.iter().zip(output_state.as_chunks().0);
                let held = memory.as_chunks_mut().0.iter_mut().zip(state.as_chunks_mut().0);
                for (((gates, output), states), (memory, state)) in eights.zip(states).zip(held) {
                    unit(gates.0, gates.1, output, states, memory, state);
                }
            }
        }
    }

    /// Heads and relations of one sentence.
    fn attach(&self, rows: Range<usize>, words: Range<usize>, buffers: &mut Buffers, found: &mut [Analysis]) {
        let Sizes { arc, label, .. } = self.sizes;
        let width = 2 * arc + 2 * label;
        let count = rows.len();
        let first = words.start;
        let projected = &buffers.projected[rows.start * width..rows.end * width];
        buffers.dependents.clear();
        buffers.heads.clear();
        buffers.heads.extend_from_slice(&self.root[..arc]);
        for row in projected.chunks_exact(width) {
            buffers.dependents.extend(row[..arc].iter().map(|value| value.max(0.0)));
            buffers.heads.extend(row[arc..2 * arc].iter().map(|value| value.max(0.0)));
        }
        buffers.inputs.set(&buffers.dependents, arc);
        self.bilinear.0.apply(&buffers.inputs, &self.bilinear.1, &mut buffers.queries);
        self.distance.apply(&buffers.inputs, &[], &mut buffers.by_distance);
        buffers.scores.clear();
        for dependent in 0..count {
            let query = &buffers.queries[dependent * arc..(dependent + 1) * arc];
            let by_distance = &buffers.by_distance[dependent * DISTANCES..(dependent + 1) * DISTANCES];
            for (head, values) in buffers.heads.chunks_exact(arc).enumerate() {
                let mut sum = dot(query, values);
                if head > 0 {
                    sum += by_distance[distance_class(dependent + 1, head)];
                }
                buffers.scores.push(sum);
            }
        }
        let heads = decode::heads(&buffers.scores, count);
        buffers.hidden.clear();
        for (dependent, &head) in heads.iter().enumerate() {
            let own = &projected[dependent * width + 2 * arc..][..label];
            let of_head = if head == 0 {
                &self.root[arc..]
            } else {
                &projected[(head - 1) * width + 2 * arc + label..][..label]
            };
            buffers.hidden.extend(own.iter().zip(of_head).map(|(own, of_head)| (own + of_head).max(0.0)));
        }
        buffers.inputs.set(&buffers.hidden, label);
        self.label.0.apply(&buffers.inputs, &self.label.1, &mut buffers.labels);
        for ((row, head), word) in buffers.labels.chunks_exact(self.labels.len().max(1)).zip(heads).zip(words)
        {
            found[word].head = if head == 0 { 0 } else { (first + head) as u32 };
            found[word].label = most(row) as u16;
        }
    }
}

/// Eight units take one step: how much of the memory is kept, how much of it is shown.
#[inline]
fn unit(
    candidate: &[f32; 8],
    forget: &[f32; 8],
    output: &[f32; 8],
    (forget_state, output_state): (&[f32; 8], &[f32; 8]),
    memory: &mut [f32; 8],
    state: &mut [f32; 8],
) {
    for at in 0..8 {
        let before = memory[at];
        let keep = sigmoid(forget[at] + forget_state[at] * before);
        let show = sigmoid(output[at] + output_state[at] * before);
        let now = keep * before + (1.0 - keep) * candidate[at];
        memory[at] = now;
        state[at] = show * tanh(now) + (1.0 - show) * state[at];
    }
}

/// The class of the distance between a word and its head (both counted from 1).
pub fn distance_class(dependent: usize, head: usize) -> usize {
    let length = dependent.abs_diff(head);
    let class = match length {
        0..=4 => length.saturating_sub(1),
        5..=6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        _ => 7,
    };
    if head < dependent { class } else { class + 8 }
}

#[derive(Default)]
struct Buffers {
    inputs: Inputs,
    state: Vec<f32>,
    gates: Vec<f32>,
    tags: Vec<f32>,
    projected: Vec<f32>,
    dependents: Vec<f32>,
    heads: Vec<f32>,
    queries: Vec<f32>,
    by_distance: Vec<f32>,
    scores: Vec<f32>,
    hidden: Vec<f32>,
    labels: Vec<f32>,
}

fn most(row: &[f32]) -> usize {
    let mut most = 0;
    for (at, value) in row.iter().enumerate() {
        if *value > row[most] {
            most = at;
        }
    }
    most
}

fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (left, right) in left.chunks_exact(8).zip(right.chunks_exact(8)) {
        for at in 0..8 {
            sums[at] += left[at] * right[at];
        }
    }
    sums.iter().sum()
}
