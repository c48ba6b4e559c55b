//! From what an expression means to its value: from which day it counts, and which of the
//! Mondays, Mays and winters is meant.

mod parts;
mod stretches;

use super::calendar::{Stretch, Unit};
use super::lexicon::Pointer;
use super::meaning::{Amount, Expression, Meaning, Point, length};
use dateline_model::{Edtf, TimexType};
use jiff::civil::Date;
use parts::{is_loose, steps, unanchored};

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
