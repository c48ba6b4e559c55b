//! One story: its accounts side by side, where they differ, who said what, where and when.

use super::facts::{self, Fact, Sentences, facts};
use super::stories::some;
use super::take::{Format, Line, Take, taken};
use super::titles;
use super::views::{
    EventView, SpeakerView, StatementView, encode, headline, one_line, plain_day, report_href, shortened,
    source, span_href,
};
use super::{Page, render};
use crate::draw::{Shown, map};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Path, Query, State};
use dateline_ask::{
    AccountLine, Ask, AskError, Called, Kept, OpposedAnswer, PlaceSeen, StoryAnswer, Table, each_once,
};
use dateline_model::{Edtf, Event, Excerpt, Id, SameEvent, SameStatement, Statement};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How much of a story its page looks through and shows; the lists behind it have the rest.
const LOOKED_THROUGH: usize = 150;
const STATEMENTS: usize = 60;
const EVENTS: usize = 24;
const ACCOUNTS: usize = 12;
/// What was done more days before the first report is told in passing.
const MONTH: i32 = 31;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    by: String,
    /// A place that the map is drawn around.
    near: String,
    format: String,
}

#[derive(Template)]
#[template(path = "story.html")]
struct Story {
    id: String,
    href: String,
    title: String,
    days: String,
    accounts_line: String,
    follows: String,
    differing: usize,
    facts: Vec<Fact>,
    columns: Vec<String>,
    more_facts: usize,
    order: &'static str,
    statements: Vec<Group>,
    has_more_statements: bool,
    accounts: Vec<Account>,
    more_accounts: usize,
    map: String,
    places: Vec<Place>,
    events: Vec<EventView>,
    before: Vec<EventView>,
    opposed: Vec<Opposed>,
    feed: String,
    newest: i64,
    take: Take,
}

/// A claim and its denial.
struct Opposed {
    claim: StatementView,
    denial: StatementView,
}

struct Group {
    name: String,
    href: String,
    role: String,
    statements: Vec<StatementView>,
}

/// One account: a voice and the reports that are its.
pub struct Account {
    pub name: String,
    /// Why its reports are one account.
    pub why: String,
    pub reports: Vec<Report>,
    pub more: usize,
}

/// One report of an account.
pub struct Report {
    pub href: String,
    pub title: String,
    pub source: String,
    pub day: String,
    pub day_plain: String,
    pub added: Vec<Added>,
}

/// What a paper added to the text that others print.
pub struct Added {
    pub href: String,
    pub text: String,
}

struct Place {
    href: String,
    name: String,
    times: u32,
    is_shown: bool,
}

/// The page.
pub async fn page(
    State(pool): State<Pool>,
    Path(id): Path<String>,
    Query(question): Query<Question>,
) -> Page {
    let format = Format::of(&question.format)?;
    let most = format.map_or(LOOKED_THROUGH, |_| super::take::MOST);
    let found = pool.ask(move |ask| found(&ask, &id, most)).await?;
    let Found { answer, called, places, opposed, sentences, added } = found;
    let story = &answer.story.story;
    if let Some(format) = format {
        let statements = answer.statements.iter().map(Line::statement);
        let lines: Vec<Line> = statements.chain(answer.events.iter().map(Line::event)).collect();
        return taken("story", format, &lines);
    }
    let href = format!("/story/{}", encode(story.id.as_str()));
    let names: Vec<String> = answer.accounts.iter().map(name_of).collect();
    let order = match question.by.as_str() {
        "time" => "time",
        "act" => "act",
        "speaker" => "speaker",
        _ => "side",
    };
    let shown = match question.near.as_str() {
        "" => Shown::Region,
        "world" => Shown::World,
        near => Shown::Near(near),
    };
    let (columns, facts, more_facts) = facts(&answer.facts, &names, &sentences);
    let (events, before) = in_order(&answer);
    let opposed = opposed
        .iter()
        .map(|one| Opposed { claim: StatementView::of(&one.claim), denial: StatementView::of(&one.denial) });
    render(&Story {
        id: encode(story.id.as_str()),
        title: titles::title(story, &called),
        opposed: opposed.collect(),
        newest: answer
            .accounts
            .iter()
            .flat_map(|account| &account.reports)
            .map(|line| line.number)
            .max()
            .unwrap_or_default(),
        feed: format!("/feed.atom?q={}", encode(&format!("\"{}\"", story.title))),
        days: stretch(&answer),
        accounts_line: format!(
            "{} in {}",
            some(answer.accounts.len() as u64, "account", "accounts"),
            some(story.reports.len() as u64, "report", "reports")
        ),
        follows: story
            .follows
            .as_ref()
            .map(|id| format!("/story/{}", encode(id.as_str())))
            .unwrap_or_default(),
        differing: answer.facts.iter().filter(|row| !row.difference.compatible).count(),
        columns,
        facts,
        more_facts,
        order,
        statements: grouped(&answer.statements, &answer.same, order),
        has_more_statements: answer.statements.len() >= LOOKED_THROUGH.min(STATEMENTS),
        more_accounts: answer.accounts.len().saturating_sub(ACCOUNTS),
        accounts: answer
            .accounts
            .iter()
            .take(ACCOUNTS)
            .map(|one| with_added(account(one), one, &added))
            .collect(),
        map: map(&places, &shown),
        places: places
            .iter()
            .filter(|place| place.lat.is_some())
            .take(10)
            .map(|place| Place {
                href: format!("{href}?near={}#map-h", encode(&place.name)),
                name: place.name.clone(),
                times: place.times,
                is_shown: place.name == question.near,
            })
            .collect(),
        events,
        before,
        take: Take::of(&href, &[]),
        href,
    })
}

/// All that a story's page is made of.
struct Found {
    answer: StoryAnswer,
    called: Called,
    places: Vec<PlaceSeen>,
    opposed: Vec<OpposedAnswer>,
    sentences: Sentences,
    added: HashMap<Id, Vec<Excerpt>>,
}

/// Reprints of one text that are laid beside each other, to see what each added.
const COMPARED: usize = 6;

fn found(ask: &Ask<'_>, id: &str, most: usize) -> Result<Found, AskError> {
    let id = ask.id(Table::Story, id)?;
    let answer = ask.story_to_show(&id, Some(most))?;
    let mut sentences = Sentences::new();
    for record in facts::shown(&answer.facts) {
        if let Some(found) = ask.sentence_of(&record)? {
            sentences.insert(record, found);
        }
    }
    let mut added = HashMap::new();
    for origin in answer.story.story.origins.iter().filter(|origin| origin.len() > 1).take(ACCOUNTS) {
        added.extend(ask.added(&origin[..origin.len().min(COMPARED)])?);
    }
    let (places, opposed) = (ask.places_of(&id)?, each_once(ask.opposed_whole(Some(&id))?));
    let called = ask.called(&answer.story)?;
    Ok(Found { called, places, opposed, sentences, added, answer })
}

/// The deeds of a story in the order of their days, and those that are told in passing: what lies
/// long before ("since 1878"). A deed that several reports tell stands once.
fn in_order(answer: &StoryAnswer) -> (Vec<EventView>, Vec<EventView>) {
    let one_of: HashMap<&Id, &Id> = answer
        .same_deeds
        .iter()
        .flat_map(|same: &SameEvent| same.events.iter().map(move |id| (id, &same.id)))
        .collect();
    let day = |one: &Kept<Event>| {
        one.record.when.as_ref().and_then(|when| when.edtf.as_ref()).map(ToString::to_string)
    };
    let mut seen = HashSet::new();
    let mut events: Vec<(Option<String>, EventView)> = Vec::new();
    for one in &answer.events {
        let view = EventView::of(one);
        let known = one_of.get(&one.record.id).map(ToString::to_string);
        let told = format!("{} {}", view.deed, view.day);
        if !seen.insert(told) || known.is_some_and(|known| !seen.insert(known)) {
            continue;
        }
        events.push((day(one), view));
    }
    // Without a day they stand at the end.
    events.sort_by_key(|(day, _)| (day.is_none(), day.clone()));
    let first = answer.story.story.first.as_deref().and_then(|first| first.parse::<Date>().ok());
    let is_far = |day: &Option<String>| {
        let on = day.as_deref().and_then(Edtf::parse).and_then(|day| day.last_day());
        first.zip(on).is_some_and(|(first, on)| on.until(first).is_ok_and(|span| span.get_days() > MONTH))
    };
    let (far, near): (Vec<_>, Vec<_>) = events.into_iter().partition(|(day, _)| is_far(day));
    let views = |events: Vec<(Option<String>, EventView)>| {
        events.into_iter().map(|(_, view)| view).take(EVENTS).collect()
    };
    (views(near), views(far))
}

fn with_added(mut view: Account, account: &AccountLine, added: &HashMap<Id, Vec<Excerpt>>) -> Account {
    for (report, line) in view.reports.iter_mut().zip(&account.reports) {
        let pieces = added.get(&line.id).map_or(&[][..], Vec::as_slice);
        let piece = |piece: &Excerpt| Added {
            href: span_href(&line.id, piece),
            text: shortened(&one_line(&piece.text), 160),
        };
        report.added = pieces.iter().take(2).map(piece).collect();
    }
    view
}

fn stretch(answer: &StoryAnswer) -> String {
    let story = &answer.story.story;
    let last = story.last.as_deref().filter(|last| Some(*last) != story.first.as_deref());
    [story.first.as_deref(), last].into_iter().flatten().map(plain_day).collect::<Vec<_>>().join(" – ")
}

/// "The Lake Courier", "Valley Wire + 3 reprints", "Valley Wire + 3 more".
pub fn name_of(account: &AccountLine) -> String {
    let name = account.reports.first().map(source).unwrap_or_default();
    match account.reports.len().saturating_sub(1) {
        0 => name,
        more if account.why.as_deref() == Some("one text") => {
            format!("{name} + {}", some(more as u64, "reprint", "reprints"))
        }
        more => format!("{name} + {more} more"),
    }
}

/// How many reports of one account are named.
const CARRIERS: usize = 6;

/// One account as it is shown.
pub fn account(account: &AccountLine) -> Account {
    Account {
        name: name_of(account),
        why: account.why.clone().unwrap_or_default(),
        more: account.reports.len().saturating_sub(CARRIERS),
        reports: account
            .reports
            .iter()
            .take(CARRIERS)
            .map(|line| Report {
                href: report_href(&line.id),
                title: headline(line),
                source: source(line),
                day_plain: line.day.as_deref().map_or_else(|| "day not given".to_owned(), plain_day),
                day: line.day.clone().unwrap_or_default(),
                added: Vec::new(),
            })
            .collect(),
    }
}

fn grouped(statements: &[Kept<Statement>], same: &[SameStatement], order: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut place_of: BTreeMap<String, usize> = BTreeMap::new();
    for view in StatementView::merged(statements, same).into_iter().take(STATEMENTS) {
        let name = match order {
            "time" => view.day_plain.clone(),
            "act" => view.act.clone(),
            "side" => view.side.clone(),
            _ => view.speakers.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("; "),
        };
        let name = match (name.is_empty(), order) {
            (false, _) => name,
            (true, "side") => "Others".to_owned(),
            (true, _) => "Nobody named".to_owned(),
        };
        let at = *place_of.entry(name.clone()).or_insert(groups.len());
        if at == groups.len() {
            let one = view.speakers.first().filter(|_| order == "speaker");
            groups.push(Group {
                name,
                href: one.map(|one: &SpeakerView| one.href.clone()).unwrap_or_default(),
                role: one.map(|one| one.role.clone()).unwrap_or_default(),
                statements: Vec::new(),
            });
        }
        groups[at].statements.push(view);
    }
    // Whoever speaks for no side stands behind those who do.
    groups.sort_by_key(|group| order == "side" && group.name == "Others");
    groups
}
