//! Values that are learned, with their gradients.

use crate::random::Random;
use ndarray::{ArrayView2, ArrayViewMut2, linalg::general_mat_mul};

/// A table of values, `rows × columns`.
#[derive(Clone, Debug)]
pub struct Tensor {
    pub rows: usize,
    pub columns: usize,
    pub values: Vec<f32>,
    pub gradient: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
    /// The values of late steps, averaged: what is kept in the end.
    average: Vec<f32>,
    /// Rows whose gradient is not zero, where most are.
    touched: Option<Vec<u32>>,
}

const MEAN: f32 = 0.9;
const SQUARE: f32 = 0.98;

impl Tensor {
    /// Zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        let size = rows * columns;
        Tensor {
            rows,
            columns,
            values: vec![0.0; size],
            gradient: vec![0.0; size],
            mean: vec![0.0; size],
            square: vec![0.0; size],
            average: vec![0.0; size],
            touched: None,
        }
    }

    /// Values by chance, for a matrix (Glorot and Bengio 2010).
    pub fn matrix(rows: usize, columns: usize, fan_out: usize, random: &mut Random) -> Self {
        let width = (6.0 / (rows + fan_out) as f32).sqrt();
        Self::uniform(rows, columns, width, random)
    }

    /// Values by chance.
    pub fn uniform(rows: usize, columns: usize, width: f32, random: &mut Random) -> Self {
        let mut tensor = Self::zeros(rows, columns);
        tensor.values.fill_with(|| random.around(width));
        tensor
    }

    /// A table of which each step touches few rows.
    pub fn sparse(mut self) -> Self {
        self.touched = Some(Vec::new());
        self
    }

    /// Moves the average towards the values of now.
    pub fn remember(&mut self, share: f32) {
        for (average, value) in self.average.iter_mut().zip(&self.values) {
            *average += share * (value - *average);
        }
    }

    /// The averaged values.
    pub fn averaged(&self) -> Vec<f32> {
        self.average.clone()
    }

    /// A row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// Adds to the gradient of a row.
    pub fn add_row(&mut self, row: usize, gradient: &[f32]) {
        if let Some(touched) = &mut self.touched {
            touched.push(row as u32);
        }
        for (sum, value) in self.gradient[row * self.columns..].iter_mut().zip(gradient) {
            *sum += value;
        }
    }

    /// The sum of the squares of the gradient.
    pub fn squared_gradient(&mut self) -> f32 {
        if let Some(touched) = &mut self.touched {
            touched.sort_unstable();
            touched.dedup();
            return touched
                .iter()
                .map(|&row| {
                    let start = row as usize * self.columns;
                    self.gradient[start..start + self.columns].iter().map(|value| value * value).sum::<f32>()
                })
                .sum();
        }
        sum_of_squares(&self.gradient)
    }

    /// One step of Adam; the gradient is then zero.
    pub fn step(&mut self, rate: f32, scale: f32, number: i32) {
        let rate = rate * (1.0 - SQUARE.powi(number)).sqrt() / (1.0 - MEAN.powi(number));
        let mut update = |range: std::ops::Range<usize>| {
            let values = self.values[range.clone()].iter_mut();
            let means = self.mean[range.clone()].iter_mut();
            let squares = self.square[range.clone()].iter_mut();
            let gradients = self.gradient[range].iter_mut();
            for (((value, mean), square), gradient) in values.zip(means).zip(squares).zip(gradients) {
                let slope = *gradient * scale;
                *gradient = 0.0;
                *mean = MEAN * *mean + (1.0 - MEAN) * slope;
                *square = SQUARE * *square + (1.0 - SQUARE) * slope * slope;
                *value -= rate * *mean / (square.sqrt() + 1e-8);
            }
        };
        match &mut self.touched {
            Some(touched) => {
                for row in touched.drain(..) {
                    let start = row as usize * self.columns;
                    update(start..start + self.columns);
                }
            }
            None => update(0..self.rows * self.columns),
        }
    }
}

fn sum_of_squares(values: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let chunks = values.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().map(|value| value * value).sum();
    for chunk in chunks {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += value * value;
        }
    }
    sums.iter().sum::<f32>() + rest
}

/// `out = factor out + left · right`; a side is turned where its flag says so. Sizes are those of
/// the slices as they lie.
pub fn multiply(
    left: (&[f32], usize, usize, bool),
    right: (&[f32], usize, usize, bool),
    factor: f32,
    out: (&mut [f32], usize, usize),
) {
    let (values, rows, columns, is_turned) = left;
    let left = ArrayView2::from_shape((rows, columns), &values[..rows * columns])
        .expect("rows times columns values");
    let left = if is_turned { left.reversed_axes() } else { left };
    let (values, rows, columns, is_turned) = right;
    let right = ArrayView2::from_shape((rows, columns), &values[..rows * columns])
        .expect("rows times columns values");
    let right = if is_turned { right.reversed_axes() } else { right };
    let (values, rows, columns) = out;
    let mut out = ArrayViewMut2::from_shape((rows, columns), &mut values[..rows * columns])
        .expect("rows times columns values");
    general_mat_mul(1.0, &left, &right, factor, &mut out);
}
