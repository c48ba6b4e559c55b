//! The stretch of days that a point means, as the report tells: "Thursday", "next week", "two days later", "in May".

use super::parts::{in_year, part_of, steps};
use super::{Anchor, Tense};
use crate::calendar::{Season, Stretch, Unit, moved, weekday};
use crate::lexicon::Pointer;
use crate::meaning::{Amount, Point};
use jiff::ToSpan;
use jiff::civil::Date;

impl Anchor {
    pub(super) fn stretch(&self, point: &Point, tense: Tense) -> Option<Stretch> {
        match point {
            Point::Fixed(stretch) => Some(*stretch),
            Point::FromToday(days) => {
                Some(Stretch::Day(moved(self.published.or(self.last_day)?, i64::from(*days).days())))
            }
            Point::SameDayIn(year) => {
                let day = self.report?;
                Date::new(*year, day.month(), day.day()).ok().map(Stretch::Day)
            }
            Point::Definite(Unit::Weekend) if tense == Tense::Future => {
                Some(Stretch::holding(self.published.or(self.last_day)?, Unit::Weekend))
            }
            Point::Definite(unit) => self.definite(*unit),
            Point::Beside { pointer, unit } => self.beside(*pointer, *unit),
            Point::Step { .. } => {
                let day = self.stepped(point)?;
                let Point::Step { unit, is_from_last, .. } = point else { return None };
                if *unit == Unit::Year
                    && let Some(period) = self.last_period
                {
                    let by = i32::from(day.year()) - i32::from(self.anchor_day(*is_from_last, *unit)?.year());
                    return Some(period.in_year((i32::from(period.year()) + by) as i16));
                }
                // "a decade ago" means the year, and so does "half a century ago".
                let is_part = matches!(point, Point::Step { amount: Amount::Exactly(number), .. } if number.fract() != 0.0);
                let is_year = *unit == Unit::Decade || *unit > Unit::Decade && is_part;
                Some(Stretch::holding(day, if is_year { Unit::Year } else { *unit }))
            }
            Point::Named { pointer, point } => self.named(*pointer, point, tense),
            Point::Within { part, whole } => {
                let whole = self.stretch(whole, tense)?;
                // "the 1988 period": the same quarter of that year.
                if **part == Point::Definite(Unit::Quarter) {
                    return Some(self.last_period.map_or(whole, |period| period.in_year(whole.year())));
                }
                part_of(part, whole).or_else(|| self.stretch(part, tense))
            }
            Point::DaysFrom { days, point } => {
                let Stretch::Day(day) = self.stretch(point, tense)? else { return None };
                Some(Stretch::Day(moved(day, i64::from(*days).days())))
            }
            Point::Holding { unit, point } => {
                let day = self.stretch(point, tense)?.first_day();
                Some(Stretch::holding(day, *unit))
            }
            Point::Nth { nth, unit, point } => {
                let whole = self.stretch(point, tense)?;
                if let (Stretch::Month(year, month), Unit::Week, 0..=4) = (whole, *unit, *nth) {
                    return Some(Stretch::WeekOfMonth(year, month, *nth as u8));
                }
                Some(match nth {
                    0 => Stretch::holding(whole.last_day(), *unit),
                    nth => Stretch::holding(whole.first_day(), *unit).shifted(*nth as i32 - 1),
                })
            }
            Point::NthWeekday { nth, weekday: number, point } => {
                let whole = self.stretch(point, tense)?;
                let first = whole.first_day();
                let day = match nth {
                    0 => {
                        let last = whole.last_day();
                        moved(last, (-i64::from(last.weekday().since(weekday(*number)))).days())
                    }
                    nth => {
                        let ahead = i64::from(weekday(*number).since(first.weekday()));
                        moved(first, (ahead + 7 * (i64::from(*nth) - 1)).days())
                    }
                };
                (day <= whole.last_day()).then_some(Stretch::Day(day))
            }
            Point::HalfOf { is_second, month } => match self.stretch(month, tense)? {
                Stretch::Month(year, month) => Some(Stretch::HalfMonth(year, month, *is_second)),
                _ => None,
            },
            Point::TwoAway { unit, is_back } => {
                Some(Stretch::holding(self.base()?, *unit).shifted(if *is_back { -2 } else { 2 }))
            }
            Point::YearBefore(point) => {
                let stretch = match point.as_ref() {
                    Point::Definite(Unit::Quarter | Unit::Year) => {
                        self.last_period.or_else(|| self.stretch(point, tense))?
                    }
                    point => self.stretch(point, tense)?,
                };
                Some(stretch.in_year(stretch.year().saturating_sub(1)))
            }
            Point::Weekday(number) => {
                let base = self.published.or(self.last_day)?;
                let back = i64::from(base.weekday().since(weekday(*number)));
                Some(Stretch::Day(match tense {
                    Tense::Future => moved(base, (7 * i64::from(back > 0) - back).days()),
                    Tense::Past | Tense::Over | Tense::Unknown => moved(base, (-back).days()),
                }))
            }
            Point::DayOfMonth(day) => self.day_of_month(*day, tense),
            Point::ShortYear(year) => Some(Stretch::Year(self.century_of(*year, 1))),
            Point::ShortDecade(decade) => Some(Stretch::Decade(self.century_of(*decade, 10))),
            recurring => self.nearest(recurring, tense),
        }
    }

    /// "on the 21st": of the month told just before, else the last one behind or the next one ahead.
    pub(super) fn day_of_month(&self, day: i8, tense: Tense) -> Option<Stretch> {
        let of_month = |base: Date| Date::new(base.year(), base.month(), day).ok();
        if let Some(told) = self.last_fine.filter(|_| self.is_month_told) {
            return of_month(told.first_day()).map(Stretch::Day);
        }
        let Some(published) = self.published else {
            return of_month(self.last_fine.or(self.last)?.first_day()).map(Stretch::Day);
        };
        // The nearest month that has such a day: no month of less than 31 days follows another.
        let months = (-2..=2).filter_map(|by: i64| of_month(moved(published.first_of_month(), by.months())));
        let found = match tense {
            Tense::Future => months.into_iter().find(|day| *day >= published),
            _ => months.into_iter().rfind(|day| *day <= published),
        };
        found.map(Stretch::Day)
    }

    /// "'99" is the last such year that is not far ahead; "the eighties" likewise.
    pub(super) fn century_of(&self, short: i16, years: i16) -> i16 {
        let in_century = 100 / years;
        let now = self.base().map_or(2000, Date::year).div_euclid(years);
        let ahead = if years == 1 { 10 } else { 0 };
        let year = now - (now - short).rem_euclid(in_century);
        if self.published.is_some() && year + in_century - now <= ahead { year + in_century } else { year }
    }

    /// Which May, summer, third quarter or Christmas is meant: the nearest, and rather one
    /// that suits the tense.
    pub(super) fn nearest(&self, point: &Point, tense: Tense) -> Option<Stretch> {
        let Some(published) = self.published else {
            return self.next_in_history(point);
        };
        (-1..=1).filter_map(|by| in_year(point, published.year().checked_add(by)?)).min_by_key(|stretch| {
            let (first, last) = (stretch.first_day(), stretch.last_day());
            let days = |from: Date, to: Date| i64::from((to - from).get_days());
            if last < published {
                days(last, published)
                    * match tense {
                        Tense::Future if matches!(point, Point::Month(_)) => 1000,
                        Tense::Future => 40,
                        _ => 10,
                    }
            } else if first > published {
                days(published, first)
                    * match tense {
                        Tense::Over => 1000,
                        // Quarters are mostly told of when they are over.
                        Tense::Past | Tense::Unknown if matches!(point, Point::Quarter(_)) => 60,
                        Tense::Past if matches!(point, Point::Month(_)) => 30,
                        Tense::Past if matches!(point, Point::Holiday(_)) => 60,
                        Tense::Past if matches!(point, Point::MonthDay(..)) => 40,
                        Tense::Past => 20,
                        Tense::Future => 10,
                        Tense::Unknown => 13,
                    }
            } else {
                0
            }
        })
    }

    /// A history goes forward: which October it is follows from the day told last, and from the
    /// year told last where that is another one.
    pub(super) fn next_in_history(&self, point: &Point) -> Option<Stretch> {
        const BACKWARD: i64 = 60;
        const SAME_YEAR: i64 = 300;
        const BACK_TO_YEAR: i64 = 400;
        let last = self.last?;
        let Some(fine) = self.last_fine else { return in_year(point, last.year()) };
        let (one, two) = (last.year(), fine.year());
        (one.min(two) - 1..=one.max(two) + 1)
            .filter(|year| (year - one).abs() <= 1 || (year - two).abs() <= 1)
            .filter_map(|year| in_year(point, year))
            .min_by_key(|stretch| {
                let days = i64::from((stretch.first_day() - fine.first_day()).get_days());
                let way = if stretch.last_day() >= fine.first_day() { days.max(0) } else { BACKWARD - days };
                match stretch.year() {
                    // A year told after the day that lies before it leads back there.
                    year if year == one && one < two => way - BACK_TO_YEAR,
                    year if year == one => way - SAME_YEAR,
                    _ => way,
                }
            })
    }

    pub(super) fn definite(&self, unit: Unit) -> Option<Stretch> {
        match unit {
            Unit::Quarter => {
                self.last_period.or_else(|| Some(Stretch::holding(self.base()?, Unit::Quarter).shifted(-1)))
            }
            Unit::Day | Unit::Week | Unit::Weekend | Unit::Month => {
                let base = self.published.or(self.last_day).or(self.last.map(Stretch::first_day))?;
                let stretch = Stretch::holding(base, unit);
                let is_over = unit == Unit::Weekend && base < stretch.first_day();
                Some(if is_over { stretch.shifted(-1) } else { stretch })
            }
            _ => Some(Stretch::holding(self.base()?, unit)),
        }
    }

    pub(super) fn beside(&self, pointer: Pointer, unit: Unit) -> Option<Stretch> {
        let told = || match unit {
            Unit::Day | Unit::Night => self.last_day.or(match self.last {
                None => self.published,
                Some(_) => None,
            }),
            _ => self.last.map(Stretch::first_day).or(self.published),
        };
        let (base, by) = match pointer {
            Pointer::Last => (self.base()?, -1),
            Pointer::This => (self.base()?, 0),
            Pointer::Next => (self.base().filter(|_| self.published.is_some()).or_else(told)?, 1),
            Pointer::Previous => (told()?, -1),
            Pointer::Following => (told()?, 1),
            Pointer::Same => (told()?, 0),
            // The last one that is over when the report is put out.
            Pointer::Latest if matches!(unit, Unit::Quarter | Unit::Year) => (self.base()?, -1),
            Pointer::Latest => return self.definite(unit),
        };
        Some(Stretch::holding(base, unit).shifted(by))
    }

    pub(super) fn named(&self, pointer: Pointer, point: &Point, tense: Tense) -> Option<Stretch> {
        let base = match pointer {
            Pointer::Previous | Pointer::Following | Pointer::Same => self.last_day.or(self.base())?,
            _ => self.base()?,
        };
        if let Point::Weekday(number) = point {
            let back = i64::from(base.weekday().since(weekday(*number)));
            return Some(Stretch::Day(match pointer {
                Pointer::Last | Pointer::Previous | Pointer::Latest => {
                    moved(base, -(back + 7 * i64::from(back == 0)).days())
                }
                Pointer::Next | Pointer::Following => moved(base, (7 - back).days()),
                Pointer::This | Pointer::Same => {
                    let in_week = moved(
                        base,
                        (i64::from(*number) - i64::from(base.weekday().to_monday_one_offset())).days(),
                    );
                    if in_week < base && tense != Tense::Past { moved(in_week, 7.days()) } else { in_week }
                }
            }));
        }
        let around = (-2..=2).filter_map(|by| in_year(point, base.year().checked_add(by)?));
        match pointer {
            Pointer::Last | Pointer::Previous | Pointer::Latest => {
                // "last December", said in December or January, is not the one just over.
                let just_over = moved(base, (-1).months());
                let end = if matches!(point, Point::Month(_)) { just_over } else { base };
                around.filter(|stretch| stretch.last_day() < end).max_by_key(|stretch| stretch.first_day())
            }
            Pointer::Next | Pointer::Following => {
                around.filter(|stretch| stretch.first_day() > base).min_by_key(|stretch| stretch.first_day())
            }
            Pointer::This | Pointer::Same => {
                let this_winter = matches!(point, Point::Season(Season::Winter)) && base.month() <= 3;
                in_year(point, base.year() - i16::from(this_winter))
            }
        }
    }

    pub(super) fn anchor_day(&self, is_from_last: bool, unit: Unit) -> Option<Date> {
        if is_from_last && unit < Unit::Month {
            self.last_day.or(self.published).or(self.last.map(Stretch::first_day))
        } else if is_from_last {
            // "two years earlier" counts from the year told last.
            self.last_day.or(self.last.map(Stretch::first_day)).or(self.published)
        } else {
            self.base()
        }
    }

    /// "A week later she fled", where no day was told that it could count from: what was done did not come after the
    /// report.
    pub(super) fn is_from_nothing(&self, point: &Point) -> bool {
        let is_forward = match point {
            Point::Step { unit, is_back: false, is_from_last: true, .. } => *unit < Unit::Month,
            Point::Beside { pointer: Pointer::Next | Pointer::Following, unit: Unit::Day | Unit::Night } => {
                true
            }
            _ => false,
        };
        is_forward && self.last_day.is_none() && self.published.is_some()
    }

    pub(super) fn stepped(&self, point: &Point) -> Option<Date> {
        let Point::Step { amount: Amount::Exactly(number), unit, is_back, is_from_last } = point else {
            return None;
        };
        steps(self.anchor_day(*is_from_last, *unit)?, *number, *unit, *is_back)
    }
}
