//! The days of the whole record: its years, the months of one of them, the days of one of these.

use super::plain::{plain_day, plain_month};
use dateline_ask::DayCount;
use jiff::civil::Date;

/// A calendar to go through the record by.
#[derive(Default)]
pub struct Calendar {
    pub years: Vec<Step>,
    pub months: Vec<Step>,
    /// Weeks from Monday; none for a day of another month.
    pub weeks: Vec<Vec<Option<Step>>>,
    pub month: String,
}

/// A year, a month or a day to go to.
#[derive(Clone)]
pub struct Step {
    pub href: String,
    pub iso: String,
    pub name: String,
    pub plain: String,
    pub reports: u64,
    pub deeds: u64,
    /// From 1 (little) to 4 (most); 0 where there is nothing.
    pub weight: u64,
    pub is_chosen: bool,
}

/// The calendar with one year and month open; addresses are `base` with the year, month or day.
pub fn calendar(base: &str, months: &[DayCount], year: &str, month: &str, days: &[DayCount]) -> Calendar {
    let mut years: Vec<DayCount> = Vec::new();
    for one in months {
        let name = one.day.get(..4).unwrap_or_default();
        match years.last_mut().filter(|year| year.day == name) {
            Some(year) => {
                year.reports += one.reports;
                year.deeds += one.deeds;
            }
            None => years.push(DayCount { day: name.to_owned(), ..one.clone() }),
        }
    }
    let of_year: Vec<&DayCount> = months.iter().filter(|one| one.day.starts_with(year)).collect();
    let known: Vec<DayCount> = month_days(month)
        .into_iter()
        .map(|(day, _)| {
            let found = days.iter().find(|one| one.day == day).cloned();
            found.unwrap_or(DayCount { day, reports: 0, deeds: 0 })
        })
        .collect();
    let of_years = most(years.iter().map(weight));
    let of_months = most(of_year.iter().copied().map(weight));
    let of_days = most(known.iter().map(weight));
    let step = |one: &DayCount, name: String, plain: String, most: u64, chosen: &str| Step {
        href: format!("{base}{}", one.day),
        is_chosen: one.day == chosen,
        weight: (weight(one) * 4).div_ceil(most),
        iso: one.day.clone(),
        reports: one.reports,
        deeds: one.deeds,
        name,
        plain,
    };
    let mut weeks: Vec<Vec<Option<Step>>> = Vec::new();
    if !days.is_empty() {
        let offset = known.first().and_then(|one| one.day.parse::<Date>().ok());
        let offset = offset.map_or(0, |first| first.weekday().to_monday_zero_offset().unsigned_abs());
        let mut cells: Vec<Option<Step>> = vec![None; usize::from(offset)];
        cells.extend(known.iter().map(|one| {
            let number = one.day.get(8..).unwrap_or_default().trim_start_matches('0').to_owned();
            Some(step(one, number, plain_day(&one.day), of_days, ""))
        }));
        cells.resize(cells.len().div_ceil(7) * 7, None);
        weeks = cells.chunks(7).map(<[_]>::to_vec).collect();
    }
    Calendar {
        years: years.iter().map(|one| step(one, one.day.clone(), one.day.clone(), of_years, year)).collect(),
        months: of_year
            .iter()
            .map(|one| step(one, plain_month(&one.day), plain_month(&one.day), of_months, month))
            .collect(),
        weeks,
        month: plain_month(month),
    }
}

/// The days of a month.
pub fn month_days(month: &str) -> Vec<(String, u32)> {
    let first = format!("{month}-01").parse::<jiff::civil::Date>();
    let Ok(first) = first else { return Vec::new() };
    (1..=first.days_in_month())
        .map(|day| (format!("{month}-{day:02}"), u32::from(day.unsigned_abs())))
        .collect()
}

/// Deeds are what happened; where none are told, reports stand for them.
fn weight(one: &DayCount) -> u64 {
    one.deeds * 2 + one.reports
}

fn most(weights: impl Iterator<Item = u64>) -> u64 {
    weights.max().unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_laid_out_in_weeks() {
        let count = |day: &str| DayCount { day: day.to_owned(), reports: 1, deeds: 0 };
        let calendar = calendar(
            "/t?in=",
            &[count("1995-08"), count("1996-01")],
            "1995",
            "1995-08",
            &[count("1995-08-28")],
        );
        // 1 August 1995 was a Tuesday.
        assert_eq!(calendar.weeks.len(), 5);
        assert!(calendar.weeks[0][0].is_none());
        assert_eq!(calendar.weeks[0][1].as_ref().map(|day| day.iso.as_str()), Some("1995-08-01"));
        assert_eq!(calendar.years.len(), 2);
        assert_eq!(calendar.months.len(), 1);
        let market = calendar.weeks[4][0].as_ref();
        assert_eq!(market.map(|day| (day.href.as_str(), day.weight)), Some(("/t?in=1995-08-28", 4)));
    }
}
