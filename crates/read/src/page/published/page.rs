//! What is looked at.

use crate::page::blocks::Block;
use crate::page::evidence::Evidence;
use crate::page::tree::{NodeId, Tree};

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
