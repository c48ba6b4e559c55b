//! From what an expression means to its value: from which day it counts, and which of the
//! Mondays, Mays and winters is meant.

use super::calendar::{Season, Stretch, Unit, easter, moved, orthodox_easter, weekday};
use super::lexicon::{Holiday, Pointer};
use super::meaning::{Amount, Expression, Meaning, Point, length};
use dateline_model::{Edtf, TimexType};
use jiff::ToSpan;
use jiff::civil::Date;

/// Whether the words around tell of what was or of what will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "met", "was".
    Past,
    /// It can only be behind: "the year ended Jan. 31".
    Over,
    /// "will meet", "is due".
    Future,
    /// Neither is plain.
    Unknown,
}

/// The value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// TIMEX3's type.
    pub kind: TimexType,
    /// TIMEX3's value.
    pub timex: String,
    /// EDTF, where it means a day or a stretch of days.
    pub edtf: Option<Edtf>,
    /// How sure the value is, from 0 to 1.
    pub confidence: f32,
}

/// So many dates of years gone by in a row make a text tell of the past …
const PAST_DATES: usize = 3;
/// … and so many carry it over the end of a paragraph.
const PAST_PARAGRAPHS: usize = 5;

/// What the expressions before have set: the day of the report, and the times told last.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The day of the report, where it is known and the text counts from it.
    pub published: Option<Date>,
    /// The stretch told last.
    pub last: Option<Stretch>,
    /// The day told last.
    pub last_day: Option<Date>,
    /// What was told last as a month, season or finer.
    pub last_fine: Option<Stretch>,
    /// The quarter, half or month told last, while the text still speaks of its figures.
    pub last_period: Option<Stretch>,
    /// Whether a month was told by the expression just before.
    is_month_told: bool,
    /// The day of the report; [`Self::published`] is none while the text tells of years gone by.
    report: Option<Date>,
    /// How many dates of years gone by were told in a row.
    told_of_past: usize,
    /// Whether the text as a whole tells of years gone by.
    is_all_past: bool,
}

impl Anchor {
    /// Before anything was told; whether the text as a whole [`tells of the past`](super::habits).
    pub fn new(published: Option<Date>, tells_past: bool) -> Self {
        Anchor {
            published: published.filter(|_| !tells_past),
            last: None,
            last_day: None,
            last_fine: None,
            last_period: None,
            is_month_told: false,
            report: published,
            told_of_past: 0,
            is_all_past: tells_past,
        }
    }

    /// Whether the text is telling of years gone by, so that its dates hang on each other: several
    /// dates with a year that is over have been told in a row, and nothing since that counts from the
    /// day of the report.
    pub fn is_past(&self) -> bool {
        self.is_all_past || self.told_of_past >= PAST_DATES
    }

    /// A new paragraph goes back to the report's own day, unless much of the past has been told.
    pub fn paragraph(&mut self) {
        if self.told_of_past < PAST_PARAGRAPHS {
            self.told_of_past = 0;
        }
        self.is_month_told = false;
        self.published = self.report.filter(|_| !self.is_past());
    }

    /// What an expression says of the time that the text is telling of.
    fn follow(&mut self, meaning: &Meaning) {
        let (Meaning::Point(point) | Meaning::Moment { day: Some(point), .. }) = meaning else { return };
        let Some(report) = self.report else { return };
        match point {
            Point::Fixed(stretch) if stretch.last_day().year() < report.year() - 1 => {
                self.told_of_past = (self.told_of_past + 1).min(PAST_PARAGRAPHS);
            }
            // "yesterday", "three weeks ago", "last year", this year's dates.
            Point::Fixed(_)
            | Point::FromToday(-1..=1)
            | Point::Weekday(_)
            | Point::Named { pointer: Pointer::Last | Pointer::Next | Pointer::This, .. }
            | Point::Step { is_from_last: false, .. }
            | Point::Beside { pointer: Pointer::Last | Pointer::Next, .. } => self.told_of_past = 0,
            // "in June last year".
            Point::Within { whole, .. } if matches!(**whole, Point::Beside { .. }) => self.told_of_past = 0,
            _ => {}
        }
        self.published = self.report.filter(|_| !self.is_past());
    }

    /// The value of an expression; what follows counts from it.
    pub fn resolve(&mut self, expression: &Expression, tense: Tense) -> Value {
        self.follow(&expression.meaning);
        let mut value = self.value(expression, tense);
        value.confidence = confidence(&expression.meaning, tense);
        self.is_month_told = self.last_fine.is_some()
            && matches!(
                &expression.meaning,
                Meaning::Point(
                    Point::Month(_)
                        | Point::MonthDay(..)
                        | Point::DayOfMonth(_)
                        | Point::Fixed(Stretch::Month(..) | Stretch::Day(_))
                )
            );
        value
    }

    fn value(&mut self, expression: &Expression, tense: Tense) -> Value {
        match &expression.meaning {
            Meaning::Point(point) => self.point(point, tense, expression.is_approximate),
            Meaning::Moment { clock, day } => self.moment(clock, day.as_ref(), tense),
            Meaning::Length { amount, unit } => {
                // "the nine months": from here on a year earlier is no quarter.
                if matches!(unit, Unit::Month) && matches!(amount, Amount::Exactly(6.0 | 9.0)) {
                    self.last_period = None;
                }
                plain(TimexType::Duration, length(*amount, *unit))
            }
            Meaning::Window { amount, unit, pointer } => self.window(*amount, *unit, *pointer),
            Meaning::Set(value) => plain(TimexType::Set, value.clone()),
            Meaning::Reference(value) => plain(TimexType::Date, (*value).to_owned()),
        }
    }

    fn point(&mut self, point: &Point, tense: Tense, is_approximate: bool) -> Value {
        if let Point::Step { amount: Amount::Some, is_back, .. } = point {
            let value = if *is_back { "PAST_REF" } else { "FUTURE_REF" };
            return plain(TimexType::Date, value.to_owned());
        }
        // "an hour later": the clock it counts from is not told, so only the length is known.
        if let Point::Step { amount, unit, is_from_last: true, .. } = point
            && *unit < Unit::Day
            && self.last.is_some()
        {
            return plain(TimexType::Duration, length(*amount, *unit));
        }
        if matches!(tense, Tense::Past | Tense::Over) && self.is_from_nothing(point) {
            return plain(TimexType::Date, unanchored(point));
        }
        let Some(stretch) = self.stretch(point, tense) else {
            return plain(TimexType::Date, unanchored(point));
        };
        let mut edtf = stretch.edtf();
        if let Point::Step { unit: Unit::Week | Unit::Fortnight, .. } = point {
            // "three weeks ago" is about that day, and for the field the week it lies in.
            if let Some(day) = self.stepped(point) {
                edtf = Edtf::new(format!("{}~", Edtf::day(day)));
            }
        } else if (is_approximate || is_loose(point)) && !edtf.as_str().contains('/') {
            edtf = Edtf::new(format!("{edtf}~"));
        }
        // What is compared with ("a year earlier") does not change what is spoken of.
        let before = *self;
        self.told(stretch);
        match point {
            Point::Step { unit, .. } if *unit >= Unit::Month && self.published.is_some() => *self = before,
            Point::Step { .. } | Point::YearBefore(_) => self.last_period = before.last_period,
            _ => {}
        }
        Value { kind: TimexType::Date, timex: stretch.timex(), edtf: Some(edtf), confidence: 0.0 }
    }

    fn moment(&mut self, clock: &str, day: Option<&Point>, tense: Tense) -> Value {
        let stretch = match day {
            Some(point) => self.stretch(point, tense),
            None => self.last_day.or(self.published).map(Stretch::Day),
        };
        if let Some(stretch) = stretch {
            self.told(stretch);
        }
        let Some(Stretch::Day(day)) = stretch else {
            let day = stretch.map_or("XXXX-XX-XX".to_owned(), |stretch| match stretch {
                Stretch::Year(_) => stretch.timex() + "-XX-XX",
                Stretch::Month(..) => stretch.timex() + "-XX",
                other => other.timex(),
            });
            return Value {
                kind: TimexType::Time,
                timex: format!("{day}T{clock}"),
                edtf: stretch.map(Stretch::edtf),
                confidence: 0.0,
            };
        };
        let is_clock = clock.len() >= 5 && clock.as_bytes()[0].is_ascii_digit() && !clock.starts_with("24");
        let edtf = if is_clock { Edtf::parse(&format!("{}T{clock}", Edtf::day(day))) } else { None };
        Value {
            kind: TimexType::Time,
            timex: format!("{}T{clock}", Stretch::Day(day).timex()),
            edtf: Some(edtf.unwrap_or_else(|| Edtf::day(day))),
            confidence: 0.0,
        }
    }

    fn window(&mut self, amount: Amount, unit: Unit, pointer: Pointer) -> Value {
        let mut value = plain(TimexType::Duration, length(amount, unit));
        let base = match pointer {
            Pointer::Last | Pointer::This | Pointer::Latest | Pointer::Next => self.published,
            Pointer::Previous | Pointer::Following | Pointer::Same => self.last_day,
        };
        if let (Some(base), Amount::Exactly(number)) = (base, amount) {
            let is_ahead = matches!(pointer, Pointer::Next | Pointer::Following);
            if let Some(other) = steps(base, number, unit, !is_ahead)
                && unit >= Unit::Day
            {
                value.edtf = Some(Edtf::interval(base, other));
            }
        }
        value
    }

    /// What follows counts from here.
    fn told(&mut self, stretch: Stretch) {
        self.last = Some(stretch);
        if stretch.unit() <= Unit::Quarter {
            self.last_fine = Some(stretch);
        }
        if let Stretch::Day(day) = stretch {
            self.last_day = Some(day);
        } else if self.published.is_none() && stretch.year() != self.last_day.map_or(i16::MIN, Date::year) {
            // A history has moved on; news goes back to its days.
            self.last_day = None;
        }
        if matches!(stretch, Stretch::Quarter(..) | Stretch::Half(..)) {
            self.last_period = Some(stretch);
        }
    }

    /// The day that most things are near to.
    fn base(&self) -> Option<Date> {
        self.published.or(self.last.map(Stretch::first_day))
    }

    fn stretch(&self, point: &Point, tense: Tense) -> Option<Stretch> {
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
    fn day_of_month(&self, day: i8, tense: Tense) -> Option<Stretch> {
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
    fn century_of(&self, short: i16, years: i16) -> i16 {
        let in_century = 100 / years;
        let now = self.base().map_or(2000, Date::year).div_euclid(years);
        let ahead = if years == 1 { 10 } else { 0 };
        let year = now - (now - short).rem_euclid(in_century);
        if self.published.is_some() && year + in_century - now <= ahead { year + in_century } else { year }
    }

    /// Which May, summer, third quarter or Christmas is meant: the nearest, and rather one
    /// that suits the tense.
    fn nearest(&self, point: &Point, tense: Tense) -> Option<Stretch> {
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
    fn next_in_history(&self, point: &Point) -> Option<Stretch> {
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

    fn definite(&self, unit: Unit) -> Option<Stretch> {
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

    fn beside(&self, pointer: Pointer, unit: Unit) -> Option<Stretch> {
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

    fn named(&self, pointer: Pointer, point: &Point, tense: Tense) -> Option<Stretch> {
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

    fn anchor_day(&self, is_from_last: bool, unit: Unit) -> Option<Date> {
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
    fn is_from_nothing(&self, point: &Point) -> bool {
        let is_forward = match point {
            Point::Step { unit, is_back: false, is_from_last: true, .. } => *unit < Unit::Month,
            Point::Beside { pointer: Pointer::Next | Pointer::Following, unit: Unit::Day | Unit::Night } => {
                true
            }
            _ => false,
        };
        is_forward && self.last_day.is_none() && self.published.is_some()
    }

    fn stepped(&self, point: &Point) -> Option<Date> {
        let Point::Step { amount: Amount::Exactly(number), unit, is_back, is_from_last } = point else {
            return None;
        };
        steps(self.anchor_day(*is_from_last, *unit)?, *number, *unit, *is_back)
    }
}

/// How sure a value is, by how it was told: the share of right ones among the annotated expressions of
/// its kind.
fn confidence(meaning: &Meaning, tense: Tense) -> f32 {
    let point = match meaning {
        Meaning::Point(point) | Meaning::Moment { day: Some(point), .. } => point,
        Meaning::Moment { day: None, .. } => return 0.7,
        Meaning::Length { .. } => return 0.9,
        Meaning::Window { .. } => return 0.8,
        Meaning::Set(_) => return 0.85,
        Meaning::Reference(_) => return 0.7,
    };
    match (point, tense) {
        (Point::Fixed(_), _) => 0.97,
        (Point::FromToday(_) | Point::MonthDay(..), _) => 0.95,
        (Point::Weekday(_), Tense::Unknown) => 0.85,
        (Point::Weekday(_) | Point::Beside { .. }, _) => 0.92,
        (Point::Month(_), Tense::Unknown) => 0.8,
        _ => 0.88,
    }
}

fn plain(kind: TimexType, timex: String) -> Value {
    Value { kind, timex, edtf: None, confidence: 0.0 }
}

/// "Sixteen months ago" is about that month, "a month ago" hardly less; a year is told as it is counted.
fn is_loose(point: &Point) -> bool {
    matches!(point, Point::Step { unit: Unit::Month, amount: Amount::Exactly(_), is_from_last: false, .. })
}

/// The day so many units before or after another.
fn steps(day: Date, number: f64, unit: Unit, is_back: bool) -> Option<Date> {
    if !number.is_finite() || number.abs() > 20_000.0 {
        return None;
    }
    let sign = if is_back { -1.0 } else { 1.0 };
    let count = |each: f64| (sign * number * each).round() as i64;
    Some(match unit {
        Unit::Second | Unit::Minute => day,
        Unit::Hour => moved(day, ((sign * number / 24.0).trunc() as i64).days()),
        Unit::Day | Unit::Night | Unit::Weekend => moved(day, count(1.0).days()),
        Unit::Week => moved(day, count(7.0).days()),
        Unit::Fortnight => moved(day, count(14.0).days()),
        Unit::Month => moved(day, count(1.0).months()),
        Unit::Quarter => moved(day, count(3.0).months()),
        Unit::Year => moved(day, count(12.0).clamp(-200_000, 200_000).months()),
        Unit::Decade | Unit::Century | Unit::Millennium => {
            let years = match unit {
                Unit::Decade => 10.0,
                Unit::Century => 100.0,
                _ => 1000.0,
            };
            moved(day, (count(years).clamp(-15_000, 15_000)).years())
        }
    })
}

/// The one of a year: its May, its summer, its Christmas.
fn in_year(point: &Point, year: i16) -> Option<Stretch> {
    Some(match point {
        Point::Month(month) => Stretch::Month(year, *month),
        Point::MonthDay(month, day) => Stretch::Day(Date::new(year, *month, *day).ok()?),
        Point::Season(season) => Stretch::Season(year, *season),
        Point::Quarter(quarter) => Stretch::Quarter(year, *quarter),
        Point::Half(half) => Stretch::Half(year, *half),
        Point::Holiday(holiday) => Stretch::Day(match *holiday {
            Holiday::Fixed { month, day } => Date::new(year, month, day).ok()?,
            Holiday::Nth { month, nth, weekday: number, days_after } => {
                let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday(number)).ok()?;
                moved(day, i64::from(days_after).days())
            }
            Holiday::OrthodoxEaster(days) => moved(orthodox_easter(year)?, i64::from(days).days()),
            Holiday::Easter(days) => moved(easter(year)?, i64::from(days).days()),
        }),
        _ => return None,
    })
}

/// "June last year", "the first quarter of 1990", "20 May" of a year.
fn part_of(part: &Point, whole: Stretch) -> Option<Stretch> {
    match (part, whole) {
        (Point::Weekday(number), Stretch::Week(monday)) => {
            Some(Stretch::Day(moved(monday, i64::from(*number - 1).days())))
        }
        (Point::Named { point, .. }, _) => part_of(point, whole),
        (Point::DayOfMonth(day), Stretch::Month(year, month)) => {
            Date::new(year, month, *day).ok().map(Stretch::Day)
        }
        (Point::Definite(Unit::Weekend), Stretch::Week(monday)) => {
            Some(Stretch::Weekend(moved(monday, 5.days())))
        }
        _ => in_year(part, whole.year()),
    }
}

/// TIMEX3 for what counts from nothing that is known.
fn unanchored(point: &Point) -> String {
    match point {
        Point::Month(month) => format!("XXXX-{month:02}"),
        Point::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Point::Weekday(number) => format!("XXXX-WXX-{number}"),
        Point::Season(season) => format!("XXXX-{}", season.code()),
        Point::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Point::Within { part, .. }
        | Point::Named { point: part, .. }
        | Point::DaysFrom { point: part, .. }
        | Point::Holding { point: part, .. }
        | Point::Nth { point: part, .. }
        | Point::NthWeekday { point: part, .. }
        | Point::HalfOf { month: part, .. } => unanchored(part),
        Point::Beside { unit, .. }
        | Point::TwoAway { unit, .. }
        | Point::Definite(unit)
        | Point::Step { unit, .. } => match unit {
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => "XXXX".to_owned(),
            Unit::Month => "XXXX-XX".to_owned(),
            Unit::Quarter => "XXXX-QX".to_owned(),
            Unit::Week | Unit::Fortnight => "XXXX-WXX".to_owned(),
            Unit::Weekend => "XXXX-WXX-WE".to_owned(),
            _ => "XXXX-XX-XX".to_owned(),
        },
        _ => "XXXX-XX-XX".to_owned(),
    }
}
