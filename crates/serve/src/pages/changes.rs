//! What is new since a day.

use super::stories::some;
use super::take::address;
use super::titles;
use super::views::{
    actor, bounds, encode, headline, one_line, plain_date, plain_day, record_href, report_href, shortened,
    source, span_href,
};
use super::who::{ChangeView, changes_of};
use super::{Page, given, render, words};
use crate::digest::{Digest, DigestForm, DigestStory};
use crate::error::PageError;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use dateline_ask::{Changes, Kept, StoryChange, account_in};
use dateline_model::{Difference, Statement};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    since: String,
    /// "md" or "html": the digest.
    form: String,
}

#[derive(Template)]
#[template(path = "changes.html")]
struct ChangesPage {
    since: String,
    since_plain: String,
    latest_plain: String,
    stories: Vec<StoryView>,
    has_more: bool,
    moved: Vec<MovedView>,
    rewritten: Vec<Link>,
    markdown: String,
    html: String,
}

struct StoryView {
    href: String,
    title: String,
    is_new: bool,
    line: String,
    differences: Vec<Dispute>,
    opposed: Vec<Link>,
    reports: Vec<Link>,
    more: usize,
}

/// "killed, Sarajevo: at least 33 / 37".
struct Dispute {
    what: String,
    given: Vec<Link>,
}

struct Link {
    href: String,
    name: String,
    more: String,
}

struct MovedView {
    actor: String,
    issue: String,
    href: String,
    changes: Vec<ChangeView>,
}

/// Reports of a story that are named.
const NAMED: usize = 5;

/// The page.
pub async fn page(State(pool): State<Pool>, Query(question): Query<Question>) -> Page {
    let since = match given(&question.since).as_deref() {
        None => None,
        // The page of a day is kept; what day it is changes.
        Some("yesterday") => {
            let day = super::search::today().yesterday().map(|day| day.to_string()).unwrap_or_default();
            return Ok(Redirect::to(&format!("/changes?since={day}")).into_response());
        }
        Some("today") => {
            return Ok(Redirect::to(&format!("/changes?since={}", super::search::today())).into_response());
        }
        Some(day) if dateline_ask::is_day(day) => Some(dateline_ask::first_day(day)),
        Some(_) => {
            return Err(PageError::bad_request(
                "since is a day (2025-04-04), a month (2025-04), a year (2025), today or yesterday",
            ));
        }
    };
    let changes = pool.ask(move |ask| ask.changes(since.as_deref())).await?;
    let form = match question.form.as_str() {
        "" => None,
        "md" => Some((DigestForm::Markdown, "text/markdown; charset=utf-8", "md")),
        "html" => Some((DigestForm::Html, "text/html; charset=utf-8", "html")),
        _ => return Err(PageError::bad_request("form is md or html")),
    };
    if let Some((form, kind, ending)) = form {
        let name = format!("attachment; filename=\"dateline-digest.{ending}\"");
        let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)];
        return Ok((headers, digest(&changes).written(form)).into_response());
    }
    let base = address("/changes", &[("since", &changes.since)]);
    render(&ChangesPage {
        since_plain: plain_day(&changes.since),
        latest_plain: changes.latest.as_deref().map(plain_day).unwrap_or_default(),
        stories: changes.stories.iter().map(view).collect(),
        has_more: changes.has_more,
        moved: changes
            .moved
            .iter()
            .map(|one| MovedView {
                actor: actor(&one.lane),
                href: format!("/issue?about={}", encode(&one.issue)),
                issue: one.issue.clone(),
                changes: changes_of(&one.lane),
            })
            .collect(),
        rewritten: changes.rewritten.iter().map(report).collect(),
        markdown: format!("{base}form=md"),
        html: format!("{base}form=html"),
        since: changes.since,
    })
}

fn report(line: &dateline_ask::ReportLine) -> Link {
    Link {
        href: report_href(&line.id),
        name: headline(line),
        more: [source(line), line.day.as_deref().map(plain_date).unwrap_or_default()].join(", "),
    }
}

fn title(change: &StoryChange) -> String {
    titles::title(&change.line.story, &change.called)
}

/// "2 accounts in 5 reports, 2 of them since".
fn line(change: &StoryChange) -> String {
    let story = &change.line.story;
    let accounts = some(story.accounts() as u64, "account", "accounts");
    let reports = some(story.reports.len() as u64, "report", "reports");
    if change.is_new {
        return format!("{accounts} in {reports}");
    }
    format!("{accounts} in {reports}, {} since", some(change.reports.len() as u64, "report", "reports"))
}

fn about(one: &Difference) -> String {
    let parts = [Some(words::asked(&one.about.what).to_owned()), one.about.place.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn who(kept: &Kept<Statement>) -> String {
    let names: Vec<String> = kept.record.speakers.iter().map(|speaker| speaker.name.clone()).collect();
    let names = super::sentences::named(&names);
    if names.is_empty() { source(&kept.from) } else { names }
}

fn said(kept: &Kept<Statement>) -> String {
    let pieces = kept.record.content.iter().map(|piece| one_line(&piece.text)).collect::<Vec<_>>();
    shortened(&pieces.join(" … "), 160)
}

fn view(change: &StoryChange) -> StoryView {
    let dispute = |one: &Difference| {
        let mut given: Vec<Link> = Vec::new();
        for account in &one.accounts {
            let name = account_in(account, bounds, |day| plain_day(day.as_str()));
            if !given.iter().any(|known| known.name == name) && given.len() < NAMED {
                let href = record_href(&account.report, &account.record);
                given.push(Link { href, name, more: account.by.clone().unwrap_or_default() });
            }
        }
        Dispute { what: about(one), given }
    };
    StoryView {
        href: format!("/story/{}", encode(change.line.story.id.as_str())),
        title: title(change),
        is_new: change.is_new,
        line: line(change),
        differences: change.differences.iter().take(NAMED).map(dispute).collect(),
        opposed: change
            .opposed
            .iter()
            .take(NAMED)
            .map(|one| Link {
                href: span_href(
                    &one.denial.from.id,
                    one.denial.record.content.first().unwrap_or(&one.denial.record.evidence),
                ),
                name: said(&one.denial),
                more: format!("{} against {}", who(&one.denial), who(&one.claim)),
            })
            .collect(),
        reports: change.reports.iter().take(NAMED).map(report).collect(),
        more: change.reports.len().saturating_sub(NAMED),
    }
}

/// The same as a digest.
pub fn digest(changes: &Changes) -> Digest {
    let story = |change: &StoryChange| {
        let differing = change.differences.iter().map(|one| {
            let given: Vec<String> = one
                .accounts
                .iter()
                .map(|account| match &account.by {
                    Some(by) => {
                        format!("{} ({by})", account_in(account, bounds, |day| plain_day(day.as_str())))
                    }
                    None => account_in(account, bounds, |day| plain_day(day.as_str())),
                })
                .collect();
            format!("accounts differ: {}: {}", about(one), given.join(" / "))
        });
        let opposed = change
            .opposed
            .iter()
            .map(|one| format!("{} against {}: {}", who(&one.denial), who(&one.claim), said(&one.denial)));
        let state = if change.is_new { "new" } else { "grown" };
        DigestStory {
            title: title(change),
            line: format!("{state} · {}", line(change)),
            points: differing.chain(opposed).collect(),
            reports: change
                .reports
                .iter()
                .map(|report| {
                    let day = report.day.as_deref().map(plain_day).unwrap_or_default();
                    [source(report), headline(report), day, report.url.clone().unwrap_or_default()]
                })
                .collect(),
        }
    };
    let moved = changes.moved.iter().flat_map(|one| {
        changes_of(&one.lane).into_iter().map(move |change| {
            let said = |mark: &super::MarkView| format!("{} {} ({})", mark.act, mark.text, mark.day_plain);
            format!("{} on {}: {} → {}", actor(&one.lane), one.issue, said(&change.from), said(&change.to))
        })
    });
    let rewritten = changes.rewritten.iter().map(|line| format!("{}: {}", source(line), headline(line)));
    Digest {
        title: format!("What is new since {}", plain_day(&changes.since)),
        stories: changes.stories.iter().map(story).collect(),
        moved: moved.collect(),
        rewritten: rewritten.collect(),
    }
}

#[derive(Template)]
#[template(path = "following.html")]
struct Following {}

/// What is followed in this browser.
pub async fn following() -> Page {
    render(&Following {})
}
