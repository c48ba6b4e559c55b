//! Weights of greatest likelihood with a little shrinking, found by AdaGrad (Duchi et al. 2011), one
//! step a choice; their calibration and the thresholds on choices held out.

use dateline_learn::Logistic;
use dateline_statements::{Lesson, TABLE};

const RATE: f32 = 0.08;
const SHRINK: f32 = 2e-6;

/// How many times is learnt, each time from a part of the choices. The mean of the weights knows
/// what the parts have in common and little of what only one holds (Breiman 1996), and costs
/// nothing where it is used.
const PARTS: usize = 6;

/// How many choices in ten a part holds.
const SHARE: u64 = 7;

/// Weights that make the right choices likely.
pub fn learn(lessons: &[Lesson], epochs: usize, say: &mut dyn FnMut(String)) -> Vec<f32> {
    let mut mean = vec![0f32; TABLE];
    for part in 0..PARTS {
        let mut random = Random(0x2545_F491_4F6C_DD1D ^ ((part as u64 + 1) * 7919));
        let chosen: Vec<usize> = (0..lessons.len()).filter(|_| random.below(10) < SHARE).collect();
        let (weights, loss) = learn_part(lessons, chosen, epochs, &mut random);
        say(format!("part {part}: loss {loss:.4}"));
        for (sum, weight) in mean.iter_mut().zip(&weights) {
            *sum += weight / PARTS as f32;
        }
    }
    mean
}

/// The weights of one part, and the loss of its last epoch.
fn learn_part(
    lessons: &[Lesson],
    mut order: Vec<usize>,
    epochs: usize,
    random: &mut Random,
) -> (Vec<f32>, f64) {
    let mut weights = vec![0f32; TABLE];
    let mut squares = vec![1e-4f32; TABLE];
    let mut mean = vec![0f32; TABLE];
    let mut last = 0.0;
    // The mean of the later epochs generalises better than the last weights.
    let counted = (0..epochs).filter(|epoch| epoch * 2 >= epochs).count().max(1) as f32;
    for epoch in 0..epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at as u64 + 1) as usize);
        }
        let loss: f64 = order.iter().map(|&at| step(&lessons[at], &mut weights, &mut squares)).sum();
        last = loss / order.len().max(1) as f64;
        if epoch * 2 >= epochs {
            for (sum, weight) in mean.iter_mut().zip(&weights) {
                *sum += weight / counted;
            }
        }
    }
    (mean, last)
}

/// Marsaglia's xorshift: the same order on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit
    }
}

/// Probabilities of the candidates and of "none", which comes last.
fn probabilities(lesson: &Lesson, weights: &[f32]) -> Vec<f32> {
    let mut scores: Vec<f32> = lesson
        .candidates
        .iter()
        .map(|features| features.iter().map(|&at| weights[at as usize & (TABLE - 1)]).sum())
        .collect();
    scores.push(0.0);
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in &mut scores {
        *score = (*score - highest).exp();
        sum += *score;
    }
    scores.iter().map(|score| score / sum).collect()
}

/// One step up the likelihood that one of the right candidates is chosen.
fn step(lesson: &Lesson, weights: &mut [f32], squares: &mut [f32]) -> f64 {
    let share = probabilities(lesson, weights);
    let none = lesson.candidates.len();
    let right_share: f32 =
        if lesson.right.is_empty() { share[none] } else { lesson.right.iter().map(|&at| share[at]).sum() };
    for (at, features) in lesson.candidates.iter().enumerate() {
        let wanted = if lesson.right.contains(&at) { share[at] / right_share.max(1e-9) } else { 0.0 };
        let slope = wanted - share[at];
        if slope.abs() < 1e-4 {
            continue;
        }
        for &feature in features {
            let feature = feature as usize & (TABLE - 1);
            let slope = slope - SHRINK * weights[feature];
            squares[feature] += slope * slope;
            weights[feature] += RATE * slope / squares[feature].sqrt();
        }
    }
    -f64::from(right_share.max(1e-9).ln())
}

/// Slope and shift that make the probability of a chosen content its share of right ones.
pub fn calibrate(weights: &[f32], held_out: &[Lesson]) -> Logistic {
    let mut points: Vec<(f32, f32)> = Vec::new();
    for lesson in held_out {
        let share = probabilities(lesson, weights);
        let none = share[share.len() - 1];
        let any = (1.0 - none).clamp(1e-4, 1.0 - 1e-4);
        if any < 0.2 {
            continue;
        }
        let best = (0..share.len() - 1).max_by(|&a, &b| share[a].total_cmp(&share[b])).unwrap_or(0);
        let is_right = lesson.close.contains(&best);
        points.push(((any / (1.0 - any)).ln(), if is_right { 1.0 } else { 0.0 }));
    }
    let (mut slope, mut shift) = (1f32, 0f32);
    for _ in 0..2000 {
        let (mut by_slope, mut by_shift) = (0f32, 0f32);
        for &(logit, right) in &points {
            let error = right - 1.0 / (1.0 + (-(slope * logit + shift)).exp());
            by_slope += error * logit;
            by_shift += error;
        }
        let count = points.len().max(1) as f32;
        slope += 0.2 * by_slope / count;
        shift += 0.2 * by_shift / count;
    }
    Logistic { slope, shift }
}

/// The probability from which a choice should stand, so that most are found and few are wrong: the
/// harmonic mean of precision and recall is greatest there.
pub fn threshold(weights: &[f32], held_out: &[Lesson], is_plain: bool) -> f32 {
    let mut points: Vec<(f32, bool)> = Vec::new();
    let mut marked = 0;
    for lesson in held_out.iter().filter(|lesson| lesson.is_plain == is_plain) {
        marked += usize::from(!lesson.right.is_empty());
        let share = probabilities(lesson, weights);
        let none = share[share.len() - 1];
        if let Some(best) = (0..share.len() - 1).max_by(|&a, &b| share[a].total_cmp(&share[b])) {
            points.push((1.0 - none, lesson.close.contains(&best)));
        }
    }
    points.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut found, mut best) = (0, (0.0, 0.5));
    for (number, &(probability, is_right)) in points.iter().enumerate() {
        found += usize::from(is_right);
        let measure = 2.0 * found as f32 / (number + 1 + marked) as f32;
        if measure > best.0 {
            best = (measure, probability);
        }
    }
    // Of thoughts, wishes and findings the record wants only what is plainly told.
    best.1.clamp(if is_plain { 0.25 } else { 0.5 }, 0.6)
}

/// Weights as signed bytes with one scale.
pub fn pack(weights: &[f32]) -> (f32, Vec<i8>) {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).filter(|&size| size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    // One in a thousand is cut off, so that the rest keep their differences.
    let limit =
        sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0).max(1e-6);
    let scale = limit / 127.0;
    let cells = weights.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8).collect();
    (scale, cells)
}
