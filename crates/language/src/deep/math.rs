//! What stands between the products: all in one order, and no function of a system's library, so
//! that every machine comes to the same numbers.

use super::machine::{Machine, on_machine};
use crate::syntax::matrix::tanh;

/// Values of one head of attention.
pub const HEAD: usize = 32;
/// Words of a window compared together.
const TOGETHER: usize = 64;

/// `e` to the power of a number not above 0 (relative error below 1e-5).
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const ROUNDING: f32 = 12_582_912.0;
    let turns = x.max(-87.0) * std::f32::consts::LOG2_E;
    let rounded = turns + ROUNDING;
    let rest = turns - (rounded - ROUNDING);
    let power = 1.0
        + rest
            * (std::f32::consts::LN_2
                + rest
                    * (0.240_226_5
                        + rest
                            * (0.055_504_1
                                + rest * (0.009_618_1 + rest * (0.001_333_4 + rest * 0.000_154_0)))));
    let whole = rounded.to_bits().wrapping_sub(ROUNDING.to_bits()).wrapping_add(127);
    power * f32::from_bits(whole << 23)
}

on_machine! {
    /// The Gaussian error linear unit (Hendrycks and Gimpel 2016), by the hyperbolic tangent.
    fn gelu(values: &mut [f32]) {
        for value in values {
            let x = *value;
            *value = 0.5 * x * (1.0 + tanh(0.797_884_6 * (x + 0.044_715 * x * x * x)));
        }
    }
}

on_machine! {
    /// Adds `more` to rows of `values`, then brings each row to mean 0 and variance 1, times `gain` and
    /// plus `bias` (Ba et al. 2016).
    fn add_and_norm(values: &mut [f32], more: &[f32], gain: &[f32], bias: &[f32]) {
        let width = gain.len();
        for (row, more) in values.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
            let mut sums = [0.0f32; 16];
            for (value, more) in row.as_chunks_mut::<16>().0.iter_mut().zip(more.as_chunks::<16>().0) {
                for at in 0..16 {
                    value[at] += more[at];
                    sums[at] += value[at];
                }
            }
            let mean = sums.iter().sum::<f32>() / width as f32;
            let mut squares = [0.0f32; 16];
            for value in row.as_chunks::<16>().0 {
                for at in 0..16 {
                    squares[at] += (value[at] - mean) * (value[at] - mean);
                }
            }
            let spread = 1.0 / (squares.iter().sum::<f32>() / width as f32 + 1e-12).sqrt();
            for ((value, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
                *value = (*value - mean) * spread * gain + bias;
            }
        }
    }
}

on_machine! {
    /// Small negative values count a tenth.
    fn leaky(values: &mut [f32]) {
        for value in values {
            *value = if *value < 0.0 { 0.1 * *value } else { *value };
        }
    }
}

/// What attention needs beside its input.
#[derive(Debug, Default)]
pub struct Attention {
    keys: Vec<f32>,
    values: Vec<f32>,
    scores: Vec<f32>,
}

on_machine! {
    /// Attention over one window (Vaswani et al. 2017): `qkv` holds for each word queries, keys and
    /// values of all heads; `out` gets what each sees.
    fn attend(qkv: &[f32], heads: usize, kept: &mut Attention, out: &mut [f32]) {
        let width = heads * HEAD;
        let count = qkv.len() / (3 * width);
        let padded = count.next_multiple_of(TOGETHER);
        kept.keys.clear();
        kept.keys.resize(HEAD * padded, 0.0);
        kept.values.clear();
        kept.values.resize(HEAD * count, 0.0);
        kept.scores.clear();
        kept.scores.resize(4 * padded, 0.0);
        for head in 0..heads {
            for word in 0..count {
                let row = &qkv[word * 3 * width + head * HEAD..];
                for at in 0..HEAD {
                    kept.keys[at * padded + word] = row[width + at];
                }
                kept.values[word * HEAD..(word + 1) * HEAD].copy_from_slice(&row[2 * width..2 * width + HEAD]);
            }
            for first in (0..count).step_by(4) {
                let together = 4.min(count - first);
                for nth in 0..together {
                    let query = &qkv[(first + nth) * 3 * width + head * HEAD..][..HEAD];
                    weigh(query, &kept.keys, padded, count, &mut kept.scores[nth * padded..][..padded]);
                }
                let mut seen = [[0.0f32; HEAD]; 4];
                let (a, rest) = kept.scores.split_at(padded);
                let (b, rest) = rest.split_at(padded);
                let (c, d) = rest.split_at(padded);
                let (a, b, c, d) = (&a[..count], &b[..count], &c[..count], &d[..count]);
                for (word, value) in kept.values.as_chunks::<HEAD>().0.iter().enumerate().take(count) {
                    for at in 0..HEAD {
                        seen[0][at] += a[word] * value[at];
                        seen[1][at] += b[word] * value[at];
                        seen[2][at] += c[word] * value[at];
                        seen[3][at] += d[word] * value[at];
                    }
                }
                for nth in 0..together {
                    out[(first + nth) * width + head * HEAD..][..HEAD].copy_from_slice(&seen[nth]);
                }
            }
        }
    }
}

/// How much a word looks at each: shares that add up to 1.
#[inline(always)]
fn weigh(query: &[f32], keys: &[f32], padded: usize, count: usize, scores: &mut [f32]) {
    let scale = 1.0 / (HEAD as f32).sqrt();
    for (block, scores) in scores.as_chunks_mut::<TOGETHER>().0.iter_mut().enumerate() {
        let mut sums = [0.0f32; TOGETHER];
        for (at, &query) in query.iter().enumerate() {
            let keys = &keys[at * padded + block * TOGETHER..][..TOGETHER];
            for lane in 0..TOGETHER {
                sums[lane] += query * keys[lane];
            }
        }
        for lane in 0..TOGETHER {
            scores[lane] = sums[lane] * scale;
        }
    }
    // What stands behind the last word is no word.
    scores[count..].fill(f32::MIN);
    let mut most = [f32::MIN; 16];
    for lane in scores.as_chunks::<16>().0 {
        for at in 0..16 {
            most[at] = most[at].max(lane[at]);
        }
    }
    let most = most.iter().fold(f32::MIN, |most, &value| most.max(value));
    let mut sums = [0.0f32; 16];
    for lane in scores.as_chunks_mut::<16>().0 {
        for at in 0..16 {
            lane[at] = exp(lane[at] - most);
            sums[at] += lane[at];
        }
    }
    let share = 1.0 / sums.iter().sum::<f32>();
    for score in scores {
        *score *= share;
    }
}

/// The sum of products, in sixteen lanes.
#[inline]
pub fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut sums = [0.0f32; 16];
    for (left, right) in left.as_chunks::<16>().0.iter().zip(right.as_chunks::<16>().0) {
        for at in 0..16 {
            sums[at] += left[at] * right[at];
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_near_the_librarys() {
        for step in 0..2_000 {
            let x = -(step as f32) / 25.0;
            let (own, exact) = (exp(x), x.exp());
            assert!((own - exact).abs() <= 1e-5 * exact + 1e-37, "{x}: {own} {exact}");
        }
    }

    #[test]
    fn a_word_alone_sees_itself() {
        let qkv: Vec<f32> = (0..3 * 2 * HEAD).map(|at| at as f32 / 50.0).collect();
        let mut out = vec![0.0; 2 * HEAD];
        attend(Machine::here(), &qkv, 2, &mut Attention::default(), &mut out);
        for (out, value) in out.iter().zip(&qkv[4 * HEAD..]) {
            assert!((out - value).abs() < 1e-5);
        }
    }
}
