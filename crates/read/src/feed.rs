//! Feeds: RSS 0.9 to 2.0, Atom 0.3 and 1.0, JSON Feed, sitemaps; well-formed or not.

use crate::Failure;
use crate::asides::mark_asides;
use crate::day::instant_or_day;
use crate::json_lines::content_id;
use crate::page::text_of_fragment;
use crate::printed_day::{Order, first_day};
use crate::xml::{Document, NodeId};
use dateline_model::Report;
use serde_json::Value;

/// One entry of a feed: what it says itself, and where the whole of it stands.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The address of the page.
    pub link: Option<String>,
    /// What the feed gives of it; `text` may be empty.
    pub report: Report,
    /// Whether `text` is the whole text, as far as the feed says so, and not a summary.
    pub is_whole: bool,
    /// Where in the feed it stands, in bytes.
    pub position: usize,
}

/// Reports of a feed's entries: those that have text.
pub(crate) fn reports(given: &str, entries: Vec<Entry>) -> Vec<Result<Report, Failure>> {
    if entries.is_empty() {
        return vec![Err(Failure::new(given, "is a feed without entries; nothing was kept of it"))];
    }
    let found: Vec<_> = entries
        .into_iter()
        .filter(|entry| !entry.report.text.trim().is_empty())
        .map(|entry| {
            let mut report = entry.report;
            report.given = Some(format!("{given}@{}", entry.position));
            report.id = content_id(&report);
            mark_asides(&mut report);
            Ok(report)
        })
        .collect();
    if found.is_empty() {
        let reason =
            "is a feed whose entries have no text, only links; `dateline watch` reads the pages they lead to";
        return vec![Err(Failure::new(given, reason))];
    }
    found
}

/// The entries of an XML feed; none where the document is no feed.
pub(crate) fn xml_entries(document: &Document<'_>) -> Option<Vec<Entry>> {
    let root = document.root()?;
    let is_feed =
        ["rss", "rdf", "feed", "channel", "entry", "item"].iter().any(|name| document.is(root, name));
    if !is_feed {
        return None;
    }
    let is_entry = |id: &NodeId| document.is(*id, "item") || document.is(*id, "entry");
    let is_single = is_entry(&root);
    let channel = document
        .find(root, "channel")
        .filter(|channel| document.child(*channel, "title").is_some())
        .unwrap_or(root);
    let source =
        document.child(channel, "title").and_then(|title| document.line(title)).filter(|_| !is_single);
    let language = document
        .child(channel, "language")
        .and_then(|language| document.line(language))
        .or_else(|| document.attribute(root, "xml:lang"));
    let entries = if is_single { vec![root] } else { document.descendants(root).filter(is_entry).collect() };
    Some(
        entries
            .into_iter()
            // "<source>" of an Atom entry holds a feed's head, not entries; items in items are none.
            .filter(|&id| is_single || !document.is_inside(id, "source"))
            .map(|id| entry(document, id, source.as_deref(), language.as_deref()))
            .collect(),
    )
}

fn entry(document: &Document<'_>, id: NodeId, source: Option<&str>, language: Option<&str>) -> Entry {
    let line = |names: &[&str]| {
        names.iter().find_map(|name| {
            document
                .children(id)
                .filter(|&child| document.is(child, name))
                .find_map(|child| document.line(child))
        })
    };
    let (text, is_whole) = text(document, id);
    let published =
        ["pubDate", "published", "issued", "date", "created", "dateTimeWritten", "updated", "modified"]
            .iter()
            .find_map(|name| {
                let mut named = document.children(id).filter(|&child| document.is(child, name));
                named.find_map(|child| document.line(child).and_then(|text| day(&text)))
            });
    let mut byline: Vec<String> = Vec::new();
    for child in document.children(id) {
        let name = match document.name(child).to_ascii_lowercase().as_str() {
            "creator" => document.line(child),
            "author" => {
                document.child(child, "name").map_or_else(|| document.line(child), |name| document.line(name))
            }
            _ => None,
        };
        // "desk@valley.example (Mara Ilic)" is Mara Ilic.
        let name = name.map(|name| match name.split_once('(') {
            Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
            _ => name,
        });
        byline.extend(name.filter(|name| !name.contains('@') && !byline.contains(name)));
    }
    // What a feed takes over from another outlet names that outlet.
    let own = document.child(id, "source").and_then(|own| {
        document.child(own, "title").map_or_else(|| document.line(own), |title| document.line(title))
    });
    Entry {
        link: link(document, id),
        is_whole,
        position: document.position(id),
        report: Report {
            source: own.or_else(|| source.map(str::to_owned)),
            url: link(document, id),
            title: line(&["title"]),
            byline,
            published,
            language: document.attribute(id, "xml:lang").or_else(|| language.map(str::to_owned)),
            text,
            ..Report::default()
        },
    }
}

/// The longest text that an entry gives, and whether it stands where whole texts stand.
fn text(document: &Document<'_>, id: NodeId) -> (String, bool) {
    let mut best = (String::new(), false);
    for child in document.descendants(id) {
        let name = document.name(child).to_ascii_lowercase();
        let prefix = document.prefix(child).to_ascii_lowercase();
        let is_whole = match name.as_str() {
            "encoded" | "content" if prefix != "media" => true,
            "body" | "fulltext" | "full-text" | "fullitem" | "div" => true,
            "description" | "summary" | "abstract" | "teaser" | "subtitle" | "tagline" | "info" => false,
            _ => continue,
        };
        let kind = document.attribute(child, "type").unwrap_or_default().to_ascii_lowercase();
        let mode = document.attribute(child, "mode").unwrap_or_default().to_ascii_lowercase();
        let is_plain = matches!(kind.as_str(), "text" | "text/plain");
        let html = document.html(child);
        let is_base64 = mode == "base64"
            || (kind.contains('/')
                && !kind.starts_with("text/")
                && !kind.contains("xml")
                && !html.contains(['<', ' ']));
        let decoded = if is_base64 { base64(&html) } else { None };
        let html = decoded.unwrap_or(html);
        let html = unescaped_again(html);
        let text = if is_plain && document.children(child).next().is_none() {
            html.trim().to_owned()
        } else {
            text_of_fragment(&html)
        };
        if text.len() > best.0.len() && !text.trim().is_empty() {
            best = (text, is_whole);
        }
    }
    best
}

/// Markup that was escaped once more than it should have been: a text whose words are tags
/// ("&lt;p&gt;The council …&lt;/p&gt;"), or a CDATA mark around it.
fn unescaped_again(html: String) -> String {
    let bare = html.trim();
    if let Some(inner) = bare.strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>")) {
        return inner.to_owned();
    }
    // One tag may be what the text is about; one that is closed again is markup.
    let is_markup = ["p", "div", "br", "a", "strong", "em", "span", "ul", "blockquote", "h2"]
        .iter()
        .any(|tag| bare.contains(&format!("&lt;/{tag}&gt;")) || bare.contains(&format!("&lt;{tag}/&gt;")));
    if is_markup && !bare.contains('<') { crate::markup::decode(bare).into_owned() } else { html }
}

/// Base64 as text, where it is that.
fn base64(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace() && *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    String::from_utf8(bytes).ok()
}

fn link(document: &Document<'_>, id: NodeId) -> Option<String> {
    let links: Vec<NodeId> = document
        .children(id)
        .filter(|&child| document.is(child, "link") || document.is(child, "origLink"))
        .collect();
    let is_address = |text: &String| text.contains("://") || text.starts_with('/');
    let by_relation = |wanted: &[&str]| {
        links.iter().find_map(|&link| {
            let relation = document.attribute(link, "rel").unwrap_or_else(|| "alternate".to_owned());
            wanted.contains(&relation.as_str()).then(|| document.attribute(link, "href")).flatten()
        })
    };
    let original =
        links.iter().find(|&&link| document.is(link, "origLink")).and_then(|&link| document.line(link));
    original
        .or_else(|| links.iter().find_map(|&link| document.line(link).filter(is_address)))
        .or_else(|| by_relation(&["alternate"]))
        .or_else(|| by_relation(&["self", "related"]))
        .or_else(|| {
            let guid = document
                .child(id, "guid")
                .filter(|&guid| document.attribute(guid, "isPermaLink").as_deref() != Some("false"))?;
            document.line(guid).filter(is_address)
        })
        .or_else(|| document.attribute(id, "rdf:about").filter(is_address))
}

fn day(text: &str) -> Option<String> {
    instant_or_day(text).or_else(|| first_day(text, Order::DayFirst).map(|day| day.to_string()))
}

/// The entries of a JSON Feed; none where it is something else.
pub(crate) fn json_entries(feed: &Value) -> Option<Vec<Entry>> {
    let is_feed =
        feed.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org"));
    let items = feed.get("items").and_then(Value::as_array)?;
    if !is_feed && feed.get("home_page_url").is_none() && feed.get("feed_url").is_none() {
        return None;
    }
    let string = |value: &Value, key: &str| {
        value.get(key).and_then(Value::as_str).map(str::to_owned).filter(|text| !text.trim().is_empty())
    };
    let source = string(feed, "title");
    let language = string(feed, "language");
    let entry = |(position, item): (usize, &Value)| {
        let whole = string(item, "content_html")
            .map(|html| text_of_fragment(&html))
            .or_else(|| string(item, "content_text"));
        let is_whole = whole.is_some();
        let authors = item.get("authors").and_then(Value::as_array).cloned().or_else(|| {
            item.get("authors").or_else(|| item.get("author")).map(|author| vec![author.clone()])
        });
        let link = string(item, "url").or_else(|| string(item, "external_url"));
        Entry {
            link: link.clone(),
            is_whole,
            position,
            report: Report {
                source: source.clone(),
                url: link,
                title: string(item, "title"),
                byline: authors
                    .unwrap_or_default()
                    .iter()
                    .filter_map(|author| string(author, "name"))
                    .collect(),
                published: string(item, "date_published")
                    .or_else(|| string(item, "date_modified"))
                    .and_then(|text| day(&text)),
                language: string(item, "language").or_else(|| language.clone()),
                text: whole.or_else(|| string(item, "summary")).unwrap_or_default(),
                ..Report::default()
            },
        }
    };
    Some(items.iter().enumerate().map(entry).collect())
}

/// An address in a sitemap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The page, or a further sitemap.
    pub url: String,
    /// When it was last changed or published, as far as the sitemap says.
    pub day: Option<String>,
    /// Its headline, in news sitemaps.
    pub title: Option<String>,
    /// Whether it leads to a further sitemap.
    pub is_sitemap: bool,
}

/// The addresses of a sitemap; none where the document is no sitemap.
pub(crate) fn addresses(document: &Document<'_>) -> Option<Vec<Address>> {
    let root = document.root()?;
    let is_index = document.is(root, "sitemapindex");
    if !is_index && !document.is(root, "urlset") {
        return None;
    }
    let address = |id: NodeId| {
        let url = document.line(document.child(id, "loc")?)?;
        let day_of = |name: &str| {
            document.find(id, name).and_then(|found| document.line(found)).and_then(|text| day(&text))
        };
        Some(Address {
            url,
            day: day_of("publication_date").or_else(|| day_of("lastmod")),
            title: document.find(id, "title").and_then(|title| document.line(title)),
            is_sitemap: is_index,
        })
    };
    Some(document.children(root).filter_map(address).collect())
}
