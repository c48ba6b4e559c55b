//! The section `words`: vectors narrowed by principal components.

use crate::files::Files;
use anyhow::{Context, Result, ensure};
use dateline_language::model::Container;
use dateline_language::vectors::{STEP, Vectors};
use flate2::read::GzDecoder;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Narrows the word vectors.
#[derive(clap::Args)]
pub struct Words {
    #[command(flatten)]
    files: Files,
    /// Values kept of each vector.
    #[arg(long, default_value_t = 128)]
    width: usize,
}

impl Words {
    /// Runs it.
    pub fn run(self) -> Result<()> {
        let folder = self.files.data.join("vectors");
        let (rows, columns, values) = read_array(&folder.join("vectors.f16.npy"))?;
        let narrow = narrow(&values, rows, columns, self.width);
        let words = read_words(&folder.join("words.tsv.gz"))?;
        let clusters = read_clusters(&self.files.data.join("data/ner/word-clusters.tsv"), &words, rows)?;
        let list = words.iter().map(|(word, row)| (word.as_str(), *row));
        let vectors = Vectors::new(list, self.width, narrow, clusters);
        crate::files::put(&self.files.model, "words", &vectors.write())
    }
}

/// The vectors of a model file.
pub fn of_model(model: &Path) -> Result<Vectors> {
    let bytes = fs::read(model).with_context(|| model.display().to_string())?;
    let section = Container::parse(&bytes)?.section("words")?.context("the model file has no words yet")?;
    Ok(Vectors::read(&section)?)
}

fn read_array(path: &Path) -> Result<(usize, usize, Vec<f32>)> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    ensure!(bytes.starts_with(b"\x93NUMPY"), "{}: not a NumPy array", path.display());
    let length = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    let header = String::from_utf8_lossy(&bytes[10..10 + length]).into_owned();
    ensure!(header.contains("'<f2'") && header.contains("False"), "{}: {header}", path.display());
    let shape =
        header.split_once("'shape': (").and_then(|(_, rest)| rest.split_once(')')).context("no shape")?.0;
    let mut sides = shape.split(',').filter_map(|side| side.trim().parse::<usize>().ok());
    let (rows, columns) = (sides.next().context("no rows")?, sides.next().context("no columns")?);
    let values =
        bytes[10 + length..].chunks_exact(2).map(|two| half(u16::from_le_bytes([two[0], two[1]]))).collect();
    Ok((rows, columns, values))
}

/// A number of 16 bits (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 0x3FF));
    sign * if exponent == 0 {
        fraction * 2f32.powi(-24)
    } else {
        (1.0 + fraction / 1024.0) * 2f32.powi(exponent - 15)
    }
}

fn read_words(path: &Path) -> Result<Vec<(String, u16)>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut words = Vec::new();
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let line = line?;
        if let Some((word, row)) = line.rsplit_once('\t') {
            words.push((word.to_owned(), row.parse()?));
        }
    }
    Ok(words)
}

fn read_clusters(path: &Path, words: &[(String, u16)], rows: usize) -> Result<Vec<[u16; 3]>> {
    let row_of: rustc_hash::FxHashMap<&str, u16> =
        words.iter().map(|(word, row)| (word.as_str(), *row)).collect();
    let mut clusters = vec![[0; 3]; rows];
    let file = File::open(path).with_context(|| path.display().to_string())?;
    for line in BufReader::new(file).lines() {
        let line = line?;
        let mut columns = line.split('\t');
        if let Some(&row) = columns.next().and_then(|word| row_of.get(word)) {
            for (slot, column) in clusters[usize::from(row)].iter_mut().zip(columns) {
                *slot = column.parse().unwrap_or(0);
            }
        }
    }
    Ok(clusters)
}

/// The leading principal components, evened out (each divided by the fourth root of its
/// variance), in steps of [`STEP`].
fn narrow(values: &[f32], rows: usize, columns: usize, width: usize) -> Vec<i8> {
    let mut mean = vec![0.0f64; columns];
    for row in values.chunks_exact(columns) {
        for (mean, &value) in mean.iter_mut().zip(row) {
            *mean += f64::from(value) / rows as f64;
        }
    }
    let centred: Vec<f32> = values
        .chunks_exact(columns)
        .flat_map(|row| row.iter().zip(&mean).map(|(&value, &mean)| value - mean as f32))
        .collect();
    let matrix =
        ndarray::ArrayView2::from_shape((rows, columns), &centred).expect("rows times columns values");
    let covariance = matrix.t().dot(&matrix) / rows as f32;
    let mut covariance: Vec<f64> = covariance.iter().map(|&value| f64::from(value)).collect();
    let (variances, axes) = eigen(&mut covariance, columns);
    let mut order: Vec<usize> = (0..columns).collect();
    order.sort_by(|&left, &right| variances[right].total_cmp(&variances[left]));
    let kept = &order[..width];
    let scale: Vec<f32> =
        kept.iter().map(|&axis| (1.0 / variances[axis].max(1e-12).powf(0.25)) as f32).collect();
    let mut projection = vec![0.0f32; columns * width];
    for (at, &axis) in kept.iter().enumerate() {
        for column in 0..columns {
            projection[column * width + at] = axes[column * columns + axis] as f32 * scale[at];
        }
    }
    let projection =
        ndarray::ArrayView2::from_shape((columns, width), &projection).expect("columns times width");
    let narrow = matrix.dot(&projection);
    let square: f64 = narrow.iter().map(|&value| f64::from(value * value)).sum::<f64>() / narrow.len() as f64;
    let unit = 0.6 / square.sqrt() as f32;
    narrow.iter().map(|&value| (value * unit / STEP).round().clamp(-127.0, 127.0) as i8).collect()
}

/// Variances and axes of a symmetric matrix, by Jacobi's rotations.
fn eigen(matrix: &mut [f64], size: usize) -> (Vec<f64>, Vec<f64>) {
    let mut axes = vec![0.0; size * size];
    for at in 0..size {
        axes[at * size + at] = 1.0;
    }
    for _ in 0..12 {
        for p in 0..size {
            for q in p + 1..size {
                let off = matrix[p * size + q];
                if off.abs() < 1e-12 {
                    continue;
                }
                let theta = (matrix[q * size + q] - matrix[p * size + p]) / (2.0 * off);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let t = if theta == 0.0 { 1.0 } else { t };
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for k in 0..size {
                    let (a, b) = (matrix[k * size + p], matrix[k * size + q]);
                    matrix[k * size + p] = c * a - s * b;
                    matrix[k * size + q] = s * a + c * b;
                }
                for k in 0..size {
                    let (a, b) = (matrix[p * size + k], matrix[q * size + k]);
                    matrix[p * size + k] = c * a - s * b;
                    matrix[q * size + k] = s * a + c * b;
                }
                for k in 0..size {
                    let (a, b) = (axes[k * size + p], axes[k * size + q]);
                    axes[k * size + p] = c * a - s * b;
                    axes[k * size + q] = s * a + c * b;
                }
            }
        }
    }
    ((0..size).map(|at| matrix[at * size + at]).collect(), axes)
}
