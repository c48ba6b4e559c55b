//! Statements as linked data: schema.org in JSON-LD, and W3C Web Annotations.

use crate::citations::title;
use crate::rows::{Fields, fields};
use anyhow::Result;
use dateline_ask::{Ask, TableName};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes reports as `NewsArticle`, statements as `Quotation` or, told in other words, as `Claim`, and deeds as
/// `Event` of schema.org, one graph.
///
/// What a speaker did *not* do is left out; so is whatever no account gives as done.
pub fn json_ld(ask: &Ask<'_>, out: &mut dyn Write) -> Result<()> {
    let mut before = "{\"@context\":\"https://schema.org\",\"@graph\":[\n";
    let mut write = |node: Value| -> Result<()> {
        out.write_all(std::mem::replace(&mut before, ",\n").as_bytes())?;
        Ok(serde_json::to_writer(&mut *out, &node)?)
    };
    fields(ask, TableName::Reports, |report| write(article(ask, &report)))?;
    fields(ask, TableName::Statements, |statement| {
        if statement.is("negated") { Ok(()) } else { write(quotation(&statement)) }
    })?;
    fields(ask, TableName::Deeds, |deed| write(event(&deed)))?;
    Ok(out.write_all(if before == ",\n" {
        b"\n]}\n"
    } else {
        b"{\"@context\":\"https://schema.org\",\"@graph\":[]}\n"
    })?)
}

fn article(ask: &Ask<'_>, report: &Fields) -> Value {
    let mut node = node("NewsArticle", report.text("id"));
    report.copy(&mut node, &[("datePublished", "published"), ("url", "url"), ("inLanguage", "language")]);
    if let Some(title) = title(ask, report) {
        node.insert("headline".to_owned(), json!(title));
    }
    if let Some(source) = report.text("source") {
        node.insert("publisher".to_owned(), json!({ "@type": "Organization", "name": source }));
    }
    if let Some(byline) = report.text("byline") {
        let authors = byline.split("; ").map(|name| json!({ "@type": "Person", "name": name }));
        node.insert("author".to_owned(), authors.collect());
    }
    Value::Object(node)
}

fn quotation(statement: &Fields) -> Value {
    // What is told in other words is what somebody claims, and no quotation.
    let is_quoted = statement.text("manner").is_some_and(|manner| manner != "indirect");
    let (kind, role) = if is_quoted { ("Quotation", "spokenByCharacter") } else { ("Claim", "author") };
    let mut node = node(kind, statement.text("id"));
    statement.copy(&mut node, &[("text", "content"), ("dateCreated", "said")]);
    if let Some(name) = statement.text("speaker") {
        let mut speaker =
            Map::from_iter([("@type".to_owned(), json!("Person")), ("name".to_owned(), json!(name))]);
        statement.copy(&mut speaker, &[("jobTitle", "office"), ("affiliation", "of")]);
        node.insert(role.to_owned(), Value::Object(speaker));
    }
    if let Some(report) = statement.text("report") {
        node.insert("isPartOf".to_owned(), json!({ "@id": format!("urn:dateline:{report}") }));
    }
    Value::Object(node)
}

fn event(deed: &Fields) -> Value {
    let mut node = node("Event", deed.text("id"));
    deed.copy(
        &mut node,
        &[
            ("name", "evidence"),
            ("additionalType", "act"),
            ("startDate", "first_day"),
            ("endDate", "last_day"),
        ],
    );
    if let Some(place) = deed.text("place") {
        let mut place =
            Map::from_iter([("@type".to_owned(), json!("Place")), ("name".to_owned(), json!(place))]);
        if let (Some(lat), Some(lon)) = (deed.value("lat"), deed.value("lon")) {
            place.insert(
                "geo".to_owned(),
                json!({ "@type": "GeoCoordinates", "latitude": lat, "longitude": lon }),
            );
        }
        node.insert("location".to_owned(), Value::Object(place));
    }
    Value::Object(node)
}

fn node(kind: &str, id: Option<String>) -> Map<String, Value> {
    let mut node = Map::new();
    node.insert("@type".to_owned(), json!(kind));
    node.extend(id.map(|id| ("@id".to_owned(), json!(format!("urn:dateline:{id}")))));
    node
}

/// Writes a W3C Web Annotation for each statement, one a line: what the record says of it, and where in the
/// report the words stand.
pub fn annotations(ask: &Ask<'_>, out: &mut dyn Write) -> Result<()> {
    let mut addresses = std::collections::HashMap::new();
    fields(ask, TableName::Reports, |report| {
        addresses.extend(report.text("id").zip(report.text("url")));
        Ok(())
    })?;
    fields(ask, TableName::Statements, |statement| {
        let report = statement.text("report").unwrap_or_default();
        let source = addresses.get(&report).cloned().unwrap_or_else(|| format!("urn:dateline:{report}"));
        let speaker = statement.text("speaker").unwrap_or_else(|| "somebody".to_owned());
        let act = statement.text("act").unwrap_or_default();
        let not = if statement.is("negated") { "did NOT: " } else { "" };
        let annotation = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": format!("urn:dateline:{}", statement.text("id").unwrap_or_default()),
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                { "type": "TextualBody", "format": "text/plain", "value": format!("{speaker}: {not}{act}") },
                { "type": "TextualBody", "purpose": "tagging", "value": act },
            ],
            "target": {
                "source": source,
                "selector": [
                    { "type": "TextQuoteSelector", "exact": statement.text("evidence").unwrap_or_default() },
                    { "type": "TextPositionSelector", "start": statement.value("start"), "end": statement.value("end") },
                ],
            },
        });
        serde_json::to_writer(&mut *out, &annotation)?;
        Ok(out.write_all(b"\n")?)
    })
}
