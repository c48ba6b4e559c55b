//! Who wrote it: people, not desks and agencies.

use super::evidence::{Evidence, Object, string, types};
use super::marks::each_word;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::asides::letters;
use serde::Deserialize;
use serde_json::Value;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Lexicon {
    labels: Vec<String>,
    others: Vec<String>,
    openings: Vec<String>,
    closings: Vec<String>,
    nobody: Vec<String>,
    callings: Vec<String>,
    collectives: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../lexicon/byline.toml"))
        .unwrap_or_else(|error| unreachable!("lexicon/byline.toml is read by a test: {error}"))
});

/// The people who wrote a page; where it names none and says that its outlet or a body did, that.
pub(crate) fn byline(tree: &Tree<'_>, evidence: &Evidence, headline: NodeId) -> Vec<String> {
    let outlets = outlets(evidence);
    let is_outlet = |name: &String| outlets.contains(&letters(name));
    let keep = |names: Vec<String>, is_kept: fn(&str) -> bool| -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for name in names {
            let same = |other: &String| letters(other) == letters(&name);
            if is_kept(&name) && !kept.iter().any(same) {
                kept.push(name);
            }
        }
        kept
    };
    // Libraries name every author in an element of its own.
    let cited = keep(of_citation(evidence), is_person);
    if cited.len() > 1 {
        return cited;
    }
    let mut claimed = keep(of_articles(evidence, false), is_person);
    claimed.retain(|name| !is_outlet(name));
    let printed = printed(tree, headline);
    let (is_beside, printed) = (printed.is_beside, keep(printed.names, is_printed_person));
    let shares = |name: &String| printed.iter().any(|other| letters(other) == letters(name));
    // "KatieS" is the name of an account, and beside the headline stands the person's.
    let is_account = |names: &[String]| names.iter().all(|name| !name.contains(' '));
    let gives_way = is_account(&claimed) && is_beside && !printed.is_empty();
    if !claimed.is_empty() && !gives_way {
        // Many programs claim the first of several authors only.
        let is_first =
            claimed.len() == 1 && printed.len() > 1 && letters(&printed[0]) == letters(&claimed[0]);
        return if is_first && is_beside { printed } else { claimed };
    }
    let mut metas = keep(of_metas(evidence), is_person);
    metas.retain(|name| !is_outlet(name));
    if !metas.is_empty()
        && (printed.is_empty()
            || metas.iter().any(shares)
            || (!is_beside && metas.iter().all(|name| is_printed_person(name))))
    {
        return metas;
    }
    if is_beside && !printed.is_empty() {
        return printed;
    }
    let in_words = keep(in_words(tree, headline), is_printed_person);
    if !in_words.is_empty() {
        return in_words;
    }
    // "The Valley Wire Team" is surer than a name that stands somewhere.
    let collective = collective(tree, evidence, headline);
    if !collective.is_empty() {
        return collective;
    }
    if !printed.is_empty() {
        return printed;
    }
    let account = account(tree, headline);
    if !account.is_empty() {
        return account;
    }
    let mut bodies = of_articles(evidence, true);
    bodies
        .extend(evidence.meta(&["author"]).filter(|name| is_outlet(&(*name).to_owned())).map(str::to_owned));
    bodies.truncate(1.max(bodies.len().min(12)));
    keep(bodies, is_body)
}

/// "Valley Wire Staff", "The Harbour Team": those of an outlet together, as they are claimed or
/// printed beside the headline.
fn collective(tree: &Tree<'_>, evidence: &Evidence, headline: NodeId) -> Vec<String> {
    let claimed = of_articles(evidence, true).into_iter();
    let metas = evidence.metas("author").map(str::to_owned);
    let labelled = of_labelled_metas(evidence).into_iter().map(str::to_owned);
    let printed = near_headline(tree, headline).filter_map(|id| {
        let is_for_authors = is_author_link(tree, id) || has_author_class(tree, id);
        let text = (is_for_authors && tree.node(id).end - id < 12).then(|| tree.text(id))?;
        Some(without_openings(&text)).filter(|_| text.len() < 60)
    });
    let words = printed_behind_by(tree, headline);
    claimed
        .chain(metas)
        .chain(labelled)
        .chain(printed)
        .chain(words)
        .find(|name| is_collective(name))
        .into_iter()
        .collect()
}

/// The elements from shortly before the headline to some way behind it.
fn near_headline<'t>(tree: &'t Tree<'_>, headline: NodeId) -> impl Iterator<Item = NodeId> + 't {
    let last = (headline + NEAR).min(tree.len() as NodeId);
    (headline.saturating_sub(60)..last).filter(move |&id| headline > 0 && tree.tag(id).is_some())
}

/// How many nodes behind the headline a byline may stand.
const NEAR: NodeId = 400;

fn is_author_link(tree: &Tree<'_>, id: NodeId) -> bool {
    let has = |name: &str| {
        tree.attribute(id, name)
            .is_some_and(|value| value.split_whitespace().any(|word| word.eq_ignore_ascii_case("author")))
    };
    has("rel") || has("itemprop") || tree.attribute(id, "href").is_some_and(leads_to_author)
}

fn has_author_class(tree: &Tree<'_>, id: NodeId) -> bool {
    let mut has = false;
    each_word(tree.attribute(id, "class").unwrap_or(""), |word| {
        has |= matches!(word, "author" | "authors" | "byline" | "bylines" | "writer" | "creator");
    });
    has
}

fn leads_to_author(href: &str) -> bool {
    [
        "/author/",
        "/authors/",
        "/autor/",
        "/by/",
        "/profile/",
        "/people/",
        "/contributor",
        "/producers/",
        "/writers/",
        "/staff/",
        "/journalist",
        "/redakt",
    ]
    .iter()
    .any(|part| href.contains(part))
}

/// What stands behind "by" near the headline, in the same text or the next.
fn printed_behind_by<'t>(tree: &'t Tree<'_>, headline: NodeId) -> impl Iterator<Item = String> + 't {
    let last = (headline + NEAR).min(tree.len() as NodeId);
    (headline..last).filter(move |_| headline > 0).filter_map(move |at| {
        let super::tree::Content::Text(raw) = tree.node(at).content else { return None };
        let line = raw.trim();
        let is_label = is_label(line);
        let is_opening =
            line.len() < 60 && line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "));
        let text = if is_label { following(tree, at) } else { line.to_owned() };
        let first = text.split(['|', '•', '·', ',']).next().unwrap_or("");
        (is_label || is_opening).then(|| without_openings(&crate::markup::decode(first)))
    })
}

/// The one name of somebody who goes by it ("Mara", "katies"), printed in a link to the author or
/// behind "by"; there in capitals, as "by walking" is no name.
fn account(tree: &Tree<'_>, headline: NodeId) -> Vec<String> {
    let linked = near_headline(tree, headline).filter(|&id| {
        let is_profile = tree.attribute(id, "href").is_some_and(|href| href.contains("/profile/"));
        is_author_link(tree, id) && !is_profile && tree.node(id).end - id < 6
    });
    let linked = linked.map(|id| without_openings(&tree.text(id)));
    let is_capital = |name: &String| name.starts_with(char::is_uppercase);
    let mut names = linked.chain(printed_behind_by(tree, headline).filter(is_capital));
    names.find(|name| !name.contains(' ') && is_person(name) && is_body(name)).into_iter().collect()
}

/// "Valley Wire Staff", "Team Harbour", "Our Editors".
fn is_collective(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    let is_known =
        |word: Option<&&str>| word.is_some_and(|word| LEXICON.collectives.iter().any(|known| known == word));
    (2..=6).contains(&words.len())
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '&' | '.' | '\'' | '’' | '-'))
        && (is_known(words.last()) || words[0] == "team")
}

/// Names that the outlet goes by, in letters only.
fn outlets(evidence: &Evidence) -> Vec<String> {
    let named = evidence.meta(&["og:site_name", "application-name", "apple-mobile-web-app-title"]);
    let sites = evidence.objects("WebSite").take(2).filter_map(|site| site.get("name").and_then(string));
    named
        .map(str::to_owned)
        .into_iter()
        .chain(sites)
        .map(|name| letters(&name))
        .filter(|name| name.len() > 2)
        .collect()
}

fn of_articles(evidence: &Evidence, with_bodies: bool) -> Vec<String> {
    for article in evidence.articles() {
        let Some(author) = article.get("author").or_else(|| article.get("creator")) else { continue };
        let mut names = Vec::new();
        people_in(author, evidence, with_bodies, &mut names);
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

fn people_in(author: &Value, evidence: &Evidence, with_bodies: bool, names: &mut Vec<String>) {
    match author {
        Value::String(text) if with_bodies => names.push(text.trim().to_owned()),
        Value::String(text) => names.extend(names_in(text, looks_like_claim)),
        Value::Array(authors) => {
            authors.iter().take(12).for_each(|author| people_in(author, evidence, with_bodies, names));
        }
        Value::Object(object) if with_bodies => names.extend(name_of(object, evidence)),
        Value::Object(object) => names.extend(person(object, evidence)),
        _ => {}
    }
}

fn person(object: &Object, evidence: &Evidence) -> Vec<String> {
    let is_organization = types(object).any(|kind| kind.ends_with("Organization") || kind == "Corporation");
    if is_organization && !types(object).any(|kind| kind == "Person") {
        return Vec::new();
    }
    name_of(object, evidence).map(|name| names_in(&name, looks_like_claim)).unwrap_or_default()
}

fn name_of(object: &Object, evidence: &Evidence) -> Option<String> {
    object.get("name").and_then(string).or_else(|| {
        let named = evidence.object(object.get("@id")?.as_str()?)?;
        string(named.get("name")?)
    })
}

/// "Ilic, Mara", as libraries write names.
fn of_citation(evidence: &Evidence) -> Vec<String> {
    let turned = |content: &str| match content.split_once(", ") {
        Some((last, first)) => format!("{first} {last}"),
        None => content.to_owned(),
    };
    evidence.metas("citation_author").chain(evidence.metas("citation_authors")).map(turned).collect()
}

fn of_metas(evidence: &Evidence) -> Vec<String> {
    for name in [
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "article:author_name",
        "cxenseparse:author",
        "authors",
        "citation_author",
        "og:article:author",
        "article.author",
    ] {
        let mut names = Vec::new();
        for content in evidence.metas(name) {
            if !content.contains("://") && !content.starts_with(['@', '/']) && content.len() < 200 {
                names.extend(names_in(content, looks_like_claim));
            }
        }
        if !names.is_empty() {
            return names;
        }
    }
    of_labelled_metas(evidence).map(|data| names_in(data, looks_like_claim)).unwrap_or_default()
}

/// "twitter:label2" is "Written by", "twitter:data2" the name.
fn of_labelled_metas(evidence: &Evidence) -> Option<&str> {
    ["1", "2", "3"].iter().find_map(|number| {
        let label = evidence.meta(&[&format!("twitter:label{number}")]).unwrap_or("");
        let data = evidence.meta(&[&format!("twitter:data{number}")]).filter(|data| data.len() < 200);
        data.filter(|_| is_label(label))
    })
}

/// "Written by" as a label of its own.
fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', ' ']).to_lowercase();
    LEXICON.labels.contains(&text)
}

/// Names found on the page itself.
#[derive(Default)]
struct Printed {
    names: Vec<String>,
    /// Whether they stand just behind the headline, in an element that is surely for them.
    is_beside: bool,
}

/// Names in elements that are there for them.
fn printed(tree: &Tree<'_>, heading: NodeId) -> Printed {
    let mut best: Option<(i32, Vec<String>, NodeId)> = None;
    for (id, tag, attributes) in tree.all_elements() {
        let rel = attributes.get("rel").unwrap_or("");
        let itemprop = attributes.get("itemprop").unwrap_or("");
        let class = attributes.get("class").unwrap_or("");
        let href = if tag == Tag::A { attributes.get("href").unwrap_or("") } else { "" };
        let (mut is_author, mut is_byline, mut is_name, mut is_other) = (false, false, false, false);
        for name in [class, attributes.get("id").unwrap_or(""), attributes.get("data-testid").unwrap_or("")] {
            each_word(name, |word| {
                is_author |= matches!(
                    word,
                    "author"
                        | "authors"
                        | "autor"
                        | "autoren"
                        | "vcard"
                        | "writer"
                        | "contributor"
                        | "auteur"
                        | "autore"
                );
                is_byline |= matches!(word, "byline" | "bylines");
                is_name |= matches!(word, "name" | "fn");
                is_other |= matches!(
                    word,
                    "comment"
                        | "comments"
                        | "bio"
                        | "box"
                        | "image"
                        | "avatar"
                        | "photo"
                        | "related"
                        | "social"
                        | "widget"
                        | "about"
                        | "reviewer"
                        | "desc"
                        | "description"
                        | "title"
                        | "role"
                        | "job"
                );
            });
        }
        let is_rel = rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("author"));
        let is_property = itemprop.split_whitespace().any(|word| word.eq_ignore_ascii_case("author"));
        let is_linked = leads_to_author(href);
        if !(is_author || is_byline || is_rel || is_property || is_linked) {
            continue;
        }
        let node = tree.node(id);
        if node.end - id > 80 {
            continue;
        }
        let text = parts_of(tree, id);
        if text.len() > 260 {
            continue;
        }
        let mut names = names_in(&text, looks_like_name);
        names.retain(|name| is_printed_person(name));
        if names.is_empty() || is_of_others(tree, id) {
            continue;
        }
        let mut score = 0;
        score += if is_rel || is_property { 12 } else { 0 };
        score += if is_byline { 12 } else { 0 };
        score += if is_author { 8 } else { 0 };
        score += if is_linked { 6 } else { 0 };
        score += if is_name { 3 } else { 0 };
        score -= if is_other { 8 } else { 0 };
        let mut is_aside = false;
        for around in tree.around(id).take(20) {
            is_aside |= matches!(tree.tag(around), Some(Tag::Aside | Tag::Footer | Tag::Nav));
            for name in ["class", "id"] {
                each_word(tree.attribute(around, name).unwrap_or(""), |word| {
                    is_aside |= matches!(
                        word,
                        "comment"
                            | "comments"
                            | "commentlist"
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
                            | "recommended"
                            | "reviewer"
                            | "more"
                    );
                });
            }
        }
        score -= if is_aside { 25 } else { 0 };
        score += if heading == 0 {
            0
        } else {
            let distance = (id.abs_diff(heading) / 15).min(20) as i32;
            if id > heading { 16 - distance } else { 8 - distance }
        };
        match &mut best {
            Some((most, _, _)) if *most > score + 2 => {}
            // Several names beside each other, each in an element of its own.
            Some((most, all, last)) if (*most - score).abs() <= 2 && id - *last < 14 => {
                for name in names {
                    if !all.contains(&name) {
                        all.push(name);
                    }
                }
                *last = id;
            }
            Some((most, ..)) if score <= *most => {}
            _ => best = Some((score, names, id)),
        }
    }
    let best = best.filter(|(score, ..)| *score > -8);
    best.map(|(score, names, _)| Printed { names, is_beside: score >= BESIDE }).unwrap_or_default()
}

/// The score from which on printed names surely are the authors'.
const BESIDE: i32 = 18;

/// "Reviewed by", "Photographs by" before a name: not who wrote it.
fn is_of_others(tree: &Tree<'_>, id: NodeId) -> bool {
    let before = (id.saturating_sub(4)..id).rev().find_map(|at| match tree.node(at).content {
        super::tree::Content::Text(raw) => Some(raw.trim()).filter(|text| !text.is_empty()),
        _ => None,
    });
    let of_others = |text: &str| {
        let lower = text.trim_end_matches([':', ' ', '\u{A0}']).to_lowercase();
        LEXICON.others.iter().any(|words| lower.ends_with(words.as_str()))
    };
    before.is_some_and(of_others)
}

/// "By Mara Ilic" as a line of its own, near the headline.
fn in_words(tree: &Tree<'_>, heading: NodeId) -> Vec<String> {
    for at in heading.saturating_sub(60)..(heading + 400).min(tree.len() as NodeId) {
        let super::tree::Content::Text(raw) = tree.node(at).content else { continue };
        let line = raw.trim();
        let starts = [
            "By ",
            "BY ",
            "by ",
            "Von ",
            "Written by ",
            "Words by ",
            "Story by ",
            "Par ",
            "By: ",
            "by: ",
            "Por ",
            "VON ",
            "Text: ",
            "Author: ",
            "Autor: ",
        ];
        let is_opening = starts.iter().any(|start| line.starts_with(start));
        let is_alone = is_label(line);
        if !(is_opening || is_alone) || line.len() > 120 {
            continue;
        }
        let text = if is_alone { following(tree, at) } else { line.to_owned() };
        let mut names = if text.len() < 160 { names_in(&text, looks_like_name) } else { Vec::new() };
        // "Mara Ilic|Published May": what follows the people is no name.
        let people = names.iter().take_while(|name| is_printed_person(name)).count();
        names.truncate(people);
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// The texts behind one, apart by bars: "Mara Ilic|3 May".
fn following(tree: &Tree<'_>, at: NodeId) -> String {
    let texts = (at + 1..(at + 12).min(tree.len() as NodeId)).filter_map(|id| match tree.node(id).content {
        super::tree::Content::Text(raw) => {
            Some(raw.trim()).filter(|text| !text.is_empty() && text.len() < 60)
        }
        _ => None,
    });
    texts.take(3).collect::<Vec<_>>().join("|")
}

/// What an element holds, its texts apart by bars: "Mara Ilic|3 May|Share".
fn parts_of(tree: &Tree<'_>, id: NodeId) -> String {
    let mut parts: Vec<String> = Vec::new();
    for at in id..tree.node(id).end.max(id + 1) {
        if let super::tree::Content::Text(raw) = tree.node(at).content {
            let text = crate::markup::decode(raw).split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                parts.push(text);
            }
        }
    }
    parts.join("|")
}

/// "By Mara Ilic" without the first word.
fn without_openings(line: &str) -> String {
    let mut line = line.trim_start_matches(['|', ' ']).to_owned();
    loop {
        let lower = line.to_lowercase();
        let opening = LEXICON.openings.iter().filter(|opening| {
            lower.strip_prefix(opening.as_str()).is_some_and(|rest| {
                rest.starts_with([' ', ':', '|', '\u{A0}'])
                    || opening.ends_with(':')
                    || !opening.ends_with(|letter: char| letter.is_alphabetic())
            })
        });
        let Some(length) = opening.map(String::len).max() else { break };
        if length >= line.len() || !line.is_char_boundary(length) {
            return String::new();
        }
        line = line[length..].trim_start_matches([':', ' ', '|', '\u{A0}']).to_owned();
    }
    line
}

/// The names in a printed line of authors.
fn names_in(line: &str, looks_like: fn(&str) -> bool) -> Vec<String> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = without_openings(&line);
    let mut names = Vec::new();
    for part in line
        .split([',', ';', '&', '|', '/', '•', '·', '–', '—', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" with "))
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" och "))
    {
        let part = part.trim().trim_start_matches("and ").trim_start_matches("By ").trim_start_matches("by ");
        let part = part.trim_matches(|letter: char| {
            matches!(letter, '.' | ':' | '-' | '"' | '“' | '”' | '(' | ')' | '@' | ' ')
        });
        let part = without_closing(part);
        let part = if part.contains(") ") { part } else { part.split(" (").next().unwrap_or(part).trim() };
        if part.is_empty() {
            continue;
        }
        if !looks_like(part) {
            // What follows the names is no name, and nothing after it is.
            if names.is_empty() {
                continue;
            }
            break;
        }
        names.push(part.to_owned());
        if names.len() > 11 {
            break;
        }
    }
    names
}

/// "Mara Ilic Published 3 May" without what follows the name.
fn without_closing(part: &str) -> &str {
    let lower = part.to_lowercase();
    if lower.len() != part.len() {
        return part;
    }
    let cut = LEXICON.closings.iter().filter_map(|closing| closes_at(&lower, closing)).min();
    let digit = part.find(|letter: char| letter.is_ascii_digit());
    let end = [cut, digit].into_iter().flatten().min().unwrap_or(part.len());
    part.get(..end).unwrap_or(part).trim()
}

/// Where a closing stands in a line, from the space before it on; "editor" is not in "editorial".
fn closes_at(line: &str, closing: &str) -> Option<usize> {
    let is_whole = |at: &usize| {
        let behind = line[at + 1 + closing.len()..].chars().next();
        closing.ends_with(' ') || !behind.is_some_and(char::is_alphabetic)
    };
    let spaced = line.match_indices(closing).filter(|(at, _)| line[..*at].ends_with(' '));
    spaced.map(|(at, _)| at - 1).find(is_whole)
}

fn looks_like_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_particle = |word: &&str| {
        matches!(
            *word,
            "de" | "van"
                | "von"
                | "der"
                | "den"
                | "del"
                | "la"
                | "le"
                | "da"
                | "dos"
                | "di"
                | "al"
                | "el"
                | "bin"
                | "ter"
                | "du"
                | "y"
                | "zu"
                | "af"
                | "e"
        )
    };
    (1..=5).contains(&words.len())
        && name.len() < 60
        && !name.contains(['@', '#', '?', '!', '{', '=', '_', '<', '[', '©', '→', '…', ':'])
        && !name.bytes().any(|byte| byte.is_ascii_digit())
        && words.iter().all(|word| {
            is_particle(word) || word.starts_with(|first: char| first.is_uppercase() || !first.is_ascii())
        })
        && name.chars().filter(|letter| letter.is_alphabetic()).count() > 2
}

/// What a page claims to be an author's name need not be printed in capitals.
fn looks_like_claim(name: &str) -> bool {
    (1..=5).contains(&name.split(' ').count())
        && name.len() < 60
        && !name.contains(['@', '#', '?', '!', '{', '=', '_', '<', '[', '©', '→', '…', ':', '/'])
        && name.chars().filter(|letter| letter.is_alphabetic()).count() > 2
        && !name.bytes().any(|byte| byte.is_ascii_digit())
}

/// Not a desk, an agency or a part of the page.
fn is_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
    looks_like_claim(name) && !words.any(|word| LEXICON.nobody.iter().any(|nobody| nobody == word))
}

/// The same of a name that is only printed: two words at least, none of them a month's.
fn is_printed_person(name: &str) -> bool {
    let has_month = name.split([' ', '.']).any(crate::printed_day::is_month);
    let lower = name.to_lowercase();
    let has_calling = lower.split(' ').any(|word| LEXICON.callings.iter().any(|calling| calling == word));
    is_person(name) && looks_like_name(name) && name.contains(' ') && !has_month && !has_calling
}

/// An outlet or a body that is given as the author by its name.
fn is_body(name: &str) -> bool {
    let generic = |word: &str| {
        matches!(
            word,
            "admin"
                | "administrator"
                | "editor"
                | "staff"
                | "redaktion"
                | "redacción"
                | "redazione"
                | "webmaster"
                | "author"
                | "guest"
                | "anonymous"
                | "unknown"
                | "team"
                | "news"
                | "user"
        )
    };
    !name.is_empty()
        && name.len() < 60
        && !name.contains("://")
        && !name.starts_with('#')
        && !generic(&name.to_lowercase())
}
