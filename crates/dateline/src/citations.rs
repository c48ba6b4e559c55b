//! Reports for reference managers: RIS and CSL-JSON.

use crate::rows::{Fields, fields};
use anyhow::Result;
use dateline_ask::{Ask, TableName, without_dateline};
use dateline_model::Id;
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes a reference for each report, as RIS: lines of a tag and a value, CRLF, the type first and `ER` last.
pub fn ris(ask: &Ask<'_>, out: &mut dyn Write) -> Result<()> {
    fields(ask, TableName::Reports, |report| {
        let mut lines = vec![("TY", "NEWS".to_owned())];
        let mut add = |tag: &'static str, value: Option<String>| {
            // A line is a field: what a report wrote may not begin another.
            lines.extend(value.map(|value| (tag, value.split_whitespace().collect::<Vec<_>>().join(" "))));
        };
        for author in authors(&report) {
            add("AU", Some(author));
        }
        let day = report.text("published");
        add("TI", title(ask, &report));
        add("T2", report.text("source"));
        add("PY", day.as_ref().map(|day| day.chars().take(4).collect()));
        add("DA", day.map(|day| day.chars().take(10).collect::<String>().replace('-', "/")));
        add("LA", report.text("language"));
        add("UR", report.text("url"));
        add("ID", report.text("id"));
        for (tag, value) in lines {
            write!(out, "{tag}  - {value}\r\n")?;
        }
        Ok(out.write_all(b"ER  - \r\n\r\n")?)
    })
}

/// The headline; a report without one is called by its first words, for a reference without a title is none.
pub fn title(ask: &Ask<'_>, report: &Fields) -> Option<String> {
    report.text("title").or_else(|| {
        let line = ask.line(&Id(report.text("id")?)).ok()??;
        let words = line.opening?.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(without_dateline(&words).to_owned())
    })
}

/// Writes the same as an array of CSL-JSON items, of the type `article-newspaper`.
pub fn csl(ask: &Ask<'_>, out: &mut dyn Write) -> Result<()> {
    let mut before = "[\n";
    fields(ask, TableName::Reports, |report| {
        let mut item = Map::new();
        item.insert("type".to_owned(), json!("article-newspaper"));
        for (name, column) in
            [("id", "id"), ("container-title", "source"), ("URL", "url"), ("language", "language")]
        {
            item.extend(report.text(column).map(|text| (name.to_owned(), json!(text))));
        }
        item.extend(title(ask, &report).map(|title| ("title".to_owned(), json!(title))));
        let authors: Vec<Value> =
            authors(&report).into_iter().map(|author| json!({ "literal": author })).collect();
        if !authors.is_empty() {
            item.insert("author".to_owned(), json!(authors));
        }
        if let Some(day) = report.text("published") {
            let day: String = day.chars().take(10).collect();
            let parts: Vec<u32> = day.split('-').flat_map(str::parse).collect();
            item.insert("issued".to_owned(), json!({ "date-parts": [parts] }));
        }
        out.write_all(std::mem::replace(&mut before, ",\n").as_bytes())?;
        Ok(serde_json::to_writer(&mut *out, &item)?)
    })?;
    Ok(out.write_all(if before == "[\n" { b"[]\n" } else { b"\n]\n" })?)
}

fn authors(report: &Fields) -> Vec<String> {
    let byline = report.text("byline").unwrap_or_default();
    byline.split("; ").filter(|author| !author.is_empty()).map(str::to_owned).collect()
}
