//! Expressions of time and the days they mean.
//!
//! The text is split into fine words ([`words`]), a grammar says which of them make an
//! expression and what it means ([`grammar`], [`meaning`]), and from the day of the report and
//! the days told before its value is found ([`resolve`]). It needs no tags and no trees.

mod calendar;
mod grammar;
mod habits;
mod lexicon;
mod meaning;
mod resolve;
mod spoken;
mod tense;
mod words;

use calendar::Stretch;
use dateline_model::{Byte, Span, Time, Timex3, derive_id};
use dateline_scene::Found;
use dateline_scene::Scene;
use grammar::Reader;
use habits::Habits;
use jiff::ToSpan;
use jiff::civil::Date;
use lexicon::Lexicon;
use meaning::{Expression, Meaning, Point};
use resolve::{Anchor, Tense, Value};
use words::{Word, WordKind};

/// A shorter text is a post, in which a bare part of the day is that of the day it was put out.
const LONGEST_POST: usize = 280;

/// Finds and resolves expressions of time.
#[derive(Debug)]
pub struct Finder {
    lexicon: Lexicon,
}

impl Finder {
    /// With the lexicons in the binary.
    pub fn embedded() -> Self {
        Finder { lexicon: Lexicon::embedded() }
    }

    /// All of them, in text order.
    pub fn find(&self, scene: &Scene<'_>) -> Vec<Found<Time>> {
        let published = scene.report.day();
        let index = &scene.annotated.index;
        let asides: Vec<Span<Byte>> =
            scene.report.asides.iter().map(|aside| index.bytes(aside.span.span())).collect();
        self.read(index.text(), published)
            .into_iter()
            .filter(|(span, _)| !asides.iter().any(|aside| aside.overlaps(span)))
            .map(|(span, value)| {
                let excerpt = index.excerpt(span);
                let place = format!("{}-{}", excerpt.start, excerpt.end);
                Found {
                    words: scene.annotated.words_in(span),
                    record: Time {
                        id: derive_id("t", &[scene.report.id.as_str(), &place, &excerpt.text]),
                        report: scene.report.id.clone(),
                        span: excerpt,
                        edtf: value.edtf,
                        timex3: Timex3 { kind: value.kind, value: value.timex },
                        confidence: value.confidence,
                    },
                }
            })
            .collect()
    }

    /// The expressions of a text and their values.
    fn read(&self, text: &str, published: Option<Date>) -> Vec<(Span<Byte>, Value)> {
        let words = words::words(text, &self.lexicon);
        let is_post = text.len() < LONGEST_POST;
        let habits = Habits::of(&words);
        let mut anchor = Anchor::new(published, habits.tells_past(published));
        let mut found = Vec::new();
        let mut before: Option<Expression> = None;
        let mut at = 0;
        while at < words.len() {
            if words[at].opens_paragraph {
                anchor.paragraph();
            }
            let reader = Reader {
                words: &words,
                lexicon: &self.lexicon,
                is_past: anchor.is_past(),
                is_post,
                habits: &habits,
            };
            if let Some(end) = reader.idiom(at) {
                at = end;
                continue;
            }
            let expression = before
                .as_ref()
                .and_then(|before| reader.continued(before, at))
                .or_else(|| reader.expression(at));
            let Some(expression) = expression else {
                at += 1;
                continue;
            };
            let expression = elsewhere(&words, before.as_ref(), expression, &anchor);
            let tense = tense_of(&words, &expression);
            let value = anchor.resolve(&expression, tense);
            at = expression.end;
            before = Some(expression.clone());
            found.push((expression, value));
        }
        spoken::from_the_saying(&words, published, &mut found);
        let span = |expression: &Expression| {
            Span::new(words[expression.start].start, words[expression.end - 1].end())
        };
        found.into_iter().map(|(expression, value)| (span(&expression), value)).collect()
    }
}

/// "11 p.m. Sunday GMT (4:30 a.m. Monday in Delhi)": the same moment by another clock is of the day told just before or
/// one beside it.
fn elsewhere(
    words: &[Word<'_>],
    before: Option<&Expression>,
    expression: Expression,
    anchor: &Anchor,
) -> Expression {
    const ZONE: usize = 3;
    let Meaning::Moment { clock, day: Some(Point::Weekday(number)) } = &expression.meaning else {
        return expression;
    };
    let is_bracketed = expression.start > 0 && words[expression.start - 1].is("(");
    let is_beside = before.is_some_and(|before| {
        matches!(before.meaning, Meaning::Moment { .. }) && expression.start - before.end <= ZONE + 1
    });
    let Some(told) = anchor.last_day.filter(|_| is_bracketed && is_beside) else { return expression };
    let ahead = i64::from(calendar::weekday(*number).since(told.weekday()));
    let day = calendar::moved(told, (if ahead > 3 { ahead - 7 } else { ahead }).days());
    let meaning = Meaning::Moment { clock: clock.clone(), day: Some(Point::Fixed(Stretch::Day(day))) };
    Expression { meaning, ..expression }
}

/// Only what recurs (weekdays, months, seasons) asks for the tense.
fn tense_of(words: &[Word<'_>], expression: &Expression) -> Tense {
    let needs = |point: &Point| match point {
        Point::Fixed(_) | Point::FromToday(_) => false,
        // "a week later" lies ahead or behind, "a week ago" behind.
        Point::Step { is_back, is_from_last, .. } => *is_from_last && !is_back,
        _ => true,
    };
    let is_asked = match &expression.meaning {
        Meaning::Point(point) | Meaning::Moment { day: Some(point), .. } => needs(point),
        _ => false,
    };
    if is_asked { tense::tense(words, expression.start, expression.end) } else { Tense::Unknown }
}

impl Reader<'_> {
    /// What goes on from the expression just before: the second end of a range or list, which
    /// leaves out what the first has told ("March 5 and 9, 1918", "1914–18", "10 or 11 May").
    fn continued(&self, before: &Expression, at: usize) -> Option<Expression> {
        let joint = self.words.get(before.end)?;
        if at != before.end + 1
            || !(joint.is_dash() || joint.is_any(&["and", "to", "or", ",", "through", "until", "/"]))
        {
            return None;
        }
        let word =
            self.words.get(at).filter(|word| word.kind == WordKind::Digits && !word.opens_paragraph)?;
        let number: i16 = word.text.parse().ok()?;
        let next_is = |lower: &[&str]| {
            self.words
                .get(at + 1)
                .is_some_and(|next| next.is_any(lower) || next.is_glued && next.kind == WordKind::Letters)
        };
        let (point, end) = match &before.meaning {
            Meaning::Point(Point::Fixed(Stretch::Year(year)))
                if word.text.len() == 2 && joint.is_dash() && number > year % 100 && *year > 1000 =>
            {
                (Point::Fixed(Stretch::Year(year - year % 100 + number)), at + 1)
            }
            Meaning::Point(point @ (Point::MonthDay(..) | Point::Fixed(Stretch::Day(_))))
                if word.text.len() <= 2 =>
            {
                if next_is(&["%", "percent", "people", ":", "."]) && !next_is(&["."]) {
                    return None;
                }
                let month = match point {
                    Point::MonthDay(month, _) => *month,
                    Point::Fixed(Stretch::Day(day)) => day.month(),
                    _ => return None,
                };
                // Only where the month stood before its day: "March 5 and 9".
                let is_month_first = self.words[before.start].kind == WordKind::Letters && !self.words[before.start].is("the")
                    // "…, 21 and 22": itself the second of such a list.
                    || before.end == before.start + 1
                        && before.start > 0
                        && self.words[before.start - 1].is_any(&[",", "and", "or"])
                        && matches!(point, Point::MonthDay(..) | Point::Fixed(Stretch::Day(_)));
                let day = i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
                // "April 20, 21 and 22": a comma goes on only where the list does.
                let goes_on = joint.is(",") && self.is_listed_day(at + 1);
                if !is_month_first
                    || joint.is(",") && !goes_on
                    || !goes_on
                        && self.words.get(at + 1).is_some_and(|next| {
                            next.kind == WordKind::Letters
                                && !next.is_any(&[
                                    "and", "to", "in", "at", "when", "as", "the", "after", "for", "by",
                                    "with", "that", "a",
                                ])
                        })
                {
                    return None;
                }
                let year =
                    self.words.get(at + 1).filter(|comma| comma.is(",")).and_then(|_| self.words.get(at + 2));
                let year =
                    year.filter(|year| year.text.len() == 4).and_then(|year| year.text.parse::<i16>().ok());
                match (year, point) {
                    (Some(year), _) => {
                        (Point::Fixed(Stretch::Day(Date::new(year, month, day).ok()?)), at + 3)
                    }
                    (None, Point::Fixed(Stretch::Day(first))) => {
                        (Point::Fixed(Stretch::Day(Date::new(first.year(), month, day).ok()?)), at + 1)
                    }
                    (None, _) => (Point::MonthDay(month, day), at + 1),
                }
            }
            _ => return None,
        };
        Some(Expression { start: at, end, meaning: Meaning::Point(point), is_approximate: false })
    }
}

#[cfg(test)]
mod tests;
