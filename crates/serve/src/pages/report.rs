//! One report: its text with everything found in it marked by kind, the record beside it.

use super::views::{amount_of, encode, one_line, plain_day, shortened, span_href, word};
use super::{Page, render};
use crate::pool::Pool;
use askama::Template;
use axum::extract::{Path, Query, State};
use dateline_ask::{ReportAnswer, Table, Tone};
use dateline_model::{Excerpt, MentionKind};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Question {
    /// A piece of the text, in code points: "12-40".
    at: Option<String>,
    /// A line of the record, whose words are to be shown.
    record: Option<String>,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    title: String,
    day: String,
    day_plain: String,
    source: String,
    byline: String,
    original: String,
    story_href: String,
    story_title: String,
    changes: Vec<Vec<String>>,
    cited: String,
    cited_what: String,
    citation: String,
    fragment: String,
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    html: String,
    notes: Vec<Note>,
}

/// A line of the record beside the paragraph that it stands in.
struct Note {
    start: u32,
    anchor: String,
    kind: &'static str,
    href: String,
    text: String,
    more: String,
}

/// A stretch of the text that is marked.
struct Mark {
    start: u32,
    end: u32,
    kind: &'static str,
}

/// The page.
pub async fn page(
    State(pool): State<Pool>,
    Path(id): Path<String>,
    Query(question): Query<Question>,
) -> Page {
    let answer = pool.ask(move |ask| ask.report(&ask.id(Table::Report, &id)?)).await?;
    let report = &answer.report;
    let text: Vec<char> = report.text.chars().collect();
    let target = target(&answer, &question, text.len() as u32);
    let cited: String =
        target.map(|(start, end)| text[start as usize..end as usize].iter().collect()).unwrap_or_default();
    let day =
        report.published.as_deref().and_then(|published| published.get(..10)).unwrap_or_default().to_owned();
    let original = report.url.clone().filter(|url| is_web(url)).unwrap_or_default();
    let title = report.title.clone().unwrap_or_else(|| shortened(&one_line(&report.text), 80));
    let source = report.source.clone().unwrap_or_default();
    let citation =
        [source.clone(), format!("“{title}”"), plain_day(&day), report.url.clone().unwrap_or_default()];
    let citation = citation.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    render(&ReportPage {
        day_plain: plain_day(&day),
        day,
        byline: report.byline.join(", "),
        fragment: if original.is_empty() || cited.is_empty() {
            String::new()
        } else {
            format!(
                "{}#:~:text={}",
                original.split('#').next().unwrap_or_default(),
                encode(&one_line(&cited))
            )
        },
        original,
        story_href: answer
            .story
            .as_ref()
            .map(|line| format!("/story/{}", encode(line.story.id.as_str())))
            .unwrap_or_default(),
        story_title: answer.story.as_ref().map(|line| line.story.title.clone()).unwrap_or_default(),
        changes: answer.changes.clone(),
        cited_what: if cited.is_empty() {
            String::new()
        } else {
            "You followed a link to these words:".to_owned()
        },
        cited: one_line(&cited),
        citation,
        paragraphs: paragraphs(&text, &marks(&answer), &notes(&answer), target),
        title,
        source,
    })
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
    let (start, end) = question.at.as_deref()?.split_once('-')?;
    let (start, end) = (start.parse::<u32>().ok()?.min(length), end.parse::<u32>().ok()?.min(length));
    (start < end).then_some((start, end))
}

fn marks(answer: &ReportAnswer) -> Vec<Mark> {
    let reading = &answer.reading;
    let mut marks = Vec::new();
    let mut add = |piece: &Excerpt, kind| marks.push(Mark { start: piece.start, end: piece.end, kind });
    answer.report.asides.iter().for_each(|aside| add(&aside.span, "aside"));
    reading.statements.iter().flat_map(|one| &one.content).for_each(|piece| add(piece, "statement"));
    reading.events.iter().for_each(|one| add(&one.trigger, "event"));
    reading.figures.iter().for_each(|one| add(&one.evidence, "figure"));
    reading.times.iter().for_each(|one| add(&one.span, "time"));
    reading.places.iter().for_each(|one| add(&one.span, "place"));
    let people = reading.mentions.iter().filter(|one| one.kind == MentionKind::Person);
    people.for_each(|one| add(&one.span, "person"));
    marks
}

fn notes(answer: &ReportAnswer) -> Vec<Note> {
    let (reading, report) = (&answer.reading, &answer.report.id);
    let mut notes = Vec::new();
    for one in &reading.statements {
        let piece = one.content.first().unwrap_or(&one.evidence);
        let tone = Tone::of_statement(one.act);
        let who = one.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join(", ");
        let to = one.addressee.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
        let who = if who.is_empty() { "nobody named".to_owned() } else { who };
        let to = if to.is_empty() { String::new() } else { format!(" → {to}") };
        let office = one.speakers.first().and_then(|speaker| speaker.office.clone());
        let day = one.said.as_ref().and_then(|said| said.edtf.as_ref()).map(|edtf| plain_day(edtf.as_str()));
        notes.push(Note {
            start: piece.start,
            anchor: encode(one.id.as_str()),
            kind: "statement",
            href: span_href(report, piece),
            text: format!(
                "{} {who} {} {}{to}",
                tone.shape(),
                if one.negated { "does not" } else { "" },
                word(&one.act)
            )
            .replace("  ", " "),
            more: [office, day].into_iter().flatten().collect::<Vec<_>>().join(", "),
        });
    }
    for one in &reading.events {
        let tone = Tone::of_event(one.act);
        let names = |parties: &[dateline_model::Party]| {
            parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let status = word(&one.status);
        let when = one.when.as_ref().and_then(|when| when.edtf.as_ref()).map(|edtf| plain_day(edtf.as_str()));
        let place = one.place.as_ref().map(|place| place.span.text.clone());
        let status = (status != "happened").then_some(status);
        notes.push(Note {
            start: one.evidence.start,
            anchor: encode(one.id.as_str()),
            kind: "event",
            href: span_href(report, &one.evidence),
            text: format!(
                "{} {} {} → {}",
                tone.shape(),
                names(&one.by),
                word(&one.act).to_lowercase(),
                names(&one.to)
            ),
            more: [status, when, place].into_iter().flatten().collect::<Vec<_>>().join(", "),
        });
    }
    for one in &reading.figures {
        notes.push(Note {
            start: one.evidence.start,
            anchor: encode(one.id.as_str()),
            kind: "figure",
            href: span_href(report, &one.evidence),
            text: format!("{} {}", amount_of(one.low, one.high, one.approximate), one.what),
            more: one.unit.clone().filter(|unit| *unit != one.what).unwrap_or_default(),
        });
    }
    for one in &reading.times {
        let Some(edtf) = &one.edtf else { continue };
        notes.push(Note {
            start: one.span.start,
            anchor: encode(one.id.as_str()),
            kind: "time",
            href: span_href(report, &one.span),
            text: one_line(&one.span.text),
            more: plain_day(edtf.as_str()),
        });
    }
    notes.sort_by_key(|note| note.start);
    notes
}

/// Paragraphs with their marks, each with the notes that belong beside it.
fn paragraphs(text: &[char], marks: &[Mark], notes: &[Note], target: Option<(u32, u32)>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for end in (0..=text.len()).filter(|&at| at == text.len() || text[at] == '\n') {
        if text[start..end].iter().any(|letter| !letter.is_whitespace()) {
            let inside = |at: u32| start <= at as usize && (at as usize) < end.max(start + 1);
            let notes = notes.iter().filter(|note| inside(note.start));
            paragraphs.push(Paragraph {
                html: marked(text, start as u32, end as u32, marks, target),
                notes: notes
                    .map(|note| Note {
                        start: note.start,
                        anchor: note.anchor.clone(),
                        kind: note.kind,
                        href: note.href.clone(),
                        text: note.text.clone(),
                        more: note.more.clone(),
                    })
                    .collect(),
            });
        }
        start = end + 1;
    }
    paragraphs
}

/// One paragraph: cut wherever a mark begins or ends, each piece with the classes of all
/// marks that hold it, so that marks may cross.
fn marked(text: &[char], start: u32, end: u32, marks: &[Mark], target: Option<(u32, u32)>) -> String {
    let here: Vec<&Mark> = marks.iter().filter(|mark| mark.start < end && start < mark.end).collect();
    let ends = here.iter().flat_map(|mark| [mark.start, mark.end]);
    let mut cuts: Vec<u32> = ends.chain(target.into_iter().flat_map(|(from, to)| [from, to])).collect();
    cuts.extend([start, end]);
    cuts.retain(|&cut| start <= cut && cut <= end);
    cuts.sort_unstable();
    cuts.dedup();
    let mut html = String::new();
    let mut has_anchor = false;
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let mut kinds: Vec<&str> =
            here.iter().filter(|mark| mark.start <= from && to <= mark.end).map(|mark| mark.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let is_target = target.is_some_and(|(first, last)| first <= from && to <= last);
        let piece = escaped(&text[from as usize..to as usize]);
        if is_target {
            let first_piece =
                target.is_some_and(|(first, _)| first == from || (first < start && from == start));
            let id = if first_piece && !has_anchor && target.is_some_and(|(first, _)| first >= start) {
                " id=\"at\""
            } else {
                ""
            };
            has_anchor |= !id.is_empty();
            html.push_str(&format!("<mark class=\"target {}\"{id}>{piece}</mark>", kinds.join(" ")));
        } else if kinds.is_empty() {
            html.push_str(&piece);
        } else {
            html.push_str(&format!("<mark class=\"{}\">{piece}</mark>", kinds.join(" ")));
        }
    }
    html
}

fn escaped(letters: &[char]) -> String {
    let mut out = String::with_capacity(letters.len());
    for letter in letters {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(*letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossing_marks_and_hostile_text() {
        let text: Vec<char> = "a <b>bold</b> claim".chars().collect();
        let marks = [Mark { start: 0, end: 9, kind: "statement" }, Mark { start: 5, end: 19, kind: "event" }];
        let html = marked(&text, 0, 19, &marks, Some((14, 19)));
        assert_eq!(
            html,
            "<mark class=\"statement\">a &lt;b&gt;</mark><mark class=\"event statement\">bold</mark>\
             <mark class=\"event\">&lt;/b&gt; </mark><mark class=\"target event\" id=\"at\">claim</mark>"
        );
    }

    #[test]
    fn only_web_addresses_are_linked() {
        assert!(is_web("https://courier.example/1"));
        assert!(!is_web("javascript:alert(1)"));
        assert!(!is_web("https://x\" onclick=\"y"));
    }
}
