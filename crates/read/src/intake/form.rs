//! What form an input has, told by its first bytes and, where these say little, its name.

use super::row;
use crate::fields::{Columns, Field, Mapping};
use crate::wide::Wide;

/// What a Parquet file begins (and ends) with.
pub(super) const PARQUET: &[u8] = b"PAR1";

/// How the names of tables end.
const TABLES: &[&str] = &[".csv", ".tsv", ".tab"];

/// The forms that are read as a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    JsonLines,
    /// CSV or its like: the mark between cells, and what the columns hold.
    Table((u8, Columns)),
    Gzip,
    Warc,
    Arc,
    Zip,
    Parquet,
    Mbox,
    /// One document, read whole.
    Document,
    Binary,
}

/// The form of a single document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Dated,
    Page,
    /// RSS, Atom, NITF, NewsML, a sitemap: XML of one kind or another.
    Xml,
    Json,
    Mail,
    Pdf,
    Binary,
}

/// The form of a stream that begins with `head`. `is_whole` says that nothing follows.
pub(crate) fn container(name: &str, head: &[u8], is_whole: bool, mapping: &Mapping) -> Container {
    let name = name.to_ascii_lowercase();
    let has_extension = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let start = head.trim_ascii_start();
    if head.starts_with(&[0x1F, 0x8B]) {
        Container::Gzip
    } else if head.starts_with(b"PK\x03\x04") {
        Container::Zip
    } else if head.starts_with(PARQUET) {
        Container::Parquet
    } else if start.starts_with(b"WARC/") {
        Container::Warc
    } else if start.starts_with(b"filedesc:") {
        Container::Arc
    } else if has_extension(&[".jsonl", ".ndjson"]) {
        Container::JsonLines
    } else if head.starts_with(b"%PDF-") {
        Container::Document
    } else if is_binary(head) {
        Container::Binary
    } else if start.starts_with(b"{") && is_lines(start, is_whole, name == "-") {
        Container::JsonLines
    } else if start.starts_with(b"From ") && start.iter().take(200).any(|byte| *byte == b'@') {
        Container::Mbox
    } else if let Some(shape) = table_shape(&name, head, has_extension(TABLES), mapping) {
        Container::Table(shape)
    } else {
        Container::Document
    }
}

/// The shape of a table: told by its name and its columns, or, under another name, by columns that
/// nothing else has.
fn table_shape(name: &str, head: &[u8], is_named: bool, mapping: &Mapping) -> Option<(u8, Columns)> {
    let last = name.rsplit('/').next().unwrap_or(name);
    let is_text = last.ends_with(".txt") || last == "-" || !last.contains('.');
    if !is_named && !is_text {
        return None;
    }
    let shape = row::shape(name, head, mapping)?;
    let (_, columns) = &shape;
    let is_table = is_named || (columns.is_header() && columns.at(Field::Text).is_some());
    is_table.then_some(shape)
}

/// The form of a document.
pub(crate) fn form(name: &str, bytes: &[u8]) -> Form {
    let name = name.to_ascii_lowercase();
    let has_extension = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let head = &bytes[..bytes.len().min(4096)];
    if head.starts_with(b"%PDF-") {
        return Form::Pdf;
    }
    if is_binary(head) {
        return Form::Binary;
    }
    let text = String::from_utf8_lossy(head).replace('\0', "");
    let start = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{FEFF}');
    if crate::dated_text::is_dated(start) {
        Form::Dated
    } else if start.starts_with(['{', '[']) && !has_extension(&[".html", ".htm", ".xml"]) {
        Form::Json
    } else if start.starts_with('<') || has_extension(&[".html", ".htm", ".xhtml", ".xml", ".rss", ".atom"]) {
        match root(start) {
            Some(root) if root.eq_ignore_ascii_case("html") => Form::Page,
            _ if has_extension(&[".html", ".htm", ".xhtml"]) => Form::Page,
            Some(root) if is_html_element(&root) => Form::Page,
            None if !has_extension(&[".xml", ".rss", ".atom"]) && !start.starts_with("<?xml") => Form::Page,
            _ => Form::Xml,
        }
    } else if has_extension(&[".eml"]) || is_mail(start) {
        Form::Mail
    } else {
        Form::Dated
    }
}

/// The name of the first element.
fn root(start: &str) -> Option<String> {
    crate::markup::Tokens::new(start).find_map(|token| match token {
        crate::markup::Token::Start { name, .. } => Some(name.to_owned()),
        _ => None,
    })
}

/// Fragments of pages begin with one of these; no feed does.
fn is_html_element(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    crate::markup::is_block(&name)
        || matches!(
            name.as_str(),
            "a" | "b" | "em" | "i" | "img" | "link" | "meta" | "script" | "span" | "strong" | "style"
        )
}

/// Whether JSON is one object a line, and not one document over several.
fn is_lines(start: &[u8], is_whole: bool, is_standard_input: bool) -> bool {
    let (first, rest) = match memchr::memchr(b'\n', start) {
        Some(end) => (start[..end].trim_ascii_end(), start[end..].trim_ascii_start()),
        None if is_whole => (start.trim_ascii_end(), &[][..]),
        // One very long line: a page in JSON Lines, unless it says that it is something else.
        None => {
            let head = String::from_utf8_lossy(&start[..start.len().min(2048)]).into_owned();
            return is_standard_input
                || !(head.contains("jsonfeed.org") || head.contains("\"versioncreated\""));
        }
    };
    // The first line of one document that goes on: "{"status":"ok","articles":[" and an article a line.
    if first.ends_with(b"[") || first.ends_with(b",") || first.ends_with(b":") || first == b"{" {
        return false;
    }
    if first.ends_with(b"}") && rest.is_empty() {
        // A single line: a report, a feed or an agency's item.
        let keys: Option<serde_json::Map<String, serde_json::Value>> = serde_json::from_slice(first).ok();
        return keys.is_none_or(|keys| keys.contains_key("text") || keys.contains_key("html"));
    }
    (first.ends_with(b"}") && rest.starts_with(b"{"))
        || rest.starts_with(b"{\"")
        || (is_standard_input && first.len() > 1)
}

/// Headers of mail at the very beginning.
fn is_mail(start: &str) -> bool {
    const HEADERS: [&str; 14] = [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "mime-version",
        "content-type",
        "reply-to",
        "list-unsubscribe",
        "dkim-signature",
        "x-mailer",
    ];
    let mut found = 0;
    for line in start.lines().take(40) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        found += usize::from(HEADERS.contains(&name.to_ascii_lowercase().as_str()));
    }
    found >= 3
}

/// Whether bytes are no text: zeros that are not those of wide letters, or many control characters.
fn is_binary(head: &[u8]) -> bool {
    let head = &head[..head.len().min(4096)];
    if Wide::of(head).is_some() {
        return false;
    }
    let controls = head.iter().filter(|byte| **byte < 9 || (14..27).contains(*byte)).count();
    head.starts_with(b"\x89PNG") || controls * 50 > head.len().max(50)
}
