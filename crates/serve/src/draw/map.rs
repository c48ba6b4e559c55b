//! Places on a map: the region that holds them, or the world.

use super::escaped;
use dateline_ask::{PlaceSeen, state_name};

const LAND: &str = include_str!("../../map/land.txt");
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 240.0;

/// Which stretch of the earth a map shows.
pub enum Shown<'n> {
    /// What holds the places that are named most.
    Region,
    /// All of it.
    World,
    /// The surroundings of one place.
    Near(&'n str),
}

/// The map of some places, those named most the largest; nothing where none has a point.
pub fn map(places: &[PlaceSeen], shown: &Shown<'_>) -> String {
    drawn(&places.iter().map(|place| (place, "")).collect::<Vec<_>>(), shown)
}

/// The same, each place with the numbers of the days on which it is named, so that they can be gone
/// through one by one.
pub fn map_of_days(places: &[(PlaceSeen, Vec<usize>)]) -> String {
    let days: Vec<String> = places
        .iter()
        .map(|(_, days)| days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    drawn(
        &places.iter().zip(&days).map(|((place, _), days)| (place, days.as_str())).collect::<Vec<_>>(),
        &Shown::Region,
    )
}

fn drawn(places: &[(&PlaceSeen, &str)], shown: &Shown<'_>) -> String {
    let of_days: Vec<&str> = places
        .iter()
        .filter(|(place, _)| place.lon.is_some() && place.lat.is_some())
        .map(|(_, days)| *days)
        .collect();
    let points: Vec<(&PlaceSeen, f64, f64)> =
        places.iter().filter_map(|(place, _)| Some((*place, place.lon?, place.lat?))).take(40).collect();
    if points.is_empty() {
        return String::new();
    }
    let near = |name: &str| points.iter().find(|(place, ..)| place.name == name);
    let frame = match shown {
        Shown::World => Frame::of((-169.0, 190.0), (-56.0, 78.0)),
        Shown::Near(name) if near(name).is_some() => {
            let (lon, lat) = near(name).map_or((0.0, 0.0), |(_, lon, lat)| (*lon, *lat));
            Frame::of((lon - 4.0, lon + 4.0), (lat - 2.5, lat + 2.5))
        }
        Shown::Near(_) | Shown::Region => Frame::around(&points),
    };
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"Map of the places named: {}\">",
        escaped(&points.iter().take(8).map(|(place, ..)| place.name.as_str()).collect::<Vec<_>>().join(", "))
    );
    for line in LAND.lines() {
        let (kind, arc) = line.split_once(' ').unwrap_or(("c", ""));
        let path = frame.path(arc);
        if !path.is_empty() {
            let class = if kind == "b" { "border" } else { "coast" };
            svg.push_str(&format!("<path class=\"{class}\" d=\"{path}\"/>"));
        }
    }
    let mut labelled: Vec<(f64, f64)> = Vec::new();
    let most = points.iter().map(|(place, ..)| place.times).max().unwrap_or(1);
    for ((place, lon, lat), days) in points.iter().zip(of_days) {
        let (x, y) = frame.place(*lon, *lat);
        if !(0.0..WIDTH).contains(&x) || !(0.0..HEIGHT).contains(&y) {
            continue;
        }
        let radius = 2.5 + 4.0 * (f64::from(place.times) / f64::from(most)).sqrt();
        let on = if days.is_empty() { String::new() } else { format!(" data-on=\"{days}\"") };
        svg.push_str(&format!("<circle{on} class=\"point\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/>"));
        // A name is written where no other stands yet.
        if labelled.iter().all(|(a, b)| (a - x).abs() > 60.0 || (b - y).abs() > 12.0) && labelled.len() < 8 {
            let (anchor, dx) = if x > WIDTH * 0.7 { ("end", -7.0) } else { ("start", 7.0) };
            svg.push_str(&format!(
                "<text{on} x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
                x + dx,
                y + 4.0,
                escaped(&place.name)
            ));
            labelled.push((x, y));
        }
    }
    svg.push_str("</svg>");
    svg
}

/// The stretch of the earth that is shown (equirectangular, true to scale at its middle).
struct Frame {
    west: f64,
    north: f64,
    scale: f64,
    squeeze: f64,
}

impl Frame {
    fn around(points: &[(&PlaceSeen, f64, f64)]) -> Self {
        // What is named most decides the frame, so that one far capital does not shrink all else; and
        // where towns are named, whole countries do not, whose points lie in their middle.
        let is_town = |place: &PlaceSeen| {
            place.country.as_deref().and_then(state_name).is_none_or(|country| country != place.name)
        };
        let has_towns = points.iter().any(|(place, ..)| place.country.is_some() && is_town(place));
        let deciding: Vec<_> = points
            .iter()
            .filter(|(place, ..)| !has_towns || (place.country.is_some() && is_town(place)))
            .collect();
        let weight: u32 = deciding.iter().map(|(place, ..)| place.times).sum();
        let mut inside = Vec::new();
        let mut held = 0;
        for (place, lon, lat) in deciding {
            inside.push((*lon, *lat));
            held += place.times;
            if held * 10 >= weight * 7 {
                break;
            }
        }
        let bound = |pick: fn(&(f64, f64)) -> f64| {
            let values = inside.iter().map(pick);
            (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
        };
        let (west, east) = bound(|point| point.0);
        let (south, north) = bound(|point| point.1);
        // Room around the outermost points, and never so near that no coast or border is seen.
        let room = |from: f64, to: f64, least: f64| {
            let half = ((to - from) * 0.7).max(least / 2.0);
            ((from + to) / 2.0 - half, (from + to) / 2.0 + half)
        };
        Frame::of(room(west, east, 12.0), room(south, north, 7.0))
    }

    /// From west to east, from south to north, and as much more as the drawing has room for.
    fn of((west, east): (f64, f64), (south, north): (f64, f64)) -> Self {
        let (lon, lat) = ((west + east) / 2.0, (south + north) / 2.0);
        let squeeze = lat.to_radians().cos().max(0.3);
        let (width, height) = ((east - west) * squeeze, north - south);
        let scale = (WIDTH / width).min(HEIGHT / height).max(0.9);
        Frame { west: lon - WIDTH / scale / squeeze / 2.0, north: lat + HEIGHT / scale / 2.0, scale, squeeze }
    }

    fn place(&self, lon: f64, lat: f64) -> (f64, f64) {
        ((lon - self.west) * self.scale * self.squeeze, (self.north - lat) * self.scale)
    }

    /// The parts of an arc that are near the frame.
    fn path(&self, arc: &str) -> String {
        let mut path = String::new();
        let mut is_drawing = false;
        let mut last: Option<(f64, f64)> = None;
        let near =
            |(x, y): (f64, f64)| (-60.0..WIDTH + 60.0).contains(&x) && (-60.0..HEIGHT + 60.0).contains(&y);
        for point in arc.split(' ').filter_map(|point| {
            let (x, y) = point.split_once(',')?;
            Some(self.place(x.parse::<f64>().ok()? / 10.0, y.parse::<f64>().ok()? / 10.0))
        }) {
            // Where the earth is cut open, a line would run all across the map.
            if last.is_some_and(|(x, _)| (x - point.0).abs() > 180.0 * self.scale * self.squeeze) {
                is_drawing = false;
                last = None;
            }
            if near(point) {
                if !is_drawing {
                    let (x, y) = last.unwrap_or(point);
                    path.push_str(&format!("M{x:.0} {y:.0}"));
                }
                path.push_str(&format!("L{:.0} {:.0}", point.0, point.1));
                is_drawing = true;
            } else {
                if is_drawing {
                    path.push_str(&format!("L{:.0} {:.0}", point.0, point.1));
                }
                is_drawing = false;
            }
            last = Some(point);
        }
        path
    }
}
