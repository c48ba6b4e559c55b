//! What agencies send: NITF, NewsML 1 and NewsML-G2, ninjs.

use crate::Failure;
use crate::asides::mark_asides;
use crate::day::instant_or_day;
use crate::json_lines::content_id;
use crate::page::text_of_fragment;
use crate::printed_day::{Order, first_day};
use crate::xml::{Document, NodeId};
use dateline_model::Report;
use serde_json::Value;

/// The fewest words of a body; what is shorter is a caption or a line about a picture.
const FEWEST: usize = 5;

/// The reports of an agency's XML; none where the document is something else.
pub(crate) fn xml_reports(given: &str, document: &Document<'_>) -> Option<Vec<Result<Report, Failure>>> {
    let root = document.root()?;
    let is_message = [
        "newsMessage",
        "NewsML",
        "newsItem",
        "packageItem",
        "knowledgeItem",
        "conceptItem",
        "planningItem",
        "catalogItem",
        "NewsItem",
    ]
    .iter()
    .any(|name| document.is(root, name));
    let mut reports = Vec::new();
    if document.is(root, "nitf") {
        reports.extend(nitf(document, root));
    } else if is_message {
        let is_item = |id: NodeId| document.is(id, "newsItem");
        let mut items: Vec<NodeId> = document.descendants(root).filter(|&id| is_item(id)).collect();
        if is_item(root) {
            items.push(root);
        }
        for item in items {
            reports.extend(news_item(document, item));
        }
    } else {
        return None;
    }
    Some(finish(given, reports, "is an agency's document without a body of text; nothing was kept of it"))
}

/// Names where each came from, marks asides, gives ids.
fn finish(given: &str, reports: Vec<Report>, none: &str) -> Vec<Result<Report, Failure>> {
    if reports.is_empty() {
        return vec![Err(Failure::new(given, none))];
    }
    let finish = |mut report: Report| {
        report.given = Some(given.to_owned());
        report.id = content_id(&report);
        mark_asides(&mut report);
        Ok(report)
    };
    reports.into_iter().map(finish).collect()
}

fn has_body(text: &str) -> bool {
    text.split_whitespace().take(FEWEST).count() == FEWEST
}

fn day(text: &str) -> Option<String> {
    instant_or_day(text).or_else(|| first_day(text, Order::DayFirst).map(|day| day.to_string())).or_else(
        || {
            // "19951121T184000+0100"
            let (date, time) = text.split_once('T')?;
            let part = |text: &str, range: std::ops::Range<usize>| text.get(range).map(str::to_owned);
            let (hour, minute, second) = (part(time, 0..2)?, part(time, 2..4)?, part(time, 4..6)?);
            let day = format!("{}-{}-{}", part(date, 0..4)?, part(date, 4..6)?, part(date, 6..8)?);
            let zone = time.get(6..).filter(|zone| !zone.is_empty()).unwrap_or("");
            instant_or_day(&format!("{day}T{hour}:{minute}:{second}{zone}")).or_else(|| instant_or_day(&day))
        },
    )
}

fn nitf(document: &Document<'_>, root: NodeId) -> Option<Report> {
    let body = document.find(root, "body").unwrap_or(root);
    let content = document.find(body, "body.content").unwrap_or(body);
    let text = text_of_fragment(&document.html(content));
    if !has_body(&text) {
        return None;
    }
    let line = |name: &str| document.find(root, name).and_then(|id| document.line(id));
    let attribute =
        |element: &str, name: &str| document.find(root, element).and_then(|id| document.attribute(id, name));
    let byline = document.find(root, "byline").map(|byline| people(document, byline)).unwrap_or_default();
    let published = ["date.issue", "date.release", "story.date"]
        .iter()
        .find_map(|name| attribute(name, "norm"))
        .and_then(|text| day(&text));
    let published = published.or_else(|| line("story.date").and_then(|text| day(&text)));
    Some(Report {
        source: line("distributor")
            .or_else(|| attribute("doc.copyright", "holder"))
            .or_else(|| attribute("pubdata", "name")),
        title: line("hl1").or_else(|| line("title")),
        byline,
        published,
        language: document.attribute(root, "xml:lang"),
        text,
        ..Report::default()
    })
}

/// "By <person>Mara Ilic</person>", or the line without its "By".
fn people(document: &Document<'_>, byline: NodeId) -> Vec<String> {
    let named: Vec<String> = document
        .descendants(byline)
        .filter(|&id| document.is(id, "person"))
        .filter_map(|id| document.line(id))
        .collect();
    if !named.is_empty() {
        return named;
    }
    let line = document.line(byline).unwrap_or_default();
    let line = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by)).unwrap_or(&line);
    line.split([',', ';'])
        .next()
        .unwrap_or(line)
        .split(" and ")
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn news_item(document: &Document<'_>, item: NodeId) -> Option<Report> {
    // NewsML 1 puts NITF or XHTML in DataContent, NewsML-G2 in inlineXML, plain text in inlineData.
    let mut report = None;
    for id in document.descendants(item) {
        let is_content = ["inlineXML", "DataContent", "inlineData"].iter().any(|name| document.is(id, name));
        if !is_content {
            continue;
        }
        if let Some(inner) = document.find(id, "nitf")
            && let Some(found) = nitf(document, inner)
        {
            report = Some(found);
            break;
        }
        let whole = document.find(id, "body.content").or_else(|| document.find(id, "body")).unwrap_or(id);
        let is_markup = document.children(whole).next().is_some();
        let is_prose = !is_markup || document.is(whole, "body") || document.find(whole, "p").is_some();
        let kind = document.attribute(id, "contenttype").unwrap_or_default();
        if !is_prose || document.attribute(id, "encoding").is_some() || kind.starts_with("image/") {
            continue;
        }
        let text = text_of_fragment(&document.html(whole));
        if has_body(&text) {
            report = Some(Report { text, ..Report::default() });
            break;
        }
    }
    let mut report = report?;
    let line = |names: &[&str]| {
        names.iter().find_map(|name| document.find(item, name).and_then(|id| document.line(id)))
    };
    report.title = report.title.or_else(|| line(&["headline", "HeadLine", "title"]));
    report.source = report.source.or_else(|| {
        let provider = document.find(item, "provider").or_else(|| document.find(item, "infoSource"))?;
        document
            .find(provider, "name")
            .and_then(|name| document.line(name))
            .or_else(|| document.attribute(provider, "literal"))
    });
    report.published = report.published.or_else(|| {
        [
            "contentCreated",
            "firstCreated",
            "FirstCreated",
            "DateLine",
            "versionCreated",
            "ThisRevisionCreated",
            "sent",
        ]
        .iter()
        .find_map(|name| line(&[name]).and_then(|text| day(&text)))
    });
    if report.byline.is_empty() {
        report.byline = ["by", "byline", "ByLine"]
            .iter()
            .find_map(|name| document.find(item, name))
            .map(|id| people(document, id))
            .unwrap_or_default();
    }
    report.language = report
        .language
        .or_else(|| document.attribute(item, "xml:lang"))
        .or_else(|| document.find(item, "language").and_then(|id| document.attribute(id, "tag")));
    report.url = document
        .find(item, "itemMeta")
        .and_then(|meta| document.find(meta, "link"))
        .and_then(|link| document.attribute(link, "href"))
        .filter(|href| href.contains("://"));
    Some(report)
}

/// The reports of ninjs: an item, or several; none where it is something else.
pub(crate) fn ninjs(given: &str, value: &Value) -> Option<Vec<Result<Report, Failure>>> {
    let is_item = |value: &Value| {
        value.get("uri").is_some()
            && [
                "versioncreated",
                "versionCreated",
                "type",
                "headline",
                "headlines",
                "bodies",
                "representationtype",
                "representationType",
            ]
            .iter()
            .any(|key| value.get(*key).is_some())
    };
    if !is_item(value) {
        return None;
    }
    let mut reports = Vec::new();
    collect(value, &mut reports, 0);
    Some(finish(given, reports, "is an item of ninjs without a body of text; nothing was kept of it"))
}

/// The item and those that it holds as associations.
fn collect(value: &Value, reports: &mut Vec<Report>, depth: usize) {
    if depth > 4 {
        return;
    }
    reports.extend(ninjs_item(value));
    for key in ["associations", "items"] {
        match value.get(key) {
            Some(Value::Object(items)) => items.values().for_each(|item| collect(item, reports, depth + 1)),
            Some(Value::Array(items)) => items.iter().for_each(|item| collect(item, reports, depth + 1)),
            _ => {}
        }
    }
}

fn ninjs_item(value: &Value) -> Option<Report> {
    let string = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    // ninjs 2 and 3 have lists of objects with a value, ninjs 1 one key each.
    let first = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_array)
            .and_then(|values| values.first()?.get("value")?.as_str().map(str::to_owned))
    };
    let mut bodies: Vec<(bool, String)> = Vec::new();
    for body in value.get("bodies").and_then(Value::as_array).into_iter().flatten() {
        let kind = ["contenttype", "contentType", "role"]
            .iter()
            .find_map(|key| body.get(*key)?.as_str())
            .unwrap_or("");
        let text = body.get("value").and_then(Value::as_str).unwrap_or("");
        bodies.push((!kind.contains("plain"), text.to_owned()));
    }
    if let Some(item) = value.as_object() {
        for (key, body) in item {
            if let (true, Some(body)) = (key.starts_with("body_"), body.as_str()) {
                bodies.push((key != "body_text", body.to_owned()));
            }
        }
    }
    let text = bodies
        .into_iter()
        .map(|(is_markup, body)| if is_markup { text_of_fragment(&body) } else { body.trim().to_owned() })
        .filter(|text| has_body(text))
        .max_by_key(String::len)?;
    let names = |key: &str| -> Vec<String> {
        let people = value.get(key).and_then(Value::as_array).into_iter().flatten();
        people.filter_map(|person| person.get("name")?.as_str().map(str::to_owned)).collect()
    };
    let byline = string("byline").or_else(|| string("by"));
    let byline = byline.map_or_else(
        || names("authors"),
        |line| line.trim_start_matches("By ").split(" and ").map(str::to_owned).collect(),
    );
    Some(Report {
        source: names("infosources")
            .into_iter()
            .next()
            .or_else(|| string("copyrightholder"))
            .or_else(|| string("source")),
        url: string("uri").filter(|uri| uri.contains("://")),
        title: string("headline").or_else(|| first("headlines")).or_else(|| string("title")),
        byline,
        published: [
            "firstcreated",
            "firstCreated",
            "versioncreated",
            "versionCreated",
            "contentcreated",
            "contentCreated",
        ]
        .iter()
        .find_map(|key| string(key))
        .and_then(|text| day(&text)),
        language: string("language"),
        text,
        ..Report::default()
    })
}
