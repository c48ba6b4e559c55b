//! One report: its text with what was asked for marked, the record beside it.

use super::changed::{Version, versions};
use super::marked::{Paragraph, marks, paragraphs};
use super::notes::{KINDS, Known, notes};
use super::take::{Format, Line, Take, taken};
use super::titles;
use super::views::{ElsewhereView, encode, one_line, plain_day};
use super::{Page, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Path, Query, State};
use dateline_ask::{Kept, ReportAnswer, ReportLine, Table, Told, language_named};
use dateline_model::Id;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Question {
    /// A piece of the text, in code points: "12-40".
    at: Option<String>,
    /// A line of the record, whose words are to be shown.
    record: Option<String>,
    /// Which kinds are marked; none said: statements.
    statement: String,
    event: String,
    figure: String,
    time: String,
    place: String,
    person: String,
    format: String,
}

impl Question {
    fn kinds(&self) -> [(&'static str, &str); 6] {
        let Question { statement, event, figure, time, place, person, .. } = self;
        [
            ("statement", statement),
            ("event", event),
            ("figure", figure),
            ("time", time),
            ("place", place),
            ("person", person),
        ]
    }

    /// Whether things of a kind are marked: those asked for, with that of the words that were followed.
    fn shows(&self, kind: &str, followed: Option<&str>) -> bool {
        let is_asked = |(_, value): &(&str, &str)| !value.is_empty();
        if self.kinds().iter().any(is_asked) {
            return self.kinds().iter().any(|one| one.0 == kind && is_asked(one));
        }
        kind == followed.unwrap_or("statement") || kind == "statement"
    }
}

/// A switch for one kind.
struct Switch {
    kind: &'static str,
    name: &'static str,
    count: usize,
    is_on: bool,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    title: String,
    day: String,
    day_plain: String,
    source: String,
    byline: String,
    unread: String,
    reader: String,
    original: String,
    story_href: String,
    story_title: String,
    versions: Vec<Version>,
    cited: String,
    permanent: String,
    elsewhere: Vec<ElsewhereView>,
    citation: String,
    fragment: String,
    take: Take,
    paragraphs: Vec<Paragraph>,
    path: String,
    at: String,
    switches: Vec<Switch>,
}

/// The page.
pub async fn page(
    State(pool): State<Pool>,
    Path(id): Path<String>,
    Query(question): Query<Question>,
) -> Page {
    let at = question.at.as_deref().and_then(piece);
    let format = Format::of(&question.format)?;
    let asked = question.record.clone().map(Id);
    let (answer, told, all_told, corrections, story_title) = pool
        .ask(move |ask| {
            let answer = ask.report(&ask.id(Table::Report, &id)?)?;
            let story = answer.story.as_ref().map(|line| &line.story.id);
            let told = match (story, asked.or_else(|| record_at(&answer, at))) {
                (Some(story), Some(record)) => ask.elsewhere(story, &record)?,
                _ => Vec::new(),
            };
            let all_told = match story {
                Some(story) => ask.elsewhere_of_all(story, &answer.reading)?,
                None => HashMap::new(),
            };
            let mut corrections = ask.corrections()?;
            corrections.retain(|one| one.target.report.as_ref() == Some(&answer.report.id));
            let story_title = match &answer.story {
                Some(line) => titles::title(&line.story, &ask.called(line)?),
                None => String::new(),
            };
            Ok((answer, told, all_told, corrections, story_title))
        })
        .await?;
    let report = &answer.report;
    if let Some(format) = format {
        return taken("report", format, &lines(&answer));
    }
    let text: Vec<char> = report.text.chars().collect();
    let target = target(&answer, &question, text.len() as u32);
    let cited: String =
        target.map(|(start, end)| text[start as usize..end as usize].iter().collect()).unwrap_or_default();
    let day = report.day().map_or_else(String::new, |day| day.to_string());
    let original = report.url.clone().filter(|url| is_web(url)).unwrap_or_default();
    let title = report.title.clone().unwrap_or_else(|| titles::of_text(&report.text));
    let source = report.source.clone().unwrap_or_default();
    let path = super::report_href(&report.id);
    let followed = question.record.as_deref().and_then(|record| kind_of(&answer, record));
    let is_shown = |kind: &str| question.shows(kind, followed);
    let elsewhere = all_told.iter().map(|(id, told)| (id.clone(), told.iter().map(elsewhere).collect()));
    let elsewhere: HashMap<Id, Vec<ElsewhereView>> = elsewhere.collect();
    let known = Known { corrections: &corrections, elsewhere: &elsewhere };
    let citation =
        [source.clone(), format!("“{title}”"), plain_day(&day), report.url.clone().unwrap_or_default()];
    let citation = citation.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    render(&ReportPage {
        day_plain: plain_day(&day),
        day,
        byline: report.byline.join(", "),
        unread: answer.read_by.unread.as_deref().map(language_named).unwrap_or_default().to_owned(),
        reader: answer.read_by.reader.clone().unwrap_or_default(),
        fragment: if original.is_empty() || cited.is_empty() {
            String::new()
        } else {
            format!("{}#:~:text={}", original.split('#').next().unwrap_or_default(), text_fragment(&cited))
        },
        original,
        story_href: answer
            .story
            .as_ref()
            .map(|line| format!("/story/{}", encode(line.story.id.as_str())))
            .unwrap_or_default(),
        story_title,
        versions: versions(report, &answer.versions),
        permanent: target.map(|(start, end)| format!("{path}?at={start}-{end}#at")).unwrap_or_default(),
        elsewhere: told.iter().map(self::elsewhere).collect(),
        take: Take::of(&path, &[]),
        cited: one_line(&cited),
        citation,
        paragraphs: paragraphs(&text, &marks(&answer, &is_shown), &notes(&answer, &known, &is_shown), target),
        switches: switches(&answer, &is_shown),
        at: question.at.clone().unwrap_or_default(),
        path,
        title,
        source,
    })
}

fn elsewhere(told: &Told) -> ElsewhereView {
    ElsewhereView {
        href: super::span_href(&told.report, &told.evidence),
        source: told.source.clone().unwrap_or_else(|| "another report".to_owned()),
    }
}

fn switches(answer: &ReportAnswer, is_shown: &dyn Fn(&str) -> bool) -> Vec<Switch> {
    let reading = &answer.reading;
    let people = reading.mentions.iter().filter(|one| one.kind == dateline_model::MentionKind::Person);
    let counts = [
        reading.statements.len(),
        reading.events.len(),
        reading.figures.len(),
        reading.times.len(),
        reading.places.len(),
        people.count(),
    ];
    let switch = |((kind, name), count)| Switch { kind, name, count, is_on: is_shown(kind) };
    KINDS.into_iter().zip(counts).map(switch).collect()
}

/// What kind of thing a line of the record is.
fn kind_of(answer: &ReportAnswer, record: &str) -> Option<&'static str> {
    let reading = &answer.reading;
    if reading.figures.iter().any(|one| one.id.as_str() == record) {
        return Some("figure");
    }
    reading.events.iter().any(|one| one.id.as_str() == record).then_some("event")
}

/// Whether an address may be linked to: the report says it, so it is only trusted to be a page.
fn is_web(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(['"', '<', '>', ' '])
}

fn target(answer: &ReportAnswer, question: &Question, length: u32) -> Option<(u32, u32)> {
    if let Some(record) = &question.record {
        let reading = &answer.reading;
        let figure = reading.figures.iter().find(|one| one.id.as_str() == record).map(|one| &one.evidence);
        let statement =
            reading.statements.iter().find(|one| one.id.as_str() == record).map(|one| &one.evidence);
        let event = reading.events.iter().find(|one| one.id.as_str() == record).map(|one| &one.evidence);
        return figure.or(statement).or(event).map(|piece| (piece.start, piece.end));
    }
    let (start, end) = piece(question.at.as_deref()?)?;
    let (start, end) = (start.min(length), end.min(length));
    (start < end).then_some((start, end))
}

/// "12-40".
fn piece(at: &str) -> Option<(u32, u32)> {
    let (start, end) = at.split_once('-')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

/// The line of the record that rests on a piece of the text.
fn record_at(answer: &ReportAnswer, at: Option<(u32, u32)>) -> Option<Id> {
    let at = at?;
    let is_it = |piece: &dateline_model::Excerpt| (piece.start, piece.end) == at;
    let reading = &answer.reading;
    let statement =
        reading.statements.iter().find(|one| is_it(&one.evidence) || one.content.first().is_some_and(is_it));
    let event = reading.events.iter().find(|one| is_it(&one.evidence));
    let figure = reading.figures.iter().find(|one| is_it(&one.evidence));
    let statement = statement.map(|one| &one.id);
    statement.or(event.map(|one| &one.id)).or(figure.map(|one| &one.id)).cloned()
}

/// Everything found in a report, to take along.
fn lines(answer: &ReportAnswer) -> Vec<Line> {
    let report = &answer.report;
    let from = ReportLine {
        number: 0,
        id: report.id.clone(),
        day: report.day().map(|day| day.to_string()),
        source: report.source.clone(),
        url: report.url.clone(),
        title: report.title.clone(),
        opening: None,
    };
    let reading = &answer.reading;
    let statements = reading
        .statements
        .iter()
        .map(|one| Line::statement(&Kept { from: from.clone(), record: one.clone(), corrected: Vec::new() }));
    let events = reading
        .events
        .iter()
        .map(|one| Line::event(&Kept { from: from.clone(), record: one.clone(), corrected: Vec::new() }));
    let figures = reading
        .figures
        .iter()
        .map(|one| Line::figure(&Kept { from: from.clone(), record: one.clone(), corrected: Vec::new() }));
    statements.chain(events).chain(figures).collect()
}

/// The words as a text fragment of an address (`#:~:text=first words,last words`): the ends alone
/// where they are many, so that the address stays short.
fn text_fragment(cited: &str) -> String {
    const ENDS: usize = 6;
    // A fragment is found within one block of a page.
    let first_block = cited.split('\n').find(|line| !line.trim().is_empty()).unwrap_or(cited);
    let words: Vec<&str> = first_block.split_whitespace().collect();
    // "-" and "," have a meaning between the parts.
    let encoded = |words: &[&str]| encode(&words.join(" ")).replace('-', "%2D");
    if words.len() <= 2 * ENDS {
        return encoded(&words);
    }
    format!("{},{}", encoded(&words[..ENDS]), encoded(&words[words.len() - ENDS..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_linked() {
        assert!(is_web("https://courier.example/1"));
        assert!(!is_web("javascript:alert(1)"));
        assert!(!is_web("https://x\" onclick=\"y"));
    }

    #[test]
    fn long_words_are_found_by_their_ends() {
        assert_eq!(text_fragment("a cease-fire, at last"), "a%20cease%2Dfire%2C%20at%20last");
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert_eq!(
            text_fragment(long),
            "one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen"
        );
    }
}
