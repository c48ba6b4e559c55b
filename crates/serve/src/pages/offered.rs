//! What is offered while one types, on every page: people, places, outlets, and what was understood.

use super::search::{said, today};
use super::take::address;
use super::views::encode;
use super::{Page, given, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::state_name;
use serde::Deserialize;

/// How many of each kind.
const OFFERED: usize = 5;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    q: String,
}

#[derive(Template)]
#[template(path = "offered.html")]
struct Offered {
    q: String,
    href: String,
    understood: String,
    groups: Vec<Group>,
}

struct Group {
    name: &'static str,
    offers: Vec<Offer>,
}

struct Offer {
    href: String,
    name: String,
    more: String,
}

/// The fragment.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let q = question.q.trim().to_owned();
    let Some(asked) = given(&q).filter(|asked| asked.chars().count() > 1 && asked.len() < 200) else {
        return render(&Offered {
            q,
            href: "/search".to_owned(),
            understood: String::new(),
            groups: Vec::new(),
        });
    };
    let (people, outlets, places, typed) = pool
        .ask(move |ask| {
            let last = asked.split_whitespace().next_back().unwrap_or(&asked).to_owned();
            let mut people = ask.people(Some(&asked), OFFERED, 0)?;
            let (mut outlets, mut places) = ask.outlets_and_places_like(&asked, OFFERED)?;
            // Of several words the last is the one that is being typed.
            if people.is_empty() && outlets.is_empty() && places.is_empty() && last.chars().count() > 2 {
                people = ask.people(Some(&last), OFFERED, 0)?;
                (outlets, places) = ask.outlets_and_places_like(&last, OFFERED)?;
            }
            Ok((people, outlets, places, ask.understood(&asked, today())?))
        })
        .await?;
    let plain = |name: String, path: &str, part: &str| Offer {
        href: address(path, &[(part, name.as_str())]).trim_end_matches('&').to_owned(),
        more: String::new(),
        name,
    };
    let people = people.into_iter().map(|person| {
        let latest = person.offices.iter().max_by(|a, b| a.last.cmp(&b.last));
        let of = latest.and_then(|office| office.of.as_deref()).map(|of| state_name(of).unwrap_or(of));
        let parts = [latest.map(|office| office.title.as_str()), of];
        Offer {
            href: format!("/who?name={}", encode(&person.name)),
            more: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            name: person.name,
        }
    });
    let groups = [
        Group { name: "People", offers: people.collect() },
        Group { name: "Places", offers: places.into_iter().map(|name| plain(name, "/", "place")).collect() },
        Group {
            name: "Outlets",
            offers: outlets.into_iter().map(|name| plain(name, "/", "source")).collect(),
        },
    ];
    let understood: Vec<String> = typed.parts.iter().map(|part| said(part, &typed)).collect();
    render(&Offered {
        href: address("/search", &[("q", &q)]).trim_end_matches('&').to_owned(),
        understood: understood.join(" · "),
        groups: groups.into_iter().filter(|group| !group.offers.is_empty()).collect(),
        q,
    })
}
