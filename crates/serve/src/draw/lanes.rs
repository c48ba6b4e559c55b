//! Positions over time: a lane for each actor, a mark for each act, a ring where the position
//! changed, a line while it was held.

use super::{day_number, escaped, shape};
use crate::pages::{encode, plain_day, tone_of};
use dateline_ask::{Lane, Mark, state_name};
use jiff::civil::{Date, date};

const RIGHT: i64 = 24;
const TOP: i64 = 26;

/// A drawing as wide as its screen, so that nothing of it has to be scrolled to.
struct Sheet {
    class: &'static str,
    width: i64,
    row: i64,
    /// Room for the names beside the lanes; none where they stand above.
    left: i64,
    /// The most lines that the days are told by.
    ticks: i64,
}

const WIDE: Sheet = Sheet { class: "lanes", width: 960, row: 46, left: 180, ticks: 10 };
const NARROW: Sheet = Sheet { class: "lanes narrow", width: 340, row: 64, left: 0, ticks: 4 };

/// Where days are on the drawing.
struct Scale {
    width: i64,
    left: i64,
    first: i64,
    last: i64,
}

impl Scale {
    fn x(&self, day: i64) -> i64 {
        if self.first == self.last {
            return (self.left + self.width - RIGHT) / 2;
        }
        self.left + 14 + (day - self.first) * (self.width - RIGHT - self.left - 28) / (self.last - self.first)
    }
}

/// The lanes, with the actors' names or (where there is one alone) without; nothing where no mark
/// has a day. Marks lead to the lists below, or where there are none to the words. For narrow screens
/// there is a drawing of its own.
pub fn lanes(lanes: &[Lane], is_listed: bool) -> String {
    let lanes: Vec<&Lane> =
        lanes.iter().filter(|lane| lane.marks.iter().any(|m| day_of(m).is_some())).collect();
    let days = lanes.iter().flat_map(|lane| &lane.marks).filter_map(day_of);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { return String::new() };
    [WIDE, NARROW].iter().map(|sheet| drawn(sheet, &lanes, is_listed, (first, last))).collect()
}

fn drawn(sheet: &Sheet, lanes: &[&Lane], is_listed: bool, (first, last): (i64, i64)) -> String {
    let &Sheet { class, width, row, .. } = sheet;
    let left = if is_listed { sheet.left } else { 0 };
    let row = if is_listed { row } else { WIDE.row };
    let scale = Scale { width, left, first, last };
    let height = TOP + lanes.len() as i64 * row + 4;
    let mut svg = format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"Positions over time\">"
    );
    axis(&mut svg, &scale, sheet.ticks, height);
    for (number, lane) in lanes.iter().enumerate() {
        let top = TOP + number as i64 * row;
        // Whoever speaks for nobody else stands apart.
        if !lane.official && (number == 0 || lanes[number - 1].official) && is_listed {
            svg.push_str(&format!(
                "<line class=\"apart\" x1=\"0\" y1=\"{top}\" x2=\"{width}\" y2=\"{top}\"/>\
                 <text class=\"axis\" x=\"{width}\" y=\"{}\" text-anchor=\"end\">private voices</text>",
                top + 12
            ));
        }
        if is_listed {
            let y = if left == 0 { top + 16 } else { top + row / 2 + 9 };
            svg.push_str(&format!(
                "<a href=\"#lane-{}\"><text class=\"name\" x=\"0\" y=\"{y}\">{}</text></a>",
                encode(&lane.actor),
                escaped(&cut(state_name(&lane.actor).unwrap_or(&lane.actor)))
            ));
        }
        let below = if is_listed && left == 0 { 14 } else { 5 };
        draw(&mut svg, lane, &scale, top + row / 2 + below);
    }
    svg.push_str("</svg>");
    svg
}

fn draw(svg: &mut String, lane: &Lane, scale: &Scale, y: i64) {
    let name = state_name(&lane.actor).unwrap_or(&lane.actor);
    let placed: Vec<(usize, i64)> = lane
        .marks
        .iter()
        .enumerate()
        .filter_map(|(number, mark)| Some((number, scale.x(day_of(mark)?))))
        .collect();
    for pair in placed.windows(2) {
        let is_change = lane.changes.iter().any(|change| change.to == pair[1].0);
        let class = if is_change { "turned" } else { "held" };
        svg.push_str(&format!(
            "<line class=\"{class}\" x1=\"{}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/>",
            pair[0].1, pair[1].1
        ));
    }
    let mut named_up_to = i64::MIN;
    for (number, x) in placed {
        let mark = &lane.marks[number];
        if lane.changes.iter().any(|change| change.to == number) {
            svg.push_str(&format!("<circle class=\"changed\" cx=\"{x}\" cy=\"{y}\" r=\"13\"/>"));
        }
        let label = format!(
            "{name}: {} by {}, {}",
            crate::pages::MarkView::of(mark).act,
            mark.by,
            mark.day().map(plain_day).unwrap_or_default()
        );
        let href = crate::pages::span_href(&mark.report, &mark.evidence);
        svg.push_str(&format!(
            "<a href=\"{href}\"><title>{}</title><circle class=\"touch\" cx=\"{x}\" cy=\"{y}\" r=\"12\"/>{}</a>",
            escaped(&label),
            shape(tone_of(mark), x, y)
        ));
        // A day that is only about right has a broken ring.
        if mark.held.as_deref().is_none_or(|held| held.ends_with('~')) {
            svg.push_str(&format!("<circle class=\"about\" cx=\"{x}\" cy=\"{y}\" r=\"10\"/>"));
        }
        // Each stance stands in words, where there is room.
        let stance = crate::pages::MarkView::of(mark).act;
        let half = stance.chars().count() as i64 * 3 + 4;
        if x - half > named_up_to {
            let (anchor, x, end) = if x + half > scale.width {
                ("end", scale.width, scale.width)
            } else if x < half {
                ("start", 0, 2 * half)
            } else {
                ("middle", x, x + half)
            };
            svg.push_str(&format!(
                "<text class=\"stance\" x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{stance}</text>",
                y - 12
            ));
            named_up_to = end;
        }
    }
}

/// Lines at the beginnings of days, months or years, as many as can be read.
fn axis(svg: &mut String, scale: &Scale, most: i64, height: i64) {
    let start = date(1970, 1, 1);
    let on = |number: i64| start.checked_add(jiff::Span::new().days(number)).unwrap_or(start);
    let (from, to) = (on(scale.first), on(scale.last));
    let length = scale.last - scale.first;
    let mut ticks: Vec<(Date, String)> = Vec::new();
    if length <= 10 {
        let days = (scale.first..=scale.last).step_by(if length > most { 3 } else { 1 });
        ticks.extend(days.map(|day| (on(day), on(day).strftime("%-d %b").to_string())));
    } else if length <= 75 {
        let weeks = (scale.first..=scale.last).step_by((length / (most - 3).max(3)).max(7) as usize);
        ticks.extend(weeks.map(|day| (on(day), on(day).strftime("%-d %b").to_string())));
    } else {
        let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month());
        let step =
            [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|step| months / step <= most).unwrap_or(240);
        let first = i64::from(from.year()) * 12 + i64::from(from.month()) - 1;
        let mut month = first + (step - first % step) % step;
        while month <= first + months {
            let day = date((month / 12) as i16, (month % 12 + 1) as i8, 1);
            let form = if step >= 12 {
                "%Y"
            } else if month % 12 == 0 || ticks.is_empty() {
                "%b %Y"
            } else {
                "%b"
            };
            if day >= from {
                ticks.push((day, day.strftime(form).to_string()));
            }
            month += step;
        }
    }
    if ticks.is_empty() {
        ticks.push((from, from.strftime("%-d %b %Y").to_string()));
    }
    let year = ticks.iter().all(|(_, label)| !label.contains(&from.year().to_string()));
    let mut named_up_to = i64::MIN;
    for (number, (day, label)) in ticks.iter().enumerate() {
        let Some(x) = day_number(&day.to_string()).map(|day| scale.x(day)) else { continue };
        let label = if number == 0 && year { format!("{label} {}", day.year()) } else { label.clone() };
        svg.push_str(&format!(
            "<line class=\"tick\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{height}\"/>",
            TOP - 6
        ));
        let half = label.chars().count() as i64 * 7 / 2 + 2;
        let (anchor, start) = if x > scale.width - 60 {
            ("end", x - 2 * half)
        } else if x < 40 {
            ("start", x)
        } else {
            ("middle", x - half)
        };
        // Each is told where there is room.
        if start > named_up_to {
            svg.push_str(&format!(
                "<text class=\"axis\" x=\"{x}\" y=\"14\" text-anchor=\"{anchor}\">{label}</text>"
            ));
            named_up_to = start + 2 * half;
        }
    }
}

fn day_of(mark: &Mark) -> Option<i64> {
    day_number(mark.day()?)
}

fn cut(name: &str) -> String {
    if name.chars().count() <= 23 {
        name.to_owned()
    } else {
        format!("{}…", name.chars().take(22).collect::<String>())
    }
}
