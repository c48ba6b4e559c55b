//! A page cut into blocks: the paragraphs, headings, items and cells that a reader sees.

use super::tag::Tag;
use super::tree::{Content, NodeId, Tree, is_space};
use crate::markup::decode;

/// Words that stand together, with no block's edge between them.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// Spaces are brought to one, except in `pre`.
    pub text: String,
    /// The innermost block element it stands in.
    pub element: NodeId,
    /// The first node of its text.
    pub first: NodeId,
    /// Words; two letters of a script without spaces count as one.
    pub words: usize,
    /// Letters, digits and marks: all but spaces.
    pub characters: usize,
    /// Those of them that stand in links.
    pub linked: usize,
    pub links: usize,
    /// Those of them that stand in bold or emphasis.
    pub strong: usize,
}

/// The blocks of a page in order.
pub(crate) fn blocks(tree: &Tree<'_>) -> Vec<Block> {
    let mut cutter = Cutter { done: Vec::new(), block: Block::default(), breaks: 0 };
    let mut at: NodeId = 0;
    let count = tree.len() as NodeId;
    // Elements that are open around `at`: where they end, and what they are.
    let mut open: Vec<(NodeId, Tag, NodeId)> = Vec::new();
    let (mut links, mut strong, mut is_preformatted) = (0usize, 0usize, 0usize);
    while at < count {
        while let Some(&(end, tag, _)) = open.last() {
            if end > at {
                break;
            }
            open.pop();
            match tag {
                Tag::A => links -= 1,
                Tag::B | Tag::Strong | Tag::Em | Tag::I => strong -= 1,
                Tag::Pre => is_preformatted -= 1,
                _ => {}
            }
            if tag.is_block() {
                cutter.cut();
            }
        }
        let node = tree.node(at);
        match node.content {
            Content::Element(tag, _) if tag.is_unread() => {
                at = node.end;
                continue;
            }
            Content::Element(Tag::Br, _) => cutter.line_break(),
            Content::Element(tag, _) => {
                if tag.is_block() || matches!(tag, Tag::Button | Tag::Label) {
                    cutter.cut();
                }
                match tag {
                    Tag::A => {
                        links += 1;
                        cutter.block.links += 1;
                    }
                    Tag::B | Tag::Strong | Tag::Em | Tag::I => strong += 1,
                    Tag::Pre => is_preformatted += 1,
                    _ => {}
                }
                open.push((node.end, tag, at));
            }
            Content::Text(raw) => {
                let text = decode(raw);
                let element =
                    open.iter().rev().find(|(_, tag, _)| tag.is_block()).map_or(0, |(_, _, id)| *id);
                cutter.text(&text, at, element, links > 0, strong > 0, is_preformatted > 0);
            }
            Content::Raw(text) => {
                let element =
                    open.iter().rev().find(|(_, tag, _)| tag.is_block()).map_or(0, |(_, _, id)| *id);
                // A CDATA in a page is text, or markup that no browser shows.
                if !text.contains('<') {
                    cutter.text(text, at, element, links > 0, strong > 0, is_preformatted > 0);
                }
            }
        }
        at += 1;
    }
    cutter.cut();
    cutter.done
}

struct Cutter {
    done: Vec<Block>,
    block: Block,
    /// Line breaks since the last word.
    breaks: usize,
}

impl Cutter {
    fn cut(&mut self) {
        self.breaks = 0;
        let length = self.block.text.trim_end().len();
        if length == 0 {
            let text = std::mem::take(&mut self.block.text);
            self.block = Block { text, ..Block::default() };
            self.block.text.clear();
            return;
        }
        self.block.text.truncate(length);
        self.done.push(std::mem::take(&mut self.block));
    }

    /// One line break is a new line; two are a new paragraph.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks >= 2 {
            let breaks = self.breaks;
            self.cut();
            self.breaks = breaks;
        }
    }

    fn text(
        &mut self,
        text: &str,
        node: NodeId,
        element: NodeId,
        is_link: bool,
        is_strong: bool,
        is_preformatted: bool,
    ) {
        // A soft hyphen says where a word may be broken and is no part of it.
        let joined;
        let text = if text.contains('\u{AD}') {
            joined = text.replace('\u{AD}', "");
            joined.as_str()
        } else {
            text
        };
        if text.chars().all(is_space) {
            if !self.block.text.is_empty() && !text.is_empty() && !self.block.text.ends_with([' ', '\n']) {
                self.block.text.push(' ');
            }
            return;
        }
        let block = &mut self.block;
        if block.words == 0 {
            block.first = node;
            block.element = element;
        }
        if self.breaks > 0 && !block.text.is_empty() {
            block.text.truncate(block.text.trim_end().len());
            block.text.push('\n');
        }
        self.breaks = 0;
        if is_preformatted {
            block.text.push_str(text);
            let characters = text.chars().filter(|letter| !letter.is_whitespace()).count();
            block.characters += characters;
            block.words += text.split_whitespace().map(words_in).sum::<usize>();
            return;
        }
        let mut is_first = true;
        let mut characters = 0;
        for word in text.split(is_space) {
            if !is_first && !block.text.is_empty() && !block.text.ends_with([' ', '\n']) {
                block.text.push(' ');
            }
            is_first = false;
            if !word.is_empty() {
                block.text.push_str(word);
                characters += word.chars().count();
                block.words += words_in(word);
            }
        }
        block.characters += characters;
        block.linked += if is_link { characters } else { 0 };
        block.strong += if is_strong { characters } else { 0 };
    }
}

/// How many words stand between two spaces: one, or more in Chinese and Japanese.
fn words_in(word: &str) -> usize {
    if word.is_ascii() {
        return 1;
    }
    let unspaced = word.chars().filter(|letter| matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{0E00}'..='\u{0E7F}'));
    (unspaced.count() / 2).max(1)
}
