//! The first page: what is being reported, by how many independent accounts.

use super::views::{Pager, StatementView, encode, plain_day, record_href};
use super::{Page, render};
use crate::draw::spark;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{StoryCard, bounds};
use serde::Deserialize;

const PER_PAGE: usize = 20;

#[derive(Deserialize)]
pub struct Question {
    #[serde(default)]
    page: usize,
}

#[derive(Template)]
#[template(path = "stories.html")]
struct Stories {
    summary: String,
    db: String,
    page: usize,
    days: Vec<Day>,
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
}

struct FigureView {
    href: String,
    range: String,
    what: String,
}

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let offset = question.page.min(100_000) * PER_PAGE;
    let (counts, accounts, cards) =
        pool.ask(move |ask| Ok((ask.counts()?, ask.accounts()?, ask.cards(PER_PAGE + 1, offset)?))).await?;
    let has_more = cards.len() > PER_PAGE;
    let mut days: Vec<Day> = Vec::new();
    for card in cards.into_iter().take(PER_PAGE) {
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
        "{} in {}: {} in {}",
        some(counts.stories, "story", "stories"),
        "the record",
        some(accounts, "independent account", "independent accounts"),
        some(counts.reports, "report", "reports"),
    );
    render(&Stories {
        summary,
        db: pool.name(),
        page: question.page,
        days,
        pager: Pager::new("/?page=", question.page, has_more),
    })
}

/// "1 story", "2 stories".
pub fn some(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn view(card: &StoryCard) -> Card {
    let story = &card.line.story;
    let accounts = some(story.origins.len() as u64, "account", "accounts");
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
            })
            .collect(),
        differing: card.line.differing,
    }
}
