//! The encoder: layers of attention over one window of pieces (MiniLM, Wang et al. 2020, of the
//! make of BERT, Devlin et al. 2019).

use super::machine::Machine;
use super::math::{Attention, HEAD, add_and_norm, attend, gelu};
use super::matrix::{Inputs, Matrix};
use super::pieces;
use crate::model::{Damaged, Reader};

/// Kinds of case that are told apart.
const CASES: usize = 4;

/// Rows of numbers in eight bits.
#[derive(Debug)]
struct Table {
    width: usize,
    steps: Vec<f32>,
    values: Vec<u8>,
}

impl Table {
    fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, Damaged> {
        let rows = reader.number()?;
        let steps = reader.floats()?;
        let values = reader.take(rows.saturating_mul(width))?.to_vec();
        if steps.len() != rows {
            return Err(Damaged::new("a table is not of the size it should be"));
        }
        Ok(Table { width, steps, values })
    }

    fn rows(&self) -> usize {
        self.steps.len()
    }

    fn add(&self, row: usize, out: &mut [f32]) {
        let step = self.steps[row];
        for (out, value) in out.iter_mut().zip(&self.values[row * self.width..]) {
            *out += f32::from(value.cast_signed()) * step;
        }
    }
}

#[derive(Debug)]
struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, Damaged> {
        let (gain, bias) = (reader.floats()?, reader.floats()?);
        if gain.len() != width || bias.len() != width {
            return Err(Damaged::new("a layer is not of the size it should be"));
        }
        Ok(Norm { gain, bias })
    }
}

#[derive(Debug)]
struct Layer {
    qkv: Matrix,
    out: Matrix,
    norm: Norm,
    up: Matrix,
    down: Matrix,
    norm_down: Norm,
}

/// The encoder, ready to run.
#[derive(Debug)]
pub struct Encoder {
    /// Numbers of a piece.
    pub width: usize,
    pieces: Table,
    places: Table,
    cases: Table,
    norm: Norm,
    layers: Vec<Layer>,
}

/// Pieces of one window, each with the case of its word.
#[derive(Debug, Default)]
pub struct Window {
    /// Their numbers.
    pub pieces: Vec<u32>,
    /// Their words' case.
    pub cases: Vec<u8>,
}

/// Kept from one window to the next.
#[derive(Debug, Default)]
pub struct Buffers {
    /// What the encoder made of the last window, a row for each piece.
    pub state: Vec<f32>,
    inputs: Inputs,
    qkv: Vec<f32>,
    seen: Vec<f32>,
    more: Vec<f32>,
    inner: Vec<f32>,
    attention: Attention,
}

impl Encoder {
    /// Reads the section `encoder`.
    pub fn read(bytes: &[u8], machine: Machine) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes);
        let (width, count) = (reader.number()?, reader.number()?);
        if width == 0 || width > 1_024 || !width.is_multiple_of(HEAD) || count > 24 {
            return Err(Damaged::new("its layers do not fit together"));
        }
        let pieces = Table::read(&mut reader, width)?;
        let places = Table::read(&mut reader, width)?;
        let cases = Table::read(&mut reader, width)?;
        let norm = Norm::read(&mut reader, width)?;
        let mut layers = Vec::new();
        for _ in 0..count {
            let layer = Layer {
                qkv: Matrix::read(&mut reader, machine)?,
                out: Matrix::read(&mut reader, machine)?,
                norm: Norm::read(&mut reader, width)?,
                up: Matrix::read(&mut reader, machine)?,
                down: Matrix::read(&mut reader, machine)?,
                norm_down: Norm::read(&mut reader, width)?,
            };
            let inner = layer.up.outputs();
            let shapes = [(&layer.qkv, width, 3 * width), (&layer.out, width, width)];
            let inner_shapes = [(&layer.up, width, inner), (&layer.down, inner, width)];
            if shapes
                .iter()
                .chain(&inner_shapes)
                .any(|(matrix, inputs, outputs)| matrix.inputs() != *inputs || matrix.outputs() != *outputs)
            {
                return Err(Damaged::new("its layers do not fit together"));
            }
            layers.push(layer);
        }
        if cases.rows() != CASES || places.rows() == 0 {
            return Err(Damaged::new("a table is not of the size it should be"));
        }
        Ok(Encoder { width, pieces, places, cases, norm, layers })
    }

    /// How many pieces there are.
    pub fn vocabulary(&self) -> usize {
        self.pieces.rows()
    }

    /// How long a window may be.
    pub fn longest(&self) -> usize {
        self.places.rows()
    }

    /// Reads a window, not longer than the longest; the result is in `buffers.state`.
    pub fn encode(&self, machine: Machine, window: &Window, buffers: &mut Buffers) {
        let width = self.width;
        let Buffers { state, inputs, qkv, seen, more, inner, attention } = buffers;
        state.clear();
        state.resize(window.pieces.len() * width, 0.0);
        let rows = state.chunks_exact_mut(width).zip(&window.pieces).zip(&window.cases);
        for (place, ((row, &piece), &case)) in rows.enumerate() {
            self.pieces.add(piece as usize, row);
            self.places.add(place, row);
            self.cases.add(usize::from(case), row);
        }
        more.clear();
        more.resize(state.len(), 0.0);
        add_and_norm(machine, state, more, &self.norm.gain, &self.norm.bias);
        for layer in &self.layers {
            inputs.set(machine, state, width);
            layer.qkv.apply(machine, inputs, qkv);
            seen.clear();
            seen.resize(state.len(), 0.0);
            attend(machine, qkv, width / HEAD, attention, seen);
            inputs.set(machine, seen, width);
            layer.out.apply(machine, inputs, more);
            add_and_norm(machine, state, more, &layer.norm.gain, &layer.norm.bias);
            inputs.set(machine, state, width);
            layer.up.apply(machine, inputs, inner);
            gelu(machine, inner);
            inputs.set(machine, inner, layer.up.outputs());
            layer.down.apply(machine, inputs, more);
            add_and_norm(machine, state, more, &layer.norm_down.gain, &layer.norm_down.bias);
        }
    }
}

impl Window {
    /// Empties it.
    pub fn clear(&mut self) {
        self.pieces.clear();
        self.cases.clear();
    }

    /// Adds a mark that is no word.
    pub fn mark(&mut self, piece: u32) {
        self.pieces.push(piece);
        self.cases.push(0);
    }

    /// Adds a word's pieces.
    pub fn word(&mut self, pieces: &[u32], word: &str) {
        self.pieces.extend_from_slice(pieces);
        self.cases.resize(self.pieces.len(), pieces::case(word) as u8);
    }
}
