//! Matrices of weights in whole numbers, laid out for one pass.
//!
//! Weights and inputs are kept in 16 bits and multiplied exactly, so that the result is the
//! same on every machine, whichever instructions it has. Columns stand in panels of
//! [`PANEL`]; a panel's block holds two rows, column by column: `w[0][0] w[1][0] w[0][1] …`,
//! the order in which processors multiply and add pairs.

/// Columns worked on together.
const PANEL: usize = 8;
/// Rows of the input worked on together.
const ROWS: usize = 4;
/// Steps of an input in one unit; inputs are cut off at [`MOST`].
const INPUT_STEPS: f32 = 1024.0;
const MOST: f32 = 5.0;
/// The largest weight as a whole number. `MOST × INPUT_STEPS × WEIGHT_STEPS × 200 rows` stays
/// below 2³¹.
const WEIGHT_STEPS: f32 = 2047.0;

/// A matrix of weights, `rows` inputs to `columns` outputs.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    rows: usize,
    columns: usize,
    /// What one step of the product is worth.
    unit: f32,
    panels: Panels,
}

#[derive(Clone, Debug)]
enum Panels {
    Plain(Vec<[i16; 2 * PANEL]>),
    #[cfg(target_arch = "x86_64")]
    Avx2(Vec<std::arch::x86_64::__m256i>),
}

impl Default for Panels {
    fn default() -> Self {
        Panels::Plain(Vec::new())
    }
}

impl Weights {
    /// From values in rows.
    pub fn new(rows: usize, columns: usize, values: &[f32]) -> Self {
        let most = values.iter().fold(1e-9f32, |most, value| most.max(value.abs()));
        let step = most / WEIGHT_STEPS;
        let blocks = rows.div_ceil(2);
        let mut plain = vec![[0i16; 2 * PANEL]; columns.div_ceil(PANEL) * blocks];
        for (row, values) in values.chunks_exact(columns.max(1)).take(rows).enumerate() {
            for (column, &value) in values.iter().enumerate() {
                let block = &mut plain[column / PANEL * blocks + row / 2];
                block[column % PANEL * 2 + row % 2] = (value / step).round() as i16;
            }
        }
        Weights { rows, columns, unit: step / INPUT_STEPS, panels: Panels::best(plain) }
    }

    /// `out = input · self + bias`, row by row; `input` holds whole rows.
    pub fn apply(&self, input: &Inputs, bias: &[f32], out: &mut Vec<f32>) {
        let count = input.rows;
        debug_assert_eq!(input.width, self.rows.div_ceil(2));
        out.clear();
        out.resize(count * self.columns, 0.0);
        let blocks = self.rows.div_ceil(2);
        let mut biases = [0.0f32; PANEL];
        for panel in 0..self.columns.div_ceil(PANEL) {
            let first = panel * PANEL;
            let width = PANEL.min(self.columns - first);
            biases.fill(0.0);
            if let Some(bias) = bias.get(first..first + width) {
                biases[..width].copy_from_slice(bias);
            }
            for row in (0..count).step_by(ROWS) {
                let mut sums = [[0i32; PANEL]; ROWS];
                let inputs = &input.pairs[row * blocks..(row + ROWS) * blocks];
                self.panels.multiply(panel * blocks..(panel + 1) * blocks, inputs, &mut sums);
                for (at, sums) in sums.iter().take(count - row).enumerate() {
                    let to = (row + at) * self.columns + first;
                    let values = sums.iter().zip(&biases).map(|(&sum, bias)| sum as f32 * self.unit + bias);
                    for (out, value) in out[to..to + width].iter_mut().zip(values) {
                        *out = value;
                    }
                }
            }
        }
    }
}

/// Rows of inputs in whole numbers, two to a pair; filled up to whole groups of [`ROWS`].
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    rows: usize,
    width: usize,
    pairs: Vec<i32>,
}

impl Inputs {
    /// Takes rows of `width` values.
    pub fn set(&mut self, values: &[f32], width: usize) {
        self.rows = values.len() / width.max(1);
        self.width = width.div_ceil(2);
        self.pairs.clear();
        let whole = |value: f32| (value.clamp(-MOST, MOST) * INPUT_STEPS) as i32;
        for row in values.chunks_exact(width.max(1)) {
            let (pairs, last) = row.as_chunks::<2>();
            self.pairs.extend(pairs.iter().map(|[low, high]| whole(*low) & 0xFFFF | whole(*high) << 16));
            self.pairs.extend(last.iter().map(|low| whole(*low) & 0xFFFF));
        }
        self.pairs.resize(self.rows.next_multiple_of(ROWS) * self.width, 0);
    }
}

impl Panels {
    #[cfg(not(target_arch = "x86_64"))]
    fn best(plain: Vec<[i16; 2 * PANEL]>) -> Self {
        Panels::Plain(plain)
    }

    #[cfg(target_arch = "x86_64")]
    fn best(plain: Vec<[i16; 2 * PANEL]>) -> Self {
        if std::arch::is_x86_feature_detected!("avx2") {
            #[expect(unsafe_code, reason = "twice as fast where there is AVX2, which was just asked")]
            // SAFETY: AVX2 is there.
            return Panels::Avx2(unsafe { x86::pack_avx2(&plain) });
        }
        Panels::Plain(plain)
    }

    #[inline]
    fn multiply(&self, blocks: std::ops::Range<usize>, inputs: &[i32], sums: &mut [[i32; PANEL]; ROWS]) {
        let count = blocks.len();
        let (first, rest) = inputs.split_at(count);
        let (second, rest) = rest.split_at(count);
        let (third, fourth) = rest.split_at(count);
        let inputs = [first, second, third, &fourth[..count]];
        match self {
            Panels::Plain(panels) => plain(&panels[blocks], inputs, sums),
            #[cfg(target_arch = "x86_64")]
            Panels::Avx2(panels) => {
                #[expect(unsafe_code, reason = "twice as fast; this form is only made where there is AVX2")]
                // SAFETY: `best` has seen that AVX2 is there.
                unsafe {
                    x86::avx2(&panels[blocks], inputs, sums);
                }
            }
        }
    }
}

fn plain(weights: &[[i16; 2 * PANEL]], inputs: [&[i32]; ROWS], sums: &mut [[i32; PANEL]; ROWS]) {
    for (at, weights) in weights.iter().enumerate() {
        for (input, sums) in inputs.iter().zip(sums.iter_mut()) {
            let (low, high) = (i32::from(input[at] as i16), input[at] >> 16);
            for (sum, pair) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
                *sum = sum.wrapping_add(low * i32::from(pair[0]) + high * i32::from(pair[1]));
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{PANEL, ROWS};
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi32, _mm256_extract_epi32, _mm256_madd_epi16, _mm256_set_epi16,
        _mm256_set1_epi32, _mm256_setzero_si256,
    };

    /// Blocks as one register.
    #[target_feature(enable = "avx2")]
    pub fn pack_avx2(plain: &[[i16; 2 * PANEL]]) -> Vec<__m256i> {
        let mut packed = Vec::with_capacity(plain.len());
        for b in plain {
            packed.push(_mm256_set_epi16(
                b[15], b[14], b[13], b[12], b[11], b[10], b[9], b[8], b[7], b[6], b[5], b[4], b[3], b[2],
                b[1], b[0],
            ));
        }
        packed
    }

    #[target_feature(enable = "avx2")]
    pub fn avx2(weights: &[__m256i], inputs: [&[i32]; ROWS], sums: &mut [[i32; PANEL]; ROWS]) {
        let count = weights.len();
        let [one, two, three, four] = inputs.map(|input| &input[..count]);
        let mut sum_one = _mm256_setzero_si256();
        let mut sum_two = _mm256_setzero_si256();
        let mut sum_three = _mm256_setzero_si256();
        let mut sum_four = _mm256_setzero_si256();
        // Spelled out: iterators over four rows are not inlined into a function with its own features.
        let mut at = 0;
        while at < count {
            let weights = weights[at];
            sum_one = _mm256_add_epi32(sum_one, _mm256_madd_epi16(_mm256_set1_epi32(one[at]), weights));
            sum_two = _mm256_add_epi32(sum_two, _mm256_madd_epi16(_mm256_set1_epi32(two[at]), weights));
            sum_three = _mm256_add_epi32(sum_three, _mm256_madd_epi16(_mm256_set1_epi32(three[at]), weights));
            sum_four = _mm256_add_epi32(sum_four, _mm256_madd_epi16(_mm256_set1_epi32(four[at]), weights));
            at += 1;
        }
        let local = [sum_one, sum_two, sum_three, sum_four];
        let mut row = 0;
        while row < ROWS {
            let local = local[row];
            sums[row] = [
                _mm256_extract_epi32::<0>(local),
                _mm256_extract_epi32::<1>(local),
                _mm256_extract_epi32::<2>(local),
                _mm256_extract_epi32::<3>(local),
                _mm256_extract_epi32::<4>(local),
                _mm256_extract_epi32::<5>(local),
                _mm256_extract_epi32::<6>(local),
                _mm256_extract_epi32::<7>(local),
            ];
            row += 1;
        }
    }
}

/// The hyperbolic tangent by a quotient of polynomials, the same on every machine
/// (error below 1e-4).
#[inline]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.97, 4.97);
    let square = x * x;
    let above = x * (135_135.0 + square * (17_325.0 + square * (378.0 + square)));
    let below = 135_135.0 + square * (62_370.0 + square * (3_150.0 + square * 28.0));
    (above / below).clamp(-1.0, 1.0)
}

/// The logistic function.
#[inline]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_give_the_same_product() {
        let (rows, columns, count) = (50, 21, 7);
        let values: Vec<f32> = (0..rows * columns).map(|at| ((at * 37 % 101) as f32 - 50.0) / 60.0).collect();
        let input: Vec<f32> = (0..count * rows).map(|at| ((at * 53 % 97) as f32 - 48.0) / 30.0).collect();
        let mut inputs = Inputs::default();
        inputs.set(&input, rows);
        let bias: Vec<f32> = (0..columns).map(|at| at as f32).collect();
        let (mut best, mut plain) = (Vec::new(), Vec::new());
        let mut weights = Weights::new(rows, columns, &values);
        weights.apply(&inputs, &bias, &mut best);
        let blocks = rows.div_ceil(2);
        let mut blocks = vec![[0i16; 2 * PANEL]; columns.div_ceil(PANEL) * blocks];
        let step = values.iter().fold(0f32, |most, value| most.max(value.abs())) / WEIGHT_STEPS;
        for (at, value) in values.iter().enumerate() {
            let (row, column) = (at / columns, at % columns);
            blocks[column / PANEL * rows.div_ceil(2) + row / 2][column % PANEL * 2 + row % 2] =
                (value / step).round() as i16;
        }
        weights.panels = Panels::Plain(blocks);
        weights.apply(&inputs, &bias, &mut plain);
        assert_eq!(best, plain);
        for row in 0..count {
            for column in 0..columns {
                let exact: f32 =
                    (0..rows).map(|at| input[row * rows + at] * values[at * columns + column]).sum();
                let found = best[row * columns + column] - bias[column];
                assert!((exact - found).abs() < 0.05, "{exact} {found}");
            }
        }
    }
}
