//! Stretches of the calendar: a day, a week, a season, a century; their neighbours and how
//! TIMEX3 and EDTF write them.

use dateline_model::Edtf;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::Deserialize;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// How TIMEX3 writes a length of it: what it is multiplied by, the letters before the number
    /// ("PT" within a day) and the one behind it.
    pub fn code(self) -> (f64, &'static str, char) {
        match self {
            Unit::Second => (1.0, "PT", 'S'),
            Unit::Minute => (1.0, "PT", 'M'),
            Unit::Hour => (1.0, "PT", 'H'),
            Unit::Day | Unit::Night => (1.0, "P", 'D'),
            Unit::Weekend => (2.0, "P", 'D'),
            Unit::Week => (1.0, "P", 'W'),
            Unit::Fortnight => (2.0, "P", 'W'),
            Unit::Month => (1.0, "P", 'M'),
            Unit::Quarter => (3.0, "P", 'M'),
            Unit::Year => (1.0, "P", 'Y'),
            Unit::Decade => (10.0, "P", 'Y'),
            Unit::Century => (100.0, "P", 'Y'),
            Unit::Millennium => (1.0, "P", 'L'),
        }
    }
}

/// A season of the northern half of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Season {
    /// March to May.
    #[serde(rename = "SP")]
    Spring,
    /// June to August.
    #[serde(rename = "SU")]
    Summer,
    /// September to November.
    #[serde(rename = "FA")]
    Autumn,
    /// December to February; it has the year in which it begins.
    #[serde(rename = "WI")]
    Winter,
}

/// One stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// One day.
    Day(Date),
    /// Saturday and Sunday, by the Saturday.
    Weekend(Date),
    /// By its Monday.
    Week(Date),
    /// Year and month.
    Month(i16, i8),
    /// Year, month, and which week of it, 1 to 4; 0 for the last seven days.
    WeekOfMonth(i16, i8, u8),
    /// Year, month, and whether it is the second half of it.
    HalfMonth(i16, i8, bool),
    /// Year and quarter, 1 to 4.
    Quarter(i16, i8),
    /// Year and half, 1 or 2.
    Half(i16, i8),
    /// Year and season.
    Season(i16, Season),
    /// A year; 490 BC is -489.
    Year(i16),
    /// By its first year without the last digit: 199.
    Decade(i16),
    /// By its first year without the last two digits: 19.
    Century(i16),
}

impl Stretch {
    /// That of a unit in which a day lies; none for what is shorter than a day.
    pub fn holding(day: Date, unit: Unit) -> Stretch {
        let monday = || day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Stretch::Day(day),
            Unit::Weekend => Stretch::Weekend(monday().saturating_add(5.days())),
            Unit::Week | Unit::Fortnight => Stretch::Week(monday()),
            Unit::Month => Stretch::Month(day.year(), day.month()),
            Unit::Quarter => Stretch::Quarter(day.year(), (day.month() - 1) / 3 + 1),
            Unit::Year => Stretch::Year(day.year()),
            Unit::Decade => Stretch::Decade(day.year().div_euclid(10)),
            Unit::Century | Unit::Millennium => Stretch::Century(day.year().div_euclid(100)),
        }
    }

    /// Its unit; seasons and halves count as quarters.
    pub fn unit(self) -> Unit {
        match self {
            Stretch::Day(_) => Unit::Day,
            Stretch::Weekend(_) => Unit::Weekend,
            Stretch::Week(_) | Stretch::WeekOfMonth(..) => Unit::Week,
            Stretch::Month(..) | Stretch::HalfMonth(..) => Unit::Month,
            Stretch::Quarter(..) | Stretch::Half(..) | Stretch::Season(..) => Unit::Quarter,
            Stretch::Year(_) => Unit::Year,
            Stretch::Decade(_) => Unit::Decade,
            Stretch::Century(_) => Unit::Century,
        }
    }

    /// The one so many places on (or back).
    #[must_use]
    pub fn shifted(self, by: i32) -> Stretch {
        let days = |day: Date, each: i32| moved(day, i64::from(each.saturating_mul(by)).days());
        let parts = |year: i16, part: i8, in_year: i32| {
            let at = i32::from(year) * in_year + i32::from(part) - 1;
            let at = at.saturating_add(by);
            (bounded(at.div_euclid(in_year)), at.rem_euclid(in_year) as i8 + 1)
        };
        match self {
            Stretch::Day(day) => Stretch::Day(days(day, 1)),
            Stretch::Weekend(day) => Stretch::Weekend(days(day, 7)),
            Stretch::Week(day) => Stretch::Week(days(day, 7)),
            Stretch::WeekOfMonth(..) => Stretch::Week(days(self.calendar_week(), 7)),
            Stretch::Month(year, month) => {
                let (year, month) = parts(year, month, 12);
                Stretch::Month(year, month)
            }
            Stretch::HalfMonth(year, month, is_second) => {
                let (year, half) = parts(year, 2 * month - 1 + i8::from(is_second), 24);
                Stretch::HalfMonth(year, (half + 1) / 2, half % 2 == 0)
            }
            Stretch::Quarter(year, quarter) => {
                let (year, quarter) = parts(year, quarter, 4);
                Stretch::Quarter(year, quarter)
            }
            Stretch::Half(year, half) => {
                let (year, half) = parts(year, half, 2);
                Stretch::Half(year, half)
            }
            Stretch::Season(year, season) => {
                Stretch::Season(bounded(i32::from(year).saturating_add(by)), season)
            }
            Stretch::Year(year) => Stretch::Year(bounded(i32::from(year).saturating_add(by))),
            Stretch::Decade(decade) => {
                Stretch::Decade(bounded(i32::from(decade).saturating_add(by)).clamp(-990, 990))
            }
            Stretch::Century(century) => {
                Stretch::Century(bounded(i32::from(century).saturating_add(by)).clamp(-98, 98))
            }
        }
    }

    /// The Monday of the week of the calendar that most of a week of a month lies in, as ISO 8601 gives a week to
    /// the year that most of it lies in.
    fn calendar_week(self) -> Date {
        let middle = moved(self.first_day(), 3.days());
        moved(middle, (-i64::from(middle.weekday().to_monday_zero_offset())).days())
    }

    /// The year in which it begins.
    pub fn year(self) -> i16 {
        self.first_day().year()
    }

    /// The same, so many years on; what has no years to move (a week) moves by their weeks.
    #[must_use]
    pub fn in_year(self, year: i16) -> Stretch {
        match self {
            Stretch::Day(day) => Stretch::Day(
                Date::new(year, day.month(), day.day())
                    .unwrap_or(Date::new(year, day.month(), 28).unwrap_or(day)),
            ),
            Stretch::Month(_, month) => Stretch::Month(year, month),
            Stretch::HalfMonth(_, month, is_second) => Stretch::HalfMonth(year, month, is_second),
            Stretch::WeekOfMonth(_, month, week) => Stretch::WeekOfMonth(year, month, week),
            Stretch::Quarter(_, quarter) => Stretch::Quarter(year, quarter),
            Stretch::Half(_, half) => Stretch::Half(year, half),
            Stretch::Season(_, season) => Stretch::Season(year, season),
            Stretch::Year(_) => Stretch::Year(year),
            other => other,
        }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        let date = |year: i16, month: i8| {
            Date::new(year.clamp(-9998, 9998), month.clamp(1, 12), 1).unwrap_or(Date::ZERO)
        };
        match self {
            Stretch::Day(day) | Stretch::Weekend(day) | Stretch::Week(day) => day,
            Stretch::Month(year, month) | Stretch::HalfMonth(year, month, false) => date(year, month),
            Stretch::HalfMonth(year, month, true) => moved(date(year, month), 15.days()),
            Stretch::WeekOfMonth(year, month, 0) => {
                moved(Stretch::Month(year, month).last_day(), (-6).days())
            }
            Stretch::WeekOfMonth(year, month, week) => {
                moved(date(year, month), (7 * (i64::from(week) - 1)).days())
            }
            Stretch::Quarter(year, quarter) => date(year, 3 * quarter - 2),
            Stretch::Half(year, half) => date(year, 6 * half - 5),
            Stretch::Season(year, season) => date(year, 3 + 3 * season as i8),
            Stretch::Year(year) => date(year, 1),
            Stretch::Decade(decade) => date(decade * 10, 1),
            // There was no year 0: the 5th century BC is 500 to 401 BC.
            Stretch::Century(century) => date(century * 100 + i16::from(century <= 0), 1),
        }
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        let next = match self {
            Stretch::Day(day) => return day,
            Stretch::Weekend(day) => return moved(day, 1.days()),
            Stretch::Week(day) => return moved(day, 6.days()),
            Stretch::WeekOfMonth(..) => return moved(self.first_day(), 6.days()),
            Stretch::Season(..) => moved(self.first_day(), 3.months()),
            other => other.shifted(1).first_day(),
        };
        moved(next, (-1).days())
    }

    /// TIMEX3's value.
    pub fn timex(self) -> String {
        match self {
            Stretch::Day(day) => format!("{}-{:02}-{:02}", year_code(day.year()), day.month(), day.day()),
            Stretch::Week(day) => week_code(day),
            Stretch::WeekOfMonth(..) => week_code(self.calendar_week()),
            Stretch::Weekend(day) => week_code(day) + "-WE",
            Stretch::Month(year, month) | Stretch::HalfMonth(year, month, _) => {
                format!("{}-{month:02}", year_code(year))
            }
            Stretch::Quarter(year, quarter) => format!("{}-Q{quarter}", year_code(year)),
            Stretch::Half(year, half) => format!("{}-H{half}", year_code(year)),
            Stretch::Season(year, season) => format!("{}-{}", year_code(year), season.code()),
            Stretch::Year(year) => year_code(year),
            Stretch::Decade(decade) if decade >= 0 => format!("{decade:03}"),
            Stretch::Decade(decade) => format!("BC{:03}", -decade),
            Stretch::Century(century) if century >= 0 => format!("{century:02}"),
            Stretch::Century(century) => format!("BC{:02}", -century - 1),
        }
    }

    /// It in EDTF.
    pub fn edtf(self) -> Edtf {
        match self {
            Stretch::Day(day) => Edtf::day(day),
            Stretch::Week(_) | Stretch::WeekOfMonth(..) | Stretch::Weekend(_) | Stretch::HalfMonth(..) => {
                Edtf::interval(self.first_day(), self.last_day())
            }
            Stretch::Month(year, month) => Edtf::month(year, month),
            Stretch::Quarter(year, quarter) => Edtf::new(format!("{}-{}", Edtf::year(year), 32 + quarter)),
            Stretch::Half(year, half) => Edtf::new(format!("{}-{}", Edtf::year(year), 39 + half)),
            Stretch::Season(year, season) => Edtf::new(format!("{}-{}", Edtf::year(year), 21 + season as i8)),
            Stretch::Year(year) => Edtf::year(year),
            Stretch::Decade(decade) if decade >= 0 => Edtf::new(format!("{decade:03}X")),
            Stretch::Century(century) if century >= 0 => Edtf::new(format!("{century:02}XX")),
            Stretch::Decade(_) | Stretch::Century(_) => Edtf::interval(self.first_day(), self.last_day()),
        }
    }
}

impl Season {
    /// TIMEX3's two letters.
    pub fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }
}

/// A day moved, or as far as the calendar goes.
pub fn moved(day: Date, by: Span) -> Date {
    day.saturating_add(by)
}

/// The weekday of that number, 1 for Monday.
pub fn weekday(number: i8) -> Weekday {
    Weekday::from_monday_one_offset(number.clamp(1, 7)).unwrap_or(Weekday::Monday)
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of *Nature*, 1876).
pub fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(year as i16, month as i8, day as i8).ok()
}

/// Easter Sunday of the eastern churches, as a day of the Gregorian calendar (Meeus' Julian algorithm).
pub fn orthodox_easter(year: i16) -> Option<Date> {
    let number = i32::from(year);
    let (a, b, c) = (number % 4, number % 7, number % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let julian = Date::new(year, month as i8, day as i8).ok()?;
    Some(moved(julian, i64::from(number / 100 - number / 400 - 2).days()))
}

fn bounded(year: i32) -> i16 {
    year.clamp(-9998, 9998) as i16
}

fn year_code(year: i16) -> String {
    if year <= 0 { format!("BC{:04}", 1 - i32::from(year)) } else { format!("{year:04}") }
}

fn week_code(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{}-W{:02}", year_code(week.year()), week.week())
}
