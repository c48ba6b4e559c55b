//! What the accounts give for one number, on a line from the least to the most.

const WIDTH: f64 = 132.0;
const MIDDLE: f64 = 9.0;

/// A point for a number, a stroke to the end for "at least" and "at most", a bar for a range;
/// nothing where all say the same, or nobody gives a number.
pub fn spread(accounts: &[(Option<f64>, Option<f64>)]) -> String {
    let ends = accounts.iter().flat_map(|(low, high)| [*low, *high]).flatten();
    let (least, most) = (ends.clone().fold(f64::INFINITY, f64::min), ends.fold(f64::NEG_INFINITY, f64::max));
    if accounts.len() < 2 || !(most - least).is_normal() {
        return String::new();
    }
    // Over several magnitudes a plain scale would put all small numbers on one point.
    let is_wide = least > 0.0 && most / least > 50.0;
    let scaled = |number: f64| if is_wide { number.ln() } else { number };
    let x = |number: f64| {
        8.0 + (scaled(number) - scaled(least)) / (scaled(most) - scaled(least)) * (WIDTH - 16.0)
    };
    let mut svg = format!(
        "<svg class=\"spread\" viewBox=\"0 0 {WIDTH} 18\" width=\"{WIDTH}\" height=\"18\" aria-hidden=\"true\">\
         <path class=\"rail\" d=\"M1 {MIDDLE}H{}\"/>",
        WIDTH - 1.0
    );
    for (low, high) in accounts.iter().take(40) {
        match (low, high) {
            (Some(low), Some(high)) if low == high => {
                svg.push_str(&format!("<circle cx=\"{:.1}\" cy=\"{MIDDLE}\" r=\"4\"/>", x(*low)));
            }
            (Some(low), Some(high)) => {
                svg.push_str(&format!(
                    "<path class=\"open\" d=\"M{:.1} {MIDDLE}H{:.1}\"/>",
                    x(*low),
                    x(*high)
                ));
            }
            (Some(low), None) => {
                let at = x(*low);
                svg.push_str(&format!(
                    "<path class=\"open\" d=\"M{at:.1} 4V14M{at:.1} {MIDDLE}H{}\"/>",
                    WIDTH - 1.0
                ));
            }
            (None, Some(high)) => {
                let at = x(*high);
                svg.push_str(&format!("<path class=\"open\" d=\"M{at:.1} 4V14M{at:.1} {MIDDLE}H1\"/>"));
            }
            (None, None) => {}
        }
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_where_their_numbers_are() {
        let five_and_at_least_four = [(Some(5.0), Some(5.0)), (Some(4.0), None)];
        let svg = spread(&five_and_at_least_four);
        assert!(svg.contains("cx=\"124.0\"") && svg.contains("M8.0 4V14"));
        assert_eq!(spread(&[(Some(5.0), Some(5.0)), (Some(5.0), Some(5.0))]), "");
        assert_eq!(spread(&[(None, None), (None, None)]), "");
    }
}
