//! When a page was put out: by what it says to machines, else by what it shows.

use super::blocks::Block;
use super::evidence::{Evidence, string};
use super::marks::each_word;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::day::instant_or_day;
use crate::markup::decode;
use crate::printed_day::{Order, days, first_day};

/// Names of meta elements, the surest first.
const METAS: [&str; 34] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date_published",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "publishdate",
    "date.published",
    "last-published",
    "article:publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "article:post_date",
    "vr:published_time",
    "bt:pubdate",
    "datecreated",
    "date",
];

/// The day or instant a page was put out.
pub(crate) fn published(
    tree: &Tree<'_>,
    evidence: &Evidence,
    blocks: &[Block],
    body: Option<(usize, usize)>,
    url: Option<&str>,
) -> Option<String> {
    let order = order(evidence, url);
    for article in evidence.articles() {
        for key in ["datePublished", "dateCreated", "uploadDate"] {
            let found = article.get(key).and_then(string).and_then(|text| brought_to_form(&text, order));
            if found.is_some() {
                return found;
            }
        }
    }
    let meta =
        METAS.iter().find_map(|name| evidence.metas(name).find_map(|text| brought_to_form(text, order)));
    if meta.is_some() {
        return meta;
    }
    let in_url = url.and_then(day_in_url).or_else(|| evidence.canonical.as_deref().and_then(day_in_url));
    let shown = shown(tree, order);
    if let Some((found, true)) = &shown {
        return Some(found.clone());
    }
    in_url
        .or(shown.map(|(found, _)| found))
        .or_else(|| near_article(blocks, body, order))
        .or_else(|| modified(evidence, order))
        .or_else(|| anywhere(blocks, order))
}

/// A date for machines in its usual form, or as people print it.
fn brought_to_form(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    let found =
        instant_or_day(text).or_else(|| first_day(text, order).map(|day| day.to_string())).or_else(|| {
            // Seconds or milliseconds since 1970.
            let number: i64 = text.parse().ok()?;
            let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
            (seconds > 600_000_000)
                .then(|| jiff::Timestamp::from_second(seconds).ok().map(|instant| instant.to_string()))?
        })?;
    let year: i32 = found.get(..4)?.parse().ok()?;
    (1990..=2100).contains(&year).then_some(found)
}

/// Pages in American English print the month first.
fn order(evidence: &Evidence, url: Option<&str>) -> Order {
    let language = evidence.language.as_deref().unwrap_or("").to_lowercase();
    let locale = evidence.meta(&["og:locale"]).unwrap_or("").to_lowercase();
    let is_british =
        |tag: &str| ["gb", "au", "nz", "ie", "in", "za", "uk"].iter().any(|country| tag.ends_with(country));
    let domain = url.and_then(|url| url.split('/').nth(2)).unwrap_or("");
    let is_abroad = [".uk", ".au", ".nz", ".ie", ".in", ".za", ".eu", ".de", ".at", ".ch", ".fr"]
        .iter()
        .any(|end| domain.ends_with(end));
    if (language.starts_with("en")
        || (language.is_empty() && (locale.is_empty() || locale.starts_with("en"))))
        && !is_british(&language)
        && !is_british(&locale)
        && !is_abroad
    {
        Order::MonthFirst
    } else {
        Order::DayFirst
    }
}

/// "/2016/12/23/", "/2016-12-23-talks", "/20161223/".
fn day_in_url(url: &str) -> Option<String> {
    let path = url.splitn(4, '/').nth(3)?;
    let path = path.split(['?', '#']).next()?;
    let found = days(path, Order::DayFirst, 3);
    found
        .into_iter()
        .find(|printed| {
            let text = &path[printed.start..printed.end];
            let is_apart = !path[..printed.start].ends_with(|letter: char| letter.is_ascii_alphanumeric())
                && !path[printed.end..].starts_with(|letter: char| letter.is_ascii_digit());
            is_apart && text.as_bytes().iter().take(4).all(u8::is_ascii_digit)
        })
        .map(|printed| printed.day.to_string())
}

/// A day in an element that is there for it. True where the element says that it is the day of
/// publishing.
fn shown(tree: &Tree<'_>, order: Order) -> Option<(String, bool)> {
    let mut best: Option<(i32, String)> = None;
    let heading = tree.elements(Tag::H1).next().unwrap_or(0);
    for (id, tag, attributes) in tree.all_elements() {
        let itemprop = attributes.get("itemprop").unwrap_or("");
        let class = attributes.get("class").unwrap_or("");
        if itemprop.is_empty() && class.is_empty() && tag != Tag::Time && attributes.get("id").is_none() {
            continue;
        }
        let (mut is_date, mut is_publishing, mut is_other) = (false, false, false);
        for name in [
            itemprop,
            class,
            attributes.get("id").unwrap_or(""),
            attributes.get("pubdate").map_or("", |_| "published"),
        ] {
            each_word(name, |word| {
                is_date |= matches!(
                    word,
                    "date"
                        | "datum"
                        | "time"
                        | "timestamp"
                        | "dateline"
                        | "posted"
                        | "meta"
                        | "submitted"
                        | "info"
                        | "byline"
                        | "fecha"
                        | "stand"
                        | "zeit"
                        | "created"
                        | "day"
                );
                is_publishing |= matches!(
                    word,
                    "published" | "publish" | "pubdate" | "datepublished" | "publication" | "veroeffentlicht"
                );
                is_other |= matches!(
                    word,
                    "modified"
                        | "updated"
                        | "update"
                        | "event"
                        | "comment"
                        | "comments"
                        | "related"
                        | "footer"
                        | "copyright"
                        | "sidebar"
                        | "widget"
                        | "reading"
                );
            });
        }
        if !(is_date || is_publishing || tag == Tag::Time) {
            continue;
        }
        let value = ["datetime", "content", "title", "data-datetime", "data-date"]
            .iter()
            .find_map(|name| attributes.get(name));
        let found = value.and_then(|value| brought_to_form(&decode(value), order)).or_else(|| {
            let node = tree.node(id);
            if node.end - id > 60 {
                return None;
            }
            let text = tree.text(id);
            if text.len() > 300 {
                return None;
            }
            first_day(&text, order).map(|day| day.to_string())
        });
        let Some(found) = found else { continue };
        let mut score = 0;
        score += if is_publishing { 40 } else { 0 };
        score += if tag == Tag::Time { 12 } else { 0 };
        score -= if is_other { 30 } else { 0 };
        let (mut is_aside, mut is_article) = (false, false);
        for around in tree.around(id).take(25) {
            match tree.tag(around) {
                Some(Tag::Aside | Tag::Footer | Tag::Nav | Tag::Li) => is_aside = true,
                Some(Tag::Article | Tag::Main) => is_article = true,
                _ => {}
            }
            for name in ["class", "id"] {
                each_word(tree.attribute(around, name).unwrap_or(""), |word| {
                    is_aside |= matches!(
                        word,
                        "comment"
                            | "comments"
                            | "kommentare"
                            | "sidebar"
                            | "related"
                            | "footer"
                            | "widget"
                            | "teaser"
                            | "recent"
                            | "latest"
                            | "popular"
                            | "card"
                            | "ticker"
                            | "list"
                    );
                });
            }
        }
        score -= if is_aside { 35 } else { 0 };
        score += if is_article { 8 } else { 0 };
        // Near the headline, rather behind it than before.
        score += near(heading, id);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, found));
        }
    }
    best.map(|(score, found)| (found, score > 5))
}

fn near(heading: NodeId, id: NodeId) -> i32 {
    if heading == 0 {
        return 0;
    }
    let distance = (id.abs_diff(heading) / 15).min(20) as i32;
    if id > heading { 20 - distance } else { 14 - distance }
}

/// A day printed just before or behind the article, or in its first lines.
fn near_article(blocks: &[Block], body: Option<(usize, usize)>, order: Order) -> Option<String> {
    let (first, last) = body?;
    let day = |block: &Block| -> Option<String> {
        (block.words < 40).then(|| first_day(&block.text, order)).flatten().map(|day| day.to_string())
    };
    let before = blocks[first.saturating_sub(8)..(first + 2).min(blocks.len())].iter().rev().find_map(day);
    before.or_else(|| blocks[last.min(blocks.len())..(last + 8).min(blocks.len())].iter().find_map(day))
}

fn modified(evidence: &Evidence, order: Order) -> Option<String> {
    let of_article = evidence.articles().find_map(|article| article.get("dateModified").and_then(string));
    let text = of_article.or_else(|| {
        evidence
            .meta(&[
                "article:modified_time",
                "og:updated_time",
                "dcterms.modified",
                "dc.date.modified",
                "last-modified",
                "datemodified",
            ])
            .map(str::to_owned)
    })?;
    brought_to_form(&text, order)
}

/// The first day in a short line anywhere, then in any line.
fn anywhere(blocks: &[Block], order: Order) -> Option<String> {
    let short =
        blocks.iter().filter(|block| block.words < 15).find_map(|block| first_day(&block.text, order));
    short
        .or_else(|| blocks.iter().take(400).find_map(|block| first_day(&block.text, order)))
        .map(|day| day.to_string())
}
