//! A page as a tree, in one pass over its tokens.
//!
//! Nodes are kept in document order, so that what an element holds is a range of them. The
//! repairs are those that change what is read (paragraphs, list items, cells and headings that
//! nobody closed), not all of a browser's; in return the time is linear and the depth bounded,
//! whatever the page holds.

use super::tag::Tag;
use crate::markup::{Attributes, Token, Tokens, decode_into};

/// The place of a node in its tree.
pub(crate) type NodeId = u32;

/// The deepest that elements stand in each other; what is deeper is taken as standing there.
const DEEPEST: usize = 200;

/// How many bytes of a tag are looked at for an attribute.
const FARTHEST: usize = 4096;

#[derive(Debug)]
pub(crate) struct Node<'s> {
    /// The element it stands in; its own number for the root.
    pub parent: NodeId,
    /// Just behind the last node it holds.
    pub end: NodeId,
    pub content: Content<'s>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Content<'s> {
    /// Text, not decoded.
    Text(&'s str),
    /// What stands in a script or the like, as it is.
    Raw(&'s str),
    Element(Tag, Attributes<'s>),
}

#[derive(Debug)]
pub(crate) struct Tree<'s> {
    nodes: Vec<Node<'s>>,
}

impl<'s> Tree<'s> {
    /// Reads a page.
    pub(crate) fn new(source: &'s str) -> Self {
        let mut builder =
            Builder { nodes: Vec::with_capacity(source.len() / 24 + 8), open: Vec::new(), ignored: 0 };
        builder.push(Content::Element(Tag::Other, Attributes::default()));
        builder.open.push((0, Tag::Other));
        for token in Tokens::new(source) {
            match token {
                Token::Text(text) => builder.text(text),
                Token::Cdata(text) | Token::Raw(text) => builder.push(Content::Raw(text)),
                Token::Start { name, attributes, is_closed } => {
                    builder.start(Tag::named(name), attributes, is_closed);
                }
                Token::End { name } => builder.end(Tag::named(name)),
                Token::Comment => {}
            }
        }
        builder.close(0);
        Tree { nodes: builder.nodes }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node<'s> {
        &self.nodes[id as usize]
    }

    pub(crate) fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.node(id).content {
            Content::Element(tag, _) => Some(tag),
            _ => None,
        }
    }

    /// An attribute's value as printed, if it stands near enough to the tag's name: it is asked for
    /// by every block that the element holds.
    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<&'s str> {
        match self.node(id).content {
            Content::Element(_, attributes) => attributes.near(FARTHEST).get(name),
            _ => None,
        }
    }

    /// The elements of a kind, in order.
    pub(crate) fn elements(&self, wanted: Tag) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len() as NodeId).filter(move |&id| self.tag(id) == Some(wanted))
    }

    /// All elements, in order.
    pub(crate) fn all_elements(&self) -> impl Iterator<Item = (NodeId, Tag, Attributes<'s>)> + '_ {
        (0..).zip(&self.nodes).filter_map(|(id, node)| match node.content {
            Content::Element(tag, attributes) => Some((id, tag, attributes)),
            _ => None,
        })
    }

    /// The element and all that it stands in, from the inside out.
    pub(crate) fn around(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |&id| (id != 0).then(|| self.node(id).parent))
    }

    /// The words of an element, spaces brought to one.
    pub(crate) fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        let mut decoded = String::new();
        let mut at = id;
        while at < self.node(id).end.max(id + 1) {
            match self.node(at).content {
                Content::Text(raw) => {
                    decoded.clear();
                    decode_into(raw, &mut decoded);
                    add_words(&decoded, &mut text);
                }
                Content::Raw(raw) => add_words(raw, &mut text),
                Content::Element(tag, _) if at != id && tag.is_unread() => {
                    at = self.node(at).end;
                    continue;
                }
                Content::Element(tag, _) if tag.is_block() || tag == Tag::Br => {
                    if !text.is_empty() && !text.ends_with(' ') {
                        text.push(' ');
                    }
                }
                Content::Element(..) => {}
            }
            at += 1;
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// Adds words with one space for every stretch of space.
pub(crate) fn add_words(words: &str, text: &mut String) {
    let mut is_first = true;
    for word in words.split(is_space) {
        if !is_first && !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
        is_first = false;
        text.push_str(word);
    }
}

/// Space, and what no one sees between letters.
pub(crate) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{AD}')
}

struct Builder<'s> {
    nodes: Vec<Node<'s>>,
    open: Vec<(NodeId, Tag)>,
    /// Start tags that were not taken because they stood too deep.
    ignored: usize,
}

impl<'s> Builder<'s> {
    fn push(&mut self, content: Content<'s>) {
        let id = self.nodes.len() as NodeId;
        let parent = self.open.last().map_or(id, |(parent, _)| *parent);
        self.nodes.push(Node { parent, end: id + 1, content });
    }

    /// Closes all open elements from the one at `depth` on.
    fn close(&mut self, depth: usize) {
        let end = self.nodes.len() as NodeId;
        for (id, _) in self.open.drain(depth..) {
            self.nodes[id as usize].end = end;
        }
    }

    fn text(&mut self, text: &'s str) {
        if self.open.last().is_some_and(|(_, tag)| *tag == Tag::Head) && !text.trim().is_empty() {
            self.close(self.open.len() - 1);
        }
        self.push(Content::Text(text));
    }

    /// Closes an open element that is one of `wanted`, unless one of `walls` stands before it.
    fn close_open(&mut self, wanted: impl Fn(Tag) -> bool, wall: impl Fn(Tag) -> bool) {
        for depth in (1..self.open.len()).rev() {
            let tag = self.open[depth].1;
            if wanted(tag) {
                return self.close(depth);
            }
            if wall(tag) {
                return;
            }
        }
    }

    fn start(&mut self, tag: Tag, attributes: Attributes<'s>, is_closed: bool) {
        use Tag::*;
        let is_table_part = |tag| matches!(tag, Table | Template);
        match tag {
            Html | Body if self.open.iter().any(|(_, open)| *open == tag) => return,
            Body => self.close_open(|open| open == Head, |_| false),
            _ if !tag.is_head_matter() => {
                if let Some(&(_, Head)) = self.open.last() {
                    self.close(self.open.len() - 1);
                }
            }
            _ => {}
        }
        match tag {
            Li => self.close_open(|open| open == Li, |open| matches!(open, Ul | Ol | Menu) || is_cell(open)),
            Dd | Dt => self.close_open(|open| matches!(open, Dd | Dt), |open| open == Dl || is_cell(open)),
            Td | Th => self.close_open(is_cell, |open| matches!(open, Tr) || is_table_part(open)),
            Tr => self.close_open(|open| open == Tr, is_table_part),
            Tbody | Thead | Tfoot => {
                self.close_open(|open| matches!(open, Tbody | Thead | Tfoot), is_table_part);
            }
            Rp | Rt => self.close_open(|open| matches!(open, Rp | Rt), Tag::is_block),
            Option => self.close_open(|open| open == Option, |open| open == Select),
            A => self.close_open(|open| open == A, Tag::is_block),
            _ if tag.is_heading() && self.open.last().is_some_and(|(_, open)| open.is_heading()) => {
                self.close(self.open.len() - 1);
            }
            _ => {}
        }
        if tag.is_block() {
            self.close_open(|open| open == P, Tag::is_block);
        }
        let is_leaf = tag.is_void() || (is_closed && matches!(tag, Svg | Other | Script));
        if !is_leaf && self.open.len() >= DEEPEST {
            self.ignored += 1;
            return;
        }
        let id = self.nodes.len() as NodeId;
        self.push(Content::Element(tag, attributes));
        if !is_leaf {
            self.open.push((id, tag));
        }
    }

    fn end(&mut self, tag: Tag) {
        if tag == Tag::Br {
            return self.push(Content::Element(Tag::Br, Attributes::default()));
        }
        if matches!(tag, Tag::Html | Tag::Body) || tag.is_void() {
            return;
        }
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        for depth in (1..self.open.len()).rev() {
            let open = self.open[depth].1;
            if open == tag || (tag.is_heading() && open.is_heading()) {
                return self.close(depth);
            }
            // An inline end tag does not end the block it stands in; a block's not the cell.
            let is_wall = if tag.is_block() { is_cell(open) && !is_table(tag) } else { open.is_block() };
            if is_wall {
                return;
            }
        }
    }
}

fn is_cell(tag: Tag) -> bool {
    matches!(tag, Tag::Td | Tag::Th | Tag::Caption)
}

fn is_table(tag: Tag) -> bool {
    matches!(tag, Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr)
}
