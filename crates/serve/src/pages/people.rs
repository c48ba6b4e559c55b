//! Everybody who is named, with the latest office.

use super::views::encode;
use super::{Page, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::State;
use dateline_ask::state_name;

#[derive(Template)]
#[template(path = "people.html")]
struct People {
    people: Vec<Person>,
}

struct Person {
    href: String,
    name: String,
    role: String,
}

/// How many fit on a page; the search finds the others.
const MOST: usize = 500;

/// The page.
pub async fn page(State(pool): State<Pool>) -> Page {
    let people = pool.ask(|ask| ask.people(MOST)).await?;
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
                name: person.name,
            }
        })
        .collect();
    render(&People { people })
}
