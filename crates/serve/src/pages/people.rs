//! Everybody who is named, with the latest office.

use super::take::{Format, Line, Take, address, taken};
use super::views::{Pager, encode, plain_date};
use super::{Page, given, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::state_name;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    named: String,
    page: usize,
    format: String,
}

#[derive(Template)]
#[template(path = "people.html")]
struct People {
    named: String,
    people: Vec<Person>,
    take: Take,
    pager: Pager,
}

struct Person {
    href: String,
    name: String,
    role: String,
    seen: String,
    seen_plain: String,
}

/// How many fit on a page.
const PER_PAGE: usize = 150;

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let format = Format::of(&question.format)?;
    let words = given(&question.named);
    let offset = question.page.min(100_000) * PER_PAGE;
    let mut people = pool.ask(move |ask| ask.people(words.as_deref(), PER_PAGE + 1, offset)).await?;
    let has_more = people.len() > PER_PAGE;
    people.truncate(PER_PAGE);
    if let Some(format) = format {
        let offices =
            people.iter().flat_map(|person| person.offices.iter().map(move |office| (person, office)));
        let lines: Vec<Line> = offices
            .map(|(person, office)| Line {
                kind: "office",
                day: format!("{}/{}", office.first, office.last),
                speaker: person.name.clone(),
                office: office.title.clone(),
                of: office.of.clone().unwrap_or_default(),
                id: person.id.to_string(),
                link: format!("/who?name={}", encode(&person.name)),
                ..Line::default()
            })
            .collect();
        return taken("people", format, &lines);
    }
    let people = people
        .into_iter()
        .map(|person| {
            let latest = person.offices.iter().max_by(|a, b| a.last.cmp(&b.last));
            let role = latest.map(|office| {
                let of = office.of.as_deref().map(|of| state_name(of).unwrap_or(of));
                [Some(office.title.as_str()), of].into_iter().flatten().collect::<Vec<_>>().join(", ")
            });
            Person {
                href: format!("/who?name={}", encode(&person.name)),
                role: role.unwrap_or_default(),
                seen_plain: latest.map(|office| plain_date(&office.last)).unwrap_or_default(),
                seen: latest.map(|office| office.last.clone()).unwrap_or_default(),
                name: person.name,
            }
        })
        .collect();
    let parts = [("named", question.named.as_str())];
    render(&People {
        people,
        take: Take::of("/people", &parts),
        pager: Pager::new(&format!("{}page=", address("/people", &parts)), question.page, has_more),
        named: question.named,
    })
}
