//! Positions over time: a lane for each actor, a mark for each act, a ring where the position changed.

use super::{day_number, escaped};
use crate::pages::{encode, plain_day};
use dateline_ask::{Lane, Tone, state_name};

const WIDTH: i64 = 960;
const LEFT: i64 = 170;
const ROW: i64 = 34;

/// The lanes; nothing where no mark has a day.
pub fn lanes(lanes: &[Lane]) -> String {
    let days: Vec<i64> = lanes
        .iter()
        .flat_map(|lane| &lane.marks)
        .filter_map(|mark| day_number(mark.day.as_deref()?))
        .collect();
    let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else {
        return String::new();
    };
    let place = |day: i64| LEFT + 20 + (day - first) * (WIDTH - LEFT - 40) / (last - first).max(1);
    let height = lanes.len() as i64 * ROW + 36;
    let mut svg = format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Positions over time\">\
         <svg class=\"lanes\" viewBox=\"0 0 {WIDTH} {height}\" role=\"group\" aria-label=\"Positions over time; the lists below hold the same\">"
    );
    for (row, lane) in lanes.iter().enumerate() {
        let y = row as i64 * ROW + 20;
        let name = state_name(&lane.actor).unwrap_or(&lane.actor);
        svg.push_str(&format!("<text x=\"0\" y=\"{}\">{}</text>", y + 4, escaped(&cut(name))));
        let placed: Vec<(usize, i64)> = lane
            .marks
            .iter()
            .enumerate()
            .filter_map(|(number, mark)| Some((number, place(day_number(mark.day.as_deref()?)?))))
            .collect();
        if let (Some(from), Some(to)) = (placed.first(), placed.last()) {
            svg.push_str(&format!(
                "<line class=\"held\" x1=\"{}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/>",
                from.1, to.1
            ));
        }
        for (number, x) in placed {
            let mark = &lane.marks[number];
            let tone = crate::pages::tone_of(mark);
            if lane.changes.iter().any(|change| change.to == number) {
                svg.push_str(&format!("<circle class=\"changed\" cx=\"{x}\" cy=\"{y}\" r=\"12\"/>"));
            }
            let label = format!(
                "{name}: {} by {}, {}",
                mark.act.to_lowercase(),
                mark.by,
                mark.day.as_deref().map(plain_day).unwrap_or_default()
            );
            svg.push_str(&format!(
                "<a href=\"#mark-{}\"><title>{}</title>{}</a>",
                encode(mark.record.as_str()),
                escaped(&label),
                shape(tone, x, y)
            ));
        }
    }
    let y = height - 6;
    let day = |number: i64| {
        jiff::civil::date(1970, 1, 1)
            .checked_add(jiff::Span::new().days(number))
            .map(|day| plain_day(&day.to_string()))
            .unwrap_or_default()
    };
    svg.push_str(&format!("<text x=\"{}\" y=\"{y}\" class=\"axis\">{}</text>", LEFT + 10, day(first)));
    if last > first {
        svg.push_str(&format!(
            "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\" class=\"axis\">{}</text>",
            WIDTH - 10,
            day(last)
        ));
    }
    svg.push_str("</svg></div>");
    svg
}

fn cut(name: &str) -> String {
    if name.chars().count() <= 22 {
        name.to_owned()
    } else {
        format!("{}…", name.chars().take(21).collect::<String>())
    }
}

/// A circle, a triangle, a diamond or a cross.
fn shape(tone: Tone, x: i64, y: i64) -> String {
    let class = tone.name();
    match tone {
        Tone::Cooperation => format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"6\"/>"),
        Tone::Conflict => {
            format!("<path class=\"{class}\" d=\"M{x} {}L{} {}L{} {}Z\"/>", y - 7, x + 7, y + 6, x - 7, y + 6)
        }
        Tone::Neutral => {
            format!(
                "<path class=\"{class}\" d=\"M{x} {}L{} {y}L{x} {}L{} {y}Z\"/>",
                y - 7,
                x + 7,
                y + 7,
                x - 7
            )
        }
        Tone::Denial => format!(
            "<path class=\"{class}\" d=\"M{} {}L{} {}M{} {}L{} {}\"/>",
            x - 6,
            y - 6,
            x + 6,
            y + 6,
            x - 6,
            y + 6,
            x + 6,
            y - 6
        ),
    }
}
