//! XML as it arrives: well-formed or not, cut off or not. No entity that a document defines is
//! expanded, so that none can grow.

use crate::markup::{Attributes, Token, Tokens, decode_into};

/// The place of a node in its document.
pub(crate) type NodeId = usize;

const DEEPEST: usize = 200;

/// A document: its nodes in order, so that what an element holds is a range of them.
#[derive(Debug)]
pub(crate) struct Document<'s> {
    source: &'s str,
    nodes: Vec<Node<'s>>,
}

#[derive(Debug)]
struct Node<'s> {
    parent: NodeId,
    end: NodeId,
    /// What the element holds, in bytes of the source.
    inside: (usize, usize),
    content: Content<'s>,
}

#[derive(Debug)]
enum Content<'s> {
    Text(&'s str),
    Cdata(&'s str),
    /// The name without its prefix.
    Element(&'s str, &'s str, Attributes<'s>),
}

impl<'s> Document<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        let mut nodes = vec![Node {
            parent: 0,
            end: 0,
            inside: (0, source.len()),
            content: Content::Element("", "", Attributes::default()),
        }];
        let mut open: Vec<NodeId> = vec![0];
        let mut tokens = Tokens::of_xml(source);
        let mut start = 0;
        while let Some(token) = tokens.next() {
            let parent = open.last().copied().unwrap_or(0);
            let id = nodes.len();
            let mut add = |content| {
                nodes.push(Node {
                    parent,
                    end: id + 1,
                    inside: (tokens.position(), tokens.position()),
                    content,
                });
            };
            match token {
                Token::Text(text) => add(Content::Text(text)),
                Token::Cdata(text) | Token::Raw(text) => add(Content::Cdata(text)),
                Token::Start { name, attributes, is_closed } => {
                    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
                    add(Content::Element(prefix, local, attributes));
                    if !is_closed && open.len() < DEEPEST {
                        open.push(id);
                    }
                }
                Token::End { name } => {
                    let local = name.split_once(':').map_or(name, |(_, local)| local);
                    let depth = (1..open.len()).rev().find(|&depth| {
                        matches!(nodes[open[depth]].content, Content::Element(_, found, _) if found.eq_ignore_ascii_case(local))
                    });
                    if let Some(depth) = depth {
                        for id in open.drain(depth..) {
                            nodes[id].end = nodes.len();
                            nodes[id].inside.1 = start;
                        }
                    }
                }
                Token::Comment => {}
            }
            start = tokens.position();
        }
        let count = nodes.len();
        for id in open {
            nodes[id].end = count;
            nodes[id].inside.1 = source.len();
        }
        Document { source, nodes }
    }

    /// The first element, which should be the only one at the top.
    pub(crate) fn root(&self) -> Option<NodeId> {
        self.children(0).next()
    }

    /// An element's name, without its prefix.
    pub(crate) fn name(&self, id: NodeId) -> &'s str {
        match self.nodes[id].content {
            Content::Element(_, name, _) => name,
            _ => "",
        }
    }

    pub(crate) fn prefix(&self, id: NodeId) -> &'s str {
        match self.nodes[id].content {
            Content::Element(prefix, ..) => prefix,
            _ => "",
        }
    }

    pub(crate) fn is(&self, id: NodeId, name: &str) -> bool {
        self.name(id).eq_ignore_ascii_case(name)
    }

    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<String> {
        match self.nodes[id].content {
            Content::Element(_, _, attributes) => {
                attributes.get(name).map(|value| crate::markup::decode(value).trim().to_owned())
            }
            _ => None,
        }
    }

    /// The elements in an element.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.nodes[id].end;
        let mut at = id + 1;
        std::iter::from_fn(move || {
            while at < end {
                let child = at;
                at = self.nodes[child].end.max(child + 1);
                if matches!(self.nodes[child].content, Content::Element(..)) {
                    return Some(child);
                }
            }
            None
        })
    }

    /// All elements in an element, however deep, in order.
    pub(crate) fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        (id + 1..self.nodes[id].end).filter(|&id| matches!(self.nodes[id].content, Content::Element(..)))
    }

    /// The first child of a name.
    pub(crate) fn child(&self, id: NodeId, name: &str) -> Option<NodeId> {
        self.children(id).find(|&child| self.is(child, name))
    }

    /// The first element of a name, however deep.
    pub(crate) fn find(&self, id: NodeId, name: &str) -> Option<NodeId> {
        self.descendants(id).find(|&inner| self.is(inner, name))
    }

    pub(crate) fn is_inside(&self, id: NodeId, name: &str) -> bool {
        std::iter::successors(Some(id), |&id| (id != 0).then(|| self.nodes[id].parent))
            .any(|id| self.is(id, name))
    }

    /// Where an element stands in the source, in bytes.
    pub(crate) fn position(&self, id: NodeId) -> usize {
        self.nodes[id].inside.0
    }

    /// The places of what stands in an element, itself among them.
    pub(crate) fn inside(&self, id: NodeId) -> std::ops::Range<NodeId> {
        id..self.nodes[id].end
    }

    /// The words that stand in an element itself, decoded.
    pub(crate) fn own_text(&self, id: NodeId) -> String {
        let mut text = String::new();
        let mut at = id + 1;
        while at < self.nodes[id].end {
            match self.nodes[at].content {
                Content::Text(raw) => decode_into(raw, &mut text),
                Content::Cdata(raw) => text.push_str(raw),
                Content::Element(..) => {}
            }
            at = self.nodes[at].end.max(at + 1);
        }
        text
    }

    /// The words of an element, decoded, without the tags in it.
    pub(crate) fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        for node in &self.nodes[id..self.nodes[id].end] {
            match node.content {
                Content::Text(raw) => decode_into(raw, &mut text),
                Content::Cdata(raw) => text.push_str(raw),
                Content::Element(..) => {}
            }
        }
        text
    }

    /// The words of an element in one line; none where there are none.
    pub(crate) fn line(&self, id: NodeId) -> Option<String> {
        let text = self.text(id);
        let text =
            if text.contains('<') || text.contains('&') { crate::markup::without_tags(&text) } else { text };
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(line).filter(|line| !line.is_empty())
    }

    /// What an element holds as HTML: its own tags if it has some, else its decoded text.
    pub(crate) fn html(&self, id: NodeId) -> String {
        if self.children(id).next().is_some() {
            let (start, end) = self.nodes[id].inside;
            return self.source.get(start..end.max(start)).unwrap_or_default().to_owned();
        }
        self.text(id)
    }
}
