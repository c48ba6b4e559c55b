//! From scores to probabilities: a choice among candidates, and what the chosen is worth.

/// A choice among candidates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// The best candidate.
    pub best: usize,
    /// How probable it is.
    pub probability: f32,
    /// How probable it is that any of them is right.
    pub any: f32,
}

/// The most probable of scored candidates by a softmax, with "none" at 0.
pub fn choose(scores: &[f32]) -> Option<Choice> {
    let (best, &top) = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let highest = top.max(0.0);
    let none = (-highest).exp();
    let sum: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
    let total = sum + none;
    Some(Choice { best, probability: (top - highest).exp() / total, any: sum / total })
}

/// A logistic: the probability that stands behind some log odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Logistic {
    /// What the log odds are multiplied by.
    pub slope: f32,
    /// What is added.
    pub shift: f32,
}

impl Logistic {
    /// Log odds as they are.
    pub const PLAIN: Logistic = Logistic { slope: 1.0, shift: 0.0 };

    /// The probability behind log odds.
    pub fn of_odds(self, odds: f32) -> f32 {
        1.0 / (1.0 + (-(self.slope * odds + self.shift)).exp())
    }

    /// The share of right ones among those of a probability (Platt 1999).
    pub fn calibrated(self, probability: f32) -> f32 {
        let probability = probability.clamp(1e-4, 1.0 - 1e-4);
        self.of_odds((probability / (1.0 - probability)).ln())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_of_all_and_none_are_one() {
        assert_eq!(choose(&[]), None);
        let choice = choose(&[0.0, 2.0, -1.0]).unwrap();
        assert_eq!(choice.best, 1);
        let none = 1.0 / (1.0 + 1.0 + 2f32.exp() + (-1f32).exp());
        assert!((choice.any + none - 1.0).abs() < 1e-6);
        // Scores of any size.
        assert!(choose(&[1e4, -1e4]).unwrap().probability > 0.999);
    }

    #[test]
    fn a_plain_logistic_leaves_probabilities_as_they_are() {
        for probability in [0.1, 0.5, 0.93] {
            assert!((Logistic::PLAIN.calibrated(probability) - probability).abs() < 1e-5);
        }
        assert!(Logistic { slope: 0.5, shift: 0.0 }.calibrated(0.9) < 0.9);
    }
}
