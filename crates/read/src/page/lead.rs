//! The lines under a headline that sum an article up.

use super::blocks::Block;
use super::marks::each_word;
use super::tag::Tag;
use super::tree::Tree;
use crate::asides::{kind_of_words, letters};

/// Words in the class of the elements that hold such lines.
const CLASSES: [&str; 22] = [
    "lead",
    "intro",
    "introtext",
    "introduction",
    "abstract",
    "standfirst",
    "subtitle",
    "subheadline",
    "subhead",
    "subheading",
    "dek",
    "deck",
    "lede",
    "summary",
    "excerpt",
    "vorspann",
    "einleitung",
    "sommario",
    "chapo",
    "chapeau",
    "ingress",
    "entradilla",
];

/// How far behind the headline they may stand, in blocks.
const NEAR: usize = 12;

/// The blocks under the headline that sum the article up, before the article's `first` block or not
/// far behind it.
pub(crate) fn lead(
    tree: &Tree<'_>,
    blocks: &[Block],
    title: &str,
    first: usize,
    is_likely: impl Fn(usize) -> bool,
) -> std::ops::Range<usize> {
    let none = first..first;
    let Some(headline) = headline(tree, blocks, title, first) else { return none };
    let last = (headline + 1 + NEAR).min(blocks.len());
    let could_be = |number: usize| is_likely(number) && could_be(tree, &blocks[number]);
    let found = (headline + 1..last).find(|&number| {
        let block = &blocks[number];
        could_be(number) && (is_called(tree, block) || (number <= headline + 2 && is_sentence(block)))
    });
    let Some(start) = found else { return none };
    let is_more = |number: &usize| could_be(*number) && is_called(tree, &blocks[*number]);
    start..(start + 1..last).take_while(is_more).last().map_or(start + 1, |number| number + 1)
}

/// The last heading before the article that is its title, else its first heading of all.
fn headline(tree: &Tree<'_>, blocks: &[Block], title: &str, first: usize) -> Option<usize> {
    let is_heading = |block: &Block| tree.tag(block.element).is_some_and(Tag::is_heading);
    let is_title = |block: &Block| !title.is_empty() && block.words < 60 && letters(&block.text) == title;
    let before = &blocks[..(first + 1).min(blocks.len())];
    let found = before.iter().rposition(|block| is_heading(block) && is_title(block));
    found.or_else(|| before.iter().rposition(|block| tree.tag(block.element) == Some(Tag::H1)))
}

fn could_be(tree: &Tree<'_>, block: &Block) -> bool {
    let is_elsewhere = tree.around(block.element).take(6).any(|id| {
        matches!(
            tree.tag(id),
            Some(
                Tag::Figcaption
                    | Tag::Figure
                    | Tag::Aside
                    | Tag::Nav
                    | Tag::Form
                    | Tag::Button
                    | Tag::Footer
                    | Tag::Li
                    | Tag::Table
            )
        )
    });
    (8..=120).contains(&block.words)
        && block.linked * 3 < block.characters
        && !is_elsewhere
        && kind_of_words(&block.text).is_none()
}

fn is_called(tree: &Tree<'_>, block: &Block) -> bool {
    tree.around(block.element).take(3).any(|id| {
        let mut is_called = false;
        let names = ["class", "itemprop"].map(|name| tree.attribute(id, name).unwrap_or(""));
        for name in names.iter().filter(|name| name.len() < 200) {
            each_word(name, |word| is_called |= CLASSES.contains(&word));
        }
        is_called
    })
}

fn is_sentence(block: &Block) -> bool {
    block.words >= 10 && block.text.ends_with(['.', '!', '?', '…', '»', '“', '”', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::blocks::blocks;

    /// What is taken as the lead of a page whose second paragraph is the first that is surely its own.
    fn lead_of(below: &str) -> String {
        let html =
            format!("<h1>Gespräche am Ende</h1>{below}<p>Die Delegationen trafen sich am Dienstag.</p>");
        let tree = Tree::new(&html);
        let blocks = blocks(&tree);
        let range = lead(&tree, &blocks, &letters("Gespräche am Ende"), blocks.len() - 1, |_| true);
        blocks[range].iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_is_called_so_or_is_a_sentence_just_below() {
        let line = "Nach drei Wochen haben sich die Delegationen auf eine Karte geeinigt";
        assert_eq!(
            lead_of(&format!("<p>Von Mara Ilic</p><p>3. Mai</p><div class=article-intro>{line}</div>")),
            line
        );
        assert_eq!(lead_of(&format!("<p>{line}.</p>")), format!("{line}."));
        assert_eq!(lead_of(&format!("<p>{line}</p>")), "");
    }

    #[test]
    fn no_caption_and_no_list() {
        let line = "Nach drei Wochen haben sich die Delegationen auf eine Karte geeinigt.";
        assert_eq!(lead_of(&format!("<figure><figcaption class=intro>{line}</figcaption></figure>")), "");
        assert_eq!(lead_of(&format!("<ul class=summary><li>{line}</ul>")), "");
    }
}
