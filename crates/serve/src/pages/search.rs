//! Words anywhere in the record, narrowed down by speaker, act, place, day and outlet; what is typed is
//! understood where it can be ("lavrov ceasefire since march 2022").

use super::compare::counted;
use super::stories::{Filter, Value};
use super::take::{self, Format, Line, Take, address, taken};
use super::views::{StatementView, encode, headline, one_line, plain_day, source, span_href};
use super::{Page, given, given_day, render, words};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Hit, Part, PartKind, SearchAnswer, SearchQuestion, Typed};
use dateline_model::{Excerpt, StatementAct};
use serde::Deserialize;

/// Statements that are looked through to narrow down, statements and reports that are shown.
const LOOKED_THROUGH: usize = 200;
const STATEMENTS: usize = 15;
const REPORTS: usize = 20;
const OFFERED: usize = 7;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Question {
    q: String,
    /// Whether the last word may go on: asked while one types.
    typing: String,
    speaker: String,
    act: String,
    place: String,
    day: String,
    source: String,
    /// Whether all that was typed is to be looked for as words.
    plain: String,
    format: String,
}

impl Question {
    fn parts(&self) -> [(&'static str, &str); 7] {
        let Question { q, speaker, act, place, day, source, plain, .. } = self;
        [
            ("q", q),
            ("speaker", speaker),
            ("act", act),
            ("place", place),
            ("day", day),
            ("source", source),
            ("plain", plain),
        ]
    }

    fn with(&self, name: &str, value: &str) -> String {
        let parts = self.parts().map(|(part, known)| (part, if part == name { value } else { known }));
        address("/search", &parts).trim_end_matches('&').to_owned()
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    q: String,
    encoded: String,
    hits: Vec<HitView>,
    statements: Vec<StatementView>,
    filters: Vec<Filter>,
    chips: Vec<Chip>,
    /// Words that nothing holds, which were left out.
    missing: String,
    as_words: String,
    here: String,
    newest: i64,
    take: Take,
    feed: String,
}

/// Something that was understood, and the address without it.
pub struct Chip {
    pub said: String,
    pub without: String,
}

struct HitView {
    href: String,
    title: String,
    source: String,
    day_plain: String,
    snippet: String,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    let q = question.q.trim().to_owned();
    let encoded = encode(&q);
    let take = Take::of("/search", &question.parts());
    let feed = address("/feed.atom", &question.parts()).trim_end_matches('&').to_owned();
    if q.is_empty() {
        return render(&Search {
            hits: Vec::new(),
            statements: Vec::new(),
            filters: Vec::new(),
            chips: Vec::new(),
            missing: String::new(),
            as_words: String::new(),
            here: String::new(),
            newest: 0,
            encoded,
            take,
            feed,
            q,
        });
    }
    let last = q.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let asked = SearchQuestion {
        // A word of one or two letters could go on as half of all words.
        is_typing: !question.typing.is_empty() && last.chars().count() > 2,
        words: q.clone(),
        speaker: given(&question.speaker),
        act: given(&question.act),
        place: given(&question.place),
        day: given_day("day", &question.day)?,
        source: given(&question.source),
        limit: format.map_or(LOOKED_THROUGH, |_| take::MOST),
        reports: format.map_or(REPORTS, |_| 1000),
        events: 0,
        ..SearchQuestion::default()
    };
    let is_plain = !question.plain.is_empty();
    let (answer, places, typed, missing) = pool
        .ask(move |ask| {
            let typed = if is_plain { Typed::default() } else { ask.understood(&asked.words, today())? };
            let asked = if is_plain { asked } else { narrowed(asked, &typed) };
            let mut answer = ask.search_for(&asked)?;
            // What was understood and no words: better than an empty page, and said.
            let is_nothing = answer.statements.is_empty() && answer.reports.is_empty();
            let mut missing = String::new();
            if is_nothing && !asked.words.is_empty() && !typed.parts.is_empty() {
                let without = SearchQuestion { words: String::new(), is_typing: false, ..asked.clone() };
                answer = ask.search_for(&without)?;
                missing = asked.words;
            }
            let of_statements = answer.statements.iter().map(|one| &one.from);
            let lines: Vec<_> = of_statements.chain(answer.reports.iter().map(|hit| &hit.report)).collect();
            let places = ask.places_in(&lines, OFFERED)?;
            Ok((answer, places, typed, missing))
        })
        .await?;
    if let Some(format) = format {
        let statements = answer.statements.iter().map(Line::statement);
        let reports = answer.reports.iter().map(|hit| Line::report(&hit.report));
        return taken("search", format, &statements.chain(reports).collect::<Vec<_>>());
    }
    let mut statements = StatementView::all(&answer.statements);
    statements.truncate(STATEMENTS);
    render(&Search {
        hits: answer.reports.iter().map(hit).collect(),
        statements,
        filters: filters(&question, &answer, places),
        as_words: if typed.parts.is_empty() { String::new() } else { question.with("plain", "1") },
        chips: chips(&question, &typed),
        missing,
        here: address("/search", &question.parts()).trim_end_matches('&').to_owned(),
        newest: answer.reports.iter().map(|hit| hit.report.number).max().unwrap_or_default(),
        encoded,
        take,
        feed,
        q,
    })
}

/// The day it is here.
pub fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

/// The question with what was understood of its words; filters that were clicked go before.
fn narrowed(asked: SearchQuestion, typed: &Typed) -> SearchQuestion {
    let said = typed.parts.iter().find(|part| part.kind == PartKind::Speaker).map(|part| part.typed.clone());
    SearchQuestion {
        words: typed.words.clone(),
        by: if asked.speaker.is_some() { None } else { said },
        act: asked.act.clone().or(typed.value(PartKind::Act)),
        place: asked.place.clone().or(typed.value(PartKind::Place)),
        source: asked.source.clone().or(typed.value(PartKind::Outlet)),
        since: typed.value(PartKind::Since),
        until: typed.value(PartKind::Until),
        ..asked
    }
}

/// What was understood, each with the address without it.
fn chips(question: &Question, typed: &Typed) -> Vec<Chip> {
    let mut seen: Vec<&str> = Vec::new();
    let mut chips = Vec::new();
    for part in &typed.parts {
        if seen.contains(&part.typed.as_str()) {
            continue;
        }
        seen.push(&part.typed);
        let q =
            one_line(&format!(" {} ", one_line(&question.q)).replacen(&format!(" {} ", part.typed), " ", 1));
        chips.push(Chip { said: said(part, typed), without: question.with("q", &q) });
    }
    chips
}

/// "said by Sergei Lavrov", "in Mar 2022".
pub fn said(part: &Part, typed: &Typed) -> String {
    let value = &part.value;
    match part.kind {
        PartKind::Speaker => format!("said by {value}"),
        PartKind::Act => {
            let act = StatementAct::named(value).map(|act| words::saying(act).says);
            format!("who {}", act.unwrap_or(value))
        }
        PartKind::Place => format!("place: {value}"),
        PartKind::Outlet => format!("outlet: {value}"),
        PartKind::Since => {
            let other = typed.parts.iter().find(|one| one.kind == PartKind::Until && one.typed == part.typed);
            match other {
                Some(until) if until.value == *value => format!("on {}", plain_day(value)),
                Some(until) => format!("{} to {}", plain_day(value), plain_day(&until.value)),
                None => format!("since {}", plain_day(value)),
            }
        }
        PartKind::Until => format!("until {}", plain_day(value)),
    }
}

fn hit(hit: &Hit) -> HitView {
    let piece = Excerpt {
        start: hit.start,
        end: hit.start + hit.snippet.chars().count() as u32,
        text: hit.snippet.clone(),
    };
    HitView {
        href: span_href(&hit.report.id, &piece),
        title: headline(&hit.report),
        source: source(&hit.report),
        day_plain: hit.report.day.as_deref().map_or_else(|| "day not given".to_owned(), plain_day),
        snippet: one_line(&hit.snippet),
    }
}

fn filters(question: &Question, answer: &SearchAnswer, places: Vec<(String, u64)>) -> Vec<Filter> {
    let statements = &answer.statements;
    let lines = || statements.iter().map(|one| &one.from).chain(answer.reports.iter().map(|hit| &hit.report));
    let speakers = statements.iter().flat_map(|one| &one.record.speakers).map(|one| one.name.clone());
    let acts = statements.iter().map(|one| one.record.act.name().to_owned());
    let all = [
        ("Speaker", "speaker", &question.speaker, counted(speakers)),
        ("Act", "act", &question.act, counted(acts)),
        (
            "Place",
            "place",
            &question.place,
            places.into_iter().map(|(name, count)| (name, count as usize)).collect(),
        ),
        ("Day", "day", &question.day, counted(lines().filter_map(|line| line.day.clone()))),
        ("Outlet", "source", &question.source, counted(lines().filter_map(|line| line.source.clone()))),
    ];
    all.into_iter()
        .map(|(name, part, chosen, values)| Filter {
            name,
            chosen: chosen.clone(),
            without: question.with(part, ""),
            values: values
                .into_iter()
                .take(OFFERED)
                .map(|(name, count)| Value {
                    href: question.with(part, &name),
                    name: match StatementAct::named(&name).filter(|_| part == "act") {
                        Some(act) => words::saying(act).says.to_owned(),
                        None => name,
                    },
                    count: count as u64,
                })
                .collect(),
        })
        .filter(|filter| !filter.chosen.is_empty() || !filter.values.is_empty())
        .collect()
}
