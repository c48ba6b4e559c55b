//! Reports a day, as small bars.

/// Reports a day as bars; one day is one bar.
pub fn spark(days: &[(String, usize)]) -> String {
    const MOST: usize = 14;
    let days = &days[days.len().saturating_sub(MOST)..];
    let Some(top) = days.iter().map(|(_, count)| *count).max() else { return String::new() };
    let width = days.len() * 7;
    let mut bars = String::new();
    for (number, (_, count)) in days.iter().enumerate() {
        let height = (count * 18).div_ceil(top);
        bars.push_str(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"5\" height=\"{height}\"/>",
            number * 7,
            18 - height
        ));
    }
    format!(
        "<svg class=\"spark-bars\" width=\"{width}\" height=\"18\" viewBox=\"0 0 {width} 18\" role=\"img\" \
         aria-label=\"reports a day, at most {top}\">{bars}</svg>"
    )
}
