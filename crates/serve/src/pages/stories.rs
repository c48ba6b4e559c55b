//! The first page: what is being reported, by how many independent accounts.

use super::take::{Format, Line, Take, address, taken};
use super::views::{Pager, StatementView, bounds, encode, plain_day, record_href};
use super::{Page, given, render};
use crate::draw::spark;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{Ask, AskError, Facets, StoryCard, StoryFilter, in_languages};
use dateline_model::Id;
use serde::Deserialize;

const PER_PAGE: usize = 20;
/// How many values of each filter are offered.
const OFFERED: usize = 7;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Question {
    page: usize,
    day: String,
    place: String,
    by: String,
    source: String,
    act: String,
    format: String,
}

impl Question {
    fn parts(&self) -> [(&'static str, &str); 5] {
        let Question { day, place, by, source, act, .. } = self;
        [("day", day), ("place", place), ("by", by), ("source", source), ("act", act)]
    }

    /// The same question with one part other.
    fn with(&self, name: &str, value: &str) -> String {
        let parts = self.parts().map(|(part, known)| (part, if part == name { value } else { known }));
        address("/", &parts).trim_end_matches(['&', '?']).to_owned()
    }
}

#[derive(Template)]
#[template(path = "stories.html")]
struct Stories {
    summary: String,
    db: String,
    again: String,
    is_narrowed: bool,
    days: Vec<Day>,
    filters: Vec<Filter>,
    take: Take,
    pager: Pager,
}

struct Day {
    iso: String,
    plain: String,
    cards: Vec<Card>,
}

struct Card {
    id: String,
    href: String,
    title: String,
    accounts: String,
    spark: String,
    statements: Vec<StatementView>,
    figures: Vec<FigureView>,
    differing: u64,
    unread: String,
}

struct FigureView {
    href: String,
    range: String,
    what: String,
    by: String,
}

/// What the stories can be narrowed down by.
pub struct Filter {
    pub name: &'static str,
    pub chosen: String,
    pub without: String,
    pub values: Vec<Value>,
}

/// One of the values.
pub struct Value {
    pub href: String,
    pub name: String,
    pub count: u64,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    let offset = question.page.min(100_000) * PER_PAGE;
    let filter = StoryFilter {
        since: given(&question.day),
        until: given(&question.day),
        place: given(&question.place),
        by: given(&question.by),
        source: given(&question.source),
        act: given(&question.act),
        limit: Some(PER_PAGE + 1),
        offset,
    };
    let (mut cards, facets) = pool.ask(move |ask| found(&ask, &filter)).await?;
    let totals = pool.totals().await?;
    let has_more = cards.len() > PER_PAGE;
    cards.truncate(PER_PAGE);
    if let Some(format) = format {
        let lines: Vec<Line> = cards.iter().flat_map(|card| &card.statements).map(Line::statement).collect();
        return taken("stories", format, &lines);
    }
    let mut days: Vec<Day> = Vec::new();
    for card in cards {
        let iso = card.line.story.last.clone().unwrap_or_default();
        let iso = iso.get(..10).unwrap_or(&iso).to_owned();
        if days.last().is_none_or(|day| day.iso != iso) {
            let plain = if iso.is_empty() { "Day not given".to_owned() } else { plain_day(&iso) };
            days.push(Day { plain, iso, cards: Vec::new() });
        }
        if let Some(day) = days.last_mut() {
            day.cards.push(view(&card));
        }
    }
    let summary = format!(
        "{} · {} in {}",
        some(totals.counts.stories, "story", "stories"),
        some(totals.accounts, "independent account", "independent accounts"),
        some(totals.counts.reports, "report", "reports"),
    );
    let base = address("/", &question.parts());
    render(&Stories {
        summary,
        db: pool.name(),
        again: format!("{base}page={}", question.page),
        is_narrowed: question.parts().iter().any(|(_, value)| !value.is_empty()),
        filters: filters(&question, &days, facets),
        take: Take::of("/", &question.parts()),
        pager: Pager::new(&format!("{base}page="), question.page, has_more),
        days,
    })
}

fn found(ask: &Ask<'_>, filter: &StoryFilter) -> Result<(Vec<StoryCard>, Facets), AskError> {
    let cards = ask.cards_like(filter)?;
    let ids: Vec<Id> = cards.iter().map(|card| card.line.story.id.clone()).collect();
    let facets = ask.facets(&ids, OFFERED)?;
    Ok((cards, facets))
}

fn filters(question: &Question, days: &[Day], facets: Facets) -> Vec<Filter> {
    let days = days.iter().filter(|day| !day.iso.is_empty()).take(OFFERED);
    let days = days.map(|day| (day.iso.clone(), day.cards.len() as u64)).collect();
    let all = [
        ("Day", "day", &question.day, days),
        ("Place", "place", &question.place, facets.places),
        ("Actor", "by", &question.by, facets.speakers),
        ("Outlet", "source", &question.source, facets.sources),
        ("Act", "act", &question.act, facets.acts),
    ];
    all.into_iter()
        .map(|(name, part, chosen, values)| Filter {
            name,
            chosen: chosen.clone(),
            without: question.with(part, ""),
            values: values
                .into_iter()
                .map(|(name, count)| Value { href: question.with(part, &name), name, count })
                .collect(),
        })
        .filter(|filter| !filter.chosen.is_empty() || filter.values.len() > 1)
        .collect()
}

/// "1 story", "2 stories", "12,000 stories".
pub fn some(count: u64, one: &str, many: &str) -> String {
    let number = bounds(Some(count as f64), Some(count as f64));
    format!("{number} {}", if count == 1 { one } else { many })
}

fn view(card: &StoryCard) -> Card {
    let story = &card.line.story;
    let accounts = some(story.accounts() as u64, "account", "accounts");
    Card {
        id: encode(story.id.as_str()),
        href: format!("/story/{}", encode(story.id.as_str())),
        title: story.title.clone(),
        accounts: format!("{accounts} in {}", some(story.reports.len() as u64, "report", "reports")),
        spark: spark(&card.days),
        statements: StatementView::all(&card.statements),
        figures: card
            .figures
            .iter()
            .map(|figure| FigureView {
                href: record_href(&figure.report, &figure.figure),
                range: bounds(figure.low, figure.high).replace(" to ", "–"),
                what: figure.what.clone(),
                by: named(&figure.sources),
            })
            .collect(),
        differing: card.line.differing,
        unread: in_languages(card.unread.iter().map(|(language, count)| (language.as_str(), *count))),
    }
}

/// "Valley Wire", "Valley Wire and 2 more".
fn named(sources: &[String]) -> String {
    match sources {
        [] => String::new(),
        [one] => one.clone(),
        [one, others @ ..] => format!("{one} and {} more", others.len()),
    }
}
