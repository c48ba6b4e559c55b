//! When a page was put out: by what it says to machines, else by what it shows.

use super::blocks::Block;
use super::evidence::{Evidence, string, types};
use super::marks::each_word;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::day::instant_or_day;
use crate::markup::decode;
use crate::printed_day::{Order, days, first_day};

/// Names of meta elements, the surest first.
const METAS: [&str; 35] = [
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
    "published",
    "date",
];

/// The day or instant a page was put out.
///
/// Where the page shows only the day of its last change beside the headline, that is the day of
/// the text as it stands.
pub(crate) fn published(
    tree: &Tree<'_>,
    evidence: &Evidence,
    blocks: &[Block],
    body: Option<(usize, usize)>,
    url: Option<&str>,
) -> Option<String> {
    let order = order(evidence, url);
    let in_url = url.and_then(day_in_url).or_else(|| evidence.canonical.as_deref().and_then(day_in_url));
    let top = top_of_article(tree, blocks, body);
    if let Some(claimed) = claimed(evidence, order) {
        if let Some(changed) =
            shown_change(&blocks[top.clone()], order, &claimed, modified(evidence, order).as_deref())
        {
            return Some(changed);
        }
        // "2023-11-09T02:10:00Z" is the evening of the 8th where the page was put out.
        let is_universal = claimed.ends_with('Z') || claimed.ends_with("+00:00");
        let is_earlier = |day: &String| claimed.get(..10).is_some_and(|claimed| day.as_str() < claimed);
        return match in_url.filter(|day| {
            (is_universal && (is_next_day(day, &claimed) || is_next_day(&claimed, day))) || is_earlier(day)
        }) {
            Some(day) => Some(day),
            None => Some(claimed),
        };
    }
    let shown = shown(tree, order);
    if let Some((found, true)) = &shown {
        return Some(found.clone());
    }
    in_url
        .or_else(|| said_in_words(blocks, order))
        .or(shown.map(|(found, _)| found))
        .or_else(|| near_article(blocks, body, order))
        .or_else(|| modified(evidence, order))
        .or_else(|| anywhere(blocks, order))
}

/// The blocks from the headline to the article's first paragraphs.
fn top_of_article(tree: &Tree<'_>, blocks: &[Block], body: Option<(usize, usize)>) -> std::ops::Range<usize> {
    let first = body.map_or(0, |(first, _)| first);
    let is_heading = |block: &Block| tree.tag(block.element) == Some(Tag::H1);
    let heading = blocks[..(first + 4).min(blocks.len())].iter().rposition(is_heading);
    let start = heading.filter(|heading| heading + 30 > first).unwrap_or(first).min(first);
    start.saturating_sub(8)..(first.max(start) + 6).min(blocks.len())
}

/// Another day than the claimed one that is shown beside the headline, where that one is not:
/// the same evening in the outlet's own time, or the day of the last change.
fn shown_change(top: &[Block], order: Order, instant: &str, modified: Option<&str>) -> Option<String> {
    let claimed = instant.get(..10)?;
    // Late in Greenwich it may be the next day already, early there the day before still.
    let is_universal = instant.ends_with('Z') || instant.ends_with("+00:00");
    let hour: u32 =
        instant.get(11..13).and_then(|hour| hour.parse().ok()).filter(|_| is_universal).unwrap_or(15);
    let (mut beside, mut found) = (None, None);
    for block in top.iter().filter(|block| block.words < 40) {
        for printed in days(&block.text, order, 4) {
            let day = printed.day.to_string();
            if day == claimed {
                return None;
            }
            let is_last_change = modified.and_then(|modified| modified.get(..10)) == Some(day.as_str());
            let lower = block.text.to_lowercase();
            let says_so = UPDATES.iter().any(|word| lower.contains(word));
            if (hour < 10 && is_next_day(&day, claimed)) || (hour > 20 && is_next_day(claimed, &day)) {
                beside.get_or_insert(day);
            } else if day.as_str() > claimed && (is_last_change || says_so) {
                found.get_or_insert(day);
            }
        }
    }

    beside.or(found)
}

/// Words that a day of change stands behind.
const UPDATES: [&str; 8] = [
    "updated",
    "modified",
    "reviewed",
    "aktualisiert",
    "mis à jour",
    "actualizado",
    "aggiornato",
    "bijgewerkt",
];

/// Words that the day of publishing stands behind.
const PUBLISHINGS: [&str; 16] = [
    "veröffentlicht",
    "erstellt am",
    "published on",
    "published:",
    "published ",
    "posted on",
    "posted ",
    "publié le",
    "publicado",
    "pubblicato",
    "geplaatst op",
    "datum:",
    "date:",
    "erschienen am",
    "verfasst am",
    "eingestellt am",
];

/// "Veröffentlicht am 16.08.2019", wherever it stands.
fn said_in_words(blocks: &[Block], order: Order) -> Option<String> {
    blocks.iter().filter(|block| block.words < 30).find_map(|block| {
        let lower = block.text.to_lowercase();
        let at = PUBLISHINGS.iter().filter_map(|words| lower.find(words)).min()?;
        let rest = lower.get(at..)?;
        let printed = days(rest, order, 1).into_iter().next()?;
        (printed.start < 40).then(|| printed.day.to_string())
    })
}

/// What the page says to machines.
fn claimed(evidence: &Evidence, order: Order) -> Option<String> {
    let of = |is_wanted: fn(&str) -> bool| {
        let mut wanted = evidence.articles().filter(move |article| types(article).any(is_wanted));
        wanted.find_map(|article| {
            let mut keys = ["datePublished", "dateCreated", "uploadDate"].iter();
            keys.find_map(|key| {
                article.get(*key).and_then(string).and_then(|text| brought_to_form(&text, order))
            })
        })
    };
    let is_article = |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report";
    of(is_article)
        .or_else(|| of(|kind| kind != "VideoObject"))
        .or_else(|| {
            METAS.iter().find_map(|name| evidence.metas(name).find_map(|text| brought_to_form(text, order)))
        })
        // A film on a page may be years older than the page.
        .or_else(|| of(|_| true))
}

fn is_next_day(day: &str, instant: &str) -> bool {
    let of = |text: &str| text.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    of(day).zip(of(instant)).is_some_and(|(day, next)| day.tomorrow().is_ok_and(|tomorrow| tomorrow == next))
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
            is_apart
                && (text.len() >= 8 || path[printed.end..].starts_with('/'))
                && text.as_bytes().iter().take(4).all(u8::is_ascii_digit)
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
                    "published"
                        | "publish"
                        | "pubdate"
                        | "datepublished"
                        | "publication"
                        | "veröffentlicht"
                        | "veroeffentlicht"
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
                "updated",
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
