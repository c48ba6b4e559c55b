//! Names near the headline that only the words before them tell, and those of outlets together.

use super::claimed::{of_articles, of_labelled_metas};
use super::names::{
    is_body, is_collective, is_label, is_person, is_printed_person, looks_like_name, names_in,
    without_openings,
};
use super::printed::{has_author_class, is_author_link};
use crate::page::evidence::Evidence;
use crate::page::tree::{Content, NodeId, Tree};

/// How many nodes behind the headline a byline may stand.
pub(super) const NEAR: NodeId = 400;

/// "Valley Wire Staff", "The Harbour Team": those of an outlet together, as they are claimed or
/// printed beside the headline.
pub(super) fn collective(tree: &Tree<'_>, evidence: &Evidence, headline: NodeId) -> Vec<String> {
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

/// The one name of somebody who goes by it ("Mara", "katies"), printed in a link to the author or
/// behind "by"; there in capitals, as "by walking" is no name.
pub(super) fn account(tree: &Tree<'_>, headline: NodeId) -> Vec<String> {
    let linked = near_headline(tree, headline).filter(|&id| {
        let is_profile = tree.attribute(id, "href").is_some_and(|href| href.contains("/profile/"));
        is_author_link(tree, id) && !is_profile && tree.node(id).end - id < 6
    });
    let linked = linked.map(|id| without_openings(&tree.text(id)));
    let is_capital = |name: &String| name.starts_with(char::is_uppercase);
    let mut names = linked.chain(printed_behind_by(tree, headline).filter(is_capital));
    names.find(|name| !name.contains(' ') && is_person(name) && is_body(name)).into_iter().collect()
}

/// "By Mara Ilic" as a line of its own, near the headline.
pub(super) fn in_words(tree: &Tree<'_>, heading: NodeId) -> Vec<String> {
    for at in heading.saturating_sub(60)..(heading + 400).min(tree.len() as NodeId) {
        let Content::Text(raw) = tree.node(at).content else { continue };
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

/// The elements from shortly before the headline to some way behind it.
pub(super) fn near_headline<'t>(tree: &'t Tree<'_>, headline: NodeId) -> impl Iterator<Item = NodeId> + 't {
    let last = (headline + NEAR).min(tree.len() as NodeId);
    (headline.saturating_sub(60)..last).filter(move |&id| headline > 0 && tree.tag(id).is_some())
}

/// What stands behind "by" near the headline, in the same text or the next.
pub(super) fn printed_behind_by<'t>(
    tree: &'t Tree<'_>,
    headline: NodeId,
) -> impl Iterator<Item = String> + 't {
    let last = (headline + NEAR).min(tree.len() as NodeId);
    (headline..last).filter(move |_| headline > 0).filter_map(move |at| {
        let Content::Text(raw) = tree.node(at).content else { return None };
        let line = raw.trim();
        let is_label = is_label(line);
        let is_opening =
            line.len() < 60 && line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "));
        let text = if is_label { following(tree, at) } else { line.to_owned() };
        let first = text.split(['|', '•', '·', ',']).next().unwrap_or("");
        (is_label || is_opening).then(|| without_openings(&crate::markup::decode(first)))
    })
}

/// The texts behind one, apart by bars: "Mara Ilic|3 May".
pub(super) fn following(tree: &Tree<'_>, at: NodeId) -> String {
    let texts = (at + 1..(at + 12).min(tree.len() as NodeId)).filter_map(|id| match tree.node(id).content {
        Content::Text(raw) => Some(raw.trim()).filter(|text| !text.is_empty() && text.len() < 60),
        _ => None,
    });
    texts.take(3).collect::<Vec<_>>().join("|")
}
