//! Which outlets and days the record holds, so that gaps are seen at once.

use super::calendar::{Calendar, calendar, month_days};
use super::stories::{last_that_came, some};
use super::take::address;
use super::views::{encode, plain_date, plain_month};
use super::{Page, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Ask, AskError, Covered, DayCount, Stretch, gaps, is_to_come};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Outlets that have a line; the others are one together.
const OUTLETS: usize = 40;
/// Days without a report that are called a gap, and gaps that are listed.
const GAP: i32 = 3;
const LISTED: usize = 20;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    #[serde(rename = "in")]
    within: String,
}

#[derive(Template)]
#[template(path = "coverage.html")]
struct Coverage {
    summary: String,
    month: String,
    calendar: Calendar,
    days: Vec<Head>,
    rows: Vec<Row>,
    others: usize,
    gaps: Vec<Gap>,
    silent: Vec<Silent>,
    undated: String,
    to_come: String,
}

struct Head {
    day: String,
    number: u32,
}

struct Row {
    name: String,
    href: String,
    total: u64,
    cells: Vec<Cell>,
}

struct Cell {
    day: String,
    number: u32,
    reports: u64,
    weight: u64,
    href: String,
}

struct Gap {
    from: String,
    to: String,
    days: i32,
    href: String,
}

/// An outlet that had reports in this year, and since when it has none.
struct Silent {
    name: String,
    last: String,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let within = question.within;
    let found = pool.ask(move |ask| found(&ask, &within)).await?;
    let Found { months, days, covered, year, month, undated } = found;
    let has_come = |day: &&DayCount| day.reports > 0 && !is_to_come(&day.day);
    let printed: Vec<&str> = days.iter().filter(has_come).map(|day| day.day.as_str()).collect();
    let to_come: u64 = days.iter().filter(|day| is_to_come(&day.day)).map(|day| day.reports).sum();
    let mut holes = gaps(&printed, GAP);
    holes.sort_by_key(|(_, _, days)| std::cmp::Reverse(*days));
    let reports: u64 = days.iter().map(|day| day.reports).sum::<u64>() - to_come;
    let (rows, others) = rows(&month, &covered);
    let heads = month_days(&month);
    render(&Coverage {
        summary: match (printed.first(), printed.last()) {
            (Some(first), Some(last)) => format!(
                "{} on {}, {} to {}",
                some(reports, "report", "reports"),
                some(printed.len() as u64, "day", "days"),
                plain_date(first),
                plain_date(last)
            ),
            _ => String::new(),
        },
        calendar: calendar("/coverage?in=", &months, &year, &month, &[]),
        days: heads.into_iter().map(|(day, number)| Head { day, number }).collect(),
        rows,
        others,
        gaps: holes
            .into_iter()
            .take(LISTED)
            .map(|(from, to, days)| Gap {
                href: format!("/coverage?in={}", from.get(..7).unwrap_or_default()),
                from: plain_date(&from),
                to: plain_date(&to),
                days,
            })
            .collect(),
        silent: silent(&covered, printed.last().copied().unwrap_or_default()),
        month: plain_month(&month),
        undated: match undated {
            0 => String::new(),
            1 => "1 report has no day.".to_owned(),
            many => format!("{many} reports have no day."),
        },
        to_come: match to_come {
            0 => String::new(),
            1 => "1 report has a day that has not come yet.".to_owned(),
            many => format!("{many} reports have a day that has not come yet."),
        },
    })
}

struct Found {
    months: Vec<DayCount>,
    days: Vec<DayCount>,
    covered: Vec<Covered>,
    year: String,
    month: String,
    undated: u64,
}

fn found(ask: &Ask<'_>, within: &str) -> Result<Found, AskError> {
    let mut months = ask.calendar(Stretch::Month, None)?;
    months.retain(|month| month.reports > 0);
    let in_year = |year: &str| months.iter().rev().find(|month| month.day.starts_with(year));
    let asked = within.get(..7).filter(|asked| months.iter().any(|month| month.day == *asked));
    let month = match asked {
        Some(month) => month.to_owned(),
        None => within
            .get(..4)
            .and_then(in_year)
            .or(last_that_came(&months))
            .map(|month| month.day.clone())
            .unwrap_or_default(),
    };
    let year = month.get(..4).unwrap_or_default().to_owned();
    let covered = if year.is_empty() {
        Vec::new()
    } else {
        ask.coverage(Some(&format!("{year}-01-01")), Some(&format!("{year}-12-31")))?
    };
    let days = ask.calendar(Stretch::Day, None)?;
    let dated: u64 = days.iter().map(|day| day.reports).sum();
    let undated = ask.counts()?.reports.saturating_sub(dated);
    Ok(Found { months, days, covered, year, month, undated })
}

/// A line for each outlet, those with most reports in the month first, and how many have none.
fn rows(month: &str, covered: &[Covered]) -> (Vec<Row>, usize) {
    let mut by: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
    for one in covered {
        let name = one.source.as_deref().unwrap_or("");
        let days = by.entry(name).or_default();
        if let Some(day) = one.day.as_deref().filter(|day| day.starts_with(month)) {
            *days.entry(day).or_default() += one.reports;
        }
    }
    let most = by.values().flat_map(BTreeMap::values).copied().max().unwrap_or(1);
    let mut lines: Vec<(&str, BTreeMap<&str, u64>)> = by.into_iter().collect();
    let total = |days: &BTreeMap<&str, u64>| days.values().sum::<u64>();
    lines.sort_by_key(|(_, days)| std::cmp::Reverse(total(days)));
    let others = lines.len().saturating_sub(OUTLETS);
    let rows = lines.into_iter().take(OUTLETS).map(|(name, days)| Row {
        name: if name.is_empty() { "no outlet named".to_owned() } else { name.to_owned() },
        href: if name.is_empty() {
            String::new()
        } else {
            address("/", &[("source", name)]).trim_end_matches('&').to_owned()
        },
        total: total(&days),
        cells: month_days(month)
            .into_iter()
            .map(|(day, number)| {
                let reports = days.get(day.as_str()).copied().unwrap_or_default();
                Cell {
                    reports,
                    weight: (reports * 4).div_ceil(most),
                    href: format!("/?day={day}&source={}", encode(name)),
                    number,
                    day,
                }
            })
            .collect(),
    });
    (rows.collect(), others)
}

/// Outlets that have been silent for a while before the record's last day.
fn silent(covered: &[Covered], last: &str) -> Vec<Silent> {
    let mut latest: BTreeMap<&str, &str> = BTreeMap::new();
    for one in covered {
        if let (Some(day), Some(source)) = (one.day.as_deref(), one.source.as_deref()) {
            let known = latest.entry(source).or_default();
            *known = (*known).max(day);
        }
    }
    let days = |day: &str| {
        let from = day.parse::<jiff::civil::Date>().ok()?;
        Some(from.until(last.parse::<jiff::civil::Date>().ok()?).ok()?.get_days())
    };
    let silent = latest.into_iter().filter(|(_, day)| days(day).is_some_and(|days| days > 2 * GAP));
    silent.take(LISTED).map(|(name, day)| Silent { name: name.to_owned(), last: plain_date(day) }).collect()
}
