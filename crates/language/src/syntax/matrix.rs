//! Matrices of weights, laid out for one pass.

/// Columns worked on together.
const PANEL: usize = 16;
/// Rows worked on together.
const ROWS: usize = 4;

/// A matrix of weights, `rows` inputs to `columns` outputs.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    rows: usize,
    columns: usize,
    /// Panels of [`PANEL`] columns, row after row; the last is filled with zeros.
    panels: Vec<f32>,
}

impl Weights {
    /// From values in rows.
    pub fn new(rows: usize, columns: usize, values: &[f32]) -> Self {
        let count = columns.div_ceil(PANEL);
        let mut panels = vec![0.0; count * rows * PANEL];
        for (row, values) in values.chunks_exact(columns.max(1)).take(rows).enumerate() {
            for (column, &value) in values.iter().enumerate() {
                panels[(column / PANEL * rows + row) * PANEL + column % PANEL] = value;
            }
        }
        Weights { rows, columns, panels }
    }

    /// Outputs.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// `out = input · self + bias`, row by row; `input` holds whole rows.
    pub fn apply(&self, input: &[f32], bias: &[f32], out: &mut Vec<f32>) {
        let count = input.len() / self.rows.max(1);
        out.clear();
        out.resize(count * self.columns, 0.0);
        for (panel, weights) in self.panels.chunks_exact(self.rows * PANEL).enumerate() {
            let first = panel * PANEL;
            let width = PANEL.min(self.columns - first);
            let mut start = [0.0; PANEL];
            if let Some(bias) = bias.get(first..first + width) {
                start[..width].copy_from_slice(bias);
            }
            let mut row = 0;
            while row < count {
                let together = ROWS.min(count - row);
                let mut sums = [start; ROWS];
                if together == ROWS {
                    let inputs: [&[f32]; ROWS] =
                        std::array::from_fn(|at| &input[(row + at) * self.rows..(row + at + 1) * self.rows]);
                    multiply(inputs, weights, &mut sums);
                } else {
                    for (at, sums) in sums.iter_mut().take(together).enumerate() {
                        let mut one = [*sums];
                        multiply(
                            [&input[(row + at) * self.rows..(row + at + 1) * self.rows]],
                            weights,
                            &mut one,
                        );
                        *sums = one[0];
                    }
                }
                for (at, sums) in sums.iter().take(together).enumerate() {
                    let to = (row + at) * self.columns + first;
                    out[to..to + width].copy_from_slice(&sums[..width]);
                }
                row += together;
            }
        }
    }
}

#[inline]
fn multiply<const COUNT: usize>(inputs: [&[f32]; COUNT], weights: &[f32], sums: &mut [[f32; PANEL]; COUNT]) {
    let mut local = *sums;
    for (at, weights) in weights.chunks_exact(PANEL).enumerate() {
        for (input, local) in inputs.iter().zip(&mut local) {
            let value = input[at];
            for (local, &weight) in local.iter_mut().zip(weights) {
                *local += value * weight;
            }
        }
    }
    *sums = local;
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
