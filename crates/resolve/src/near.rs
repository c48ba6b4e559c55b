//! The reports that one is like.

/// The reports that one is like, by their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Near {
    /// Each with how much they are alike.
    pub edges: Vec<Edge>,
}

/// A report that another is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Its number.
    pub report: u32,
    /// From 0 to 1.
    pub likeness: f32,
    /// Whether both print one text.
    pub is_copy: bool,
}

impl Near {
    /// Puts one more in its place, instead of what was known of that report.
    pub fn put(&mut self, edge: Edge) {
        match self.edges.binary_search_by_key(&edge.report, |edge| edge.report) {
            Ok(at) => self.edges[at] = edge,
            Err(at) => self.edges.insert(at, edge),
        }
    }

    /// Takes one out.
    pub fn take(&mut self, report: u32) {
        self.edges.retain(|edge| edge.report != report);
    }

    /// Eight bytes each.
    ///
    /// ```
    /// use dateline_resolve::{Edge, Near};
    /// let near = Near { edges: vec![Edge { report: 7, likeness: 0.5, is_copy: true }] };
    /// assert_eq!(Near::from_bytes(&near.to_bytes()), near);
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.edges.len() * 8);
        for edge in &self.edges {
            bytes.extend(edge.report.to_le_bytes());
            // Likeness is never negative, so that its sign can say what kind it is.
            let likeness = if edge.is_copy { -edge.likeness } else { edge.likeness };
            bytes.extend(likeness.to_le_bytes());
        }
        bytes
    }

    /// What [`to_bytes`](Near::to_bytes) was made of.
    pub fn from_bytes(bytes: &[u8]) -> Near {
        let edge = |chunk: &[u8; 8]| {
            let [a, b, c, d, e, f, g, h] = *chunk;
            let likeness = f32::from_le_bytes([e, f, g, h]);
            Edge {
                report: u32::from_le_bytes([a, b, c, d]),
                likeness: likeness.abs(),
                is_copy: likeness.is_sign_negative(),
            }
        };
        Near { edges: bytes.as_chunks().0.iter().map(edge).collect() }
    }
}
