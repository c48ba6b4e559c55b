//! The first page: what happened, by happening, and by how many independent accounts.

use super::take::{Format, Line, Take, address, taken};
use super::titles;
use super::views::{
    Pager, StatementView, amount_of, bounds, encode, plain_day, plain_month, record_href, span_href,
};
use super::{Page, given, given_day, render, words};
use crate::draw::spark;
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Query, State};
use dateline_ask::{
    Ask, AskError, DayCount, Facets, FigureRange, OpposedAnswer, StoryCard, StoryFilter, Stretch, first_day,
    in_languages, is_to_come, last_day, state_name,
};
use dateline_model::{EventAct, Id, StatementAct};
use serde::Deserialize;

const PER_PAGE: usize = 20;
/// How many values of each filter are offered, and stories that they are counted in.
const OFFERED: usize = 8;
const COUNTED: usize = 100;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Question {
    page: usize,
    day: String,
    place: String,
    by: String,
    source: String,
    act: String,
    side: String,
    kind: String,
    format: String,
}

impl Question {
    fn parts(&self) -> [(&'static str, &str); 7] {
        let Question { day, place, by, source, act, side, kind, .. } = self;
        [
            ("day", day),
            ("place", place),
            ("side", side),
            ("by", by),
            ("source", source),
            ("kind", kind),
            ("act", act),
        ]
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
    strip: Strip,
    newest: i64,
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
    disputes: Vec<String>,
    opposed: Vec<OpposedLine>,
    differing: u64,
    unread: String,
    newest: i64,
}

/// One measure with what each account gives.
struct FigureView {
    what: String,
    given: Vec<GivenView>,
    more: usize,
}

struct GivenView {
    href: String,
    amount: String,
    by: String,
}

/// "Milosevic denies what Sacirbey claims", with the denial's words.
struct OpposedLine {
    line: String,
    href: String,
    words: String,
}

/// The days of a month, as a strip that the stories are narrowed down by.
#[derive(Default)]
struct Strip {
    month: String,
    month_href: String,
    is_month_chosen: bool,
    before: String,
    after: String,
    days: Vec<StripDay>,
}

struct StripDay {
    href: String,
    iso: String,
    plain: String,
    number: String,
    reports: u64,
    weight: u64,
    is_chosen: bool,
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
        since: given_day("day", &question.day)?.map(|day| first_day(&day)),
        until: given_day("day", &question.day)?.map(|day| last_day(&day)),
        place: given(&question.place),
        by: given(&question.by),
        source: given(&question.source),
        act: given(&question.act),
        side: given(&question.side),
        kind: given(&question.kind),
        limit: Some(PER_PAGE + 1),
        offset,
        ..StoryFilter::default()
    };
    let asked_day = question.day.clone();
    let (mut cards, facets, calendar, months, newest) =
        pool.ask(move |ask| found(&ask, &filter, &asked_day)).await?;
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
        filters: filters(&question, facets),
        strip: strip(&question, &calendar, &months),
        newest,
        take: Take::of("/", &question.parts()),
        pager: Pager::new(&format!("{base}page="), question.page, has_more),
        days,
    })
}

type Found = (Vec<StoryCard>, Facets, Vec<DayCount>, Vec<DayCount>, i64);

fn found(ask: &Ask<'_>, filter: &StoryFilter, day: &str) -> Result<Found, AskError> {
    let cards = ask.cards_like(filter)?;
    let counted = StoryFilter { limit: Some(COUNTED), offset: 0, ..filter.clone() };
    let ids: Vec<Id> = ask.stories_like(&counted)?.into_iter().map(|line| line.story.id).collect();
    let facets = ask.facets(&ids, OFFERED)?;
    let mut months = ask.calendar(Stretch::Month, None)?;
    months.retain(|month| month.reports > 0);
    // The month that was asked for, else the last that came.
    let asked = day.get(..7).filter(|asked| months.iter().any(|month| month.day == *asked));
    let month = asked.map(str::to_owned).or_else(|| Some(last_that_came(&months)?.day.clone()));
    let days = match month {
        Some(month) => ask.calendar(Stretch::Day, Some(&month))?,
        None => Vec::new(),
    };
    Ok((cards, facets, days, months, ask.newest()?))
}

/// The last month that has come, where there is one: a report of another is dated wrongly.
pub fn last_that_came(months: &[DayCount]) -> Option<&DayCount> {
    months.iter().rev().find(|month| !is_to_come(&month.day)).or(months.last())
}

fn strip(question: &Question, days: &[DayCount], months: &[DayCount]) -> Strip {
    let days = || days.iter().filter(|day| day.reports > 0);
    let Some(month) = days().next().and_then(|day| day.day.get(..7)) else { return Strip::default() };
    let at = months.iter().position(|one| one.day == month).unwrap_or_default();
    let to =
        |month: Option<&DayCount>| month.map(|month| question.with("day", &month.day)).unwrap_or_default();
    let most = days().map(|day| day.reports).max().unwrap_or(1);
    Strip {
        month: plain_month(month),
        month_href: question.with("day", month),
        is_month_chosen: question.day == month,
        before: to(at.checked_sub(1).and_then(|before| months.get(before))),
        after: to(months.get(at + 1)),
        days: days()
            .map(|day| StripDay {
                href: question.with("day", if question.day == day.day { "" } else { &day.day }),
                plain: plain_day(&day.day),
                number: day.day.get(8..).unwrap_or_default().trim_start_matches('0').to_owned(),
                weight: (day.reports * 4).div_ceil(most),
                is_chosen: question.day == day.day,
                reports: day.reports,
                iso: day.day.clone(),
            })
            .collect(),
    }
}

fn filters(question: &Question, facets: Facets) -> Vec<Filter> {
    let side = |code: &str| state_name(code).unwrap_or(code).to_owned();
    let kind = |root: &str| {
        EventAct::named(root).map_or_else(|| root.to_owned(), |act| words::deed(act).noun.to_owned())
    };
    let act = |name: &str| {
        StatementAct::named(name).map_or_else(|| name.to_owned(), |act| words::saying(act).says.to_owned())
    };
    let plain = |name: &str| name.to_owned();
    type Facet<'f> = (&'static str, &'static str, &'f String, Vec<(String, u64)>, &'f dyn Fn(&str) -> String);
    let all: [Facet<'_>; 7] = [
        ("Day", "day", &question.day, Vec::new(), &|day| plain_day(day)),
        ("What happened", "kind", &question.kind, facets.kinds, &kind),
        ("Place", "place", &question.place, facets.places, &plain),
        ("Side", "side", &question.side, facets.sides, &side),
        ("Who speaks", "by", &question.by, facets.speakers, &plain),
        ("Outlet", "source", &question.source, facets.sources, &plain),
        ("Who does what by saying it", "act", &question.act, facets.acts, &act),
    ];
    all.into_iter()
        .map(|(name, part, chosen, values, called)| Filter {
            name,
            chosen: if chosen.is_empty() { String::new() } else { called(chosen) },
            without: question.with(part, ""),
            values: values
                .into_iter()
                .map(|(name, count)| Value { href: question.with(part, &name), name: called(&name), count })
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
        title: titles::title(story, &card.called),
        accounts: format!("{accounts} in {}", some(story.reports.len() as u64, "report", "reports")),
        spark: if card.days.len() > 1 { spark(&card.days) } else { String::new() },
        statements: StatementView::all(&card.statements),
        figures: card.figures.iter().map(figure).collect(),
        disputes: card.figures.iter().filter(|figure| figure.is_disputed).map(dispute).collect(),
        opposed: card.opposed.iter().map(opposed).collect(),
        differing: card.line.differing,
        unread: in_languages(card.unread.iter().map(|(language, count)| (language.as_str(), *count))),
        newest: card.newest,
    }
}

/// Accounts of a figure that stand on a card.
const GIVEN: usize = 3;

fn figure(figure: &FigureRange) -> FigureView {
    let given = figure.accounts.iter().take(GIVEN).map(|one| GivenView {
        href: record_href(&one.report, &one.figure),
        amount: amount_of(one.low, one.high, one.approximate),
        by: one.by.clone().or_else(|| one.source.clone()).unwrap_or_else(|| "the report itself".to_owned()),
    });
    FigureView {
        what: words::measure(&figure.what).to_owned(),
        given: given.collect(),
        more: figure.accounts.len().saturating_sub(GIVEN),
    }
}

/// "5 or 4 killed?", of more values "33–37 killed?".
fn dispute(figure: &FigureRange) -> String {
    let mut values: Vec<String> = Vec::new();
    for one in &figure.accounts {
        let value = bounds(one.low, one.high);
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let what = words::measure(&figure.what);
    match values.as_slice() {
        [one, other] => format!("{one} or {other} {what}?"),
        _ => format!("{} {what}?", bounds(figure.low, figure.high).replace(" to ", "–")),
    }
}

fn opposed(one: &OpposedAnswer) -> OpposedLine {
    let who = |kept: &dateline_ask::Kept<dateline_model::Statement>| {
        let names: Vec<String> = kept.record.speakers.iter().map(|speaker| speaker.name.clone()).collect();
        let name = super::sentences::named(&names);
        if name.is_empty() { kept.from.source.clone().unwrap_or_else(|| "a report".to_owned()) } else { name }
    };
    // "denied it": what that is, the claim says.
    let told = if one.tells() { &one.denial } else { &one.claim };
    let words = told.record.content.iter().map(|piece| super::views::one_line(&piece.text));
    let link = if one.tells() { "" } else { " on" };
    OpposedLine {
        line: format!("{} against {}{link}:", who(&one.denial), who(&one.claim)),
        href: span_href(
            &one.denial.from.id,
            one.denial.record.content.first().unwrap_or(&one.denial.record.evidence),
        ),
        words: super::views::shortened(&words.collect::<Vec<_>>().join(" … "), 140),
    }
}
