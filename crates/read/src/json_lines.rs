//! Reports as JSON Lines: one object a line, of which only `text` (or `html`) is required. Objects
//! whose keys are other people's ("body", "publishedAt") are understood as far as the keys are known.

use crate::asides::mark_asides;
use crate::day::instant_or_day;
use crate::failure::Topic;
use crate::fields::{Field, Mapping};
use crate::printed_day::{Order, first_day};
use crate::{Failure, decode};
use dateline_model::{Aside, Excerpt, Id, Report, TextIndex, derive_id};
use serde_json::{Map, Value};

/// What a line holds: a report, or a page that is to become one.
pub(crate) enum Held {
    Report(Report),
    Page {
        /// What the line itself says of the page.
        report: Report,
        html: String,
    },
    /// Another line of a record, or a blank one.
    Nothing,
}

/// One line. A failure beside something held is one with which that is kept all the same.
pub(crate) fn json_line(place: &str, bytes: Vec<u8>, mapping: &Mapping) -> (Held, Vec<Failure>) {
    let mut failures = Vec::new();
    let decoded = decode::decode(bytes, &[]);
    if decoded.is_guessed {
        let reason = format!("is not UTF-8; read as {}, which is a guess from its bytes", decoded.encoding);
        failures.push(Failure::doubt(place, reason));
    }
    let text = decoded.text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\0');
    if text.is_empty() {
        return (Held::Nothing, failures);
    }
    if has_too_many_values(text.as_bytes()) {
        let reason = format!("is a line with more than {MOST_VALUES} values; left out, the rest goes on");
        failures.push(Failure::new(place, reason));
        return (Held::Nothing, failures);
    }
    match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(object) => object_held(place, object, mapping, failures),
        Err(error) => {
            let reason =
                format!("is no line of JSON that gives a report ({error}); left out, the rest goes on");
            failures.push(Failure::new(place, reason));
            (Held::Nothing, failures)
        }
    }
}

/// So many values one document of JSON holds at most, each of which takes many times its letters in
/// memory.
pub(crate) const MOST_VALUES: usize = 1_000_000;

/// Whether it has more: each value but the first stands behind a comma, a colon or a bracket. Those in
/// texts are counted with them, of which news has one in forty letters.
pub(crate) fn has_too_many_values(bytes: &[u8]) -> bool {
    let marks = || bytes.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{'));
    bytes.len() > MOST_VALUES && marks().nth(MOST_VALUES.max(bytes.len() / 20)).is_some()
}

/// An object that gives a report.
pub(crate) fn object_held(
    place: &str,
    mut object: Map<String, Value>,
    mapping: &Mapping,
    mut failures: Vec<Failure>,
) -> (Held, Vec<Failure>) {
    if object.get("type").and_then(Value::as_str).is_some_and(|kind| kind != "report" && is_record_kind(kind))
    {
        return (Held::Nothing, failures);
    }
    let names: Vec<String> = object.keys().cloned().collect();
    let columns = mapping.columns(&names);
    let mut take = |field: Field| columns.at(field).and_then(|at| object.remove(&names[at]));
    let fields = Fields {
        id: take(Field::Id),
        published: take(Field::Published).as_ref().and_then(words),
        source: take(Field::Source).as_ref().and_then(words),
        url: take(Field::Url).as_ref().and_then(words),
        title: take(Field::Title).as_ref().and_then(words),
        language: take(Field::Language).as_ref().and_then(words),
        byline: take(Field::Byline).as_ref().map(people).unwrap_or_default(),
        text: take(Field::Text).as_ref().and_then(words),
        html: take(Field::Html).as_ref().and_then(words),
        order: mapping.order,
    };
    let given = object.get("given").and_then(Value::as_str).map(str::to_owned);
    let excerpt =
        |value: Option<Value>| value.and_then(|value| serde_json::from_value::<Excerpt>(value).ok());
    let dateline = excerpt(object.remove("dateline"));
    let asides = object.remove("asides").and_then(|value| serde_json::from_value::<Vec<Aside>>(value).ok());
    let mut held = fields.held(place, &mut failures);
    if let Held::Report(report) = &mut held {
        if given.is_some() {
            report.given = given;
        }
        let index = TextIndex::new(&report.text);
        let reads_back = |span: &Excerpt| {
            span.start <= span.end
                && report.text.get(index.bytes(span.span()).range()) == Some(span.text.as_str())
        };
        let asides = asides.filter(|asides| asides.iter().all(|aside| reads_back(&aside.span)));
        let dateline = dateline.filter(reads_back);
        match asides {
            Some(asides) => (report.asides, report.dateline) = (asides, dateline),
            None => mark_asides(report),
        }
    }
    (held, failures)
}

/// The types of the record's own lines, which stand beside the reports in an export.
fn is_record_kind(kind: &str) -> bool {
    [
        "mention",
        "statement",
        "event",
        "figure",
        "time",
        "place",
        "person",
        "story",
        "affair",
        "same_statement",
        "same_event",
        "same_figure",
        "difference",
        "opposed",
        "position",
        "correction",
    ]
    .contains(&kind)
}

/// What an object or a row gives of a report.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    pub id: Option<Value>,
    pub published: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub language: Option<String>,
    pub byline: Vec<String>,
    pub text: Option<String>,
    pub html: Option<String>,
    /// Which of day and month comes first, where the file shows it.
    pub order: Option<Order>,
}

impl Fields {
    /// The report, or the page; its asides are still to be marked.
    pub(crate) fn held(self, place: &str, failures: &mut Vec<Failure>) -> Held {
        let published = self.published.filter(|day| !day.trim().is_empty());
        let day = published.as_deref().and_then(|printed| any_day(printed, self.order));
        if let (Some(printed), None) = (&published, &day) {
            let printed: String = printed.chars().take(40).collect();
            let reason =
                format!("published “{printed}” is no day; kept without one (wanted: YYYY-MM-DD or RFC 3339)");
            failures.push(Failure::doubt(place, reason));
        }
        let mut report = Report {
            id: match self.id {
                Some(Value::String(id)) if !id.trim().is_empty() => Id(id),
                Some(Value::Number(id)) => Id(id.to_string()),
                _ => Id::default(),
            },
            given: Some(place.to_owned()),
            source: self.source,
            url: self.url,
            title: self.title,
            byline: self.byline,
            published: day,
            language: self.language,
            text: self.text.unwrap_or_default(),
            ..Report::default()
        };
        if report.text.trim().is_empty() {
            if let Some(html) = self.html.filter(|html| !html.trim().is_empty()) {
                return Held::Page { report, html };
            }
            // A list of headlines: the headline is all the text there is.
            let Some(title) = report.title.clone().filter(|title| !title.trim().is_empty()) else {
                failures.push(Failure::new(place, "has no text and no html; left out, the rest goes on"));
                return Held::Nothing;
            };
            let reason = "has no text; its headline was kept as its text";
            failures.push(Failure::told(Topic::HeadlineOnly, place, reason));
            report.text = title;
        } else if cut_off(&report.text) {
            failures.push(Failure::doubt(place, "is cut off (“[+… chars]”); kept as far as it goes"));
        }
        if report.id.as_str().is_empty() {
            report.id = content_id(&report);
        }
        Held::Report(report)
    }
}

/// NewsAPI and its like give the first letters of a text and say how many follow.
fn cut_off(text: &str) -> bool {
    let end = text.trim_end();
    end.ends_with(" chars]") && end.rfind("[+").is_some_and(|at| end.len() - at < 24)
}

/// A day in our own form, in digits alone, in seconds since 1970, or as people print it.
fn any_day(printed: &str, order: Option<Order>) -> Option<String> {
    let printed = printed.trim();
    if let Some(day) = instant_or_day(printed) {
        return Some(day);
    }
    if printed.bytes().all(|byte| byte.is_ascii_digit()) && matches!(printed.len(), 9 | 10 | 13 | 14) {
        if printed.len() == 14 {
            // GDELT's 20240422201500.
            let day = format!("{}-{}-{}", &printed[..4], &printed[4..6], &printed[6..8]);
            let time = format!("{}:{}:{}", &printed[8..10], &printed[10..12], &printed[12..]);
            return instant_or_day(&format!("{day}T{time}Z"));
        }
        let seconds = printed[..printed.len().min(10)].parse().ok()?;
        return Some(jiff::Timestamp::from_second(seconds).ok()?.to_string());
    }
    let compact = printed.len() > 8 && printed.as_bytes()[8] == b'T';
    if compact && printed.is_ascii() {
        let (day, time) = (&printed[..8], &printed[9..]);
        let zone = time.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let time = &time[..time.len() - zone.len()];
        if time.len() == 6 && day.bytes().all(|byte| byte.is_ascii_digit()) {
            let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
            let time = format!("{}:{}:{}", &time[..2], &time[2..4], &time[4..]);
            return instant_or_day(&format!("{day}T{time}{zone}"));
        }
    }
    if printed.len() > 60 {
        return None;
    }
    // "03/04/2024" is two days unless the other days of its file say which.
    let order = order.or_else(|| crate::undated::order_of(printed))?;
    first_day(printed, order).map(|day| day.to_string())
}

/// A value as words: text, a number, or the name in an object (`"source": {"id": …, "name": …}`).
fn words(value: &Value) -> Option<String> {
    let text = match value {
        // "\u0000" is no letter.
        Value::String(text) => text.replace('\0', ""),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => ["name", "title", "label", "rendered", "#text", "id"]
            .iter()
            .find_map(|key| object.get(*key).and_then(words))?,
        Value::Array(parts) => {
            let parts: Vec<String> = parts.iter().filter_map(words).collect();
            parts.join("\n\n")
        }
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The people in a value: a list, or one text with commas and "and" between them.
fn people(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().filter_map(words).collect(),
        Value::String(text) => split_people(text),
        other => words(other).into_iter().collect(),
    }
}

/// The people of a byline in one text.
pub(crate) fn split_people(text: &str) -> Vec<String> {
    let text = text.trim();
    let text = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).unwrap_or(text);
    let parts = text.split([';', ',']).flat_map(|part| part.split(" and "));
    let mut people: Vec<String> = Vec::new();
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        match people.last_mut() {
            // "Michael Crow, Jr." is one.
            Some(last) if ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "PhD", "MD"].contains(&part) => {
                last.push_str(", ");
                last.push_str(part);
            }
            _ => people.push(part.to_owned()),
        }
    }
    people
}

/// The id of a report whose input gives none.
pub(crate) fn content_id(report: &Report) -> Id {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    derive_id("r", &[&part(&report.published), &part(&report.source), &part(&report.url), &report.text])
}
