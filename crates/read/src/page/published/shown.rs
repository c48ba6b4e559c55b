//! Days in elements that are there for them.

use super::forms::brought_to_form;
use super::lexicon::LEXICON;
use super::page::Page;
use crate::markup::decode;
use crate::page::marks::each_word;
use crate::page::tag::Tag;
use crate::page::tree::{NodeId, Tree};
use crate::printed_day::{Order, first_day};
use rustc_hash::FxHashSet;

/// A day in an element that is there for it, and how surely it is the page's.
pub(super) fn shown(page: &Page<'_, '_>, order: Order) -> Option<(String, i32)> {
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
pub(super) fn day_of_element(tree: &Tree<'_>, id: NodeId, order: Order) -> Option<(String, String)> {
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
pub(super) fn place_of(tree: &Tree<'_>, id: NodeId, headline: NodeId) -> i32 {
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

pub(super) fn has_word(names: &[&str], words: &FxHashSet<String>) -> bool {
    let mut has = false;
    for name in names.iter().filter(|name| !name.is_empty()) {
        each_word(name, |word| has |= words.contains(word));
    }
    has
}

pub(super) fn near(heading: NodeId, id: NodeId) -> i32 {
    if heading == 0 {
        return 0;
    }
    let distance = (id.abs_diff(heading) / 15).min(20) as i32;
    if id > heading { 20 - distance } else { 14 - distance }
}
