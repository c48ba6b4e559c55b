//! What happened on which days: a calendar of the whole record, the days that mattered, a map of the
//! places by day.

use super::calendar::{Calendar, calendar};
use super::take::{Format, Line, Take, taken};
use super::views::{encode, one_line, plain_date, plain_day, plain_month};
use super::{Page, given, given_day, render};
use crate::draw::map_of_days;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{
    Ask, AskError, DayCount, PlaceSeen, Stretch, TimelineDay, TimelineOptions, first_day, is_day, last_day,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Question {
    about: String,
    from: String,
    to: String,
    days: String,
    /// A year, month or day; "all" for the whole record. Without it, the month in which most happened.
    #[serde(rename = "in")]
    within: String,
    format: String,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct Timeline {
    about: String,
    from: String,
    to: String,
    days_wanted: String,
    shown: String,
    calendar: Calendar,
    days: Vec<Day>,
    map: String,
    slider: String,
    last: usize,
    places: Vec<PlacesOn>,
    take: Take,
}

struct Day {
    iso: String,
    plain: String,
    sentences: Vec<Sentence>,
}

struct Sentence {
    href: String,
    text: String,
}

/// The places of one day, for whoever has no slider.
struct PlacesOn {
    plain: String,
    href: String,
    names: Vec<(String, String)>,
}

/// Places of a month that are drawn, and of one day that are listed.
const PLACES: usize = 600;
const LISTED: usize = 8;

struct Found {
    days: Vec<TimelineDay>,
    months: Vec<DayCount>,
    of_month: Vec<DayCount>,
    month: String,
    within: String,
    places: Vec<(String, PlaceSeen)>,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    for (name, day) in [("from", &question.from), ("to", &question.to)] {
        given_day(name, day)?;
    }
    if question.within.trim() != "all" {
        given_day("in", &question.within)?;
    }
    let asked = question.clone();
    let found = pool.ask(move |ask| found(&ask, &asked)).await?;
    let days = found.days;
    if let Some(format) = format {
        let told = days.iter().flat_map(|day| day.evidence.iter().map(move |one| (day, one)));
        let lines: Vec<Line> = told
            .map(|(day, one)| Line {
                kind: "day",
                day: day.date.clone(),
                content: one_line(&one.text),
                report: one.report.to_string(),
                start: one.start,
                end: one.end,
                link: format!("/report/{}?at={}-{}#at", encode(one.report.as_str()), one.start, one.end),
                ..Line::default()
            })
            .collect();
        return taken("timeline", format, &lines);
    }
    let days = days
        .into_iter()
        .map(|day| Day {
            plain: plain_day(&day.date),
            iso: day.date,
            sentences: day
                .evidence
                .iter()
                .map(|one| Sentence {
                    href: format!("/report/{}?at={}-{}#at", encode(one.report.as_str()), one.start, one.end),
                    text: one_line(&one.text),
                })
                .collect(),
        })
        .collect();
    let year = found.month.get(..4).unwrap_or_default().to_owned();
    let (map, on, places) = places(&found.places);
    let Question { about, from, to, days: days_wanted, .. } = question;
    let parts = [
        ("about", about.as_str()),
        ("from", &from),
        ("to", &to),
        ("days", &days_wanted),
        ("in", &found.within),
    ];
    render(&Timeline {
        take: Take::of("/timeline", &parts),
        shown: shown(&found.within),
        calendar: calendar("/timeline?in=", &found.months, &year, &found.month, &found.of_month),
        last: on.len(),
        slider: std::iter::once("all days".to_owned()).chain(on).collect::<Vec<_>>().join("|"),
        about,
        from,
        to,
        days_wanted,
        days,
        map,
        places,
    })
}

fn found(ask: &Ask<'_>, question: &Question) -> Result<Found, AskError> {
    let mut months = ask.calendar(Stretch::Month, None)?;
    months.retain(|month| month.reports > 0);
    let is_free =
        given(&question.about).is_some() || given(&question.from).is_some() || given(&question.to).is_some();
    let most = months.iter().max_by_key(|month| (month.deeds, month.reports)).map(|month| month.day.clone());
    let asked = given(&question.within).filter(|asked| asked == "all" || is_day(asked));
    let within = match asked {
        Some(asked) => asked,
        None if is_free => "all".to_owned(),
        None => most.clone().unwrap_or_else(|| "all".to_owned()),
    };
    // The month that is open in the calendar: of a year, that in which most happened.
    let of_year =
        months.iter().filter(|month| month.day.starts_with(&within)).max_by_key(|month| month.deeds);
    let month = match within.get(..7) {
        Some(month) if within != "all" => Some(month.to_owned()),
        _ => of_year.map(|month| month.day.clone()).or(most),
    };
    let month = month.unwrap_or_default();
    let stretch = (within != "all").then(|| (first_day(&within), last_day(&within)));
    let options = TimelineOptions {
        days: Some(given(&question.days).and_then(|days| days.parse().ok()).unwrap_or(30).clamp(1, 200)),
        from: given(&question.from).or(stretch.as_ref().map(|(from, _)| from.clone())),
        to: given(&question.to).or(stretch.as_ref().map(|(_, to)| to.clone())),
        about: given(&question.about),
        ..TimelineOptions::default()
    };
    let (since, until) = stretch.unwrap_or_else(|| (first_day(&month), last_day(&month)));
    Ok(Found {
        days: ask.timeline(&options, Some(super::MOST))?,
        of_month: if month.is_empty() { Vec::new() } else { ask.calendar(Stretch::Day, Some(&month))? },
        places: ask.places_by_day(&since, &until, PLACES)?,
        months,
        month,
        within,
    })
}

fn shown(within: &str) -> String {
    match within.len() {
        3 => "the whole record".to_owned(),
        7 => plain_month(within),
        10 => plain_day(within),
        _ => within.to_owned(),
    }
}

/// The map of the places of some days, the days, and the same as a list.
fn places(found: &[(String, PlaceSeen)]) -> (String, Vec<String>, Vec<PlacesOn>) {
    let mut by_day: BTreeMap<&str, Vec<&PlaceSeen>> = BTreeMap::new();
    for (day, place) in found.iter().filter(|(_, place)| place.lat.is_some()) {
        by_day.entry(day).or_default().push(place);
    }
    let mut together: BTreeMap<&str, (PlaceSeen, Vec<usize>)> = BTreeMap::new();
    for (number, places) in by_day.values().enumerate() {
        for place in places {
            let known = together
                .entry(&place.name)
                .or_insert_with(|| (PlaceSeen { times: 0, ..(*place).clone() }, Vec::new()));
            known.0.times += place.times;
            known.1.push(number + 1);
        }
    }
    let mut together: Vec<(PlaceSeen, Vec<usize>)> = together.into_values().collect();
    together.sort_by(|a, b| b.0.times.cmp(&a.0.times).then_with(|| a.0.name.cmp(&b.0.name)));
    let days = by_day.keys().map(|day| plain_date(day)).collect();
    let list = by_day.iter().map(|(day, places)| PlacesOn {
        plain: plain_day(day),
        href: format!("/?day={day}"),
        names: places
            .iter()
            .take(LISTED)
            .map(|place| (place.name.clone(), format!("/?day={day}&place={}", encode(&place.name))))
            .collect(),
    });
    (map_of_days(&together), days, list.collect())
}
