//! Products of matrices in eight bits.
//!
//! Weights are whole numbers of eight bits with a step for each output; inputs are rounded to
//! eight bits with a step for each row when they come. Products and sums are exact, so every
//! machine comes to the same number by its own way. Outputs stand in panels of [`PANEL`]; a block of a panel holds
//! four inputs for each: `w[0][0..4] w[1][0..4] …`.

use super::machine::{Machine, PANEL, ROWS, on_machine};
use crate::model::{Damaged, Reader};

/// Added to a number and taken off again it leaves the nearest whole one.
const ROUNDING: f32 = 12_582_912.0;

/// Weights of `inputs` to `outputs`, with what is added to each output.
#[derive(Debug)]
pub struct Matrix {
    inputs: usize,
    outputs: usize,
    steps: Vec<f32>,
    bias: Vec<f32>,
    panels: Panels,
}

#[derive(Debug)]
enum Panels {
    Plain(Vec<[i8; 4 * PANEL]>),
    /// Four outputs a register.
    #[cfg(target_arch = "x86_64")]
    Avx2(Vec<[std::arch::x86_64::__m128i; 4]>),
    /// Sixteen; and 128 times the sum of each output's weights, since inputs are moved by 128.
    #[cfg(target_arch = "x86_64")]
    Vnni(Vec<std::arch::x86_64::__m512i>, Vec<[i32; PANEL]>),
}

/// Rows of inputs in eight bits, four to a number; filled up to whole groups of [`ROWS`].
#[derive(Debug, Default)]
pub struct Inputs {
    rows: usize,
    quads: usize,
    steps: Vec<f32>,
    /// Each byte is 128 more than the number it stands for.
    bytes: Vec<u32>,
}

impl Matrix {
    /// Reads a matrix as the trainer writes it.
    pub fn read(reader: &mut Reader<'_>, machine: Machine) -> Result<Self, Damaged> {
        let (outputs, inputs) = (reader.number()?, reader.number()?);
        let steps = reader.floats()?;
        let weights = reader.take(outputs.saturating_mul(inputs))?;
        let bias = reader.floats()?;
        if steps.len() != outputs || bias.len() != outputs || inputs > 4_096 || outputs > 1 << 16 {
            return Err(Damaged::new("a matrix is not of the size it should be"));
        }
        Ok(Self::new(machine, inputs, steps, weights, bias))
    }

    fn new(machine: Machine, inputs: usize, steps: Vec<f32>, weights: &[u8], bias: Vec<f32>) -> Self {
        let outputs = steps.len();
        let quads = inputs.div_ceil(4);
        let mut plain = vec![[0i8; 4 * PANEL]; outputs.div_ceil(PANEL) * quads];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                let block = &mut plain[output / PANEL * quads + input / 4];
                block[output % PANEL * 4 + input % 4] = weight.cast_signed();
            }
        }
        Matrix { inputs, outputs, steps, bias, panels: Panels::on(machine, plain, quads) }
    }

    /// How many numbers come out for a row.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// How many numbers go in for a row.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// `out = input · self + bias`, row by row.
    pub fn apply(&self, machine: Machine, input: &Inputs, out: &mut Vec<f32>) {
        debug_assert_eq!(input.quads, self.inputs.div_ceil(4));
        out.clear();
        out.resize(input.rows * self.outputs, 0.0);
        let quads = input.quads;
        for panel in 0..self.outputs.div_ceil(PANEL) {
            let first = panel * PANEL;
            let width = PANEL.min(self.outputs - first);
            for row in (0..input.rows).step_by(ROWS) {
                let mut sums = [[0i32; PANEL]; ROWS];
                let rows = &input.bytes[row * quads..(row + ROWS) * quads];
                self.panels.multiply(panel, quads, rows, &mut sums);
                let count = ROWS.min(input.rows - row);
                let (steps, bias) = (&self.steps[first..first + width], &self.bias[first..first + width]);
                let place = Place { row, first, outputs: self.outputs };
                scaled(machine, &sums[..count], &input.steps, steps, bias, place, out);
            }
        }
    }
}

/// Where a block of sums stands in the result.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    row: usize,
    first: usize,
    outputs: usize,
}

on_machine! {
    /// From whole numbers to what they stand for.
    fn scaled(
        sums: &[[i32; PANEL]],
        rows: &[f32],
        steps: &[f32],
        bias: &[f32],
        place: Place,
        out: &mut [f32],
    ) {
        for (at, sums) in sums.iter().enumerate() {
            let step = rows[place.row + at];
            let to = &mut out[(place.row + at) * place.outputs + place.first..][..steps.len()];
            for ((to, sum), (own, bias)) in to.iter_mut().zip(sums).zip(steps.iter().zip(bias)) {
                *to = *sum as f32 * (step * own) + bias;
            }
        }
    }
}

impl Inputs {
    /// Takes rows of `width` numbers, each row with a step of its own.
    pub fn set(&mut self, machine: Machine, values: &[f32], width: usize) {
        let width = width.max(1);
        self.rows = values.len() / width;
        self.quads = width.div_ceil(4);
        self.steps.clear();
        self.steps.resize(self.rows, 0.0);
        self.bytes.clear();
        self.bytes.resize(self.rows.next_multiple_of(ROWS) * self.quads, 0x8080_8080);
        for ((row, step), bytes) in
            values.chunks_exact(width).zip(&mut self.steps).zip(self.bytes.chunks_exact_mut(self.quads))
        {
            rounded(machine, row, step, bytes);
        }
    }
}

on_machine! {
    /// A row in eight bits.
    fn rounded(row: &[f32], step: &mut f32, bytes: &mut [u32]) {
        let mut most = [0.0f32; 16];
        let (lanes, rest) = row.as_chunks::<16>();
        for lane in lanes {
            for at in 0..16 {
                most[at] = most[at].max(lane[at].abs());
            }
        }
        let most = rest.iter().chain(&most).fold(1e-6f32, |most, value| most.max(value.abs()));
        *step = most / 127.0;
        let turns = 127.0 / most;
        let byte = |value: f32| ((value * turns + ROUNDING).to_bits() & 0xFF) ^ 0x80;
        let (quads, rest) = row.as_chunks::<4>();
        for (out, quad) in bytes.iter_mut().zip(quads) {
            *out = byte(quad[0]) | byte(quad[1]) << 8 | byte(quad[2]) << 16 | byte(quad[3]) << 24;
        }
        if let Some(out) = bytes.get_mut(quads.len()) {
            let mut last = 0x8080_8080;
            for (at, &value) in rest.iter().enumerate() {
                last = last & !(0xFF << (8 * at)) | byte(value) << (8 * at);
            }
            *out = last;
        }
    }
}

impl Panels {
    fn on(machine: Machine, plain: Vec<[i8; 4 * PANEL]>, quads: usize) -> Self {
        match machine {
            Machine::Plain => Panels::Plain(plain),
            #[cfg(target_arch = "x86_64")]
            Machine::Avx2 => Panels::Avx2(plain.iter().map(x86::fours).collect()),
            #[cfg(target_arch = "x86_64")]
            Machine::Vnni => {
                let mut sums = vec![[0i32; PANEL]; plain.len() / quads.max(1)];
                for (at, block) in plain.iter().enumerate() {
                    for (sum, four) in sums[at / quads].iter_mut().zip(block.as_chunks::<4>().0) {
                        *sum += 128 * four.iter().map(|&weight| i32::from(weight)).sum::<i32>();
                    }
                }
                Panels::Vnni(plain.iter().map(x86::sixteen).collect(), sums)
            }
        }
    }

    #[inline]
    fn multiply(&self, panel: usize, quads: usize, rows: &[u32], sums: &mut [[i32; PANEL]; ROWS]) {
        let blocks = panel * quads..(panel + 1) * quads;
        match self {
            Panels::Plain(panels) => plain(&panels[blocks], rows, sums),
            #[cfg(target_arch = "x86_64")]
            #[expect(unsafe_code, reason = "faster where the processor can; the same numbers")]
            // SAFETY: `on` makes this form only for a machine that has AVX2.
            Panels::Avx2(panels) => unsafe { x86::avx2(&panels[blocks], rows, sums) },
            #[cfg(target_arch = "x86_64")]
            Panels::Vnni(panels, moved) => {
                #[expect(unsafe_code, reason = "faster where the processor can; the same numbers")]
                // SAFETY: `on` makes this form only for a machine that has these instructions.
                unsafe {
                    x86::vnni(&panels[blocks], rows, sums);
                }
                for sums in sums {
                    for (sum, moved) in sums.iter_mut().zip(&moved[panel]) {
                        *sum -= moved;
                    }
                }
            }
        }
    }
}

fn plain(weights: &[[i8; 4 * PANEL]], rows: &[u32], sums: &mut [[i32; PANEL]; ROWS]) {
    for (row, sums) in rows.chunks_exact(weights.len()).zip(sums) {
        for (&bytes, weights) in row.iter().zip(weights) {
            let inputs = (bytes ^ 0x8080_8080).to_le_bytes().map(|byte| i32::from(byte.cast_signed()));
            for (sum, four) in sums.iter_mut().zip(weights.as_chunks::<4>().0) {
                *sum += inputs[0] * i32::from(four[0])
                    + inputs[1] * i32::from(four[1])
                    + inputs[2] * i32::from(four[2])
                    + inputs[3] * i32::from(four[3]);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use crate::deep::machine::{PANEL, ROWS};
    use std::arch::x86_64::{
        __m128i, __m256i, __m512i, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_madd_epi16,
        _mm256_set1_epi64x, _mm256_setzero_si256, _mm512_dpbusd_epi32, _mm512_set1_epi32,
        _mm512_setzero_si512,
    };
    use std::mem::transmute;

    #[expect(unsafe_code, reason = "registers have no other way to be made of bytes")]
    pub fn sixteen(block: &[i8; 4 * PANEL]) -> __m512i {
        // SAFETY: both are 64 bytes, and any bytes are good for either.
        unsafe { transmute(*block) }
    }

    #[expect(unsafe_code, reason = "registers have no other way to be made of bytes")]
    pub fn fours(block: &[i8; 4 * PANEL]) -> [__m128i; 4] {
        // SAFETY: both are 64 bytes, and any bytes are good for either.
        unsafe { transmute(*block) }
    }

    #[expect(unsafe_code, reason = "registers have no other way to be read as numbers")]
    fn numbers(register: __m512i) -> [i32; PANEL] {
        // SAFETY: both are 64 bytes, and any bytes are good for either.
        unsafe { transmute(register) }
    }

    #[expect(unsafe_code, reason = "registers have no other way to be read as numbers")]
    fn halves(registers: [__m256i; 4]) -> [i32; 2 * PANEL] {
        // SAFETY: both are 128 bytes, and any bytes are good for either.
        unsafe { transmute(registers) }
    }

    /// Loops are spelled out by number: closures are not inlined into a function with its own features.
    #[target_feature(enable = "avx512f,avx512vnni")]
    pub fn vnni(weights: &[__m512i], rows: &[u32], sums: &mut [[i32; PANEL]; ROWS]) {
        let quads = weights.len();
        let rows = split(rows, quads);
        let mut local = [_mm512_setzero_si512(); ROWS];
        let mut at = 0;
        while at < quads {
            let weights = weights[at];
            let mut row = 0;
            while row < ROWS {
                local[row] =
                    _mm512_dpbusd_epi32(local[row], _mm512_set1_epi32(rows[row][at].cast_signed()), weights);
                row += 1;
            }
            at += 1;
        }
        let mut row = 0;
        while row < ROWS {
            sums[row] = numbers(local[row]);
            row += 1;
        }
    }

    #[inline(always)]
    fn split(rows: &[u32], quads: usize) -> [&[u32]; ROWS] {
        let mut found = [&rows[..0]; ROWS];
        let mut row = 0;
        while row < ROWS {
            found[row] = &rows[row * quads..][..quads];
            row += 1;
        }
        found
    }

    /// Two rows at a time.
    #[target_feature(enable = "avx2")]
    pub fn avx2(weights: &[[__m128i; 4]], rows: &[u32], sums: &mut [[i32; PANEL]; ROWS]) {
        let quads = weights.len();
        let rows = split(rows, quads);
        let mut row = 0;
        while row < ROWS {
            let (first, second) = (rows[row], rows[row + 1]);
            let mut one = [_mm256_setzero_si256(); 4];
            let mut two = [_mm256_setzero_si256(); 4];
            let mut at = 0;
            while at < quads {
                let (a, b) = (widened(first[at]), widened(second[at]));
                let mut part = 0;
                while part < 4 {
                    let weights = _mm256_cvtepi8_epi16(weights[at][part]);
                    one[part] = _mm256_add_epi32(one[part], _mm256_madd_epi16(a, weights));
                    two[part] = _mm256_add_epi32(two[part], _mm256_madd_epi16(b, weights));
                    part += 1;
                }
                at += 1;
            }
            let (one, two) = (halves(one), halves(two));
            let mut column = 0;
            while column < PANEL {
                sums[row][column] = one[2 * column] + one[2 * column + 1];
                sums[row + 1][column] = two[2 * column] + two[2 * column + 1];
                column += 1;
            }
            row += 2;
        }
    }

    /// Four inputs in sixteen bits each, four times over.
    #[target_feature(enable = "avx2")]
    fn widened(bytes: u32) -> __m256i {
        let [a, b, c, d] = (bytes ^ 0x8080_8080).to_le_bytes().map(|byte| i16::from(byte.cast_signed()));
        let four = u64::from(a.cast_unsigned())
            | u64::from(b.cast_unsigned()) << 16
            | u64::from(c.cast_unsigned()) << 32
            | u64::from(d.cast_unsigned()) << 48;
        _mm256_set1_epi64x(four.cast_signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way that this machine knows.
    fn machines() -> Vec<Machine> {
        let mut all = vec![Machine::Plain];
        #[cfg(target_arch = "x86_64")]
        {
            if std::arch::is_x86_feature_detected!("avx2") {
                all.push(Machine::Avx2);
            }
            if Machine::here() == Machine::Vnni {
                all.push(Machine::Vnni);
            }
        }
        all
    }

    #[test]
    fn every_machine_comes_to_the_same_product() {
        let (inputs, outputs, count) = (50, 37, 11);
        let weights: Vec<u8> =
            (0..inputs * outputs).map(|at| ((at * 37 % 255) as i32 - 127) as i8 as u8).collect();
        let values: Vec<f32> = (0..count * inputs).map(|at| ((at * 53 % 97) as f32 - 48.0) / 7.0).collect();
        let steps = vec![0.01; outputs];
        let bias: Vec<f32> = (0..outputs).map(|at| at as f32).collect();
        let mut first: Option<Vec<f32>> = None;
        for machine in machines() {
            let matrix = Matrix::new(machine, inputs, steps.clone(), &weights, bias.clone());
            let (mut input, mut out) = (Inputs::default(), Vec::new());
            input.set(machine, &values, inputs);
            matrix.apply(machine, &input, &mut out);
            match &first {
                Some(first) => assert_eq!(first, &out, "{machine:?}"),
                None => first = Some(out),
            }
        }
        let found = first.unwrap();
        for row in 0..count {
            for output in 0..outputs {
                let exact: f32 = (0..inputs)
                    .map(|input| {
                        values[row * inputs + input]
                            * f32::from(weights[output * inputs + input] as i8)
                            * 0.01
                    })
                    .sum();
                let difference = exact + bias[output] - found[row * outputs + output];
                assert!(difference.abs() < 1.5, "{exact} {difference}");
            }
        }
    }
}
