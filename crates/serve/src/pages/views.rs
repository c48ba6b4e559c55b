//! What pages show, as they show it: names, days, figures and links in words.

use super::{sentences, words};
use dateline_ask::{Kept, Lane, Mark, ReportLine, Stance, Tone, account_in, state_name, without_dateline};
use dateline_model::{Account, Difference, Event, Excerpt, Id, SameStatement, Speaker, Statement};
use serde::Serialize;
use std::collections::HashMap;

pub use super::plain::{amount_of, bounds, one_line, plain_date, plain_day, plain_month, shortened};

/// Statements less sure than this are shown lighter and say so.
pub const DOUBTFUL: f32 = 0.5;

/// A speaker with what is known of the office.
pub struct SpeakerView {
    pub name: String,
    pub role: String,
    pub href: String,
}

impl SpeakerView {
    pub fn of(speaker: &Speaker) -> Self {
        let state = speaker
            .of
            .as_deref()
            .map(|of| state_name(of).unwrap_or(of))
            .filter(|state| *state != speaker.name);
        let parts = [speaker.office.as_deref(), state];
        SpeakerView {
            name: speaker.name.clone(),
            role: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            href: format!("/who?name={}", encode(&speaker.name)),
        }
    }
}

/// A statement.
pub struct StatementView {
    pub tone: &'static str,
    pub shape: char,
    /// "accuses", "does not accuse".
    pub act: String,
    pub speakers: Vec<SpeakerView>,
    /// The state or body that the first of them speaks for; empty for nobody's.
    pub side: String,
    pub addressee: String,
    pub content: Vec<String>,
    pub short: String,
    pub day: String,
    pub day_plain: String,
    pub is_day_told: bool,
    pub venue: String,
    pub source: String,
    pub href: String,
    pub is_doubtful: bool,
    /// Other reports that tell the same saying.
    pub also: Vec<ElsewhereView>,
}

/// The same thing in another report.
#[derive(Clone)]
pub struct ElsewhereView {
    pub href: String,
    pub source: String,
}

impl StatementView {
    pub fn of(one: &Kept<Statement>) -> Self {
        let statement = &one.record;
        let tone = Tone::of_statement(statement.act);
        let told = statement.said.as_ref().and_then(|said| said.edtf.as_ref()).map(ToString::to_string);
        let is_day_told = told.is_some();
        let day = told.or_else(|| one.from.day.clone()).unwrap_or_default();
        let content: Vec<String> = statement.content.iter().map(|piece| one_line(&piece.text)).collect();
        let first = statement.content.first().unwrap_or(&statement.evidence);
        StatementView {
            tone: tone.name(),
            shape: tone.shape(),
            act: said_to_do(statement),
            side: statement
                .speakers
                .first()
                .and_then(|speaker| speaker.of.as_deref())
                .map(|of| state_name(of).unwrap_or(of).to_owned())
                .unwrap_or_default(),
            speakers: statement.speakers.iter().map(SpeakerView::of).collect(),
            addressee: statement.addressee.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", "),
            short: shortened(&content.join(" … "), 160),
            content,
            day_plain: plain_day(&day),
            day,
            is_day_told,
            venue: statement.venue.as_ref().map(|venue| venue.span.text.clone()).unwrap_or_default(),
            source: source(&one.from),
            href: span_href(&one.from.id, first),
            is_doubtful: statement.confidence < DOUBTFUL,
            also: Vec::new(),
        }
    }

    /// All of them; one saying that several reports give in the same words stands once.
    pub fn all(statements: &[Kept<Statement>]) -> Vec<Self> {
        StatementView::merged(statements, &[])
    }

    /// The same; and those that are known to be one saying in other words.
    pub fn merged(statements: &[Kept<Statement>], same: &[SameStatement]) -> Vec<Self> {
        let mut views: Vec<StatementView> = Vec::new();
        let mut place_of: HashMap<String, usize> = HashMap::new();
        let known: HashMap<&Id, &Id> =
            same.iter().flat_map(|one| one.statements.iter().map(move |id| (id, &one.id))).collect();
        for one in statements {
            let view = StatementView::of(one);
            let who = view.speakers.first().map_or("", |speaker| speaker.name.as_str());
            let spoken = format!("{who}|{}|{}", view.act, view.content.join(" ").to_lowercase());
            let keys = [known.get(&one.record.id).map(|id| format!("same:{id}")), Some(spoken)];
            let found = keys.iter().flatten().find_map(|key| place_of.get(key).copied());
            let at = found.unwrap_or(views.len());
            for key in keys.into_iter().flatten() {
                place_of.entry(key).or_insert(at);
            }
            match views.get_mut(at) {
                Some(first) => {
                    let is_known = first.source == view.source
                        || first.also.iter().any(|other| other.source == view.source);
                    if !is_known {
                        first.also.push(ElsewhereView { href: view.href, source: view.source });
                    }
                }
                None => views.push(view),
            }
        }
        views
    }

    /// Where it stands besides, in few words: at most three outlets.
    pub fn elsewhere(&self) -> &[ElsewhereView] {
        &self.also[..self.also.len().min(3)]
    }

    /// How many more outlets there are.
    pub fn more(&self) -> usize {
        self.also.len().saturating_sub(3)
    }
}

/// What the speaker does by saying it, in plain English: "accuses", "does not accuse".
pub fn said_to_do(statement: &Statement) -> String {
    let saying = words::saying(statement.act);
    if statement.negated { format!("does not {}", saying.say) } else { saying.says.to_owned() }
}

/// An event in a list.
pub struct EventView {
    pub tone: &'static str,
    pub shape: char,
    /// "NATO attacked Serb positions".
    pub deed: String,
    pub text: String,
    /// What is said of it if it is not told as done.
    pub status: &'static str,
    pub is_doubtful: bool,
    pub source: String,
    pub day: String,
    pub day_plain: String,
    pub href: String,
}

impl EventView {
    pub fn of(one: &Kept<Event>) -> Self {
        let event = &one.record;
        let tone = Tone::of_event(event.act);
        let told = event.when.as_ref().and_then(|when| when.edtf.as_ref()).map(ToString::to_string);
        let day = told.unwrap_or_default();
        EventView {
            tone: tone.name(),
            shape: tone.shape(),
            deed: sentences::deed(event),
            text: shortened(&one_line(&event.evidence.text), 180),
            status: words::standing(event.status),
            is_doubtful: event.confidence < DOUBTFUL,
            source: source(&one.from),
            day_plain: if day.is_empty() { "day not given".to_owned() } else { plain_day(&day) },
            day,
            href: span_href(&one.from.id, &event.evidence),
        }
    }
}

/// A fact with the accounts of it.
pub struct DifferenceView {
    pub what: String,
    pub about: String,
    pub compatible: bool,
    pub story: String,
    pub accounts: Vec<AccountView>,
}

/// One account of a fact.
pub struct AccountView {
    pub text: String,
    pub by: String,
    pub source: String,
    pub href: String,
    pub more: usize,
}

/// Accounts of one fact that are listed; more than these are counted.
const LISTED: usize = 12;

impl DifferenceView {
    pub fn of(one: &Difference, source: &dyn Fn(&Id) -> String) -> Self {
        // A day is that of a deed, an age that of a person.
        let of = one.about.of.clone().filter(|_| matches!(one.about.what.as_str(), "day" | "age"));
        let about = [of, one.about.place.clone(), one.about.when.as_deref().map(plain_day)];
        DifferenceView {
            what: one.about.what.clone(),
            about: about.into_iter().flatten().collect::<Vec<_>>().join(", "),
            compatible: one.compatible,
            story: one
                .story
                .as_ref()
                .map(|story| format!("/story/{}", encode(story.as_str())))
                .unwrap_or_default(),
            accounts: grouped_accounts(one, source),
        }
    }
}

/// Accounts that give one value by one's word are one line, those with the least first.
fn grouped_accounts(one: &Difference, source: &dyn Fn(&Id) -> String) -> Vec<AccountView> {
    let mut sorted: Vec<&Account> = one.accounts.iter().collect();
    sorted.sort_by(|a, b| {
        let least = |account: &Account| account.least().or(account.most()).unwrap_or(f64::INFINITY);
        least(a).total_cmp(&least(b))
    });
    let mut views: Vec<AccountView> = Vec::new();
    for account in sorted {
        let (text, by) =
            (amount(account, bounds), account.by.clone().unwrap_or_else(|| "the report itself".to_owned()));
        match views.iter().position(|view| view.text == text && view.by == by) {
            Some(at) => views[at].more += 1,
            None if views.len() < LISTED => views.push(AccountView {
                text,
                by,
                source: source(&account.report),
                href: record_href(&account.report, &account.record),
                more: 0,
            }),
            None => {}
        }
    }
    views
}

/// What an account gives: a number in words, or that it is told where it is a claim.
pub fn amount(account: &Account, bounds: impl Fn(Option<f64>, Option<f64>) -> String) -> String {
    if account.low.is_none() && account.high.is_none() {
        return account.by.as_ref().map_or_else(|| "told".to_owned(), |by| format!("told by {by}"));
    }
    let about = if account.approximate { "about " } else { "" };
    format!("{about}{}", account_in(account, bounds, |day| plain_day(day.as_str())))
}

/// A mark of a lane.
pub struct MarkView {
    pub anchor: String,
    pub tone: &'static str,
    pub shape: char,
    pub act: String,
    pub by: String,
    pub office: String,
    pub text: String,
    pub day: String,
    pub day_plain: String,
    pub href: String,
}

impl MarkView {
    pub fn of(mark: &Mark) -> Self {
        let tone = tone_of(mark);
        let day = mark.day().unwrap_or_default().to_owned();
        MarkView {
            anchor: format!("mark-{}-{}", encode(mark.report.as_str()), mark.evidence.start),
            tone: tone.name(),
            shape: tone.shape(),
            act: words::stance(mark.stance).name.to_owned(),
            by: mark.by.clone(),
            office: mark.office.clone().unwrap_or_default(),
            text: shortened(&one_line(&mark.evidence.text), 200),
            day_plain: if day.is_empty() { "day not given".to_owned() } else { plain_day(&day) },
            day,
            href: span_href(&mark.report, &mark.evidence),
        }
    }
}

/// The tone of a mark, by its stance.
pub fn tone_of(mark: &Mark) -> Tone {
    match mark.stance {
        Stance::For => Tone::Cooperation,
        Stance::Against => Tone::Conflict,
        Stance::Conditional | Stance::Unclear => Tone::Neutral,
    }
}

/// The lane's actor in words.
pub fn actor(lane: &Lane) -> String {
    state_name(&lane.actor).map_or_else(|| lane.actor.clone(), str::to_owned)
}

/// Where more of a list is.
#[derive(Default)]
pub struct Pager {
    pub previous: String,
    pub next: String,
}

impl Pager {
    /// For page `page` of a list at `address` (which ends so that a number can follow).
    pub fn new(address: &str, page: usize, has_more: bool) -> Self {
        Pager {
            previous: if page > 0 { format!("{address}{}", page - 1) } else { String::new() },
            next: if has_more { format!("{address}{}", page + 1) } else { String::new() },
        }
    }
}

/// The outlet, else the headline: what people know a report by.
pub fn source(line: &ReportLine) -> String {
    line.source.clone().filter(|source| !source.trim().is_empty()).unwrap_or_else(|| {
        let day = line.day.as_deref().map(|day| format!(" of {}", plain_date(day))).unwrap_or_default();
        match line.title.as_deref().map(|title| shortened(&one_line(title), 40)) {
            Some(title) if !title.is_empty() => format!("“{title}”"),
            _ => format!("a report{day}"),
        }
    })
}

/// The headline, else the first words.
pub fn headline(line: &ReportLine) -> String {
    let first = || {
        let opening = line.opening.as_deref().map(one_line)?;
        Some(shortened(without_dateline(&opening), 80))
    };
    line.title
        .clone()
        .or_else(first)
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| "untitled".to_owned())
}

/// A report's page.
pub fn report_href(report: &Id) -> String {
    format!("/report/{}", encode(report.as_str()))
}

/// A report's page with a piece of the text shown: a permanent link to any span.
pub fn span_href(report: &Id, piece: &Excerpt) -> String {
    format!("/report/{}?at={}-{}#at", encode(report.as_str()), piece.start, piece.end)
}

/// A report's page with the words that a line of the record rests on.
pub fn record_href(report: &Id, record: &Id) -> String {
    format!("/report/{}?record={}#at", encode(report.as_str()), encode(record.as_str()))
}

/// How a plain value is written in the record.
pub fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Percent-encodes everything that has a meaning in an address.
pub fn encode(part: &str) -> String {
    let mut encoded = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    // A lone dot or two would be taken for a step in a path.
    if matches!(encoded.as_str(), "." | "..") { encoded.replace('.', "%2E") } else { encoded }
}
