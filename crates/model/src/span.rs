//! A stretch of text whose type says what its ends count.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Ends count bytes of UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Byte {}

/// Ends count Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodePoint {}

/// A half-open stretch of a text, counted in `Unit`.
///
/// ```
/// use dateline_model::{Byte, Span};
/// let city: Span<Byte> = Span::new(3, 11);
/// assert_eq!(&"in Brussels"[city.range()], "Brussels");
/// ```
pub struct Span<Unit> {
    /// Where it begins.
    pub start: usize,
    /// Just behind where it ends.
    pub end: usize,
    unit: PhantomData<Unit>,
}

impl<Unit> Span<Unit> {
    /// The stretch from `start` to just before `end`; an end before its start is moved to it.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end: if end < start { start } else { end }, unit: PhantomData }
    }

    /// How many units it holds.
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The same as a range, to index with.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether all of `other` lies in it.
    pub const fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one unit.
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest stretch that holds both.
    pub fn cover(&self, other: &Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

// Derives would ask the same of `Unit`, which is never more than a name.
impl<Unit> Clone for Span<Unit> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Unit> Copy for Span<Unit> {}
impl<Unit> PartialEq for Span<Unit> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<Unit> Eq for Span<Unit> {}
impl<Unit> PartialOrd for Span<Unit> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<Unit> Ord for Span<Unit> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<Unit> std::hash::Hash for Span<Unit> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<Unit> fmt::Debug for Span<Unit> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
