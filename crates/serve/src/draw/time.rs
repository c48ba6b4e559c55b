//! Offices as bars over time, statements as dots by act.

use super::{day_number, escaped, shape};
use crate::pages::plain_day;
use dateline_ask::{Kept, Tone, state_name};
use dateline_model::{OfficeHeld, Statement};

const WIDTH: i64 = 640;
/// Bars stand in the narrow column.
const BARS: i64 = 400;
const LEFT: i64 = 4;

/// Offices as bars over time.
pub fn bars(offices: &[OfficeHeld]) -> String {
    let days: Vec<i64> = offices
        .iter()
        .flat_map(|office| [&office.first, &office.last])
        .filter_map(|day| day_number(day))
        .collect();
    let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else {
        return String::new();
    };
    let place = |day: i64| LEFT + (day - first) * (BARS - 2 * LEFT) / (last - first).max(1);
    let height = offices.len() * 34 + 4;
    let mut svg = format!(
        "<svg class=\"bars\" viewBox=\"0 0 {BARS} {height}\" role=\"img\" aria-label=\"Offices over time; the table below holds the same\">"
    );
    for (row, office) in offices.iter().enumerate() {
        let (Some(from), Some(to)) = (day_number(&office.first), day_number(&office.last)) else { continue };
        let (x, y) = (place(from), row as i64 * 34);
        let width = (place(to) - x).max(6);
        let of = office.of.as_deref().map(|of| state_name(of).unwrap_or(of)).unwrap_or_default();
        let (anchor, at) = if x > BARS / 2 { ("end", x + width) } else { ("start", x) };
        svg.push_str(&format!(
            "<text x=\"{at}\" y=\"{}\" text-anchor=\"{anchor}\">{}{}{}</text><rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"8\" rx=\"2\"/>",
            y + 15,
            escaped(&office.title),
            if of.is_empty() { "" } else { ", " },
            escaped(of),
            y + 21
        ));
    }
    svg.push_str("</svg>");
    svg
}

/// Statements as dots over time, by what they do.
pub fn dots(statements: &[Kept<Statement>]) -> String {
    let dated: Vec<(i64, Tone)> = statements
        .iter()
        .filter_map(|one| {
            let told = one
                .record
                .said
                .as_ref()
                .and_then(|said| said.edtf.as_ref())
                .and_then(|edtf| day_number(edtf.as_str()));
            let day = told.or_else(|| one.from.day.as_deref().and_then(day_number))?;
            Some((day, Tone::of_statement(one.record.act)))
        })
        .collect();
    let (Some(first), Some(last)) =
        (dated.iter().map(|one| one.0).min(), dated.iter().map(|one| one.0).max())
    else {
        return String::new();
    };
    if dated.len() < 3 || first == last {
        return String::new();
    }
    let tones = [Tone::Cooperation, Tone::Neutral, Tone::Conflict, Tone::Denial];
    let mut svg = format!(
        "<svg class=\"dots\" viewBox=\"0 0 {WIDTH} 124\" role=\"img\" aria-label=\"Statements over time by what they do; the list below holds the same\">"
    );
    for (row, tone) in tones.iter().enumerate() {
        let y = row as i64 * 26 + 18;
        svg.push_str(&format!("<text x=\"0\" y=\"{}\">{} {}</text>", y + 4, tone.shape(), tone.name()));
        for (day, _) in dated.iter().filter(|one| one.1 == *tone) {
            let x = 120 + (day - first) * (WIDTH - 140) / (last - first);
            svg.push_str(&shape(*tone, x, y));
        }
    }
    let label = |number: i64| {
        let day = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(number));
        day.map(|day| plain_day(&day.to_string())).unwrap_or_default()
    };
    svg.push_str(&format!(
        "<text class=\"axis\" x=\"114\" y=\"118\">{}</text><text class=\"axis\" x=\"{WIDTH}\" y=\"118\" text-anchor=\"end\">{}</text></svg>",
        label(first),
        label(last)
    ));
    svg
}
