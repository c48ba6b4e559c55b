//! When a page was put out: by what it says to machines, else by what it shows.

use super::blocks::Block;
use super::evidence::{Evidence, string, types};
use super::marks::each_word;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::day::instant_or_day;
use crate::markup::decode;
use crate::printed_day::{Order, Printed, days, first_day};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::cmp::Ordering;
use std::sync::LazyLock;

/// Names of meta elements that say when a page was first put out, the surest first.
const METAS: [&str; 27] = [
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
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "article:post_date",
    "vr:published_time",
    "bt:pubdate",
    "published",
];

/// Names that many programs fill with the day of the last change, so that a day shown beside
/// the headline is surer.
const UNSURE_METAS: [&str; 8] = [
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "datecreated",
    "date",
];

/// The words of `lexicon/published.toml`.
#[derive(Deserialize)]
struct Lexicon {
    publishing: Vec<String>,
    change: Vec<String>,
    clock: Vec<String>,
    date: FxHashSet<String>,
    date_of_publishing: FxHashSet<String>,
    other_date: FxHashSet<String>,
    today: FxHashSet<String>,
    elsewhere: FxHashSet<String>,
    comments: FxHashSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../lexicon/published.toml"))
        .unwrap_or_else(|error| unreachable!("lexicon/published.toml is read by a test: {error}"))
});

/// Where on a page to look for its day.
pub(crate) struct Page<'p, 's> {
    pub tree: &'p Tree<'s>,
    pub evidence: &'p Evidence,
    pub blocks: &'p [Block],
    /// The article's first and just behind its last block.
    pub body: Option<(usize, usize)>,
    /// The node of the headline as it stands on the page; 0 where it does not.
    pub headline: NodeId,
    pub url: Option<&'p str>,
}

/// The day or instant a page was put out.
///
/// Where the page shows only the day of its last change beside the headline, that is the day of
/// the text as it stands.
pub(crate) fn published(page: &Page<'_, '_>) -> Option<String> {
    let Page { evidence, blocks, body, .. } = *page;
    let order = order(page);
    let in_url = page.url.and_then(day_in_url).or_else(|| evidence.canonical.as_deref().and_then(day_in_url));
    let (range, heading) = top_of_article(page);
    let top = &blocks[range.clone()];
    let behind_heading = heading.saturating_sub(range.start);
    let modified = modified(evidence, order);
    if let Some(claimed) = claimed(evidence, order) {
        if let Some(shown) = shown_instead(top, behind_heading, order, &claimed, modified.as_deref()) {
            return Some(shown);
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
    let shown = shown(page, order);
    if let Some((found, score)) = &shown
        && *score >= BESIDE_HEADLINE
    {
        return Some(found.clone());
    }
    if let Some(found) = unsure_claim(evidence, order) {
        let changed = labelled(top, order, &LEXICON.publishing).filter(|day| found.get(..10) > Some(day));
        return Some(changed.unwrap_or(found));
    }
    let of_score = |least: i32| shown.clone().filter(|(_, score)| *score > least).map(|(found, _)| found);
    labelled(top, order, &LEXICON.publishing)
        .or_else(|| of_score(SOMEWHERE))
        .or(in_url)
        .or_else(|| labelled(blocks, order, &LEXICON.publishing))
        .or_else(|| near_article(blocks, body, order, 12))
        .or_else(|| of_score(ANYWHERE))
        .or(modified)
        .or_else(|| near_article(blocks, body, order, 40))
        .or_else(|| anywhere(blocks, order))
}

/// The scores from which a day that is shown is taken as the page's: beside the headline and in
/// an element for it, in an element for it, and in one that is rather for something else.
const BESIDE_HEADLINE: i32 = 12;
const SOMEWHERE: i32 = 5;
const ANYWHERE: i32 = -35;

/// The blocks from the headline to the article's first paragraphs, and the one from which on they
/// are surely of this article.
fn top_of_article(page: &Page<'_, '_>) -> (std::ops::Range<usize>, usize) {
    let Page { tree, blocks, body, .. } = *page;
    let first = body.map_or(0, |(first, _)| first);
    let is_heading = |block: &Block| tree.tag(block.element) == Some(Tag::H1);
    let heading = blocks[..(first + 4).min(blocks.len())].iter().rposition(is_heading);
    let start = heading.filter(|heading| heading + 30 > first).unwrap_or(first).min(first);
    (start.saturating_sub(8)..(first.max(start) + 6).min(blocks.len()), start.saturating_sub(2))
}

/// Another day than the claimed one that is shown beside the headline, where that one is not:
/// the day that the page calls that of publishing, the same evening in the outlet's own time, the
/// day of the last change, or the only day shown, where the claim is of the last change or earlier.
fn shown_instead(
    top: &[Block],
    surely: usize,
    order: Order,
    instant: &str,
    modified: Option<&str>,
) -> Option<String> {
    let claimed = instant.get(..10)?;
    let is_of_change = modified.and_then(|modified| modified.get(..10)) == Some(claimed);
    // Late in Greenwich it may be the next day already, early there the day before still.
    let is_universal = instant.ends_with('Z') || instant.ends_with("+00:00");
    let hour: u32 =
        instant.get(11..13).and_then(|hour| hour.parse().ok()).filter(|_| is_universal).unwrap_or(15);
    if let Some(day) = labelled(top, order, &LEXICON.publishing)
        && day.as_str() < claimed
        && !is_next_day(&day, claimed)
    {
        return Some(day);
    }
    let (mut beside, mut changed, mut earlier, mut later) = (None, None, Vec::new(), Vec::new());
    let (mut behind, mut is_labelled) = ("", false);
    for (number, block) in top.iter().enumerate().filter(|(_, block)| block.words < 40) {
        let lower = block.text.to_lowercase();
        for printed in days(&block.text, order, 4) {
            let day = printed.day.to_string();
            if day == claimed || turned(printed.day).is_some_and(|day| day.to_string() == claimed) {
                return None;
            }
            let is_last_change = modified.and_then(|modified| modified.get(..10)) == Some(day.as_str());
            let says_so = LEXICON.change.iter().any(|word| lower.contains(word) || behind.ends_with(word));
            if (hour < 10 && is_next_day(&day, claimed)) || (hour > 20 && is_next_day(claimed, &day)) {
                beside.get_or_insert(day);
            } else if day.as_str() > claimed && (says_so || is_last_change) {
                changed.get_or_insert(day);
            } else if day.as_str() < claimed && number >= surely && block.words < 12 && !says_so {
                earlier.push(day);
            } else if day.as_str() > claimed
                && number >= surely
                && stands_alone(block, &printed)
                && !is_labelled
            {
                later.push(day);
            }
        }
        is_labelled = block.text.ends_with(':');
        behind = block.text.trim_end_matches([':', ' ']);
    }
    earlier.dedup();
    later.dedup();
    let only = earlier.pop().filter(|_| earlier.is_empty() && is_of_change);
    beside.or(changed).or(only).or_else(|| later.pop().filter(|_| later.is_empty()))
}

/// 3 April for 4 March: what "04/03" may mean too.
fn turned(day: Date) -> Option<Date> {
    Date::new(day.year(), day.day(), day.month()).ok()
}

/// Whether a block is hardly more than the day in it.
fn stands_alone(block: &Block, printed: &Printed) -> bool {
    (printed.end - printed.start) * 2 > block.text.len()
}

/// "Veröffentlicht am 16.08.2019": the first day behind one of these words, also where they are
/// a block of their own.
fn labelled(blocks: &[Block], order: Order, words: &[String]) -> Option<String> {
    let mut was_label = false;
    for block in blocks.iter().filter(|block| block.words < 30) {
        let lower = block.text.to_lowercase();
        if was_label
            && let Some(printed) = days(&lower, order, 1).first()
            && printed.start < 12
        {
            return Some(printed.day.to_string());
        }
        let trimmed = lower.trim_end_matches([' ', ':']);
        was_label =
            block.words < 4 && words.iter().any(|word| trimmed.ends_with(word.trim_end_matches([' ', ':'])));
        let Some(at) = words.iter().filter_map(|word| lower.find(word.as_str())).min() else { continue };
        let printed = lower.get(at..).and_then(|rest| days(rest, order, 1).into_iter().next());
        let Some(printed) = printed.filter(|printed| printed.start < 40) else { continue };
        // "Published by Mara Ilic, updated 3 May" gives no day of publishing.
        let between = lower.get(at..at + printed.start).unwrap_or("");
        if !LEXICON.change.iter().any(|word| between.contains(word.as_str())) {
            return Some(printed.day.to_string());
        }
    }
    None
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
    let in_form = |text: &str| brought_to_form(text, order);
    of(is_article)
        .or_else(|| of(|kind| kind != "VideoObject"))
        .or_else(|| METAS.iter().find_map(|name| evidence.metas(name).find_map(in_form)))
        // "w-published-date", "ft.publishedTime": names of one outlet's own.
        .or_else(|| evidence.metas_where(is_publishing_name).find_map(in_form))
        // A film on a page may be years older than the page.
        .or_else(|| of(|_| true))
}

fn is_publishing_name(name: &str) -> bool {
    let has = |part: &str| name.contains(part);
    (has("publish") || has("publication") || has("pubdate"))
        && (has("date") || has("time"))
        && !(has("modif") || has("updat") || has("first_pub") || has("expir"))
}

fn unsure_claim(evidence: &Evidence, order: Order) -> Option<String> {
    UNSURE_METAS.iter().find_map(|name| evidence.metas(name).find_map(|text| brought_to_form(text, order)))
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

/// Whether "03/04/2016" is a day of March or of April: what agrees with another day that is printed
/// on the page in words, else what is usual where the page is from.
fn order(page: &Page<'_, '_>) -> Order {
    let is_open = |text: &&str| {
        text.len() < 80 && text.contains(['/', '-']) && text.contains(|letter: char| letter.is_ascii_digit())
    };
    let printed = page.blocks.iter().map(|block| block.text.as_str());
    let mut readings = Vec::new();
    for text in printed.chain(page.evidence.contents()).filter(is_open).take(400) {
        let (day_first, month_first) = (first_day(text, Order::DayFirst), first_day(text, Order::MonthFirst));
        if let (Some(one), Some(other)) = (day_first, month_first)
            && one != other
        {
            readings.push((one, other));
        }
    }
    if !readings.is_empty() {
        let mut sure: FxHashSet<Date> = FxHashSet::default();
        let texts = page.blocks.iter().filter(|block| block.words < 40).map(|block| block.text.as_str());
        for text in texts.chain(page.evidence.contents()).chain(page.url) {
            let found = days(text, Order::DayFirst, 3);
            sure.extend(
                found
                    .iter()
                    .map(|printed| printed.day)
                    .filter(|day| days(text, Order::MonthFirst, 3).iter().any(|printed| printed.day == *day)),
            );
        }
        let day_first = readings.iter().filter(|(one, _)| sure.contains(one)).count();
        let month_first = readings.iter().filter(|(_, other)| sure.contains(other)).count();
        match day_first.cmp(&month_first) {
            Ordering::Greater => return Order::DayFirst,
            Ordering::Less => return Order::MonthFirst,
            Ordering::Equal => {}
        }
    }
    usual_order(page.evidence, page.url)
}

/// Countries where a day in English is printed with the day first, as their domains and languages
/// are marked.
const DAY_FIRST: [&str; 34] = [
    "uk", "gb", "au", "nz", "ie", "in", "za", "sg", "my", "hk", "pk", "bd", "lk", "ng", "ke", "gh", "il",
    "eu", "de", "at", "ch", "fr", "it", "es", "pt", "nl", "be", "dk", "se", "no", "fi", "pl", "cz", "gr",
];

/// Pages in American English print the month first.
fn usual_order(evidence: &Evidence, url: Option<&str>) -> Order {
    let language = evidence.language.as_deref().unwrap_or("").to_lowercase();
    let locale = evidence.meta(&["og:locale"]).unwrap_or("").to_lowercase();
    let is_british = |tag: &str| DAY_FIRST.iter().any(|country| tag.ends_with(country));
    let domain = url.and_then(|url| url.split('/').nth(2)).unwrap_or("");
    let country = domain.rsplit('.').next().unwrap_or("");
    let is_abroad = DAY_FIRST.contains(&country);
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

/// "/2016/12/23/", "/2016-12-23-talks", "/20161223/", "/23-12-2016".
fn day_in_url(url: &str) -> Option<String> {
    let path = url.splitn(4, '/').nth(3)?;
    let path = path.split(['?', '#']).next()?;
    let found = days(path, Order::DayFirst, 3);
    found
        .into_iter()
        .find(|printed| {
            let text = &path[printed.start..printed.end];
            let rest = &path[printed.end..];
            let is_apart = !path[..printed.start].ends_with(|letter: char| letter.is_ascii_alphanumeric())
                && !rest.starts_with(|letter: char| letter.is_ascii_digit());
            // "/2023/10/3-questions-to" is of October, not of the third.
            let has_day = text.len() < 3
                || text.as_bytes()[text.len() - 2].is_ascii_digit()
                || rest.starts_with('/')
                || rest.is_empty();
            let begins_with_year = text.bytes().take(4).all(|byte| byte.is_ascii_digit());
            let is_turned = text.len() == 10 && text.contains('-');
            is_apart
                && has_day
                && (begins_with_year || is_turned)
                && (text.len() >= 8 || rest.starts_with('/'))
        })
        .map(|printed| printed.day.to_string())
}

/// A day in an element that is there for it, and how surely it is the page's.
fn shown(page: &Page<'_, '_>, order: Order) -> Option<(String, i32)> {
    let tree = page.tree;
    let mut best: Option<(i32, String, NodeId)> = None;
    for (id, tag, attributes) in tree.all_elements() {
        let names = ["itemprop", "class", "id"].map(|name| attributes.get(name).unwrap_or(""));
        if tag != Tag::Time && names.iter().all(|name| name.is_empty()) {
            continue;
        }
        let is_called = |words: &FxHashSet<String>| has_word(&names, words);
        let is_for_publishing = is_called(&LEXICON.date_of_publishing);
        if !(tag == Tag::Time || is_for_publishing || is_called(&LEXICON.date)) || is_called(&LEXICON.today) {
            continue;
        }
        let Some((found, text)) = day_of_element(tree, id, order) else { continue };
        let lower = text.to_lowercase();
        let says = |words: &[String]| words.iter().any(|word| lower.starts_with(word.as_str()));
        if says(&LEXICON.clock) {
            continue;
        }
        let mut score = place_of(tree, id, page.headline);
        // A link called "Publication" leads to another page.
        score += if is_for_publishing && tag != Tag::A { 40 } else { 0 };
        score += if tag == Tag::Time { 12 } else { 0 };
        score += if attributes.get("pubdate").is_some() { 6 } else { 0 };
        score += if says(&LEXICON.publishing) { 15 } else { 0 };
        score -= if is_called(&LEXICON.other_date) || says(&LEXICON.change) { 30 } else { 0 };
        score -= if is_called(&LEXICON.comments) { 60 } else { 0 };
        // Near the headline, rather behind it than before.
        score += near(page.headline, id);
        // Of two that stand in each other the inner one holds no other's day.
        let is_better =
            |(most, _, end): &(i32, String, NodeId)| score > *most || (score == *most && id < *end);
        if best.as_ref().is_none_or(is_better) {
            best = Some((score, found, tree.node(id).end));
        }
    }
    best.map(|(score, found, _)| (found, score))
}

/// The day that an element gives to machines or shows, and what it shows.
fn day_of_element(tree: &Tree<'_>, id: NodeId, order: Order) -> Option<(String, String)> {
    let value = ["datetime", "content", "title", "data-datetime", "data-date"]
        .iter()
        .find_map(|name| tree.attribute(id, name))
        // The title of a link may be a headline with a day in it.
        .filter(|value| value.len() < 60)
        .and_then(|value| brought_to_form(&decode(value), order));
    let is_small = tree.node(id).end - id <= 60;
    let text = if is_small { tree.text(id) } else { String::new() };
    if text.len() > 300 {
        return None;
    }
    let printed = first_day(&text, order).map(|day| day.to_string());
    match (value, printed) {
        // `<time datetime="2019-07-03T10:18:46Z">Publié le 29 juin 2019</time>`: people read that.
        (Some(value), Some(printed)) if value.get(..10) != Some(&printed) && !text.contains('/') => {
            Some((printed, text))
        }
        (Some(value), _) => Some((value, text)),
        (None, printed) => Some((printed?, text)),
    }
}

/// What the elements around say for or against it.
fn place_of(tree: &Tree<'_>, id: NodeId, headline: NodeId) -> i32 {
    let (mut is_elsewhere, mut is_article, mut is_comment, mut is_item) = (false, false, false, false);
    for around in tree.around(id).take(25) {
        match tree.tag(around) {
            Some(Tag::Aside | Tag::Footer | Tag::Nav) => is_elsewhere = true,
            Some(Tag::Li) => is_item = true,
            Some(Tag::Article | Tag::Main) => is_article = true,
            _ => {}
        }
        // What is around the headline too says nothing against the day.
        if around < headline && headline < tree.node(around).end {
            continue;
        }
        let names = ["class", "id"].map(|name| tree.attribute(around, name).unwrap_or(""));
        is_elsewhere |= has_word(&names, &LEXICON.elsewhere);
        is_comment |= has_word(&names, &LEXICON.comments);
    }
    let of = |is: bool, score: i32| if is { score } else { 0 };
    of(is_article, 8) - of(is_item, 12) - of(is_elsewhere || is_comment, 35) - of(is_comment, 25)
}

fn has_word(names: &[&str], words: &FxHashSet<String>) -> bool {
    let mut has = false;
    for name in names.iter().filter(|name| !name.is_empty()) {
        each_word(name, |word| has |= words.contains(word));
    }
    has
}

fn near(heading: NodeId, id: NodeId) -> i32 {
    if heading == 0 {
        return 0;
    }
    let distance = (id.abs_diff(heading) / 15).min(20) as i32;
    if id > heading { 20 - distance } else { 14 - distance }
}

/// A day printed just before or behind the article, or in its first lines, in a block of fewer
/// than so many words.
fn near_article(
    blocks: &[Block],
    body: Option<(usize, usize)>,
    order: Order,
    words: usize,
) -> Option<String> {
    let (first, last) = body?;
    let day = |block: &Block| -> Option<String> {
        (block.words < words).then(|| first_day(&block.text, order)).flatten().map(|day| day.to_string())
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
