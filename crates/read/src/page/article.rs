//! Which blocks of a page are its article, and the text they make.

use super::blocks::Block;
use super::consent;
use super::features::Features;
use super::lead;
use super::model;
use super::tag::Tag;
use super::tree::Tree;
use crate::asides::{kind_of_words, letters};
use crate::printed_day::{Order, days};
use dateline_model::AsideKind;

/// From which likelihood on a block is taken for the article's.
const ENOUGH: f32 = 0.5;

/// The part of what is enough from which on a block may be the lead.
const HARDLY: f32 = 0.1;

/// An article: its text, and stretches of it in bytes that are asides.
#[derive(Debug, Default)]
pub(crate) struct Article {
    pub text: String,
    pub asides: Vec<(AsideKind, std::ops::Range<usize>)>,
    /// Its first and just behind its last block.
    pub blocks: Option<(usize, usize)>,
}

/// The article among the blocks of a page.
pub(crate) fn article(
    tree: &Tree<'_>,
    blocks: &[Block],
    features: &[Features],
    title: Option<&str>,
    is_english: bool,
) -> Article {
    let title = title.map(letters).unwrap_or_default();
    let mut likelihoods = model::likelihoods(tree, blocks, features);
    for (block, likelihood) in blocks.iter().zip(&mut likelihoods) {
        if consent::asks_for_consent(tree, block) {
            *likelihood = 0.0;
        }
    }
    let mut most = likelihoods.clone();
    most.sort_unstable_by(|one, other| other.total_cmp(one));
    let enough = ENOUGH * most.iter().take(3).copied().fold(0.0, f32::max).clamp(0.1, 1.0);
    let taken: Vec<usize> = (0..blocks.len()).filter(|&number| likelihoods[number] > enough).collect();
    let (Some(&first), Some(&last)) = (taken.first(), taken.last()) else { return Article::default() };
    // Desks of English papers write the line under a headline, and the story begins anew below it;
    // elsewhere it is the story's first paragraph.
    let could_be = |number: usize| likelihoods[number] > HARDLY * enough;
    let lead = if is_english { 0..0 } else { lead::lead(tree, blocks, &title, first, could_be) };
    let first = if lead.is_empty() { first } else { first.min(lead.start) };
    let mut article = Article { blocks: Some((first, last + 1)), ..Article::default() };
    let is_taken = |number: usize| likelihoods[number] > enough || lead.contains(&number);
    for (number, block) in blocks.iter().enumerate().take(last + 1).skip(first) {
        let aside = if is_taken(number) {
            // What stands under a picture is its caption, however much like a paragraph it reads.
            aside_of(tree, block)
                .or_else(|| top_matter(block, &title, number - first))
                .or_else(|| pointer(block))
        } else {
            aside_of(tree, block)
        };
        if !is_taken(number) && aside.is_none() {
            continue;
        }
        let is_item =
            matches!(tree.tag(block.element), Some(Tag::Li | Tag::Td | Tag::Th | Tag::Dd | Tag::Dt));
        if !article.text.is_empty() {
            article.text.push_str(if is_item { "\n" } else { "\n\n" });
        }
        let start = article.text.len();
        article.text.push_str(&block.text);
        if let Some(kind) = aside {
            article.asides.push((kind, start..article.text.len()));
        }
    }
    article
}

/// A headline, a byline or a day that stands above the text.
fn top_matter(block: &Block, title: &str, behind: usize) -> Option<AsideKind> {
    if behind > 5 || block.words > 40 {
        return None;
    }
    if !title.is_empty() && letters(&block.text) == title {
        return Some(AsideKind::Headline);
    }
    let is_day = block.words <= 9
        && days(&block.text, Order::DayFirst, 1)
            .first()
            .is_some_and(|printed| (printed.end - printed.start) * 2 > block.text.len());
    if is_day {
        return Some(AsideKind::Datestamp);
    }
    kind_of_words(&block.text).filter(|kind| matches!(kind, AsideKind::Byline | AsideKind::Datestamp))
}

/// "Read also", "Photo: Mara Ilic": a short line among the article's that is of something else.
fn pointer(block: &Block) -> Option<AsideKind> {
    let kind = (block.words <= 12).then(|| kind_of_words(&block.text)).flatten();
    kind.filter(|kind| matches!(kind, AsideKind::Teaser | AsideKind::Credit))
}

/// Whether a block between those of the article is worth keeping beside it.
fn aside_of(tree: &Tree<'_>, block: &Block) -> Option<AsideKind> {
    let is_caption = tree
        .around(block.element)
        .take(4)
        .any(|id| matches!(tree.tag(id), Some(Tag::Figcaption | Tag::Caption)));
    if is_caption && block.words > 2 && block.linked * 2 < block.characters.max(1) {
        let is_credit = kind_of_words(&block.text) == Some(AsideKind::Credit);
        return Some(if is_credit { AsideKind::Credit } else { AsideKind::Caption });
    }
    None
}
