//! Names in elements that are there for them.

use super::lexicon::LEXICON;
use super::names::{is_printed_person, looks_like_name, names_in};
use crate::page::marks::each_word;
use crate::page::tag::Tag;
use crate::page::tree::{Content, NodeId, Tree};

/// Names found on the page itself.
#[derive(Default)]
pub(super) struct Printed {
    pub names: Vec<String>,
    /// Whether they stand just behind the headline, in an element that is surely for them.
    pub is_beside: bool,
}

/// Names in elements that are there for them.
pub(super) fn printed(tree: &Tree<'_>, heading: NodeId) -> Printed {
    let mut best: Option<(i32, Vec<String>, NodeId)> = None;
    for (id, ..) in tree.all_elements() {
        let Some(own) = score_of_names(tree, id) else { continue };
        let names = names_of(tree, id);
        if names.is_empty() || is_of_others(tree, id) {
            continue;
        }
        let score = own - if is_elsewhere(tree, id) { 25 } else { 0 } + near(heading, id);
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

/// How surely an element is for authors by its names and where it leads; nothing where it is not.
fn score_of_names(tree: &Tree<'_>, id: NodeId) -> Option<i32> {
    let (mut is_author, mut is_byline, mut is_name, mut is_other) = (false, false, false, false);
    for name in ["class", "id", "data-testid"] {
        each_word(tree.attribute(id, name).unwrap_or(""), |word| {
            is_author |= LEXICON.author_class.contains(word);
            is_byline |= matches!(word, "byline" | "bylines");
            is_name |= matches!(word, "name" | "fn");
            is_other |= LEXICON.other_class.contains(word);
        });
    }
    let is_marked = has_author(tree, id, "rel") || has_author(tree, id, "itemprop");
    let href = tree.attribute(id, "href").filter(|_| tree.tag(id) == Some(Tag::A));
    let is_linked = href.is_some_and(leads_to_author);
    let of = |is: bool, score: i32| if is { score } else { 0 };
    let score = of(is_marked, 12) + of(is_byline, 12) + of(is_author, 8) + of(is_linked, 6);
    (score > 0).then(|| score + of(is_name, 3) - of(is_other, 8))
}

/// The people in a small element.
fn names_of(tree: &Tree<'_>, id: NodeId) -> Vec<String> {
    if tree.node(id).end - id > 80 {
        return Vec::new();
    }
    let text = parts_of(tree, id);
    let mut names = if text.len() > 260 { Vec::new() } else { names_in(&text, looks_like_name) };
    names.retain(|name| is_printed_person(name));
    names
}

/// Whether an element stands among comments, teasers or in a sidebar.
fn is_elsewhere(tree: &Tree<'_>, id: NodeId) -> bool {
    tree.around(id).take(20).any(|around| {
        let mut is_elsewhere = matches!(tree.tag(around), Some(Tag::Aside | Tag::Footer | Tag::Nav));
        for name in ["class", "id"] {
            each_word(tree.attribute(around, name).unwrap_or(""), |word| {
                is_elsewhere |= LEXICON.elsewhere_class.contains(word);
            });
        }
        is_elsewhere
    })
}

/// Near the headline, rather behind it than before.
fn near(heading: NodeId, id: NodeId) -> i32 {
    if heading == 0 {
        return 0;
    }
    let distance = (id.abs_diff(heading) / 15).min(20) as i32;
    if id > heading { 16 - distance } else { 8 - distance }
}

/// The score from which on printed names surely are the authors'.
pub(super) const BESIDE: i32 = 18;

/// Whether an element is marked as the author, or leads to one.
pub(super) fn is_author_link(tree: &Tree<'_>, id: NodeId) -> bool {
    has_author(tree, id, "rel")
        || has_author(tree, id, "itemprop")
        || tree.attribute(id, "href").is_some_and(leads_to_author)
}

fn has_author(tree: &Tree<'_>, id: NodeId, name: &str) -> bool {
    let value = tree.attribute(id, name).unwrap_or("");
    value.split_whitespace().any(|word| word.eq_ignore_ascii_case("author"))
}

pub(super) fn has_author_class(tree: &Tree<'_>, id: NodeId) -> bool {
    let mut has = false;
    each_word(tree.attribute(id, "class").unwrap_or(""), |word| {
        has |= matches!(word, "author" | "authors" | "byline" | "bylines" | "writer" | "creator");
    });
    has
}

pub(super) fn leads_to_author(href: &str) -> bool {
    [
        "/author/",
        "/authors/",
        "/autor/",
        "/by/",
        "/profile/",
        "/people/",
        "/contributor",
        "/writers/",
        "/staff/",
        "/journalist",
        "/redakt",
    ]
    .iter()
    .any(|part| href.contains(part))
}

/// "Reviewed by", "Photographs by" before a name: not who wrote it.
pub(super) fn is_of_others(tree: &Tree<'_>, id: NodeId) -> bool {
    let before = (id.saturating_sub(4)..id).rev().find_map(|at| match tree.node(at).content {
        Content::Text(raw) => Some(raw.trim()).filter(|text| !text.is_empty()),
        _ => None,
    });
    let of_others = |text: &str| {
        let lower = text.trim_end_matches([':', ' ', '\u{A0}']).to_lowercase();
        LEXICON.others.iter().any(|words| lower.ends_with(words.as_str()))
    };
    before.is_some_and(of_others)
}

/// What an element holds, its texts apart by bars: "Mara Ilic|3 May|Share".
pub(super) fn parts_of(tree: &Tree<'_>, id: NodeId) -> String {
    let mut parts: Vec<String> = Vec::new();
    for at in id..tree.node(id).end.max(id + 1) {
        if let Content::Text(raw) = tree.node(at).content {
            let text = crate::markup::decode(raw).split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                parts.push(text);
            }
        }
    }
    parts.join("|")
}
